"""Habits of labels of a few letters: whose initials they are."""

import pytest

from tests.documents.ingest.understood import said, talk_of, turns, understood


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


def test_initials_explained_in_brackets_in_the_first_sentence():
    talk = """---
title: A conversation with Lucía Berenguer
---

*Our host is Patrick Nkemelu (PN). Lucía Berenguer (LB) founded the shelter.*

### Part one

**PN**

Where did it start?

**LB**

In a lift.

**PN**

Count what?

**LB**

What she was owed.
"""
    reading = understood(talk, "a.md")
    assert {name for name, _ in said(reading)} == {"Patrick Nkemelu", "Lucía Berenguer"}
    assert reading.title is not None
    assert reading.title.value == "A conversation with Lucía Berenguer"


def test_initials_that_the_list_explains_speak_though_they_come_once():
    text = talk_of(
        "Roundtable",
        "Rev. Dr. Thomas Akers (TA), host pastor\nRabbi Miriam Feld (MF)\nImam Yusuf Dar (YD)",
        "TA: Rabbi, you had a call.",
        "MF: We had a girl in the parking lot.",
        "TA: And then?",
        "MF: Then I called.",
        "YD: Give it to all of us.",
    )
    reading = understood(text)
    assert [name for name, _ in said(reading)][-2:] == ["Miriam Feld", "Yusuf Dar"]
    roles = {voice.name: voice.role for voice in reading.voices}
    assert (roles["Thomas Akers"], roles["Miriam Feld"]) == ("Rev. Dr., host pastor", "Rabbi")


def test_initials_are_of_whom_a_title_in_capitals_names():
    head = "ORAL HISTORY INTERVIEW WITH LEONARD ABT\n\nInterviewer: Susan Kolb"
    talk = "SK: Where were you born?\n\nLA: In Bremen.\n\nSK: When?\n\nLA: In 1920."
    assert [name for name, _ in turns(f"{head}\n\n{talk}")][:2] == ["Susan Kolb", "Leonard Abt"]


def test_initials_with_a_stop_are_of_whom_the_head_names():
    head = "Five Questions\n\nOur man in Amman, Toby Lasker, on tea\n\n"
    talk = "FSR. Why?\nTL. He drinks tea.\nFSR. And then?\nTL. Fridays.\nFSR. So?\nTL. More tea."
    assert turns(head + talk)[1] == ("Toby Lasker", "He drinks tea.")


def test_initials_with_stops_are_of_who_spoke_before_in_full():
    text = talk_of(
        "Ici et maintenant",
        "Hélène Cune : Qui sont-ils ?",
        "Sophia Lakar : d’emblée, des enfants.",
        "H.C. : Comment ?",
        "S.L. : par un voisin.",
        "H.C. : Et depuis quand ?",
        "S.L. : depuis toujours.",
    )
    reading = understood(text)
    assert [name for name, _ in said(reading)] == ["Hélène Cune", "Sophia Lakar"] * 3
    assert reading.voices[0].labels == ("Hélène Cune", "H.C.")
