"""Titles in sentence case and in title case, and the capitals that no style may lower."""

import re

import pytest

from documents.citations.capitals import out_of_capitals
from documents.citations.choices import Style
from documents.citations.exports import write
from documents.citations.titles import (
    names_in,
    sentence_case,
    with_capitals_kept,
    with_curled_quotes,
)
from tests.documents.citations.test_round_trips import cited


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("A Video", "A video"),
        ("Vitamin C and Plan B for Hepatitis", "Vitamin C and plan B for hepatitis"),
        ("Look at WWW.Example.org/About and Node.js", "Look at WWW.Example.org/About and Node.js"),
        ("Resolution No. 5 and After Sept. 11", "Resolution No. 5 and after Sept. 11"),
        ("Answers to Mr. Lagon", "Answers to Mr. Lagon"),
        ("Questions & Answers With Mr. Lagon", "Questions & answers with Mr. Lagon"),
        (
            "Remarks by Dr. and Mrs. Smith at St. John's College on iPhone Use",
            "Remarks by Dr. and Mrs. Smith at St. John's College on iPhone use",
        ),
        ("Mr. Smith’s Speech at the Fair", "Mr. Smith’s speech at the fair"),
        ("Talks With Mark P. Lagon Today", "Talks with Mark P. Lagon today"),
        ("Acme Inc. and the Law of Nations", "Acme Inc. and the law of nations"),
        ("State vs. The People", "State vs. the people"),
        (
            'Speech on the U.S. and the EU: "Freedom" for All',
            'Speech on the U.S. and the EU: "Freedom" for all',
        ),
        ("Was It Ever Legal in the EU? Never Again", "Was it ever legal in the EU? Never again"),
        ("An End – The Long Beginning", "An end – The long beginning"),
        (
            "Already in sentence case, with Wilberforce",
            "Already in sentence case, with Wilberforce",
        ),
    ],
)
def test_sentence_case_keeps_names_and_begins_subtitles(title, said):
    assert sentence_case(title) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Gaggle Aboard Air Force One En Route Wisconsin",
            "Gaggle aboard Air Force One en route Wisconsin",
        ),
        (
            "Talks With a Senior White House Coordinator",
            "Talks with a senior White House coordinator",
        ),
        ("The World Bank and New York City", "The World Bank and New York City"),
        ("Address at West Point: A Point of Order", "Address at West Point: A Point of order"),
        ("Ximena Arrieta-Bloom: Rights at Sea Level", "Ximena Arrieta-Bloom: Rights at sea level"),
        ("A Visit to Green Bay and Its Green Fields", "A visit to Green Bay and its Green fields"),
    ],
)
def test_names_of_several_words_keep_their_capitals(title, said):
    prose = (
        "The people of the town had come to the shore of Green Bay that day, and saw green fields."
    )
    assert sentence_case(title, names_in(prose) | {"Arrieta-Bloom"}) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Doe v. Acme Shipping Co., No. 08-1234", "Doe v. Acme Shipping Co., No. 08-1234"),
        ("Inside Port-au-Prince's Markets", "Inside Port-au-Prince's markets"),
        ("A State-of-the-Art Defense", "A state-of-the-art defense"),
        ("Letters of the Van Buren Sisters", "Letters of the Van Buren sisters"),
        ("Gaggle En Route Cedar Rapids, IA", "Gaggle en route Cedar Rapids, IA"),
        (
            "Press Briefing by Press Secretary Jay Carney",
            "Press briefing by Press Secretary Jay Carney",
        ),
        (
            "Daily Press Gaggle by Principal Deputy Press Secretary Eric Schultz Aboard a Plane",
            "Daily press gaggle by Principal Deputy Press Secretary Eric Schultz aboard a plane",
        ),
        (
            "A Call With the Deputy National Security Advisor, on the Record",
            "A call with the Deputy National Security Advisor, on the record",
        ),
        (
            "Visits of King Abdullah of Jordan en route Toledo, Ohio",
            "Visits of King Abdullah of Jordan en route Toledo, Ohio",
        ),
        (
            "Remarks by the Secretary of Homeland Security on Border Traffic",
            "Remarks by the Secretary of Homeland Security on border traffic",
        ),
    ],
)
def test_what_is_printed_as_names_are_keeps_its_capitals_in_every_format(title, said):
    assert sentence_case(title) == said
    braces = with_capitals_kept(title, "<{}>".format)
    lowered = re.sub(r"(<[^>]*>)|([^<]+)", lambda m: m[1] or m[2].lower(), braces)
    assert lowered.replace("<", "").replace(">", "")[1:] == said[1:]


def test_capitals_after_a_title_of_address_are_kept_in_braces():
    said = with_capitals_kept("Answers to Mr. Lagon", lambda word: f"<{word}>")
    assert said == "Answers to <Mr.> <Lagon>"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ('The "new" slavery', "The “new” slavery"),
        ("'New' slavery in the '90s", "‘New’ slavery in the ’90s"),
        ('Duke\'s "9/11": rock \'n\' roll ("live")', "Duke’s “9/11”: rock ’n’ roll (“live”)"),
        ("The farmers' plan", "The farmers’ plan"),
        ("“So” ‘it’ is’", "“So” ‘it’ is’"),
        ('"', "”"),
    ],
)
def test_straight_quotation_marks_become_those_of_print(title, said):
    assert with_curled_quotes(title) == said


def test_single_capitals_and_abbreviations_are_kept_in_braces():
    said = with_capitals_kept("On Vitamin C in the U.S. and Plan B at node.js", "<{}>".format)
    assert said == "On Vitamin <C> in the <U.S.> and Plan <B> at <node.js>"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("What's new in the U.S. and EU?", "What’s New in the U.S. and EU?"),
        ("Remarks by Dr. and Mrs. Smith", "Remarks by Dr. and Mrs. Smith"),
        ("The End. And After", "The End. And After"),
        ("On “the U.S. and us”", "On ‘the U.S. and Us’"),
        ("Look at www.example.org/about or node.js", "Look at www.example.org/about or node.js"),
        (
            "Mail ada@example.org at https://example.org/a",
            "Mail ada@example.org at https://example.org/a",
        ),
        ('The "new" slavery', "The ‘New’ Slavery"),
        ("Inside Port-au-Prince's markets", "Inside Port-au-Prince’s Markets"),
        ("An Evening With Many Friends", "An Evening with Many Friends"),
        ("Speaking Out: Between Two Fires", "Speaking Out: Between Two Fires"),
    ],
)
def test_title_case_keeps_small_words_after_abbreviations_small(title, said):
    for style in (Style.MLA, Style.CHICAGO, Style.CHICAGO_AUTHOR_DATE):
        entry = write([cited(title, genre="Speech")], style)[0].entry.replace("'", "’")
        assert said.casefold() in entry.casefold() and said in entry, style


def test_a_title_in_capitals_is_set_as_the_prose_writes_its_words():
    prose = names_in(
        "At the hearing that afternoon Mr. McCormack told the members of OSCE and of NATO about it."
    )
    assert out_of_capitals("MCCORMACK-KARA, NATO: LABOR IN THE SEASONAL VISA II, 1998", prose) == (
        "McCormack-Kara, NATO: Labor in the Seasonal Visa II, 1998"
    )
    assert out_of_capitals("O’BRIEN ON U.S. POLICY", prose) == "O’Brien on U.S. Policy"
    assert out_of_capitals("NATO AND LABOR BROKERS", frozenset()) == "NATO AND LABOR BROKERS"
    assert out_of_capitals("TIP", prose) == "TIP"
