"""Where a quotation stands in a source: the alignment of least cost.

Sellers' variant of edit distance (1980): the quotation is aligned as a whole, the source may begin
and end anywhere. Words take the place of letters. An omission passes over any number of the
source's words for nothing, an insertion over as many as it may stand for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from search.quotes.quotation import Insertion, Omission, Spoken, Token
from search.quotes.word_classes import EDITORIAL

REPLACED_AT_MOST = 8
"""So many words of the source may stand behind words in square brackets."""

PASSED_OVER = 0.45
"""What a word of the source costs that the quotation passes over unsaid: less than a replaced one,
so that a dropped "not" is seen as dropped.
"""

ROOM = 30
"""Words of the source that are aligned to either side of what is most like the quotation."""

WIDEST = 5
"""So many times the words of the quotation, with ROOM, are aligned at most where it leaves out
nothing.
"""

SOUGHT = 40
"""Words of a quotation, its first and its last, that are looked for letter by letter."""

LONG_WORD = 40

JOINED = 0.1
"""What it costs to write one word for two with the same letters, or two for one."""

LIKE = 0.7
"""From this similarity on, two words are one word misspelled or with another ending."""


class Step(NamedTuple):
    """One step: a token of the quotation, None where the source has words that it lacks; the
    words of the source from `first` up to, not including, `after`, none where it lacks them.
    `same` says that both have this very word.
    """

    token: Token | None
    first: int
    after: int
    same: bool = False


@dataclass(frozen=True)
class Alignment:
    """The steps through the quotation, in order."""

    steps: tuple[Step, ...]

    @property
    def shared(self) -> list[tuple[Spoken, int, int]]:
        """The words of the quotation that the source has, each with the words of the source that it
        stands for: from the first up to, not including, the last.
        """
        return [
            (step.token, step.first, step.after)
            for step in self.steps
            if isinstance(step.token, Spoken) and step.after > step.first
        ]

    @property
    def covered(self) -> list[int]:
        """The words of the source, by position, that words of the quotation stand for."""
        return [first for _, first, _ in self.shared]

    @property
    def longest_run(self) -> tuple[int, int]:
        """The most words in a row that are the same: from the first up to, not including, the
        last.
        """
        runs = (list(run) for same, run in groupby(self.steps, lambda step: step.same) if same)
        run = max(runs, key=len, default=None)
        return (run[0].first, run[-1].after) if run else (0, 0)


class _Origin(NamedTuple):
    """What a cell comes from: so many tokens and so many words of the source before it."""

    tokens: int
    words: int


_TAKEN = _Origin(1, 1)
_LACKING = _Origin(1, 0)
_PASSED_OVER = _Origin(0, 1)
_ONE_FOR_TWO = _Origin(1, 2)
_TWO_FOR_ONE = _Origin(2, 1)


def align(tokens: Sequence[Token], source: Sequence[str]) -> Alignment | None:
    """Aligns a quotation's tokens with a source's folded words; None if they share no word."""
    first, after = _stretch(tokens, source)
    found = _aligned(tokens, source[first:after])
    if found is None or not first:
        return found
    return Alignment(
        tuple(
            step._replace(first=step.first + first, after=step.after + first)
            for step in found.steps
        )
    )


def align_by_sentence(
    tokens: Sequence[Token], source: Sequence[str], first: int, after: int
) -> Alignment | None:
    """Aligns with the source's words from `first` up to, not including, `after`, where omissions of
    no width (`Quotation.by_sentence`) pass over words that the quotation does not say it leaves
    out.
    """
    found = _aligned(tokens, source[first:after])
    if found is None:
        return None
    steps: list[Step] = []
    for step in found.steps:
        begin, end = step.first + first, step.after + first
        if isinstance(step.token, Omission) and step.token.start == step.token.end:
            steps += [Step(None, at, at + 1) for at in range(begin, end)]
        else:
            steps.append(step._replace(first=begin, after=end))
    return Alignment(tuple(steps))


def effort(tokens: Sequence[Token], source: Sequence[str]) -> int:
    """How many pairs of words `align` compares at most."""
    room = ROOM + len(tokens)
    omits = any(isinstance(token, Omission) for token in tokens)
    return len(tokens) * (len(source) if omits else min(len(source), WIDEST * room))


def _stretch(tokens: Sequence[Token], source: Sequence[str]) -> tuple[int, int]:
    """The words of a long source that are worth aligning: those around the letters most like the
    quotation's. Where it leaves out, it may go on anywhere, and all of them are.
    """
    room = ROOM + len(tokens)
    if len(source) <= 3 * room or any(isinstance(token, Omission) for token in tokens):
        return 0, len(source)
    text = " ".join(source)
    said = [token.word[:LONG_WORD] for token in tokens if isinstance(token, Spoken)]
    ends = []
    for part in (said[:SOUGHT], said[-SOUGHT:]):
        found = fuzz.partial_ratio_alignment(" ".join(part), text)
        if found is None:
            return 0, len(source)
        ends += [text.count(" ", 0, at) for at in (found.dest_start, found.dest_end)]
    first = max(0, min(ends) - room)
    return first, min(len(source), max(ends) + 1 + room, first + WIDEST * room)


def _aligned(tokens: Sequence[Token], source: Sequence[str]) -> Alignment | None:
    rows: list[list[float]] = [[0.0] * (len(source) + 1)]
    origins: list[list[_Origin]] = [[]]
    for at, token in enumerate(tokens):
        if isinstance(token, Spoken):
            row, origin = _saying(token, rows[-1], source)
            before = tokens[at - 1] if at else None
            if isinstance(before, Spoken):
                _write_apart(before.word + token.word, rows[-2], source, row, origin)
        else:
            at_most = REPLACED_AT_MOST if isinstance(token, Insertion) else len(source)
            row, origin = _passing(rows[-1], at_most)
        rows.append(row)
        origins.append(origin)
    end = min(range(len(source) + 1), key=rows[-1].__getitem__)
    steps = _traced(tokens, origins, end, source)
    if _only_the_last_is_lacking(steps) and rows[-1][end + 1 : end + 2] == [rows[-1][end]]:
        # A last word that is another one stands for the archive's: it was not added.
        steps = _traced(tokens, origins, end + 1, source)
    if not any(step.same for step in steps):
        return None
    return Alignment(tuple(steps))


def _only_the_last_is_lacking(steps: Sequence[Step]) -> bool:
    last = steps[-1].token
    is_editors = isinstance(last, Insertion) and set(last.words) <= EDITORIAL
    is_lacking = steps[-1].first == steps[-1].after and not is_editors
    return len(steps) > 1 and steps[-2].same and is_lacking


def _saying(
    token: Spoken, above: list[float], source: Sequence[str]
) -> tuple[list[float], list[_Origin]]:
    """The costs and origins of all ends of the source for one more spoken word."""
    word = token.word
    cost, row, origin = above[0] + 1.0, [above[0] + 1.0], [_LACKING]
    before = ""
    for at, heard in enumerate(source):
        best = above[at] + (0.0 if heard == word else _distance(word, heard))
        came = _TAKEN
        if above[at + 1] + 1.0 < best:
            best, came = above[at + 1] + 1.0, _LACKING
        if cost + PASSED_OVER < best:
            best, came = cost + PASSED_OVER, _PASSED_OVER
        if at and above[at - 1] + JOINED < best and before + heard == word:
            best, came = above[at - 1] + JOINED, _ONE_FOR_TWO
        before, cost = heard, best
        row.append(best)
        origin.append(came)
    return row, origin


def _write_apart(
    both: str,
    above: list[float],
    source: Sequence[str],
    row: list[float],
    origin: list[_Origin],
) -> None:
    """Improves a row where two spoken words are one word of the source: "can not", "cannot"."""
    for at, heard in enumerate(source):
        if heard == both and above[at] + JOINED < row[at + 1]:
            row[at + 1], origin[at + 1] = above[at] + JOINED, _TWO_FOR_ONE


def _passing(above: list[float], at_most: int) -> tuple[list[float], list[_Origin]]:
    """The row of a token that stands for up to so many words of the source at no cost.

    Of equal ways, the one that passes over the fewest words.
    """
    row, origin, best = [], [], 0
    for at in range(len(above)):
        if at - best > at_most:
            best = min(range(at - 1, at - at_most - 1, -1), key=above.__getitem__)
        if above[at] <= above[best]:
            best = at
        row.append(above[best])
        origin.append(_Origin(1, at - best))
    return row, origin


@lru_cache(maxsize=100_000)
def _distance(word: str, heard: str) -> float:
    """What it costs to write one word for another: less, if they are nearly the same."""
    return 0.6 if alike(word, heard) else 1.0


def alike(word: str, heard: str) -> bool:
    """Whether two words are one word misspelled or with another ending."""
    return min(len(word), len(heard)) > 3 and Indel.normalized_similarity(word, heard) >= LIKE


def _traced(
    tokens: Sequence[Token], origins: list[list[_Origin]], end: int, source: Sequence[str]
) -> list[Step]:
    steps: list[Step] = []
    row = len(tokens)
    while row:
        came = origins[row][end]
        first = end - came.words
        taken = list(tokens[row - came.tokens : row])
        if not taken:
            steps.append(Step(None, first, end))
        # The first of two tokens takes the word that they share.
        for token in reversed(taken[1:]):
            steps.append(Step(token, end, end))
        for token in taken[:1]:
            same = isinstance(token, Spoken) and came == _TAKEN and source[first] == token.word
            steps.append(Step(token, first, end, same))
        row, end = row - came.tokens, first
    return steps[::-1]
