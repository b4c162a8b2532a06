"""Words that are written together in one text and apart in another: acronyms and compounds.

"U.S." and "US" are one acronym; "anti-trafficking" is also indexed as "antitrafficking". Both are
kept beside the stems of a passage, acronyms behind a sign that no word has, so that "US" does not
find every "us".
"""

import re

from documents.folding import Word, folded_words

SIGN = "^"
LONGEST = 60

_DOTTED = re.compile(r"\b[A-Z]\.(?:\s?[A-Z]\.)+|\b[A-Z](?:\.[A-Z])+\b")
_CAPITALS = re.compile(r"\b[A-Z]{2,6}(?=(?:['’]?s)?\b)(?!\.[A-Z])")
_TYPED_DOTTED = re.compile(r"[A-Za-z](?:\.[A-Za-z])+\.?")
_TYPED_CAPITALS = re.compile(r"([A-Z]{2,6})(?:['’]?s)?")
_JOINT = re.compile(r"[-‐‑](?<=[^\W\d_].)(?=[^\W\d_])")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-‐‑][^\W\d_]++)+")


def acronyms(text: str) -> list[Word]:
    """The acronyms in a text, each as a lexeme with its place. Text in capitals has none."""
    found = list(_DOTTED.finditer(text))
    if sum(map(str.isupper, text)) <= sum(map(str.islower, text)):
        found += _CAPITALS.finditer(text)
    return [Word(_lexeme(match.group()), match.start(), match.end()) for match in found]


def acronym_typed(typed: str) -> str:
    """The lexeme of a word that is typed as an acronym is, "" for any other word."""
    capitals = _TYPED_CAPITALS.fullmatch(typed)
    if capitals:
        return _lexeme(capitals[1])
    return _lexeme(typed) if _TYPED_DOTTED.fullmatch(typed) else ""


def is_acronym_only(typed: str) -> bool:
    """Whether a typed word is nothing but an acronym: dotted, or two capitals ("US", not "us")."""
    lexeme = acronym_typed(typed)
    return bool(lexeme) and ("." in typed or len(lexeme) == 1 + 2)


def compounds(text: str) -> list[Word]:
    """The hyphenated words of a text, each folded and written together, with its place."""
    found: list[Word] = []
    at = 0
    for joint in _JOINT.finditer(text):  # there are few, and they are found faster than words
        if joint.start() < at:
            continue
        match = _COMPOUND.search(text, text.rfind(" ", at, joint.start()) + 1 or at)
        assert match is not None  # noqa: S101 (letters stand on both sides of a joint)
        at = match.end()
        joined = "".join(folded_words(match.group()))
        if 0 < len(joined) <= LONGEST:
            found.append(Word(joined, match.start(), match.end()))
    return found


def _lexeme(text: str) -> str:
    return SIGN + "".join(c for c in text if c.isalpha()).lower()
