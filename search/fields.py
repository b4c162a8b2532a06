"""Fields in a query: what "speaker:lagon" or "year:2007..2012" stand for in this archive."""

import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from documents.folding import folded_words
from documents.models import Document
from documents.tagging.blindness import refuse_if_hidden
from search import as_printed
from search.dimensions import KEYS, NOTHING, SCOPES, Dimension, Key
from search.held import held
from search.names import with_words
from search.tree import Field, Query

TITLE = "title"
MOST_NAMED = 3
"""So many names are written out where a value stands for several."""

_SPAN = re.compile(r"(\d{4})[-–](\d{4})|([<>])(=?)(\d{4})")
_YEARS = re.compile(r"(\d{1,4})?\.{2,3}(\d{1,4})?")


@dataclass(frozen=True)
class Meaning:
    """What a field asks of a passage, and how that is said: "Speaker", "Mark P. Lagon"."""

    condition: Q
    label: str
    text: str
    known: bool
    remark: str = ""


def field_names(dimensions: Iterable[Dimension]) -> frozenset[str]:
    """The names that may stand before a colon."""
    return frozenset({*KEYS, *SCOPES, TITLE, *(d.key for d in dimensions)})


def meanings(
    query: Query, dimensions: Sequence[Dimension], looked_up: MutableMapping[tuple, Any]
) -> dict[Field, Meaning]:
    """What each field of a query stands for, in the order of typing: as it was `looked_up` before,
    or is now.

    Raises PermissionDenied for a vocabulary that a blind round hides from whoever is answered.
    """
    by_key = {dimension.key: dimension for dimension in dimensions}
    fields = dict.fromkeys(leaf for leaf, _ in query.leaves if isinstance(leaf, Field))
    for field in fields:
        if (field.name, field.value) not in looked_up:
            looked_up[field.name, field.value] = _meaning(field, by_key)
    return {field: looked_up[field.name, field.value] for field in fields}


def _meaning(field: Field, dimensions: Mapping[str, Dimension]) -> Meaning:
    if field.name == TITLE:
        return _in_title(field)
    refuse_if_hidden(field.name)
    dimension = dimensions.get(field.name)
    if dimension is None:
        return Meaning(NOTHING, field.name, field.value, False)
    if field.name == "year" and (span := _span_of(field.value)):
        return _in_years(dimension, *span, typed=field.value)
    lower = field.value.lower()
    found = dimension.resolve(list(dict.fromkeys([field.value, lower])))
    keys = found[field.value] or found[lower]
    words = [] if keys else folded_words(field.value)
    if words and field.name in as_printed.DIMENSIONS:
        return _called(dimension, field, as_printed.without_courtesies(words))
    if words:
        keys = dimension.having(words)
    names = sorted(name.label for name in dimension.describe(keys).values())
    condition, known = dimension.condition(keys), dimension.holds(keys)
    remark = _years_meant(field.value) if field.name == "year" and not keys else ""
    text = _either(names) if names else field.value
    return Meaning(condition, dimension.label, text, known, remark)


def _called(dimension: Dimension, field: Field, words: Sequence[str]) -> Meaning:
    """Who is called by some words, and what is printed under such a name; where nobody is, who is
    called so but for an office.
    """
    keys: frozenset[Key] = frozenset()
    where = NOTHING
    printed: list[str] = []
    for called in dict.fromkeys([tuple(words), tuple(as_printed.without_offices(words))]):
        if keys or printed:
            break
        keys = dimension.having(called)
        where, printed = as_printed.printed(field.name, called)
    names = {name.label for name in dimension.describe(keys).values()} | set(printed)
    condition, known = dimension.condition(keys), dimension.holds(keys)
    remark = as_printed.remark(printed) if printed else ""
    return Meaning(
        condition | where if printed else condition,
        dimension.label,
        _either(sorted(names)) if names else field.value,
        known or bool(printed),
        remark,
    )


def _years_meant(value: str) -> str:
    """How a year, or several, is written that was typed in another way: "2008-06", "2008, 2010"."""
    years = list(dict.fromkeys(re.findall(r"(?<!\d)\d{4}(?!\d)", value)))
    if len(years) > 1:
        return f"Several years are written “year:({' OR '.join(years[:MOST_NAMED])})”."
    return f"A year is written “year:{years[0]}”." if years and years[0] != value else ""


def _span_of(value: str) -> tuple[str, str] | None:
    """The first and the last of a span of years, "" where it is open, also of one that was typed in
    another way ("2007-2012", ">2010"); None for any other value.
    """
    years = _YEARS.fullmatch(value)
    if years and any(years.groups()):
        return years[1] or "", years[2] or ""
    if not (found := _SPAN.fullmatch(value)):
        return None
    first, last, sign, equal, year = found.groups()
    if sign == ">":
        return (year if equal else str(int(year) + 1)), ""
    if sign == "<":
        return "", (year if equal else str(int(year) - 1))
    return first, last


def _in_years(dimension: Dimension, first: str, last: str, typed: str) -> Meaning:
    """A span of years, open where one is not given; both ends belong to it."""
    remark = ""
    if not _YEARS.fullmatch(typed):
        remark = f"A span of years is written “year:{first}..{last}”."
    if first and last and int(first) > int(last):
        first, last = last, first
        remark = f"The years were put in order: {first} to {last}."
    condition = Q(**{f"{dimension.column}__isnull": False})
    if first:
        condition &= Q(**{f"{dimension.column}__gte": int(first)})
    if last:
        condition &= Q(**{f"{dimension.column}__lte": int(last)})
    if first and last:
        text = f"{first} to {last}"
    else:
        text = f"{first} or later" if first else f"{last} or earlier"
    within = (year for year in held("year") if int(first or 0) <= int(year) <= int(last or year))
    return Meaning(condition, dimension.label, text, any(within), remark)


def _in_title(field: Field) -> Meaning:
    """Documents whose title has all of these words, in any order."""
    words = folded_words(field.value)
    rows = with_words(Document.objects.public(), "title", words)
    documents = [pk for pk, _ in rows]
    condition = Q(document_id__in=documents) if documents else NOTHING
    return Meaning(condition, "Title", field.value, bool(documents))


def _either(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} or {len(names) - MOST_NAMED:,} others"
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
