"""The selected values above a list, each of which can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.facets import Facet
from search.matching import Asked


@dataclass(frozen=True)
class Chip:
    """A selected value with the address without it; `none` where nothing that is found has it."""

    key: str
    label: str
    value: str
    text: str
    url: str
    none: bool


def chips_of(asked: Asked, facets: Sequence[Facet], passages: int) -> list[Chip]:
    """A chip for each selected value: facets first, then what narrows without being counted."""
    chips = [
        Chip(facet.key, facet.label, value.value, value.label, value.url, value.count == 0)
        for facet in facets
        for value in facet.selected
    ]
    for selection in asked.selections:
        dimension = selection.dimension
        if dimension.counted:
            continue
        names = dimension.describe(selection.keys)
        for value, keys in selection.values.items():
            text = next((names[key].label for key in keys if key in names), value)
            url = asked.request.lacking(dimension.key, value).url
            chips.append(
                Chip(dimension.key, dimension.label, value, text, url, not keys or not passages)
            )
    return chips
