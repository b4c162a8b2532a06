"""Typescripts with the names in a column of their own, parted from the words by blanks alone.

DARKO           I was seven when I went to Yeji. My aunt told me there was
                a school.
ROSSI           How many boys on the boat?
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.ingest.name_words import UPPER
from documents.ingest.readers.flow import Flow, Marks
from documents.ingest.reading import CanonicalText

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_NAMED = re.compile(
    rf"(?P<name>(?:M[rs]s?\.?\s|Dr\.?\s)?[{UPPER}][\w.'’-]*(?:\s[{UPPER}][\w.'’-]*){{0,3}}):?"
    r"(?P<gap>\s{2,})(?P<words>\S.*)"
)
# So many rows, of two voices that come again, whose words begin at one column on most of them.
FEWEST = 4
MOST = 0.8
# The words stand at least so far in: two blanks behind a short name may be a typist's.
NARROWEST = 8


@dataclass(frozen=True)
class _Row:
    """A line: the name in the left column, if any, the words, and the column these begin at."""

    name: str
    words: str
    column: int
    place: int


def is_set_in_columns(original: str) -> bool:
    """Whether names and words stand in two columns through the text, below its title lines."""
    return _column(_rows(original)) is not None


def read(original: str, charset: str) -> CanonicalText:
    """The canonical text: a row with a name begins a turn, and the rows below it go on.

    The name is said by the block, as markup would say it, and is not among its words.
    """
    rows = _rows(original)
    column = _column(rows)
    flow = Flow()
    for above, row in pairwise([_Row("", "", 0, 0), *rows]):
        if not row.words:
            flow.gap()
        elif row.name and row.column == column:
            flow.gap()
            flow.begin(marks=Marks(speaker=row.name))
            flow.write(row.words, place=row.place)
        elif above.words and row.column == above.column == column:
            flow.write(" ")
            flow.write(row.words, place=row.place)
        else:
            flow.begin()
            flow.write(f"{row.name} {row.words}".strip())
    return flow.canonical("text/plain", charset, {})


def _rows(original: str) -> list[_Row]:
    rows = []
    for line in _LINE.finditer(original):
        raw = line[0].rstrip()
        named = _NAMED.fullmatch(raw)
        at = named.start("words") if named else len(raw) - len(raw.lstrip())
        name = named["name"] if named else ""
        rows.append(_Row(name, raw[at:], len(raw[:at].expandtabs(8)), line.start() + at))
    return rows


def _column(rows: Sequence[_Row]) -> int | None:
    """Where the words begin; None where the text has no such columns."""
    named = [row for row in rows if row.name]
    if len(named) < FEWEST:
        return None
    column, count = Counter(row.column for row in named).most_common(1)[0]
    voices = Counter(row.name for row in named if row.column == column)
    first = next(n for n, row in enumerate(rows) if row.name and row.column == column)
    below = [row for row in rows[first:] if row.words]
    within = sum(row.column == column for row in below)
    takes_turns = count >= FEWEST and sum(times > 1 for times in voices.values()) >= 2
    return column if takes_turns and column >= NARROWEST and within >= MOST * len(below) else None


__all__ = ["is_set_in_columns", "read"]
