"""What differs between two wordings, word by word.

Pure: it makes runs of text, and templates escape them.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
LONGEST = 4000
"""Beyond so many words of either side the wordings are shown one after the other."""


BREAK = "¶"
"""Stands where a passage ends and the next begins, so that a cut or a join can be seen."""


class Run(NamedTuple):
    """A stretch of text that is "same", was "removed" or was "added"."""

    kind: str
    text: str


def in_a_row(passages: Iterable[str]) -> str:
    """The words of neighbouring passages as one wording, with `BREAK` between them."""
    return f" {BREAK} ".join(passages)


def differences(before: str, after: str) -> list[Run]:
    """The two wordings as one: what is the same in both, what was removed and what was added."""
    a, b = _WORDS.findall(before), _WORDS.findall(after)
    if len(a) > LONGEST or len(b) > LONGEST:
        return [Run("removed", before), Run("added", after)]
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(a[i1:i2])))
            continue
        if i1 < i2:
            runs.append(Run("removed", "".join(a[i1:i2])))
        if j1 < j2:
            runs.append(Run("added", "".join(b[j1:j2])))
    return runs
