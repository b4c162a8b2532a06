"""The ingest command: what it says to the keeper, and every kind of bad input at once."""

import json
import os
import random
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from documents.models import Document, IngestRun, Revision
from documents.vocabularies import State
from tests.documents.ingest.readers import samples

pytestmark = pytest.mark.django_db

ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<akomaNtoso xmlns="urn:x"><p>&b;</p></akomaNtoso>'
)
OUTSIDE_ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&a;</p></body></text></TEI>'
)
A_SCAN = samples.pages([""])
TOO_LARGE = 200_000_000

REFUSED: dict[str, tuple[bytes | str, str]] = {
    "empty.txt": ("", "empty.txt is empty. Check that it was saved or copied completely."),
    "noise.txt": (random.Random(7).randbytes(5000), "noise.txt is not a text"),  # noqa: S311
    "bomb.xml": (ENTITY_BOMB, "texts/bomb.xml defines entities of its own"),
    "outside.xml": (OUTSIDE_ENTITY, "texts/outside.xml defines entities of its own"),
    "locked.pdf": (samples.encrypted_pdf(), "locked.pdf is encrypted: it asks for a password"),
    "scan.pdf": (A_SCAN, "scan.pdf holds pictures of pages without text: it was scanned. Run text"),
    "letter.docx": ("Dear all,", "letter.docx is not a Word document, though its name says so"),
    "field.txt": ("Good morning, all of you.", "field.yaml, line 1: “titel” is not a field"),
    "date.txt": ("Good morning, all of you, again.", "date.yaml, line 2: “held”"),
}
DESCRIPTIONS = {"field.yaml": "titel: The port\n", "date.yaml": "title: Docks\nheld: 2008-02-31\n"}
TAKEN: dict[str, tuple[bytes, str]] = {
    "good.txt": (b"MS. HART: Good morning.\n\nMR. DIAZ: Good morning to you.\n", "Good morning."),
    "charset.html": (
        '<html><head><meta charset="ascii"></head><p>Déjà vu, all of it.</p></html>'.encode(),
        "Déjà vu, all of it.",
    ),
    "controls.txt": (b"Thank you\x00 all for com\x07ing here.\n", "Thank you all for coming here."),
    "unclosed.html": (b"<html><div><p>Nobody closed <b>this page.", "Nobody closed this page."),
}


def run(*arguments: object) -> tuple[int, str, str]:
    """The exit status of an ingest, and what it said on either channel."""
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), f"{err.getvalue()}{error}"
    except SystemExit as error:
        return int(str(error.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    return tmp_path / "texts"


def put(folder: Path, name: str, content: bytes | str) -> Path:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(data)
    return folder / name


def test_every_bad_input_gets_its_line_and_the_good_texts_are_loaded(folder, tmp_path):
    for name, (content, _) in (REFUSED | TAKEN).items():
        put(folder, name, content)
    for name, description in DESCRIPTIONS.items():
        put(folder, name, description)
    put(folder, "copy.txt", TAKEN["good.txt"][0])
    with put(folder, "large.txt", "a").open("ab") as large:
        large.truncate(TOO_LARGE)
    with ZipFile(folder / "talks.zip", "w") as archive:
        archive.writestr("../../climbs.txt", "x")
    put(folder, os.fsdecode(b"b\xe4d.txt"), "MR. DIAZ: A name in Latin-1.")
    (folder / "gone.txt").symlink_to("/nowhere/at-all.txt")
    os.mkfifo(folder / "pipe.txt")
    put(folder, "bomb.zip", samples.archive(**{"a.txt": b" " * 20_000_000}))
    put(folder, "photo.jpg", "x")

    rehearsed = run("--dry-run", "--report", tmp_path / "report.json", folder)
    status, out, err = run(folder)

    assert status == 1
    assert rehearsed[1].splitlines()[0] == out.splitlines()[0]
    assert b"b\\\\xe4d.txt" in (tmp_path / "report.json").read_bytes()
    said = [says for _, says in REFUSED.values()]
    said += [
        "large.txt is larger than a text may be (200 MB",
        "raise INGEST_LARGEST_TEXT",
        "“../../climbs.txt”: the path climbs out of the archive",
        "bomb.zip/a.txt unpacks to 20 MB, far more than a text holds",
        "The same bytes are already held as",
        "b\\xe4d.txt: the name of the file or of a folder above it is not in UTF-8",
        "gone.txt is a link to /nowhere/at-all.txt, where there is no file.",
        "pipe.txt is no file but a pipe, socket or device.",
    ]
    assert [says for says in said if says not in err] == []
    assert "15 refused" in out
    assert "Passed over, since files of their kind are not read: 1 file (" in out
    held = {
        key.rsplit("/", 1)[-1]: text
        for key, text in Revision.objects.values_list("document__key", "text")
    }
    # Of the two with the same content the first one in the folder is loaded.
    assert held.keys() == TAKEN.keys() - {"good.txt"} | {"copy.txt"}
    for name, (_, words) in TAKEN.items():
        assert words in held["copy.txt" if name == "good.txt" else name]


@pytest.mark.parametrize("how", [(), ("--dry-run",), ("--dry-run", "--draft")])
def test_a_text_without_a_passage_is_refused_and_the_next_one_is_loaded(folder, how):
    put(folder, "title.txt", "A title and nothing else\n")
    put(folder, "good.txt", TAKEN["good.txt"][0])
    status, out, err = run(folder, *how)
    if "--draft" in how:  # a draft may wait for its passages
        assert (status, out.splitlines()[0]) == (0, "2 files: 2 new documents.")
        return
    assert status == 1 and "1 new document" in out and "1 refused" in out
    assert "title.txt: No passage was found in the text: there is nothing to read or cite." in err
    loaded = Document.objects.values_list("state", flat=True)
    assert list(loaded) == ([] if how else [State.PUBLISHED])


def test_a_charset_that_was_declared_wrongly_is_worth_a_look(folder, tmp_path):
    put(folder, "a.html", TAKEN["charset.html"][0])
    report = tmp_path / "report.json"
    status, out, _ = run("--report", report, folder)
    assert status == 0
    assert "Worth a look: 1 file; the report says why." in out
    (entry,) = json.loads(report.read_text())["documents"]
    assert "declares the charset ascii" in entry["warnings"][0]


def test_a_load_again_changes_nothing_and_still_reports_every_turn(folder, tmp_path):
    put(folder, "a.txt", TAKEN["good.txt"][0])
    report = tmp_path / "report.json"
    assert run(folder)[:2] == (0, "1 file: 1 new document.\n")

    status, out, _ = run("--report", report, folder)

    assert (status, out) == (0, "1 file: 1 unchanged.\n")
    (entry,) = json.loads(report.read_text())["documents"]
    assert entry["outcome"] == "unchanged"
    assert [turn["label"] for turn in entry["turns"]] == ["MS. HART", "MR. DIAZ"]
    assert Revision.objects.count() == 1


def test_two_folders_with_a_transcript_each_are_two_documents(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, "transcript.txt", f"MS. HART: Good morning, number {name}.\n")
    assert run(tmp_path / "one", tmp_path / "two")[:2] == (0, "2 files: 2 new documents.\n")
    assert Document.objects.filter(state=State.PUBLISHED).count() == 2


def test_files_of_other_kinds_are_counted_and_named_once_a_kind(folder, tmp_path):
    for name in ("a.txt", "a.yaml", "b.jpg", "c.jpg", "d.doc", ".hidden.png"):
        put(folder, name, "title: Good morning.")
    with ZipFile(folder / "talks.zip", "w") as archive:
        archive.writestr("e.wav", "x")
    report = tmp_path / "report.json"
    _, out, _ = run("--dry-run", "--report", report, folder)
    assert "4 files (" in out
    assert out.count(".jpg") == 1
    passed_over = json.loads(report.read_text())["passed_over"]
    assert [Path(path).name for path in passed_over] == ["b.jpg", "c.jpg", "d.doc", "e.wav"]


def test_a_folder_without_texts_says_what_was_there(folder):
    put(folder, "photo.jpg", "x")
    status, _, err = run(folder)
    assert status == 2
    assert "No texts were found under these paths. Passed over" in err
    assert "photo.jpg" in err


def test_a_report_without_a_place_is_wrong_usage_and_begins_no_run(folder, tmp_path):
    put(folder, "a.txt", "Good morning, all.")
    status, _, err = run("--report", tmp_path / "nowhere" / "report.json", folder)
    assert status == 2
    assert "the report cannot be written there (No such file or directory)" in err
    assert not IngestRun.objects.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_report_without_room_is_said_in_words(folder):
    put(folder, "a.txt", "Good morning, all.")
    status, _, err = run("--report", "/dev/full", folder)
    assert status == 1
    assert "/dev/full: the report cannot be written there (No space left on device)" in err
    assert "It stopped after 1 of 1 files" in err


def test_a_described_label_that_no_turn_has_is_worth_a_look(folder, tmp_path):
    put(folder, "a.txt", TAKEN["good.txt"][0])
    put(folder, "a.yaml", "people:\n- name: Ana Diaz\n  labels: [MR. DIAS]\n  part: speaker\n")
    report = tmp_path / "report.json"
    run("--report", report, folder)
    (entry,) = json.loads(report.read_text())["documents"]
    assert any("gives Ana Diaz the label “MR. DIAS”, and no turn" in w for w in entry["warnings"])
