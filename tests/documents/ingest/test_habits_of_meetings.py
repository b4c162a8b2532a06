"""Habits of what recorded meetings, chats and their machines print: times, devices, brackets."""

import pytest

from tests.documents.ingest.understood import (
    names_in_turn,
    said,
    talk_of,
    turns,
    understood,
)


def test_a_time_behind_the_colon_belongs_to_the_label():
    lines = (
        "Speaker 1: (00:00)\nAre we good?",
        "Mayor Alva: (00:34)\nYes.",
        "Rosa Iba: (01:02)\nNo.",
    )
    assert [words for _, words in turns("\n\n".join(lines))] == ["Are we good?", "Yes.", "No."]


def test_a_chat_that_prints_the_time_a_name_and_a_dash():
    chat = (
        "[14:03] Rafael Dominguez — Hello everyone.\n[14:03] Keo Vannak — Hi from Phnom Penh.\n"
        "[14:05] guest_221 — What do you wish?\n[14:07] Rafael Dominguez — A last name."
    )
    names = [name for name, _ in turns(f"Ask Me Anything\n\n{chat}")]
    assert [names[0], names[1], names[3]] == ["Rafael Dominguez", "Keo Vannak", "Rafael Dominguez"]


@pytest.mark.parametrize("label", ["iPhone (Marta)", "Galaxy S21", "Guest 3", "+15551234567"])
def test_a_device_is_nobodys_name(label):
    cues = (
        "Ann Roe: Hello.",
        "Jo Lee: Hi.",
        f"{label}: Can I ask?",
        "Ann Roe: Yes.",
        "Jo Lee: So.",
    )
    text = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{n}.000 --> 00:0{n}.900\n{words}" for n, words in enumerate(cues, 1)
    )
    reading = understood(text, "a.vtt")
    assert {voice.name for voice in reading.voices} == {"Ann Roe", "Jo Lee", None}


def test_a_colon_behind_interviewed_by():
    head = "AMBASSADOR NANCY RAVEN\n\nInterviewed by: Charles Kenyon\n\n"
    talk = "Q: When?\n\nRAVEN: In 1944.\n\nQ: Where?\n\nRAVEN: In Geneva.\n\nQ: Why?\n\nRAVEN: So."
    assert names_in_turn(head + talk)[:2] == ["Charles Kenyon", "Nancy Raven"]


def test_what_stands_in_brackets_between_a_name_and_its_time_belongs_to_the_label():
    talk = "Brandt, Hannah   0:03\nGood.\n\nOkeke, Chidi (External)   0:09\nMorning.\n\n"
    assert [words for _, words in turns(f"Working Group\n\n{talk}{talk}")][:2] == [
        "Good.",
        "Morning.",
    ]


def test_somebody_unknown_in_brackets_is_not_who_spoke_before():
    talk = "ROE:\nThe committee meets.\n\n(UNKNOWN)\nA point of order?\n\nROE:\nNo.\n\nHALE:\nYes."
    assert turns(talk)[1] == (None, "A point of order?")


def test_an_audience_member_in_small_letters_is_a_voice():
    talk = (
        "<p><b>Ann Roe:</b> Questions?</p><p><b>Audience member:</b> Who pays?</p>"
        "<p><b>Ann Roe:</b> You.</p><p><b>Tom Lee:</b> Me.</p>"
    )
    page = f"<html><body><h1>Who Pays?</h1>{talk}</body></html>"
    assert names_in_turn(page, "a.html") == ["Ann Roe", None, "Ann Roe", "Tom Lee"]
    assert understood(page, "a.html").kind.value == "panel"


def test_bold_names_before_an_arrow_are_labels_though_they_come_once():
    talk = (
        "* **Ann Roe (BILS)** → “The worker pays.”\n* **Tim Lee (brand)** → “We audit.”\n"
        "* **Ann Roe** → “Then buy.”\n* **Facilitator** → “Let us pause.”\n"
    )
    assert names_in_turn(f"# What we heard\n\n{talk}", "a.md") == [
        "Ann Roe",
        "Tim Lee",
        "Ann Roe",
        None,
    ]


def test_who_speaks_once_in_a_table_speaks():
    rows = (
        ("Noura Kaabi", "Who pays?"), ("Dinesh Thapa", "The worker."), ("Francis Muli", "So here."),
        ("Noura Kaabi", "Why?"), ("Francis Muli", "Ask."),
    )  # fmt: skip
    table = "".join(f"<tr><td>{name}</td><td>{words}</td></tr>" for name, words in rows)
    head = "<tr><th>Speaker</th><th>Remarks</th></tr>"
    page = f"<html><body><h1>Fees</h1><table>{head}{table}</table></body></html>"
    assert turns(page, "a.html") == list(rows)


def test_a_table_with_a_head_is_a_talk_row_by_row():
    page = """<h1>Roundtable on Fees</h1><p>Present: Corazon Villaluz (chair); Anders Holm</p>
<table><tr><th>Time</th><th>Speaker</th><th>Contribution</th></tr>
<tr><td>09:02</td><td>Chair</td><td>Let us begin.</td></tr>
<tr><td>09:03</td><td>Anders Holm</td><td>Our members pay no fees.</td></tr>
<tr><td>09:05</td><td>Farida Rahmani</td><td>That is the point of the fee.</td></tr>
<tr><td>09:06</td><td>Anders Holm</td><td>Then show me a receipt.</td></tr>
<tr><td>09:07</td><td>Farida Rahmani</td><td>There is none.</td></tr></table>"""
    assert turns(page, "a.html") == [
        ("Corazon Villaluz", "Let us begin."),
        ("Anders Holm", "Our members pay no fees."),
        ("Farida Rahmani", "That is the point of the fee."),
        ("Anders Holm", "Then show me a receipt."),
        ("Farida Rahmani", "There is none."),
    ]


def test_a_talk_set_as_a_table_without_a_head_is_a_talk_row_by_row():
    rows = [
        ("Usec. Cacdac", "We have a full agenda."),
        ("Ms. Villamor (ILO)", "May I begin?"),
        ("Usec. Cacdac", "By all means."),
        ("Ms. Villamor (ILO)", "A worker can rate the agency."),
    ]
    cells = "".join(f"<tr><td>{name}</td><td>{words}</td></tr>" for name, words in rows)
    reading = understood(f"<h1>Dialogue</h1><table>{cells}</table>", "a.html")
    assert said(reading) == [
        ("Cacdac", "We have a full agenda."),
        ("Villamor", "May I begin?"),
        ("Cacdac", "By all means."),
        ("Villamor", "A worker can rate the agency."),
    ]


def test_questions_behind_a_dash_between_answers_with_a_name_are_of_who_asks():
    text = talk_of(
        "Jak nie stać się ofiarą?",
        "Gośćmi są Katarzyna Przybył i Magdalena Sobota.\n- Wyjazd może być niebezpieczny?\n"
        "Katarzyna Przybył: Oczywiście.\n- Najczęściej osoby młode padają ofiarami.\n"
        "Katarzyna Przybył: Najczęściej.\nMagdalena Sobota: Wiemy to.\n- Co brać pod uwagę?\n"
        "Katarzyna Przybył: Zdrowy rozsądek.",
    )
    assert turns(text) == [
        (None, "Wyjazd może być niebezpieczny?"),
        ("Katarzyna Przybył", "Oczywiście."),
        (None, "Najczęściej osoby młode padają ofiarami."),
        ("Katarzyna Przybył", "Najczęściej."),
        ("Magdalena Sobota", "Wiemy to."),
        (None, "Co brać pod uwagę?"),
        ("Katarzyna Przybył", "Zdrowy rozsądek."),
    ]
