"""How the archive stands when a search begins: asked in one statement, in part remembered.

In which languages texts were read is remembered for as long as no words are written. Vocabularies,
terms, collections and words that mean the same are few and seldom change, but every search rests on
them. A process keeps them for as long as the rows of their tables are the same ones: each version
of a row has a place and a transaction of its own (ctid, xmin).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db import connection

from documents.margins import current_terms
from documents.models import Collection, Equivalents, Term, TermVersion, Vocabulary
from documents.tagging.term_list import ROWS
from search.dimensions import Dimension, dimensions
from search.equivalents import Table, kept_table
from search.generation import GENERATION, OF_TEXTS, Generation
from search.statistics import Statistics
from search.waiting import WaitingDimension, waiting_dimension

# A loose scan of the index on `config`: as many steps as there are values, however many rows.
CONFIGS = """
WITH RECURSIVE used AS (
    (SELECT config FROM search_passage ORDER BY config LIMIT 1)
    UNION ALL
    SELECT (SELECT next.config FROM search_passage AS next
            WHERE next.config > used.config ORDER BY next.config LIMIT 1)
    FROM used WHERE used.config IS NOT NULL
)
SELECT coalesce(array_agg(config), '{}') FROM used WHERE config IS NOT NULL
"""
STOCK = """
SELECT ARRAY[oid::bigint, relpages, reltuples::bigint]
FROM pg_class WHERE oid = 'search_passage'::regclass
"""
LISTS = (Vocabulary, Term, TermVersion, Collection, Equivalents)


@dataclass(frozen=True)
class Lists:
    """What the keeper's small tables say, read for searching."""

    vocabularies: Sequence[Vocabulary]
    terms: dict[int, list[TermVersion]]
    """By vocabulary (primary key), the current versions of its terms in order."""
    dimensions: Sequence[Dimension]
    equivalents: Table


@dataclass(frozen=True)
class Standing:
    """`configs` are the text search configurations that indexed passages were read with, `stock`
    tells when PostgreSQL last took stock of the index (oid, pages, estimated rows), `texts` is the
    generation of the words in it. `waiting` is the facet that only those who tag are shown, None
    for all others.
    """

    configs: Sequence[str]
    stock: tuple[int, int, int]
    generation: Generation
    texts: Generation
    lists: Lists
    waiting: WaitingDimension | None = None

    @cached_property
    def statistics(self) -> Statistics:
        return Statistics(self.texts, self.stock)

    @property
    def dimensions(self) -> Sequence[Dimension]:
        """What whoever is answered may narrow by, and sees counted."""
        listed = self.lists.dimensions
        if self.waiting is None:
            return listed
        last = max((n for n, d in enumerate(listed) if d.vocabulary), default=0)
        return [*listed[: last + 1], self.waiting, *listed[last + 1 :]]

    @cached_property
    def looked_up(self) -> dict[tuple, Any]:
        """What fields and values were found to stand for: asked once, however many searches are
        tried for one answer.
        """
        return {}


_remembered: dict[str, tuple[tuple, Lists]] = {}


def standing() -> Standing:
    """How the archive stands now. One statement, and a few more where a list has changed."""
    rows = ", ".join(f"({ROWS.format(table=model._meta.db_table)})" for model in LISTS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({STOCK}), ({GENERATION}), ({OF_TEXTS}), {rows}")
        stock, generation, texts, *versions = cursor.fetchone()
    configs = _configs(str(connection.settings_dict["NAME"]), tuple(texts))
    lists = _lists(tuple(versions))
    waiting = waiting_dimension(lists.vocabularies)
    return Standing(configs, tuple(stock), tuple(generation), tuple(texts), lists, waiting)


def configs_in_use() -> list[str]:
    """The text search configurations that indexed passages were read with."""
    with connection.cursor() as cursor:
        cursor.execute(CONFIGS)
        [configs] = cursor.fetchone()
    return configs


@lru_cache(maxsize=10)
def _configs(database: str, texts: Generation) -> Sequence[str]:
    """Those of a generation of the words: to find them takes as long as all the rest."""
    return tuple(configs_in_use())


def _lists(versions: tuple) -> Lists:
    database = str(connection.settings_dict["NAME"])
    remembered = _remembered.get(database)
    if remembered is not None and remembered[0] == versions:
        return remembered[1]
    vocabularies, terms = list(Vocabulary.objects.all()), current_terms()
    lists = Lists(vocabularies, terms, dimensions(vocabularies, terms), kept_table())
    _remembered[database] = (versions, lists)
    return lists
