"""How long passages are and how many have a word: what words are weighed by.

Counting a common word takes as long as finding it. In a large archive a weight hardly moves, so
each process remembers what it counted until PostgreSQL has next taken stock of the index (VACUUM
or ANALYZE, which run by themselves as it changes). A small archive is counted every time.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from search.expressions import quoted

LARGE = 20_000
"""From so many passages on, numbers are remembered."""
COUNTED_UP_TO = 20_000
"""Beyond so many passages a word counts as common; that bounds what counting it costs."""
MEASURED = 10_000
"""So many passages say how long they are on average."""
MOST_KNOWN = 50_000

LENGTHS = """
SELECT CASE WHEN %s THEN 0 ELSE (SELECT count(*) FROM search_passage) END,
       (SELECT avg(length) FROM (SELECT length FROM search_passage LIMIT %s) AS sample)
"""
FREQUENCIES = """
SELECT query, (SELECT count(*) FROM (
           SELECT FROM search_passage WHERE stems @@ query::tsquery AND config = %s LIMIT %s
       ) AS those)
FROM unnest(%s::text[]) AS query
"""

# What PostgreSQL noted when it last took stock; behind the frequencies stand a few other numbers.
COMMONEST = """
SELECT most_common_elems::text::text[], most_common_elem_freqs
FROM pg_stats WHERE schemaname = ANY(current_schemas(false))
     AND tablename = 'search_passage' AND attname = 'stems'
"""

MEAN, COMMON = "mean", "common"
_known: dict[tuple, Any] = {}


class Statistics:
    """The numbers of the index for one search; `stock` as in `search.standing`."""

    def __init__(self, stock: tuple[int, int, int]) -> None:
        self.is_large = stock[2] >= LARGE
        self._stock = (connection.settings_dict["NAME"], *stock)
        measured: tuple[int, float] = self._recalled(MEAN) or self._measured(stock[2])
        self.passages, self.mean = measured
        """How many passages there are, and how many words they have on average."""

    def _measured(self, estimated: int) -> tuple[int, float]:
        with connection.cursor() as cursor:
            cursor.execute(LENGTHS, [self.is_large, MEASURED])
            counted, mean = cursor.fetchone()
        found = (estimated if self.is_large else counted, max(float(mean or 1), 1.0))
        self._remember({MEAN: found})
        return found

    def frequencies(self, config: str, queries: Sequence[str]) -> list[int]:
        """In how many passages of a configuration each tsquery is found, up to COUNTED_UP_TO."""
        known = {query: self._recalled((config, query)) for query in queries}
        if new := [query for query, number in known.items() if number is None]:
            with connection.cursor() as cursor:
                cursor.execute(FREQUENCIES, [config, COUNTED_UP_TO, new])
                counted = dict(cursor.fetchall())
            self._remember({(config, query): number for query, number in counted.items()})
            known |= counted
        return [known[query] for query in queries]

    def estimate(self, queries: Iterable[str]) -> int:
        """How often some words (each a tsquery) stand in a passage, all of them added up, as far as
        PostgreSQL noted it when it took stock: of the commonest, and in large archives.
        """
        if not self.is_large:
            return 0
        shares = self._recalled(COMMON)
        if shares is None:
            with connection.cursor() as cursor:
                cursor.execute(COMMONEST)
                words, found = cursor.fetchone() or ([], [])
            shares = dict(zip(map(quoted, words or []), found or [], strict=False))
            self._remember({COMMON: shares})
        return int(self.passages * sum(shares.get(query, 0) for query in queries))

    def share(self, rows: QuerySet) -> float:
        """What share of all passages these are, as far as PostgreSQL can tell without counting."""
        try:
            statement, parameters = rows.query.sql_with_params()
        except EmptyResultSet:
            return 0
        what = (statement, str(parameters))
        if (known := self._recalled(what)) is None:
            [plan] = json.loads(rows.explain(format="json"))
            known = plan["Plan"]["Plan Rows"] / max(self.passages, 1)
            self._remember({what: known})
        return known

    def _recalled(self, what: object) -> Any:
        return _known.get((*self._stock, what))

    def _remember(self, numbers: dict[Any, Any]) -> None:
        if not self.is_large:
            return
        if len(_known) > MOST_KNOWN:
            _known.clear()
        _known.update({(*self._stock, what): number for what, number in numbers.items()})
