from hypothesis import given
from hypothesis import strategies as st

from documents.excerpts import AROUND, excerpt
from documents.openings import LAST, OPEN, STRIDE, open_places

WORDS = st.lists(st.text("abcé…", min_size=1, max_size=90), max_size=200).map(" ".join)


@given(WORDS, st.integers(0, 2 * LAST))
def test_what_is_open_is_whole_words_of_the_open_stretches(text, start):
    for first, last in open_places(text, start):
        assert (start + first) % STRIDE + (last - first) <= OPEN
        assert start + last <= LAST
        assert (first == 0 or text[first - 1] == " ") and text[last : last + 1] in ("", " ")


@given(WORDS, st.integers(0, LAST), st.data())
def test_an_excerpt_shows_open_words_and_the_match_and_knows_where_they_stand(text, start, data):
    first = data.draw(st.integers(0, len(text)))
    match = (first, data.draw(st.integers(first, min(len(text), first + 300))))
    kept = excerpt(text, open_places(text, start), match if match[0] < match[1] else None)
    opened = [at for a, b in open_places(text, start) for at in range(a, b)]
    allowed = {*opened, *range(*match)}
    for a, b in kept.pieces:
        assert all(at in allowed or text[at] == " " for at in range(a, b))
        place = kept.place(a, b)
        assert place is not None and kept.text[slice(*place)] == text[a:b]


def test_a_match_stands_among_the_open_words_near_it():
    text = " ".join(f"word{n}" for n in range(400))
    at = text.index("word200")
    kept = excerpt(text, open_places(text), (at, at + 7))
    assert "word200" in kept.text and 2 < len(kept.text.split()) < 30
    assert all(a > at - AROUND - OPEN and b < at + AROUND + OPEN for a, b in kept.pieces)


def test_all_passages_of_a_document_together_open_a_fifth_of_it():
    document = "It is so. " * 40_000
    cut = [document[at : at + 60] for at in range(0, len(document), 60)]
    shown = sum(b - a for n, text in enumerate(cut) for a, b in open_places(text, n * 60))
    assert shown <= LAST * OPEN // STRIDE < len(document) // 5
