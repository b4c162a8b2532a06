"""The names that citations rest on."""

from hypothesis import given
from hypothesis import strategies as st

from documents.identifiers import ALPHABET, LENGTH, first_free, mint_passage_id


def test_the_same_passage_gets_the_same_id_everywhere():
    # Written down once: an archive loaded anew must keep these addresses.
    assert mint_passage_id("lagon-cfr-2022", 1, 12) == "kt33j7dxeday"


@given(st.text(), st.integers(1, 99), st.integers(0, 9999))
def test_an_id_is_short_and_plain(key, revision, order):
    minted = mint_passage_id(key, revision, order)

    assert len(minted) == LENGTH
    assert set(minted) <= set(ALPHABET)


def test_an_id_in_use_is_not_given_again():
    first = mint_passage_id("k", 1, 1)

    assert mint_passage_id("k", 1, 1, {first}.__contains__) != first


def test_a_taken_slug_is_counted_on():
    assert first_free("remarks", set()) == "remarks"
    assert first_free("remarks", {"remarks", "remarks-2"}) == "remarks-3"
