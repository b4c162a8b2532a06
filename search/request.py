"""What was asked of `/search/`, as one immutable value that writes itself back as an address."""

from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

BESIDE = {"left": "Word to the left", "right": "Word to the right"}
"""The orders that only a concordance has."""
SORTS = {
    "relevance": "Best match first",
    "newest": "Newest first",
    "oldest": "Oldest first",
    **BESIDE,
}
COUNTS = {"passages": "Passages", "documents": "Documents"}
VIEWS = {"passages": "Passages", "documents": "Documents", "concordance": "Concordance"}
WORDS = {"most": "Most of the words where no passage has all", "all": "All of the words"}
PAGE_SIZE = 20
LAST_PAGE = 500


@dataclass(frozen=True)
class SearchRequest:
    """A query with its selected values: `selected` pairs keys, in alphabetical order, with their
    values. `words` says whether most of the words will do where no passage has all
    (search.widening).
    """

    q: str = ""
    selected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = "relevance"
    view: str = "passages"
    count: str = "passages"
    words: str = "most"
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """Nothing is asked: the whole archive is browsed."""
        return not self.q and not self.selected

    def values(self, key: str) -> tuple[str, ...]:
        return dict(self.selected).get(key, ())

    def having(self, key: str, value: str) -> "SearchRequest":
        """The same with one more value, from its first page."""
        if value in self.values(key):
            return self.asking()
        selected = {**dict(self.selected), key: (*self.values(key), value)}
        return replace(self, selected=tuple(sorted(selected.items())), page=1)

    def lacking(self, key: str, *values: str) -> "SearchRequest":
        """The same without some values of a key, from its first page."""
        kept = ((k, tuple(v for v in vs if k != key or v not in values)) for k, vs in self.selected)
        return replace(self, selected=tuple((k, vs) for k, vs in kept if vs), page=1)

    def unfiltered(self) -> "SearchRequest":
        return replace(self, selected=(), page=1)

    def asking(self, **changes: str | int) -> "SearchRequest":
        """The same with another `q`, `sort`, `view`, `count`; from its first page unless that is
        given.
        """
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    def viewing(self, view: str) -> "SearchRequest":
        """The same in another view. A concordance begins by the word to the left; the orders that
        it alone has are left behind with it.
        """
        if view == "concordance":
            sort = "left" if self.sort == "relevance" else self.sort
        else:
            sort = "relevance" if self.sort in BESIDE else self.sort
        return self.asking(view=view, sort=sort)

    def parameters(self) -> list[tuple[str, str]]:
        """The keys and values of the address, in a fixed order, defaults left out."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(key, value) for key, values in self.selected for value in values]
        for key in ("sort", "view", "count", "words", "page"):
            value = getattr(self, key)
            if value != getattr(SearchRequest, key):
                pairs.append((key, str(value)))
        return pairs

    def url_in(self, form: str) -> str:
        """The address of the same as data, such as "csv"."""
        return f"{reverse('search')}?{urlencode([*self.parameters(), ('format', form)])}"

    @property
    def url(self) -> str:
        parameters = urlencode(self.parameters())
        return f"{_path()}?{parameters}" if parameters else _path()


@dataclass(frozen=True)
class Offer:
    """What may have been meant, as it is written in a query, and the address that asks for it."""

    text: str
    url: str


@cache
def _path() -> str:
    """The address of the search: a page has hundreds of links to it."""
    return reverse("search")
