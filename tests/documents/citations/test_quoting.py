"""Quotations with their citation, as each style sets short ones and long ones."""

from dataclasses import replace

import pytest

from documents.citations.choices import Format, Style
from documents.citations.exports import quotation, write
from documents.citations.quoting import as_set, in_marks
from tests.documents.citations.test_round_trips import cited

FORTY = " ".join(["word"] * 39) + " end."


def pasted(words: str, style: Style, form: Format = Format.TEXT) -> str:
    one = replace(cited(genre="Speech"), words=words, pinpoint="para. 3")
    return quotation(one, write([one], style, form)[0], style, form)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (Style.APA, "“They said ‘we will’” (Byron0, 2008, para. 3)."),
        (Style.MLA, "“They said ‘we will’” (Byron0, par. 3)."),
        (Style.CHICAGO_AUTHOR_DATE, "“They said ‘we will’” (Byron0 2008, para. 3)."),
        (Style.HARVARD, "‘They said “we will”’ (Byron0, 2008, para. 3)."),
        (Style.CHICAGO, "“They said ‘we will.’”"),
    ],
)
def test_a_short_quotation_runs_in_with_its_citation_before_the_stop(style, said):
    assert pasted("They said “we\nwill.”", style).split("\n\n")[0] == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Will you?", "“Will you?”"),
        ("Never!", "“Never!”"),
        ("And so on …", "“And so on …”"),
        ("And so on...", "“And so on...”"),
        ("Made in the U.S.", "“Made in the U.S.”"),
        ("Thank you. (Applause.)", "“Thank you. (Applause.)”"),
        ("It ends.", "“It ends”"),
    ],
)
def test_only_a_final_stop_gives_way_to_the_citation(words, said):
    assert as_set(words, Style.APA).words == said and as_set(words, Style.APA).after == "."


@pytest.mark.parametrize(
    ("words", "in_double", "in_single"),
    [
        (
            'PORT — "The children," he said',
            "PORT — ‘The children,’ he said",
            "PORT — “The children,” he said",
        ),
        (
            "„Würde zählt“, hat sie gesagt",
            "‘Würde zählt’, hat sie gesagt",
            "“Würde zählt”, hat sie gesagt",
        ),
        ("”Ja”, sa hon", "‘Ja’, sa hon", "“Ja”, sa hon"),
        (
            "“I heard ‘it’s no’ there”, the boys’ one",
            "‘I heard “it’s no” there’, the boys’ one",
            "“I heard ‘it’s no’ there”, the boys’ one",
        ),
        ("A ‘safe’ place", "A ‘safe’ place", "A “safe” place"),
        ('A 12" gun and « oui »', 'A 12" gun and « oui »', 'A 12" gun and « oui »'),
        ("”", "’", "”"),
    ],
)
def test_marks_within_a_quotation_are_those_of_the_other_kind(words, in_double, in_single):
    assert in_marks(words) == f"“{in_double}”"
    assert in_marks(words, "‘’") == f"‘{in_single}’"


@pytest.mark.parametrize(
    ("style", "fewest"),
    [
        (Style.APA, 40),
        (Style.MLA, 41),
        (Style.HARVARD, 40),
        (Style.CHICAGO, 100),
        (Style.CHICAGO_AUTHOR_DATE, 100),
    ],
)
def test_a_long_quotation_is_a_block_without_marks(style, fewest):
    assert not as_set("word " * (fewest - 1), style).is_block
    said = as_set("“word” " * fewest, style)
    assert said.is_block and said.after == "" and said.words.startswith("“word” “word”")


def test_a_block_has_its_citation_after_the_stop_and_is_indented():
    text, reference = pasted(FORTY, Style.APA).split("\n\n")
    assert text.startswith("    word word") and text.endswith("end. (Byron0, 2008, para. 3)")
    assert reference.startswith("Byron0, A. (2008, June).")
    assert pasted(FORTY, Style.CHICAGO).startswith("“word")


def test_as_html_a_block_is_one_and_the_title_keeps_its_italics():
    page = pasted(FORTY.replace("end", "<end>"), Style.APA, Format.HTML)
    assert page.startswith("<blockquote><p>word word") and "<end>" not in page
    assert "&lt;end&gt;. (Byron0, 2008, para. 3)</p></blockquote><p>Byron0" in page
    assert "<i>On engines</i>" in page
    assert "<p>“Short” (Byron0, 2008, para. 3).</p>" in pasted("Short.", Style.APA, Format.HTML)
