"""What a row can hold of what a file says: which texts, and which moments.

PostgreSQL takes neither NUL nor half of a surrogate pair into a text. Of moments, Python knows the
years 1 to 9999; they are kept in UTC and shown in other zones, so that a day at either end is left.
"""

import re
import reprlib
from datetime import UTC, datetime, timedelta
from typing import Any

EXAMPLE_MOMENT = "2024-05-01T12:00:00Z"
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_DAY = timedelta(days=1)
_EARLIEST = datetime.min.replace(tzinfo=UTC) + _DAY
_LATEST = datetime.max.replace(tzinfo=UTC) - _DAY


class Unstorable(ValueError):
    """No row can hold a value. The message says why, to be put after what the value is called."""


def text(value: str, longest: int | None = None) -> str:
    """A text that a row can hold, of `longest` code points at most. Raises Unstorable."""
    if found := _UNSTORABLE.search(value):
        raise Unstorable(
            f"holds the character U+{ord(found[0]):04X}, which no text can hold: take it out"
        )
    if longest is not None and len(value) > longest:
        raise Unstorable(f"has {len(value):,} characters; at most {longest} are kept")
    return value


def repaired(value: str) -> str:
    """A text, such as the message of an error, with "�" for each character that no row can hold."""
    return _UNSTORABLE.sub("�", value)


def moment(value: str) -> datetime:
    """The moment that a text names by ISO 8601, with its time zone; in UTC. Raises Unstorable."""
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise Unstorable(f"is {shown(value)}, not a time such as {EXAMPLE_MOMENT}") from None
    if read.tzinfo is None:
        raise Unstorable(f"is {shown(value)}, without a time zone")
    try:
        read = read.astimezone(UTC)
    except OverflowError:
        read = datetime.max.replace(tzinfo=UTC)
    if not _EARLIEST <= read <= _LATEST:
        raise Unstorable(f"is {shown(value)}, outside the years that are kept (1 to 9999)")
    return read


def shown(value: Any) -> str:
    """A value of a file as an error shows it: short, and without characters that break a page."""
    return _SHORT.repr(value)


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 80
