"""Words that are written together in one text and apart in another: acronyms and compounds.

"U.S." and "US" are one acronym, so are "a.m." and "A.M.", "Ph.D." and "PhD"; "anti-trafficking" is
also indexed as "antitrafficking", "U.S.-China" as "uschina", "G-20" as "g20". Both are kept beside
the stems of a passage, acronyms behind a sign that no word has, so that "US" does not find every
"us".
"""

import re

from documents.folding import Word, folded_words

SIGN = "^"
LONGEST = 60
JOINTS = re.compile(r"(?<=[^\W\d_]|[.])[-–—,;/](?=[^\W\d_])")
"""Signs that join words."""

_DOTTED = re.compile(
    r"\b[A-Z]\.(?:\s?[A-Z]\.)+|\b[A-Z](?:\.[A-Z])+\b"
    r"|(?<![^\W\d])(?<![@/.:])[A-Za-z](?:\.[A-Za-z])+\b(?![@/])"  # "a.m.", not in an address
)
APART = re.compile(r"\+?[A-Z]\.(?: [A-Z]\.)+(?:['’]s)?(?![^\s),;:!?])")
"""An acronym, or initials, as they are typed with single blanks: "U. S."."""
_CAPITALS = re.compile(r"\b[A-Z]{2,6}(?=(?:['’]?s)?\b)(?!\.[A-Z]\b)")
_MIXED = (  # what follows a capital in "Ph.D", "M.Sc", "PhD", "MSc", not in "NGOs" or "McCain"
    r"[A-Za-z][a-z]{0,2}\.(?:[A-Z][A-Za-z][a-z]{0,2}\.)*[A-Z]|\.(?:[A-Z]\.)*[A-Z][a-z]{1,3}"
    r"|[a-z]{1,3}(?:[A-Z][a-z]{1,3})*[A-Z]|[A-Z]{1,3}(?!s\b)[a-z]{1,3}"
)
_MIXED_IN_TEXT = re.compile(
    rf"[A-Z](?<![^\W\d].)(?<![@/.:].)(?:{_MIXED})(?=(?:['’]?s)?\b)(?!\.?[@/])"
)
_TYPED = re.compile(
    r"([A-Z](?:\.[A-Z])+)\.?(?:['’]?s)?"
    r"|([A-Za-z](?:\.[A-Za-z])+)\.?(?:['’]s)?"
    r"|([A-Z]{2,6})(?:['’]?s)?"
    rf"|([A-Z](?:{_MIXED}))\.?(?:['’]?s)?"
)
_DOTTED_LETTERS = re.compile(r"[A-Za-z]\.[A-Za-z](?![A-Za-z])")
_POSSESSIVE = re.compile("['’][sS]$")
_LETTERS = r"[^\W\d_](?:\.[^\W\d_])+\.?"
_JOINT = re.compile(r"[-‐‑](?:(?<=[^\W\d_].)|(?<=[^\W\d_]\.[^\W\d_]\..))(?=[^\W_])")
_COMPOUND = re.compile(rf"(?<![^\W_])(?:{_LETTERS}|[^\W\d_]++)(?:[-‐‑](?:{_LETTERS}|[^\W_]++))+")


def acronyms(text: str) -> list[Word]:
    """The acronyms in a text, each as a lexeme with its place. Of text in capitals those alone that
    have points or small letters.
    """
    found = [*_DOTTED.finditer(text), *_MIXED_IN_TEXT.finditer(text)]
    if sum(map(str.isupper, text)) <= sum(map(str.islower, text)):
        found += _CAPITALS.finditer(text)
    return [Word(_lexeme(match.group()), match.start(), match.end()) for match in found]


def acronym_typed(typed: str) -> str:
    """The lexeme of a word that is typed as an acronym is, "" for any other word."""
    return _lexeme(found) if (found := bare_acronym(typed)) else ""


def bare_acronym(typed: str) -> str:
    """An acronym without the ending of a plural or possessive ("NGOs", "U.S.'s"), "" for any other
    word.
    """
    found = _TYPED.fullmatch(typed)
    return next(filter(None, found.groups()), "") if found else ""


def is_acronym_only(typed: str) -> bool:
    """Whether a typed word is nothing but an acronym: dotted, or two capitals ("US", not "us")."""
    lexeme, is_dotted = acronym_typed(typed), _DOTTED_LETTERS.match(typed) is not None
    return bool(lexeme) and (is_dotted or len(lexeme) == len(SIGN) + 2)


def acronyms_within(typed: str) -> list[str]:
    """The lexemes of the pieces of a typed compound that are nothing but acronyms."""
    pieces = re.split("[-‐‑]", typed)
    return [acronym_typed(p) for p in pieces if len(pieces) > 1 and is_acronym_only(p)]


def without_points(typed: str) -> str:
    """A typed word with the acronyms of its compounds in the form that has no points: "US-led" for
    "U.S.-led", whose "s" alone is too common a word to be kept; any other word as it is.
    """
    return _COMPOUND.sub(lambda compound: compound.group().replace(".", ""), typed)


def compounds(text: str) -> list[Word]:
    """The hyphenated words of a text, each folded and written together, with its place."""
    found: list[Word] = []
    at = 0
    for joint in _JOINT.finditer(text):  # there are few, and they are found faster than words
        if joint.start() < at:
            continue
        match = _COMPOUND.search(text, text.rfind(" ", at, joint.start()) + 1 or at)
        if match is None:
            break
        at = match.end()
        joined = "".join(folded_words(match.group()))
        if 0 < len(joined) <= LONGEST:
            found.append(Word(joined, match.start(), match.end()))
    return found


def compound_typed(typed: str) -> str:
    """A typed word that is one compound ("modern-day", "(G-20)", "anti-slavery's"), written
    together; "" for any other.
    """
    found = compounds(typed)
    if len(found) != 1:
        return ""
    [compound] = found
    others = typed[: compound.start] + without_possessive(typed[compound.end :])
    return "" if folded_words(others) else compound.text


def without_possessive(typed: str) -> str:
    """A typed word without the "'s" at its end."""
    return _POSSESSIVE.sub("", typed)


def _lexeme(text: str) -> str:
    return SIGN + "".join(c for c in text if c.isalpha()).lower()
