"""Files that no reader takes, and the sentence that tells the keeper why."""

import re

from django.conf import settings

from documents.ingest.reading import Unreadable

# How files of other formats begin, and what to do with them.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office document", "Save it as plain text (.txt)."),
    (b"{\\rtf", "a rich text file", "Save it as plain text (.txt)."),
    (b"\x89PNG", "an image", "Only texts can be loaded."),
    (b"\xff\xd8\xff", "an image", "Only texts can be loaded."),
    (b"GIF8", "an image", "Only texts can be loaded."),
    (b"ID3", "a sound file", "Only texts can be loaded."),
    (b"OggS", "a sound file", "Only texts can be loaded."),
    (b"\x1f\x8b", "a compressed file", "Unpack it and load what is in it."),
)

# Formats that hold pictures beside the text; their readers look at how much text there is.
CONTAINERS = (b"PK\x03\x04", b"%PDF-")

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffd]")

_STRAY = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffd]")

# A text holds a stray control character at times; a binary file is full of them.
MOST_CONTROL_CHARACTERS = 0.05
STRAY_CONTROL_CHARACTERS = 8


def refuse_empty(data: bytes, name: str) -> None:
    """Raises Unreadable for a file without a letter."""
    if not data.strip(b"\x00 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(f"{name} is empty. Check that it was saved or copied completely.")


def refuse_too_large(data: bytes, name: str) -> None:
    """Refuse before anything is decoded what is larger than any text; see settings."""
    largest = settings.INGEST_LARGEST_TEXT
    if len(data) > largest and not data.startswith(CONTAINERS):
        raise Unreadable(too_large(name, len(data), largest))


def too_large(name: str, size: int, largest: int) -> str:
    """Why a file of this size (bytes) is refused."""
    return (
        f"{name} is larger than a text may be ({size / 1e6:.0f} MB, at most "
        f"{largest / 1e6:.0f} MB). Load it in parts, or raise INGEST_LARGEST_TEXT."
    )


def refuse_foreign(data: bytes, name: str) -> None:
    """Refuse by content, not by name: a PDF called .txt is still a PDF."""
    for opening, what, remedy in FOREIGN:
        if data.startswith(opening):
            raise Unreadable(f"{name} is {what}, which is not read. {remedy}")


def stray_controls(text: str, name: str) -> tuple[str, ...]:
    """A warning where control characters were left out, of which the text has a few."""
    strays = [found.start() for found in _STRAY.finditer(text)]
    if not strays:
        return ()
    line = text.count("\n", 0, strays[0]) + 1
    many = "1 control character" if len(strays) == 1 else f"{len(strays)} control characters"
    return (f"{name}: {many} left out, the first in line {line}. Look whether words are amiss.",)


def refuse_noise(text: str, name: str) -> None:
    """Refuse what decodes but is not writing."""
    sample = text[:20_000]
    strange = len(_CONTROL.findall(sample))
    if strange > max(STRAY_CONTROL_CHARACTERS, MOST_CONTROL_CHARACTERS * len(sample)):
        raise Unreadable(
            f"{name} is not a text: it is full of control characters. "
            "Check that it is the right file, and save it as plain text in UTF-8."
        )
    if not any(c.isalnum() for c in text):
        raise Unreadable(f"{name} holds no words. Check that it is the right file.")
