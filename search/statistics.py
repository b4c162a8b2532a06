"""How long passages are and how many have a word: what words are weighed by.

All of it follows from the texts, so each process counts it once for each generation of them: two
that answer the same question give the same order. What PostgreSQL noted of the index when it last
took stock (VACUUM or ANALYZE, which run by themselves as it changes) only helps to choose a way.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from search.expressions import quoted
from search.generation import Generation

LARGE = 20_000
"""From so many passages on it is asked what PostgreSQL noted."""
COUNTED_UP_TO = 20_000
"""Beyond so many passages a word counts as common; that bounds what counting it costs."""
MOST_KNOWN = 50_000

LENGTHS = "SELECT config, count(*), sum(length) FROM search_passage GROUP BY config"
FREQUENCIES = """
SELECT config, query, (SELECT count(*) FROM (
           SELECT FROM search_passage AS passage
           WHERE passage.stems @@ query::tsquery AND passage.config = asked.config LIMIT %s
       ) AS those)
FROM unnest(%s::text[], %s::text[]) AS asked (config, query)
"""

# What PostgreSQL noted when it last took stock; behind the frequencies stand a few other numbers.
COMMONEST = """
SELECT most_common_elems::text::text[], most_common_elem_freqs
FROM pg_stats WHERE schemaname = ANY(current_schemas(false))
     AND tablename = 'search_passage' AND attname = 'stems'
"""

Stems = tuple[str, str]
"""A configuration and a tsquery on its stems."""

_known: dict[tuple, Any] = {}


class Statistics:
    """The numbers of the index for one search; `texts` and `stock` as in `search.standing`."""

    def __init__(self, texts: Generation, stock: tuple[int, int, int]) -> None:
        database = connection.settings_dict["NAME"]
        self._texts, self._stock = (database, *texts), (database, *stock)
        self.is_large = stock[2] >= LARGE
        lengths = self._lengths()
        self.passages_in: dict[str, int] = {config: number for config, number, _ in lengths}
        """How many passages there are in each configuration."""
        self.passages = sum(self.passages_in.values())
        self.mean = max(sum(words for _, _, words in lengths) / max(self.passages, 1), 1.0)
        """How many words passages have on average."""

    def _lengths(self) -> list[tuple[str, int, int]]:
        key = (*self._texts, "lengths")
        if (found := _known.get(key)) is None:
            with connection.cursor() as cursor:
                cursor.execute(LENGTHS)
                found = cursor.fetchall()
            _remember({key: found})
        return found

    def frequencies(self, asked: Collection[Stems]) -> dict[Stems, int]:
        """In how many passages of its configuration each tsquery is found, up to COUNTED_UP_TO."""
        found = {stems: _known.get((*self._texts, stems)) for stems in asked}
        if new := [stems for stems, number in found.items() if number is None]:
            configs, queries = map(list, zip(*new, strict=True))
            with connection.cursor() as cursor:
                cursor.execute(FREQUENCIES, [COUNTED_UP_TO, configs, queries])
                counted = {(config, query): n for config, query, n in cursor.fetchall()}
            _remember({(*self._texts, stems): number for stems, number in counted.items()})
            found |= counted
        return {stems: number or 0 for stems, number in found.items()}

    def estimate(self, queries: Iterable[str]) -> int:
        """How often some words (each a tsquery) stand in a passage, all of them added up, as far as
        PostgreSQL noted it when it took stock: of the commonest, and in large archives.
        """
        if not self.is_large:
            return 0
        key = (*self._stock, "commonest")
        if (shares := _known.get(key)) is None:
            with connection.cursor() as cursor:
                cursor.execute(COMMONEST)
                words, found = cursor.fetchone() or ([], [])
            shares = dict(zip(map(quoted, words or []), found or [], strict=False))
            _remember({key: shares})
        return int(self.passages * sum(shares.get(query, 0) for query in queries))

    def share(self, rows: QuerySet) -> float:
        """What share of all passages these are, as far as PostgreSQL can tell without counting."""
        try:
            statement, parameters = rows.query.sql_with_params()
        except EmptyResultSet:
            return 0
        key = (*self._stock, statement, str(parameters))
        if (found := _known.get(key)) is None:
            [plan] = json.loads(rows.explain(format="json"))
            found = plan["Plan"]["Plan Rows"] / max(self.passages, 1)
            _remember({key: found})
        return found


def _remember(numbers: dict[tuple, Any]) -> None:
    if len(_known) > MOST_KNOWN:
        _known.clear()
    _known.update(numbers)
