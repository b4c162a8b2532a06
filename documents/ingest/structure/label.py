"""A label: what a transcript prints before a turn."""

import re
from dataclasses import dataclass

from documents.ingest.name_words import plain
from documents.ingest.names import is_in_capitals

OFTEN = 3
"""So many labels of a form are no chance."""
GENERAL = frozenset({"question", "answer", "audience"})
"""The kinds of labels that name nobody."""


@dataclass(frozen=True)
class Label:
    """A label as printed. `start` to `end` covers it with its punctuation; the words follow there.

    `kind` is "name", "initials", "office" ("THE PRESIDENT"), "question", "answer", "operator",
    "audience" or "unnamed" (another voice begins, and nothing says whose). `given_in_brackets` is
    the name or role printed in brackets after it.
    """

    start: int
    end: int
    text: str
    kind: str
    style: str
    given_in_brackets: str = ""
    printed: str = ""
    """What is printed, where markup names the person in full and `text` is that name."""
    is_set_off: bool = False
    """Bold up to a colon or dash, and what follows is a sentence."""

    @property
    def name(self) -> str:
        return re.split(r"[(\[]", self.text)[0].strip()

    @property
    def key(self) -> str:
        """What makes two labels the same: neither case, accents nor brackets."""
        return key_of(self.name)

    @property
    def is_in_capitals(self) -> bool:
        return is_in_capitals(self.name)


def key_of(name: str) -> str:
    """What names a voice, without case, accents and the punctuation of labels."""
    return plain(re.sub(r"[.:;]", "", name)).strip()


__all__ = ["GENERAL", "OFTEN", "Label", "key_of"]
