"""Habits of German government briefings, captions of councils and public radio."""

import pytest

from tests.documents.ingest.understood import said, talk_of, turns, understood

BRIEFING = """Auskunft → Parlament → Fakten


PRESSEKONFERENZ/7: Regierungspressekonferenz vom 12. Juni 2015 (BPA)


Sprecher: StS Seiber, Jager (BMF), Schaper (AA)


Vorsitzender Leifer eröffnet die Pressekonferenz und begrüßt StS Seiber.

StS Seiber: Ich fange mit den Terminen an.

Frage: Herr Jager, wie ist der Stand?

Jager: Die Gespräche gehen weiter.

Zusatzfrage: Wann rechnen Sie mit einem Ergebnis?

StS Seiber: Das liegt nicht an uns.

Frage Jonas: Herr Schaper, was sagen Sie zur Lage?

Schaper: Wir sind besorgt.
"""


def test_whom_a_briefing_lists_and_who_asks_by_name_begin_turns_that_come_once():
    reading = understood(BRIEFING)
    assert [name for name, _ in said(reading)] == [
        "Seiber",
        None,
        "Jager",
        None,
        "Seiber",
        "Jonas",
        "Schaper",
    ]


def test_the_path_to_a_page_is_no_title():
    title = understood(BRIEFING).title.value
    assert title == "PRESSEKONFERENZ/7: Regierungspressekonferenz vom 12. Juni 2015 (BPA)"


def test_that_somebody_asks_or_presides_is_no_part_of_the_name():
    talk = (
        "FRAGE HONIG: Wie bewertet sie das?",
        "STS SEIBER: Dazu muss man sehr klar sein.",
        "ZUSATZFRAGE HONIG: Hat sie mit ihm gesprochen?",
        "STS SEIBER: Darüber berichte ich nicht.",
        "VORS. FELDHOF: Dann haben wir noch eine Frage.",
    )
    reading = understood(talk_of("BPK vom 6. Dezember 2021", *talk))
    assert [name for name, _ in said(reading)] == ["Honig", "Seiber"] * 2 + ["Feldhof"]
    assert {voice.name: voice.part for voice in reading.voices}["Feldhof"] == "presider"
    assert reading.kind.value == "press-conference"


COUNCIL = """[CALL TO ORDER]

[2. Ordinance: Ordering a Special Election to be Held on Tuesday, November 8, 2022]

[00:02:21]

>> VOTING WILL BEGIN IN OCTOBER. THAT IS THE FIRST AMENDMENT

>> THANK YOU. ANY QUESTIONS FROM COUNCIL?

>> THANK YOU MAYOR

>> THANK YOU MAYOR

>> MAYOR WILLIS: I'LL OPEN THE PUBLIC HEARING.
"""


def test_chevrons_before_words_in_capitals_begin_turns_below_lines_in_small_letters():
    assert turns(COUNCIL) == [
        (None, "VOTING WILL BEGIN IN OCTOBER. THAT IS THE FIRST AMENDMENT"),
        (None, "THANK YOU. ANY QUESTIONS FROM COUNCIL?"),
        (None, "THANK YOU MAYOR"),
        (None, "THANK YOU MAYOR"),
        ("Willis", "I'LL OPEN THE PUBLIC HEARING."),
    ]


def test_the_day_on_which_something_is_to_be_held_is_not_that_of_the_text():
    assert understood(COUNCIL).held is None


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        ("Council President Clarkson", "Clarkson", "Council President"),
        ("Chief Clerk Becker", "Becker", "Chief Clerk"),
        ("Councilman Grenn", "Grenn", "Councilman"),
        ("JENNIFER MILNE, BYLINE", "Jennifer Milne", None),
    ],
)
def test_offices_of_a_council_and_the_mark_of_a_reporter(label, name, role):
    reading = understood(talk_of(f"{label}: We signed it.", "Q: When?", f"{label}: Today."))
    assert [(v.name, v.role) for v in reading.voices if v.name] == [(name, role)]


def test_a_first_line_that_is_called_out_is_the_title_above_a_talk():
    title = (
        "Olympic marathoner Molly Seide talks weed and working out like a singer on tour : "
        "Hold On... Don't Tell Me!"
    )
    talk = "PETER SAGE, HOST:\n\nThank you so much.\n\nMOLLY SEIDE: Hi.\n\nSAGE: All right."
    assert understood(f"{title}\n\nTranscript\n\n{talk}").title.value == title


def test_a_title_ends_where_the_site_is_named_and_a_meeting_is_no_place():
    page = (
        "<html><head><title>Hearing, 11 March 2014 :: City Council :: Site</title></head><body>"
        "<h1>Stated Meeting, 11 March 2014</h1><p>ANN ROE: Good morning.</p><p>TOM LEE: Hi.</p>"
        "<p>ANN ROE: We begin.</p><p>TOM LEE: Yes.</p></body></html>"
    )
    reading = understood(page, "a.html")
    assert (reading.title.value, reading.place) == ("Hearing, 11 March 2014", None)
