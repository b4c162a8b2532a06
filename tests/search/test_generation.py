"""The whole archive is counted once in a generation, and anew after every change."""

import datetime

import pytest
from django.utils import timezone

from documents.withdrawing.removal import withdraw_document as withdraw
from search import counting, generation
from search.models import Change
from search.request import SearchRequest
from search.results import search
from tests.factories import make_document, make_vocabulary

pytestmark = pytest.mark.django_db
EVERYTHING = SearchRequest()


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(counting, "_browsed", {})


def counted(monkeypatch) -> list:
    """The requests that the database was asked to count."""
    asked, count = [], counting._count
    monkeypatch.setattr(counting, "_count", lambda a: asked.append(a.request) or count(a))
    return asked


def test_the_whole_archive_is_counted_once(monkeypatch):
    make_document("one", "two")
    asked = counted(monkeypatch)
    assert [search(EVERYTHING).passages for _ in range(3)] == [2, 2, 2]
    assert search(SearchRequest(count="documents")).total == 1
    assert asked == [EVERYTHING, SearchRequest(count="documents")]


def test_it_is_counted_anew_after_every_change():
    assert search(EVERYTHING).passages == 0
    document = make_document("one", "two")
    assert search(EVERYTHING).passages == 2
    make_document("three")
    assert search(EVERYTHING).passages == 3
    withdraw(document, "tests")
    assert search(EVERYTHING).passages == 1


def test_a_new_vocabulary_is_counted_at_once():
    make_document("one")
    search(EVERYTHING)
    make_vocabulary("mood", "Calm")
    assert [(v.value, v.count) for v in search(EVERYTHING).facet["mood"].values] == [("unread", 1)]


def test_what_is_under_embargo_opens_on_its_day(monkeypatch):
    today = timezone.localdate()
    make_document("one", embargo_until=today + datetime.timedelta(days=1))
    assert search(EVERYTHING).passages == 0
    monkeypatch.setattr(timezone, "localdate", lambda: today + datetime.timedelta(days=1))
    assert len(counting._browsed) == 1
    counting.count(counting.Asked(EVERYTHING))
    assert next(iter(counting._browsed.values()))[0][0][2] == today + datetime.timedelta(days=1)


def test_old_numbers_are_cleared_away(monkeypatch):
    monkeypatch.setattr(generation, "KEPT", 1)
    before = generation.generation()
    for _ in range(5):
        generation.begin_another()
    assert Change.objects.count() <= 2
    assert generation.generation() != before
