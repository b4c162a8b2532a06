"""What of the words beside a name is a role."""

import re

from documents.ingest.forms_of_address import split_title
from documents.ingest.name_words import plain
from documents.ingest.names import is_person_like
from documents.ingest.quotations.named import GIVEN
from documents.ingest.wordlists import one_of

# "ASMA KHALID, BYLINE"
# "AND DAN RESTREPO, SPECIAL ASSISTANT", "Press Gaggle by Ben Rhodes", "who you’ll recall was".
_NO_ROLE = re.compile(
    r"(?:byline$|(?:and|by|with|who|whom|whose|regarding|concerning|about|another)\b"
    r"|an?\s(?:gentleman|lady|man|woman|person|guy)\s(?:who|that)\b"
    + r"|(?:\S+\s){0,3}"
    + one_of("briefing|gaggle|remarks|statement|testimony|interview|press conference")
    + r"\b.*\bby\s)",
    re.I,
)
_PIECES = re.compile(r"(?:,\s+and|,|\sand)\s+", re.I)


def role_in(words: str | None) -> str | None:
    """The role in what is printed beside a name, up to where others are named: "Press Secretary" of
    "Press Secretary, Treasury Secretary Tim Geithner, and OMB Director Jack Lew". None for words
    that are no role.
    """
    if not words or _NO_ROLE.match(words):
        return None
    at = 0
    for end in [*(found.span() for found in _PIECES.finditer(words)), (len(words), len(words))]:
        if _names_somebody(words[at : end[0]], is_first=not at):
            return words[: _before(words, at)] or None
        at = end[1]
    return words


def _before(words: str, at: int) -> int:
    """Where the piece before ends, without what joins it to the one that begins here."""
    return max((f.start() for f in _PIECES.finditer(words) if f.end() <= at), default=0)


def _names_somebody(piece: str, is_first: bool) -> bool:
    """Whether a piece is somebody's name, behind an office unless it is the first."""
    title, name = split_title(piece)
    if not name or not name[0].isupper():
        return False
    is_called = plain(name.split()[0]) in GIVEN and not title if is_first else bool(title)
    return is_called and is_person_like(name)
