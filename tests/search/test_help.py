"""The help page: each example is a query that is read without repair and shown as typed."""

import pytest

from documents.models import Equivalents
from search.help import FIELDS, OPERATORS, WORDS, sections
from search.query import parse
from tests.factories import make_document

EXAMPLES = [example for section in (WORDS, OPERATORS, FIELDS) for example in section.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.q)
def test_an_example_is_read_without_repair(example):
    assert parse(example.q).root is not None
    assert parse(example.q).remarks == ()


@pytest.mark.django_db
def test_every_example_that_is_a_link_finds_something_and_the_equivalents_are_listed(client):
    Equivalents.objects.create(forms=["labor", "labour"])
    make_document("Forced labor.", title="Reports on Slavery", held="2008")
    make_document("Of a text that has no heading.", title=None)
    body = client.get("/help/search/").content.decode()
    assert "labor, labour" in body
    examples = [example for section in sections() for example in section.examples]
    for example in examples:
        found = client.get("/search/", {"q": example.q, "format": "json"}).json()["total"]
        assert example.finds == (found > 0)
        assert (f"/search/?{example.parameters}" in body) == example.finds
    found = {example.q for example in examples if example.finds}
    assert {"forced labor", "year:2007..2009", "title:reports"} <= found
    assert "speaker:lagon slavery" not in found
