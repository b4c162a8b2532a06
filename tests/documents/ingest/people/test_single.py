"""Who speaks or writes where no label says it."""

import pytest

from documents.ingest.people import authors_of, speaker_of
from documents.ingest.readers import read
from documents.ingest.structure.outline import outline

BODY = "Good morning. It is a pleasure to be here with you today."


def speaker(*front: str):
    source = read("\n\n".join([*front, BODY]).encode(), "a.txt")
    return speaker_of(source, outline(source))


@pytest.mark.parametrize(
    ("front", "name", "role"),
    [
        (
            "Panel Presentation by Ambassador Mark P. Lagon,\nU.S. Department of State",
            "Mark P. Lagon",
            "Ambassador, U.S. Department of State",
        ),
        ("Remarks at the Launch\n\nAnn Roe\nUnder Secretary", "Ann Roe", "Under Secretary"),
        ("PRESIDENT LYNDON B. JOHNSON'S ANNUAL MESSAGE", "Lyndon B. Johnson", "President"),
        ("Statement of Ms. Ann Roe, Director, Harvest Watch", "Ann Roe", "Director, Harvest Watch"),
    ],
)
def test_the_title_names_the_speaker(front, name, role):
    found = speaker(front)
    assert found is not None
    assert (found.name, found.role) == (name, role)


def test_a_title_that_names_nobody_leaves_the_speaker_unknown():
    assert speaker("Remarks at the Launch of the Mechanism", "As prepared") is None


def test_two_people_named_alike_leave_the_speaker_unknown():
    assert speaker("Ann Roe, Director", "Otto Hale, Secretary") is None


def test_the_byline_names_the_author_and_the_line_below_the_role():
    text = "We Act\n\nBy Lea Terhune\nUSINFO Staff Writer\n\n“We act,” Hale said on Monday here."
    source = read(text.encode(), "a.txt")
    (author,) = authors_of(source, outline(source))
    assert (author.name, author.role, author.basis) == (
        "Lea Terhune",
        "USINFO Staff Writer",
        "By Lea Terhune",
    )


def test_two_authors_are_two():
    text = "Chief Speaks\n\nBy Ann Roe and Otto Hale\n\n“We act,” Kim said on Monday in the town."
    source = read(text.encode(), "a.txt")
    assert [author.name for author in authors_of(source, outline(source))] == [
        "Ann Roe",
        "Otto Hale",
    ]


def test_a_retired_officer_gives_the_testimony():
    voice = speaker("Testimony of Colonel (Ret.) Marcus Ellery", "April 30, 2014")
    assert (voice.name, voice.role) == ("Marcus Ellery", "Colonel")


@pytest.mark.parametrize(
    ("front", "name", "role"),
    [
        (
            [
                "Cecilia Malm",
                "Member of the Commission",
                "Together against it",
                "Warsaw, 18 May 2011",
            ],
            "Cecilia Malm",
            "Member of the Commission",
        ),
        (["ADDRESS OF HIS HOLINESS POPE FRANCIS", "Monday, 12 February 2018"], "Francis", "Pope"),
        (["Message of King Charles III to the nation"], "Charles III", "King"),
    ],
)
def test_the_speaker_stands_alone_above_the_role_or_has_one_name(front, name, role):
    voice = speaker(*front)
    assert (voice.name, voice.role) == (name, role)
