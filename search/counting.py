"""List, total and facet counts from one statement, so that they cannot disagree.

The hits of the query are found once, with a flag for each facet in which a passage misses the
selection. A passage is listed if it misses none. It counts in a facet if it misses no other: the
facet's own selection is left out of account. Passages are grouped by their two fingerprints
(search.fingerprints); what these stand for is counted afterwards. Where no words are asked for, all
of this follows from what was counted before (search.browsing).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, IntegerField, When
from django.utils import timezone

from search.browsing import browsed
from search.contenders import contenders
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
    flags = _flags(asked)
    try:
        tables, page, parameters = _contested(asked) or _ranked(asked, flags)
    except EmptyResultSet:
        nothing = Groups([], [], [[] for _ in (0, *flags)])
        return Found([], nothing, nothing, nothing)
    grouped = partial(_grouped, asked.request.count, flags.values())
    waiting, by_waiting = asked.archive.waiting, "null"
    if waiting is not None:
        waits, more = waiting.rows().query.sql_with_params()
        by_waiting = grouped("waiting", f"hits LEFT JOIN ({waits}) AS waits USING (passage_id)")
        parameters = (*parameters, *more)
    statement = STATEMENT.format(
        tables=tables,
        listing=page,
        by_facts=grouped("facts"),
        by_marks=grouped("marks"),
        by_waiting=by_waiting,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        listed, *counted = cursor.fetchone()
    return Found(listed, *(Groups.of(columns) for columns in counted if columns))


def _ranked(asked: Asked, flags: Mapping[str, str]) -> tuple[str, str, tuple]:
    """The table of hits, each with its rank, the SELECT of the page, and the parameters."""
    rows, parameters = _hits(asked, flags)
    if flags:
        rows = FLAGGED.format(rows=rows, missed=" + ".join(flags.values()))
    return HITS.format(rows), listing(asked), parameters


def _contested(asked: Asked) -> tuple[str, str, tuple] | None:
    """The same where only those who contend for the page are ranked, and all if these are too few;
    None where there is no telling who contends.
    """
    contest = contenders(asked)
    if contest is None:
        return None
    counted = asked.found.order_by().values("document_id", "facts", "marks")
    few = contest.rows.order_by().values(*carried(asked), *contest.rows.query.annotations)
    parts = [counted.query.sql_with_params(), few.query.sql_with_params(), _hits(asked, {})]
    tables = (
        table.format(rows)
        for table, (rows, _) in zip((HITS, CONTENDERS, RANKED), parts, strict=True)
    )
    page = OF_CONTENDERS.format(
        bound=contest.bound,
        needed=contest.needed,
        listing=listing(asked, hits="contenders"),
        otherwise=listing(asked, hits="ranked"),
    )
    return ", ".join(tables), page, tuple(chain.from_iterable(more for _, more in parts))


def _grouped(unit: str, flags: Collection[str], kind: str, hits: str = "hits") -> str:
    """The SELECT, over `hits`, of a JSON array of the columns of `Groups`."""
    counts = [f"count(*) FILTER (WHERE missed = {missed})" for missed in (0, *flags)]
    if not flags:
        counts = ["count(*)"]  # there is no `missed`: all of them are listed
    columns = [kind, "document", *(f"n{n}" for n, _ in enumerate(counts))]
    return GROUPED.format(
        kind=kind,
        hits=hits,
        document="document_id" if unit == "documents" else "null::bigint",
        counts=", ".join(f"{number} AS n{n}" for n, number in enumerate(counts)),
        columns=", ".join(f"coalesce(json_agg({column}), '[]')" for column in columns),
    )


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
