"""Which passages of a new text are those of the former one: equal, then by order, then by likeness.

Pure: texts in, rows out. What is equal in order is found as in diff. Each stretch between is
aligned as translators align sentences (Gale and Church, Computational Linguistics 19, 1993): the
best path through both sides in order, on which a passage may go on, be cut in several, be joined
with its neighbours, vanish or be new. What has changed its place is looked for last.
"""

from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from rapidfuzz import fuzz

from documents.ingest.fates import Alignment, Fate, Row, in_order

LIKE = 60.0
"""From this likeness (0 to 100) a passage is taken for a correction of one at its place."""
SAME_ELSEWHERE = 85.0
"""From this likeness a passage is found again away from its place."""
WHOLE = 80.0
"""From this likeness some passages together are the one they were cut from or joined to."""
CLEAR = 15.0
"""By how much the best candidate must lead the next free one, or the row is ambiguous."""
TELLING = 24
"""From this length words that stand in another passage are no chance."""
MOST_PARTS = 4
BAND = 40
"""How far from the same relative place a counterpart is looked for in a long stretch."""


def align(
    old: Sequence[str], new: Sequence[str], sorts: tuple[Sequence, Sequence] = ((), ())
) -> Alignment:
    """Pair former and new passages; every position of either side appears in exactly one row.

    `sorts` says of what sort each former and each new passage is, such as whether it is cited.
    Where the same words stand several times, those of one sort go together.
    """
    rows: list[Row] = []
    stretches: list[tuple[range, range]] = []
    olds_sorted, news_sorted = _sorted(old, sorts[0]), _sorted(new, sorts[1])
    matcher = SequenceMatcher(None, olds_sorted, news_sorted, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            same = zip(range(i1, i2), range(j1, j2), strict=True)
            rows += [Row((i,), (j,), Fate.KEPT, 100.0) for i, j in same]
        else:
            stretches.append((range(i1, i2), range(j1, j2)))
    rows += _equal_elsewhere(olds_sorted, news_sorted, stretches)
    taken = {i for row in rows for i in row.old}, {j for row in rows for j in row.new}
    for olds, news in stretches:
        left = [i for i in olds if i not in taken[0]], [j for j in news if j not in taken[1]]
        rows += _Stretch(old, new, *left).rows()
    lost = [i for i in range(len(old)) if i not in {i for row in rows for i in row.old}]
    added = [j for j in range(len(new)) if j not in {j for row in rows for j in row.new}]
    rows += _like_elsewhere(old, new, lost, added)
    rows = _taking_in(rows, old, new, lost, added)
    rows = [_with_rivals(row, old, new, lost, added) for row in rows]
    rows += [_orphan(i, old, new, added) for i in lost]
    rows += [Row((), (j,), None) for j in added]
    return Alignment(in_order(rows), tuple(len(text) for text in old))


class _Stretch:
    """Two runs of passages between what is equal, and the best path through both."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], olds: list[int], news: list[int]
    ) -> None:
        self.old, self.new = old, new
        self.olds, self.news = olds, news

    def rows(self) -> Iterator[Row]:
        """The pairs, splits and mergers on the best path."""
        best: dict[tuple[int, int], float] = {}
        step: dict[tuple[int, int], tuple[int, int, float]] = {}
        for a in range(len(self.olds) + 1):
            for b in self._near(a):
                best[a, b], step[a, b] = self._best_step(best, a, b)
        a, b = len(self.olds), len(self.news)
        while a or b:
            da, db, likeness = step[a, b]
            if da and db:
                yield self._row(self.olds[a - da : a], self.news[b - db : b], likeness)
            a, b = a - da, b - db

    def _near(self, a: int) -> range:
        """The places on the other side that are looked at with the first `a` former passages."""
        n, m = len(self.olds), len(self.news)
        if n <= 2 * BAND and m <= 2 * BAND:
            return range(m + 1)
        reach = BAND + m // max(n, 1)
        middle = a * m // max(n, 1)
        first = 0 if a == 0 else max(0, middle - reach)
        return range(first, m + 1 if a == n else min(m, middle + reach) + 1)

    def _best_step(
        self, best: Mapping[tuple[int, int], float], a: int, b: int
    ) -> tuple[float, tuple[int, int, float]]:
        found = (0.0, (0, 0, 0.0)) if not a and not b else (-1.0, (0, 0, 0.0))
        for da, db in _STEPS:
            before = best.get((a - da, b - db))
            if before is None:
                continue
            likeness, gain = self._gain(a - da, a, b - db, b) if da and db else (0.0, 0.0)
            if (not (da and db) or gain) and before + gain > found[0]:
                found = before + gain, (da, db, likeness)
        return found

    def _gain(self, a1: int, a2: int, b1: int, b2: int) -> tuple[float, float]:
        """The likeness of two groups, and how many code points of both are the same then."""
        ones, others = self.olds[a1:a2], self.news[b1:b2]
        one = " ".join(self.old[i] for i in ones)
        other = " ".join(self.new[j] for j in others)
        least = LIKE if len(ones) == len(others) == 1 else WHOLE
        if not _may_be_like(one, other, least):
            return 0.0, 0.0
        likeness = fuzz.ratio(one, other, score_cutoff=least)
        gain = (len(one) + len(other)) * likeness / 100
        if len(ones) == len(others) == 1 or not likeness:
            return likeness, gain
        parts = [self.old[i] for i in ones] if len(ones) > 1 else [self.new[j] for j in others]
        whole = other if len(ones) > 1 else one
        if any(fuzz.partial_ratio(part, whole) < WHOLE for part in parts):
            return 0.0, 0.0
        return likeness, gain * 0.995  # a plain pair is preferred where nothing is gained

    def _row(self, olds: list[int], news: list[int], likeness: float) -> Row:
        fate = Fate.MOVED
        if len(news) > 1:
            fate = Fate.SPLIT
        elif len(olds) > 1:
            fate = Fate.MERGED
        elif self.old[olds[0]] == self.new[news[0]]:
            fate = Fate.KEPT  # of another sort now
        return Row(tuple(olds), tuple(news), fate, likeness)


_STEPS = (
    *((1, 0), (0, 1), (1, 1)),
    *((1, n) for n in range(2, MOST_PARTS + 1)),
    *((n, 1) for n in range(2, MOST_PARTS + 1)),
)


def _sorted(texts: Sequence[str], sorts: Sequence) -> list[tuple[str, object]]:
    return list(zip(texts, sorts or [None] * len(texts), strict=True))


def _equal_elsewhere(
    old: Sequence[tuple[str, object]],
    new: Sequence[tuple[str, object]],
    stretches: Sequence[tuple[range, range]],
) -> Iterator[Row]:
    """The same words at another place, in order where they stand several times."""
    places: dict[tuple[str, object], list[int]] = {}
    for _, news in stretches:
        for j in news:
            places.setdefault(new[j], []).append(j)
    for olds, _ in stretches:
        for i in olds:
            if there := places.get(old[i]):
                yield Row((i,), (there.pop(0),), Fate.MOVED, 100.0)


def _like_elsewhere(
    old: Sequence[str], new: Sequence[str], lost: list[int], added: list[int]
) -> list[Row]:
    """Much alike passages that have changed their place. Takes them off both lists."""
    rows: list[Row] = []
    if len(lost) * len(added) > 100_000:
        return rows
    for i in list(lost):
        scores = sorted(((_likeness(old[i], new[j], LIKE), -j) for j in added), reverse=True)
        if scores and scores[0][0] >= SAME_ELSEWHERE:
            j = -scores[0][1]
            rows.append(Row((i,), (j,), Fate.MOVED, scores[0][0]))
            lost.remove(i)
            added.remove(j)
    return rows


def _taking_in(
    rows: Sequence[Row], old: Sequence[str], new: Sequence[str], lost: list[int], added: list[int]
) -> list[Row]:
    """The rows, with passages that are not paired, or with likeness only, in those that hold all
    their words now: the very words go before likeness.

    So is joined what was joined with a part of its neighbour alone. Changes both lists.
    """
    at = {row.new[0]: row for row in rows if row.old and len(row.new) == 1}
    kept = [row for row in rows if not (row.old and len(row.new) == 1)]
    like = {row.old[0]: j for j, row in at.items() if len(row.old) == 1 and row.likeness < 100.0}
    all_of_it = _Passages(new)
    for i in sorted((*lost, *like)):
        own = like.get(i)
        if own is not None and (at[own].old != (i,) or old[i] in new[own]):
            continue
        there = [
            j
            for j in all_of_it.holding(old[i])
            if (j in at or j in added) and _takes_in(old[i], new[j], [old[k] for k in _olds(at, j)])
        ]
        if not there:
            continue
        j = min(there, key=lambda j: (abs(j - i), j))
        olds = tuple(sorted((*_olds(at, j), i)))
        likeness = fuzz.ratio(" ".join(old[k] for k in olds), new[j])
        at[j] = Row(olds, (j,), Fate.MERGED, likeness)
        if own is None:
            lost.remove(i)
        else:
            del at[own]
            insort(added, own)
        if j in added:
            added.remove(j)
    return kept + list(at.values())


class _Passages:
    """Texts in which words are looked for, all at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.text = "\0".join(texts)
        self.starts = list(accumulate((len(text) + 1 for text in texts), initial=0))

    def holding(self, words: str) -> list[int]:
        """The positions of those that have the words; none for words that tell nothing."""
        found: list[int] = []
        at = self.text.find(words) if len(words) >= TELLING else -1
        while at >= 0:
            found.append(bisect_right(self.starts, at) - 1)
            at = self.text.find(words, self.starts[found[-1] + 1])
        return found


def _olds(rows: Mapping[int, Row], j: int) -> tuple[int, ...]:
    return rows[j].old if j in rows else ()


def _takes_in(words: str, text: str, before: Sequence[str]) -> bool:
    """Whether a passage has the words of another, and did not have them before."""
    return text.count(words) > sum(former.count(words) for former in before)


def _with_rivals(
    row: Row, old: Sequence[str], new: Sequence[str], lost: list[int], added: list[int]
) -> Row:
    """The row, ambiguous where a passage that is not paired is nearly as like as the one that is.

    Where both candidates have a counterpart, their order has told them apart.
    """
    if row.fate is not Fate.MOVED or row.likeness == 100.0:
        return row
    (i,), (j,) = row.old, row.new
    least = max(LIKE, row.likeness - CLEAR)
    others = tuple(b for b in _around(added, j) if _likeness(old[i], new[b], least) > least)
    rivals = others or [a for a in _around(lost, i) if _likeness(old[a], new[j], least) > least]
    return Row(row.old, row.new, Fate.AMBIGUOUS, row.likeness, others) if rivals else row


def _orphan(i: int, old: Sequence[str], new: Sequence[str], added: list[int]) -> Row:
    others = tuple(j for j in _around(added, i) if _likeness(old[i], new[j], LIKE))
    return Row((i,), (), Fate.ORPHANED, others=others)


def _around(positions: list[int], place: int) -> list[int]:
    """Some positions on both sides of a place, in a list that is in order."""
    at = bisect_right(positions, place)
    return positions[max(0, at - BAND) : at + BAND]


def _likeness(a: str, b: str, least: float) -> float:
    return fuzz.ratio(a, b, score_cutoff=least) if _may_be_like(a, b, least) else 0.0


def _may_be_like(a: str, b: str, least: float) -> bool:
    """Whether two lengths allow the likeness at all; spares most comparisons in a long rewrite."""
    shorter, longer = sorted((len(a), len(b)))
    return shorter * 200 >= least * (shorter + longer)
