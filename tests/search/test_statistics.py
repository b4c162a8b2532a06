"""What words are weighed by: counted anew in a small archive, remembered in a large one."""

import pytest

from search import statistics
from search.standing import standing
from search.statistics import Statistics
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def test_a_small_archive_is_counted_every_time():
    make_document("labor labor", "labor and more words")
    assert Statistics(standing().stock).frequencies("english", ["'labor'", "'nobody'"]) == [2, 0]
    make_document("labor")
    index = Statistics(standing().stock)
    assert index.frequencies("english", ["'nobody'", "'labor'"]) == [0, 3]
    assert (index.passages, round(index.mean, 2)) == (3, 2.33)


def test_a_large_archive_is_counted_once(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(statistics, "LARGE", -1)
    monkeypatch.setattr(statistics, "_known", {})
    make_document("labor labor", "labor and more words")
    assert Statistics(standing().stock).frequencies("english", ["'labor'"]) == [2]
    stock = standing().stock
    with django_assert_num_queries(0):
        assert Statistics(stock).frequencies("english", ["'labor'"]) == [2]


def test_an_empty_archive_has_a_mean_to_divide_by():
    assert Statistics(standing().stock).mean == 1.0
