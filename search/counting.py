"""List, total and facet counts from one statement, so that they cannot disagree.

The hits of the query are found once, with a flag for each facet in which a passage misses the
selection. A passage is listed if it misses none. It counts in a facet if it misses no other: the
facet's own selection is left out of account. Passages are grouped by what each dimension is read
from, arrays as they are; what an array holds is taken apart afterwards.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, IntegerField, When

from search.dimensions import Dimension
from search.facets import Tally
from search.listing import Listed, listing
from search.matching import Asked
from search.ranking import exactness, score

STATEMENT = """
WITH hits AS MATERIALIZED (
    SELECT * FROM (SELECT *, {missed} AS missed FROM ({rows}) AS found) AS flagged WHERE missed <= 1
)
SELECT ({listing}),
       (SELECT count(*) FROM hits WHERE missed = 0),
       (SELECT count(DISTINCT document_id) FROM hits WHERE missed = 0),
       (SELECT coalesce(json_agg(grouped), '[]') FROM (
            SELECT GROUPING({columns}) AS columns_left_out, {columns}, {document} {counts}
            FROM hits GROUP BY GROUPING SETS ({sets})
        ) AS grouped)
"""
# Passages of equal rank are listed document by document, each as it is read.
READING = 'document_id, "order", passage_id'
ORDERS = {
    "relevance": f"exactness DESC, score DESC, {READING}",
    "newest": f"latest DESC NULLS LAST, {READING}",
    "oldest": f"earliest ASC NULLS LAST, {READING}",
}


@dataclass(frozen=True)
class Counted:
    """What is listed, in order, the totals, and the keys counted by dimension."""

    listed: list[Listed]
    passages: int
    documents: int
    tallies: dict[str, Tally]


def count(asked: Asked) -> Counted:
    """Ask the database for a page of hits and all counts."""
    facets = [dimension for dimension in asked.dimensions if dimension.counted]
    flags = {s.dimension.key: f"missed_{n}" for n, s in enumerate(asked.facet_selections)}
    columns = list(dict.fromkeys(column for facet in facets for column in facet.columns))
    by_document = asked.request.count == "documents"
    sets = {facet.columns: _grouped_by(facet.columns, by_document) for facet in facets}
    counts = {"listed": "missed"} | {f"beside_{key}": f"missed - {f}" for key, f in flags.items()}
    try:
        rows, parameters = _hits(asked, columns, flags)
    except EmptyResultSet:
        return Counted([], 0, 0, {facet.key: Tally() for facet in facets})
    statement = STATEMENT.format(
        missed=" + ".join(flags.values()) or "0",
        rows=rows,
        listing=listing(asked.request, ORDERS[order(asked)]),
        columns=", ".join(columns),
        document="document_id," if by_document else "",
        counts=", ".join(
            f"count(*) FILTER (WHERE {missed} = 0) AS {connection.ops.quote_name(name)}"
            for name, missed in counts.items()
        ),
        sets=", ".join(sets.values()),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        listed, passages, documents, groups = cursor.fetchone()
    return Counted(
        [Listed(*row) for row in listed],
        passages,
        documents,
        _tally(facets, columns, groups, set(flags)),
    )


def _hits(asked: Asked, columns: list[str], flags: Mapping[str, str]) -> tuple[str, tuple]:
    """The statement for the rows that the query finds, with flags and what they are ordered by."""
    rows = asked.found
    for selection in asked.facet_selections:
        missed = Case(When(selection.condition, then=0), default=1, output_field=IntegerField())
        rows = rows.annotate(**{flags[selection.dimension.key]: missed})
    if order(asked) == "relevance":
        rows = rows.annotate(
            exactness=exactness(asked.query), score=score(asked.query, asked.configs)
        )
    extra = list(rows.query.annotations)
    ordered = ["document_id", "passage_id", "version_id", "order", "earliest", "latest"]
    return rows.order_by().values(*ordered, *columns, *extra).query.sql_with_params()


def order(asked: Asked) -> str:
    """The order that passages are listed in. There is no best match where no words were asked for:
    the newest come first then.
    """
    if asked.request.sort in ("newest", "oldest"):
        return asked.request.sort
    return "relevance" if asked.query.wanted else "newest"


def _grouped_by(columns: tuple[str, ...], by_document: bool) -> str:
    return "({})".format(", ".join([*columns, "document_id"] if by_document else columns))


def _tally(
    facets: list[Dimension], columns: list[str], groups: list[dict], selected: set[str]
) -> dict[str, Tally]:
    tallies = {facet.key: Tally() for facet in facets}
    by_set: dict[int, list[Dimension]] = defaultdict(list)
    for facet in facets:
        by_set[_left_out(columns, facet.columns)].append(facet)
    for group in groups:
        for facet in by_set[group["columns_left_out"]]:
            number = group[f"beside_{facet.key}" if facet.key in selected else "listed"]
            if number:
                tallies[facet.key].add(facet.keys_in(group), number, group.get("document_id"))
    return tallies


def _left_out(columns: list[str], kept: tuple[str, ...]) -> int:
    """What GROUPING says of a set: a bit for each column that is not in it, the last one lowest."""
    bits = reversed([column not in kept for column in columns])
    return sum(left_out << place for place, left_out in enumerate(bits))
