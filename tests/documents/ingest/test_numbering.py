"""Printed paragraph numbers and how they outlive corrections."""

from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.numbering import assign, letters, sort_key


def test_a_first_text_is_numbered_from_one():
    assert assign([None, None, None]) == ["1", "2", "3"]


def test_what_is_inserted_gets_a_letter_and_shifts_nobody():
    assert assign(["1", None, None, "2", "3"]) == ["1", "1a", "1b", "2", "3"]


def test_what_comes_before_the_first_is_0a():
    assert assign([None, "1", "2"]) == ["0a", "1", "2"]


def test_what_is_added_at_the_end_goes_on_counting():
    assert assign(["1", "2", None, None]) == ["1", "2", "3", "4"]


def test_a_number_that_was_used_is_never_given_again():
    assert assign(["1", None], frozenset({"1", "2", "3"})) == ["1", "4"]
    assert assign(["1", None, "2"], frozenset({"1", "1a", "2"})) == ["1", "1b", "2"]


def test_letters_go_on_after_z():
    assert [letters(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]


@given(st.lists(st.booleans(), max_size=40))
def test_numbers_are_unique_and_kept_in_order(pattern):
    numbers = iter(range(1, 99))
    kept = [str(next(numbers)) if goes_on else None for goes_on in pattern]

    given_out = assign(kept)

    assert len(set(given_out)) == len(given_out)
    assert [sort_key(n) for n in given_out] == sorted(sort_key(n) for n in given_out)
    assert all(out == before for out, before in zip(given_out, kept, strict=True) if before)
