"""Fingerprints: equal for equal columns, and never asked for what is gone."""

import pytest

from documents.withdrawing.removal import withdraw_document as withdraw
from search.fingerprints import FACTS, MARKS, VOICE, meanings
from search.models import IndexedPassage
from search.request import SearchRequest
from search.results import search
from search.standing import standing
from tests.factories import Said, make_document, make_vocabulary

pytestmark = pytest.mark.django_db


def test_every_facet_is_read_from_what_a_fingerprint_stands_for():
    make_vocabulary("mood", "Calm")
    of_documents = set(FACTS) - set(VOICE)
    for dimension in standing().lists.dimensions:
        if dimension.counted:
            columns = set(dimension.columns)
            assert any(columns <= set(c) for c in (VOICE, of_documents, MARKS)), dimension.key


def test_passages_share_a_fingerprint_where_voice_and_document_are_the_same():
    make_vocabulary("mood", "Calm")
    make_document(
        "one", "two", Said("three", speaker="Bo Li"), Said("four", tags={"mood": ["calm"]})
    )
    one, two, three, four = IndexedPassage.objects.order_by("order")
    assert one.facts == two.facts == four.facts != three.facts
    assert one.marks == two.marks == three.marks != four.marks


def test_a_fingerprint_stands_for_the_columns_of_its_passages():
    make_document("one", year=2008, published="2008")
    passage = IndexedPassage.objects.get()
    found = meanings("facts", [passage.facts])
    kept = {name: getattr(passage, name) for name in FACTS}
    assert found[passage.facts] == kept | {"quoted_ids": (), "parts": tuple(passage.parts)}
    assert meanings("facts", [passage.facts, 12345]) is None


def test_what_was_counted_before_it_was_withdrawn_is_counted_no_more():
    document = make_document("word", kind="panel")
    make_document("word", kind="speech")
    assert search(SearchRequest(q="word")).passages == 2
    withdraw(document, "tests")
    results = search(SearchRequest(q="word"))
    assert results.passages == results.documents == 1
    assert [(v.value, v.count) for v in results.facet["kind"].values] == [("speech", 1)]
