"""List, total and facet counts from one statement, so that they cannot disagree.

The hits of the query are found once, with a flag for each facet in which a passage misses the
selection. A passage is listed if it misses none. It counts in a facet if it misses no other: the
facet's own selection is left out of account. Passages are grouped by their two fingerprints
(search.fingerprints); what these stand for is counted afterwards. Where no words are asked for, all
of this follows from what was counted before (search.browsing).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, IntegerField, When
from django.utils import timezone

from search.browsing import browsed
from search.dimensions import Dimension
from search.facets import Tally
from search.fingerprints import MARKS, VOICE, meanings
from search.listing import COLUMNS, ORDERS, Found, Listed, listing, order
from search.matching import Asked
from search.ranking import exactness, score
from search.request import SearchRequest

STATEMENT = """
WITH hits AS MATERIALIZED (
    SELECT * FROM (SELECT *, {missed} AS missed FROM ({rows}) AS found) AS flagged WHERE missed <= 1
)
SELECT ({listing}),
       (SELECT coalesce(json_agg(grouped), '[]') FROM (
            SELECT json_build_array(facts, {document}, {counts}) AS grouped
            FROM hits GROUP BY facts, {document}
        ) AS by_facts),
       (SELECT coalesce(json_agg(grouped), '[]') FROM (
            SELECT json_build_array(marks, {document}, {counts}) AS grouped
            FROM hits GROUP BY marks, {document}
        ) AS by_marks)
"""
WAITING = """,
       (SELECT coalesce(json_agg(grouped), '[]') FROM (
            SELECT json_build_array(waiting, {document}, {counts}) AS grouped
            FROM hits LEFT JOIN ({waits}) AS waits USING (passage_id)
            GROUP BY waiting, {document}
        ) AS by_waiting)
"""

REMEMBERED = 100
"""How many pages of the whole archive a process remembers."""

_browsed: dict[SearchRequest, tuple[object, "Counted"]] = {}


@dataclass(frozen=True)
class Counted:
    """What is listed, in order, the totals, and the keys counted by dimension."""

    listed: list[Listed]
    passages: int
    documents: int
    tallies: dict[str, Tally]


def count(asked: Asked) -> Counted:
    """A page of hits and all counts. The whole archive is counted once in a generation."""
    if not asked.request.is_empty or asked.archive.waiting is not None:
        return _count(asked)
    facets = tuple((d.key, d.names) for d in asked.dimensions if d.vocabulary)
    state = (connection.settings_dict["NAME"], asked.archive.generation, timezone.localdate())
    remembered = _browsed.get(asked.request)
    if remembered is not None and remembered[0] == (state, facets):
        return remembered[1]
    counted = _count(asked)
    if len(_browsed) >= REMEMBERED:
        _browsed.clear()
    _browsed[asked.request] = ((state, facets), counted)
    return counted


def _count(asked: Asked) -> Counted:
    """Ask the census, or the database."""
    facets = [dimension for dimension in asked.dimensions if dimension.counted]
    listed, by_facts, by_marks, by_waiting = browsed(asked) or _found(asked)
    voices, tags = _groups("facts", by_facts), _groups("marks", by_marks)
    if len(voices) < len(by_facts) or len(tags) < len(by_marks):
        return _count(asked)  # passages went between the one statement and the other
    places = {s.dimension.key: place for place, s in enumerate(asked.facet_selections, start=1)}
    documents = _condensed(voices, ("document_id",))
    speaking = _condensed(voices, VOICE)
    tallies = {}
    for facet in facets:
        if facet is asked.archive.waiting:
            groups = [Group({facet.column: keys}, d, numbers) for keys, d, *numbers in by_waiting]
        elif set(facet.columns) <= set(MARKS):
            groups = tags
        else:
            groups = speaking if set(facet.columns) <= set(VOICE) else documents
        tallies[facet.key] = _tally(facet, groups, places.get(facet.key, 0))
    return Counted(
        [Listed(*row) for row in listed],
        sum(group.counts[0] for group in documents),
        sum(1 for group in documents if group.counts[0]),
        tallies,
    )


def _found(asked: Asked) -> Found:
    """The one statement."""
    flags = _flags(asked)
    try:
        rows, parameters = _hits(asked, flags)
    except EmptyResultSet:
        return Found([], [], [])
    missed = ["missed", *(f"missed - {flag}" for flag in flags.values())]
    counts = ", ".join(f"count(*) FILTER (WHERE {what} = 0)" for what in missed)
    document = "document_id" if asked.request.count == "documents" else "null::bigint"
    statement = STATEMENT.format(
        missed=" + ".join(flags.values()) or "0",
        rows=rows,
        listing=listing(asked),
        counts=counts,
        document=document,
    )
    if asked.archive.waiting is not None:
        waits, more = asked.archive.waiting.rows().query.sql_with_params()
        statement += WAITING.format(document=document, counts=counts, waits=waits)
        parameters = (*parameters, *more)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return Found(*cursor.fetchone())


def listed_versions(asked: Asked, most: int) -> tuple[str, tuple]:
    """The statement for all that is listed, in its order, not only a page: rows of (version,).

    Raises EmptyResultSet where nothing can be found.
    """
    flags = _flags(asked)
    rows, parameters = _hits(asked, flags)
    missed = " + ".join(flags.values()) or "0"
    return (
        f"SELECT version_id FROM ({rows}) AS found WHERE {missed} = 0 "  # noqa: S608
        f"ORDER BY {ORDERS[order(asked)]} LIMIT {most:d}",
        parameters,
    )


def _flags(asked: Asked) -> dict[str, str]:
    """By facet with a selection, the column that says whether a passage misses it."""
    return {s.dimension.key: f"missed_{n}" for n, s in enumerate(asked.facet_selections)}


def _hits(asked: Asked, flags: Mapping[str, str]) -> tuple[str, tuple]:
    """The statement for the rows that the query finds, with flags and what they are ordered by."""
    rows = asked.found
    for selection in asked.facet_selections:
        missed = Case(When(selection.condition, then=0), default=1, output_field=IntegerField())
        rows = rows.annotate(**{flags[selection.dimension.key]: missed})
    if order(asked) == "relevance":
        rows = rows.annotate(
            exactness=exactness(asked.query), score=score(asked.query, asked.archive)
        )
    columns = [*COLUMNS, "facts", "marks", *rows.query.annotations]
    return rows.order_by().values(*columns).query.sql_with_params()


class Group(NamedTuple):
    """Hits with the same columns. `counts` are those that are listed, then for each selection those
    that are found beside it; `document` is set where documents are counted.
    """

    columns: Mapping[str, Any]
    document: int | None
    counts: list[int]


def _groups(kind: str, rows: Sequence[Sequence]) -> list[Group]:
    stands_for = meanings(kind, [row[0] for row in rows])
    return [
        Group(columns, document, counts)
        for fingerprint, document, *counts in rows
        if (columns := stands_for.get(fingerprint)) is not None
    ]


def _condensed(groups: Sequence[Group], columns: Sequence[str]) -> list[Group]:
    """Groups that agree in some columns made one, so that fewer are looked at for each facet."""
    found: dict[tuple, Group] = {}
    for group in groups:
        key = (group.document, *(group.columns[column] for column in columns))
        if key not in found:
            found[key] = Group(group.columns, group.document, [*group.counts])
        else:
            counts = found[key].counts
            for place, number in enumerate(group.counts):
                counts[place] += number
    return list(found.values())


def _tally(facet: Dimension, groups: Sequence[Group], place: int) -> Tally:
    tally = Tally()
    for group in groups:
        if number := group.counts[place]:
            tally.add(facet.keys_in(group.columns), number, group.document)
    return tally
