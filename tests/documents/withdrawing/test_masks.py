"""Words are found however they are spelt, and a mask is as long as what it covers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.folding import MASK
from documents.withdrawing.masks import Words, mask, pieces, squeezed

MARIA = Words(("María López",))


@pytest.mark.parametrize(
    "text",
    [
        "María López",
        "MARIA LOPEZ",
        "maria-lopez",
        "maria_lopez",
        "Maria\nLópez",
        "Ma\xadria Lo-\npez",
        "marialopez2008hearing",
        "Lo Maria López's",
        "María  López",
    ],
)
def test_a_name_is_found_in_every_spelling(text):
    assert MARIA.are_in(text)


@pytest.mark.parametrize(
    "text", ["Maria", "Ana Maria Lopezia", "Amaria Lopez", "Maria. And then Lopez"]
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert not MARIA.are_in(text)


def test_a_form_within_another_is_blacked_out_with_it():
    words = Words(("María López", "López"))

    assert words.masked("López and María López.") == f"{MASK * 5} and {MASK * 11}."


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("María López", "LOPEZ, Maria"),
        ("Mark P. Lagon", "Lagon, Mark P."),
        ("Jan van der Berg", "van der Berg, Jan"),
    ],
)
def test_a_name_is_found_as_lists_order_it(name, listed):
    assert Words((name,)).places(f"Heard: {listed}")[0][0] == len("Heard: ")


def test_the_same_words_in_another_order_are_no_name_without_a_comma():
    assert not Words(("trade secrets",)).are_in("secrets trade")


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_mask_changes_no_length_and_leaves_nothing(before, after):
    text = f"{before} María López {after}"
    masked = MARIA.masked(text)

    assert len(masked) == len(text)
    assert not MARIA.are_in(masked)
    assert MARIA.masked(masked) == masked


@given(st.text(max_size=60))
def test_pieces_are_stretches_of_the_text_in_order(text):
    ends = [0]
    for piece in pieces(text):
        assert ends[-1] <= piece.start < piece.end <= len(text)
        ends.append(piece.end)


def test_words_without_letters_are_none():
    assert squeezed("—, …") == ""
    assert mask("abc", []) == "abc"
