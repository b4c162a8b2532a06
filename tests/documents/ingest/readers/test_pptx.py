"""Slide decks: titles, bullets, notes, and the number of the slide."""

from documents.ingest.readers import read
from documents.ingest.reading import PassageType
from documents.ingest.understanding import understand
from tests.documents.ingest.readers import samples

DECK = samples.slides(
    ("The port", (), ""),
    ("Why it matters", ("Ten years", " of waiting"), "Speak slowly here."),
)


def test_titles_bullets_and_notes_are_told_apart():
    text = read(DECK, "deck.pptx")
    assert [(b.role, b.level, b.locator, text.words(b)) for b in text.blocks] == [
        ("heading", 1, "slide 1", "The port"),
        ("heading", 1, "slide 2", "Why it matters"),
        ("item", 1, "slide 2", "Ten years"),
        ("item", 2, "slide 2", "of waiting"),
        ("note", 0, "slide 2", "Speak slowly here."),
    ]


def test_even_two_slides_are_a_deck_and_notes_are_narrative():
    reading = understand(read(DECK, "deck.pptx"), "deck.pptx")
    assert [(s.type, s.locator) for s in reading.segments] == [
        (PassageType.SLIDE, "slide 1"),
        (PassageType.SLIDE, "slide 2"),
        (PassageType.NARRATIVE, "slide 2"),
    ]
    assert [(s.title, s.bullets) for s in reading.slides] == [
        ("The port", ()),
        ("Why it matters", ("Ten years", "of waiting")),
    ]


def test_text_boxes_are_lines():
    text = read(samples.slides_with_text_box("Jane Miller, Director"), "deck.pptx")
    assert [b.role for b in text.blocks] == ["heading", "paragraph"]


def test_a_slide_that_grows_keeps_the_notes_of_its_states():
    data = samples.slides(("Why", ("one",), "First note."), ("Why", ("one", "two"), "Second note."))
    reading = understand(read(data, "deck.pptx"), "deck.pptx")
    assert [s.type for s in reading.segments] == [
        PassageType.FURNITURE,
        PassageType.NARRATIVE,
        PassageType.SLIDE,
        PassageType.NARRATIVE,
    ]
    assert [s.bullets for s in reading.slides] == [("one", "two")]
