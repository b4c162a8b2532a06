"""Captions pasted from a video's page: a line with the time, and below or beside it what was said.

Such a text has neither capitals nor stops as a rule; it is read as the captions that it is.
"""

import re
from itertools import pairwise

from documents.ingest.readers import captions
from documents.ingest.reading import CanonicalText

MEDIA_TYPE = "text/x-timed-words"

_TIME = re.compile(
    r"[\[(]?(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})[\])]?"
    r"(?:\s+(?P<beside>\S.*)|(?P<glued>(?![ap]\.?m\b)[^\W\d_].*))?"
)
_LABEL = re.compile(r"[^\W\d_a-z][^:.?!]{0,60}:\s")
# So many times, with at most so many lines of words to each, are no minutes of a talk.
FEWEST = 5
MOST_LINES = 1.4
# Of so many lines above the first time, and no more than three for each of them, it is known that
# they say what the page is.
LONGEST_HEAD = 24


def is_pasted(original: str) -> bool:
    """Whether a text is pasted captions: times that go up through the whole of it, words between.

    A name above or beside its time begins a turn of a transcript, which is another matter.
    """
    lines = _lines(original)
    timed = [(n, found) for n, line in enumerate(lines) if (found := _TIME.fullmatch(line))]
    if len(timed) < FEWEST or timed[0][0] > min(LONGEST_HEAD, 3 * len(timed)):
        return False
    times = [captions.seconds(found["time"]) for _, found in timed]
    beside = [words for _, found in timed if (words := _beside(found))]
    glued = sum(bool(found["glued"]) for _, found in timed)
    below = len(lines) - timed[0][0] - len(timed)
    in_small = glued or sum(words[0].islower() or words[0] in "[>(" for words in beside)
    return (
        all(a <= b for a, b in pairwise(times))
        and (not beside or (len(beside) == len(timed) and in_small >= 0.7 * len(beside)))
        and not any(_LABEL.match(words) for words in beside)
        and below <= (MOST_LINES - bool(beside)) * len(timed)
        and (len(beside) or below) >= 0.5 * len(timed)
    )


def read(original: str, charset: str, name: str) -> CanonicalText:
    """The canonical text of pasted captions; lines above the first time are its head."""
    lines = _lines(original)
    first = next(n for n, line in enumerate(lines) if _TIME.fullmatch(line))
    cues: list[tuple[float, list[str]]] = []
    for line in lines[first:]:
        if found := _TIME.fullmatch(line):
            cues.append((captions.seconds(found["time"]), [_beside(found)]))
        else:
            cues[-1][1].append(line)
    ends = [start for start, _ in cues[1:]] + [cues[-1][0]]
    timed = [
        (start, end, " ".join(filter(None, words)))
        for (start, words), end in zip(cues, ends, strict=True)
    ]
    head = lines[:first]
    media_type = "text/plain" if head else MEDIA_TYPE
    return captions.of_cues(timed, media_type, charset, {}, name, head)


def _beside(found: re.Match[str]) -> str:
    """The words beside a time; copied from some pages, they stand right behind it."""
    return found["beside"] or found["glued"] or ""


def _lines(original: str) -> list[str]:
    return [line.strip() for line in original.splitlines() if line.strip()]


__all__ = ["is_pasted", "read"]
