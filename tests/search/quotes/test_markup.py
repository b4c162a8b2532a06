"""Articles pasted with their markup: Markdown, and the source of pages."""

import pytest

from search.quotes.articles import read_pasted
from search.quotes.markup import without_markup


def taken(text: str) -> list[tuple[str, str]]:
    return [(" ".join(asked.text.split()), asked.said_by) for asked in read_pasted(text).asked]


SETTLED = ("We are all settled.", "Ada Byron")


@pytest.mark.parametrize(
    "text",
    [
        "**Ada Byron** said: “We are *all* settled.” It was so.",
        "[Ada Byron](https://example.org/ada) said: “We are __all__ _settled_.” It was so.",
        "[Ada Byron][1] said: “We are all settled[^2].”\n\n[1]: https://a.org\n[^2]: So.",
        "## News\n\n- “We are all settled.” Ada Byron said so, in *full*.",
        "The *engine* ran.\n\n> We are\n> all settled.\n>\n> — Ada Byron\n\nOthers left.",
        "Ada Byron was blunt about it:\n\n> We are all settled.\n\nShe left.",
        "The engine ran.\n\n**Ada Byron**\n\n> We are all settled.\n\nShe left.",
        "Ada Byron, of London:\n\n> “We are all settled.”\n\nNobody left.",
        "> “We are all settled.” Ada Byron said so.\n\nSo it was.",
        "<p>Ada Byron was blunt:</p><blockquote><p>We are <i>all</i> settled.</p></blockquote>",
        "<p>So it was.</p><blockquote>We are all settled.<footer>Ada Byron, of London</footer>"
        "</blockquote>",
        "<p>So it was.</p><blockquote><p>We are all settled.</p>&mdash; Ada Byron (@ada) "
        "<a href='x'>June 3</a></blockquote>",
        "<p>Ada Byron said <q>We are all settled.</q> in London.</p>",
    ],
)
def test_a_quotation_in_markup_is_taken_with_whom_it_is_ascribed_to(text):
    assert taken(text) == [SETTLED]


def test_each_quoted_block_is_that_of_whoever_is_named_above_it():
    text = (
        "**Ada Byron:**\n\n> We are all settled.\n>\n> It never ran.\n\n"
        "**Charles Babbage**\n\n> It ran all the time."
    )
    assert taken(text) == [
        ("We are all settled. It never ran.", "Ada Byron"),
        ("It ran all the time.", "Charles Babbage"),
    ]


def test_a_quoted_block_keeps_the_quotations_in_it():
    text = "Ada Byron wrote:\n\n> We heard “no” and again “no” from them all.\n\nSo it was."
    assert taken(text) == [("We heard ‘no’ and again ‘no’ from them all.", "Ada Byron")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("> We are all settled.", "We are all settled."),
        ("We have 5 * 3 and 2 * 4, in file_name_x.", "We have 5 * 3 and 2 * 4, in file_name_x."),
        (">5 of them, so it is", ">5 of them, so it is"),
        ("He is not[1] here [sic].", "He is not[1] here [sic]."),
        ("It was ~~not~~ so", "It was ~~not~~ so"),
        ("It is so … [and] it was", "It is so … [and] it was"),
        ("We *really* mean it", "We really mean it"),
    ],
)
def test_what_is_no_markup_stays(text, words):
    assert without_markup(text) == words
