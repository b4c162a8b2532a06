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

from documents.spreadsheets import defused
from documents.tagging.exchange import (
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
    *(
        "exact",
        "prefix",
        "suffix",
        "start",
        "end",
        "whole_passage",
        "revision",
        "text_sha256",
        "link",
    ),
    *("by", "account", "created", "decided", "decider", "reason"),
    *("round", "round_blind", "round_settled"),
    "comment",
)
TAGGING, READING, COMMENT = "tagging", "reading", "comment"
LONGEST_CELL = 2_000_000

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
    except (json.JSONDecodeError, RecursionError):
        raise ExchangeError("not JSON") from None
    if not isinstance(row, dict):
        raise ExchangeError("an object is expected")
    return [_read(row)]


def parse_csv(text: str) -> list[Mark]:
    """The judgments of a CSV file. Raises ExchangeError."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise ExchangeError(f"the first line lacks the columns {', '.join(missing)}")
    try:
        return read_each(((f"row {n}", cells) for n, cells in enumerate(reader, start=2)), _of_row)
    except csv.Error as error:
        raise ExchangeError(f"row {reader.line_num}: {error}") from None


def _of_row(cells: Mapping[str, Any]) -> list[Mark]:
    return [_read({k: _armed(v) or None for k, v in cells.items() if isinstance(v, str)})]


NEEDED = ("judgment", "document", "vocabulary", "exact", "by", "created")


def _read(row: Mapping[str, Any]) -> Mark:
    counted = row.get("text_sha256") and row.get("end") is not None
    for name in NEEDED:
        if name == "exact" and counted:
            continue  # of a text whose words may not be handed on: the offsets decide
        if name == "vocabulary" and row.get("judgment") == COMMENT:
            continue
        if not isinstance(row.get(name), str) or not row[name]:
            raise ExchangeError(f"{name} is missing")
    place = Place(
        document=row["document"],
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
    hand = Hand(row["by"], _text(row, "account"))
    created = _time(row, "created")
    if created is None:
        raise ExchangeError("created is missing")
    round_ = None
    if row.get("round"):
        settled = _time(row, "round_settled")
        round_ = RoundMark(_text(row, "round"), _truth(row, "round_blind"), settled)
    if row["judgment"] == READING:
        return ReadingMark(place, row["vocabulary"], hand, created, round_)
    if row["judgment"] == COMMENT:
        said = _text(row, "comment")
        if not said:
            raise ExchangeError("comment is missing")
        return CommentMark(place, said, hand, created, round_)
    if row["judgment"] != TAGGING:
        raise ExchangeError(
            f"judgment is {row['judgment']!r}, not {TAGGING}, {READING} or {COMMENT}"
        )
    status = row.get("status") or TaggingStatus.SUGGESTED
    if status not in TaggingStatus.values:
        raise ExchangeError(f"status {status!r} is none of {', '.join(TaggingStatus.values)}")
    term = _text(row, "term")
    if not term:
        raise ExchangeError("term is missing")
    version = _number(row, "definition_version")
    return TaggingMark(
        place=place,
        vocabulary=row["vocabulary"],
        term=term,
        version=1 if version is None else version,
        hand=hand,
        created=created,
        status=TaggingStatus(status),
        round=round_,
        reason=_text(row, "reason"),
        decided=_time(row, "decided"),
        decider=_text(row, "decider"),
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ExchangeError(f"{name} is {value!r}, not a text")
    return value or ""


def _number(row: Mapping[str, Any], name: str) -> int | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ExchangeError(f"{name} is {value!r}, not a whole number")


def _truth(row: Mapping[str, Any], name: str) -> bool:
    value = row.get(name)
    if value in (None, "", False, "false"):
        return False
    if value in (True, "true"):
        return True
    raise ExchangeError(f"{name} is {value!r}, neither true nor false")


def _time(row: Mapping[str, Any], name: str) -> datetime | None:
    value = _text(row, name)
    if not value:
        return None
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise ExchangeError(f"{name} is {value!r}, not a time") from None
    if time.tzinfo is None:
        raise ExchangeError(f"{name} is {value!r}, without a time zone")
    return time


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
