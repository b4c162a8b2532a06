"""What in brackets was heard in the room, and what was said."""

import pytest

from documents.ingest.structure.notes import find_notes, is_only_notes


@pytest.mark.parametrize(
    "note",
    [
        "(Laughs.)",
        "(Laughter and applause.)",
        "(audio break)",
        "(inaudible)",
        "(Inaudible.)",
        "(Off mic)",
        "(Gives queuing instructions.)",
        "[ Applause ]",
        "[01:46]",
        "(Rires)",
        "[English]",
    ],
)
def test_a_transcribers_note_is_a_span(note):
    words = f"It was—{note}—so."
    spans = find_notes(words, 0, len(words))
    assert [words[s.start : s.end] for s in spans] == [note]
    assert is_only_notes(note)


@pytest.mark.parametrize(
    "words",
    [
        "(NGOs)",
        "(a hundred)",
        "(points 3 and 4)",
        "(music industry)",
        "(technical assistance)",
        "(reading, writing and arithmetic)",
        "(which closely match)",
        "(TIP)",
    ],
)
def test_words_in_brackets_are_words(words):
    assert find_notes(words, 0, len(words)) == ()
    assert not is_only_notes(words)


def test_four_digits_are_the_clock_only_where_they_stand_alone():
    assert is_only_notes("(1630)")
    assert find_notes("the Act (2000) says", 0, 19) == ()
