"""Which passages may hold a quotation: those that share its rarest words, two by two.

A quotation half remembered still has some of its rare words. All pairs of them are ordered by the
passages that they can be expected in together, and as many are asked for as a budget of passages
allows; what comes back is ordered by the weight of the words that it shares.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from django.db import connection
from django.db.models import Case, FloatField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from rapidfuzz import fuzz

from search.analysis import lexemes
from search.dimensions import NOTHING
from search.expressions import Holds, quoted
from search.matching import open_rows
from search.models import IndexedPassage, PassageWords
from search.phrases import has_words
from search.standing import configs_in_use

BUDGET = 6000
"""Passages that may be fetched for a quotation from the index."""

COUNTED = 1500
"""Passages up to which a word is counted; beyond, PostgreSQL's statistics are believed."""

PAIRS = 24
WEIGHED = 200
LETTERS = 40_000
"""Passages whose words are compared letter by letter: fewer, the longer the quotation is, as its
words tell more of it. At most so many times its letters.
"""

ANYBODY = Q()

ALIGNED = 6
"""Passages that are aligned word by word."""

RUN = 8
"""Words in a row by which a passage is aligned, however little else it has of a quotation."""

BEHIND = 0.85
"""How much like the likeliest another has to be, that it is aligned as well."""

COMMON = """
SELECT elem, (freq * reltuples)::bigint
FROM pg_stats
JOIN pg_class ON pg_class.oid = 'search_passage'::regclass
CROSS JOIN LATERAL (
    SELECT unnest(most_common_elems::text::text[]) AS elem,
           unnest(most_common_elem_freqs) AS freq
) AS common
WHERE tablename = 'search_passage' AND attname = 'stems' AND schemaname = current_schema()
  AND elem = ANY(%s)
  AND freq * reltuples >= %s
"""
"""PostgreSQL's own statistics know the commonest words; to count those would take longest.

Of a rarer word they are not believed: they lag behind the passages, and may know of none.
"""

PROBED = """
SELECT word, (SELECT count(*) FROM (
    SELECT FROM search_passage WHERE stems @@ lexeme::tsquery LIMIT %s) AS those)
FROM unnest(%s::text[], %s::text[]) AS wanted(word, lexeme)
"""


class Row(NamedTuple):
    """A passage, as the index knows it, with its folded words."""

    document_id: int
    passage_id: int
    order: int
    words: str


class Stretch(NamedTuple):
    """Passages of a document in a row, by the order of the first and of the last."""

    document_id: int
    first: int
    last: int


def holding(runs: Sequence[Sequence[str]], limit: int, whose: Q = ANYBODY) -> list[Row]:
    """The open passages that hold every run of folded words, as words in a row; `whose` says by
    whom.
    """
    rows = open_rows().filter(whose)
    for run in runs:
        rows = rows.filter(has_words(run))
    return _fetched(rows.order_by("earliest", "document_id", "order")[:limit])


def resembling(words: Sequence[str]) -> list[Row]:
    """The open passages most like some folded words, the likeliest first."""
    text = " ".join(words)
    most = min(WEIGHED, ALIGNED + LETTERS // (len(text) + 1))
    found = {
        row.passage_id: row for config in configs_in_use() for row in _sharing(words, config, most)
    }
    alike = [(fuzz.partial_ratio(text, row.words), row) for row in found.values()]
    alike = sorted(alike, key=lambda pair: pair[0], reverse=True)[:ALIGNED]
    likely = [row for ratio, row in alike if ratio >= BEHIND * alike[0][0]]
    return list(dict.fromkeys([*likely, *_with_a_run(words, list(found.values()))]))


def _with_a_run(words: Sequence[str], rows: Sequence[Row]) -> list[Row]:
    """Those of some passages that have so many of the words in a row as are nobody else's."""
    runs = [f" {' '.join(words[at : at + RUN])} " for at in range(len(words) - RUN + 1)]
    return [row for row in rows if any(run in row.words for run in runs)][:ALIGNED]


def between(stretches: Iterable[Stretch]) -> list[int]:
    """The open versions (primary keys) of passages in a row."""
    wanted = NOTHING
    for one in stretches:
        wanted |= Q(document_id=one.document_id, order__range=(one.first, one.last))
    return list(open_rows().filter(wanted).values_list("version_id", flat=True))


def _sharing(words: Sequence[str], config: str, most: int) -> list[Row]:
    """Up to so many passages of a language that share the rarest pairs of words."""
    rarity = _passages_with(lexemes(config, words))
    if not rarity:
        return []
    total = max(sum(rarity.values()), 1)
    weight: Combinable = Value(0.0)
    for lexeme, count in rarity.items():
        idf = Value(math.log1p(total / (count + 1)))
        holds = Q(Holds("stems", quoted(lexeme)))
        weight = weight + Case(When(holds, then=idf), default=0.0, output_field=FloatField())
    rows = open_rows().filter(Q(Holds("stems", _pairs(rarity))), config=config)
    ranked = rows.annotate(weight=weight).order_by("-weight", "document_id", "order")
    return _fetched(ranked[:most])


def _passages_with(stems: Sequence[str]) -> dict[str, int]:
    """In about how many passages each stem stands; what stands in none is left out."""
    with connection.cursor() as cursor:
        cursor.execute(COMMON, [list(stems), COUNTED])
        known = dict(cursor.fetchall())
        rest = [stem for stem in stems if stem not in known]
        cursor.execute(PROBED, [COUNTED, rest, [quoted(stem) for stem in rest]])
        known |= dict(cursor.fetchall())
    return {stem: known[stem] for stem in stems if known[stem]}


def _pairs(rarity: dict[str, int]) -> str:
    """A tsquery for passages that hold one of the rarest pairs, as many as the budget allows.

    Pairs with the same rarer word are asked for at once: "rare & (this | that)". A single word is
    looked for by itself.
    """
    stems = sorted(rarity, key=rarity.__getitem__)
    if len(stems) == 1:
        return quoted(stems[0])
    most = max(rarity.values())
    asked: dict[str, list[str]] = {}
    spent, pairs = 0.0, sorted(combinations(stems, 2), key=lambda p: rarity[p[0]] * rarity[p[1]])
    for rare, other in pairs[:PAIRS]:
        spent += rarity[rare] * rarity[other] / most
        if asked and spent > BUDGET:
            break
        asked.setdefault(rare, []).append(quoted(other))
    return " | ".join(f"{quoted(rare)} & ({' | '.join(rest)})" for rare, rest in asked.items())


def _fetched(rows: QuerySet[IndexedPassage]) -> list[Row]:
    key = {"document_id": OuterRef("document_id"), "passage_id": OuterRef("passage_id")}
    words = Subquery(PassageWords.objects.filter(**key).values("words"))
    return [Row(*row) for row in rows.values_list("document_id", "passage_id", "order", words)]
