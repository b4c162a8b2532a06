"""What the styles make of dates, pinpoints, names and titles that they do not know."""

from dataclasses import replace

import pytest

from documents.citations import dates, names
from documents.citations.choices import Format, Style
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


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("King, Martin Luther, Jr.", ("King", "Martin Luther", "Jr.")),
        ("Kennedy, Robert F., Jr., M.D.", ("Kennedy", "Robert F.", "Jr.")),
        ("Ramos-Horta, H.E. Dr. José", ("Ramos-Horta", "José", None)),
        ("Mukwege, Denis, M.D., Ph.D.", ("Mukwege", "Denis", None)),
        ("Kennedy, Helena, QC", ("Kennedy", "Helena", None)),
    ],
)
def test_honorifics_and_degrees_of_a_heading_are_in_no_citation(heading, parts):
    name = names.from_sort_name(heading, "")
    assert (name["family"], name["given"], name.get("suffix")) == parts


def test_lists_take_no_arabic_patronymic_apart_and_notes_begin_with_a_capital():
    name = {"family": "bin Laden", "given": "Bakr"}
    (written,) = write([cited(author=[name])], Style.CHICAGO)
    assert written.bibliography.startswith("bin Laden, Bakr. ")
    assert written.entry.startswith("Bakr bin Laden, ")
    assert written.intext.startswith("Bin Laden, ")
    (written,) = write([cited(author=[name])], Style.CHICAGO_AUTHOR_DATE)
    assert written.entry.startswith("bin Laden, Bakr. ") and written.intext == "(bin Laden 2008)"
    assert names.with_particle(name) == name
    gaulle = cited(author=[{"family": "de Gaulle", "given": "Charles"}])
    assert write([gaulle], Style.CHICAGO)[0].bibliography.startswith("Gaulle, Charles de. ")


COUNCIL = {"literal": "The Council"}


PUBLISHED_BY_ITSELF = (
    {"author": [COUNCIL], "type": "webpage", "genre": "Press statement"},
    {"author": [COUNCIL], "genre": "Speech"},
    {"interviewer": [COUNCIL], "type": "interview", "genre": "Interview"},
)


@pytest.mark.parametrize("style", Style)
def test_a_body_that_publishes_its_own_words_is_named_once(style):
    several = [cited(publisher="The Council", **item) for item in PUBLISHED_BY_ITSELF]
    for written in write(several, style):
        for said in filter(None, (written.entry, written.bibliography)):
            assert said.count("The Council") == 1


@pytest.mark.parametrize("style", Style)
def test_an_editorial_of_the_newspaper_itself_names_it_once(style):
    paper = {"literal": "The Herald"}
    item = {"type": "article-newspaper", "genre": "Editorial", "container-title": "The Herald"}
    (written,) = write([cited(author=[paper], **item)], style)
    for said in filter(None, (written.entry, written.bibliography)):
        assert said.count("The Herald") == 1


def test_an_interview_says_once_what_it_is():
    nobody = cited(author=[], type="interview", genre="Interview", publisher="BBC")
    assert write([nobody], Style.APA)[0].entry.count("[Interview]") == 1
    asking = [{"family": "Chen", "given": "Bo"}]
    podcast = cited(interviewer=asking, type="interview", genre="Podcast", publisher="BBC")
    said = write([podcast], Style.MLA)[0].entry
    assert ".” Interview by Bo Chen. BBC, " in said and said.endswith(". Podcast.")


def test_a_subtitle_has_a_capital_in_apa_and_an_interview_is_called_so_in_notes():
    title = "Nineteen girls: an interview with kara.example: iPhone"
    one = cited(title, type="interview", genre="Interview", publisher="BBC")
    said = write([one], Style.APA)[0].entry
    assert "Nineteen girls: An interview with kara.example: iPhone [Interview]" in said
    assert "girls: an interview" in write([one], Style.HARVARD)[0].entry
    (written,) = write([one], Style.CHICAGO)
    assert ",” interview, BBC, June 2008" in written.entry
    assert ".” Interview, BBC, June 2008" in written.bibliography


def test_an_event_of_several_days_keeps_them():
    days = dates.csl_date("2014-04-14/2014-04-16")
    one = cited(issued=days, genre="Speech", **{"event-title": "A fair"})
    assert "A fair, April 14–16, 2014" in write([one], Style.CHICAGO)[0].entry
    assert "A fair, 14–16 April" in write([one], Style.HARVARD)[0].entry


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2008-06-03", "A fair, June 3, 2008)"),
        ("2008-06", "A fair, June 2008)"),
        ("2008-21", "A fair, Spring 2008)"),
        ("2008-06~", "A fair, [June 2008?])"),
        ("2008", "A fair, 2008)"),
        ("2008-04-30/2008-05-02", "A fair, April 30–May 2, 2008)"),
        ("2008-12-30/2009-01-02", "A fair, December 30, 2008–January 2, 2009)"),
        ("2008-12/2009-01", "A fair, December 2008–January 2009)"),
        (None, "A fair, n.d.)"),
    ],
)
def test_a_note_gives_the_date_as_exactly_as_it_is_known(edtf, said):
    one = cited(issued=dates.csl_date(edtf), genre="Speech", **{"event-title": "A fair"})
    (written,) = write([one], Style.CHICAGO)
    assert said in written.entry
    assert said.rstrip(")") in written.bibliography or edtf is None


@pytest.mark.parametrize(
    ("locator", "pinpoint", "in_note", "in_apa"),
    [
        ("", "para. 12", "para. 12", "para. 12"),
        ("", "slide 4", "slide 4", "Slide 4"),
        ("page 12", "para. 5", "12, para. 5", "p. 12, para. 5"),
        ("column 3", "para. 5", "col. 3, para. 5", "Column 3, para. 5"),
        ("13:05", "para. 5", "13:05, para. 5", "13:05, para. 5"),
    ],
)
def test_a_pinpoint_stands_before_the_address(locator, pinpoint, in_note, in_apa):
    one = replace(cited(genre="Speech"), locator=locator, pinpoint=pinpoint)
    note = write([one], Style.CHICAGO)[0]
    assert f", {in_note}, https://" in note.entry and note.intext.endswith(f" {in_note}.")
    assert write([one], Style.APA)[0].intext == f"(Byron0, 2008, {in_apa})"


def test_what_leads_a_note_s_place_keeps_its_capital():
    one = cited(type="interview", genre="Interview", publisher="U.S. Department of Looms")
    assert "U.S. Department of Looms" in write([one], Style.CHICAGO)[0].entry


def test_whose_words_they_are_stands_in_every_form_of_a_note():
    asking = {"family": "Rose", "given": "Cy"}
    one = replace(cited(type="interview", interviewer=[asking]), voice=asking, pinpoint="para. 2")
    note = write([one], Style.CHICAGO)[0]
    assert note.entry.startswith("Cy Rose, in Ada Byron0, “On Engines,” interview by Cy Rose")
    assert note.intext == "Rose, in Byron0, “On Engines,” para. 2."
    assert write([one], Style.APA)[0].intext == "(Rose, in Byron0, 2008, para. 2)"


def test_quotation_marks_within_others_are_single():
    one = cited("What Is “Modern Slavery”?", genre="Speech")
    assert "“What Is ‘Modern Slavery’?”" in write([one], Style.MLA)[0].entry
    assert "“What Is ‘Modern Slavery’?” (speech" in write([one], Style.CHICAGO)[0].entry
    assert "*What is “modern slavery”?* [" in write([one], Style.APA, Format.MARKDOWN)[0].entry


def test_that_it_is_an_interview_is_said_once():
    asking = [{"family": "Rose", "given": "Cy"}]
    one = cited(type="interview", genre="Interview", interviewer=asking, publisher="PBS")
    assert "Interview by Cy Rose. PBS" in write([one], Style.MLA)[0].entry
    assert "Interview by C. Rose. PBS" in write([one], Style.HARVARD)[0].entry
    assert all(write([one], s)[0].entry.count("nterview") == 1 for s in (Style.MLA, Style.HARVARD))


def test_without_an_author_the_title_leads():
    whole = cited("The Fair of Engines", authors=0, genre="Speech")
    apa = write([whole], Style.APA, Format.MARKDOWN)[0]
    assert apa.entry.startswith("*The fair of engines* [Speech]. (2008, June).")
    assert apa.intext == "(*The Fair of Engines*, 2008)"  # in the text in title case (8.14)
    one = cited(
        title="An unsigned statement", authors=0, genre="Speech", **{"event-title": "A fair"}
    )
    harvard = write([one], Style.HARVARD)[0]
    assert harvard.entry.startswith("‘An unsigned statement’ (2008) [Speech]. A fair, June.")
    assert harvard.intext == "(‘An unsigned statement’, 2008)"
    held = write([whole], Style.HARVARD, Format.MARKDOWN)[0]
    assert held.entry.startswith("*The fair of engines* (2008) [Speech].")
