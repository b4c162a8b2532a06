"""What may be asked of `/search/`: its keys and values, validated, as a filter set and as a
`SearchRequest`.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from search import references
from search.commonness import common_phrases
from search.dimensions import KEYS, SCOPES
from search.matching import matching
from search.models import IndexedPassage
from search.query import clean, parse
from search.request import COUNTS, LAST_PAGE, SORTS, VIEWS, WORDS, SearchRequest
from search.standing import Standing, standing
from search.tree import Manner

LONGEST_QUERY = 2000
MOST_TERMS = 64
MOST_COMMON_PHRASES = 8
"""Each takes as long as a whole search for words; one of words near each other takes twice that."""
LONGEST_VALUE = 200
MOST_VALUES = 50
FORMATS = {
    "html": "page",
    "json": "JSON",
    "csv": "CSV",
    "excel": "CSV for Excel",
    "jsonl": "JSON Lines",
    **references.FORMATS,
}


class QueryField(forms.Field):
    """The text of a query; odd characters are taken out, a text beyond all measure is refused."""

    def to_python(self, value: str | None) -> str:
        text = clean(value or "")
        if len(text) > LONGEST_QUERY:
            raise ValidationError(
                f"The query has {len(text):,} characters; at most {LONGEST_QUERY:,} are read. "
                "Search for its most unusual sentence."
            )
        query = parse(text)
        leaves = query.leaves
        if len(leaves) > MOST_TERMS:
            raise ValidationError(
                f"The query has {len(leaves)} words; at most {MOST_TERMS} are read. "
                "Put a longer quotation in quotation marks: then it counts as one."
            )
        common = common_phrases(query)
        weight = sum(2 if term.manner == Manner.NEAR else 1 for term in common)
        if weight > MOST_COMMON_PHRASES:
            raise ValidationError(
                f"The query has {len(common)} phrases of nothing but common words, such as"
                f" “{common[0].typed[:40]}”; at most {MOST_COMMON_PHRASES} are looked for, or half"
                " as many with ~. Add a less common word to them."
            )
        return text


class ValuesField(forms.Field):
    """The values of a key that may be given several times; each once, in order, empty ones left
    out.
    """

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(v for v in map(clean, value or ()) if v))
        if len(values) > MOST_VALUES:
            raise ValidationError(f"At most {MOST_VALUES} values of one filter can be selected.")
        for long in (v for v in values if len(v) > LONGEST_VALUE):
            raise ValidationError(f"“{long[:40]}…” is too long for a value of a filter.")
        return values


class OneOfField(forms.Field):
    """One of some known values, or the first of them where none is given."""

    def __init__(self, *, choices: Mapping[str, str], what: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices, self.what = choices, what

    def to_python(self, value: str | None) -> str:
        value = clean(value or "") or next(iter(self.choices))
        if value not in self.choices:
            raise ValidationError(
                f"The {self.what} “{value[:40]}” is not known. "
                f"Known are: {', '.join(self.choices)}."
            )
        return value


class PageField(forms.Field):
    """The number of a page of results."""

    def to_python(self, value: str | None) -> int:
        text = clean(value or "") or "1"
        if not (text.isascii() and text.isdecimal()) or int(text[:9]) < 1:
            raise ValidationError(
                f"The page “{text[:40]}” was not understood. Pages are numbered from 1."
            )
        if len(text) > 9:
            raise ValidationError(f"Results are shown up to page {LAST_PAGE}.")
        return int(text)


class _Filter(django_filters.Filter):
    """Each request has filters of its own; the fields that they are made of are made once."""

    def __deepcopy__(self, memo: dict) -> "_Filter":
        self.field  # noqa: B018 (it is kept from its first use on)
        return copy(self)


class QueryFilter(_Filter):
    """`q`: what is typed."""

    field_class = QueryField


class ValuesFilter(_Filter):
    """A key that may be repeated, once for each value."""

    field_class = ValuesField


class OneOfFilter(_Filter):
    """A key with one of a few values."""

    field_class = OneOfField


class PageFilter(_Filter):
    """`page`: a number from 1."""

    field_class = PageField


_forms: dict[tuple[str, ...], type[forms.Form]] = {}


class PassageFilter(django_filters.FilterSet):
    """The keys of `/search/`. A vocabulary adds its own, so that a third one needs no code.

    `archive` is how it stood when the request came. `is_valid()` says whether the request was
    understood, `refusals` why not; then `search_request()` is what was asked and `qs` all that it
    finds.
    """

    q = QueryFilter()
    speaker = ValuesFilter()
    quoted = ValuesFilter()
    part = ValuesFilter()
    role = ValuesFilter()
    year = ValuesFilter()
    kind = ValuesFilter()
    publisher = ValuesFilter()
    language = ValuesFilter()
    collection = ValuesFilter()
    document = ValuesFilter()
    type = ValuesFilter()
    tagged = ValuesFilter()
    sort = OneOfFilter(choices=SORTS, what="order")
    view = OneOfFilter(choices=VIEWS, what="view")
    count = OneOfFilter(choices=COUNTS, what="unit to count")
    words = OneOfFilter(choices=WORDS, what="demand on words")
    page = PageFilter()
    format = OneOfFilter(choices=FORMATS, what="format")

    class Meta:
        model = IndexedPassage
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict | None = None,
        *args: Any,
        archive: Standing | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("queryset", IndexedPassage.objects.all())
        super().__init__(data if data is not None else QueryDict(), *args, **kwargs)
        self.archive = archive or standing()
        own = [vocabulary.query_key for vocabulary in self.archive.lists.vocabularies]
        own += [self.archive.waiting.key] if self.archive.waiting else []
        for key in own:
            if key not in self.filters:
                self.filters[key] = ValuesFilter(field_name=key)
        self.value_keys = sorted({*own, *KEYS, *SCOPES})

    def get_form_class(self) -> Any:
        """Made once for the keys that there are."""
        keys = tuple(self.filters)
        if keys not in _forms:
            _forms[keys] = super().get_form_class()
        return _forms[keys]

    @property
    def refusals(self) -> list[str]:
        """Why the request was not understood, in sentences."""
        return [str(message) for errors in self.form.errors.values() for message in errors]

    def search_request(self) -> SearchRequest:
        """What was asked; wants `is_valid()` to have been True."""
        asked = self.form.cleaned_data
        return SearchRequest(
            q=asked["q"],
            selected=tuple((key, asked[key]) for key in self.value_keys if asked.get(key)),
            sort=asked["sort"],
            view=asked["view"],
            count=asked["count"],
            words=asked["words"],
            page=asked["page"],
        )

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """All that is found: the same predicate as the list, the total and the facets."""
        return matching(self.search_request())
