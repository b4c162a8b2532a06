"""Slide decks: where slides begin, what is one slide growing, who presents."""

from pathlib import Path

import pytest
import yaml

from documents.ingest.readers import read
from documents.ingest.reading import Block, CanonicalText, MapRun
from documents.ingest.slides import EARLIER_STATE, looks_like_deck, read_deck
from documents.vocabularies import Evidence, Part, PassageType

GOLD = yaml.safe_load(
    (Path(__file__).parent / "gold" / "founding_deck.yaml").read_text(encoding="utf-8")
)
TEXTS = Path(__file__).parents[3] / "fixtures" / "texts"


def deck(markdown: str) -> CanonicalText:
    return read(markdown.encode(), "deck.md")


def titles(markdown: str) -> list[tuple[str, int]]:
    return [(s.title, len(s.bullets)) for s in read_deck(deck(markdown))[2]]


@pytest.fixture(scope="module")
def founding() -> CanonicalText:
    return read((TEXTS / GOLD["file"]).read_bytes(), GOLD["file"])


def test_the_founding_deck_has_the_slides_that_a_reader_lists(founding):
    _, _, slides = read_deck(founding)
    assert [[s.title, len(s.bullets)] for s in slides] == GOLD["slides"]


def test_every_word_of_the_founding_deck_is_in_one_segment(founding):
    segments, _, slides = read_deck(founding)
    assert all(a.end <= b.start for a, b in zip(segments, segments[1:], strict=False))
    for block in founding.blocks:
        assert sum(s.start <= block.start and block.end <= s.end for s in segments) == 1
    earlier = [s for s in segments if s.reason == EARLIER_STATE]
    assert len(earlier) == GOLD["earlier_states"]
    assert [segments[s.segment].locator for s in slides] == [
        f"slide {n}" for n in range(1, len(slides) + 1)
    ]


def test_the_presenter_is_read_from_the_title_slide(founding):
    segments, (voice,), slides = read_deck(founding)
    assert (voice.name, voice.part, voice.evidence) == (
        "Mark P. Lagon",
        Part.SPEAKER,
        Evidence.BYLINE,
    )
    assert voice.role == "Georgetown University; Council on Foreign Relations"
    assert {segments[s.segment].voice for s in slides} == {voice.key}


def test_only_the_deck_among_the_founding_texts_is_one():
    files = sorted(TEXTS.glob("*.txt"))
    decks = [f.name for f in files if looks_like_deck(read(f.read_bytes(), f.name))]
    assert decks == [GOLD["file"]]


def test_a_slide_that_only_grows_is_one_slide():
    assert titles(
        "# Costs\n\n- one worker\n\n# Costs\n\n- one **workers**\n- two\n\n# Costs\n\n- four\n"
    ) == [("Costs", 2), ("Costs", 1)]


def test_a_slide_repeated_unchanged_is_one_slide():
    assert titles("# Costs\n\n- one\n\n# Costs\n\n- one\n\n# Gains\n\n- two\n") == [
        ("Costs", 1),
        ("Gains", 1),
    ]


def test_slides_between_the_same_title_are_not_merged():
    assert len(titles("# Costs\n\n- one\n\n# Break\n\n# Costs\n\n- one\n- two\n")) == 3


def test_headings_inside_a_slide_begin_none():
    markdown = (
        "# ABOUT COSTS\n\n## A study of 2012\n\n- one\n\n"
        "# ABOUT GAINS\n\n### Globally:\n\n- two\n\n"
        "## ▶ through training\n\n- three\n\n# ABOUT US\n\n- four\n"
    )
    assert titles(markdown) == [("ABOUT COSTS", 1), ("ABOUT GAINS", 2), ("ABOUT US", 1)]


def test_a_bold_line_set_like_the_titles_is_a_title():
    markdown = "# OLD WAYS\n\n- one\n\n**A NEW WAY:  \nALL TOGETHER**\n\n- two\n\n# THE END\n"
    assert titles(markdown) == [("OLD WAYS", 1), ("A NEW WAY: ALL TOGETHER", 1), ("THE END", 0)]


def test_numbered_slides_of_a_plain_text_are_slides():
    text = "Slide 1: Costs\n- one\n\nSlide 2\nGains\n- two\n- three\n\nSlide 3: End\n- four\n"
    assert titles(text) == [("Costs", 1), ("Gains", 2), ("End", 1)]


def test_ruled_lines_divide_slides_and_are_set_aside():
    source = deck(
        "# Costs\n\n- one\n\n---\n\n# Gains\n\n## in detail\n\n- two\n\n---\n\n"
        "No title\n\n---\n\n# End\n"
    )
    segments, _, slides = read_deck(source)
    assert [s.title for s in slides] == ["Costs", "Gains", "No title", "End"]
    assert all(segments[s.segment].type == PassageType.SLIDE for s in slides)


def test_two_presenters_leave_the_slides_to_nobody():
    segments, voices, _ = read_deck(deck("# Costs\n\nJane Doe and John Roe\n\n# Gains\n\n- one\n"))
    assert [v.name for v in voices] == ["Jane Doe", "John Roe"]
    assert {s.voice for s in segments} == {None}


def test_a_deck_without_a_presenter_has_no_voice():
    _, voices, _ = read_deck(deck("# Costs\n\n14 April 2014\n\n# Gains\n\n- one\n"))
    assert voices == ()


def test_a_text_without_words_is_no_deck():
    empty = CanonicalText("", (Block(0, 0, "rule"),), (MapRun(0, 0, 0),), "text/plain", "utf-8")
    assert not looks_like_deck(empty)
    assert read_deck(empty) == ((), (), ())
