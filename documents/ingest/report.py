"""The report of an ingest run: a JSON object that says what was understood of each file, and why.

A date in `date` is the ISO 8601 form of the date's own precision ("2008-06-03", "2007-06"); the
EDTF value with its signs of doubt stands in `date_edtf`. What the text does not give is null.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from documents import edtf
from documents.ingest.reading import Known, Quote, Segment, Understanding, Voice
from documents.vocabularies import Kind, PassageType

FIELDS = (
    *("title", "kind", "held", "published", "recorded", "event", "venue", "place"),
    *("publisher", "language", "summary"),
)

# An operator's turn is procedure, and a turn.
SPOKEN = (PassageType.SPEECH, PassageType.QUESTION, PassageType.PROCEDURE)


def document_entry(
    reading: Understanding | None, file: str, outcome: str, error: str | None = None
) -> dict[str, Any]:
    """What the report says of one file; `reading` is None where the file could not be read."""
    entry: dict[str, Any] = {"file": str(file), "outcome": outcome, "error": error}
    known = {name: getattr(reading, name) if reading else None for name in FIELDS}
    entry.update({name: value.value if value else None for name, value in known.items()})
    entry["kind"] = Kind(entry["kind"]).label if entry["kind"] else None
    day = reading.date.value if reading and reading.date else None
    entry["date"] = edtf.iso(day)
    entry["date_edtf"] = day
    entry["evidence"] = {name: _evidence(value) for name, value in known.items() if value}
    entry["warnings"] = list(reading.warnings) if reading else []
    entry["speakers"] = [_speaker(voice) for voice in reading.voices] if reading else []
    entry["turns"] = turns(reading) if reading else []
    entry["quotations"] = [_quotation(reading, q) for q in reading.quotes] if reading else []
    entry["slides"] = (
        [{"title": slide.title, "bullets": list(slide.bullets)} for slide in reading.slides]
        if reading
        else []
    )
    return entry


def turns(reading: Understanding) -> list[dict[str, Any]]:
    """The spoken turns in order, paragraphs joined by a newline, without their printed labels."""
    spoken = [s for s in reading.segments if s.type in SPOKEN and s.turn is not None]
    return [_turn(reading, list(parts)) for _, parts in groupby(spoken, key=lambda s: s.turn)]


class CannotBeWritten(Exception):
    """The report found no room or no place; the message says which and what to do."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"{path}: the report cannot be written there ({error.strerror}). "
            "Give it another place, or make room."
        )


class Writer:
    """Writes a report entry by entry, so that it never stands in memory whole.

    What stood under the path stays until the new report is complete; a pipe or a terminal, which
    cannot be replaced, is written to directly. `summary` and `passed_over`, the files of kinds that
    are not read, stand at its end. Use as a context manager; raises CannotBeWritten.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.direct = path.exists() and not path.is_file()
        self.draft = path if self.direct else path.with_name(f".{path.name}.{os.getpid()}")
        self.summary: Mapping[str, Any] = {}
        self.passed_over: Sequence[str] = ()
        self.first = True

    def __enter__(self) -> "Writer":
        with self._in_words():
            self.file = self.draft.open("w", encoding="utf-8", errors="backslashreplace")
        self._write('{"documents": [')
        return self

    def add(self, entry: Mapping[str, Any]) -> None:
        self._write("\n" if self.first else ",\n")
        self._write(json.dumps(entry, ensure_ascii=False))
        self.first = False

    def __exit__(self, *error: object) -> None:
        """Complete the report, also after an error: what was understood so far is worth having."""
        end = {"summary": dict(self.summary), "passed_over": list(self.passed_over)}
        with self._in_words():
            with self.file:
                self.file.write("\n],\n" + json.dumps(end, ensure_ascii=False)[1:] + "\n")
            if not self.direct:
                self.draft.replace(self.path)

    def _write(self, text: str) -> None:
        with self._in_words():
            self.file.write(text)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """What the disk refuses as a sentence; of the draft nothing is left."""
        try:
            yield
        except OSError as error:
            if not self.direct:
                self.draft.unlink(missing_ok=True)
            raise CannotBeWritten(self.path, error) from error


def _evidence(known: Known) -> dict[str, str]:
    return {"value": known.value, "how": known.evidence.value, "basis": known.basis}


def _speaker(voice: Voice) -> dict[str, Any]:
    return {
        "name": voice.name,
        "role": voice.role,
        "labels": list(voice.labels),
        "part": voice.part.value,
        "how": voice.evidence.value,
        "basis": voice.basis,
    }


def _turn(reading: Understanding, parts: list[Segment]) -> dict[str, Any]:
    return {
        "speaker": _name(reading, parts[0].voice),
        "label": parts[0].label,
        "text": "\n".join(reading.words(part) for part in parts),
        "how": parts[0].evidence.value,
    }


def _quotation(reading: Understanding, quote: Quote) -> dict[str, Any]:
    return {
        "speaker": _name(reading, quote.voice),
        "text": reading.source.text[quote.start : quote.end],
        "how": quote.evidence.value,
        "basis": quote.basis,
    }


def _name(reading: Understanding, key: str | None) -> str | None:
    return next((voice.name for voice in reading.voices if voice.key == key), None)
