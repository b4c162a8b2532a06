"""The help page: each example is a query that is read without repair and shown as typed."""

import pytest

from documents.models import Equivalents
from search.help import FIELDS, OPERATORS, WORDS, sections
from search.query import parse

EXAMPLES = [example for section in (WORDS, OPERATORS, FIELDS) for example in section.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.q)
def test_an_example_is_read_without_repair(example):
    assert parse(example.q).root is not None
    assert parse(example.q).remarks == ()


@pytest.mark.django_db
def test_every_example_leads_to_a_search_and_the_equivalents_are_listed(client):
    Equivalents.objects.create(forms=["labor", "labour"])
    body = client.get("/help/search/").content.decode()
    assert "labor, labour" in body
    for section in sections():
        for example in section.examples:
            assert f"/search/?{example.parameters}" in body
            assert client.get("/search/", {"q": example.q}).status_code == 200
