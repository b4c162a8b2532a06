"""In which order hits are listed: exact phrases first, then BM25, then the order of reading.

BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75. How often a stem stands in a passage
is read from `ts_rank`, which for one unweighted lexeme grows with 1 + 1/4 + 1/9 … for each
occurrence.
"""

import math
from collections.abc import Mapping
from functools import reduce
from itertools import accumulate
from operator import add

from django.db.models import Case, F, FloatField, Func, Value, When
from django.db.models.expressions import Combinable

from search.analysis import stems
from search.compounds import acronym_typed
from search.density import K1, B
from search.expressions import beginning, quoted
from search.phrases import how_many_rows
from search.standing import Standing
from search.tree import BARE, All, Manner, Query, Term

_UNIT = 6 / math.pi**2 * 0.1  # ts_rank of a single occurrence
_RANKS = list(accumulate(_UNIT / k**2 for k in range(1, 26)))
# Six places tell them apart, and keep statements short.
_THRESHOLDS = [round(rank - _UNIT / k**2 / 2, 6) for k, rank in enumerate(_RANKS, start=1)]
FREQUENCY = f"width_bucket(ts_rank(%(expressions)s::tsquery)::float8, ARRAY{_THRESHOLDS}::float8[])"


class Bm25(Func):
    """What one stem adds to the score of a passage, `weight` at most."""

    output_field = FloatField()

    def __init__(self, lexeme: str, weight: float, mean: float) -> None:
        norm = f"({K1}::float8 * ({1 - B}::float8 + {B / mean}::float8 * length))"
        template = f"({weight}::float8 * (1::float8 - {norm} / ({FREQUENCY} + {norm})))"
        super().__init__(F("stems"), Value(lexeme), template=template)


def score(query: Query, archive: Standing) -> Combinable:
    """An expression for how well a passage answers a query."""
    by_config = {
        config: _sum_of(weighed, archive.statistics.mean)
        for config, weighed in weights(query, archive).items()
    }
    if len(by_config) == 1:
        return next(iter(by_config.values()))
    return Case(
        *(When(config=config, then=then) for config, then in by_config.items()),
        default=Value(0.0),
        output_field=FloatField(),
    )


def _sum_of(weighed: Mapping[str, float], mean: float) -> Combinable:
    if not weighed:
        return Value(0.0, output_field=FloatField())
    return reduce(add, (Bm25(lexeme, weight, mean) for lexeme, weight in weighed.items()))


def weights(query: Query, archive: Standing) -> dict[str, dict[str, float]]:
    """By configuration, what adds to the score of a passage, and how much at most.

    A word weighs the same in every language, or the few passages of a small one would come before
    all others; where it is dropped as too common, each passage counts as having it.
    """
    index = archive.statistics
    typed = {config: weighed(query, config) for config in archive.configs}
    words = {word for found in typed.values() for word in found}
    having = dict.fromkeys(words, 0)
    if len(words) > 1:  # the weight of a single word changes no order
        asked = {(c, stem) for c, found in typed.items() for stem in found.values() if stem}
        counted = index.frequencies(asked)
        for config, found in typed.items():
            for word, stem in found.items():
                dropped = index.passages_in.get(config, 0)
                having[word] += counted[config, stem] if stem else dropped
    weight_of = {word: _weight(number, index.passages) for word, number in having.items()}
    return {
        config: {stem: weight_of[word] for word, stem in found.items() if stem}
        for config, found in typed.items()
    }


def _weight(having: int, passages: int) -> float:
    return math.log1p((max(passages, having) - having + 0.5) / (having + 0.5)) * (K1 + 1)


def weighed(query: Query, config: str) -> dict[str, str]:
    """What adds to a score: by each word as typed its stem as a tsquery, "" where the dictionary
    drops it; acronyms and beginnings of words stand for themselves.
    """
    found: dict[str, str] = {}
    for term in query.wanted:
        if term.manner == Manner.BEGINNING:
            begun = [beginning([word]) for word in term.words[-1:]]
            found |= dict(zip(begun, begun, strict=True))
            continue
        if term.manner != Manner.ACRONYM:
            for word, stem in zip(term.words, stems(config, term.words), strict=True):
                found[word] = quoted(stem) if stem is not None else ""
        if term.manner in BARE and (acronym := acronym_typed(term.typed)):
            found[quoted(acronym)] = quoted(acronym)
    return found


def ranks(query: Query, archive: Standing) -> dict[str, Combinable]:
    """By name, expressions for what the best match has most of, what counts most first: how many of
    the phrases and rows of words stand in a passage as typed, where that tells hits apart, and how
    well it answers by BM25.
    """
    found: dict[str, Combinable] = {}
    if runs := telling_runs(query):
        found["exactness"] = how_many_rows(runs)
    return found | {"score": score(query, archive)}


def telling_runs(query: Query) -> list[tuple[str, ...]]:
    """The phrases and rows of words that some hits have as typed and others may not have."""
    parts = query.root.parts if isinstance(query.root, All) else (query.root,)
    held = {p.words for p in parts if isinstance(p, Term) and p.manner == Manner.EXACT}
    return [run for run in query.runs() if run not in held]
