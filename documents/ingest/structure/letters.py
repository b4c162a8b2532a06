"""Letters that are put to the record in the middle of a talk: "Dear Mr. Chairman: …"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from documents.ingest.reading import CanonicalText
from documents.ingest.structure.label import Label

_DEAR = re.compile(r"(?:My\s)?Dear\s[^?!:,]{2,80}[:,](?:\s|$)")
_SIGNED = re.compile(
    r"(?:^|(?<=[.?!]\s))(?:(?:very\s)?(?:sincerely|truly|respectfully|cordially)|yours|best regards"
    r"|with (?:best|kind|warm))\b[^.?!]{0,40},?(?:\s|$)",
    re.I,
)
_SET_APART = re.compile(r"[^.?!]{2,90}[.,]|[^.?!]{2,90}")
LONGEST_LETTER = 60
HEAD_OF_LETTER = -1


def letters_in(source: CanonicalText, labels: Sequence[Label]) -> dict[int, int]:
    """The starts of the blocks of letters, from "Dear …" to who signed, with a number for each.

    The lines above that say whence and when it was written have `HEAD_OF_LETTER`.
    """
    starts = sorted(label.start for label in labels)
    blocks = source.blocks
    labelled = [bisect_left(starts, b.start) < bisect_left(starts, b.end) for b in blocks]
    found: dict[int, int] = {}
    for n, block in enumerate(blocks):
        if labelled[n] or block.start in found or not _DEAR.match(source.words(block)):
            continue
        end = next((m for m in range(n, len(blocks)) if labelled[m] and m > n), len(blocks))
        signed = next(
            (
                m
                for m in range(n, min(end, n + LONGEST_LETTER))
                if _SIGNED.search(source.words(blocks[m]))
            ),
            None,
        )
        if signed is None:
            continue
        last = signed
        while last + 1 < end and last < signed + 3 and _is_short(source.words(blocks[last + 1])):
            last += 1
        first = n
        while first and n - first < 3 and not labelled[first - 1]:
            if not re.search(r"\b(?:19|20)\d\d\.?$|,$", source.words(blocks[first - 1])):
                break
            first -= 1
        found |= {b.start: HEAD_OF_LETTER for b in blocks[first:n]}
        found |= {b.start: n for b in blocks[n : last + 1]}
    return found


def _is_short(words: str) -> bool:
    return len(words.split()) <= 10 and bool(_SET_APART.fullmatch(words))


__all__ = ["HEAD_OF_LETTER", "letters_in"]
