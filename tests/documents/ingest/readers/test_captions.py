"""Captions: who says what, when, and paragraphs out of cues."""

import pytest

from documents.ingest.readers import read
from documents.ingest.reading import CanonicalText, Unreadable


def vtt(*cues: str, header: str = "WEBVTT") -> CanonicalText:
    return read("\n\n".join([header, *cues]).encode(), "talk.vtt")


def said(text: CanonicalText) -> list[tuple[str | None, str]]:
    return [(b.speaker, text.words(b)) for b in text.blocks]


def test_voice_tags_are_speakers_and_cues_of_one_run_on():
    text = vtt(
        "00:01.000 --> 00:03.000\n<v Ann Roe>Good morning &amp; welcome",
        "00:03.000 --> 00:05.000\n<v Ann Roe>to the <i>port</i>.</v>",
        "00:05.500 --> 00:06.000\n<v.loud Jo Hale>Thanks.",
    )
    roe = ("Ann Roe", "Good morning & welcome to the port.")
    assert said(text) == [roe, ("Jo Hale", "Thanks.")]
    assert [b.media_start for b in text.blocks] == [1.0, 5.5]


def test_chevrons_begin_a_paragraph_and_stay_for_the_labels():
    text = vtt("00:01.000 --> 00:02.000\n>> yes", "00:02.000 --> 00:03.000\n>> no")
    assert said(text) == [(None, ">> yes"), (None, ">> no")]


def test_two_dashes_in_a_cue_are_two_voices():
    text = read(b"1\n00:00:01,000 --> 00:00:02,000\n- Who?\n- Me.\n", "a.srt")
    assert said(text) == [("", "Who?"), ("", "Me.")]


def test_lines_that_roll_up_are_said_once():
    text = vtt(
        "00:01.000 --> 00:02.000\n>> the second thing",
        "00:02.000 --> 00:03.000\nthe second thing\nwe learned",
        "00:03.000 --> 00:04.000\nwe learned\nis this.",
    )
    assert text.text == ">> the second thing we learned is this."


def test_a_silence_begins_a_paragraph():
    text = vtt("00:01.000 --> 00:02.000\nyes", "00:09.000 --> 00:10.000\nno")
    assert text.text == "yes\n\nno"


def test_bold_labels_of_subrip_begin_turns():
    cues = (
        "1\n00:00:01,000 --> 00:00:02,000\nWell.\n",
        "2\n00:00:02,000 --> 00:00:03,000\n<b>ANN ROE:</b> Yes.\n",
    )
    text = read("\n".join(cues).encode(), "a.srt")
    assert said(text) == [(None, "Well."), (None, "ANN ROE: Yes.")]
    (strong,) = text.blocks[1].strong
    assert text.text[slice(*strong)] == "ANN ROE:"


def test_the_header_declares_title_and_language():
    text = vtt("00:01.000 --> 00:02.000\nyes", header="WEBVTT - A hearing\nLanguage: fr")
    assert text.declared == {"WebVTT/Title": "A hearing", "WebVTT/Language": "fr"}


def test_subrip_is_known_by_its_content():
    data = b"\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,000\r\nYes.\r\n"
    assert read(data, "talk.txt").text == "Yes."


@pytest.mark.parametrize("name", ["talk.vtt", "talk.srt"])
def test_what_is_no_captions_is_refused(name):
    with pytest.raises(Unreadable, match=rf"{name} is not a \w+ file that can be read"):
        read(b"Good morning, everybody.", name)


PASTED = (
    "good afternoon everyone and welcome to",
    "this year's lecture on",
    "dignity",
    "thank",
    "you",
)


@pytest.mark.parametrize("between", ["\n", " "])
def test_captions_pasted_from_the_page_of_a_video(between):
    text = "\n".join(f"0:{4 * n:02}{between}{words}" for n, words in enumerate(PASTED))
    found = read(text.encode(), "a.txt")
    assert said(found) == [(None, " ".join(PASTED))]
    assert found.blocks[0].media_start == 0


def test_what_stands_above_pasted_captions_is_their_head():
    text = "A Lecture on Dignity\n" + "\n".join(f"0:0{n}\n{w}" for n, w in enumerate(PASTED))
    found = read(text.encode(), "a.txt")
    assert [(b.role, found.words(b)[:9]) for b in found.blocks] == [
        ("heading", "A Lecture"),
        ("paragraph", "good afte"),
    ]


def test_times_between_names_and_words_are_no_pasted_captions():
    turns = "\n".join(f"Ann Roe\n0:0{n}\nSo it is.\n" for n in range(6))
    assert read(turns.encode(), "a.txt").words(read(turns.encode(), "a.txt").blocks[0]) == "Ann Roe"
