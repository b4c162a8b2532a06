"""Texts so short that no label comes twice."""

import pytest

from documents.ingest.reading import Understanding
from tests.documents.ingest.understood import said, understood


def labels(reading: Understanding) -> list[str]:
    return [segment.label for segment in reading.segments if segment.label]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MARTA OLIN: Who owns it?\nJONAS PIHL: Nobody.\n", ["Marta Olin", "Jonas Pihl"]),
        ("Alice: Hello there.\nBob: Hi, Alice.\nAlice: Bye.\n", ["Alice", "Bob", "Alice"]),
        (
            "Minister Dahl: It is signed.\nReporter: When does it begin?\nMs. Reyes: In June.\n",
            ["Dahl", None, "Reyes"],
        ),
        ("Jane Miller: You may go\n\nTom Hale: I know the way\n", ["Jane Miller", "Tom Hale"]),
        ("Interviewer: Who are you?\nTom: I am Tom.\n", [None, "Tom"]),
    ],
)
def test_labels_that_come_once_are_labels_where_all_paragraphs_begin_so(text, names):
    reading = understood(f"On the harbor\n\n{text}")
    assert [name for name, _ in said(reading)] == names
    assert reading.title.value == "On the harbor"


@pytest.mark.parametrize(
    "text",
    [
        "Background: It was built in 1990.\nPurpose: We want a bridge.\nBudget: Unknown.\n",
        "Jane Miller: director of the port\nTom Hale: author of a book on ports\n",
        "First: pay them.\n\nThank you all for coming here today.\n\nSecond: count them.\n",
    ],
)
def test_lists_with_colons_are_nobodys_turns(text):
    assert labels(understood(text)) == []


def test_a_title_with_a_colon_above_chevrons_that_has_a_name_in_it_stays_the_title():
    turns = ">> DEAN PELL: Good afternoon.\n\n>> ANA ROY: Thank you.\n\n>> DEAN PELL: Questions?\n"
    reading = understood(f"Ana Roy: Rights at Sea Level\n\nFebruary 27, 2019\n\n{turns}")
    assert reading.title.value == "Ana Roy: Rights at Sea Level"
    assert [name for name, _ in said(reading)] == ["Pell", "Ana Roy", "Pell"]
