"""Signs, marks and notes of the transcript that a quotation has and the archive has not there.

Words are compared elsewhere. Commas, dashes, brackets and quotation marks belong to whoever
quotes; a question is another sentence than a statement, and "~1,500" another number than "1,500".

Pure.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.folding import folded_words
from search.quotes.alignment import Alignment
from search.quotes.callouts import Callout
from search.quotes.differences import Difference, Kind
from search.quotes.figures import figures
from search.quotes.quotation import Omission, Quotation, Spoken
from search.quotes.source import Source

_ASKING = "?!"
_OF_WHO_QUOTES = ".,;:?!…\"'`´„‚[]。，、；：？！¿¡「」『』"
_OF_NUMBERS = "+-−"
"""Signs that are read with their number."""
_FIRST_MARKS = re.compile(r"\s*[^\w\s]*")
_LEFT_OUT = re.compile(r"\s*(?:…|\.\s?\.)")

Edge = tuple[Spoken, int, int] | None
"""A word of the quotation with those of the source that it stands for; None at either end."""


def marks(quotation: Quotation, source: Source, alignment: Alignment) -> list[Difference]:
    """What differs in signs, in marks that end a sentence, and in notes, in order."""
    edges: list[Edge] = [None, *alignment.shared, None]
    numbers = [(figure.start, figure.end) for figure in figures(quotation.spoken, source.config)]
    found: list[Difference] = []
    for before, after in pairwise(edges):
        found += _Gap(quotation, source, before, after).differences(numbers)
    return found


class _Gap:
    """What stands between two words that both sides have, or before the first, behind the last."""

    def __init__(self, quotation: Quotation, source: Source, before: Edge, after: Edge) -> None:
        self._quotation = quotation
        self._start = before[0].end if before else 0
        self._end = after[0].start if after else len(quotation.text)
        self._asked = quotation.spoken[self._start : self._end]
        first = before[2] if before else None
        last = after[1] if after else None
        self._words = first or last or 0, last if last is not None else first or 0
        self._held = source.between(before and before[2] - 1, after and after[1])
        self._before = source.words[before[2] - 1] if before else ""
        self._after = source.words[after[1]] if after else ""
        self._is_end = after is None
        self._is_inside = before is not None and after is not None

    def differences(self, numbers: Sequence[tuple[int, int]]) -> Iterator[Difference]:
        yield from self._notes()
        yield from self._signs(numbers)
        yield from self._asking()

    def _difference(self, start: int, end: int, held: str, *changes: Callout) -> Difference:
        asked = self._quotation.text[start:end]
        return Difference(Kind.MARK, asked, held, changes, (start, end), self._words)

    def _notes(self) -> Iterator[Difference]:
        """Notes such as "(applause)" that the archive does not have there."""
        there = folded_words(self._held)
        for start, end in self._quotation.notes:
            if self._start <= start and end <= self._end:
                note = folded_words(self._quotation.text[start:end])
                if not _is_in(note, there):
                    yield self._difference(start, end, "")

    def _signs(self, numbers: Sequence[tuple[int, int]]) -> Iterator[Difference]:
        """Signs that are neither a number's own nor the archive's."""
        there = Counter(filter(_is_sign, self._held))
        own: list[int] = []
        for at in range(self._start, self._end):
            sign = self._quotation.spoken[at]
            if not _is_sign(sign) or any(start <= at < end for start, end in numbers):
                continue
            if there[sign]:
                there[sign] -= 1
            else:
                own.append(at)
        for start, end in _runs(own):
            text = self._quotation.text
            of_number = any(
                _counts(text[at]) and _is_beside_a_digit(text, at) for at in range(start, end)
            )
            yield self._difference(start, end, "", *([Callout.NUMBER] if of_number else []))
        for at, sign in enumerate(self._held):
            if there[sign] and _counts(sign) and sign not in _OF_NUMBERS and self._is_of_number(at):
                yield self._difference(self._end, self._end, sign, Callout.NUMBER)

    def _is_of_number(self, at: int) -> bool:
        """Whether a sign of the archive stands beside one of the number's digits."""
        is_first, is_last = at == 0, not self._held[at + 1 :].strip()
        return (is_first and self._before[-1:].isdecimal()) or (
            is_last and self._after[:1].isdecimal()
        )

    def _asking(self) -> Iterator[Difference]:
        """A question or a call that is none in the archive, or the other way round."""
        if not (self._is_inside or self._is_end) or self._words[0] != self._words[1]:
            return
        if any(
            isinstance(token, Omission) and self._start <= token.start < self._end
            for token in self._quotation.tokens
        ):
            return
        asked, held = _end_of(self._asked), _end_of(self._held)
        if self._is_end and (not asked or _LEFT_OUT.match(self._asked)):
            return
        if set(asked) & set(_ASKING) == set(held) & set(_ASKING):
            return
        at = self._start + (self._asked.index(asked[0]) if asked else 0)
        yield self._difference(at, at + len(asked), held)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Places as spans of those that follow each other."""
    spans: list[tuple[int, int]] = []
    for at in places:
        if spans and spans[-1][1] == at:
            spans[-1] = spans[-1][0], at + 1
        else:
            spans.append((at, at + 1))
    return spans


def _end_of(text: str) -> str:
    """The marks right behind a word, without quotation marks and brackets: "?" of "?”) "."""
    found = _FIRST_MARKS.match(text)
    return "".join(c for c in found[0] if c in ".,;:?!…") if found else ""


def _is_in(words: Sequence[str], others: Sequence[str]) -> bool:
    count = len(words)
    return any(list(others[at : at + count]) == list(words) for at in range(len(others)))


def _is_sign(char: str) -> bool:
    """Whether a character is a sign, rather than a letter, white space or a mark that belongs to
    whoever quotes: commas, stops, dashes, quotation marks, square brackets.
    """
    category = unicodedata.category(char)
    if char in _OF_WHO_QUOTES or category in ("Pd", "Pi", "Pf"):
        return False
    return category[0] in "SP" or category == "No"


def _counts(sign: str) -> bool:
    """Whether a sign beside a number makes it another: "~5", ">5", "5²"; arrows are bullets."""
    is_arrow = "\u2190" <= sign <= "\u21ff"
    return unicodedata.category(sign) in ("Sm", "Sk", "No") and not is_arrow


def _is_beside_a_digit(text: str, at: int) -> bool:
    return text[at - 1 : at].isdecimal() or text[at + 1 :].lstrip()[:1].isdecimal()
