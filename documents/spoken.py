"""What of a text was spoken, where a transcriber's notes are in it.

Notes are of two kinds, and they are told apart here, for search, concordance and checker alike. An
aside, such as "(Laughter.)", is stepped over: the words on both sides of it follow each other. A
gap, such as "(inaudible)", stands where words were said that the record does not have. It is a word
by itself, as redacted words are, so that nothing is quoted across it; so is "[…]", where words were
left out. The figure of a footnote, as in "victims[12]", is stepped over like an aside.
"""

import re
from collections.abc import Iterable

from documents.folding import MASK, Word, words
from documents.ingest.wordlists import one_of

UNHEARD = one_of(r"""
    inaudible|inaud\.?|unintelligible|indiscernible|garbled
    inintelligible|ininteligible|incomprensible|technical difficult(?:y|ies)
    off[ -]?mi(?:c|ke|crophone)|audio (?:break|gap|lost|malfunction)|break in (?:audio|transmission)
    cross[ -]?talk|overlapping|simultaneous|speaks? in \w+|speaking in \w+
    (?:end|beginning) of (?:tape|audio|recording)|tape (?:begins|ends)
""")
"""What a note says of words that were not heard, or were not taken down."""

_GAP = re.compile(
    rf"\b{UNHEARD}(?!\w)|^[(\[]\s*(?:Break|Gives|Reads|Reading|Recites|Speaks|Speaking)\b", re.I
)
# The bracket comes first, by which the few are found fast.
_FOOTNOTE = re.compile(r"\[(?<=[\w.,;:!?)\]”’\"']\[)\d{1,3}\](?!\w)")
_LEFT_OUT = re.compile(r"[(\[]\s*(?:…|\.\s?\.\s?\.(?:\s?\.)?)\s*[)\]]|\*\s\*\s\*")


def is_gap(note: str) -> bool:
    """Whether a note, in its brackets, stands for words that the record does not have."""
    return bool(_GAP.search(note))


def without_asides(text: str, notes: Iterable[tuple[int, int]]) -> str:
    """The text with asides blanked and gaps masked, so that all other offsets hold."""
    for start, end in notes:
        instead = MASK if is_gap(text[start:end]) else " "
        text = text[:start] + instead * (end - start) + text[end:]
    return text


def spoken(text: str, notes: Iterable[tuple[int, int]] = ()) -> str:
    """The same with "[…]" masked and footnotes blanked too: what was spoken, as search and checker
    read a passage.
    """
    heard = _FOOTNOTE.sub(lambda found: " " * len(found.group()), without_asides(text, notes))
    return _LEFT_OUT.sub(lambda found: MASK * len(found.group()), heard)


def spoken_words(text: str, notes: Iterable[tuple[int, int]] = ()) -> list[Word]:
    """The folded words that were spoken, with their places in the text; a gap is MASK."""
    return words(spoken(text, notes))
