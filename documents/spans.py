"""Cutting a passage's text at the ends of overlapping spans, and a slide's text into its lines.

All offsets count Unicode code points in the passage's text, start inclusive, end exclusive.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

# Bullets as decks print them, also as Markdown leaves them, and short numbering.
LEAD = re.compile(
    r"(?P<indent>[ \t\u2003]*)"
    r"(?P<lead>(?:[•◦○●▪▫■□►▶▸‣→➢➔✓✔]|[-–—*](?=\s)|\(?\d{1,2}[.)](?=\s))?[ \t]*)"
)
# A deck indents by two to four blanks or one tab.
INDENT = 2


class Span(NamedTuple):
    """A stretch of a text that is shown in a way of its own: a "note", a "mark", "quoted" words."""

    start: int
    end: int
    kind: str


class Run(NamedTuple):
    """A stretch of text over which nothing changes, and the kinds of the spans that cover it."""

    text: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Line:
    """A line of a slide: where its words stand, how deep it is set (from 0), how it is led."""

    start: int
    end: int
    depth: int
    lead: str


def runs(text: str, spans: Iterable[Span], start: int = 0, end: int | None = None) -> list[Run]:
    """The text from `start` to `end` in runs, in order and without a gap.

    Spans may overlap, be nested or reach beyond the text; the parts outside are left out.
    """
    end = len(text) if end is None else end
    spans = [
        Span(max(span.start, start), min(span.end, end), span.kind)
        for span in spans
        if span.start < end and span.end > start and span.start < span.end
    ]
    ends = sorted({start, end, *(s.start for s in spans), *(s.end for s in spans)})
    found: list[Run] = []
    for left, right in zip(ends, ends[1:], strict=False):
        kinds = frozenset(s.kind for s in spans if s.start <= left and right <= s.end)
        if found and found[-1].kinds == kinds:
            found[-1] = Run(found[-1].text + text[left:right], kinds)
        else:
            found.append(Run(text[left:right], kinds))
    return found


def slide_lines(text: str) -> list[Line]:
    """The lines of a slide that have words; the first one is its title.

    Depth comes from the indent: the depths of one slide are counted, not measured, so that two
    blanks and a tab both go one step in.
    """
    lines = list(_lines(text))
    indents = sorted({width for width, _, _, _ in lines})
    return [
        Line(start, end, indents.index(width), lead.strip()) for width, lead, start, end in lines
    ]


def _lines(text: str) -> Iterator[tuple[int, str, int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip()
        led = LEAD.match(words)
        lead_end = led.end() if led else 0
        if lead_end < len(words):
            indent = led["indent"].expandtabs(INDENT) if led else ""
            yield len(indent) // INDENT, led["lead"] if led else "", at + lead_end, at + len(words)
        at += len(line)
