"""Judgments as flat rows, for spreadsheets and scripts: CSV and JSON Lines, out and in again.

The rows hold what the annotations of `exchange` hold, a column for each part; the words decide
where a row belongs, offsets are a hint. Pure: text in, dataclasses out, and back.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from documents import storable
from documents.spreadsheets import defused
from documents.storable import Unstorable, shown
from documents.tagging.marks import (
    LONGEST_NAME,
    CommentMark,
    ExchangeError,
    Hand,
    Mark,
    Place,
    ReadingMark,
    RoundMark,
    TaggingMark,
    read_each,
)
from documents.vocabularies import TaggingStatus

COLUMNS = (
    *("judgment", "document", "vocabulary", "term", "definition_version", "status"),
    *("exact", "prefix", "suffix", "start", "end", "whole_passage"),
    *("revision", "text_sha256", "link"),
    *("by", "account", "created", "decided", "decider", "reason"),
    *("round", "round_blind", "round_settled"),
    "comment",
)
TAGGING, READING, COMMENT = "tagging", "reading", "comment"
LONGEST_CELL = 2_000_000
DELIMITERS = ",;\t"

Row = dict[str, Any]


def rows(marks: Iterable[Mark]) -> Iterator[Row]:
    """The judgments as rows with all of COLUMNS; what a judgment lacks is None."""
    for mark in marks:
        place = mark.place
        row: Row = dict.fromkeys(COLUMNS)
        row |= {
            "judgment": READING,
            "document": place.document,
            "exact": place.exact,
            "prefix": place.prefix,
            "suffix": place.suffix,
            "start": place.start,
            "end": place.end,
            "whole_passage": place.whole,
            "revision": place.revision,
            "text_sha256": place.text_sha256,
            "link": place.link or None,
            "by": mark.hand.name,
            "account": mark.hand.account or None,
            "created": mark.created.isoformat(),
        }
        if mark.round is not None:
            row |= {
                "round": mark.round.name,
                "round_blind": mark.round.blind,
                "round_settled": _iso(mark.round.settled),
            }
        if isinstance(mark, CommentMark):
            row |= {"judgment": COMMENT, "comment": mark.text}
        if isinstance(mark, ReadingMark):
            row["vocabulary"] = mark.vocabulary
        if isinstance(mark, TaggingMark):
            row |= {
                "judgment": TAGGING,
                "vocabulary": mark.vocabulary,
                "term": mark.term,
                "definition_version": mark.version,
                "status": str(mark.status),
                "decided": _iso(mark.decided),
                "decider": mark.decider or None,
                "reason": mark.reason or None,
            }
        yield row


def write_jsonl(marks: Iterable[Mark]) -> str:
    """A JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(marks))


def write_csv(marks: Iterable[Mark]) -> str:
    """RFC 4180, with a line of names. What a spreadsheet would calculate is defused."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in rows(marks):
        writer.writerow([_defused(_cell(row[name])) for name in COLUMNS])
    return file.getvalue()


def parse_jsonl(text: str) -> list[Mark]:
    """The judgments of a JSON Lines file. Raises ExchangeError."""
    lines = enumerate(text.split("\n"), start=1)
    return read_each(((f"line {n}", line) for n, line in lines if line.strip()), _of_line)


def _of_line(line: str) -> list[Mark]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise ExchangeError("not JSON") from None
    if not isinstance(row, dict):
        raise ExchangeError("an object is expected")
    return [_read(row)]


def parse_csv(text: str) -> list[Mark]:
    """The judgments of a CSV file, also as a spreadsheet saves it anew: with semicolons or tabs
    between the cells, and with rows that are empty. Raises ExchangeError.
    """
    rows = _csv_rows(text.removeprefix("\ufeff"))
    _, names = next(rows, ("", []))
    _check_names(names)
    return read_each(rows, lambda cells: [_read(_of_cells(names, cells))])


def _csv_rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """The rows that are not empty, each with which one it is. A quotation mark that is never closed
    would swallow the rows behind it: refused. Raises ExchangeError.
    """
    csv.field_size_limit(LONGEST_CELL)
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield f"row {number}", cells
    except csv.Error as error:
        raise ExchangeError(
            f"row {number + 1}: {error}. A quotation mark within a cell is written twice, and one "
            "that opens a cell is closed."
        ) from None


def _check_names(names: list[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise ExchangeError(f"the first line lacks the columns {', '.join(missing)}")
    twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    if twice:
        raise ExchangeError(f"the first line has the columns {', '.join(twice)} twice")


def _of_cells(names: list[str], cells: list[str]) -> Row:
    if any(cells[len(names) :]):
        raise ExchangeError(f"has {len(cells)} cells, and the first line names {len(names)}")
    return {name: _armed(cell) or None for name, cell in zip(names, cells, strict=False)}


NEEDED = ("judgment", "document", "vocabulary", "exact", "by", "created")


def _read(row: Mapping[str, Any]) -> Mark:
    """The judgment of a row. Raises ExchangeError."""
    _check_needed(row)
    place, round_ = _place(row), _round(row)
    hand = Hand(_text(row, "by", LONGEST_NAME), _text(row, "account"))
    created = _time(row, "created")
    if created is None:
        raise ExchangeError("created is missing")
    if row["judgment"] == READING:
        return ReadingMark(place, _text(row, "vocabulary"), hand, created, round_)
    if row["judgment"] == COMMENT:
        return CommentMark(place, _said(row, "comment"), hand, created, round_)
    if row["judgment"] != TAGGING:
        raise ExchangeError(
            f"judgment is {shown(row['judgment'])}, not {TAGGING}, {READING} or {COMMENT}"
        )
    version = _number(row, "definition_version")
    return TaggingMark(
        place=place,
        vocabulary=_text(row, "vocabulary"),
        status=_status(row),
        term=_said(row, "term"),
        version=1 if version is None else version,
        hand=hand,
        created=created,
        round=round_,
        reason=_text(row, "reason"),
        decided=_time(row, "decided"),
        decider=_text(row, "decider", LONGEST_NAME),
    )


def _check_needed(row: Mapping[str, Any]) -> None:
    counted = row.get("text_sha256") and row.get("end") is not None
    for name in NEEDED:
        if name == "exact" and counted:
            continue  # of a text whose words may not be handed on: the offsets decide
        if name == "vocabulary" and row.get("judgment") == COMMENT:
            continue
        if not isinstance(row.get(name), str) or not row[name]:
            raise ExchangeError(f"{name} is missing")


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        document=_text(row, "document"),
        exact=_text(row, "exact"),
        prefix=_text(row, "prefix"),
        suffix=_text(row, "suffix"),
        start=_number(row, "start"),
        end=_number(row, "end"),
        whole=_truth(row, "whole_passage"),
        revision=_number(row, "revision"),
        text_sha256=_text(row, "text_sha256"),
        link=_text(row, "link"),
    )


def _round(row: Mapping[str, Any]) -> RoundMark | None:
    if not row.get("round"):
        return None
    name = _text(row, "round", LONGEST_NAME)
    return RoundMark(name, _truth(row, "round_blind"), _time(row, "round_settled"))


def _status(row: Mapping[str, Any]) -> TaggingStatus:
    status = row.get("status") or TaggingStatus.SUGGESTED
    if status not in TaggingStatus.values:
        raise ExchangeError(f"status {shown(status)} is none of {', '.join(TaggingStatus.values)}")
    return TaggingStatus(status)


def _said(row: Mapping[str, Any], name: str) -> str:
    """A text that must not be empty."""
    if said := _text(row, name):
        return said
    raise ExchangeError(f"{name} is missing")


def _text(row: Mapping[str, Any], name: str, longest: int | None = None) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ExchangeError(f"{name} is {shown(value)}, not a text")
    try:
        return storable.text(value, longest)
    except Unstorable as error:
        raise ExchangeError(f"{name} {error}") from None


def _number(row: Mapping[str, Any], name: str) -> int | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ExchangeError(f"{name} is {shown(value)}, not a whole number")


def _truth(row: Mapping[str, Any], name: str) -> bool:
    value = row.get(name)
    said = value.lower() if isinstance(value, str) else value  # spreadsheets write TRUE
    if said in (None, "", False, "false"):
        return False
    if said in (True, "true"):
        return True
    raise ExchangeError(f"{name} is {shown(value)}, neither true nor false")


def _time(row: Mapping[str, Any], name: str) -> datetime | None:
    value = _text(row, name)
    if not value:
        return None
    try:
        return storable.moment(value)
    except Unstorable as error:
        raise ExchangeError(f"{name} {error}") from None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _defused(cell: str) -> str:
    return f"'{cell}" if _is_dangerous(cell) else cell


def _armed(cell: str) -> str:
    """A cell as it was before it was defused."""
    return cell[1:] if cell.startswith("'") and _is_dangerous(cell[1:]) else cell


def _is_dangerous(cell: str) -> bool:
    """Whether it begins as a formula does, or as one that was defused."""
    return defused(cell) != cell or (cell.startswith("'") and _is_dangerous(cell[1:]))


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
