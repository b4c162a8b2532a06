"""Files that are not what they claim, or that were made to do harm: each gets a sentence."""

import contextlib
import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from documents.ingest.readers import read
from documents.ingest.reading import Unreadable
from tests.documents.ingest.readers import samples

WORD = samples.word(("Normal", "Good morning."))


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """An Office document with one part put in place of its own."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for part in before.namelist():
            if part != name:
                after.writestr(part, before.read(part))
        after.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.docx", r"a\.docx is empty"),
        (b"Good morning.", "a.docx", r"a\.docx is not a Word document, though its name says so"),
        (b"Good morning.", "a.pptx", r"a\.pptx is not a PowerPoint file, though"),
        (b"Good morning.", "a.pdf", r"a\.pdf is not a PDF file, though"),
        (WORD[:200], "a.docx", r"a\.docx is damaged"),
        (samples.archive(a="x"), "a.docx", r"a\.docx is an archive that holds neither"),
        (with_part(WORD, "word/document.xml", b"<w:document"), "a.docx", r"a\.docx is not a Word"),
        (
            with_part(WORD, "word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
            "a.docx",
            r"a\.docx defines XML entities",
        ),
        (samples.marked_as_encrypted(WORD), "a.docx", r"a\.docx is protected by a password"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            r"a\.docx is protected by a password",
        ),
        (b"\xd0\xcf\x11\xe0 old", "a.doc", r"a\.doc is an old Office document"),
        (b"<html>" + bytes(range(32)) * 90, "a.html", r"a\.html is not a text"),
    ],
)
def test_what_is_wrong_is_said(data, name, says):
    with pytest.raises(Unreadable, match=says):
        read(data, name)


def test_a_document_that_unpacks_to_far_too_much_is_refused():
    bomb = with_part(WORD, "word/document.xml", b"<x>" + b" " * 60_000_000 + b"</x>")
    assert len(bomb) < 200_000
    with pytest.raises(Unreadable, match=r"a\.docx unpacks to far more than a document holds"):
        read(bomb, "a.docx")


def test_a_text_above_the_limit_is_refused_before_it_is_decoded(settings):
    settings.INGEST_LARGEST_TEXT = 1000
    with pytest.raises(Unreadable, match=r"a\.txt is larger than a text may be .* INGEST_LARGEST"):
        read(b"a\xff" * 501, "a.txt")


def test_control_characters_are_left_out():
    assert read(b"<p>Good\x00 mor\x07ning.</p>", "a.html").text == "Good morning."


def test_front_matter_that_grows_without_end_is_left_alone():
    levels = "".join(
        f"{b}: &{b} [{', '.join(f'*{a}' for _ in range(10))}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    text = read(f"---\na: &a [ha]\n{levels}title: A talk\n---\nGood morning.\n".encode(), "a.md")
    assert text.text == "Good morning."
    assert text.declared["title"] == "A talk"


@pytest.mark.parametrize(
    "piece", ["<", "<div>", "<p><b>", "&", "<a ", "<!--", "<table><tr><td>", "</p>"]
)
def test_a_page_of_nothing_but_markup_is_done_with_soon(piece):
    begun = time.process_time()
    with contextlib.suppress(Unreadable):
        read(b"<html>" + piece.encode() * 10_000, "a.html")
    assert time.process_time() - begun < 5
