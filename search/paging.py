"""The pages of a list: which one is shown, and the addresses of the others."""

from dataclasses import dataclass

from search.listing import page_size
from search.request import LAST_PAGE, SearchRequest


@dataclass(frozen=True)
class Page:
    """Where the list of `items` (passages, documents or lines) stands. `first` and `last` count
    those shown, from 1; 0 where there are none.
    """

    request: SearchRequest
    items: int

    @property
    def number(self) -> int:
        return self.request.page

    @property
    def size(self) -> int:
        return page_size(self.request.view)

    @property
    def count(self) -> int:
        return min(-(-self.items // self.size), LAST_PAGE)

    @property
    def first(self) -> int:
        before = (self.number - 1) * self.size
        return before + 1 if before < self.items and not self.is_beyond else 0

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.items) if self.first else 0

    @property
    def is_beyond(self) -> bool:
        """The list is shorter than the page that was asked for."""
        return self.number > max(self.count, 1)

    @property
    def is_cut(self) -> bool:
        """There are more hits than pages may show."""
        return self.items > LAST_PAGE * self.size

    @property
    def previous_url(self) -> str:
        if self.number <= 1 or not self.count:
            return ""
        return self._url(min(self.number - 1, self.count))

    @property
    def next_url(self) -> str:
        return self._url(self.number + 1) if self.number < self.count else ""

    @property
    def following(self) -> int:
        """How many items the next page has."""
        return max(0, min(self.size, self.items - self.number * self.size))

    @property
    def links(self) -> list[tuple[int | None, str, bool]]:
        """(number, address, is it this one) of the pages near, the first and the last; None is a
        gap.
        """
        near = {1, self.count, *range(self.number - 2, self.number + 3)}
        links: list[tuple[int | None, str, bool]] = []
        before = 0
        for number in sorted(n for n in near if 1 <= n <= self.count):
            if number > before + 1:
                links.append((None, "", False))
            links.append((number, self._url(number), number == self.number))
            before = number
        return links

    def _url(self, number: int) -> str:
        return self.request.asking(page=number).url
