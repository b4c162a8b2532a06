"""List, total and facet counts from one statement, so that they cannot disagree.

The hits of the query are found once, with a flag for each facet in which a passage misses the
selection. A passage is listed if it misses none. It counts in a facet if it misses no other: the
facet's own selection is left out of account. Passages are grouped by their two fingerprints
(search.fingerprints); what these stand for is counted afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, IntegerField, When
from django.utils import timezone

from search.dimensions import Dimension
from search.facets import Tally
from search.fingerprints import MARKS, VOICE, meanings
from search.listing import Listed, listing
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
# Passages of equal rank are listed document by document, each as it is read.
READING = 'document_id, "order", passage_id'
ORDERS = {
    "relevance": f"exactness DESC, score DESC, {READING}",
    "newest": f"latest DESC NULLS LAST, {READING}",
    "oldest": f"earliest ASC NULLS LAST, {READING}",
}


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
    if not asked.request.is_empty:
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
    """Ask the database."""
    facets = [dimension for dimension in asked.dimensions if dimension.counted]
    flags = {s.dimension.key: f"missed_{n}" for n, s in enumerate(asked.facet_selections)}
    try:
        rows, parameters = _hits(asked, flags)
    except EmptyResultSet:
        return Counted([], 0, 0, {facet.key: Tally() for facet in facets})
    missed = ["missed", *(f"missed - {flag}" for flag in flags.values())]
    statement = STATEMENT.format(
        missed=" + ".join(flags.values()) or "0",
        rows=rows,
        listing=listing(asked.request, ORDERS[order(asked)]),
        counts=", ".join(f"count(*) FILTER (WHERE {what} = 0)" for what in missed),
        document="document_id" if asked.request.count == "documents" else "null::bigint",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        listed, by_facts, by_marks = cursor.fetchone()
    voices, tags = _groups("facts", by_facts), _groups("marks", by_marks)
    if len(voices) < len(by_facts) or len(tags) < len(by_marks):
        return _count(asked)  # passages went between the one statement and the other
    places = {key: place for place, key in enumerate(flags, start=1)}
    documents = _condensed(voices, ("document_id",))
    speaking = _condensed(voices, VOICE)
    tallies = {}
    for facet in facets:
        if set(facet.columns) <= set(MARKS):
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


def listed_versions(asked: Asked, most: int) -> tuple[str, tuple]:
    """The statement for all that is listed, in its order, not only a page: rows of (version,).

    Raises EmptyResultSet where nothing can be found.
    """
    flags = {s.dimension.key: f"missed_{n}" for n, s in enumerate(asked.facet_selections)}
    rows, parameters = _hits(asked, flags)
    missed = " + ".join(flags.values()) or "0"
    return (
        f"SELECT version_id FROM ({rows}) AS found WHERE {missed} = 0 "  # noqa: S608
        f"ORDER BY {ORDERS[order(asked)]} LIMIT {most:d}",
        parameters,
    )


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
    columns = ["document_id", "passage_id", "version_id", "order", "earliest", "latest"]
    columns += ["facts", "marks", *rows.query.annotations]
    return rows.order_by().values(*columns).query.sql_with_params()


def order(asked: Asked) -> str:
    """The order that passages are listed in. There is no best match where no words were asked for:
    the newest come first then.
    """
    if asked.request.sort in ("newest", "oldest"):
        return asked.request.sort
    return "relevance" if asked.query.wanted else "newest"


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
