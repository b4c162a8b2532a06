"""Printed titles stand for whoever certainly held the office on the day, and for nobody else."""

import pytest

from documents import offices
from documents.edtf import bounds
from documents.ingest import importer
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import IngestRun, Speaker
from tests.factories import make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def presidents(db):
    first, second = make_speaker("Ada Byron"), make_speaker("Bo Chen")
    first.offices.create(
        title="President", organisation="The Institute", begin="2001-01-20", end="2009-01-20"
    )
    second.offices.create(title="President", organisation="The Institute", begin="2009-01-20")
    second.offices.create(title="Secretary of State", begin="2001", end="2004")
    return first, second


def holder(title: str, date: str, name: str = "", where: str = "The Institute, Hull"):
    found = offices.the_holder(title, bounds(date), name, where)
    return found.speaker.name if found else None


@pytest.mark.parametrize(
    ("title", "date", "name"),
    [
        ("THE PRESIDENT", "2005-03-01", "Ada Byron"),
        ("Mr. President", "2012", "Bo Chen"),
        ("President", "2005", "Ada Byron"),
        ("President of the Institute", "2005", "Ada Byron"),
        ("President", "2009-01-20", None),  # the day on which one follows the other
        ("President", "2009", None),
        ("President", "1999", None),
        ("Vice President", "2005", None),
        ("Secretary of State", "2002", "Bo Chen"),
        ("Secretary of State", "2001-02", None),  # an office that began at some time in that year
        ("Secretary", "2002", None),
        ("", "2005", None),
    ],
)
def test_an_office_stands_for_who_certainly_held_it(presidents, title, date, name):
    assert holder(title, date) == name


def test_a_family_name_with_a_part_of_the_title_is_enough(presidents):
    assert holder("Secretary", "2002", "Chen") == "Bo Chen"
    assert holder("Secretary", "2002", "Byron") is None
    assert holder("President", "2005", "Chen") is None


def test_an_office_of_another_organisation_is_not_meant(presidents):
    assert holder("President", "2005", where="The Parliament") is None


def test_a_merged_holder_is_who_they_were_merged_into(presidents):
    first, second = presidents
    Speaker.objects.filter(pk=first.pk).update(merged_into=make_speaker("Ada King"))
    assert holder("President", "2005") == "Ada King"


@pytest.mark.parametrize(
    ("held", "name"), [("2005-06-03", "Ada Byron"), ("2010", "Bo Chen"), (None, None)]
)
def test_titles_resolve_by_the_date_when_a_text_is_loaded(
    presidents, settings, tmp_path, held, name
):
    settings.ORIGINALS = tmp_path
    text = (
        "Remarks at the Institute\n\n"
        "THE PRESIDENT: We keep the lights on.\n\nMR. DIAZ: And we keep the books.\n\n"
        "THE PRESIDENT: Indeed we do.\n"
    )
    run = IngestRun.objects.create(source="a test", rules_version=RULES_VERSION)
    from documents.ingest.sidecar import load

    described = load(f"held: {held}\n".encode() if held else b"place: Hull\n", file="a.yaml")
    incoming = Incoming("a.txt", text.encode(), "a", described=described)
    document = importer.load(incoming, run, publish=True).document
    voice = document.appearances.get(labels__contains=["THE PRESIDENT"])
    assert (voice.speaker and voice.speaker.name) == name
    if name:
        assert voice.speaker_evidence == "context"
        assert voice.speaker_basis.startswith("President, The Institute")
    assert document.appearances.get(name="Diaz").speaker is None
