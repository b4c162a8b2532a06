"""Numbers are compared for their value."""

import pytest

from search.quotes.figures import figures
from search.quotes.sentences import callouts
from tests.search.quotes.judging import changes, judged


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("about 1,500 of 20.9 million", [("1500", ""), ("20900000", "")]),
        ("1.500 or 1 500 or 1’500", [("1.5", ""), ("1500", ""), ("1500", "")]),
        ("$528 million, US$528m, 528 million dollars", [("528000000", "$")] * 3),
        ("£3 and 3 € and minus three", [("3", "£"), ("3", "€"), ("-3", "")]),
        ("$1 percent", [("1", "$%")]),
        ("80%, 80 percent, eighty per cent", [("80", "%")] * 3),
        ("80 Prozent, 80 pour cent, 80 por ciento, 80 per cento", [("80", "%")] * 4),
        (
            "-5 degrees, G-7, COVID-19, 2015-2017",
            [(n, "") for n in ("-5", "7", "19", "2015", "2017")],
        ),
        ("the 21st, the twenty-first", [("21", "th")] * 2),
        (
            "a hundred and five, one hundred and two hundred",
            [(n, "") for n in ["105", "100", "200"]],
        ),
        ("twenty thirty years, 12a, hundreds", []),
        ("nineteen ninety-nine, eighteen forty", [("1999", ""), ("1840", "")]),
        ("twenty twelve, eighteen nineteen", [("2012", "")]),
        ("¾, 3/4, three quarters, 1½, 1 1/2", [(n, "") for n in ["0.75"] * 3 + ["1.5"] * 2]),
        ("9/11, 24/7, 1/2/2012", [(n, "") for n in ["9", "11", "24", "7", "1", "2", "2012"]]),
        ("June 3, 2008, 500 people", [("3", ""), ("2008", ""), ("500", "")]),
    ],
)
def test_numbers_are_read_for_their_value(text, says):
    found = [(figure.value, figure.unit) for figure in figures(text)]
    assert [(f"{value.normalize():f}", unit) for value, unit in found] == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("fourteen and a half, 14 and a half, 14½, 14.5", "14.5"),
        ("two and a half million, two million and a half, 2.5 million, 2½ million", "2500000"),
        ("half a million, a half million, half-million, one half million, 1/2 million", "500000"),
        ("one and three quarters, 1¾", "1.75"),
        ("half of it, ½ of it, one half of it", "0.5"),
    ],
)
def test_halves_and_quarters_belong_to_the_number_that_they_are_added_to(text, says):
    found = [figure.value for figure in figures(text)]
    assert [f"{value.normalize():f}" for value in found] == [says] * len(text.split(", "))


@pytest.mark.parametrize(
    ("config", "text", "says"),
    [
        ("french", "vingt et un; quatre-vingt-dix-sept; soixante et onze", "21 97 71"),
        ("french", "trois cent douze mille; mille neuf cent dix; cent un", "312000 1910 101"),
        ("french", "deux millions et demi; un million; un demi-million", "2500000 1000000 500000"),
        ("french", "un homme; une autre; quelques cases", ""),
        ("spanish", "veintiún mil; treinta y cinco; doscientos cuarenta y dos", "21000 35 242"),
        ("spanish", "dos mil quinientos millones; medio millón", "2500000000 500000"),
        ("spanish", "dos millones y medio; una mujer; ciento uno", "2500000 101"),
        ("german", "einundzwanzig; zweihundertfünfundzwanzig; eintausend", "21 225 1000"),
        ("german", "zweieinhalb Millionen; anderthalb; eine halbe Million", "2500000 1.5 500000"),
        ("german", "neunzehnhundertneunundneunzig; dreißigtausend", "1999 30000"),
        ("german", "eine Frau; sie achten ihn; Elfenbein; 3,5 Millionen", "3500000"),
    ],
)
def test_number_words_are_those_of_the_language(config, text, says):
    found = [figure.value for figure in figures(text, config)]
    assert [f"{value.normalize():f}" for value in found] == says.split()


@pytest.mark.parametrize(
    ("language", "held", "asked", "verdict"),
    [
        ("fr", "vingt et un enfants", "21 enfants", "punctuation"),
        ("fr", "vingt et un enfants", "trente et un enfants", "altered"),
        ("fr", "quatre enfants", "beaux enfants", "altered"),
        ("de", "zweieinhalb Millionen Kinder", "2,5 Millionen Kinder", "punctuation"),
        ("de", "zweieinhalb Millionen Kinder", "3,5 Millionen Kinder", "altered"),
        ("en", "fourteen and a half children", "14.5 children", "punctuation"),
        ("en", "fourteen and a half children", "fourteen children", "altered"),
        ("en", "fourteen and a half children", "14 children", "altered"),
    ],
)
def test_a_number_may_be_written_in_the_figures_of_its_language(language, held, asked, verdict):
    around = "Geneva Congress freed {} Wednesday"
    found = judged(around.format(asked), around.format(held), language=language)
    assert found.verdict == verdict
    assert changes(found) == ({"number"} if verdict == "altered" else set())


HELD = (
    "We gave $1,500 to thirty towns and 80% of it in 2008, when it was -5 degrees; "
    "twenty-one of them never paid more than one hundred pounds."
)


@pytest.mark.parametrize(
    ("there", "asked", "verdict"),
    [
        ("$1,500", "$1500", "punctuation"),
        ("$1,500", "1,500 dollars", "punctuation"),
        ("$1,500", "US$1,500", "punctuation"),
        ("$1,500", "fifteen hundred dollars", "punctuation"),
        ("$1,500", "$1.500", "altered"),
        ("$1,500", "£1,500", "altered"),
        ("$1,500", "1,500", "altered"),
        ("$1,500", "$15,00", "altered"),
        ("$1,500", "$1,500 million", "altered"),
        ("thirty", "30", "punctuation"),
        ("thirty", "13", "altered"),
        ("thirty", "thirteen", "altered"),
        ("80%", "80 percent", "punctuation"),
        ("80%", "eighty per cent", "punctuation"),
        ("80%", "80", "altered"),
        ("80%", "18%", "altered"),
        ("-5 degrees", "minus five degrees", "punctuation"),
        ("-5 degrees", "5 degrees", "altered"),
        ("twenty-one", "21", "punctuation"),
        ("twenty-one", "twenty", "altered"),
        ("one hundred pounds", "£100", "punctuation"),
        ("one hundred pounds", "a hundred pounds", "punctuation"),
        ("one hundred pounds", "a hundred dollars", "altered"),
    ],
)
def test_a_number_may_be_written_otherwise_but_not_be_another(there, asked, verdict):
    found = judged(HELD.replace(there, asked), HELD)
    assert found.verdict == verdict
    assert changes(found) == ({"number"} if verdict == "altered" else set())
    assert asked.split()[0] in " ".join(callouts(found))


def test_a_year_may_be_written_as_it_is_said_but_not_be_another():
    held = "The law was made in nineteen ninety-nine, and nobody knew of it."
    assert judged("The law was made in 1999, and nobody knew", held).verdict == "punctuation"
    assert judged("The law was made in 1998, and nobody knew", held).verdict == "altered"


def test_a_number_that_was_moved_is_called_out():
    held = (
        "In that year the court heard of 45 of the cases in the north, and in the other year of 12 "
        "in the south, as they say."
    )
    asked = (
        "In that year the court heard of 12 in the south, and in the other year of 45 of the cases "
        "in the north"
    )
    moved = [d for d in judged(asked, held).differences if d.kind == "moved"]
    assert {d.asked: [str(change) for change in d.callouts] for d in moved} == {
        "12": ["number"],
        "south": [],
        "of 45": [],
        "the cases": [],
        "north": [],
    }


@pytest.mark.parametrize("held", ["2/3", "⅔", "two-thirds"])
@pytest.mark.parametrize(
    ("asked", "is_same"),
    [
        ("2/3", True),
        ("⅔", True),
        ("two thirds", True),
        ("2 3", False),
        ("2.3", False),
        ("23", False),
        ("⅓", False),
        ("two", False),
    ],
)
def test_a_fraction_is_one_number(held, asked, is_same):
    sentence = "They say that over {} of all countries have programs of labor inspection."
    found = judged(sentence.format(asked), sentence.format(held))
    assert found.verdict in (("exact", "punctuation") if is_same else ("altered",))
    assert changes(found) == (set() if is_same else {"number"})


def test_a_number_that_the_quotation_cuts_is_another():
    held = "There are 20.9 million people in forced labor in this world."
    assert judged("There are 20.9", held).verdict == "altered"
    assert judged("million people in forced labor", held).verdict == "altered"
    assert judged("people in forced labor", held).verdict == "exact"


@pytest.mark.parametrize(
    ("asked", "is_same"),
    [
        ("180 000", True),
        ("180.000", True),
        ("180000", True),
        ("18.000", False),
        ("180", False),
    ],
)
def test_a_point_sets_thousands_apart_where_the_language_has_it_so(asked, is_same):
    held = "Wir haben 180.000 Hektar und 3,5 Prozent davon verloren"
    found = judged(f"Wir haben {asked} Hektar und 3,5 Prozent davon verloren", held, language="de")
    assert ("number" not in changes(found)) == is_same
    assert (found.verdict != "altered") == is_same


def test_a_decimal_comma_is_no_thousand():
    held = "Das sind 1.500 Hektar, 1,5 je Hof"
    assert judged("Das sind 1.500 Hektar, 1,5 je Hof", held, language="de").verdict == "exact"
    found = judged("Das sind 1,5 Hektar, 1,5 je Hof", held, language="de")
    assert found.verdict == "altered" and "number" in changes(found)
    assert judged("That is 1,500 hectares each", "That is 1.500 hectares each").verdict == "altered"
