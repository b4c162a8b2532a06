"""Scripts that put no spaces between words: what stands between two marks is one word here."""

import re
from collections.abc import Iterator

from search.tree import BARE, Manner, Query

_LETTER = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana, and Chinese characters."""


def is_unspaced(word: str) -> bool:
    """Whether a word has a letter of a script that puts no spaces between words."""
    return _LETTER.search(word) is not None


def remarks_on_runs(query: Query) -> Iterator[str]:
    """What is said of words in such scripts: they are found as whole runs only."""
    for term in query.terms:
        if term.manner in (*BARE, Manner.EXACT, Manner.NEAR) and is_unspaced(term.typed):
            yield (
                f"“{term.typed[:40]}” is in a script without spaces between words: it is found"
                " where it stands by itself between spaces or marks, not within a longer run."
                " With * behind it, runs that begin with it are found too."
            )
