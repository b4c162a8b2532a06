"""What becomes of former passages in a new text: the fate of each, the rows of a table, and the
whole of it.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class Fate(Enum):
    """What becomes of a former passage."""

    KEPT = "kept"
    """The same words at their place."""
    MOVED = "moved"
    """Other words, or another place: the same passage, corrected."""
    SPLIT = "split"
    """Its words are now several passages."""
    MERGED = "merged"
    """Its words are now in one passage with those of its neighbours."""
    AMBIGUOUS = "ambiguous"
    """Carried over, but another candidate is nearly as like."""
    ORPHANED = "orphaned"
    """Nothing in the new text is like it."""


@dataclass(frozen=True)
class Row:
    """One row of the alignment table: positions in the former and in the new text.

    One former and one new passage, but for a split (several new), a merger (several former), an
    orphan (none new) and what is new (none former, no fate). `others` are free new passages that
    the former one might be as well.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    fate: Fate | None
    likeness: float = 0.0
    others: tuple[int, ...] = ()

    @property
    def is_split(self) -> bool:
        return self.fate is Fate.SPLIT


@dataclass(frozen=True)
class Alignment:
    """All former and all new passages, each in one row, in the order of the new text.

    `lengths` are those of the former passages: the longest of a merger goes on in it.
    """

    rows: tuple[Row, ...]
    lengths: tuple[int, ...]

    @property
    def former_of(self) -> dict[int, int]:
        """New position to former position, for passages that go on.

        What was split goes on in none of its parts: whoever cited it is shown all of them.
        """
        return {
            row.new[0]: max(row.old, key=lambda i: (self.lengths[i], -i))
            for row in self.rows
            if row.old and len(row.new) == 1
        }

    @property
    def targets(self) -> dict[int, tuple[int, ...]]:
        """Former position to the new positions that its words went to."""
        return {i: row.new for row in self.rows for i in row.old}

    @property
    def fates(self) -> dict[int, Fate]:
        return {i: row.fate for row in self.rows if row.fate for i in row.old}

    @property
    def orphans(self) -> list[int]:
        return [i for row in self.rows if not row.new for i in row.old]

    @property
    def doubtful(self) -> list[Row]:
        """The rows on which a keeper decides."""
        return [row for row in self.rows if row.fate is Fate.AMBIGUOUS]

    def counts(self) -> dict[str, int]:
        """How many former passages have each fate, and how many passages are new."""
        counts = {fate.value: 0 for fate in Fate}
        for row in self.rows:
            if row.fate is not None:
                counts[row.fate.value] += len(row.old)
        return counts | {"new": sum(row.fate is None for row in self.rows)}

    def decided(self, decisions: Mapping[int, int | None]) -> "Alignment":
        """The alignment after a keeper said which new passage a former one is, or that it is gone.

        Whatever stood in a row with either is gone or new, unless it is decided as well. Raises
        ValueError where two former passages are said to be one new one.
        """
        taken = [new for new in decisions.values() if new is not None]
        if len(taken) != len(set(taken)):
            raise ValueError("Two former passages cannot both go on as the same new one.")
        rows: list[Row] = []
        for row in self.rows:
            if not decisions.keys() & set(row.old) and not set(taken) & set(row.new):
                rows.append(row)
                continue
            rows += [Row((i,), (), Fate.ORPHANED) for i in row.old if i not in decisions]
            rows += [Row((), (j,), None) for j in row.new if j not in taken]
        for old, new in decisions.items():
            there = () if new is None else (new,)
            rows.append(Row((old,), there, Fate.ORPHANED if new is None else Fate.MOVED))
        return Alignment(in_order(rows), self.lengths)


def in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows by the new text; an orphan after what stood before it in the former one."""
    places = sorted((max(row.old), min(row.new)) for row in rows if row.old and row.new)
    olds = [old for old, _ in places]

    def place(row: Row) -> tuple[int, int, int]:
        if row.new:
            return min(row.new), 0, 0
        at = bisect_right(olds, row.old[0])
        return (places[at - 1][1] if at else -1), 1, row.old[0]

    return tuple(sorted(rows, key=place))
