"""Plain text and Markdown to canonical text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.readers import read
from documents.ingest.reading import Unreadable

LETTERS = st.text(
    alphabet=st.sampled_from(
        "abcDEF .,:*#_-\\[]()\n\r\t\x0c\u00ad\ufeff\x00\x07\u00a0\u2028éß“”—▶12"
    ),
    max_size=200,
)


def canonical(text: str, name: str = "a.txt"):
    return read(text.encode(), name)


def paragraphs(text: str, name: str = "a.txt") -> list[str]:
    source = canonical(text, name)
    return [source.words(block) for block in source.blocks]


@given(LETTERS)
def test_every_run_says_where_its_words_stand_in_the_original(text):
    try:
        source = canonical(text)
    except Unreadable:
        return
    original = text.removeprefix("\ufeff")
    at = back = 0
    for run in source.runs:
        assert run.length > 0
        assert run.canonical >= at
        assert run.original >= back
        at, back = run.canonical + run.length, run.original + run.length
        assert source.text[run.canonical : at] == original[run.original : back]


@given(LETTERS)
def test_what_no_run_maps_is_white_space_only(text):
    try:
        source = canonical(text)
    except Unreadable:
        return
    mapped = {at for r in source.runs for at in range(r.canonical, r.canonical + r.length)}
    assert all(c.isspace() for at, c in enumerate(source.text) if at not in mapped)


@given(LETTERS)
def test_blocks_are_in_order_and_hold_all_words(text):
    try:
        source = canonical(text)
    except Unreadable:
        return
    end = 0
    for block in source.blocks:
        assert end <= block.start < block.end
        assert not source.text[end : block.start].strip()
        assert source.words(block) == source.words(block).strip()
        end = block.end
    assert end == len(source.text)


@given(st.text(alphabet=st.sampled_from("abc .,*\n"), max_size=100))
def test_a_plain_text_keeps_every_word(text):
    try:
        source = canonical(text)
    except Unreadable:
        return
    if source.media_type == "text/plain":
        assert source.text.split() == text.split()


def test_a_sentence_cut_by_a_page_break_is_whole_again():
    assert paragraphs("Many buy what is made by individuals, including\n\nchildren in mines.") == [
        "Many buy what is made by individuals, including children in mines."
    ]


def test_a_form_feed_does_not_end_a_sentence():
    assert paragraphs("It was the government\fof the day.") == ["It was the government of the day."]


def test_a_paragraph_that_has_ended_stays_one():
    assert paragraphs("They assist.\n\nand so do we") == ["They assist.", "and so do we"]


def test_a_short_paragraph_before_another_sentence_stays_one():
    assert len(paragraphs("Thank you all.\n\nI begin with a story.")) == 2


def test_a_label_is_never_joined_to_the_words_before_it():
    cut = "A: We looked at everything that was sent to us by the\n\nMR. HALE: No, we did not."
    assert paragraphs(cut)[1] == "MR. HALE: No, we did not."


def test_hard_wrapped_lines_become_paragraphs():
    wrapped = (
        "  It has long been the view of this House that a promise once given to\n"
        "those who came to work in its fields should be kept, whatever the cost\n"
        "of keeping it may be to the Treasury, and whoever may sit over there.\n"
        "  The second paragraph begins with an indented line, as such records do\n"
        "when they are printed in columns.\n"
    )
    assert [p[:10] for p in paragraphs(wrapped)] == ["It has lon", "The second"]
    assert "kept, whatever the cost of keeping" in paragraphs(wrapped)[0]


def test_a_word_broken_at_the_line_is_whole_where_the_text_has_it_whole():
    assert paragraphs("All trafficking is one, and traffick-\ning is a crime.") == [
        "All trafficking is one, and trafficking is a crime."
    ]
    assert paragraphs("It must be victim-\ncentered.") == ["It must be victim-centered."]


def test_title_lines_stay_lines_and_a_title_over_two_lines_is_one():
    title = "Debate\nPanel on Cooperation to\nPrevent Trafficking\nJune 3, 2008\n\nGood morning."
    assert paragraphs(title) == [
        "Debate",
        "Panel on Cooperation to Prevent Trafficking",
        "June 3, 2008",
        "Good morning.",
    ]


def test_markdown_marks_go_and_words_stay():
    marked = (
        "# Title\n\n**Bold** and *implement* cost \\$528, see [the site](https://example.org/a)."
    )
    source = canonical(marked)
    assert source.text == "Title\n\nBold and implement cost $528, see the site."
    assert source.media_type == "text/markdown"
    assert [source.text[a:b] for a, b in source.blocks[1].strong] == ["Bold"]
    assert (source.blocks[0].role, source.blocks[0].level) == ("heading", 1)


@pytest.mark.parametrize(
    "text",
    ["Profit* rose by 5 * 3 * 2.\n\n* See the note on rates.", "a_b_c and C:\\temp", "5 < 6 > 4"],
)
def test_literal_marks_of_a_plain_text_are_words(text):
    assert canonical(text).media_type == "text/plain"
    assert canonical(text).text.split() == text.split()


def test_unpaired_marks_in_markdown_are_words():
    assert canonical("**Bold** and profit* only").text == "Bold and profit* only"


def test_list_items_carry_their_depth_and_hard_breaks():
    source = canonical("- ▶ **One**  \n**two**\n  - three\n\n1. four", "deck.md")
    assert [(source.words(b), b.role, b.level) for b in source.blocks] == [
        ("▶ One\ntwo", "item", 1),
        ("three", "item", 2),
        ("1. four", "item", 1),
    ]


def test_scripts_are_text_and_not_markup():
    assert canonical("**x** <script>alert(1)</script>").text == "x <script>alert(1)</script>"


def test_invisible_characters_go_and_typography_stays():
    text = "\ufeffco\u00adoperate\x00 “now” — 10\u00a0000\r\n\r\nNext"
    assert canonical(text).text == "cooperate “now” — 10\u00a0000\n\nNext"


def test_front_matter_is_declared_and_not_text():
    source = canonical("---\ntitle: A talk\ndate: 2012-10-18\n---\nGood morning.", "a.md")
    assert source.declared == {"title": "A talk", "date": "2012-10-18"}
    assert source.text == "Good morning."


IN_COLUMNS = """Round Table, Accra
9 November 2018

DARKO           I was seven. My aunt told me that there was
                a school.

Sr ROSSI        How many boys were there?

DARKO           Five.

                One of them drowned.
Sr ROSSI        Who?
"""


def test_names_in_a_column_of_their_own_speak_the_words_beside_it():
    text = read(IN_COLUMNS.encode(), "a.txt")
    assert [(block.speaker, text.words(block)) for block in text.blocks] == [
        (None, "Round Table, Accra"),
        (None, "9 November 2018"),
        ("DARKO", "I was seven. My aunt told me that there was a school."),
        ("Sr ROSSI", "How many boys were there?"),
        ("DARKO", "Five."),
        (None, "One of them drowned."),
        ("Sr ROSSI", "Who?"),
    ]
    at = text.text.index("a school")
    run = next(run for run in text.runs if run.canonical <= at < run.canonical + run.length)
    assert IN_COLUMNS[run.original + at - run.canonical :].startswith("a school.")


def test_words_are_unwrapped_at_their_own_width_below_a_wide_table_of_contents():
    contents = "\n".join(f"Statement {n} {'.' * 60} {n}" for n in range(1, 4))
    prose = "\n".join(["the men who had sailed there from the port"] * 7 + ["came home."])
    text = read(
        f"{contents}\n\n    It was then that they were told by\n{prose}\n".encode(), "a.txt"
    )
    assert text.words(text.blocks[-1]).endswith("from the port came home.")
