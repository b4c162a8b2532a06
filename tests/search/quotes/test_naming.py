"""Whose name a stated name can be, without a database."""

import pytest

from search.quotes.naming import is_called, is_name, is_nearly_called
from search.quotes.source import Voice
from search.quotes.word_classes import is_spelling

LAGON = Voice("Mark P. Lagon", "lagon", ("Mark P. Lagon", "LAGON", "AMBASSADOR LAGON"))
KHELI = Voice(None, None, ("Shirin Tahir-Kheli", "Q"))


@pytest.mark.parametrize(
    "name",
    ["Lagon", "M. Lagon", "Amb. Mark Lagon", "Lagon, Mark P.", "LAGON", "Mark Lagon (State)"],
)
def test_a_name_fits_whom_it_does_not_contradict(name):
    assert is_called(name, LAGON)


@pytest.mark.parametrize("name", ["Maria Lagon", "Marc Lagon", "Mark Logan", "Krell", "the office"])
def test_another_given_name_is_another_person_whatever_the_label_says(name):
    assert not is_called(name, LAGON)
    assert not is_nearly_called(name, LAGON)


def test_labels_and_the_end_of_a_double_name_fit():
    assert is_called("Q", KHELI)
    assert is_called("Tahir Kheli", KHELI)
    assert not is_called("RQ", KHELI)


@pytest.mark.parametrize("name", ["Mark", "Mark Lagonn", "Shirin Tahir-Keli"])
def test_a_slip_or_a_given_name_alone_is_near(name):
    voice = KHELI if "Shirin" in name else LAGON
    assert not is_called(name, voice)
    assert is_nearly_called(name, voice)


def test_an_office_alone_is_no_name():
    assert not is_name("The Ambassador")
    assert is_name("Ambassador Lagon")


@pytest.mark.parametrize(("word", "other"), [("labour", "labor"), ("organize", "organise")])
def test_british_spelling_is_told_from_other_words(word, other):
    assert is_spelling(word, other)
    assert not is_spelling("four", "for")
    assert not is_spelling("our", "or")
