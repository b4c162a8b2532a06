"""Finding words again in a text: by the words, then by what stands around them, then by position.

The surest selector decides first. Nothing is guessed: words that stand in several places with
nothing to tell them apart, or few words whose neighbourhood is another, have no place.
"""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from documents.tagging.marks import Place

TELLING_LENGTH = 32
"""Words of this length that stand once are found even where their neighbourhood changed, unless
they stood several times in the text that they were taken from: then they may be those of another
place.
"""

ELSEWHERE = "these words stand in the text, but between others than before"


class Unplaced(Exception):
    """The words have no place in the text. The message says why."""


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text in code points, start inclusive, end exclusive."""

    start: int
    end: int


def find_passage(text: str, passages: Collection[Span], place: Place, former: str = "") -> Span:
    """The passage whose whole words are those of `place`, which were taken from the `former` text
    where that is known. Raises Unplaced.

    Where none is equal, one that differs in nothing but punctuation, white space, case and accents
    is taken: it holds the same words.
    """
    if (at := place.start) is not None and _stands_at(text, at, place):
        here = Span(at, at + len(place.exact))
        if here in passages:
            return here
    same = [span for span in passages if text[span.start : span.end] == place.exact]
    if not same:
        wanted = letters_of(place.exact)
        same = [s for s in passages if wanted and letters_of(text[s.start : s.end]) == wanted]
    return _only(text, same, place, former, "no passage has these words from end to end")


def find_words(text: str, place: Place, former: str = "") -> Span:
    """Where the words of `place` stand in the text; `former` is the one that they were taken from,
    where that is known. Raises Unplaced.
    """
    length = len(place.exact)
    if (at := place.start) is not None and _stands_at(text, at, place):
        return Span(at, at + length)
    places = text.count(place.exact)
    if not place.prefix and not place.suffix and places > 1:
        raise Unplaced(f"these words stand in {places} places that nothing tells apart")
    spans = list(_candidates(text, place, former)) if places else []
    if places and not spans:
        raise Unplaced(ELSEWHERE)
    return _only(text, spans, place, former, "these words are not in the text")


def _candidates(text: str, place: Place, former: str) -> Iterator[Span]:
    """Where the words stand so that they may be those of `place`.

    Half of what stood around few words has to stand there still: so a quarter of it next to them on
    one side, and words with that are rarer than the words alone.
    """
    words, before, after = place.exact, place.prefix, place.suffix
    quarter = -(-(len(before) + len(after)) // 4)
    if not quarter or _tells(place, former):
        yield from _occurrences(text, words, 0, len(words))
        return
    found: set[Span] = set()
    if len(before) >= quarter:
        found.update(_occurrences(text, before[-quarter:] + words, quarter, len(words)))
    if len(after) >= quarter:
        found.update(_occurrences(text, words + after[:quarter], 0, len(words)))
    yield from sorted(found)


def _occurrences(text: str, stretch: str, skipped: int, length: int) -> Iterator[Span]:
    """Of each place where a stretch stands, so many code points behind the `skipped` ones."""
    start = text.find(stretch)
    while start >= 0:
        yield Span(start + skipped, start + skipped + length)
        start = text.find(stretch, start + 1)


def _tells(place: Place, former: str) -> bool:
    """Whether the words are found again whatever stands around them."""
    return len(place.exact) >= TELLING_LENGTH and former.count(place.exact) < 2


def _stands_at(text: str, at: int, place: Place) -> bool:
    """Whether the words stand there, between just those others: nowhere can they fit better."""
    begins = at - len(place.prefix)
    whole = place.prefix + place.exact + place.suffix
    return begins >= 0 and text.startswith(whole, begins)


@lru_cache(maxsize=4096)
def letters_of(text: str) -> str:
    """The letters and figures of a text, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if c.isalnum())


def _only(text: str, spans: list[Span], place: Place, former: str, nothing: str) -> Span:
    if not spans:
        raise Unplaced(nothing)
    agreements = {span: agreement(text, span, place) for span in spans}
    best = max(agreements.values())
    nearest = [span for span in spans if agreements[span] == best]
    if len(nearest) > 1:
        nearest = [span for span in nearest if span.start == place.start]
    if len(nearest) != 1:
        places = max(len(spans), text.count(place.exact))
        raise Unplaced(f"these words stand in {places} places that nothing tells apart")
    around = len(place.prefix) + len(place.suffix)
    if best * 2 < around and not _tells(place, former):
        raise Unplaced(ELSEWHERE)
    return nearest[0]


def agreement(text: str, span: Span, place: Place) -> int:
    """How many code points before and after the span are those that the place remembers."""
    before = text[max(0, span.start - len(place.prefix)) : span.start]
    after = text[span.end : span.end + len(place.suffix)]
    return _common(before[::-1], place.prefix[::-1]) + _common(after, place.suffix)


def _common(a: str, b: str) -> int:
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length
