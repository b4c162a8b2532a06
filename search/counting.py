"""List, total and facet counts from one statement, so that they cannot disagree.

The hits of the query are found once, with a flag for each facet in which a passage misses the
selection. A passage is listed if it misses none. It counts in a facet if it misses no other: the
facet's own selection is left out of account. Passages are grouped by their two fingerprints
(search.fingerprints); what these stand for is counted afterwards. Where no words are asked for, all
of this follows from what was counted before (search.browsing).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, IntegerField, When
from django.utils import timezone

from search.browsing import browsed
from search.contenders import Contenders, contenders
from search.dimensions import Key
from search.fingerprints import MARKS, VOICE, meanings
from search.groups import Groups
from search.listing import Found, Listed, carried, listing, order, order_by
from search.matching import Asked
from search.ranking import ranks
from search.request import SearchRequest

STATEMENT = """
WITH {tables}
SELECT ({listing}), {by_facts}, {by_marks}, {by_waiting}
"""
HITS = "hits AS MATERIALIZED ({})"
CONTENDERS = "contenders AS MATERIALIZED ({})"
RANKED = "ranked AS NOT MATERIALIZED ({})"
OF_CONTENDERS = """
SELECT CASE WHEN (SELECT count(*) FROM contenders WHERE score >= {bound}) >= {needed}
            THEN ({listing}) ELSE ({otherwise}) END
"""
TALLIED = """
SELECT facts, marks, {document} AS document_id, count(*) AS passages
FROM ({rows}) AS found GROUP BY GROUPING SETS ((1, 3), (2, 3))
"""
FLAGGED = """
SELECT * FROM (SELECT *, {missed} AS missed FROM ({rows}) AS found) AS flagged WHERE missed <= 1
"""
GROUPED = """(
    SELECT json_build_array({columns})
    FROM (SELECT {kind}, {document} AS document, {counts} FROM {hits} GROUP BY 1, 2) AS grouped
)"""

REMEMBERED = 100
"""How many pages of the whole archive a process remembers."""

_browsed: dict[SearchRequest, tuple[object, "Counted"]] = {}


@dataclass(frozen=True)
class Counted:
    """What is listed, in order, the totals, and by dimension how many have each key."""

    listed: list[Listed]
    passages: int
    documents: int
    tallies: dict[str, dict[Key, int]]


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
    listed, by_facts, by_marks, by_waiting = browsed(asked) or _found(asked)
    facts = meanings("facts", by_facts.fingerprints)
    marks = meanings("marks", by_marks.fingerprints)
    if facts is None or marks is None:
        return _count(asked)  # passages went between the one statement and the other
    places = {s.dimension.key: place for place, s in enumerate(asked.facet_selections, start=1)}
    unit = asked.request.count
    documents = by_facts.by_document(facts)
    voices = by_facts if unit == "documents" else by_facts.by_voice(facts)
    tallies = {}
    for facet in (dimension for dimension in asked.dimensions if dimension.counted):
        place = places.get(facet.key, 0)
        if facet is asked.archive.waiting:
            keys = {found: {facet.column: found} for found in by_waiting.fingerprints}
            tallies[facet.key] = by_waiting.tally(facet, keys, place, unit)
        elif set(facet.columns) <= set(MARKS):
            tallies[facet.key] = by_marks.tally(facet, marks, place, unit)
        else:
            groups = voices if set(facet.columns) <= set(VOICE) else documents
            tallies[facet.key] = groups.tally(facet, facts, place, unit)
    return Counted(
        [Listed(*row) for row in listed],
        sum(documents.counts[0]),
        sum(1 for number in documents.counts[0] if number),
        tallies,
    )


def _found(asked: Asked) -> Found:
    """The one statement."""
    flags, contest = _flags(asked), contenders(asked)
    try:
        parts = _ranked(asked, flags) if contest is None else _contested(asked, contest)
    except EmptyResultSet:
        nothing = Groups([], [], [[] for _ in (0, *flags)])
        return Found([], nothing, nothing, nothing)
    grouped = partial(_grouped, asked.request.count, parts.counts)
    waiting, by_waiting, parameters = asked.archive.waiting, "null", parts.parameters
    if waiting is not None:
        waits, more = waiting.rows().query.sql_with_params()
        by_waiting = grouped("waiting", f"hits LEFT JOIN ({waits}) AS waits USING (passage_id)")
        parameters = (*parameters, *more)
    statement = STATEMENT.format(
        tables=parts.tables,
        listing=parts.page,
        by_facts=grouped("facts", parts.hits.format("facts")),
        by_marks=grouped("marks", parts.hits.format("marks")),
        by_waiting=by_waiting,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        listed, *counted = cursor.fetchone()
    return Found(listed, *(Groups.of(columns) for columns in counted if columns))


class _Parts(NamedTuple):
    """Of the statement: its tables, the SELECT of the page, which hits are counted and how."""

    tables: str
    page: str
    hits: str
    """The table and a condition, in which {} stands for what they are counted by."""
    counts: Sequence[str]
    parameters: tuple


def _ranked(asked: Asked, flags: Mapping[str, str]) -> _Parts:
    """All hits are ranked; those that miss one selection at most are counted."""
    rows, parameters = _hits(asked, flags)
    counts = ["count(*)"]
    if flags:
        rows = FLAGGED.format(rows=rows, missed=" + ".join(flags.values()))
        counts = [f"count(*) FILTER (WHERE missed = {missed})" for missed in (0, *flags.values())]
    return _Parts(HITS.format(rows), listing(asked), "hits", counts, parameters)


def _contested(asked: Asked, contest: Contenders) -> _Parts:
    """Those who contend for the page are ranked, and all if these are too few. Hits are no more
    than counted: in one pass, not kept one by one.
    """
    found = asked.found.order_by().values("document_id", "facts", "marks")
    few = contest.rows.order_by().values(*carried(asked), *contest.rows.query.annotations)
    counted, of_hits = found.query.sql_with_params()
    contending, of_contenders = few.query.sql_with_params()
    ranked, of_ranked = _hits(asked, {})
    tallied = TALLIED.format(rows=counted, document=_document(asked.request.count))
    page = OF_CONTENDERS.format(
        bound=contest.bound,
        needed=contest.needed,
        listing=listing(asked, hits="contenders"),
        otherwise=listing(asked, hits="ranked"),
    )
    tables = (HITS.format(tallied), CONTENDERS.format(contending), RANKED.format(ranked))
    parameters = (*of_hits, *of_contenders, *of_ranked)
    hits, counts = "hits WHERE {} IS NOT NULL", ["sum(passages)::bigint"]
    return _Parts(", ".join(tables), page, hits, counts, parameters)


def _grouped(unit: str, counts: Sequence[str], kind: str, hits: str) -> str:
    """The SELECT, over `hits`, of a JSON array of the columns of `Groups`."""
    columns = [kind, "document", *(f"n{n}" for n, _ in enumerate(counts))]
    return GROUPED.format(
        kind=kind,
        hits=hits,
        document=_document(unit),
        counts=", ".join(f"{number} AS n{n}" for n, number in enumerate(counts)),
        columns=", ".join(f"coalesce(json_agg({column}), '[]')" for column in columns),
    )


def _document(unit: str) -> str:
    """What else passages are grouped by: where documents are counted, theirs."""
    return "document_id" if unit == "documents" else "null::bigint"


def listed_versions(asked: Asked, most: int) -> tuple[str, tuple]:
    """The statement for all that is listed, in its order, not only a page: rows of (version,).

    Raises EmptyResultSet where nothing can be found.
    """
    flags = _flags(asked)
    rows, parameters = _hits(asked, flags)
    missed = " + ".join(flags.values()) or "0"
    return (
        f"SELECT version_id FROM ({rows}) AS found WHERE {missed} = 0 "  # noqa: S608
        f"ORDER BY {order_by(asked)} LIMIT {most:d}",
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
        rows = rows.annotate(**ranks(asked.query, asked.archive))
    wanted = [*carried(asked), "facts", "marks", *rows.query.annotations]
    return rows.order_by().values(*wanted).query.sql_with_params()
