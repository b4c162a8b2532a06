"""The text as a keeper corrects it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.reading import Quote
from documents.ingest.worksheet import (
    VOICELESS,
    Line,
    Misread,
    Quoted,
    Sheet,
    parse,
    understand_sheet,
    write,
)
from documents.tagging.marks import Place
from documents.vocabularies import Evidence, PassageType

NAMES = {"hart": "Jo Hart", "diaz": "Ana Diaz"}
SPEECH = PassageType.SPEECH
SHEET = Sheet(
    [
        Line("On Goods", PassageType.HEADING),
        Line("Good morning to you all.", SPEECH, "hart", 1, "MS. HART", Evidence.LABEL),
        Line("I said “no more” twice.", SPEECH, "hart", 1, "", Evidence.LABEL),
        Line("Survivors must have a voice.", SPEECH, "diaz", 2, "MR. DIAZ", Evidence.LABEL),
    ],
    NAMES,
    [Quoted(2, Place("", "no more"), Quote(8, 15, "diaz", Evidence.CUE))],
)
WRITTEN = """[heading] On Goods

@ Jo Hart

Good morning to you all.

I said “no more” twice.

@ Ana Diaz

Survivors must have a voice.
"""

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \n@[]\\"),
    min_size=1,
).map(lambda text: "\n".join(line.rstrip() for line in text.split("\n")).strip())
lines = st.builds(
    Line,
    words.filter(bool),
    st.sampled_from(list(PassageType)),
    st.sampled_from([*NAMES, None]),
).map(lambda line: Line(line.text, line.type, None if line.type in VOICELESS else line.voice))


def test_a_text_is_written_with_its_speakers_and_what_is_not_speech():
    assert write(SHEET) == WRITTEN


@given(st.lists(lines, min_size=1), words.filter(bool))
def test_what_is_written_is_read_as_it_was(some, last):
    sheet = Sheet([*some, Line(last, SPEECH, "hart")], NAMES)
    read, new = parse(write(sheet), sheet)

    assert [(x.text, x.type, x.voice) for x in read] == [
        (x.text, x.type, x.voice) for x in sheet.lines
    ]
    assert not new


def test_nothing_is_lost_of_a_passage_that_stays():
    reading = understand_sheet(WRITTEN, SHEET)

    assert [(reading.words(s), s.voice, s.turn, s.evidence) for s in reading.segments[1:]] == [
        (x.text, x.voice, x.turn, x.evidence) for x in SHEET.lines[1:]
    ]
    assert reading.source.text.startswith("On Goods\n\nMS. HART: Good morning")
    (quote,) = reading.quotes
    assert reading.source.text[quote.start : quote.end] == "no more"


def test_another_speaker_is_an_editors_decision_and_may_be_new():
    reading = understand_sheet(WRITTEN.replace("@ Ana Diaz", "@ Lea Stone"), SHEET)

    assert [voice.name for voice in reading.voices] == ["Lea Stone"]
    assert reading.segments[3].voice == reading.voices[0].key
    assert reading.segments[3].evidence is Evidence.EDITOR


def test_a_quotation_goes_with_its_words():
    reading = understand_sheet(WRITTEN.replace("I said", "She had said"), SHEET)

    (quote,) = reading.quotes
    assert reading.source.text[quote.start : quote.end] == "no more"


@pytest.mark.parametrize("now", ["no more, and never again", "not one more"])
def test_a_quotation_takes_in_what_is_new_between_its_marks(now):
    reading = understand_sheet(WRITTEN.replace("no more", now), SHEET)

    (quote,) = reading.quotes
    assert reading.source.text[quote.start : quote.end] == now


@pytest.mark.parametrize("text", ["", "   \n\n", "[heading] Only this", "@\n\nWords."])
def test_a_text_that_cannot_be_taken_says_why(text):
    with pytest.raises(Misread):
        understand_sheet(text, SHEET)
