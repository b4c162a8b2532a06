"""What is found, by one statement: the page in order, and groups of passages with their counts.

The hits of the query are found once, with a flag for each selection in a facet that a passage
misses. A passage is listed if it misses none; it counts in a facet if it misses no other than the
facet's own selection. Where few passages contend for the page (search.contenders) they alone are
ranked, and the hits are no more than counted.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, When
from django.db.models.expressions import Combinable

from search.contenders import Contenders, contenders
from search.groups import Groups
from search.listing import Found, carried, listing, order, order_by
from search.matching import Asked
from search.models import IndexedPassage
from search.ranking import ranks

STATEMENT = """
WITH {tables}
SELECT ({listing}), {by_facts}, {by_marks}, {by_waiting}
"""
HITS = "hits AS MATERIALIZED ({})"
CONTENDERS = "{name} AS MATERIALIZED ({rows})"
RANKED = "ranked AS NOT MATERIALIZED ({})"
OF_CONTENDERS = """
SELECT CASE {tried} ELSE ({otherwise}) END
"""
TRIED = """
WHEN (SELECT count(*) FROM {name} WHERE score >= {bound}) >= {needed} THEN ({listing})
"""
TALLIED = """
SELECT facts, marks, {document} AS document_id, {counts}
FROM ({rows}) AS found GROUP BY GROUPING SETS ((1, 3), (2, 3))
"""
NEARLY = """
SELECT * FROM ({rows}) AS found WHERE {missed} <= 1
"""
EACH = "GROUP BY 1, 2"
GROUPED = """(
    SELECT json_build_array({columns})
    FROM (SELECT {kind}, {document} AS document, {counts} FROM {hits}) AS grouped
)"""

Flags = Sequence[str]
"""For each selection in a facet, the column that says whether a passage misses it."""
Ranks = Mapping[str, Combinable]
"""By column, what the best match has most of."""


def found(asked: Asked) -> Found:
    """Ask the database."""
    flags, ranked, contests = _flags(asked), _ranks(asked), contenders(asked)
    try:
        if contests:
            parts = _contested(asked, flags, ranked, contests)
        else:
            parts = _ranked(asked, flags, ranked)
    except EmptyResultSet:
        nothing = Groups([], [], [[] for _ in (0, *flags)])
        return Found([], nothing, nothing, nothing)
    grouped = partial(_grouped, asked.request.count, parts.counts)
    waiting, by_waiting, parameters = asked.archive.waiting, "null", parts.parameters
    if waiting is not None:
        waits, more = waiting.rows().query.sql_with_params()
        by_waiting = grouped(
            "waiting", f"hits LEFT JOIN ({waits}) AS waits USING (passage_id) {EACH}"
        )
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


def listed_versions(asked: Asked, most: int) -> tuple[str, tuple]:
    """The statement for all that is listed, in its order, not only a page: rows of (version,).

    Raises EmptyResultSet where nothing can be found.
    """
    rows, parameters = _rows(asked, asked.matching(), _ranks(asked))
    return (
        f"SELECT version_id FROM ({rows}) AS found "  # noqa: S608
        f"ORDER BY {order_by(asked)} LIMIT {most:d}",
        parameters,
    )


class _Parts(NamedTuple):
    """Of the statement: its tables, the SELECT of the page, which hits are counted and how."""

    tables: str
    page: str
    hits: str
    """Where the counts are taken from; {} stands for what they are counted by."""
    counts: Sequence[str]
    parameters: tuple


def _ranked(asked: Asked, flags: Flags, ranked: Ranks) -> _Parts:
    """All hits are ranked; those that miss one selection at most are counted."""
    flagged = _flagged(asked, flags)
    rows, parameters = _rows(asked, flagged, ranked, "facts", "marks", *flags)
    page = listing(asked, f"hits{_where('WHERE {}', flags)}")
    return _Parts(
        HITS.format(_nearly(rows, flags)), page, f"hits {EACH}", _counts(flags), parameters
    )


def _contested(asked: Asked, flags: Flags, ranked: Ranks, contests: Sequence[Contenders]) -> _Parts:
    """Those who contend for the page are ranked, and all if these are too few. Hits are no more
    than counted: in one pass, not kept one by one.
    """
    flagged = _flagged(asked, flags).values("document_id", "facts", "marks", *flags)
    rows, parameters = flagged.query.sql_with_params()
    tallied = TALLIED.format(
        rows=_nearly(rows, flags),
        document=_document(asked.request.count),
        counts=_numbered(_counts(flags)),
    )
    tables, tried = [HITS.format(tallied)], ""
    for place, few in enumerate(contests):
        name = f"contenders_{place}"
        rows, more = _rows(asked, few.rows, ranked)
        page = listing(asked, name)
        tables.append(CONTENDERS.format(name=name, rows=rows))
        tried += TRIED.format(name=name, bound=few.bound, needed=few.needed, listing=page)
        parameters += more
    rows, more = _rows(asked, asked.matching(), ranked)
    tables.append(RANKED.format(rows))
    page = OF_CONTENDERS.format(tried=tried, otherwise=listing(asked, "ranked"))
    counts = [f"n{n}" for n in range(len(flags) + 1)]
    hits = "hits WHERE {} IS NOT NULL"
    return _Parts(", ".join(tables), page, hits, counts, (*parameters, *more))


def _grouped(unit: str, counts: Sequence[str], kind: str, hits: str) -> str:
    """The SELECT, over `hits`, of a JSON array of the columns of `Groups`."""
    columns = [kind, "document", *(f"n{n}" for n, _ in enumerate(counts))]
    return GROUPED.format(
        kind=kind,
        hits=hits,
        document=_document(unit),
        counts=_numbered(counts),
        columns=", ".join(f"coalesce(json_agg({column}), '[]')" for column in columns),
    )


def _document(unit: str) -> str:
    """What else passages are grouped by: where documents are counted, theirs."""
    return "document_id" if unit == "documents" else "null::bigint"


def _numbered(counts: Sequence[str]) -> str:
    """Columns n0, n1 …"""
    return ", ".join(f"{number} AS n{n}" for n, number in enumerate(counts))


def _flags(asked: Asked) -> Flags:
    return [f"missed_{n}" for n, _ in enumerate(asked.facet_selections)]


def _flagged(asked: Asked, flags: Flags) -> QuerySet[IndexedPassage]:
    """What the query finds, with the flags."""
    rows = asked.found.order_by()
    for flag, selection in zip(flags, asked.facet_selections, strict=True):
        missed = Case(When(selection.condition, then=0), default=1, output_field=IntegerField())
        rows = rows.annotate(**{flag: missed})
    return rows


def _nearly(rows: str, flags: Flags) -> str:
    """The statement for those rows that miss one selection at most."""
    return NEARLY.format(rows=rows, missed=" + ".join(flags)) if len(flags) > 1 else rows


def _counts(flags: Flags) -> list[str]:
    """How many miss nothing, then for each selection how many miss nothing else."""
    others = ([flag for flag in flags if flag != one] for one in flags)
    return [f"count(*){_where('FILTER (WHERE {})', missed)}" for missed in (flags, *others)]


def _where(clause: str, flags: Sequence[str]) -> str:
    """A clause for what misses nothing by some flags."""
    return " " + clause.format(" AND ".join(f"{flag} = 0" for flag in flags)) if flags else ""


def _rows(
    asked: Asked, rows: QuerySet[IndexedPassage], ranked: Ranks, *more: str
) -> tuple[str, tuple]:
    """The statement for what the listing needs of some rows, and the columns `more`."""
    wanted = [*carried(asked), *more, *ranked]
    return rows.annotate(**ranked).order_by().values(*wanted).query.sql_with_params()


def _ranks(asked: Asked) -> Ranks:
    """What the best match is found by, where that is asked for."""
    return ranks(asked.query, asked.archive) if order(asked) == "relevance" else {}
