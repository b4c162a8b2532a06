"""Which passages can come first where a common word is asked for, so that only they are ranked.

A word adds its whole weight to the score of a passage at most, and less than a known share of it
where the passage is not dense in the word (search.density). So of most passages it is known
beforehand that their score is below a bound. All others contend. If enough of them stand above the
bound, the page is made of them, as if all had been ranked: the champion lists of Manning et al.
(2008, 7.1.3), but exact. Of two bounds the higher is tried first, for which fewer contend.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

from django.db.models import Q, QuerySet

from search.density import below
from search.dimensions import NOTHING
from search.expressions import Holds
from search.listing import order, span
from search.matching import Asked
from search.models import IndexedPassage
from search.ranking import weighed, weights
from search.tree import Alike, Either, Manner, Node, Term

BROAD = 5_000
"""From so many passages on it is worth while."""
ONE_IN = 15
"""Of so many passages with a word one is dense in it, or more: for pages farther down all are
ranked.
"""
MOST = 4
"""Of more words too many passages have two."""


@dataclass(frozen=True)
class Contenders:
    """The passages of which alone the page is made, if as many as are `needed` up to its end have a
    score of `bound` or more.
    """

    rows: QuerySet[IndexedPassage]
    bound: float
    needed: int


def contenders(asked: Asked) -> list[Contenders]:
    """Who contends for the page, the fewest first; empty where all that is found has to be
    ranked.
    """
    request, archive = asked.request, asked.archive
    needed = sum(span(request))
    if (
        archive.stock[2] < max(BROAD, needed * ONE_IN)
        or archive.waiting is not None
        or request.view != "passages"
        or order(asked) != "relevance"
        or not _is_choice(asked.query.root)
    ):
        return []
    stems = [set(weighed(asked.query, config).values()) - {""} for config in archive.configs]
    if not any(stems) or any(len(found) > MOST for found in stems):
        return []
    index, rows = archive.statistics, asked.selected()
    found = index.estimate(set().union(*stems))
    if found < BROAD:
        return []
    selected = index.share(rows) if asked.selections else 1
    if found * selected < needed * ONE_IN:
        return []
    weighing = weights(asked.query, archive)
    share = below(index.mean) * (1 + 1e-9)  # however either side is rounded
    return [
        Contenders(rows.filter(_reaching(bound, share, weighing)), bound, needed)
        for bound in _bounds(share, weighing.values())
    ]


def _bounds(share: float, weighing: Iterable[Mapping[str, float]]) -> list[float]:
    """Where no word adds more than a `share` of its weight, the most that two can add, and one."""
    most = [sorted(found.values(), reverse=True) for found in weighing]
    return [
        share * max(sum(first[:number]) for first in most)
        for number in (2, 1)
        if any(len(first) >= number for first in most)
    ]


def _reaching(bound: float, share: float, weighing: Mapping[str, Mapping[str, float]]) -> Q:
    """Which passages can have a score of `bound`, by the weights of the words in each
    configuration.
    """
    conditions = (
        Q(config=config) & _can_reach(bound, share, found) for config, found in weighing.items()
    )
    return reduce(or_, conditions, NOTHING)


def _can_reach(bound: float, share: float, weight_of: Mapping[str, float]) -> Q:
    """The passages that are dense in a word of enough weight, have enough words, or have two and
    are dense in one.
    """
    alone = [word for word, weight in weight_of.items() if weight > bound]
    sets = (chosen for n in range(2, len(weight_of) + 1) for chosen in combinations(weight_of, n))
    together = [words for words in sets if share * sum(weight_of[word] for word in words) > bound]
    condition = _holds("dense", [[word] for word in alone]) | _holds("stems", together)
    if len(weight_of) < 2:
        return condition
    pairs = _holds("stems", combinations(weight_of, 2))
    return condition | (_holds("dense", [[word] for word in weight_of]) & pairs)


def _holds(vector: str, sets: Iterable[Sequence[str]]) -> Q:
    """That a vector has all words (each a tsquery) of any of some sets."""
    query = " | ".join("({})".format(" & ".join(words)) for words in sets)
    return Q(Holds(vector, query)) if query else NOTHING


def _is_choice(node: Node | None) -> bool:
    """Whether a query asks for any one of some single words, and for nothing else."""
    match node:
        case Term():
            single = node.manner == Manner.FORMS and len(node.words) == 1
            return single or node.manner == Manner.ACRONYM
        case Alike(terms, others):
            return len(terms) == 1 and all(map(_is_choice, (*terms, *others)))
        case Either(parts):
            return all(map(_is_choice, parts))
    return False
