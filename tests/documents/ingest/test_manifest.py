"""What the rows of a manifest state, and what is wrong with them."""

import pytest

from documents.ingest import manifest


def csv(text: str) -> manifest.Manifest:
    return manifest.read(text.encode(), "manifest.csv")


def yaml(text: str) -> manifest.Manifest:
    return manifest.read(text.encode(), "manifest.yaml")


@pytest.mark.parametrize(("kind", "field"), [("speech", "held"), ("article", "published")])
def test_the_date_is_of_the_event_or_of_publication(kind, field):
    for listed in (
        csv(f"file,kind,date\na.txt,{kind},2008\n"),
        yaml(f"- file: a.txt\n  kind: {kind}\n  date: 2008\n"),
    ):
        described = listed.rows["a.txt"].described
        assert getattr(described, field) == "2008"
        assert described.stated == {"kind", field}


def test_people_stand_in_one_cell():
    row = csv("file,people\na.txt,Ann Roe (Director); Jo Hale\n").rows["a.txt"]
    people = [(person.name, person.role) for person in row.described.people]
    assert people == [("Ann Roe", "Director"), ("Jo Hale", None)]


def test_a_row_of_yaml_holds_whatever_a_description_does():
    listed = yaml("- file: a.txt\n  people:\n    - name: Ann Roe\n      part: presider\n")
    assert listed.rows["a.txt"].described.people[0].part == "presider"


@pytest.mark.parametrize(
    ("listed", "says"),
    [
        (csv("title\nx\n"), "manifest.csv, line 1: has no column “file”"),
        (csv("file,file\nx,y\n"), "the column “file” stands twice"),
        (manifest.read(b"file\n\xff\n", "manifest.csv"), "is not in UTF-8"),
        (yaml("file: a.txt"), "is a list"),
        (yaml("- [file: x"), "is not YAML that can be read"),
    ],
)
def test_a_manifest_that_cannot_be_read_says_why(listed, says):
    assert says in listed.error


@pytest.mark.parametrize(
    ("listed", "says"),
    [
        (csv("file,title\n,x\n"), "manifest.csv, line 2: a row needs the name of its file"),
        (csv("file,title\na.txt,x,y\n"), "line 2: has more cells than columns"),
        (csv("file,kind\na.txt,speach\n"), "Did you mean “speech”?"),
        (csv("file,title\na.txt,x\na.txt,y\n"), "line 3: “a.txt” is described twice"),
        (yaml("- file: a.txt\n  titel: x\n"), "manifest.yaml, line 2: “titel” is not a field"),
        (yaml("- file: a.txt\n  date: 2008-13\n"), "manifest.yaml, line 2: “date”"),
        (yaml("- just words\n"), "a row needs the name of its file"),
    ],
)
def test_a_wrong_row_says_why_and_leaves_the_others(listed, says):
    assert listed.error == ""
    assert [row for row in listed.rows.values() if says in row.error]
