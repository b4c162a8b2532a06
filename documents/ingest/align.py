"""Which passages of a new text are those of the former one: equal, then by order, then by likeness.

Pure: texts in, pairs out. The rows are written by the importer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

LIKE = 60.0
"""From this likeness (0 to 100) a passage is taken for a correction of one at its place."""
CLEAR = 15.0
"""By how much the best candidate must lead the next, or the row is ambiguous."""


class Fate(Enum):
    """What becomes of a former passage."""

    KEPT = "kept"
    """The same words."""
    MOVED = "moved"
    """Other words, or another place: the same passage, corrected."""
    AMBIGUOUS = "ambiguous"
    """Carried over, but a second candidate is nearly as like."""
    ORPHANED = "orphaned"
    """Nothing in the new text is like it."""


@dataclass(frozen=True)
class Row:
    """One row of the alignment table: positions in the former and new text, None where absent."""

    old: int | None
    new: int | None
    fate: Fate | None
    likeness: float = 0.0


@dataclass(frozen=True)
class Alignment:
    """All former and all new passages, each once, in the order of the new text."""

    rows: tuple[Row, ...]

    @property
    def former_of(self) -> dict[int, int]:
        """New position to former position, for passages that go on."""
        return {
            row.new: row.old for row in self.rows if row.new is not None and row.old is not None
        }

    @property
    def orphans(self) -> list[int]:
        return [row.old for row in self.rows if row.old is not None and row.new is None]

    def counts(self) -> dict[str, int]:
        """How many former passages have each fate, and how many passages are new."""
        counts = {fate.value: 0 for fate in Fate}
        for row in self.rows:
            if row.fate is not None:
                counts[row.fate.value] += 1
        return counts | {"new": sum(row.fate is None for row in self.rows)}


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Pair former and new passages; every position of either side appears in exactly one row.

    Equal passages in order are anchors (as in diff). Between two anchors, passages are paired by
    likeness, best first; what is left over is paired with equal text that moved elsewhere, else it
    is orphaned or new.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pairs: dict[int, Row] = {}
    lost: list[int] = []
    added: list[int] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs.update(
                {
                    j: Row(i, j, Fate.KEPT, 100.0)
                    for i, j in zip(range(i1, i2), range(j1, j2), strict=True)
                }
            )
            continue
        found = _pair_by_likeness(old, new, range(i1, i2), range(j1, j2))
        pairs.update({row.new: row for row in found if row.new is not None})
        lost += [i for i in range(i1, i2) if i not in {row.old for row in found}]
        added += [j for j in range(j1, j2) if j not in pairs]
    for i in list(lost):
        there = next((j for j in added if new[j] == old[i]), None)
        if there is not None:
            pairs[there] = Row(i, there, Fate.MOVED, 100.0)
            lost.remove(i)
            added.remove(there)
    rows = [pairs.get(j) or Row(None, j, None) for j in range(len(new))]
    return Alignment((*rows, *(Row(i, None, Fate.ORPHANED) for i in lost)))


def _pair_by_likeness(
    old: Sequence[str], new: Sequence[str], olds: range, news: range
) -> list[Row]:
    """Pairs within one stretch that changed, best first, never crossing each other."""
    scores = sorted(
        (
            (fuzz.ratio(old[i], new[j], score_cutoff=LIKE), i, j)
            for i in olds
            for j in news
            if _near(old[i], new[j])
        ),
        reverse=True,
    )
    rows: list[Row] = []
    for score, i, j in scores:
        if score < LIKE:
            break
        if any(row.old == i or row.new == j or _cross(row, i, j) for row in rows):
            continue
        rival = max((s for s, a, b in scores if (a == i) != (b == j)), default=0.0)
        fate = Fate.MOVED if score - rival >= CLEAR else Fate.AMBIGUOUS
        rows.append(Row(i, j, fate, score))
    return rows


def _near(a: str, b: str) -> bool:
    """Whether two lengths allow the likeness at all; spares most comparisons in a long rewrite."""
    shorter, longer = sorted((len(a), len(b)))
    return shorter * 200 >= LIKE * (shorter + longer)


def _cross(row: Row, i: int, j: int) -> bool:
    return row.old is not None and row.new is not None and (row.old < i) != (row.new < j)


def likeness(old: str, new: str) -> float:
    """How alike two whole texts are, 0 to 1, by their lines: cheap also for long texts."""
    a, b = old.split(), new.split()
    if not a or not b:
        return float(a == b)
    return Indel.normalized_similarity(a, b) if len(a) * len(b) < 4e8 else _bag_likeness(a, b)


def _bag_likeness(a: Sequence[str], b: Sequence[str]) -> float:
    from collections import Counter

    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b))
