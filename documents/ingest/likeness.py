"""How alike two whole texts are: by their words, or by the runs of words that both have."""

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from documents.folding import folded_words

RUN = 3
"""Words in a run."""
LONGEST_ON_AVERAGE = 15
"""Above this many letters a word, a text is written without spaces."""


def likeness(old: str, new: str) -> float:
    """How alike two whole texts are, 0 to 1, by their words: cheap also for long texts."""
    a, b = old.split(), new.split()
    if not a or not b:
        return float(a == b)
    return Indel.normalized_similarity(a, b) if len(a) * len(b) < 4e8 else _bag_likeness(a, b)


def shared_runs(old: str, new: str) -> float:
    """How much two whole texts say the same, 0 to 1: the runs of three words that both have.

    Two transcripts of one podium share a tenth of their runs, a text and its correction most.
    """
    a, b = _runs(old), _runs(new)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(old == new)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Of words, of those of a very short text with its ends, and of signs where no spaces are."""
    words = folded_words(text)
    if len(words) * LONGEST_ON_AVERAGE < len(text):
        words = [sign for word in words for sign in word]
    ends = ["", *words, ""] if len(words) < RUN else words
    return {tuple(ends[i : i + RUN]) for i in range(len(ends) - RUN + 1)}


def _bag_likeness(a: Sequence[str], b: Sequence[str]) -> float:
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b))
