from datetime import date
from pathlib import Path

import pytest

from documents.ingest import sidecar
from documents.ingest.overriding import override
from documents.ingest.reading import CanonicalText, Known, Understanding, Unreadable
from documents.ingest.sidecar import DescriptionError, load
from documents.vocabularies import Evidence, Kind, Part, Rights

FOUNDING = Path(__file__).parents[3] / "fixtures" / "texts"

FULL = """
id: hale-2010
title: "Labor Brokers: Oversight"
kind: press conference
held: 2010-03
published: "[2010-03-05..2010-03-09]"
recorded: 2008~
language: es-MX
source: https://example.org/hale
source_retrieved: 2024-05-17
rights: InC
access: excerpt
collection: {key: hale, title: Hale papers}
people:
  - name: Everett Hale
    role: Chairman
    part: presider
    labels: [Mr. Hale of Eastmark, NO]
    wikidata: https://www.wikidata.org/wiki/Q42
    orcid: 0000-0002-1825-0097
  - {name: Harvest Watch, body: yes}
"""


def reading(**known) -> Understanding:
    source = CanonicalText("Words.", (), (), "text/plain", "utf-8")
    return Understanding(source, (), (), **known)


def test_every_field_is_read_in_its_form():
    described = load(FULL.encode(), file="hale.yaml")
    hale, watch = described.people

    assert described.id == "hale-2010"
    assert described.kind is Kind.PRESS_CONFERENCE
    assert (described.held, described.published) == ("2010-03", "[2010-03-05..2010-03-09]")
    assert described.source_retrieved == date(2024, 5, 17)
    assert described.rights == Rights.IN_COPYRIGHT
    assert described.collection == sidecar.DescribedCollection("hale", "Hale papers")
    assert hale.part is Part.PRESIDER
    assert hale.labels == ("Mr. Hale of Eastmark", "NO")
    assert (hale.wikidata, hale.orcid) == ("Q42", "0000-0002-1825-0097")
    assert watch.body


def test_scalars_are_taken_as_written():
    described = load(b"id: 0123\ntitle: 1:30\nlanguage: no\nheld: 2008\n")
    assert (described.id, described.title, described.language) == ("0123", "1:30", "no")
    assert described.held == "2008"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (
            "title: a\nheald: 2008",
            2,
            "“heald” is not a field of a description. Did you mean “held”?",
        ),
        ("held: 2008-02-30", 1, "“2008-02-30” is not in the calendar"),
        ("held: June 2008", 1, "is not an EDTF date"),
        ("held: [2008..2009]", 1, "put it in quotation marks"),
        ("kind: speach", 1, "Did you mean “speech”? Allowed: speech, interview"),
        ("access: all", 1, "Allowed: full, excerpt, hidden"),
        ("rights: NoC-USA", 1, "Did you mean “NoC-US”?"),
        ("language: English", 1, "Did you mean “en”?"),
        ("source: example.org", 1, "beginning with http"),
        ("source_retrieved: 2024-05", 1, "is not a day such as"),
        ("title: a\ntitle: b", 2, "stated twice"),
        ("people:\n- name: A\n  part: speakr", 3, "Did you mean “speaker”?"),
        ("people:\n- name: A\n  rolle: x", 3, "“rolle” is not a field of a person"),
        ("people:\n- role: x", 2, "a person needs a name"),
        ("people: A", 1, "is a list"),
        ("people:\n- {name: A, orcid: 0000-0002-1825-0098}", 2, "wrong check digit"),
        ("people:\n- &a [*a]", 2, "a person is a list of fields"),
        ('title: "\\0"', 1, "control character U+0000"),
        ('source: "https://example.org/\\0"', 1, "is not a web address"),
        ('"a\\ud800\\0": b', 1, "“a��” is not a field"),
        ("id: two words", 1, "Did you mean “two-words”?"),
        ("collection: {key: Hale Papers, title: x}", 1, "Did you mean “hale-papers”?"),
        ("place: " + "x" * 400, 1, "longer than 300"),
        ("a: b: c", 1, "is not YAML"),
        ("title: a\n---\ntitle: b", 2, "is not YAML"),
        ("just words", 1, "a list of fields"),
        ("", None, "is empty"),
    ],
)
def test_a_wrong_description_is_refused_with_line_and_remedy(text, line, says):
    with pytest.raises(DescriptionError) as refused:
        load(text.encode(), file="some.yaml")
    assert says in str(refused.value)
    assert refused.value.line == line
    assert str(refused.value).startswith(f"some.yaml, line {line}: " if line else "some.yaml: ")
    assert isinstance(refused.value, Unreadable)


@pytest.mark.parametrize("data", [b"title: \xff\xfe", b"\x00", b"[" * 100_000, b"x" * 300_000])
def test_bytes_that_are_no_description_are_refused(data):
    with pytest.raises(DescriptionError, match="^d.yaml"):
        load(data, file="d.yaml")


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(DescriptionError, match=r"gone\.yaml: cannot be read: No such file"):
        load(tmp_path / "gone.yaml")


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("NoC-US", Rights.NO_COPYRIGHT_US),
        ("inc", Rights.IN_COPYRIGHT),
        ("https://rightsstatements.org/page/InC/1.0/?language=en", Rights.IN_COPYRIGHT),
        ("CC BY", Rights.CC_BY),
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.en", Rights.CC_BY_SA),
        ("CC0", Rights.CC0),
    ],
)
def test_rights_are_kept_by_address_in_whatever_form_they_are_stated(stated, address):
    assert load(f"rights: {stated}".encode()).rights == address


def test_what_is_stated_replaces_what_was_inferred_field_by_field():
    inferred = reading(
        title=Known("Inferred", Evidence.BYLINE),
        held=Known("2008-06-03", Evidence.BYLINE),
        place=Known("Vienna", Evidence.BYLINE),
    )
    described = load(b"title: Stated\nheld:\n", file="folder/d.yaml")
    now = override(inferred, described)

    assert now.title == Known("Stated", Evidence.DESCRIPTION, "d.yaml: title")
    assert now.held is None, "a field stated empty is unknown"
    assert now.place == inferred.place


def test_a_description_stands_beside_its_text(tmp_path):
    text = tmp_path / "talk.txt"
    assert sidecar.beside(text) is None
    (tmp_path / "talk.yaml").write_text("title: Talk")
    assert sidecar.beside(text) == tmp_path / "talk.yaml"


@pytest.mark.parametrize("text", sorted(FOUNDING.glob("*.txt")), ids=lambda p: p.stem)
def test_each_founding_text_is_described(text):
    described = load(sidecar.beside(text))
    assert described.id
    assert described.title
    assert described.kind
    assert described.rights
    assert described.collection
    assert "Mark P. Lagon" in [person.name for person in described.people]


def test_the_podcast_claims_no_date():
    described = load(FOUNDING / "001_a916229a2b5074d7.yaml")
    assert described.held is described.published is described.recorded is None
    assert "2008" in described.date_note


def test_one_label_for_two_people_is_refused_and_one_for_whoever_asks_is_not():
    two = "people:\n- name: A Hale\n  labels: [{0}]\n- name: B Hale\n  labels: [{0}]\n"
    with pytest.raises(DescriptionError, match="line 4: the label “MR. HALE” is given to A Hale"):
        load(two.format("MR. HALE").encode())
    assert len(load(two.format("QUESTION").encode()).people) == 2
