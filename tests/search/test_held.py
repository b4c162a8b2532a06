"""The values of the index are read once in a generation, and anew after every change."""

import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.withdrawing.removal import withdraw_document as withdraw
from search.held import held
from search.request import SearchRequest
from search.results import search
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


def statements(q: str, **selected: str) -> list[str]:
    values = tuple((key, (value,)) for key, value in selected.items())
    with CaptureQueriesContext(connection) as asked:
        search(SearchRequest(q=q, selected=values))
    return [one["sql"] for one in asked.captured_queries]


def test_values_are_read_once_for_all_columns_and_all_requests():
    make_document(Said("labor", "Ada Byron", role="Envoy"), publisher="Echo", held="2008")
    held("role")
    asked = statements("labor", role="envoy", publisher="echo", language="en", year="2008")
    assert not any("DISTINCT" in statement for statement in asked)
    assert [held(c) for c in ("role", "publisher", "year")] == [{"Envoy"}, {"Echo"}, {2008}]


def test_a_search_that_finds_nothing_looks_up_each_of_its_fields_once():
    make_document(Said("labor", "Ada Byron"), publisher="Echo", held="2008")
    asked = statements("zanzi speaker:nobody publisher:nowhere document:none", speaker="bo-chen")
    assert sum("slug" in s and "IN ('nobody')" in s for s in asked) == 1
    assert sum("slug" in s and "IN ('none')" in s for s in asked) == 1
    assert sum("slug" in s and "IN ('bo-chen')" in s for s in asked) == 1


def test_values_follow_every_change_and_what_is_taken_back():
    document = make_document("labor", publisher="Echo")
    assert held("publisher") == {"Echo"}
    with transaction.atomic():
        make_document("labor", publisher="Herald")
        assert held("publisher") == {"Echo", "Herald"}
        transaction.set_rollback(True)
    assert held("publisher") == {"Echo"}
    withdraw(document, "tests")
    assert held("publisher") == frozenset()


def test_nothing_is_told_of_what_is_under_embargo_until_its_day(monkeypatch):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    make_document("labor", publisher="Echo", embargo_until=tomorrow)
    assert held("publisher") == frozenset()
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    assert held("publisher") == {"Echo"}
