"""Which parts of a web page are the site's and not the text's: by elements, names and links.

What is found here is kept and typed as furniture. As names of classes promise little, an element
that holds much of the page's words is never set aside, however it is called.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from documents.ingest.wordlists import one_of
from documents.ingest.wordlists import words as word_set

_TAGS = word_set("nav footer aside form button select menu dialog figcaption")
# WAI-ARIA 1.2 landmark roles that are not the main part.
_ROLES = word_set("navigation contentinfo complementary search menu menubar banner alert dialog")
_NEVER = word_set("html body main article h1 p li td th tr tbody table pre")
_NAMES = one_of("""
    nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|share|sharing|social|related|newsletter
    subscribe|subscription|cookies?|consent|advert|advertisement|ads|promo|promos|comments|pagination
    pager|toolbar|masthead|popup|modal|recommended|recirculation|trending|skip-link|skiplinks?|tags
    disqus|paywall|teasers?
""")
_NAME = re.compile(
    rf"(?:site-|page-|main-|global-|post-|entry-|article-)?{_NAMES}(?:[-_]+\w+)*", re.I
)
_ALSO_NAME = re.compile(rf"(?!(?:no|with|has|without)-)[\w-]*[-_]{_NAMES}", re.I)
_HIDDEN = word_set("""
    hidden invisible sr-only visually-hidden visuallyhidden element-invisible screen-reader-text
    d-none hide screen-reader-only noprint no-print
""")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)

# An element with more of the page's words than this is the text, whatever it is called.
LARGEST_SHARE = 0.4
# So many words, outside of links, are prose.
PROSE_WORDS = 12
# So many links with nothing beside them, in a line or under each other, are a menu.
SHORTEST_MENU = 3
LINKED_SHARE = 0.8


def is_furniture(tag: str, given: Mapping[str, str]) -> bool:
    """Whether an element says by its name, role, class or style that it is not part of the text."""
    if "hidden" in given or _HIDDEN_STYLE.search(given.get("style", "")):
        return True
    if tag in _TAGS or given.get("role") in _ROLES:
        return True
    names = f"{given.get('class', '')} {given.get('id', '')}".split()
    if any(name in _HIDDEN for name in names):
        return True
    if tag in _NEVER:
        return False
    return any(_NAME.fullmatch(name) or _ALSO_NAME.fullmatch(name) for name in names)


@dataclass
class _Line:
    number: int
    words: int = 0
    linked: int = 0
    links: int = 0
    is_title: bool = False
    in_furniture: bool = False
    text: str = ""

    @property
    def is_prose(self) -> bool:
        return self.words - self.linked >= PROSE_WORDS and not self.in_furniture

    @property
    def is_link(self) -> bool:
        return self.words > 0 and self.linked >= LINKED_SHARE * self.words


class Furniture:
    """Counts the words of a page while it is read, and says in the end what to set aside."""

    def __init__(self) -> None:
        self._words: Counter[int] = Counter()
        self._kept: set[int] = set()
        self._elements = 0
        self._lines: dict[int, _Line] = {}

    def begin(self) -> int:
        """A number for an element that looks like furniture."""
        self._elements += 1
        return self._elements

    def keep(self, element: int | None) -> None:
        """The element holds the title of the page: it is the text's after all."""
        if element is not None:
            self._kept.add(element)

    def count(
        self, words: str, line: int, element: int | None, is_linked: bool, is_title: bool
    ) -> None:
        """Words of a line of the page, inside an element that looks like furniture or outside."""
        number = len(words.split())
        self._words[element or 0] += number
        counted = self._lines.setdefault(line, _Line(line))
        counted.words += number
        counted.text += words
        counted.linked += number if is_linked else 0
        counted.links += is_linked
        counted.is_title |= is_title
        counted.in_furniture |= element is not None

    def elements(self) -> frozenset[int]:
        """The elements to set aside."""
        total = sum(self._words.values())
        return frozenset(
            element
            for element in range(1, self._elements + 1)
            if element not in self._kept and self._words[element] <= LARGEST_SHARE * total
        )

    def lines(self) -> frozenset[int]:
        """The lines to set aside: menus of links before the text begins or after it ends, and
        those that come again within it.
        """
        lines = list(self._lines.values())
        text = [n for n, line in enumerate(lines) if line.is_prose or line.is_title]
        if not text:
            return frozenset()
        menus = [*_menus(lines[: text[0]]), *_menus(lines[text[-1] + 1 :])]
        within = _menus(lines[text[0] : text[-1] + 1])
        times = Counter(tuple(line.text for line in menu) for menu in _menus(lines))
        menus += [menu for menu in within if times[tuple(line.text for line in menu)] > 1]
        return frozenset(line.number for menu in menus for line in menu)


def _menus(lines: list[_Line]) -> list[list[_Line]]:
    menus: list[list[_Line]] = [[]]
    for line in lines:
        if line.is_link:
            menus[-1].append(line)
        else:
            menus.append([])
    return [menu for menu in menus if sum(line.links for line in menu) >= SHORTEST_MENU]
