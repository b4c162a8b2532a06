"""The one predicate: which passages are found by a query and the values selected with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from search.analysis import configs_in_use, stems
from search.dimensions import NOTHING, Dimension, Key, dimensions
from search.expressions import HasPhrase, Holds, all_of, in_a_row
from search.models import IndexedPassage
from search.query import Query, Term
from search.request import SearchRequest


@dataclass(frozen=True)
class Selection:
    """The values selected in one dimension, and the keys of the index that each stands for."""

    dimension: Dimension
    values: dict[str, frozenset[Key]]

    @cached_property
    def keys(self) -> frozenset[Key]:
        return frozenset().union(*self.values.values())

    @property
    def unknown(self) -> list[str]:
        return [value for value, keys in self.values.items() if not keys]

    def values_of(self, key: Key) -> list[str]:
        """How a key was asked for."""
        return [value for value, keys in self.values.items() if key in keys]

    @property
    def condition(self) -> Q:
        return self.dimension.condition(self.keys)


class Asked:
    """A request with everything looked up that its predicate, its facets and its marks rest on."""

    def __init__(self, request: SearchRequest) -> None:
        self.request = request
        self.query = request.query
        self.configs = configs_in_use() if self.query.terms else []
        self.dimensions = dimensions()
        self.selections = [
            Selection(dimension, dimension.resolve(values))
            for dimension in self.dimensions
            if (values := request.values(dimension.key))
        ]

    @cached_property
    def found(self) -> QuerySet[IndexedPassage]:
        """What the query finds within what narrows without being counted (a document, a type)."""
        rows = open_rows()
        if not self.query.is_blank:
            rows = rows.filter(text_condition(self.query, self.configs))
        for selection in self.selections:
            if not selection.dimension.counted:
                rows = rows.filter(selection.condition)
        return rows

    @property
    def facet_selections(self) -> list[Selection]:
        return [selection for selection in self.selections if selection.dimension.counted]

    def matching(self) -> QuerySet[IndexedPassage]:
        """What is found under every selection: the list."""
        rows = self.found
        for selection in self.facet_selections:
            rows = rows.filter(selection.condition)
        return rows


def matching(request: SearchRequest) -> QuerySet[IndexedPassage]:
    """The index rows of all passages that a request finds, in no order."""
    return Asked(request).matching()


def open_rows() -> QuerySet[IndexedPassage]:
    """All passages that are open to the public today."""
    today = timezone.localdate()
    return IndexedPassage.objects.filter(Q(embargo_until=None) | Q(embargo_until__lte=today))


def text_condition(query: Query, configs: Iterable[str]) -> Q:
    """That the words of a passage answer a query, stemmed as its own language is."""
    if any(not term.exact for term in query.terms):
        condition = NOTHING
        for config in configs:
            condition |= Q(config=config) & _any_alternative(query, config)
        return condition
    return _any_alternative(query, "simple")


def _any_alternative(query: Query, config: str) -> Q:
    """That an alternative holds. Bare words of all alternatives are one look-up in the index."""
    bare: list[str] = []
    condition = NOTHING
    for alternative in query.alternatives:
        lexemes = " & ".join(filter(None, (_lexemes(term, config) for term in alternative)))
        phrases = [_phrase(term) for term in alternative if term.exact]
        if phrases:
            phrases += [Q(Holds("stems", lexemes))] if lexemes else []
            condition |= Q(*phrases)
        elif lexemes:
            bare.append(f"({lexemes})")
    return condition | Q(Holds("stems", " | ".join(bare))) if bare else condition


def _lexemes(term: Term, config: str) -> str:
    """A bare term as a tsquery, "" for a phrase and for what is too common to be kept."""
    lexemes = "" if term.exact else in_a_row(stems(config, term.words))
    return f"!({lexemes})" if lexemes and term.excluded else lexemes


def _phrase(term: Term) -> Q:
    """That a passage has a phrase, or lacks an excluded one: found by its words, then confirmed."""
    condition = Q(Holds("word_set", all_of(sorted(set(term.words))))) & Q(HasPhrase(term.words))
    return ~condition if term.excluded else condition
