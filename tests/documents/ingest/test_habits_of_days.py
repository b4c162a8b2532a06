"""Habits of days: which of those above a text is its own, and what a day is not."""

import pytest

from tests.documents.ingest.readers import samples
from tests.documents.ingest.understood import talk_of, understood


def test_the_day_of_a_report_stands_before_its_agency_too():
    text = (
        "Nepal's brides\n\nBy Anjali Rana\n\nKATHMANDU, Dec. 4, 2011 (Meridian News) -- When "
        'she left for Seoul she took one bag. "She telephoned once," said Sunita Tamang.'
    )
    assert understood(text).date.value == "2011-12-04"


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


def test_when_a_page_was_last_touched_is_no_title_and_the_day_before_it_counts():
    head = (
        "WORLD NEWS\nAUGUST 19, 2015 / 10:41 AM / UPDATED 5 YEARS AGO\nA captain jailed\nBy Amy Su"
    )
    reading = understood(talk_of(head, "A court sentenced a captain, who did not look at anybody."))
    assert (reading.title.value, reading.date.value) == ("A captain jailed", "2015-08-19")


def test_the_day_of_a_french_report_stands_before_its_agency():
    words = "Rome, 20 juin 2017 (AFP) - La police les a arrêtés. « Ils ont peur », a dit Ana Roy."
    assert understood(talk_of("Italie: 17 arrestations", words)).date.value == "2017-06-20"


def test_a_report_that_prints_only_when_it_was_touched_appeared_about_then():
    head = "Fishermen stranded\nLisa Bryar\nLast updated on: October 15, 2012 8:12 PM"
    words = 'NAIROBI — "They are forgotten," Roy Paulson said. "Nobody pays for them," he added.'
    assert understood(talk_of(head, words)).published.value == "2012-10-15~"


@pytest.mark.parametrize("day", ["5/11/16", "May 11, 2016", "11 May 2016", "2016-05-11"])
def test_the_day_of_a_briefing_is_no_part_of_its_speakers_role(day):
    reading = understood(f"""Press Briefing by Press Secretary Josh Earl, {day}

MR. EARL: Good afternoon. I have an announcement.

Q Go ahead, Josh. What is it?

MR. EARL: There is none.

Q Then why do you say so?
""")
    assert [v.role for v in reading.voices if v.name == "Josh Earl"] == ["Press Secretary"]


def test_a_rush_transcript_says_its_own_day():
    text = (
        "A Closer Look\n\nThis is a rush transcript from “On the Record”, December 1, 2008. This "
    )
    text += "copy may be updated.\n\nROE: Welcome.\n\nPOND: Thanks.\n\nROE: Begin.\n\nPOND: I will."
    assert understood(text).held.value == "2008-12-01"


@pytest.mark.parametrize(
    "line",
    ["Second day, morning (October 2011)", "The Ledger, October 2011", "October 2011 | Volume 4"],
)
def test_a_month_that_stands_apart_in_its_line_is_the_date(line):
    reading = understood(f"Round Table on Return\n{line}\n\nMR. ROE: No.\n\nMR. ROE: Yes.")
    assert reading.date.value == "2011-10"


def test_a_month_within_a_line_is_none():
    line = "Elected in October 2011 by the assembly"
    assert understood(f"Round Table\n{line}\n\nMR. ROE: No.\n\nMR. ROE: Yes.").date is None


def test_a_day_in_chinese_is_the_date_and_what_stands_behind_it_the_title():
    talk = "问：有何评论？\n\n答：没有。\n\n问：为何？\n\n答：不知道。"
    text = f"2019年7月30日外交部发言人主持例行记者会\n\n{talk}"
    reading = understood(text)
    assert (reading.date.value, reading.title.value) == ("2019-07-30", text.split("\n")[0])


def test_a_sentence_that_tells_day_and_hour_of_a_debate_gives_its_date():
    head = (
        "Witnesses\n\nA Modern Bill – in a Public Bill Committee of the House of Commons at "
        "12:00 pm on 21st July 2014."
    )
    talk = "DAVID HAND: What do you see?\n\nKATE ROB: Little.\n\nDAVID HAND: Why?"
    assert understood(f"{head}\n\n{talk}").held.value == "2014-07-21"
