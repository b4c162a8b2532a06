"""Pages that count their lines in the margin, as court reporters type them.

The numbers go; the heads and feet of the pages are set aside at the end, so that no sentence is
cut; and a line that stands in begins a paragraph.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode

from documents.ingest.readers.flow import Flow
from documents.ingest.readers.layout import begins_turn

_LINE = re.compile(r"[^\n\x0c]*(?:\n|\x0c|\Z)")
_NUMBERED = re.compile(
    r"(?P<before>[ \t]{0,12})(?P<number>\d{1,2})(?:(?P<gap>[ \t]+)(?=\S)|[ \t]*$)"
)
_PAGE_NUMBER = re.compile(r"(?:page )?[-–— ]*\d{1,4}[-–— ]*(?:of \d{1,4})?", re.I)
_DIGITS = re.compile(r"\d+")

# So many steps from one number to the next, on such a share of the numbers, which stand on such a
# share of the lines: then a page counts its lines.
FEWEST_STEPS = 12
MOST = 0.7
MOST_OF_THE_LINES = 0.55
# What stands in less than this is still at the margin.
STANDS_IN = 2
# How far a line may end before the right margin and be full all the same: the next word was long.
RAGGED = 6


@dataclass(frozen=True)
class _Line:
    """A line without its number: its words, where they stand in the original, and how far in."""

    words: str
    place: int
    column: int
    is_numbered: bool

    @property
    def end(self) -> int:
        return self.column + len(self.words)

    @property
    def pattern(self) -> str:
        return _DIGITS.sub("#", self.words)


def counts_lines(original: str) -> bool:
    """Whether the lines of a text are numbered one by one in the margin, page after page."""
    if not re.search(r"^[ \t]{0,12}1\b.*\n(?:\s*\n)*[ \t]{0,12}2\b", original, re.M):
        return False
    filled = [line for line in original.split("\n") if line.strip()]
    numbers = [int(found["number"]) for line in filled if (found := _NUMBERED.match(line))]
    return are_counts(numbers, len(filled))


def are_counts(numbers: Sequence[int], lines: int) -> bool:
    """Whether the numbers that so many lines begin with go up by one, on most of the lines."""
    steps = sum(b == a + 1 for a, b in pairwise(numbers))
    return (
        steps >= max(FEWEST_STEPS, MOST * len(numbers))
        and len(numbers) >= MOST_OF_THE_LINES * lines
    )


def flow_of(original: str) -> Flow:
    """The lines in order without their numbers; what is not counted at the end, as furniture."""
    lines = _lines(original)
    times = Counter(line.pattern for line in lines if not line.is_numbered)
    heads = [line for line in lines if _is_head(line, times)]
    told = [line for line in lines if not _is_head(line, times)]
    margin = mode([line.column for line in told if line.is_numbered and line.words] or [0])
    right = _right(told)
    flow = Flow()
    before: _Line | None = None
    for line in told:
        if not line.words:
            flow.gap()
            before = None
            continue
        if before and _goes_on(before, line, margin, right):
            flow.write(" ")
        else:
            if before and line.column >= margin + STANDS_IN:
                flow.gap()
            flow.begin()
        flow.write(line.words, place=line.place)
        before = line
    for line in heads:
        flow.gap()
        flow.begin("furniture")
        flow.write(line.words, place=line.place)
    return flow


def _lines(original: str) -> list[_Line]:
    lines: list[_Line] = []
    expected = 1
    for found in _LINE.finditer(original):
        raw = found[0].rstrip("\r\n\x0c")
        numbered = _NUMBERED.match(raw)
        if numbered and int(numbered["number"]) in {1, expected}:
            expected = int(numbered["number"]) + 1
            lines.append(_line(raw, found.start(), numbered.end(), is_numbered=True))
        elif raw.strip():
            lines.append(_line(raw, found.start(), 0, is_numbered=False))
    return lines


def _line(raw: str, start: int, skipped: int, is_numbered: bool) -> _Line:
    rest = raw[skipped:]
    words = rest.strip()
    skipped += len(rest) - len(rest.lstrip())
    return _Line(words, start + skipped, len(raw[:skipped].expandtabs(8)), is_numbered)


def _is_head(line: _Line, times: Counter[str]) -> bool:
    """Whether no page counts a line, and it comes again or is the number of a page."""
    again = times[line.pattern] > 1 or _PAGE_NUMBER.fullmatch(line.words)
    return not line.is_numbered and bool(again)


def _right(lines: list[_Line]) -> int:
    """The right margin: where all but the widest lines end."""
    ends = sorted(line.end for line in lines if line.words)
    return ends[int(0.9 * (len(ends) - 1))] if ends else 0


def _goes_on(before: _Line, line: _Line, margin: int, right: int) -> bool:
    """Whether a line at the margin goes on the one above, where its first word had no room."""
    if line.column >= margin + STANDS_IN or begins_turn(line.words):
        return False
    if re.search(r"\w-$|\S {4,}\S", before.words):  # which the layout mends, or not; a table
        return False
    return before.end + 1 + len(line.words.split(maxsplit=1)[0]) > right - RAGGED


__all__ = ["are_counts", "counts_lines", "flow_of"]
