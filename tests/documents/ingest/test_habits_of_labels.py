"""Habits of labels: how the names of those who speak stand before, above or beside their words."""

import pytest

from tests.documents.ingest.understood import (
    said,
    set_aside,
    talk_of,
    turns,
    understood,
)


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


def test_a_family_name_that_comes_once_is_a_label_if_the_page_lists_the_person():
    talk = """Rev. Thomas Lindgren, Harbor House
Meera Subramani, Survivors' Caucus

Subramani: When does a rescue end?

Lindgren: I have been guilty of the word.

Subramani: It is a little better, as I said: better.

Subramani: So it is.
"""
    assert ("Thomas Lindgren", "I have been guilty of the word.") in turns(talk)


def test_parts_of_a_speech_are_no_voices():
    talk = """La señora PRESIDENTA: Buenos días.

El señor BERNAL SOTO: Voy a darles dos cifras.

La primera: en 2013 hubo 264 víctimas identificadas.

La señora PRESIDENTA: Muchas gracias, señor Bernal.

El señor BERNAL SOTO: A usted.
"""
    assert ("Bernal Soto", "La primera: en 2013 hubo 264 víctimas identificadas.") in turns(talk)


def test_prose_that_quotes_behind_a_colon_is_no_talk():
    text = """Nail bar boss jailed over teenage workers

2 January 2018

The owner of a chain of nail bars has been jailed for five years at Stafford Crown Court.

Det Sgt Charlotte Tucker, of Avon and Somerset Police, said: "She asked us if she was late."

"I had to leave the room," she added.
"""
    reading = understood(text)
    assert not any(segment.label for segment in reading.segments)
    names = {voice.key: voice.name for voice in reading.voices}
    assert [names[quote.voice or ""] for quote in reading.quotes] == ["Charlotte Tucker"] * 2


def test_names_in_bold_in_lines_of_their_own():
    talk = (
        ("Sheila Corcoran", "Greta, who sinks the boats?"),
        ("Greta Nyberg", "We do."),
        ("Kofi Mensah", "And where is the crew?"),
        ("Sheila Corcoran", "Tuan?"),
        ("Tuan Pham", "I was the crew."),
    )
    page = "".join(f"<p><strong>{name}</strong><br>{words}</p>" for name, words in talk)
    assert turns(f"<h1>Panel on the Water</h1>{page}", "a.html") == list(talk)


def test_the_motto_of_a_state_is_no_speaker():
    reading = understood("""REPUBLIQUE DU SENEGAL
Un Peuple - Un But - Une Foi

DÉCLARATION DE

S.E.M. ABDOU SALAM DIOUF
REPRÉSENTANT PERMANENT DU SÉNÉGAL AUPRÈS DES NATIONS UNIES

New York, le 27 septembre 2017

Monsieur le Président,

Ma délégation vous remercie d’avoir convoqué cette réunion de haut niveau.
""")
    assert {name for name, _ in said(reading)} == {"Abdou Salam Diouf"}


def test_who_welcomes_once_speaks_where_the_head_lists_the_name():
    text = talk_of(
        "WORK AND DIGNITY\n\nWELCOME:\nPETER HALE,\nPRESIDENT\n\nMODERATOR:\nMANUEL ROZA-PINTO",
        "PETER HALE:  Let me welcome all of you.",
        "MANUEL ROZA-PINTO:  Thank you, Peter.",
        "LUIS DURAN:  I begin with one number.",
        "MR. ROZA-PINTO:  Two minutes, Luis.",
        "MR. DURAN:  Then I end with it.",
    )
    names = ["Peter Hale", *["Manuel Roza-Pinto", "Luis Duran"] * 2]
    assert [name for name, _ in turns(text)] == names


def test_who_is_greeted_at_the_head_of_a_speech_does_not_speak():
    text = talk_of(
        "Commencement Address by Deval Roe",
        "President Faulk, members of the Corporation, and parents who are paying: good afternoon.",
        "I was the first of my family here, and I am not the last.",
    )
    assert [name for name, _ in turns(text)] == ["Deval Roe", "Deval Roe"]


def test_a_voice_that_nobody_knows_speaks_once_among_names_in_capitals():
    text = talk_of(
        "MARTIN: It seems that this comes back. Why?",
        "LAGON: Since people are sold.",
        "Unidentified Woman: (Through translator) They locked the door from outside.",
        "MARTIN: And then?",
        "LAGON: They broke it.",
    )
    assert [name for name, _ in turns(text)] == ["Martin", "Lagon", None, "Martin", "Lagon"]


def test_the_presiding_officer_in_capitals_speaks_though_only_once():
    text = talk_of(
        "Mr. GRAHAM. Mr. President, I yield the floor.",
        "The PRESIDING OFFICER. The Senator from South Dakota.",
        "Mr. THUNE. Mr. President, I thank the Senator.",
    )
    assert [name for name, _ in turns(text)] == ["Graham", None, "Thune"]


def test_a_role_in_bold_speaks_where_every_label_is_bold_up_to_its_colon():
    page = """<p><b>Ambassador Lagon:</b> I came to talk of debt.
      <p><b>Question:</b> How many cases went to court?
      <p><b>Ambassador Lagon:</b> Very few, and that is the point.
      <p><b>Public Affairs Officer:</b> We have time for one last question.
      <p><b>Question:</b> Will it be on the list?"""
    assert [name for name, _ in said(understood(page, "a.html"))] == [
        *["Lagon", None, "Lagon"],
        *[None, None],
    ]


def test_labels_with_a_time_behind_them_part_a_paragraph_that_lost_its_breaks():
    text = "Speaker 1: (00:00) Why should it stand? Mr. Stewart: (00:29) In 1991 and- "
    text += "Speaker 1: (00:47) Go on. Mr. Stewart: (00:49) It is a question of Congress."
    assert [name for name, _ in turns(text)] == [None, "Stewart"] * 2


def test_a_page_that_lost_its_breaks_begins_with_the_label_that_comes_again_inside():
    text = (
        "JUDY ROE: Good evening. Tonight: DON POND, President of the Union: We struck. JUDY ROE: A "
    )
    text += (
        "strike. (BREAK) JUDY ROE: We begin. NICK HALE: It is late. JUDY ROE: And? NICK HALE: No."
    )
    assert [name for name, _ in turns(text)] == [
        *["Judy Roe", "Don Pond", "Judy Roe", "Judy Roe"],
        *["Nick Hale", "Judy Roe", "Nick Hale"],
    ]


def test_a_report_that_quotes_behind_names_again_and_again_is_no_talk():
    text = talk_of(
        "Zwei Frauen\n\nVon Lukas Roe, Katrin Eck und Bea Wirt · 13.10.2014",
        "Sie kamen aus dem Süden und sie blieben in der Stadt, in der sie niemanden kannten.",
        'Jennifer: "Das Geld kannst du nicht behalten."',
        'Tracy:"Ich hab um zehn angefangen."',
        'Jennifer: "Ich war in Gedanken weg."',
        "So viele Frauen soll es in dem Land geben wie in keinem anderen Land des Kontinents.",
        "Doch niemand hat sie bisher gezählt, und niemand weiß, wie viele es heute sind.",
        "Den Opfern soll ein neues Gesetz helfen, das der Landtag im Sommer beschlossen hat.",
    )
    reading = understood(text)
    names = {voice.key: voice.name for voice in reading.voices}
    assert [names[quote.voice] for quote in reading.quotes] == ["Jennifer", "Tracy", "Jennifer"]
    assert [v.name for v in reading.voices][:3] == ["Lukas Roe", "Katrin Eck", "Bea Wirt"]
    assert reading.title.value == "Zwei Frauen"
