"""Whose name a stated name can be, without a database."""

import pytest

from search.quotes.naming import is_called, is_name, is_nearly_called, is_office_of, several
from search.quotes.source import Voice
from search.quotes.word_classes import is_spelling

LAGON = Voice("Mark P. Lagon", "lagon", ("Mark P. Lagon", "LAGON", "AMBASSADOR LAGON"))
KHELI = Voice(None, None, ("Shirin Tahir-Kheli", "Q"))


@pytest.mark.parametrize(
    "name",
    ["Lagon", "M. Lagon", "Amb. Mark Lagon", "Lagon, Mark P.", "LAGON", "Mark Lagon (State)"],
)
def test_a_name_fits_whom_it_does_not_contradict(name):
    assert is_called(name, LAGON)


@pytest.mark.parametrize(
    "name",
    [
        "Fmr. Amb. Mark Lagon",
        "Lagon, U.S. State Department",
        "Lagon, 2022",
        "Lagon, Ambassador-at-Large",
        "Mark P. Lagon, Ph.D., Georgetown University",
        "Mark Lagon of the State Department",
        "former U.S. Ambassador-at-Large Lagon",
        "TIP Director Mark Lagon",
        "the State Department's Mark Lagon",
        "— Mark Lagon",
        "Mr Lagon said",
        "Former U.S. anti-trafficking ambassador Mark Lagon",
        "Principal Deputy Press Secretary Mark Lagon of the White House",
    ],
)
def test_what_somebody_was_is_no_part_of_the_name(name):
    assert is_called(name, LAGON)
    assert not is_called(name, KHELI)


@pytest.mark.parametrize("name", ["Lagon, Maria", "Bill Lagon", "Will Lagon", "State Department"])
def test_what_may_be_a_given_name_is_no_office(name):
    assert not is_called(name, LAGON)


def test_who_asks_and_is_not_named_fits_whoever_is_printed_so():
    asker = Voice(None, None, ("QUESTION",))
    assert is_called("a reporter", asker) and is_called("Q", asker)
    assert not is_called("a reporter", LAGON) and not is_called("Lagon", asker)


def test_several_who_are_named_together_are_taken_apart():
    assert several("Kara, Krell and Coppedge") == [
        "Kara, Krell",
        "Kara",
        " Krell",
        *["Coppedge"] * 2,
    ]
    assert several("Mark Lagon") == []


@pytest.mark.parametrize("name", ["Maria Lagon", "Marc Lagon", "Mark Logan", "Krell", "the office"])
def test_another_given_name_is_another_person_whatever_the_label_says(name):
    assert not is_called(name, LAGON)
    assert not is_nearly_called(name, LAGON)


def test_labels_and_the_end_of_a_double_name_fit():
    assert is_called("Q", KHELI)
    assert is_called("Tahir Kheli", KHELI)
    assert not is_called("RQ", KHELI)


@pytest.mark.parametrize("name", ["Mark", "Mark Lagonn", "Shirin Tahir-Keli"])
def test_a_slip_or_a_given_name_alone_is_near(name):
    voice = KHELI if "Shirin" in name else LAGON
    assert not is_called(name, voice)
    assert is_nearly_called(name, voice)


def test_an_office_alone_is_no_name():
    assert not is_name("The Ambassador")
    assert not any(map(is_name, ["she", "Unknown", "anonymous", "N/A", "the speaker"]))
    assert is_name("Q") and is_name("Lagon")
    assert is_name("Ambassador Lagon")


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("labour", "labor"),
        ("organize", "organise"),
        ("organisations", "organizations"),
        ("programmes", "programs"),
        ("travellers", "travelers"),
        ("counsellor", "counselor"),
        ("enrolment", "enrollment"),
    ],
)
def test_british_spelling_is_told_from_other_words(word, other):
    assert is_spelling(word, other)
    assert not is_spelling("four", "for")
    assert not is_spelling("our", "or")
    assert not is_spelling("prise", "prize")
    assert not is_spelling("organisation", "organizations")


KING = Voice("Steve King", "king", ("Steve King", "MR. KING"))


@pytest.mark.parametrize(
    "name", ["King", "Mr. King", "Rep. King", "Dr. King, Jr.", "Representative King of Iowa"]
)
def test_a_family_name_that_is_an_office_too_is_compared(name):
    assert is_name(name) and is_called(name, KING)
    assert not is_called(name, LAGON) and not is_called("Bishop", KING)


def test_an_office_before_which_its_article_stands_is_no_family_name():
    for office in ("the King", "the Queen", "Chief Judge", "Vice Chancellor", "king"):
        assert not is_name(office) and not is_called(office, KING)
    assert not is_called("the President", Voice(None, None, ("THE SECRETARY",)))
    assert is_office_of("Pope", Voice("Pope Leo", "leo", ("Pope Leo",)))
    assert is_office_of("Judge", Voice("Ann Roe", "roe", ("Ann Roe",), role="District Judge"))
    assert not is_office_of("King", LAGON)


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        *(("Mohamed Mattar", f"Dr. Mohamed Y. Mattar, {degree}") for degree in ("S.J.D.", "LCSW")),
        ("Mattar", "Mohamed Y. Mattar, M.D., MPH"),
        ("Mohamed Mattar, LL.M.", "Mohamed Mattar"),
        ("van der Rohe", "Ludwig van der Rohe III"),
        ("María José Núñez", "María José Ñúñez de la Peña"),
        ("M. J. Ñúñez", "María José Ñúñez de la Peña"),
        ("Gabriel García", "Gabriel García Márquez"),
        ("Andrés López", "Andrés Manuel López Obrador"),
        ("Petro", "Gustavo Petro Urrego"),
        ("Gustavo Petro", "Gustavo Petro Urrego"),
        ("Presidenta Bachelet", "Michelle Bachelet Jeria"),
        ("Pedro Castillo", "José Pedro Castillo Terrones"),
    ],
)
def test_degrees_and_a_second_family_name_may_be_left_out(stated, known):
    assert is_called(stated, Voice(known, "known", (known,)))


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        ("Martin Luther", "Martin Luther King"),
        ("Martin Luther King Sr.", "Martin Luther King Jr."),
        ("Mark, LL.M.", "LAGON, MARK"),
        ("Luis López", "Andrés Manuel López Obrador"),
        ("Andrés Petro", "Gustavo Petro Urrego"),
        ("José Pedro", "José Pedro Castillo Terrones"),
        ("Carlos Ray", "Martin Ray Norris"),
        ("Martin Luther", "Martin Luther King"),
        ("Juan Manuel", "Juan Manuel Santos"),
        ("Ann Mattar, S.J.D.", "Mohamed Mattar, S.J.D."),
        ("Katherine, MA", "Katherine Chon"),
    ],
)
def test_what_tells_people_apart_may_not(stated, known):
    assert not is_called(stated, Voice(known, "known", (known,)))


def test_a_name_the_other_way_round_is_near():
    assert is_nearly_called("Chon Katherine", Voice("Katherine Chon", "chon", ("Katherine Chon",)))
