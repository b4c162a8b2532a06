"""Which stretches of a text of which only excerpts may be shown anybody may read.

They are laid out once, over the text as it was first published: `OPEN` of every `STRIDE`
characters, whole words only, and nothing after `LAST`. From there they go with the words: of a
corrected text, a word is open if it is one that was open before. Nothing else is ever opened, so
that all revisions together show no more than the first did, however the text is corrected, cut
into passages or put in another order.

All offsets count Unicode code points.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from documents.models import PassageVersion, Revision

STRIDE = 400
OPEN = 80
LAST = 60_000
"""Where in a document the open stretches end, however long it is."""
SHORTEST_RUN = 3
"""Within changed lines, so many words in a row must be the same to be taken for those of before."""
MOST_COMPARED = 20_000
"""Words in changed lines, on either side; what stands behind them is not open."""

WORD = re.compile(r"\S+")

Place = tuple[int, int]
"""From and to, end exclusive."""


def open_in(version: PassageVersion) -> list[Place]:
    """The stretches of a version's whole text that anybody may read.

    Wants `revision` to be selected. Of a corrected text this asks for the texts of its revisions,
    once in a process.
    """
    if version.revision.number == 1:
        return open_places(version.text, version.start)
    return [
        (max(first, version.start) - version.start, min(last, version.end) - version.start)
        for first, last in _opened_in_revision(version.revision_id)
        if first < version.end and last > version.start
    ]


def open_places(text: str, start: int = 0) -> list[Place]:
    """The open stretches of a text that was not corrected, which begins at `start` of its document
    and with a word.
    """
    found: list[Place] = []
    for word in WORD.finditer(text):
        first, last = start + word.start(), start + word.end()
        if last > LAST:
            break
        if first % STRIDE + (last - first) > OPEN:
            continue
        window = first // STRIDE
        if found and (start + found[-1][0]) // STRIDE == window:
            found[-1] = (found[-1][0], word.end())
        else:
            found.append((word.start(), word.end()))
    return found


def opened(texts: Iterable[str]) -> list[Place]:
    """The open stretches of the last of a document's texts, all of its revisions in order.

    A text that stood before is open where it was then.
    """
    known: dict[str, list[Place]] = {}
    former = None
    for text in texts:
        if text not in known:
            known[text] = open_places(text) if former is None else carried(former, known, text)
        former = text
    return known[former] if former is not None else []


def carried(former: str, known: dict[str, list[Place]], text: str) -> list[Place]:
    """The words of a text that go on from the open ones of the former, as stretches.

    Each word of the former text goes on in one word at most: in lines that are the same wherever
    they stand, and, in what is left of both texts, in runs of words that are the same in order.
    """
    was, now = _lines(former), _lines(text)
    is_open = _flags(was, known[former])
    pairs, left_of_was, left_of_now = _paired(was, now)
    opens = {new for old, new in pairs if old in is_open}
    texts_of = [word for line in was for word in line], [word for line in now for word in line]
    a, b = left_of_was[:MOST_COMPARED], left_of_now[:MOST_COMPARED]
    steps = LCSseq.opcodes([texts_of[0][n][0] for n in a], [texts_of[1][n][0] for n in b])
    for step in steps:
        if step.tag == "equal" and step.src_end - step.src_start >= SHORTEST_RUN:
            same = a[step.src_start : step.src_end], b[step.dest_start : step.dest_end]
            opens |= {new for old, new in zip(*same, strict=True) if old in is_open}
    return _stretches([place for _, place in texts_of[1]], opens)


Line = list[tuple[str, Place]]
"""The words of a line, each with its place in the text."""


def _lines(text: str) -> list[Line]:
    lines: list[Line] = [[]]
    at = 0
    for word in WORD.finditer(text):
        if "\n" in text[at : word.start()] and lines[-1]:
            lines.append([])
        lines[-1].append((word.group(), word.span()))
        at = word.end()
    return lines


def _flags(lines: Sequence[Line], places: Sequence[Place]) -> set[int]:
    """Which words, counted through all lines, stand in the places."""
    inside, waiting, n = set(), deque(places), 0
    for line in lines:
        for _, (first, last) in line:
            while waiting and waiting[0][1] <= first:
                waiting.popleft()
            if waiting and waiting[0][0] <= first and last <= waiting[0][1]:
                inside.add(n)
            n += 1
    return inside


def _paired(
    was: Sequence[Line], now: Sequence[Line]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Words of lines that are the same, each line taken once; and the words left on both sides."""
    waiting: dict[tuple[str, ...], deque[range]] = defaultdict(deque)
    for line, numbers in _numbered(was):
        waiting[line].append(numbers)
    pairs: list[tuple[int, int]] = []
    left_of_now: list[int] = []
    for line, numbers in _numbered(now):
        if waiting[line]:
            pairs += zip(waiting[line].popleft(), numbers, strict=True)
        else:
            left_of_now += numbers
    left_of_was = sorted(n for left in waiting.values() for numbers in left for n in numbers)
    return pairs, left_of_was, left_of_now


def _numbered(lines: Iterable[Line]) -> Iterable[tuple[tuple[str, ...], range]]:
    n = 0
    for line in lines:
        yield tuple(word for word, _ in line), range(n, n + len(line))
        n += len(line)


def _stretches(words: Sequence[Place], opens: set[int]) -> list[Place]:
    found: list[Place] = []
    for n in sorted(opens):
        if found and n - 1 in opens:
            found[-1] = (found[-1][0], words[n][1])
        else:
            found.append(words[n])
    return found


@lru_cache(maxsize=1024)
def _opened_in_revision(pk: int) -> tuple[Place, ...]:
    """The open stretches of a revision, by those that were public before it."""
    revision = Revision.objects.defer("text", "runs").get(pk=pk)
    earlier = Revision.objects.filter(
        document=revision.document_id, number__lt=revision.number, published_at__isnull=False
    )
    rows = (earlier | Revision.objects.filter(pk=pk)).order_by("number")
    return tuple(opened(rows.values_list("text", flat=True)))
