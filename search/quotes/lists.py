"""A list of quotations to check, as a file has it: JSON or CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from search.quotes.checking import Asked

MOST = 10_000
"""Quotations of one list."""

COLUMNS = {
    "quote": ("quote", "quotation", "text", "words"),
    "attributed_to": ("attributed_to", "attributed to", "said_by", "said by", "speaker", "who"),
    "id": ("id", "number", "no"),
}
"""What the columns of a CSV file may be called."""
NO_LIST = 'There should be a list: [{"id": "1", "quote": "…"}].'
DELIMITERS = ",;\t"
LONGEST_CELL = 131_072
"""Characters of a cell in CSV. That of the csv module holds for the process and may be changed."""


@dataclass(frozen=True)
class _Written:
    """A number with a point or an exponent, as it is written: no float holds 1e400 or 1.50."""

    digits: str

    def __str__(self) -> str:
        return self.digits


class NotAList(ValueError):
    """The bytes hold no list of quotations; the message says what is wrong and where."""


def read_list(data: bytes) -> list[Asked]:
    """Reads [{"id", "quote", "attributed_to"}], or CSV with these columns. Raises NotAList.

    In UTF-8. `id` may be any text or number, and is the place in the list, from 1, where it is
    missing or null; `attributed_to` may be so too. What else an entry holds is left alone.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAList(f"This is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    if not text.strip():
        raise NotAList("There is nothing in it.")
    entries = _json(text) if text.lstrip()[0] in "[{" else _csv(text)
    if len(entries) > MOST:
        raise NotAList(f"There are {len(entries):,} quotations, and up to {MOST:,} are checked.")
    return [_asked(entry, place) for place, entry in enumerate(entries, start=1)]


def _json(text: str) -> list[Any]:
    try:
        entries = json.loads(text, parse_float=_Written, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise NotAList(f"This is not JSON: {error}.") from error
    if not isinstance(entries, list):
        raise NotAList(NO_LIST)
    return entries


def _refused(constant: str) -> NoReturn:
    """Refuses what Python takes for JSON and no other program does."""
    raise ValueError(f"{constant} is none of its values")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _csv(text: str) -> list[Any]:
    head = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    rows = list(_rows(text, delimiter))
    names = [name.strip().casefold() for name in rows[0]]
    places = {key: _place(names, among) for key, among in COLUMNS.items()}
    if places["quote"] is None:
        if _is_json(text):  # a lone word, number or null
            raise NotAList(NO_LIST)
        raise NotAList(
            'This is neither JSON nor CSV with a column "quote": the first line names the columns.'
        )
    return [_entry(row, places) for row in rows[1:] if any(cell.strip() for cell in row)]


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of CSV. A mark that is never closed would swallow the rows behind it: refused."""
    skipped = text[: len(text) - len(text.lstrip())].count("\n")
    file = io.StringIO(text.lstrip(), newline="")
    reader, line = csv.reader(file, delimiter=delimiter, strict=True), 1
    try:
        for row in reader:
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise NotAList(f"{_at(line + skipped)} has more than {LONGEST_CELL:,} characters.")
            yield row
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotAList(
            f"{_at(line + skipped)} has a quotation mark that is not closed, or something behind a "
            "closed one. Write a quotation mark within a cell twice."
        ) from error


def _at(line: int) -> str:
    return f"This is not CSV: a cell in the row that begins in line {line}"


def _place(names: list[str], among: Iterable[str]) -> int | None:
    return next((names.index(name) for name in among if name in names), None)


def _entry(row: list[str], places: dict[str, int | None]) -> dict[str, str]:
    """The cells of a row under the keys of an entry; one that is missing or empty is left out."""
    cells = {
        key: row[at] for key, at in places.items() if at is not None and at < len(row) and row[at]
    }
    return {"quote": "", **cells}


def _asked(entry: Any, place: int) -> Asked:
    if not isinstance(entry, dict) or not isinstance(entry.get("quote"), str):
        raise NotAList(f'Entry {place} should have its words in "quote".')
    said_by = entry.get("attributed_to") or ""
    if not isinstance(said_by, str):
        raise NotAList(f'Entry {place} should have a name, or null, in "attributed_to".')
    name = entry.get("id")
    if name is None:
        name = place
    if isinstance(name, (dict, list)):
        raise NotAList(f'Entry {place} should have a text or a number in "id".')
    return Asked(whole(entry["quote"]), whole(said_by), whole(str(name)))


def whole(text: str) -> str:
    """The text without half characters (lone surrogates), which no file or page can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
