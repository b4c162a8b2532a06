"""What words are weighed by: counted once for each generation of the texts."""

import pytest

from search.index import rejudge
from search.standing import standing
from tests.factories import make_document, make_vocabulary, tag

pytestmark = pytest.mark.django_db

LABOR, NOBODY, FRENCH = ("english", "'labor'"), ("english", "'nobody'"), ("french", "'labor'")


def test_words_are_counted_anew_where_texts_have_changed():
    make_document("labor labor", "labor and more words")
    assert standing().statistics.frequencies([LABOR, NOBODY]) == {LABOR: 2, NOBODY: 0}
    make_document("labor")
    make_document("labor", language="fr")
    index = standing().statistics
    assert index.frequencies([NOBODY, LABOR, FRENCH]) == {NOBODY: 0, LABOR: 3, FRENCH: 1}
    assert index.passages_in == {"english": 3, "french": 1}
    assert (index.passages, index.mean) == (4, 2.0)


def test_what_is_said_of_passages_leaves_the_numbers_as_they_are(django_assert_num_queries):
    make_vocabulary("mood", "Calm")
    document = make_document("labor labor", "labor and more words")
    before = standing()
    assert before.statistics.frequencies([LABOR]) == {LABOR: 2}
    passage = document.passages.first()
    tag(passage, "mood", "calm")
    assert rejudge([passage.pk]) == 1
    archive = standing()
    assert archive.generation != before.generation
    with django_assert_num_queries(0):
        assert archive.statistics.frequencies([LABOR]) == {LABOR: 2}


def test_an_empty_archive_has_a_mean_to_divide_by():
    assert standing().statistics.mean == 1.0
