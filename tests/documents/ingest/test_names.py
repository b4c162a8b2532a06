"""Taking printed names apart and comparing them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.forms_of_address import bare_name, split_title
from documents.ingest.names import are_compatible, fullest, in_reading_case, is_person_like, surname


@pytest.mark.parametrize(
    ("printed", "title", "name"),
    [
        ("Ambassador Mark P. Lagon", "Ambassador", "Mark P. Lagon"),
        ("MR. MCCORMACK", "MR.", "MCCORMACK"),
        ("Amb. Mark P. Lagon, Ph.D.", "Amb.", "Mark P. Lagon"),
        ("The Honorable Prisca Mwangi-Ford", "The Honorable", "Prisca Mwangi-Ford"),
        ("President George W. Bush", "President", "George W. Bush"),
        ("Martin Luther King, Jr.", "", "Martin Luther King, Jr."),
        ("SECRETARY OF DEFENSE ASH CARD", "SECRETARY OF DEFENSE", "ASH CARD"),
        (
            "Secretary of Health and Human Services Ann Roe",
            "Secretary of Health and Human Services",
            "Ann Roe",
        ),
        ("Minister of State Jo Roe", "Minister of State", "Jo Roe"),
        ("Pentagon Press Secretary Daniel Roarke", "Pentagon Press Secretary", "Daniel Roarke"),
        ("Rear Admiral Susan Keel", "Rear Admiral", "Susan Keel"),
        ("L'hon. Erin Goodale", "L'hon.", "Erin Goodale"),
        ("Sister Marguerite Tran", "Sister", "Marguerite Tran"),
        ("Sister Mélène", "", "Sister Mélène"),
        ("Deputy Secretary-General Jan Roe", "Deputy Secretary-General", "Jan Roe"),
        ("Abgeordnete Mag. Aygül Roth", "Abgeordnete Mag.", "Aygül Roth"),
        (
            "Bundesminister für Inneres Mag. Johannes Mikl",
            "Bundesminister für Inneres Mag.",
            "Johannes Mikl",
        ),
    ],
)
def test_titles_come_off_and_names_stay_as_printed(printed, title, name):
    assert split_title(printed) == (title, name)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Shirin Tahir-Kheli", "Tahir-Kheli"),
        ("Gloria de la Cruz", "de la Cruz"),
        ("Tomás Ó Briain", "Ó Briain"),
        ("LAGON", "LAGON"),
        ("Martin Luther King, Jr.", "King"),
    ],
)
def test_family_names(name, family):
    assert surname(name) == family


@pytest.mark.parametrize(
    ("one", "other", "can_be"),
    [
        ("Mark Lagon", "Mark P. Lagon", True),
        ("M. Lagon", "Mark Lagon", True),
        ("Lagon", "Mark Lagon", True),
        ("Everett Hale", "Lucinda Hale", False),
        ("Mark Lagon", "Mark Kara", False),
        ("Xoán Núñez", "XOAN NUNEZ", True),
    ],
)
def test_names_that_can_be_one_persons(one, other, can_be):
    assert are_compatible(one, other) is can_be
    assert are_compatible(other, one) is can_be


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("DANIEL RESTREPO", "Daniel Restrepo"),
        ("DENIS McDONOUGH", "Denis McDonough"),
        ("MR. O'NEILL", "Mr. O'Neill"),
        ("ZDEŇKA O’NEILL-MÜLLER", "Zdeňka O’Neill-Müller"),
        ("BEN RHODES", "Ben Rhodes"),
        ("LENA VAN DER BERG", "Lena van der Berg"),
        ("DELPHINE ROUSSEAU-LÉGER", "Delphine Rousseau-Léger"),
        ("GEORGE W. BUSH", "George W. Bush"),
        ("Mark P. Lagon", "Mark P. Lagon"),
    ],
)
def test_capitals_are_written_as_in_running_text(printed, written):
    assert in_reading_case(printed) == written


def test_the_fullest_form_has_most_given_names():
    assert fullest(["Lagon", "Mark Lagon", "Mark P. Lagon"]) == "Mark P. Lagon"


@pytest.mark.parametrize(
    "phrase", ["Policy Podcast", "United Nations", "Radio Free Asia", "Israel’s Prime Minister"]
)
def test_titles_and_bodies_are_not_people(phrase):
    assert not is_person_like(phrase)


@given(st.text(max_size=60))
def test_no_text_breaks_taking_names_apart(text):
    bare_name(text)
    surname(text)
    in_reading_case(text)
    assert are_compatible(text, text)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Education Arne Duncan", "Arne Duncan"),
        ("Climate Change Carol Browner", "Carol Browner"),
        ("Secrtary Geithner", "Geithner"),
        ("Henry Staff", "Henry Staff"),
    ],
)
def test_an_office_or_what_it_is_for_is_no_part_of_the_name(printed, name):
    assert bare_name(printed) == name


def test_a_question_does_not_begin_with_a_name():
    assert not is_person_like("Is Geithner")
