"""Finding words in a text however they are spelt, and blacking them out.

A mask has as many code points as what it covers, spaces within included: every offset that the
archive or anybody outside it has counted still holds.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from documents.folding import MASK, fold, folded_letters

LONGEST_GAP = 3
"""Characters that are neither letters nor figures between two parts of one word or name."""
LONGEST_NAME = 6
"""Words that a name has at most."""
FEWEST = 2
"""Letters and figures that words must have to be looked for."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A run of letters, or of figures, folded, with its place in the text."""

    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The runs of letters and the runs of figures of a text, in order."""
    folded = fold(text)
    found: list[Piece] = []
    begin = 0
    for at in range(len(folded.text) + 1):
        if (
            at < len(folded.text)
            and at > begin
            and _sort(folded.text[at]) == _sort(folded.text[begin])
        ):
            continue
        if at > begin and _sort(folded.text[begin]):
            found.append(Piece(folded.text[begin:at], *folded.original(begin, at)))
        begin = at
    return found


def _sort(character: str) -> str:
    if character.isalpha():
        return "letter"
    return "figure" if character.isalnum() else ""


def squeezed(text: str) -> str:
    """The folded letters and figures of a text: equal for "Maria López" and "MARIA-LOPEZ"."""
    return "".join(piece.text for piece in pieces(text))


def runs(text: str, lengths: Sequence[int]) -> Iterable[tuple[str, int, int]]:
    """Every run of whole pieces that has one of some lengths when written together, with its place.

    Pieces that belong together may be apart by a hyphen, a line end or the like.
    """
    wanted, longest = set(lengths), max(lengths, default=0)
    found = pieces(text)
    for i, first in enumerate(found):
        together, end = "", first.start
        for at in range(i, len(found)):
            piece = found[at]
            if together and piece.start - end > LONGEST_GAP:
                break
            together, end = together + piece.text, piece.end
            if len(together) > longest:
                break
            if len(together) in wanted:
                yield together, first.start, end


@dataclass(frozen=True)
class Words:
    """Words to be taken out, in each of the forms that they were given in.

    A name is also found as lists order it, its last parts first and a comma behind them: "Maria
    López" as "López, Maria".
    """

    forms: tuple[str, ...]
    known: frozenset[str] = field(init=False)
    inverted: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", frozenset(filter(None, map(squeezed, self.forms))))
        turned = (squeezed(form) for each in self.forms for form in _inverted(each))
        object.__setattr__(self, "inverted", frozenset(turned) - self.known)

    @cached_property
    def lengths(self) -> list[int]:
        return sorted({len(form) for form in self.known})

    @cached_property
    def _anywhere(self) -> re.Pattern:
        return re.compile("|".join(map(re.escape, sorted(self.known | self.inverted))))

    def places(self, text: str) -> list[Place]:
        """Where they stand in a text, in order and apart from each other."""
        places: list[Place] = []
        # Most texts hold nothing of them, and are not taken to pieces.
        if not self._anywhere.search(folded_letters(text)):
            return places
        for together, start, end in runs(text, self.lengths):
            if together in self.known or (together in self.inverted and "," in text[start:end]):
                if places and start < places[-1][1]:
                    places[-1] = places[-1][0], max(end, places[-1][1])
                else:
                    places.append((start, end))
        return places

    def are_in(self, text: str) -> bool:
        return bool(self.places(text))

    def masked(self, text: str) -> str:
        return mask(text, self.places(text))


def _inverted(form: str) -> list[str]:
    """The orders of a name in which its last words come first."""
    parts = form.split()
    if not 1 < len(parts) <= LONGEST_NAME:
        return []
    return [" ".join(parts[at:] + parts[:at]) for at in range(1, len(parts))]


def mask(text: str, places: Iterable[Place]) -> str:
    """The text with the places blacked out, each code point by one mark."""
    for start, end in places:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text
