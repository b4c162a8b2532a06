"""Titles that are printed in capitals alone, as covers and court papers do, in title case.

No style wants them as printed (APA, MLA, Chicago). Which words are written how,
the document's own prose says: "NATO" stays where the text has it so, "MCCORMACK" becomes McCormack.
"""

import re
from collections.abc import Set

from documents.citations.titles import SMALL, Place, each_word
from documents.ingest.wordlists import words

ABBREVIATIONS = words(
    """
    US USA UN EU UK NATO AIDS HIV NGO NGOs OSCE UNICEF UNESCO FBI CIA TIP TVPA LGBT DNA TV PhD
    """
)
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_LEADING = re.compile(r"(?:^|(?<=-)|(?<=\b[od]['’]))[^\W\d_]")


def out_of_capitals(title: str, names: Set[str]) -> str:
    """The title in title case if it is in capitals alone; any other comes back as it is.

    `names` are words as the document's prose writes them. Where none are known, nothing tells a
    name or an abbreviation from a word, and the title stays as printed.
    """
    if not names or not is_in_capitals(title):
        return title
    known = {name.upper(): name for name in ABBREVIATIONS | names if " " not in name}
    return each_word(title, lambda word, place: _recased(word, place, known))


def is_in_capitals(title: str) -> bool:
    """Whether a title has two longer words, at least, and no letter in lower case."""
    longer = re.findall(r"[^\W\d_]{4,}", title)
    return len(longer) > 1 and title == title.upper()


def _recased(word: str, place: Place, known: dict[str, str]) -> str:
    if word in known:
        return known[word]
    if "." in word[:-1] or any(c.isdigit() for c in word) or _ROMAN.fullmatch(word):
        return word
    small = word.lower()
    if small in SMALL and place is not Place.LEADS:
        return small
    parts = [known.get(part, part.lower()) for part in word.split("-")]
    return _LEADING.sub(lambda first: first[0].upper(), "-".join(parts))
