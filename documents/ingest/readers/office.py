"""What Word and PowerPoint files share: a ZIP archive of XML, with properties of the document."""

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.conf import settings

from documents.ingest.reading import Unreadable

# Office writes XML that packs to a tenth; a part that unpacks to far more is made to do harm.
HIGHEST_RATIO = 200
FEWEST_BYTES_OF_A_BOMB = 5_000_000
MOST_PARTS = 20_000
_UNSAFE = (b"<!DOCTYPE", b"<!ENTITY")


def refuse_unsafe(data: bytes, name: str) -> None:
    """Raise Unreadable for an archive that is damaged, encrypted, or unpacks to something huge."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_bomb(parts, name)
            for part in parts:
                if part.flag_bits & 0x1:
                    raise Unreadable(
                        f"{name} is protected by a password. Save it without one, and load that."
                    )
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as content:
                        if any(sign in content.read(4096) for sign in _UNSAFE):
                            raise Unreadable(
                                f"{name} defines XML entities, which Office never writes; it is "
                                "not read for safety. Open it and save it again."
                            )
    except (BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise Unreadable(f"{name} is damaged: {error}. Copy or download it again.") from error


def _refuse_bomb(parts: list[Any], name: str) -> None:
    largest = settings.INGEST_LARGEST_TEXT
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    bombs = [
        part
        for part in parts
        if part.file_size > FEWEST_BYTES_OF_A_BOMB
        and part.file_size > HIGHEST_RATIO * max(1, part.compress_size)
    ]
    if bombs or len(parts) > MOST_PARTS or text > 4 * largest:
        raise Unreadable(
            f"{name} unpacks to far more than a document holds ({text / 1e6:.0f} MB of text); it "
            "may have been made to do harm. If it is what it should be, save its text as .txt."
        )


def declared(properties: Any) -> dict[str, str]:
    """The core properties that describe the text; days of saving and printing are not its date."""
    fields = {
        "title": properties.title,
        "author": properties.author,
        "language": properties.language,
        "description": properties.comments,
        "subject": properties.subject,
    }
    stated = {n: v.strip() for n, v in fields.items() if isinstance(v, str) and v.strip()}
    if properties.created:
        stated["created"] = properties.created.date().isoformat()
    return {f"document properties/{name}": value for name, value in stated.items()}
