"""Facets: the values that hits have in each dimension, counted without the dimension's own
selection.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from documents.folding import folded_words
from documents.models import Vocabulary
from search.dimensions import Bucket, Dimension, Key
from search.matching import Selection
from search.own_names import LIKENESS, likeness_of
from search.request import SearchRequest


@dataclass(frozen=True)
class FacetValue:
    """One value with its count. `asked` are the values that were typed for it, in a facet `of`
    that key of the `request`.
    """

    value: str
    label: str
    count: int
    request: SearchRequest = field(repr=False)
    of: str
    asked: Sequence[str] = ()
    bucket: str = ""
    """How it has no value: "undated", "unknown", "none" (read, has none), "undecided", "unread";
    else empty.
    """
    place: int = 0

    @property
    def selected(self) -> bool:
        return bool(self.asked)

    @cached_property
    def url(self) -> str:
        """Selects it, or takes it back where it is selected."""
        if self.asked:
            return self.request.lacking(self.of, *self.asked).url
        return self.request.having(self.of, self.value).url

    def as_json(self) -> dict[str, object]:
        return {
            "value": self.value,
            "label": self.label,
            "count": self.count,
            "selected": self.selected,
        }


@dataclass(frozen=True)
class Facet:
    """One dimension of the result and its values in the order of the page."""

    key: str
    label: str
    values: list[FacetValue]
    vocabulary: Vocabulary | None = None

    def matching(self, find: str) -> list[FacetValue]:
        """The values in whose label some word begins with each word of `find`."""
        wanted = folded_words(find)
        return [value for value in self.values if _begins(folded_words(value.label), wanted)]

    def like(self, find: str) -> list[FacetValue]:
        """The values whose labels are like what was typed to find one, the most alike first."""
        wanted = folded_words(find)
        likeness = [(likeness_of(value.label, wanted), value) for value in self.values]
        alike = [pair for pair in likeness if pair[0] >= LIKENESS]
        return [value for _, value in sorted(alike, key=lambda pair: -pair[0])]

    @property
    def selected(self) -> list[FacetValue]:
        return [value for value in self.values if value.selected]


def _begins(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(begin) for word in words) for begin in wanted)


def facet(
    dimension: Dimension,
    counts: Mapping[Key, int],
    selection: Selection | None,
    request: SearchRequest,
) -> Facet:
    """The facet of a dimension. Selected values and the cells of a register stay at 0."""
    chosen = selection.keys if selection else frozenset()
    keys = {key for key, count in counts.items() if count} | chosen | set(dimension.always)
    merged: dict[str, FacetValue] = {}
    for key, name in dimension.describe(keys).items():
        before = merged.get(name.value)
        merged[name.value] = FacetValue(
            name.value,
            before.label if before else name.label,
            counts.get(key, 0) + (before.count if before else 0),
            request,
            dimension.key,
            selection.values_of(key) if selection else (),
            bucket=str(key) if isinstance(key, Bucket) else "",
            place=name.place,
        )
    for value in selection.unknown if selection else []:
        merged.setdefault(value, FacetValue(value, value, 0, request, dimension.key, [value]))
    return Facet(
        dimension.key,
        dimension.label,
        sorted(merged.values(), key=lambda value: _place(dimension, value)),
        dimension.vocabulary,
    )


def _place(dimension: Dimension, value: FacetValue) -> tuple:
    """Years and registers keep their order, all else goes by count; what has no value is last."""
    bucket = (value.bucket != "", value.bucket)
    if dimension.key == "year" or dimension.always:
        return (*bucket, value.place, value.value)
    return (*bucket, -value.count, value.label.casefold(), value.value)
