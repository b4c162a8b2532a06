"""A list of quotations to check, as a file has it."""

import json
from typing import Any

from search.quotes.checking import Asked

MOST = 10_000
"""Quotations of one list."""


class NotAList(ValueError):
    """The bytes hold no list of quotations; the message says what is wrong and where."""


def read_list(data: bytes) -> list[Asked]:
    """Reads [{"id", "quote", "attributed_to"}] in UTF-8. Raises NotAList.

    `id` may be any text or number, and is the place in the list, from 1, where it is missing;
    `attributed_to` may be missing or null. What else an entry holds is left alone.
    """
    try:
        entries = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotAList(f"This is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise NotAList(f"This is not JSON: {error}.") from error
    if not isinstance(entries, list):
        raise NotAList('There should be a list: [{"id": "1", "quote": "…"}].')
    if len(entries) > MOST:
        raise NotAList(f"There are {len(entries):,} quotations, and up to {MOST:,} are checked.")
    return [_asked(entry, place) for place, entry in enumerate(entries, start=1)]


def _asked(entry: Any, place: int) -> Asked:
    if not isinstance(entry, dict) or not isinstance(entry.get("quote"), str):
        raise NotAList(f'Entry {place} should have its words in "quote".')
    said_by = entry.get("attributed_to") or ""
    if not isinstance(said_by, str):
        raise NotAList(f'Entry {place} should have a name, or null, in "attributed_to".')
    return Asked(entry["quote"], said_by, str(entry.get("id", place)))
