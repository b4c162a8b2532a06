"""The numbers of a register: what a search finds, by year and speaker."""

import pytest

from documents.models import Speaker, Term
from search import registers
from search.registers import register
from tests.factories import Said, make_document, make_vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary():
    found = make_vocabulary("p", "Protection", "Prevention")
    both = Said("One.", "Ada Byron", tags={"p": ["protection", "prevention"]})
    make_document(both, Said("Two.", "Ada Byron", read=["p"]), held="2008-06-03")
    make_document(both, Said("Three.", ""), Said("Four.", "Ada Byron"))
    return found


@pytest.mark.parametrize("is_various", [False, True])
def test_passages_are_counted_by_year_and_speaker(vocabulary, is_various, monkeypatch):
    if is_various:  # too various for a census
        monkeypatch.setattr(registers, "census", lambda generation: None)
    ada = Speaker.objects.get(name="Ada Byron").pk
    protection = Term.objects.get(slug="protection").pk
    counted = register(vocabulary)
    assert counted.passages == {(2008, ada): 2, (None, ada): 2, (None, None): 1}
    assert counted.of_term(protection) == {(2008, ada): 1, (None, ada): 1}
    assert set(counted.by_term().values()) == {2}
    assert counted.unread == {(None, ada): 1, (None, None): 1}


def test_what_is_marked_counts_at_once(vocabulary):
    before = register(vocabulary).by_term().total()
    make_document(Said("Five.", tags={"p": ["protection"]}))
    assert register(vocabulary).by_term().total() == before + 1
