import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from documents.tagging.anchors import (
    TELLING_LENGTH,
    Span,
    Unplaced,
    agreement,
    find_passage,
    find_words,
)
from documents.tagging.marks import Place

LONG = "The harbour master wants more light and fewer rules."


def cut(text: str) -> list[Span]:
    """The paragraphs of a text as passages."""
    spans, start = [], 0
    for paragraph in text.split("\n\n"):
        if paragraph:
            spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    return spans


def remember(text: str, span: Span) -> Place:
    return Place(
        document="talk",
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - 32) : span.start],
        suffix=text[span.end : span.end + 32],
        start=span.start,
        end=span.end,
        whole=True,
    )


paragraphs = st.text(st.sampled_from("abc é.’"), min_size=1, max_size=12)
texts = st.lists(paragraphs, min_size=1, max_size=8).map("\n\n".join)


@given(texts)
def test_every_passage_is_found_in_an_unchanged_text(text):
    passages = cut(text)
    for span in passages:
        assert find_passage(text, passages, remember(text, span)) == span


@given(texts, texts)
def test_a_passage_is_never_found_in_other_words(text, other):
    passages = cut(other)
    for span in cut(text):
        place = remember(text, span)
        try:
            found = find_passage(other, passages, place)
        except Unplaced:
            continue
        letters = [c for c in other[found.start : found.end] if c.isalnum()]
        assert letters == [c for c in place.exact if c.isalnum()]


@given(texts, texts, st.integers(0, 40), st.integers(1, 40), st.integers(0, 6), st.booleans())
def test_words_are_found_where_most_of_what_stood_around_them_stands(
    text, other, start, length, context, knows_where
):
    exact = text[start : start + length]
    assume(exact)
    before, after = text[max(0, start - context) : start], text[start + length :][:context]
    place = Place("talk", exact, before, after, start if knows_where else None)
    stands = [n for n in range(len(other)) if other.startswith(exact, n)]
    agreed = {n: agreement(other, Span(n, n + len(exact)), place) for n in stands}
    best = [n for n in stands if agreed[n] == max(agreed.values())]
    if len(best) > 1 and knows_where:
        best = [n for n in best if n == start]
    tells = (
        len(exact) >= TELLING_LENGTH or agreed and max(agreed.values()) * 2 >= len(before + after)
    )
    try:
        found = find_words(other, place).start
    except Unplaced:
        found = None
    assert found == (best[0] if len(best) == 1 and tells else None)


@given(texts, st.integers(0, 40), st.integers(1, 40))
def test_words_are_found_in_an_unchanged_text(text, start, length):
    span = Span(start, min(start + length, len(text)))
    assume(span.start < span.end)
    assert find_words(text, remember(text, span)) == span


def test_equal_passages_are_told_apart_by_their_neighbours_after_a_cut():
    text = "One talks.\n\nGreat.\n\nAnother answers.\n\nGreat.\n\nThe end."
    second = cut(text)[3]
    shorter = text.replace("One talks.\n\n", "")
    found = find_passage(shorter, cut(shorter), remember(text, second))
    assert found == cut(shorter)[2]


def test_equal_passages_that_nothing_tells_apart_have_no_place():
    text = "\n\n".join(["Great."] * 3)
    place = Place("talk", "Great.", whole=True)
    with pytest.raises(Unplaced, match="3 places that nothing tells apart"):
        find_passage(text, cut(text), place)


def test_few_words_in_another_neighbourhood_have_no_place():
    place = Place("talk", "Great.", "One talks about the harbour.\n\n", "\n\nAnother", whole=True)
    text = "Something else was said.\n\nGreat.\n\nNobody."
    with pytest.raises(Unplaced, match="between others than before"):
        find_passage(text, cut(text), place)


def test_many_words_are_found_whatever_stands_around_them():
    place = Place("talk", LONG, "a lost neighbour", "another", whole=True)
    text = f"New.\n\n{LONG}\n\nNew too."
    assert find_passage(text, cut(text), place) == cut(text)[1]


def test_many_words_that_stood_twice_before_may_be_those_of_the_other_place():
    place = Place("talk", LONG, "a lost neighbour ", " another")
    text = f"New. {LONG} New too."

    assert find_words(text, place, f"a lost neighbour {LONG} another") == Span(5, 5 + len(LONG))
    with pytest.raises(Unplaced, match="between others than before"):
        find_words(text, place, f"a lost neighbour {LONG} another. New. {LONG} Newer.")


def test_a_passage_that_differs_in_marks_only_is_found():
    place = Place("talk", f"**{LONG}**", whole=True)
    assert find_passage(LONG, cut(LONG), place) == Span(0, len(LONG))


def test_a_passage_with_one_other_word_is_not_found():
    place = Place("talk", LONG.replace("more", "no more"), whole=True)
    with pytest.raises(Unplaced, match="no passage has these words"):
        find_passage(LONG, cut(LONG), place)


def test_a_passage_is_not_found_within_a_longer_one():
    text = LONG + " And more."
    with pytest.raises(Unplaced, match="no passage has these words"):
        find_passage(text, cut(text), Place("talk", LONG, whole=True))
