"""What stands between quotation marks, in the marks of several houses and languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.quotations.marks import marked_spans


def between_marks(text: str) -> list[str]:
    return [text[m.start : m.end] for m in marked_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We need time,” she said.", ["We need time,"]),
        ('"We need time," she said.', ["We need time,"]),
        ("``We need time,'' she said.", ["We need time,"]),
        ("« Nous dormions », dit-il.", ["Nous dormions"]),
        ("„Wer wegsieht, verdient mit“, sagte sie.", ["Wer wegsieht, verdient mit"]),
        ("»Wer wegsieht«, sagte sie.", ["Wer wegsieht"]),
        ("‘We don’t know,’ she said.", ["We don’t know,"]),
        ("'We don't know,' she said.", ["We don't know,"]),
        ("‘The workers’ rota was lost,’ she said.", ["The workers’ rota was lost,"]),
        ("‘Stop talkin’ now,’ she said.", ["Stop talkin’ now,"]),
        ("She called it ‘late’ in the workers’ hall.", ["late"]),
    ],
)
def test_marks_of_many_houses(text, words):
    assert between_marks(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The workers’ rota isn’t the bosses’ business.",
        "It was the ’90s, and rock ‘n’ roll.",
        "The '90s were good to 'em.",
        'He stood 6\'2" tall in a 10" pipe.',
    ],
)
def test_apostrophes_and_inches_are_no_marks(text):
    assert between_marks(text) == []


def test_marks_inside_marks_know_what_they_stand_in():
    text = "“My mother said, ‘Write it down,’ and I did.”"
    outer, inner = marked_spans(text, 0, len(text))
    assert text[inner.start : inner.end] == "Write it down,"
    assert (outer.parent, inner.parent) == (None, 0)


def test_a_paragraph_may_leave_its_quotation_open():
    text = "She said: “There was a room."
    (open_,) = marked_spans(text, 0, len(text))
    assert not open_.closed
    assert text[open_.start : open_.end] == "There was a room."


def test_a_quotation_left_open_is_closed_in_the_next_paragraph():
    text = "and there was a man with receipts,” she said."
    (rest,) = marked_spans(text, 0, len(text), carried="“")
    assert text[rest.start : rest.end] == "and there was a man with receipts,"


@given(st.text(alphabet="ab ,.s“”‘’\"'«»„`\n", max_size=60))
def test_stretches_lie_within_the_text_and_nest(text):
    spans = marked_spans(text, 0, len(text))
    for n, m in enumerate(spans):
        assert 0 <= m.before <= m.start < m.end <= m.after <= len(text)
        if m.parent is not None:
            around = spans[m.parent]
            assert m.parent < n
            assert around.start <= m.before and m.after <= around.after
