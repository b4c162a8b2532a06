"""Habits of print that once misled the reading: each in a few lines, from bytes to whose words."""

import pytest

from documents.ingest.readers import read
from documents.ingest.reading import Part, PassageType
from tests.documents.ingest.readers import samples
from tests.documents.ingest.understood import said, set_aside, understood

LINE = "She asked the witness whether she had seen the ports with her own eyes"


HEARING = """    Senator Pryce. I will be brief, be-
cause I want to hear the witnesses, and I have read with much care
what they wrote.
    Ms. Dahl. In Songkhla I met a man who had not set foot on land for
                                   4

four years, and nobody in the government had looked for him at sea.
    Senator Pryce. Thank you. It was so in every port, Ms. Dahl, for us.
    Ms. Dahl. Yes.
    Senator Pryce. I thank the witness. We stand adjourned.
    [Whereupon, at 11:52 a.m., the hearing was adjourned.]
"""


def test_the_number_of_a_page_and_the_end_of_a_hearing_are_no_words_of_anybody():
    reading = understood(HEARING)
    words = [text for _, text in said(reading)]
    assert words[0].startswith("I will be brief, because I want")
    assert "on land for four years, and nobody" in words[1]
    assert words[-1] == "I thank the witness. We stand adjourned."
    assert set(set_aside(reading)) == {
        "4",
        "[Whereupon, at 11:52 a.m., the hearing was adjourned.]",
    }


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("the work of the gov-", "ernment", "government"),
        ("the work against traf-", "ficking is hard; trafficking", "trafficking"),
        ("the work that is self-", "evident", "self-evident"),
        ("the work that is anti-", "corruption", "anti-corruption"),
        ("le travail était-", "il fini", "était-il"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_whole_and_a_compound_keeps_its_hyphen(
    above, below, whole
):
    text = f"MR. HALE: I have seen all {above}\n{below} in our time, and it was good.\n"
    assert whole in said(understood(text))[0][1]


@pytest.mark.parametrize(
    "line",
    [
        "La séance est levée à dix-huit heures.",
        "The meeting rose at 1 p.m.",
        "The committee was adjourned at 12:30 o'clock.",
        "Se levanta la sesión a las 19 horas.",
    ],
)
def test_when_a_sitting_ended_is_said_by_nobody(line):
    reading = understood(f"THE CHAIR: We vote.\n\nMR. HALE: Yes.\n\nTHE CHAIR: So be it.\n\n{line}")
    assert said(reading)[-1][1] == "So be it."
    assert set_aside(reading) == [line]


def test_who_ends_a_sitting_in_so_many_words_speaks():
    reading = understood("THE CHAIR: We vote.\n\nMR. HALE: Yes.\n\nTHE CHAIR: La séance est levée.")
    assert said(reading)[-1][1] == "La séance est levée."


def test_a_bold_name_that_comes_once_among_bold_names_is_a_label():
    page = """<h2>Remarks at Shelter Opening</h2>
      <p><b>Ambassador Lagon:</b> Friends, this house is small and it is enough.
      <p><b>Sister Mélène:</b> We have nineteen girls tonight.
      <p><b>Dr. Ravi Pradhan</b> — They need a school.
      <p><b>Ambassador Lagon:</b> Then nineteen is the number."""
    names = [name for name, _ in said(understood(page, "a.html"))]
    assert names == ["Lagon", "Sister Mélène", "Ravi Pradhan", "Lagon"]


def test_bold_words_at_the_head_of_paragraphs_are_no_labels():
    page = """<p><b>Background:</b> It was built in 1990 by the town, and it is small.
      <p><b>Forced labor:</b> Nobody may be held for a debt, says the law of the land.
      <p><b>Mr. Hale</b> was there and he saw it with his own eyes, he told us later."""
    reading = understood(page, "a.html")
    assert [s.label for s in reading.segments if s.label] == []


def test_a_block_quotation_of_markdown_is_written_without_its_marks():
    text = (
        "**Tom Hale:** I say:\n\n> A debt is\n> a chain.\n\n**Ana Ruiz:** So.\n\n**Tom Hale:** Yes."
    )
    assert [words for _, words in said(understood(text, "a.md"))][:2] == [
        "I say:",
        "A debt is a chain.",
    ]


def test_a_comment_that_nobody_closed_is_not_shown():
    page = "<p><b>MR. HALE:</b> It is so.<p><b>MS. DAHL:</b> It is. <!-- todo: more\n<p>And so on."
    assert [w for _, w in said(understood(page, "a.html"))] == ["It is so.", "It is.", "And so on."]


def test_the_same_sentence_on_several_pages_of_a_pdf_is_no_running_head():
    body = ["MR. HALE: " + LINE, "in the course of the last year.", "", "MS. DAHL: I had. " + LINE]
    last = ["for all of the years and months of her life."]
    pages = [[*body], [*last, "", *body], [*last, "", "MR. HALE: So."], ["MS. DAHL: Yes."]]
    pages += [["MR. HALE: " + str(n) * 3] for n in range(3)]
    words = " ".join(text for _, text in said(understood(samples.pages(*pages), "a.pdf")))
    assert words.count("months of her life") == 2


def test_control_characters_that_are_left_out_are_told():
    reading = understood(b"MR. HALE: Forced\x00 labor\x07 is a crime.\n\nMS. DAHL: So.")
    (warning,) = reading.warnings
    assert warning.startswith("a.txt: 2 control characters left out, the first in line 1.")


def test_a_page_without_headings_has_the_title_that_it_declares():
    page = "<title>Café meeting</title><p>The owner spoke about slavery.<p>Mr. Roy spoke on and on."
    reading = understood(page.encode("cp1252"), "a.html")
    assert reading.title.value == "Café meeting"


def talk_of(*lines: str) -> str:
    return "\n\n".join(lines)


ASKED = (
    "When did you begin there?",
    "In 1936, when I was fourteen.",
    "Were you afraid of it?",
    "No.",
)


@pytest.mark.parametrize(
    ("labels", "head"),
    [
        (
            ("F: ", "A: "),
            "Interview with Ruth Abelman\nInterviewed by Dan Fischbach\nJune 14, 1987",
        ),
        (("I: ", "R: "), "Interview with Ruth Abelman\nInterviewer: Dan Fischbach\nJune 14, 1987"),
        (
            ("Q: ", "A: "),
            "Oral History with Ruth Abelman\nInterview by Dan Fischbach\nJune 14, 1987",
        ),
        (("Dan [00:01] ", "Ruth [00:12] "), "Host: Dan Fischbach\nGuest: Ruth Abelman, weaver"),
        (("DAN FISCHBACH\n\n", "RUTH ABELMAN\n\n"), "A Life at the Loom\nJune 14, 1987"),
        (("**Dan Fischbach**\n\n", "**Ruth Abelman**\n\n"), "# A Life at the Loom"),
        (("Dan Fischbach  0:01\n", "Ruth Abelman  0:12\n"), "A Life at the Loom"),
    ],
)
def test_two_who_take_turns_are_known_by_whatever_stands_before_their_words(labels, head):
    turns = [labels[n % 2] + words for n, words in enumerate(ASKED + ASKED)]
    assert said(understood(talk_of(head, *turns), "a.md")) == [
        (("Dan Fischbach", "Ruth Abelman")[n % 2], words) for n, words in enumerate(ASKED + ASKED)
    ]


def test_members_of_a_parliament_are_named_in_lines_of_their_own():
    reading = understood(
        talk_of(
            "House of Commons\nTuesday 22 January 2019\n\nModern Slavery (Victims) Bill",
            "The Parliamentary Under-Secretary of State (Victoria Aske)",
            "I beg to move, That the Bill be now read a Second time.",
            "Frank Moorfield (Birkdale) (Lab)",
            "Will the Minister give way?",
            "Victoria Aske",
            "I will, once.",
            "Frank Moorfield",
            "A year from when?",
            "Mr Speaker",
            "Order. That was once.",
        )
    )
    names = [name for name, _ in said(reading)]
    aske, moorfield = "Victoria Aske", "Frank Moorfield"
    assert names == [aske, moorfield, aske, moorfield, None]
    assert reading.kind.value == "parliament"


def test_headings_and_names_in_lines_of_their_own_are_no_labels_where_they_take_no_turns():
    reading = understood(
        talk_of(
            "Supply Chains",
            "Jane Miller",
            "Thank you all for coming here. I will speak of supply chains and of the law.",
            "The Law",
            "Nobody may be held for a debt, says the law of the land since 1901.",
            "The Kiln",
            "The kiln says another thing, and my members live there with their families.",
            "The Law",
            "It is silent on kilns, and so are we.",
        )
    )
    assert [s.label for s in reading.segments if s.label] == []


def test_short_forms_of_given_names_are_the_same_person():
    head = (
        "Press Briefing\nPresenter: Commander, 4th Brigade, Col. Thomas Prentice\nAugust 19, 2010"
    )
    talk = "MR. LANGE: Welcome to Colonel Tom Prentice. Tom?\n\nCOL. PRENTICE: Loud and clear."
    assert said(understood(f"{head}\n\n{talk}"))[-1] == ("Thomas Prentice", "Loud and clear.")


def test_two_columns_of_a_list_do_not_run_into_a_name():
    head = "Rita Alvarez, Texas                  Joseph Cordell, Connecticut,"
    talk = "MR. CORDELL: Thank you.\n\nMRS. ALVAREZ: So do I.\n\nMR. CORDELL: Good."
    assert said(understood(f"A Hearing\n\n{head}\n\n{talk}"))[0][0] == "Joseph Cordell"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "The Long Chain Podcast\n\nEpisode 112: Follow the Shrimp",
            "Episode 112: Follow the Shrimp",
        ),
        (
            "REMARKS BY PRESIDENT ALDANA\nAND PRIME MINISTER HOLT\nIN JOINT PRESS CONFERENCE",
            "REMARKS BY PRESIDENT ALDANA AND PRIME MINISTER HOLT IN JOINT PRESS CONFERENCE",
        ),
        (
            "DÉLÉGATION AUX DROITS DES FEMMES\n\nAudition de Mme Corinne Delattre, directrice",
            "Audition de Mme Corinne Delattre, directrice",
        ),
    ],
)
def test_the_title_is_what_names_the_text_and_all_of_it(head, title):
    reading = understood(f"{head}\n\nMS. HART: Good morning.\n\nMR. DIAZ: And to you.\n")
    assert reading.title.value == title


def test_the_day_of_a_report_stands_before_its_agency_too():
    text = (
        "Nepal's brides\n\nBy Anjali Rana\n\nKATHMANDU, Dec. 4, 2011 (Meridian News) -- When "
        'she left for Seoul she took one bag. "She telephoned once," said Sunita Tamang.'
    )
    assert understood(text).date.value == "2011-12-04"


def test_the_chair_of_a_hearing_is_who_presides_and_gives_no_testimony():
    head = (
        "THE FISHING FLEET\n\n    The subcommittee met, pursuant to notice, at 10:05 a.m., in\n"
        "room SD-419, Dirksen Senate Office Building, Hon. Walter Pryce,\n"
        "chairman of the subcommittee, presiding.\n\nOPENING STATEMENT OF HON. WALTER PRYCE\n"
    )
    talk = (
        "    Senator Pryce. This hearing will come to order.\n    Ms. Dahl. Thank you.\n"
        "    The Chairman. Go on.\n    Ms. Dahl. I will.\n    Senator Pryce. Thank you."
    )
    reading = understood(f"{head}\n{talk}")
    voices = {voice.labels[0]: voice for voice in reading.voices}
    assert voices["Senator Pryce"].part == voices["The Chairman"].part == Part.PRESIDER
    assert voices["The Chairman"].name == "Walter Pryce"
    assert reading.venue.value == "room SD-419, Dirksen Senate Office Building"


def test_lines_of_place_and_day_are_nobodys_role():
    head = "Press Conference by Deputy Secretary Amara Nwosu\nBrussels, Belgium\nJune 21, 2012"
    talk = (
        "Q  Is the fund real?\n\nDEPUTY SECRETARY NWOSU: Both.\n\nQ  Who decides?\n\nSRA. SOLÍS: I."
    )
    reading = understood(f"{head}\n\n{talk}")
    roles = {voice.name: voice.role for voice in reading.voices}
    assert (roles["Amara Nwosu"], roles["Solís"]) == ("Deputy Secretary", None)
    assert reading.place.value == "Brussels, Belgium"


def test_who_presents_slides_is_no_place_and_the_day_no_role():
    deck = samples.slides_with_title_page(
        "Partnership",
        "Mark P. Lagon\nOctober 9, 2013\nGeorgetown University",
        ("Three Ps", "A Fourth P"),
    )
    reading = understood(deck, "a.pptx")
    assert [(v.name, v.role) for v in reading.voices] == [
        ("Mark P. Lagon", "Georgetown University")
    ]
    assert reading.place is None


def test_a_word_for_what_somebody_does_is_no_name():
    text = "ANCHOR: We go to Manila.\n\nJUAN ROY: Thank you.\n\nANCHOR: How much?\n\nJUAN ROY: Two."
    assert [name for name, _ in said(understood(text))] == [None, "Juan Roy"] * 2


def test_a_guest_is_who_the_head_says():
    head = "The Long Chain\n\nHost: Maribel Ochoa\nGuest: Dr. Steve Tran"
    talk = "HOST: Where does it start?\n\nGUEST: In a shed.\n\nHOST: Where?\n\nGUEST: In a town."
    names = [name for name, _ in said(understood(f"{head}\n\n{talk}"))]
    assert names == ["Maribel Ochoa", "Steve Tran"] * 2


def test_the_site_in_the_title_of_a_page_publishes_it():
    page = (
        "<title>Ministers agree | The Harbour Post</title><h1>Ministers agree</h1><p>So it is said."
    )
    assert understood(page, "a.html").publisher.value == "The Harbour Post"


def test_members_of_the_european_parliament_are_parted_from_their_words_by_a_dash():
    reading = understood(
        talk_of(
            "Verbatim report of proceedings\nTuesday, 14 December 2010 - Strasbourg",
            "14. Trafficking in human beings (debate)",
            "President. – The next item is the debate on the report.",
            "Edit Bauer, rapporteur. – Madam President, it has many faces.",
            "Simon Busutto, on behalf of the PPE Group. – (MT) Ten years is not much.",
            "Anna Hedlund (S&D). – Without buyers there would be no sellers.",
            "President. – The debate is closed.",
        )
    )
    names = [name for name, _ in said(reading)]
    assert names == [None, "Edit Bauer", "Simon Busutto", "Anna Hedlund", None]
    assert "Trafficking in human beings" in reading.title.value


def test_broadcasters_print_roles_and_how_somebody_is_heard_beside_a_name():
    reading = understood(
        talk_of(
            "ISHA DURRANT, ANCHOR: Our Sara Kidd has the story.",
            "SARA KIDD, CORRESPONDENT (voice-over): The kilns are hot.",
            "LAKSHMI, KILN WORKER (through translator): I turn the bricks.",
            "KIDD (on camera): How many?",
            "UNIDENTIFIED OPERATOR: Are you safe to talk?",
            "DURRANT: Stay with us.",
        )
    )
    isha, sara = "Isha Durrant", "Sara Kidd"
    assert [name for name, _ in said(reading)] == [isha, sara, "Lakshmi", sara, None, isha]
    assert {v.name: v.role for v in reading.voices if v.name == sara} == {sara: "Correspondent"}


def test_answers_between_questions_of_a_trial_are_turns():
    reading = understood(
        talk_of(
            "UNITED STATES OF AMERICA\n\nv.                     Criminal No. 12-0417",
            "DELROY BARROW,\n     Defendant",
            "THE COURT: Your next witness.",
            "MS. YATES: The government calls K.W.",
            "Q. Where did you live?",
            "A. In a motel.",
            "MR. HILL: Objection.",
            "THE COURT: Overruled.",
            "Q. Who paid for it?",
            "A. I did.",
        )
    )
    assert [words for _, words in said(reading)][3::4] == ["In a motel.", "I did."]
    assert reading.title.value == "UNITED STATES OF AMERICA v. DELROY BARROW"


def test_the_one_member_of_extended_remarks_is_a_voice():
    head = "HONORING A PROJECT\n\nHON. GERALD E. CONNORS\n\nTuesday, February 14, 2012"
    text = f"{head}\n\n  Mr. CONNORS. Mr. Speaker, I rise to honor a project of two students."
    words = "Mr. Speaker, I rise to honor a project of two students."
    assert said(understood(text)) == [("Gerald E. Connors", words)]


def test_captions_begin_with_what_is_said_and_have_no_title_but_a_declared_one():
    cues = "WEBVTT\n\n00:00.000 --> 00:03.000\nso today i want\n\n00:03.000 --> 00:06.000\nto talk"
    reading = understood(cues, "a.vtt")
    assert [words for _, words in said(reading)] == ["so today i want to talk"]
    assert reading.title is None


INTERVIEW = (
    "Five questions for Amina Yusufu",
    "October 11, 2020",
    "Amina Yusufu runs a school in Maiduguri. We spoke by telephone.",
    "How many girls are in the school today?",
    "Two hundred and six. On Monday there were more of them.",
    "Where did the three go?",
    "Home, I hope. One was engaged.\n\nI have asked her uncle to tea.",
    "What do you teach first?",
    "Arithmetic. Somebody who can count is harder to sell.",
)


def test_questions_in_paragraphs_of_their_own_are_those_of_an_interview():
    reading = understood(talk_of(*INTERVIEW))
    assert [name for name, _ in said(reading)] == [None, "Amina Yusufu"] * 2 + [
        "Amina Yusufu",
        None,
        "Amina Yusufu",
    ]
    assert (reading.kind.value, reading.date.value) == ("interview", "2020-10-11")


def test_a_speech_of_questions_stays_one_persons_and_the_keeper_is_told():
    reading = understood(talk_of("Remarks by Amina Yusufu", *INTERVIEW[3:]))
    assert len({segment.voice for segment in reading.segments if segment.turn}) == 1
    assert any("it may be an interview" in warning for warning in reading.warnings)


COUNCIL = """United Nations S/PV.6341

Security Council
Sixty-fifth year

6341st meeting
Wednesday, 16 June 2010, 10 a.m.

Agenda

Children and armed conflict"""
COURT = """CR 2015/2

YEAR 2015

Public sitting

held on Tuesday 14 April 2015, President Abrahams presiding,

in the case concerning Activities in the Border Area
(Norland v. Costa Verde)

VERBATIM RECORD"""


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (COUNCIL, "Children and armed conflict"),
        (COURT, "Activities in the Border Area (Norland v. Costa Verde)"),
        ("Test interview, 3 May 2020", "Test interview, 3 May 2020"),
        (
            "        MISSING AT SEA: OVERSIGHT OF DISTANT\n             WATER FISHING CREWS",
            "MISSING AT SEA: OVERSIGHT OF DISTANT WATER FISHING CREWS",
        ),
    ],
)
def test_the_title_of_a_record_is_what_it_was_about(head, title):
    talk = "The President: We begin.\n\nMr. Rugunda: I thank you.\n\nThe President: The next."
    assert understood(f"{head}\n\n{talk}").title.value == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("BBC News\nLeicester\n28 November 2016\n\nNail bar raids", "Nail bar raids"),
        ("OPINION | COMMENTARY\n\nThe fish has a witness\n\nBy Ann Roe", "The fish has a witness"),
        (
            "S T A T E M E N T\n\nby\n\nH.E. Mr. Jonas Lindahl\n\nNew York, 31 August 2010",
            "STATEMENT by H.E. Mr. Jonas Lindahl",
        ),
        ("Opinion\n\nStop arresting the girl\n\nBy Ellen Marlowe", "Stop arresting the girl"),
        (
            "NORLAND\n\nStatement\n\nby\n\nH.E. Mr. Jonas Lindahl\n\nNew York, 31 August 2010",
            "Statement by H.E. Mr. Jonas Lindahl",
        ),
    ],
)
def test_what_stands_above_a_title_is_none(head, title):
    text = f"{head}\n\nWhen the police open the door of a room, I know who goes to jail."
    assert understood(text).title.value == title


def test_printed_numbers_of_paragraphs_are_no_words_and_those_of_a_short_list_stay():
    paragraphs = [f"{n}. Norland welcomes the plan, and it will pay for it." for n in range(1, 5)]
    reading = understood(talk_of("Statement by Jonas Lindahl", "Mr. President,", *paragraphs))
    numbered = [s for s in reading.segments if s.printed_number]
    assert {reading.words(s)[:7] for s in numbered} == {"Norland"}
    assert [s.locator for s in numbered][-1] == "paragraph 4"

    listed = talk_of(
        "MR. HALE: I say three things.", *paragraphs[:3], *["MS. DAHL: And I four."] * 4
    )
    assert said(understood(listed))[1][1].startswith("1. Norland")


def test_a_name_in_bold_that_comes_once_among_others_without_a_colon_is_a_label():
    names = ("Carmen Ilagan", "Peter Oduya", "Carmen Ilagan", "Peter Oduya", "Rosa Tan")
    words = (
        "Who pays?",
        "The worker pays.",
        "Who collects?",
        "The cousin.",
        "May I say something?",
    )
    turns = [f"**{name}**  {said}" for name, said in zip(names, words, strict=True)]
    reading = understood(talk_of("# Minutes", *turns), "a.md")
    assert said(reading) == list(zip(names, words, strict=True))


def test_a_witness_of_a_french_hearing_is_printed_with_the_role_before_a_colon():
    reading = understood(
        talk_of(
            "TÉMOIGNAGES\n\nOTTAWA, le mercredi 8 mai 2019",
            "La sénatrice Wanda Bernier (présidente) occupe le fauteuil.",
            "La présidente : Bonjour, chers collègues.",
            "Paul Régnier, directeur, Institut du travail : Merci. Je serai bref.",
            "La sénatrice Ataullah : Qui inspecte les fermes?",
            "M. Régnier : Personne, sénatrice.",
            "La présidente : Merci.",
        )
    )
    names = [name for name, _ in said(reading)]
    assert names == ["Wanda Bernier", "Paul Régnier", "Ataullah", "Paul Régnier", "Wanda Bernier"]


def test_the_occasion_of_a_statement_is_not_of_its_title():
    head = (
        "STATEMENT\nBY\nH.E. MR. KWABENA OSEI\n\nAT THE HIGH-LEVEL MEETING\nON THE PLAN\n\nNEW YORK"
    )
    reading = understood(
        f"{head}\n13 May 2013\n\nMr. President,\n\nWe say so because we know it well."
    )
    assert reading.title.value == "STATEMENT BY H.E. MR. KWABENA OSEI"


CORTES = """Diario de sesiones
Sesión celebrada el martes 14 de mayo de 2013

El señor PRESIDENTE: Se abre la sesión. Tiene la palabra la señora Ruiz.

La señora RUIZ PARDO: Gracias, señor presidente. Son 400 víctimas.

El señor MINISTRO DE JUSTICIA (Gómez Vela): No son tantas.

La señora RUIZ PARDO: Sí lo son.

El señor PRESIDENTE: Se levanta la sesión.
"""


def test_who_speaks_in_the_record_of_the_cortes():
    reading = understood(CORTES)
    assert [who for who, _ in said(reading)] == [
        None,
        "Ruiz Pardo",
        "Gómez Vela",
        "Ruiz Pardo",
        None,
    ]
    chairs = {s.voice for s in reading.segments if s.label == "El señor PRESIDENTE"}
    assert len(chairs) == 1 and None not in chairs


@pytest.mark.parametrize(
    "explained",
    ["JM: Jane Miller\nTH: Tom Hale", "Participants: JM: Jane Miller; TH: Tom Hale"],
)
def test_initials_that_are_explained_once_are_those_people(explained):
    turns = "JM: Welcome to our talk.\n\nTH: Thank you, Jane.\n\nJM: How many?\n\nTH: Nine, Jane."
    reading = understood(f"Interview on ports\nMay 2, 2013\n\n{explained}\n\n{turns}\n")
    assert said(reading) == [
        ("Jane Miller", "Welcome to our talk."),
        ("Tom Hale", "Thank you, Jane."),
        ("Jane Miller", "How many?"),
        ("Tom Hale", "Nine, Jane."),
    ]


def test_a_cue_of_captions_may_hold_two_turns():
    cues = ["TOM HALE: We begin. JANE MILLER: Do we?", ">> TOM HALE: Yes. >> JANE MILLER: Good."]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    assert said(understood(srt, "a.srt")) == [
        ("Tom Hale", "We begin."),
        ("Jane Miller", "Do we?"),
        ("Tom Hale", "Yes."),
        ("Jane Miller", "Good."),
    ]


def test_lines_without_full_stops_are_words_of_a_text_that_has_no_others():
    reading = understood("From the harbor\n\nThe way to the boats and back\n")
    kinds = [(segment.type, reading.words(segment)) for segment in reading.segments]
    assert (PassageType.NARRATIVE, "The way to the boats and back") in kinds
    assert any("looks like a heading" in warning for warning in reading.warnings)


def test_who_sat_in_the_chair_before_a_name_stands_beside_it_is_unknown():
    chair = "The SPEAKER pro tempore"
    reading = understood(
        talk_of(
            f"  {chair}. The gentleman is recognized.",
            "  Mr. CONRAD of Michigan. I yield.",
            f"  {chair} (Mr. Petrie). The question is on the motion.",
            "  Mr. CONRAD of Michigan. I demand the yeas and nays.",
            f"  {chair}. The ayes have it.",
            "  Mr. CONRAD of Michigan. I thank the Chair.",
        )
    )
    assert [name for name, _ in said(reading)][::2] == [None, "Petrie", "Petrie"]


def test_what_a_record_says_was_done_is_nobodys_words():
    done = ("There was no objection.", "{time} 1400", "The yeas and nays were ordered.")
    turns = ("  Mr. CONRAD. I move it.", "  Mr. FORBIS. I second it.", "  Mr. CONRAD. I insist.")
    reading = understood(
        talk_of(*(line for pair in zip(turns, done, strict=True) for line in pair))
    )
    assert set_aside(reading) == list(done)


def test_a_president_who_says_one_word_in_french_is_not_called_so():
    turns = ("M. le président. Merci. Nous en venons à la suite.", "Mme Anne Roy. Je vous écoute.")
    reading = understood(talk_of("Présidence de M. Bernard Accolas", *turns, *turns))
    assert said(reading)[0] == ("Bernard Accolas", "Merci. Nous en venons à la suite.")


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        ("FOREIGN MINISTER ILVESSON", "Ilvesson", "Foreign Minister"),
        ("SEC. LEO WHITLOCK", "Leo Whitlock", "Sec."),
    ],
)
def test_the_name_of_an_office_is_no_given_name(label, name, role):
    reading = understood(talk_of(f"{label}: We signed it.", "Q: When?", f"{label}: Today."))
    assert [(v.name, v.role) for v in reading.voices if v.name] == [(name, role)]


def test_whom_a_question_goes_to_asks_it():
    reading = understood(
        talk_of(
            "MR. TONER: The first question goes to Arshad Mohamed of Reuters.",
            "QUESTION: Is it binding?",
            "MR. TONER: It is.",
        )
    )
    assert said(reading)[1][0] == "Arshad Mohamed"


def test_paragraph_numbers_without_a_full_stop_are_no_words():
    paragraphs = [f"{n} Selatan thanks the Secretary-General for it." for n in range(1, 5)]
    reading = understood(talk_of("Statement by Ambassador Lim Mei-Hua", *paragraphs))
    assert {words[:7] for _, words in said(reading)} == {"Selatan"}


def test_a_minister_in_capitals_below_a_french_title_gives_the_address():
    head = (
        "MISSION PERMANENTE DE LA RÉPUBLIQUE DE KAFARA\nAUPRÈS DES NATIONS UNIES\n\n"
        "ALLOCUTION DE S.E. M. MODIBO KEÏTA-TRAORÉ\nMINISTRE DES AFFAIRES ÉTRANGÈRES\n\n"
        "New York, le 13 mai 2013"
    )
    words = "Je voudrais vous féliciter de la tenue de cette réunion, qui nous honore."
    reading = understood(talk_of(head, "Monsieur le Président,", words))
    assert {name for name, _ in said(reading)} == {"Modibo Keïta-Traoré"}
    assert reading.title.value.startswith("ALLOCUTION DE S.E.")


def test_a_dash_alone_in_a_cue_is_a_turn_where_dashes_part_turns():
    cues = ["How long?", "- A year.\n- A year?", "- Yes.\n- And the pay?", "- Rice, and\nno more."]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    words = ["How long?", "A year.", "A year?", "Yes.", "And the pay?", "Rice, and no more."]
    assert [text for _, text in said(understood(srt, "a.srt"))] == words


def test_a_court_above_a_case_is_no_party():
    head = (
        "OF THE UNITED STATES\nIN THE SUPREME COURT OF THE UNITED STATES\n"
        "DELACROIX SHIPPING, INC.,  )\n      Petitioner,  )\n    v.   ) No. 18-1023\n"
        "KUNLE OYELARAN,  )\n     Respondent.  )"
    )
    talk = "JUSTICE KAGAN: Why?\n\nMR. ROE: The text.\n\nJUSTICE KAGAN: Which?"
    assert understood(f"{head}\n\n{talk}").title.value == (
        "DELACROIX SHIPPING, INC. v. KUNLE OYELARAN"
    )


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (
            "Crews\n\n     The subcommittee met, pursuant to call, at 10:15 a.m., in Room 7.",
            "hearing",
        ),
        ("Remarks With Minister Toomas Ilves After Their Meeting", "press-conference"),
    ],
)
def test_kinds_that_the_head_tells_in_other_words(head, kind):
    talk = ("MR. HOLLIS: We begin.", "MS. ABEYTA: One in nine.", "QUESTION: Is it?")
    assert understood(talk_of(head, *talk, *talk)).kind.value == kind


@pytest.mark.parametrize(
    "text",
    [
        "From Wikinews, the free news source you can write!\n\nA court acquitted the captain.\n\n"
        'Judge Nevin said that it had not been shown. "A locked door at sea is not always a '
        'prison," he told the court.\n\nThe lawyer of the crew had another view. "They could not '
        'open it," she said on the steps of the court after the hearing had ended.',
        "La Audiencia condenó a los tres responsables de una red que explotaba a temporeros.\n\n"
        "“La deuda no se acababa nunca”, relató Driss Benali, uno de los que denunciaron.\n\n"
        "La portavoz de la Fiscalía, Elena Marín, subrayó que “no habrá impunidad” en los campos.",
    ],
)
def test_a_report_without_a_byline_is_an_article(text):
    assert understood(f"The trial of a captain\n\n{text}").kind.value == "article"


@pytest.mark.parametrize("line", ["Alderson Reporting Company", "DPB # 41"])
def test_the_house_of_a_reporter_and_the_number_of_a_file_are_no_words(line):
    reading = understood(talk_of("MR. HALE: It is so.", "Q: Is it?", "MR. HALE: It is.", line))
    assert said(reading)[-1][1] == "It is."
    assert set_aside(reading) == [line]


def test_a_newspaper_below_a_byline_publishes_the_report_and_is_no_place():
    head = "Nail bars raided\n\nBy Ann Kellaway\nThe Harbor Courier\nMarch 3, 2014"
    reading = understood(f'{head}\n\n"We found men," said Paul Dorn. "They were poor," he added.')
    assert (reading.place, reading.title.value) == (None, "Nail bars raided")


HEARD_IN_MADRID = """CORTES GENERALES
DIARIO DE SESIONES DEL CONGRESO DE LOS DIPUTADOS
COMISIONES
PRESIDENCIA DE LA EXCMA. SRA. D.ª CARMEN QUINTANA ROY
celebrada el martes 28 de mayo de 2013

ORDEN DEL DÍA:
Comparecencia de la directora del Instituto de la Mujer

La señora PRESIDENTA: Se abre la sesión. Tiene la palabra la señora directora.

La señora DIRECTORA DEL INSTITUTO DE LA MUJER (Solís Vega): Daré tres cifras.

El señor ÁLVAREZ SOSTRES: ¿Cuántas víctimas hay?

La señora DIRECTORA DEL INSTITUTO DE LA MUJER (Solís Vega): No lo sabemos.

La señora PRESIDENTA: Gracias.

Se levanta la sesión a las doce de la mañana.
"""


def test_a_hearing_of_the_cortes():
    reading = understood(HEARD_IN_MADRID)
    chair, heard = "Carmen Quintana Roy", "Solís Vega"
    assert [who for who, _ in said(reading)] == [chair, heard, "Álvarez Sostres", heard, chair]
    assert reading.title.value == "Comparecencia de la directora del Instituto de la Mujer"
    assert set_aside(reading)[-1] == "Se levanta la sesión a las doce de la mañana."


def test_a_president_of_a_french_committee_and_whom_it_heard():
    head = (
        "Audition de Mme Hélène Castaing, directrice de l’Office central\n\nMercredi\n"
        "17 février 2021\n\nPrésidence de M. Jean-Louis Bourdin, président."
    )
    president = "M. le président Jean-Louis Bourdin. "
    turns = (f"{president}Bonjour.", "Mme Hélène Castaing. Merci.", "Mme Sonia Krimou (LREM). Oui.")
    reading = understood(talk_of(head, *turns, *turns))
    assert [(v.role, v.part) for v in reading.voices] == [
        ("président", Part.PRESIDER),
        ("directrice de l’Office central", Part.WITNESS),
        ("LREM", Part.SPEAKER),
    ]
    assert reading.place is None


def test_an_interview_that_an_anchor_opens_and_closes_is_one():
    asked = ("Amna Farouk: Why?", "Kuba Szymon: They stop paying.")
    anchor = ("Judy Woodrow: Amna Farouk has the story.", "Judy Woodrow: That is all for tonight.")
    reading = understood(talk_of("Crews at sea", anchor[0], *asked, *asked, *asked, anchor[1]))
    assert reading.kind.value == "interview"


def test_in_talk_only_those_are_quoted_who_are_named_beside_their_words():
    reading = understood(
        talk_of(
            "MR. HALE: As President Obama said, “we must call it slavery.” He said “it is grave.”",
            "MS. DAHL: The “guest workers” are no guests; we call it “slavery in plain sight.”",
            "MR. HALE: Frederick Douglass wrote: “Power concedes nothing without a demand.”",
            "MS. DAHL: You said, Mr. Hale, “that is what we call a bridge too far for us.”",
            "MR. HALE: The Times says “it was known long ago.” Ms. Dahl said “they are no guests.”",
        )
    )
    names = {voice.key: (voice.name, voice.part) for voice in reading.voices}
    assert [
        (*names[q.voice], reading.source.text[q.start : q.end][:10]) for q in reading.quotes
    ] == [
        ("Obama", Part.QUOTED, "we must ca"),
        ("Frederick Douglass", Part.QUOTED, "Power conc"),
        ("Dahl", Part.SPEAKER, "they are n"),
    ]
    assert reading.kind.value != "article"


@pytest.mark.parametrize(
    "head",
    [
        "CARLA M. ESTES, ESQ., Baltimore, Maryland; on behalf of the Respondent.",
        "The first speech is that of Vice President Carla M. Estes, and then we shall ask.",
    ],
)
def test_an_initial_m_is_no_monsieur(head):
    reading = understood(
        talk_of("The Case of the Cook", head, *["MS. ESTES: No.", "MR. ROE: Why?"] * 2)
    )
    assert said(reading)[0][0] == "Carla M. Estes"


def test_a_title_with_a_colon_that_is_printed_again_is_no_label():
    title = "WORLDWIDE TRADE IN LABOR: THE RECRUITERS"
    turns = ("    Mr. SMYTHE. We begin. Mr. Lantis.", "    Mr. LANTIS. I thank you.")
    reading = understood(talk_of(title, "HEARING", "SEPTEMBER 14, 1999", title, *turns, *turns))
    assert [name for name, _ in said(reading)] == ["Smythe", "Lantis"] * 2
    assert (reading.title.value, reading.date.value) == (title, "1999-09-14")


def test_an_address_to_the_chair_before_a_colon_is_no_label():
    statement = "Mr. Chairman, members of the committee: it is an honor to be here with you today."
    turns = ("MR. HALE: We begin.", "MS. DAHL: Thank you.", "MR. HALE: Please.", statement)
    assert len(said(understood(talk_of(*turns)))) == 4
    assert all(name in ("Hale", "Dahl") for name, _ in said(understood(talk_of(*turns))))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("La greffière du comité (Mme Danielle Widmer)", "Danielle Widmer"),
        ("Le très hon. Justin Trudel (premier ministre, Lib.)", "Justin Trudel"),
        ("Paula Molina, Radio Norte", "Paula Molina"),
    ],
)
def test_names_in_labels_of_other_habits(label, name):
    turns = (
        f"{label}: Bonjour.",
        "Mme Anne Roy: Merci.",
        "Radio Norte: Oui.",
        "Mme Anne Roy: Non.",
        "Radio Norte: Merci.",
    )
    assert said(understood(talk_of(*turns)))[0][0] == name


def test_when_a_page_was_last_touched_is_no_title_and_the_day_before_it_counts():
    head = (
        "WORLD NEWS\nAUGUST 19, 2015 / 10:41 AM / UPDATED 5 YEARS AGO\nA captain jailed\nBy Amy Su"
    )
    reading = understood(talk_of(head, "A court sentenced a captain, who did not look at anybody."))
    assert (reading.title.value, reading.date.value) == ("A captain jailed", "2015-08-19")


def test_the_day_of_a_french_report_stands_before_its_agency():
    words = "Rome, 20 juin 2017 (AFP) - La police les a arrêtés. « Ils ont peur », a dit Ana Roy."
    assert understood(talk_of("Italie: 17 arrestations", words)).date.value == "2017-06-20"


def test_a_rule_that_ends_in_an_x_is_no_item_of_a_list():
    reading = understood(
        "- - - - - - - -X\nWashington, D.C.\nTuesday, March 24, 1998\n\nMR. HALE: So."
    )
    assert reading.date.value == "1998-03-24"


def test_a_report_that_prints_only_when_it_was_touched_appeared_about_then():
    head = "Fishermen stranded\nLisa Bryar\nLast updated on: October 15, 2012 8:12 PM"
    words = 'NAIROBI — "They are forgotten," Roy Paulson said. "Nobody pays for them," he added.'
    assert understood(talk_of(head, words)).published.value == "2012-10-15~"


def test_the_section_of_a_newspaper_and_the_name_of_a_court_are_no_titles():
    words = "« Ils ont peur », a dit Ana Roy. « Ils partent à quatre heures », a-t-elle ajouté."
    head = "Société\nEnquête\n\nLes forçats de la tomate\n\nPar Élodie Garnier"
    assert understood(talk_of(head, words)).title.value == "Les forçats de la tomate"

    court = "UNITED STATES COURT OF APPEALS\n\nFOR THE DISTRICT OF COLUMBIA CIRCUIT"
    case = "HARBOR, LLC,\n\n  Appellant,\n\n   v.    No. 15-5188\n\nMARLOWE,\n\n  Appellee."
    talk = ("JUDGE TATLOW: Mr. Garde?", "MR. GARDE: A fee is no debt.", "JUDGE TATLOW: Is it?")
    assert understood(talk_of(court, case, *talk)).title.value == "HARBOR, LLC v. MARLOWE"


def test_in_which_language_a_president_speaks_is_no_name():
    turns = ("Le Président (parle en anglais) : Bonjour.", "M. Adoma (Côte d’Ivoire) : Merci.")
    head = "Nations Unies S/PV.8514\n\n8514e séance\n\nPrésident : M. Maaske (Allemagne)"
    agenda = "Ordre du jour\n\nMaintien de la paix"
    reading = understood(talk_of(head, agenda, *turns, *turns))
    assert said(reading)[0][0] == "Maaske"
    assert reading.title.value == "Maintien de la paix"


def test_a_label_that_every_cue_prints_again_begins_one_turn():
    cues = ["MODERATOR: Thank you.", "MODERATOR: We begin.", "PROF. TAN: Yes.\nI do."]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    reading = understood(srt, "a.srt")
    assert said(reading) == [(None, "Thank you."), (None, "We begin."), ("Tan", "Yes. I do.")]
    assert [s.turn for s in reading.segments if s.turn] == [1, 1, 2]


def test_what_has_a_time_beside_it_begins_to_speak_though_it_comes_once():
    times = ("Announcer (00:00)", "Dana Okafor (00:07)", "Rezaul Karim (00:19)")
    words = ("You hear Threadbare.", "What does it cost?", "Hello, Dana.")
    turns = [f"{label}:\n{said}" for label, said in zip(times, words, strict=True)]
    reading = understood(talk_of("Threadbare: The Cost of a Shirt", *turns, *turns[1:]))
    names = [None, "Dana Okafor", "Rezaul Karim", "Dana Okafor", "Rezaul Karim"]
    assert [name for name, _ in said(reading)] == names


def test_a_family_name_is_no_misprinted_office():
    turns = ("BEN CARDIGAN: Welcome.", "ALCEE ROE: Thank you.", "CARDIGAN: Go on.", "ROE: I will.")
    names = [name for name, _ in said(understood(talk_of(*turns, "CARDIGAN: So be it.")))]
    assert names == ["Ben Cardigan", "Alcee Roe", "Ben Cardigan", "Alcee Roe", "Ben Cardigan"]


def test_extended_remarks_of_a_member_who_is_named_with_her_state():
    head = "HONORING THE HARBOR MISSION OF DEERING\n\n  HON. CHELLIE PINGRAM\n\n      of maine"
    text = talk_of(head, "  Ms. PINGRAM of Maine. Mr. Speaker, I rise to honor the Harbor Mission.")
    reading = understood(text)
    assert said(reading) == [
        ("Chellie Pingram", "Mr. Speaker, I rise to honor the Harbor Mission.")
    ]
    assert reading.title.value == "HONORING THE HARBOR MISSION OF DEERING"


def test_whose_argument_a_heading_announces_in_one_line():
    heading = "ORAL ARGUMENT OF NEIL K. KATTELL ON BEHALF OF THE PETITIONER"
    turns = ("JUSTICE THOMAS: How far?", heading, "MR. KATTELL: That far.", "JUSTICE THOMAS: So.")
    assert said(understood(talk_of(*turns)))[1][0] == "Neil K. Kattell"


MINUTES = """Minutes of the Port Commission, 8 August 2012

Mr. Grey: I call the meeting to order.

Ms. Pond: I move that the fund be doubled.

Dr. Lake: Seconded.

The motion carried, 2 to 1.

Mr. Grey: Next item: the crane.

Ms. Pond: It is unsafe.

Dr. Lake [by telephone]: I cannot hear you.

Mr. Grey and Ms. Pond: We can hear you!

Mr. Grey: Adjourned.
"""


def test_who_speaks_by_telephone_or_with_another_is_not_the_one_before():
    reading = understood(MINUTES)
    assert said(reading)[-3:] == [
        ("Lake", "I cannot hear you."),
        (None, "We can hear you!"),
        ("Grey", "Adjourned."),
    ]
    assert set_aside(reading) == ["The motion carried, 2 to 1."]
    where = "“Mr. Grey and Ms. Pond” before turn 7, “We can hear you!”"
    assert any(where in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "explained",
    [
        "Interviewer: Tom Okafor (TO)\nInterviewee: Jane Miller (JM)",
        "TO: Tom Okafor\nJM: Jane Miller",
    ],
)
def test_initials_that_are_explained_are_a_label_whatever_else_they_spell(explained):
    text = f"""Interview, 7 October 2015
{explained}

TO: Where did you grow up?
JM: In Leeds.
TO: And did you go to school?
JM: I did not.
TO: No bus.
JM: None.
"""
    assert {name for name, _ in said(understood(text))} == {"Tom Okafor", "Jane Miller"}
    assert said(understood(text))[2] == ("Tom Okafor", "And did you go to school?")


@pytest.mark.parametrize(
    "line",
    [
        "The Senate divided. Ayes 31, Noes 12.",
        "Question agreed to.",
        "Bill read a second time.",
        "Motion was carried unanimously.",
        "Ayes 12, noes 3.",
    ],
)
def test_what_the_record_says_was_done_is_nobodys_speech(line):
    talk = f"The PRESIDENT: Order!\n\nSenator HOLT: I move it.\n\n{line}\n\nThe PRESIDENT: Next."
    assert set_aside(understood(f"{talk}\n\nSenator HOLT: I thank the Senate.")) == [line]


def test_the_heading_of_a_prepared_statement_is_no_words_of_it():
    text = """Mr. Pryce: Welcome, Ms. Brandt.

Ms. Brandt: I have handed in a statement.

Prepared Statement of Helen Brandt

Chairman Pryce, forced labor is a crime of opportunity.

Mr. Pryce: Thank you.
"""
    assert "Prepared Statement of Helen Brandt" not in [
        words for _, words in said(understood(text))
    ]


def test_the_foot_that_a_browser_prints_is_no_words_of_anybody():
    foot = "11/26/26, 12:45 AM Debate https://example.org/debate.html 1/2"
    text = f"Mr. Holt: I move it.\n\nMs. Varga: I ask why.\n\n{foot}\n\nMr. Holt: I thank her."
    assert set_aside(understood(f"{text}\n\nMs. Varga: So do I.")) == [foot]


SHOUTED = """1
00:00:01,000 --> 00:00:04,000
>> JUDY: WELCOME BACK.

2
00:00:05,000 --> 00:00:07,000
>> SENATOR, LET ME ASK: DOES IT WORK?

3
00:00:08,000 --> 00:00:10,000
>> PRESIDENT OBAMA SAID: NO ONE IS ABOVE IT.

4
00:00:11,000 --> 00:00:13,000
>> MY ANSWER IS: YES.

5
00:00:14,000 --> 00:00:16,000
>> JUDY: THANK YOU.
"""


def test_a_sentence_with_a_colon_in_captions_makes_no_person_and_keeps_its_words():
    reading = understood(SHOUTED, "a.srt")
    assert [voice.name for voice in reading.voices if voice.name] == ["Judy"]
    assert (None, "SENATOR, LET ME ASK: DOES IT WORK?") in said(reading)
    assert (None, "PRESIDENT OBAMA SAID: NO ONE IS ABOVE IT.") in said(reading)
    assert (None, "MY ANSWER IS: YES.") in said(reading)


def test_a_cue_holds_the_voices_that_its_tags_name():
    text = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Kofi Mensah>They miss the night shift. <v Rosa Lindqvist>Always?

00:00:05.000 --> 00:00:07.000
<v Kofi Mensah>Always.</v> (Somebody knocks.) Come in!
"""
    assert said(understood(text, "a.vtt")) == [
        ("Kofi Mensah", "They miss the night shift."),
        ("Rosa Lindqvist", "Always?"),
        ("Kofi Mensah", "Always."),
        (None, "(Somebody knocks.) Come in!"),
    ]


TOWN_HALL = """<main><h1>Town hall</h1><p><strong>ANA RUIZ:</strong> Welcome all of you.</p>
<p><strong>BO LIND:</strong> Thank you, Ana.</p><p><strong>RUIZ:</strong> Let us start.</p>
"""


@pytest.mark.parametrize(
    "further",
    [
        "<dl><dt>Bo Lind</dt><dd>They are low.</dd><dt>Ana Ruiz</dt><dd>Who is?</dd></dl>",
        "<table><tr><td>Bo Lind</td><td>They are low.</td></tr>"
        "<tr><td>Ana Ruiz</td><td>Who is?</td></tr></table>",
    ],
)
def test_names_beside_or_above_words_are_labels_after_those_with_a_colon(further):
    page = f"<html><body>{TOWN_HALL}{further}</main></body></html>".encode()
    assert said(understood(page, "a.html"))[-2:] == [
        ("Bo Lind", "They are low."),
        ("Ana Ruiz", "Who is?"),
    ]


def test_bold_names_in_full_and_then_with_a_colon_are_labels_before_a_table_too():
    page = """<html><body><h1>Fireside Chat</h1>
<p><b>Wanjiru Kamau</b> Welcome. With me is Professor Leo Stein.</p>
<p><b>Leo Stein</b> Thank you. The <b>important</b> word is debt.</p>
<p><b>Kamau:</b> How large is it?</p><p><b>Stein:</b> Often less than a bicycle.</p>
<p><b>Important</b> changes have come since.</p>
<table><tr><td>Kamau</td><td>Who holds it?</td></tr>
<tr><td>Stein</td><td>The owner.</td></tr></table>
</body></html>"""
    assert said(understood(page.encode(), "a.html")) == [
        ("Wanjiru Kamau", "Welcome. With me is Professor Leo Stein."),
        ("Leo Stein", "Thank you. The important word is debt."),
        ("Wanjiru Kamau", "How large is it?"),
        ("Leo Stein", "Often less than a bicycle."),
        ("Leo Stein", "Important changes have come since."),
        ("Wanjiru Kamau", "Who holds it?"),
        ("Leo Stein", "The owner."),
    ]


def test_the_lines_of_a_list_of_people_are_not_run_together():
    text = """Panel: Cotton and Conscience
Tashkent, 9 November 2010

Speakers:
Dilnoza Karimova, Director, Cotton Watch
Peter Hahn, Vice President, Textil AG
Moderator: Ruth Okello, BBC

OKELLO: Good evening. Dilnoza, you first.

KARIMOVA: Thank you. Children pick.

OKELLO: Peter, we have heard from others that your house has not bought any cotton since.

HAHN: We have stopped buying. My colleague will explain.
"""
    reading = understood(text)
    assert {v.name: v.role for v in reading.voices} == {
        "Ruth Okello": "BBC",
        "Dilnoza Karimova": "Director, Cotton Watch",
        "Peter Hahn": "Vice President, Textil AG",
    }
    assert reading.title is not None
    assert reading.title.value == "Panel: Cotton and Conscience"


def test_a_word_broken_before_a_letter_of_another_alphabets_end_is_joined():
    text = (
        "Mrs. Kovačová spoke.\n\nThen the chair thanked Mrs. Kova-\nčová for all that she had said."
    )
    assert "thanked Mrs. Kovačová for" in read(text.encode(), "a.txt").text


@pytest.mark.parametrize("day", ["5/11/16", "May 11, 2016", "11 May 2016", "2016-05-11"])
def test_the_day_of_a_briefing_is_no_part_of_its_speakers_role(day):
    reading = understood(f"""Press Briefing by Press Secretary Josh Earl, {day}

MR. EARL: Good afternoon. I have an announcement.

Q Go ahead, Josh. What is it?

MR. EARL: There is none.

Q Then why do you say so?
""")
    assert [v.role for v in reading.voices if v.name == "Josh Earl"] == ["Press Secretary"]


WAGES = """Workers win back wages at the plant

By Nora Vale

“Nobody told us the price,” said Prasert, 34. “We ate our own wages.”

Somchai Prasert and Anan Prasert worked the same boat, and nobody paid them for it.

But inspector Joe Tran told the paper: “I was shown two cabins, and he had nine.”

Union leader Paul Osei was pleased. “It has taken long,” Osei said.

But inspector Joe Tran told the paper: “He is right.”

Prasert does not watch films. “I sleep,” he said.
"""


def test_he_is_the_subject_of_the_sentence_before_and_a_role_is_a_whole_phrase():
    reading = understood(WAGES)
    people = {voice.key: voice for voice in reading.voices}
    last = people[reading.quotes[-1].voice or ""]
    assert last.name == "Prasert"
    assert {v.name: v.role for v in reading.voices if v.role} == {
        "Joe Tran": "inspector",
        "Paul Osei": "Union leader",
    }


@pytest.mark.parametrize(
    ("heading", "whose"),
    [
        ("Prepared Statement of Helen Brandt", "Helen Brandt"),
        ("PREPARED STATEMENT OF HELEN BRANDT, ASSISTANT SECRETARY", "Helen Brandt"),
        ("Prepared Statement of Hon. Luis Ortega", "Luis Ortega"),
        ("Prepared Statement of the Seafarers Trust", None),
    ],
)
def test_a_statement_handed_in_is_of_whom_its_heading_names(heading, whose):
    reading = understood(f"""Ms. Brandt: I have handed in a statement.

Mr. Pryce: Without objection. The statements will stand in the record.

[The prepared statements follow:]

{heading}

Forced labor is a crime of opportunity.

Ms. Brandt: I thank you, Mr. Pryce.

Mr. Pryce: Thank you.
""")
    assert (whose, "Forced labor is a crime of opportunity.") in said(reading)


def test_a_review_below_a_byline_is_no_place_and_a_menu_no_publisher():
    talk = "Q Why cocoa?\n\nA Nobody looks at it.\n\nQ Really?\n\nA Really.\n"
    head = "Five Questions for Grace Obi\nBy Linus Park\n{}, 2 August 2022\n\n"
    assert understood(head.format("The Market Street Review") + talk).place is None
    place = understood(head.format("The Hague, Netherlands") + talk).place
    assert place is not None
    assert place.value == "The Hague, Netherlands"
    page = (
        b"<nav><a>Home</a> <a>News</a></nav><h1>Fleet workers tell</h1><p>He owes four hundred.</p>"
    )
    assert understood(page, "a.html").publisher is None
