"""All that a search finds, as data: CSV and JSON Lines, streamed in the order of the list.

Every row has the same columns, whatever is found. So that rows can be traced and the search be
repeated wherever they end up, each carries the address of its search, when that was asked, how many
passages were found and which of them it is: no line of a file is anything but data, and a file that
was cut at `MOST` shows it (`found` is more than its rows). Where nothing is found, one row says so,
number 0, without a passage.

The database holds the result (a cursor WITH HOLD), a batch of it is in memory at a time.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from documents.edition import Judgment, ShownPassage
from documents.excerpts import is_restricted
from documents.margins import with_margins
from documents.models import Vocabulary
from documents.spreadsheets import defused
from search.finding import listed_versions
from search.highlighting import Marks
from search.hits import keys_of, versions_in_order
from search.matching import Asked, ask
from search.request import SearchRequest

FORMATS = {"csv": "CSV", "excel": "CSV for Excel", "jsonl": "JSON Lines"}
MOST = 250_000
"""Rows of a file; beyond, the search is to be narrowed."""
BATCH = 500
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which Excel knows UTF-8."""

MEDIA_TYPES = {"jsonl": "application/jsonl", "csv": "text/csv", "excel": "text/csv"}

Row = dict[str, Any]


def export(request: HttpRequest, asked_for: SearchRequest, form: str) -> HttpResponseBase:
    """The file of all hits in one of `FORMATS`. The query runs before this returns, so that its
    time-out can still be answered in words; the rows are read while they are sent.
    """
    asked = ask(asked_for)
    now = timezone.now()
    every = {
        "found": asked.matching().count(),
        "search": request.build_absolute_uri(asked_for.asking().url),
        "searched_at": now.isoformat(timespec="seconds"),
    }
    rows = _rows(asked, every, request.build_absolute_uri("/").rstrip("/"))
    rows = chain([next(rows, {"row": 0} | every)], rows)
    lines = _json_lines(rows) if form == "jsonl" else _csv(rows, excel=form == "excel")
    response = StreamingHttpResponse(
        (line.encode() for line in lines), content_type=f"{MEDIA_TYPES[form]}; charset=utf-8"
    )
    extension = "jsonl" if form == "jsonl" else "csv"
    response["Content-Disposition"] = (
        f'attachment; filename="verbatim-search-{now:%Y-%m-%d-%H%M}.{extension}"'
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def columns() -> list[str]:
    """The columns of a row, in order; one of them for each vocabulary, under its query key."""
    keys = list(Vocabulary.objects.values_list("query_key", flat=True))
    return [*BEFORE_TERMS, *keys, *AFTER_TERMS]


BEFORE_TERMS = (
    *("row", "id", "address", "text", "shown", "speaker", "speaker_as_printed", "role", "part"),
    *("quoted", "date", "year", "number", "locator", "document", "document_address", "kind"),
    *("event", "place", "publisher", "language", "source"),
)
AFTER_TERMS = ("found", "search", "searched_at")


def _rows(asked: Asked, every: Row, site: str) -> Iterator[Row]:
    number = 0
    for batch in batches(asked, MOST):
        for passage in shown(asked, batch):
            number += 1
            yield {"row": number} | _row(passage, site) | every


def batches(asked: Asked, most: int) -> Iterator[list[int]]:
    """The versions (primary keys) of all hits, up to so many, in order, from a cursor that the
    server keeps.
    """
    try:
        statement, parameters = listed_versions(asked, most)
    except EmptyResultSet:
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, parameters)
        while batch := cursor.fetchmany(BATCH):
            yield [version for (version,) in batch]


def shown(asked: Asked, ids: Sequence[int]) -> list[ShownPassage]:
    """The passages as they may be shown: of documents for excerpts only, the words around a match.
    A passage that went after it was found is left out.
    """
    passages = with_margins(versions_in_order(ids))
    cut = [p for p in passages if is_restricted(p.version.passage.document)]
    if cut:
        keys = keys_of(passage.version for passage in cut)
        marks = Marks(asked.query, asked.configs).read_passages(keys)
        for passage in cut:
            marks.bring_up(passage)
    return passages


def _row(shown: ShownPassage, site: str) -> Row:
    version, voice = shown.version, shown.version.appearance
    document = version.passage.document
    terms = {j.vocabulary.query_key: _terms(j) for j in shown.judgments}
    return {
        "id": version.passage.public_id,
        "address": f"{site}{version.passage.get_absolute_url()}?rev={version.revision.number}",
        "text": version.text,
        "shown": "excerpt" if is_restricted(document) else "whole",
        "speaker": voice.speaker.name if voice and voice.speaker else None,
        "speaker_as_printed": voice.name if voice else None,
        "role": (voice.role or None) if voice else None,
        "part": voice.part if voice else None,
        "quoted": [quoted.shown_name for quoted in shown.quoted],
        "date": document.date,
        "year": document.year,
        "number": version.number,
        "locator": version.locator or None,
        "document": document.title,
        "document_address": f"{site}{document.get_absolute_url()}",
        "kind": document.kind,
        "event": document.event,
        "place": document.place,
        "publisher": document.publisher,
        "language": version.language or document.language,
        "source": document.source_url or None,
        **terms,
    }


def _terms(judgment: Judgment) -> list[str]:
    """The labels of the terms; where there are none, why, as in addresses."""
    return [term.label for term in judgment.terms] or [judgment.without]


def _json_lines(rows: Iterator[Row]) -> Iterator[str]:
    names = columns()
    for row in rows:
        yield json.dumps({name: row.get(name) for name in names}, ensure_ascii=False) + "\n"


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _csv(rows: Iterator[Row], excel: bool) -> Iterator[str]:
    """RFC 4180: lines end in CR LF, a cell with commas, quotes or line breaks stands in quotes."""
    names = columns()
    writer = csv.writer(_Echo())
    yield (BYTE_ORDER_MARK if excel else "") + writer.writerow(names)
    for row in rows:
        yield writer.writerow([defused(_cell(row.get(name))) for name in names])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)
