"""Which passages can come first where a common word is asked for, so that only they are ranked.

Where any one of some words will do, a passage that has a single one of them, and is not dense in it
(search.density), has a score below a bound that is known beforehand. All others contend. If enough
of them stand above the bound, the page is made of them, as if all had been ranked: the champion
lists of Manning et al. (2008, 7.1.3), but exact.
"""

from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

from django.db.models import Q, QuerySet

from search.density import below
from search.dimensions import NOTHING
from search.expressions import Holds
from search.listing import order, span
from search.matching import Asked, open_rows
from search.models import IndexedPassage
from search.ranking import ranks, weights
from search.statistics import Statistics
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


def contenders(asked: Asked) -> Contenders | None:
    """Who contends for the page; None where all that is found has to be ranked."""
    request, archive = asked.request, asked.archive
    needed = sum(span(request))
    least = max(BROAD, needed * ONE_IN)
    if (
        archive.stock[2] < least
        or archive.waiting is not None
        or request.selected
        or request.view != "passages"
        or order(asked) != "relevance"
        or not _is_choice(asked.query.root)
    ):
        return None
    index = Statistics(archive.stock)
    weighed = {config: weights(asked.query, config, index) for config in archive.configs}
    several = any(len(found) > MOST for found in weighed.values())
    words = {word for found in weighed.values() for word in found}
    if several or not words or index.estimate(words) < least:
        return None
    conditions = (Q(config=config) & _contends([*found]) for config, found in weighed.items())
    rows = open_rows().filter(reduce(or_, conditions, NOTHING))
    most = max(weight for found in weighed.values() for weight in found.values())
    bound = most * below(index.mean) * (1 + 1e-9)  # however either side is rounded
    return Contenders(rows.annotate(**ranks(asked.query, archive)), bound, needed)


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


def _contends(stems: list[str]) -> Q:
    """That a passage is dense in one of some stems (each a tsquery), or has two of them."""
    if not stems:
        return NOTHING
    dense = Q(Holds("dense", " | ".join(stems)))
    pairs = " | ".join(f"({one} & {other})" for one, other in combinations(stems, 2))
    return dense | Q(Holds("stems", pairs)) if pairs else dense
