"""Keyword in context: every place of the words asked for on a line of its own, aligned, in the
order of the words beside it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from documents.folding import Word, folded_letters, words
from documents.spoken import spoken
from search.highlighting import Place

AROUND = 110
"""How many characters stand on each side of a line at most."""
COMPARED = 6
"""How many words on a side two lines are compared by."""
TOGETHER = re.compile(r"[ \t\u00a0\-‐‑–/]*")
"""What may stand between found words that are one keyword: "forced labor" of two bare words."""

LINE_BREAK = re.compile(r"[ \t]*\n\s*(?:[•◦○●▪▫■□►▶▸‣→➢➔✓✔][ \t]*)*")

START, END = attrgetter("start"), attrgetter("end")


class Occurrence(NamedTuple):
    """A place in a version, with its folded words and those beside it, the nearest first."""

    version: int
    place: Place
    words: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    def without_neighbours(self) -> "Occurrence":
        """The same with nothing beside it: in a list in their order, hidden words could be told."""
        return self._replace(left=(), right=())


@dataclass(frozen=True)
class Line:
    """What is shown of an occurrence. `left` and `right` are the words next to the keyword, with
    what stands between; `before` and `after` the rest of the line.
    """

    before: str
    left: str
    keyword: str
    right: str
    after: str


def occurrences(
    version: int, text: str, marks: Sequence[Place], said: Sequence[Word]
) -> Iterator[Occurrence]:
    """The places of found words in a text, in order; `said` are the words that were spoken in it.
    What notes say is not compared.
    """
    for start, end in keywords(text, marks):
        first = bisect_right(said, start, key=END)
        last = bisect_left(said, end, lo=first, key=START)
        yield Occurrence(
            version,
            (start, end),
            _texts(said[first:last]),
            _texts(said[max(0, first - COMPARED) : first][::-1]),
            _texts(said[last : last + COMPARED]),
        )


def keywords(text: str, marks: Sequence[Place]) -> list[Place]:
    """The marks; different words with nothing between them but a blank, a hyphen or a stroke are
    one. A word that is said twice is found twice.
    """
    joined: list[Place] = []
    held: set[str] = set()
    for start, end in marks:
        word = folded_letters(text[start:end])
        if joined and word not in held and TOGETHER.fullmatch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
            held = set()
        held.add(word)
    return joined


ORDERS: Mapping[str, Callable[[Occurrence], tuple]] = {
    "left": lambda found: (found.left, found.words, found.right),
    "right": lambda found: (found.right, found.words, found.left),
}


def in_order(found: Iterable[Occurrence], sort: str) -> list[Occurrence]:
    """Sorted by the word to the "left" or "right", the next one where those are equal; else as
    found.
    """
    return sorted(found, key=ORDERS[sort]) if sort in ORDERS else list(found)


def line(text: str, place: Place, notes: Iterable[Place] = ()) -> Line:
    """The line of a place in a text: cut between words, white space single. The words beside it are
    those that it is sorted by: notes are stepped over.
    """
    start, end = place
    begin, finish = _cut_left(text, start), _cut_right(text, end)
    heard = spoken(text, notes)
    near_left = _beside(heard, begin, start, last=True)
    near_right = _beside(heard, end, finish, last=False)
    return Line(
        before=_single(text[begin : near_left[0]]).lstrip(),
        left=_single(text[near_left[0] : start]),
        keyword=_single(text[start:end]),
        right=_single(text[end : near_right[1]]),
        after=_single(text[near_right[1] : finish]).rstrip(),
    )


def _beside(text: str, start: int, end: int, *, last: bool) -> Place:
    """The word next to a keyword in the stretch before or after it; empty where there is none."""
    found = words(text[start:end])
    if not found:
        return (end, end) if last else (start, start)
    word = found[-1] if last else found[0]
    return start + word.start, start + word.end


def _cut_left(text: str, start: int) -> int:
    at = max(0, start - AROUND)
    if at == 0 or text[at - 1].isspace():
        return at
    return next((n for n in range(at, start) if text[n - 1].isspace()), at)


def _cut_right(text: str, end: int) -> int:
    at = min(len(text), end + AROUND)
    if at == len(text) or text[at].isspace():
        return at
    return next((n for n in range(at, end, -1) if text[n].isspace()), at)


def _single(text: str) -> str:
    """A text on one line; a stroke stands where another line began."""
    return re.sub(r"\s+", " ", LINE_BREAK.sub(" / ", text))


def _texts(found: Iterable[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in found)
