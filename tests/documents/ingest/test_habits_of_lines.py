"""Habits of lines that are nobody's words, and of words that lines and pages break."""

import pytest

from documents.ingest.readers import read
from documents.ingest.reading import PassageType
from tests.documents.ingest.readers import samples
from tests.documents.ingest.understood import said, set_aside, talk_of, turns, understood

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


LINE = "She asked the witness whether she had seen the ports with her own eyes"


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


def test_two_columns_of_a_list_do_not_run_into_a_name():
    head = "Rita Alvarez, Texas                  Joseph Cordell, Connecticut,"
    talk = "MR. CORDELL: Thank you.\n\nMRS. ALVAREZ: So do I.\n\nMR. CORDELL: Good."
    assert said(understood(f"A Hearing\n\n{head}\n\n{talk}"))[0][0] == "Joseph Cordell"


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


def test_lines_without_full_stops_are_words_of_a_text_that_has_no_others():
    reading = understood("From the harbor\n\nThe way to the boats and back\n")
    kinds = [(segment.type, reading.words(segment)) for segment in reading.segments]
    assert (PassageType.NARRATIVE, "The way to the boats and back") in kinds
    assert any("looks like a heading" in warning for warning in reading.warnings)


def test_what_a_record_says_was_done_is_nobodys_words():
    done = ("There was no objection.", "{time} 1400", "The yeas and nays were ordered.")
    turns = ("  Mr. CONRAD. I move it.", "  Mr. FORBIS. I second it.", "  Mr. CONRAD. I insist.")
    reading = understood(
        talk_of(*(line for pair in zip(turns, done, strict=True) for line in pair))
    )
    assert set_aside(reading) == list(done)


def test_paragraph_numbers_without_a_full_stop_are_no_words():
    paragraphs = [f"{n} Selatan thanks the Secretary-General for it." for n in range(1, 5)]
    reading = understood(talk_of("Statement by Ambassador Lim Mei-Hua", *paragraphs))
    assert {words[:7] for _, words in said(reading)} == {"Selatan"}


@pytest.mark.parametrize("line", ["Alderson Reporting Company", "DPB # 41"])
def test_the_house_of_a_reporter_and_the_number_of_a_file_are_no_words(line):
    reading = understood(talk_of("MR. HALE: It is so.", "Q: Is it?", "MR. HALE: It is.", line))
    assert said(reading)[-1][1] == "It is."
    assert set_aside(reading) == [line]


def test_a_rule_that_ends_in_an_x_is_no_item_of_a_list():
    reading = understood(
        "- - - - - - - -X\nWashington, D.C.\nTuesday, March 24, 1998\n\nMR. HALE: So."
    )
    assert reading.date.value == "1998-03-24"


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


HEARING_AND_RECORD = """
    The Chairman. Thank you. Dr. Balesteros, will you begin, and be as brief as
you can be, since we have two more panels to hear this morning?
    Dr. Balesteros. There is, Senator. It is a union, I think, sir.
    Ms. Okello. May I add to that? We do speak with unions where there are
any, and where there are none we speak with the priest of the parish.
    The Chairman. The record will remain open until the close of business on
Friday. We are adjourned.
    Dr. Balesteros. Thank you.
    [Whereupon, at 11:02 a.m., the hearing was adjourned.]

              Additional Material Submitted for the Record

             Response of Gloria Okello to a Question Submitted
                       by Senator Ben Cardozo

    Question. How many of the farms have been visited twice?

    Answer. One hundred and forty-four.

    Question. And how many never?

    Answer. None.
"""


def test_each_turn_of_a_hearing_begins_a_line_and_nobody_speaks_after_it():
    reading = understood(HEARING_AND_RECORD)
    words = said(reading)
    assert words[2][1].startswith("May I add to that?")
    assert words[5:] == [
        ("Ben Cardozo", "How many of the farms have been visited twice?"),
        ("Gloria Okello", "One hundred and forty-four."),
        ("Ben Cardozo", "And how many never?"),
        ("Gloria Okello", "None."),
    ]


RECORD = """  Mr. CONNERS. Mr. Speaker, I rise in support of the bill, and I submit for the Record a
letter from the Department.

                                        Department of Justice,
                                 Washington, DC, November 9, 2007.

       Dear Mr. Chairman: This letter presents the views of the Department on the bill.
       Sincerely,
                                               Brian A. Benchkowsky.

  The bill has my vote.

                             General Leave

  Mr. FORSYTHE. Mr. Speaker, I ask unanimous consent.

[[Page H13902]]

  Mr. CONNERS. I have no further speakers.
"""


def test_letters_and_headings_within_a_talk_are_nobodys_words():
    words = turns(RECORD)
    assert [name for name, text in words if "Dear Mr. Chairman" in text] == [None]
    assert ("Conners", "The bill has my vote.") in words
    assert not any("General Leave" in text or "[[Page" in text for _, text in words)


def test_what_is_printed_in_the_record_is_nobodys_until_the_chair_is_addressed_again():
    words = turns("""  Mr. BLUMENFELD. I ask that an editorial be printed.

  There being no objection, it was ordered to be printed in the Record, as follows:

              [From the Hartford Beacon, Jan. 11, 2013]

                         The Motel on Route 9

       Nobody who drives by the motel looks at the third window. We did not.

  Mr. President, I associate myself with every word of that.

  Mr. PORTNER. I suggest the absence of a quorum.
""")
    assert [name for name, _ in words] == ["Blumenfeld", None, "Blumenfeld", "Portner"]


def test_numbers_of_files_and_lists_of_witnesses_are_no_turns():
    words = turns("""Witness: Robert Jenkyn MP.

MS. KESSLER: We will go to the phones first.

MR. WOODS: There is a list, yes.

MS. KESSLER: Thank you.

PRN: 2009/303
""")
    assert [name for name, _ in words] == ["Kessler", "Woods", "Kessler"]


def test_the_occasion_of_a_broadcast_is_none_of_its_words():
    text = talk_of(
        "A Letter to the Nation",
        "Broadcast on Radio Liberty, 23 August 1998, by Fr. Anselmo Roe, S.J.",
        "Brothers and sisters,",
        "I have no news tonight. I have a letter, and I shall read it to you.",
    )
    assert turns(text)[0] == ("Anselmo Roe", "Brothers and sisters,")


def test_an_indented_office_begins_a_turn_below_a_full_line():
    wrapped = (
        "  Mr. ROE. A law that is not read is a law that nobody has had, and I\n"
        "think that it is time to read what we have passed, so that those who\n"
        "live by it may know what we meant by it, and tell us what it is that\n"
        "they need."
    )
    full = "  Mr. ROE. I ask unanimous consent for two additional minutes to speak."
    chair = "  The PRESIDING OFFICER. Without objection, it is so ordered."
    text = "\n".join(["[Senate]\n", wrapped, chair, wrapped, chair, full, chair, wrapped])
    assert [words for _, words in turns(text)][4:6] == [
        "I ask unanimous consent for two additional minutes to speak.",
        "Without objection, it is so ordered.",
    ]
