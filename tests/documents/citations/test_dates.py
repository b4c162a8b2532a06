"""Dates in citations: unknown parts left out, estimates marked, in every style."""

import pytest

from documents.citations import dates
from documents.citations.choices import Style
from documents.citations.exports import write
from tests.documents.citations.test_round_trips import cited


@pytest.mark.parametrize(
    ("edtf", "csl"),
    [
        (None, None),
        ("2008-06-03", {"date-parts": [[2008, 6, 3]]}),
        ("2007-06", {"date-parts": [[2007, 6]]}),
        ("[2007-06-05..2007-06-12]", {"date-parts": [[2007, 6]]}),
        ("2008~", {"date-parts": [[2008]], "circa": True}),
        ("2014-04-14/2014-04-16", {"date-parts": [[2014, 4, 14], [2014, 4, 16]]}),
        ("2008-21", {"date-parts": [[2008]], "season": 1}),
        ("[2007..2009]", {"date-parts": [[2007], [2009]], "circa": True}),
    ],
)
def test_a_date_says_what_is_known_and_marks_what_is_estimated(edtf, csl):
    assert dates.csl_date(edtf) == csl


@pytest.mark.parametrize(
    ("style", "estimate", "between"),
    [
        (Style.APA, "(ca. 2008)", "(ca. 2007–2009)"),
        (Style.MLA, "[2008?]", "[2007–2009?]"),
        (Style.CHICAGO, "[2008?]", "[2007–2009?]"),
        (Style.CHICAGO_AUTHOR_DATE, "[2008?]", "[2007–2009?]"),
        (Style.HARVARD, "(c. 2008)", "(c. 2007–2009)"),
    ],
)
def test_each_style_marks_an_estimate_once(style, estimate, between):
    for edtf, said in (("2008~", estimate), ("[2007..2009]", between)):
        entry = write([cited(issued=dates.csl_date(edtf), genre="Speech")], style)[0].entry
        assert entry.count(said) == 1 and entry.count("2008") + entry.count("2009") == 1


def test_an_event_of_several_days_keeps_them():
    days = dates.csl_date("2014-04-14/2014-04-16")
    one = cited(issued=days, genre="Speech", **{"event-title": "A fair"})
    assert "A fair, April 14–16, 2014" in write([one], Style.CHICAGO)[0].entry
    assert "A fair, 14–16 April" in write([one], Style.HARVARD)[0].entry


def test_what_leads_a_note_s_place_keeps_its_capital():
    one = cited(type="interview", genre="Interview", publisher="U.S. Department of Looms")
    assert "U.S. Department of Looms" in write([one], Style.CHICAGO)[0].entry


def test_without_an_author_the_title_leads():
    one = cited(
        title="An unsigned statement", authors=0, genre="Speech", **{"event-title": "A fair"}
    )
    harvard = write([one], Style.HARVARD)[0]
    assert harvard.entry.startswith("‘An unsigned statement’ (2008)")
    assert harvard.intext.startswith("(‘An unsigned statement’, 2008")
