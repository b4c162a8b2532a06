"""Every line of the sheet that was written by hand: each founding text, in every format."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from documents.citations.choices import Format, Style
from documents.citations.describing import Cited, cite_document, cite_passages
from documents.citations.exports import export, write
from documents.models import Document, PassageVersion

SHEET = yaml.safe_load(Path(__file__).with_name("sheet.yaml").read_text(encoding="utf-8"))
BASE = "https://verbatim.example"
ACCESSED: date = SHEET["accessed"]

pytestmark = pytest.mark.django_db


def lines() -> Iterator[Any]:
    for subject in SHEET["subjects"]:
        for line in subject["lines"]:
            name = f"{name_of(subject)}-{line['format']}-{line.get('style', '')}"
            yield pytest.param(name_of(subject), line, id=name.rstrip("-"))


def name_of(subject: dict[str, Any]) -> str:
    return f"{subject['document']}-{subject.get('passage', 'whole')}"


@pytest.fixture(scope="module")
def cited(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Cited]]:
    """Each subject of the sheet as it is described, from the founding texts, loaded once."""
    originals = settings.ORIGINALS
    settings.ORIGINALS = tmp_path_factory.mktemp("originals")
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            call_command("ingest", settings.BASE_DIR / "fixtures" / "texts", verbosity=0)
            subjects = {name_of(subject): described(subject) for subject in SHEET["subjects"]}
            transaction.set_rollback(True)
    finally:
        settings.ORIGINALS = originals
    for style in Style:
        write(list(subjects.values()), style)
    yield subjects


def described(subject: dict[str, Any]) -> Cited:
    document = Document.objects.get(key=subject["document"])
    if "passage" not in subject:
        voices = document.appearances.select_related("speaker").order_by("order")
        address = BASE + document.get_absolute_url()
        return cite_document(document, voices, address, ACCESSED)
    version = PassageVersion.objects.select_related(
        "passage__document", "revision", "appearance__speaker"
    ).get(passage__document=document, revision__is_current=True, number=subject["passage"])
    return cite_passages([version], lambda path: BASE + path, ACCESSED)[0]


def said(cited: Cited, line: dict[str, Any]) -> Any:
    style = Style(line.get("style", Style.APA))
    match line["format"]:
        case "intext" | "bibliography" | "quoted" as form:
            return getattr(write([cited], style, Format.MARKDOWN)[0], form)
        case "markdown" | "html":
            return write([cited], style, Format(line["format"]))[0].entry
        case "csljson":
            return yaml.safe_load(export([cited], Format.CSLJSON))[0]
        case "ris":
            return "|".join(export([cited], Format.RIS).rstrip().split("\r\n"))
        case form:
            return export([cited], Format(form), style).strip()


@pytest.mark.parametrize(("subject", "line"), list(lines()))
def test_a_citation_is_what_the_sheet_says(cited, subject, line):
    one = cited[subject]
    expected = at_its_address(line["expected"], one.item["URL"])
    assert said(one, line) == expected, line["rule"]


def at_its_address(expected: Any, address: str) -> Any:
    if isinstance(expected, str):
        return expected.replace("{at}", address).strip()
    return {key: address if value == "{at}" else value for key, value in expected.items()}
