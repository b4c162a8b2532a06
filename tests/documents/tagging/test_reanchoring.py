"""Where tagged words stand in a corrected text, and when they are not taken for the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.tagging.marks import Place
from documents.tagging.reanchoring import Stood, Sureness, find_again, same_facts, spaced

TEXT = "We know that forced labor persists in the supply chains that end in our own homes."
WORDS = "forced labor persists in the supply chains"


def found(text: str, exact: str = WORDS, prefix: str = "", suffix: str = ""):
    there = find_again(text, Place("", exact, prefix, suffix))
    return there and (text[there.span.start : there.span.end], there.sureness)


def test_the_same_words_are_found_wherever_they_stand():
    assert found(f"Indeed. {TEXT}") == (WORDS, Sureness.EXACT)


def test_words_with_a_slip_corrected_are_found_and_are_to_be_looked_at():
    slip = WORDS.replace("persists", "persits")

    assert found(TEXT, slip) == (WORDS, Sureness.LIKE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "we will act in 2008 with all of our partners",
            "we will act in 2009 with all of our partners",
        ),
        ("we will act with two of our many partners", "we will act with ten of our many partners"),
        (
            "we thank Maria Diaz for her long work here",
            "we thank Maria Dias for her long work here",
        ),
        ("it is now lawful to hold workers in debt", "it is not lawful to hold workers in debt"),
        ("it is lawful to hold the workers in debt", "it is unlawful to hold the workers in debt"),
        ("12 men came here from 21 villages", "21 men came here from 12 villages"),
        ("last winter China praised Japan for it", "last winter Japan praised China for it"),
        ("they would not act, but she will act", "they would act, but she will not act"),
        ("they would not stay and she will act", "they would stay and she will not act"),
        ("we don’t hold that the law is enough here", "we do hold that the law is enough here"),
    ],
)
def test_where_a_number_a_name_or_a_negation_differs_they_are_other_words(before, after):
    assert not same_facts(before, after)
    assert not same_facts(after, before)
    assert found(f"He said that {after}, and left.", before) is None


def test_the_same_words_in_two_places_are_told_apart_by_what_stands_around_them():
    text = "The first law is weak. The second law is weak. The law is weak here."

    assert found(text, "law is weak") is None
    there = find_again(text, Place("", "law is weak", "The second ", ". The law"))
    assert there is not None and there.span.start == text.index("second") + 7


def test_few_words_among_others_are_to_be_looked_at():
    where = {"prefix": "survivors must have ", "suffix": " in all policies"}

    assert found("She lost a voice that day.", "a voice", **where) == ("a voice", Sureness.LIKE)


def test_words_are_not_found_inside_longer_ones():
    assert found("They interact daily.", "act") is None


def test_two_places_nearly_alike_are_no_place():
    text = f"{TEXT.replace('persists', 'persisted')} {TEXT.replace('persists', 'persist')}"

    assert found(text) is None


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_what_is_found_is_the_words_or_is_to_be_looked_at(text, exact):
    there = found(text, exact)

    assert there is None or there == (exact, Sureness.EXACT) or there[1] is Sureness.LIKE


@given(st.text(max_size=60))
def test_the_same_words_have_the_same_facts(text):
    assert same_facts(text, text)


FIRST = "Our partners\nSurvivors speak for themselves at every table"
SECOND = f"{FIRST}\nFaith groups run most shelters in the country"


def sureness(text: str, words: str, passage: str, *changed: str):
    """How surely words of a passage are found in a text; all passages given were changed."""
    start = passage.index(words)
    end = start + len(words)
    place = Place("", words, passage[max(0, start - 32) : start], passage[end : end + 32])
    stood = Stood(passage, start, end, [spaced(text) for text in (passage, *changed)])
    there = find_again(text, place, stood)
    return there and there.sureness


BULLET = "Survivors speak for themselves at every table"


def test_words_that_the_former_text_had_once_are_found_by_themselves():
    text = f"Who must be heard\n{BULLET}\nand in every room"

    assert sureness(text, BULLET, FIRST) is Sureness.EXACT


def test_long_words_between_others_than_before_may_be_those_of_a_twin_that_changed():
    text = f"Who must be heard\n{BULLET}\nFaith groups run all shelters"

    assert sureness(text, BULLET, FIRST, SECOND) is Sureness.LIKE


def test_words_are_told_from_a_twin_that_changed_by_what_stands_around_them_still():
    text = f"Our partners\n{BULLET}\nFaith groups run shelters"

    assert sureness(text, BULLET, SECOND, FIRST) is Sureness.EXACT
    assert sureness(text, BULLET, FIRST, SECOND) is Sureness.LIKE


def test_a_mark_of_a_list_tells_no_place():
    one, other = f"▶ {BULLET}\n▶ Law", f"▶ {BULLET}"

    assert sureness(f"▶ {BULLET}\n▶ Work", BULLET, one, other) is Sureness.LIKE


def test_words_of_a_text_without_spaces_are_found_again():
    text = "私たちは強制労働をなくすために働いています。"

    assert found(f"今日、{text}", "強制労働") == ("強制労働", Sureness.EXACT)
