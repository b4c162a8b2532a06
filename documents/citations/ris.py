"""RIS, with the types that Zotero reads back as what they were; one line a value, by rispy."""

import re
from collections.abc import Sequence
from typing import Any

import rispy

from documents.citations import dates, names
from documents.citations.describing import Cited


def ris(cited: Sequence[Cited]) -> str:
    """Records with CRLF line ends, as the format's specification has them."""
    text = rispy.dumps([_record(one) for one in cited])
    # rispy numbers the records of a list ("1."), which readers other than its own take for text.
    lines = (line for line in text.splitlines() if not re.fullmatch(r"\d+\.", line))
    return "\r\n".join(lines).strip("\r\n") + "\r\n"


def _record(cited: Cited) -> dict[str, Any]:
    item = cited.item
    record: dict[str, Any] = {
        "type_of_reference": cited.manner.ris,
        "authors": [names.inverted(name) for name in item.get("author", [])],
        "secondary_authors": [
            names.inverted(name)
            for role in ("interviewer", "host", "contributor")
            for name in item.get(role, [])
        ],
        "title": item["title"],
        "secondary_title": item.get("container-title") or item.get("event-title"),
        "type_of_work": item.get("genre"),
        "publisher": item.get("publisher"),
        "place_published": item.get("event-place"),
        # The field has room for one year: of several, the note says which they are.
        "year": f"{dates.first_of(cited.date)[0]:04}" if "date-parts" in cited.date else None,
        "date": _date(cited.date),
        "language": item.get("language"),
        "urls": [item["URL"]],
        "access_date": _date(item["accessed"]),
        "notes": [note] if (note := with_interviewer(cited, cited.note_with_days)) else None,
        "id": cited.key,
    }
    return {key: _on_one_line(value) for key, value in record.items() if value}


def with_interviewer(cited: Cited, note: str) -> str:
    """The note with who asks, for formats without a field for them."""
    interviewers = [names.in_order(name) for name in cited.item.get("interviewer", [])]
    by = f"Interview by {', '.join(interviewers)}" if interviewers else ""
    return ". ".join(part for part in (by, note) if part)


def _date(value: dict[str, Any]) -> str | None:
    """ "2008/06/03/": year, month and day, each empty where it is not known."""
    if not dates.fixes_a_year(value):
        return None
    year, month, day = dates.first_of(value)
    return f"{year:04}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}/"


def _on_one_line(value: Any) -> Any:
    if isinstance(value, list):
        return [_on_one_line(one) for one in value]
    return " ".join(value.split())
