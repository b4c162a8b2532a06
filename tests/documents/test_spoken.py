"""Which notes are stepped over, and which stand for words that the record does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.folding import MASK
from documents.ingest.structure.notes import find_notes
from documents.spoken import spoken, spoken_words


def said(text: str) -> list[str]:
    notes = [(note.start, note.end) for note in find_notes(text, 0, len(text))]
    return [word.text for word in spoken_words(text, notes)]


@pytest.mark.parametrize(
    "aside", ["(Laughter.)", "[Applause]", "(sic)", "(through interpreter)", "(pause)", "[01:46]"]
)
def test_words_step_over_an_aside(aside):
    assert said(f"We know {aside} that") == ["we", "know", "that"]


@pytest.mark.parametrize("text", ["We know[12] that", "We know.[1][2] That", "“We know”[127] that"])
def test_words_step_over_the_figure_of_a_footnote(text):
    assert said(text) == ["we", "know", "that"]
    assert said("We know [12] that [2012] is") == ["we", "know", "12", "that", "2012", "is"]


@pytest.mark.parametrize(
    "gap",
    [
        "(inaudible)",
        "[Inaudible 00:12.]",
        "(laughter, inaudible)",
        "[crosstalk]",
        "(Cross-talk.)",
        "(audio break)",
        "(Break in audio.)",
        "[unintelligible]",
        "(Off mike.)",
        "(Speaks in Spanish.)",
        "(Gives queuing instructions.)",
        "[…]",
        "[...]",
        "(. . .)",
        "* * *",
        MASK * 7,
    ],
)
def test_a_gap_in_the_record_keeps_a_place_between_words(gap):
    assert said(f"We know {gap} that") == ["we", "know", MASK, "that"]


def test_a_pause_that_is_written_as_dots_is_no_gap():
    assert said("We know … that ... it is") == ["we", "know", "that", "it", "is"]


@given(st.text(alphabet="a (inaudible)[…]…", max_size=40), st.integers(0, 20), st.integers(0, 20))
def test_nothing_else_moves(text, start, length):
    start = min(start, len(text))
    end = min(len(text), start + length)
    read = spoken(text, [(start, end)])
    assert len(read) == len(text)
    assert all(a == b or b in (MASK, " ") for a, b in zip(text, read, strict=True))
