"""The one predicate: which passages are found by a query and the values selected with it."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from search.conditions import Given, is_silent, text_condition
from search.dimensions import Dimension, Key
from search.equivalents import expand
from search.fields import field_names, meanings
from search.models import IndexedPassage
from search.query import parse
from search.request import SearchRequest
from search.solid import in_both_forms
from search.standing import Standing, standing
from search.widening import Widened, can_be_widened, widen


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

    @property
    def absent(self) -> list[str]:
        """The values under which the archive has nothing."""
        return [value for value, keys in self.values.items() if not self.dimension.holds(keys)]

    def values_of(self, key: Key) -> list[str]:
        """How a key was asked for."""
        return [value for value, keys in self.values.items() if key in keys]

    @property
    def condition(self) -> Q:
        return self.dimension.condition(self.keys)


class Asked:
    """A request with everything looked up that its predicate, its facets and its marks rest on.

    `typed` is the query as it was read, `expanded` the same with equivalents, `query` what is found
    by it: that, or what is `widened`, where most of the words have to do (`ask` decides). `fields`
    is what the fields in it stand for.
    """

    widened: Widened | None = None

    def __init__(self, request: SearchRequest, archive: Standing | None = None) -> None:
        self.request = request
        self.archive = archive or standing()
        self.dimensions = self.archive.dimensions
        listed = self.archive.lists.dimensions
        self.field_names = field_names(listed)
        self.typed = parse(request.q, self.field_names)
        self.expanded = in_both_forms(
            expand(self.typed, self.archive.lists.equivalents),
            self.archive.texts,
            self.archive.configs,
        )
        self.query = self.expanded
        self.configs = self.archive.configs
        self.fields = meanings(self.typed, listed, self.archive.looked_up)
        self.selections = _selections(request, self.archive)

    def selecting(self, request: SearchRequest) -> "Asked":
        """The same query, read as it is here, under another selection."""
        other = copy(self)
        other.request = request
        other.selections = _selections(request, self.archive)
        vars(other).pop("found", None)
        return other

    def wider(self) -> "Asked | None":
        """The same with most of the words, where no passage has all: none where some passage has,
        or most are no less than all.
        """
        strict = self.request.words == "all" or not can_be_widened(
            self.query, self.configs, self._given
        )
        if strict or self._answering.exists():
            return None
        found = widen(self.query, open_rows(), self.configs, self._given)
        if found is None:
            return None
        wider = copy(self)
        wider.query, wider.widened = found
        for rows in ("_answering", "found"):
            vars(wider).pop(rows, None)
        return wider

    @cached_property
    def _answering(self) -> QuerySet[IndexedPassage]:
        """What the query finds, whatever is selected."""
        rows = open_rows()
        if self.query.is_blank:
            return rows
        return rows.filter(text_condition(self.query, self.configs, self._given))

    @cached_property
    def found(self) -> QuerySet[IndexedPassage]:
        """What the query finds within what narrows without being counted (a document, a type)."""
        scopes = [selection for selection in self.selections if not selection.dimension.counted]
        return _within(scopes, self._answering)

    @cached_property
    def silent(self) -> list[str]:
        """The languages in which the query asks nothing, as all its words are too common there;
        none where the archive has one language, and the whole query asks nothing.
        """
        if len(self.configs) < 2:
            return []
        return [c for c in self.configs if is_silent(self.expanded, c, self._given)]

    @property
    def _given(self) -> Given:
        conditions = {field: meaning.condition for field, meaning in self.fields.items()}
        return Given(conditions, self.archive.generation)

    @property
    def facet_selections(self) -> list[Selection]:
        return [selection for selection in self.selections if selection.dimension.counted]

    def matching(self) -> QuerySet[IndexedPassage]:
        """What is found under every selection: the list."""
        return _within(self.facet_selections, self.found)

    def selected(self) -> QuerySet[IndexedPassage]:
        """All that meets every selection, whatever the query."""
        return _within(self.selections, open_rows())


def _selections(request: SearchRequest, archive: Standing) -> list[Selection]:
    selections = []
    for dimension in archive.dimensions:
        if values := request.values(dimension.key):
            if (dimension.key, values) not in archive.looked_up:
                archive.looked_up[dimension.key, values] = dimension.resolve(values)
            selections.append(Selection(dimension, archive.looked_up[dimension.key, values]))
    return selections


def _within(
    selections: Iterable[Selection], rows: QuerySet[IndexedPassage]
) -> QuerySet[IndexedPassage]:
    for selection in selections:
        rows = rows.filter(selection.condition)
    return rows


def ask(request: SearchRequest, archive: Standing | None = None) -> Asked:
    """A request as it is answered: with most of the words where no passage has all."""
    strict = Asked(request, archive)
    return strict.wider() or strict


def matching(request: SearchRequest) -> QuerySet[IndexedPassage]:
    """The index rows of all passages that a request finds, in no order."""
    return ask(request).matching()


def open_rows() -> QuerySet[IndexedPassage]:
    """All passages that are open to the public today."""
    today = timezone.localdate()
    return IndexedPassage.objects.filter(Q(embargo_until=None) | Q(embargo_until__lte=today))
