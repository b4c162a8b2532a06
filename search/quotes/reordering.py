"""Whether a quotation's clauses stand in a passage in another order.

Pure.
"""

from collections import defaultdict
from collections.abc import Sequence

SHORTEST = 3
"""Words in a row that are a clause rather than a coincidence."""


def in_any_order(words: Sequence[str], passage: Sequence[str]) -> list[bool]:
    """Of each word, whether it stands in a run of SHORTEST words or more that the passage has too,
    wherever it has it.
    """
    beginnings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(passage) - SHORTEST + 1):
        beginnings[tuple(passage[at : at + SHORTEST])].append(at)
    found = [False] * len(words)
    at = 0
    while at <= len(words) - SHORTEST:
        places = beginnings.get(tuple(words[at : at + SHORTEST]), [])
        run = max((_run(words, at, passage, place) for place in places), default=0)
        found[at : at + run] = [True] * run
        at += run or 1
    return found


def _run(words: Sequence[str], at: int, passage: Sequence[str], place: int) -> int:
    """How many words from one place on are the same as those from another on."""
    length = 0
    for word, other in zip(words[at:], passage[place:], strict=False):
        if word != other:
            break
        length += 1
    return length
