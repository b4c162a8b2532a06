"""Labels of a text so short that none comes again.

"Ana: Who owns the harbor?" and "Jonas: Nobody." are two turns, and "Purpose: …", "Budget: …" none,
though neither label comes twice. What tells is all of them together: from the first on, paragraph
after paragraph begins with what can be called a person, of two at least, and somebody speaks to
somebody.
"""

import re
from collections.abc import Sequence

from documents.ingest.forms_of_address import is_full, split_title
from documents.ingest.name_words import NOT_NAMES, plain, words_of
from documents.ingest.names import is_person_like
from documents.ingest.reading import Block, CanonicalText
from documents.ingest.structure.label import Label

# Such a share of the paragraphs begins with a label; where a single name is one, all of them do.
MOST = 0.6
_SPEAKS_TO = re.compile(
    r"\?|\b(?:I|me|my|we|us|our|you|your|let['’]s|thanks?|hello|hi|yes|no|je|j['’]\w+|nous|vous"
    r"|merci|oui|non|yo|nosotros|usted(?:es)?|gracias|sí|ich|wir|Sie|danke|ja|nein)\b",
    re.IGNORECASE,
)
_SPEAKS_TO_ONE = re.compile(
    r"\?|\b(?:I|me|my|you|your|thanks?|hello|hi|yes|no|je|j['’]\w+|vous|merci|oui|non|yo|usted"
    r"|gracias|sí|ich|Sie|danke|ja|nein)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.?!…—][”\"’'»)\]]*$")
_GENERAL = frozenset({"question", "answer", "audience", "office", "operator"})


def each_once(
    candidates: Sequence[Label], blocks: Sequence[Block], source: CanonicalText
) -> list[Label]:
    """The candidates at the heads of paragraphs, if all of the text from there on is such turns."""
    starts = {block.start for block in blocks if block.role != "heading"}
    found = [x for x in candidates if x.start in starts and x.style == "colon" and _is_voice(x)]
    in_full = [label for label in found if not _is_single(label)]
    if _take_turns(in_full, MOST, _SPEAKS_TO, blocks, source):
        return in_full
    ends = all(_ENDS.search(source.words(b)) for b in blocks if found and b.start >= found[0].start)
    return found if ends and _take_turns(found, 1, _SPEAKS_TO_ONE, blocks, source) else []


def _take_turns(
    found: Sequence[Label],
    share: float,
    speaks: re.Pattern[str],
    blocks: Sequence[Block],
    source: CanonicalText,
) -> bool:
    """Whether two and more speak, in such a share of the paragraphs from the first label on."""
    if len({label.key for label in found}) < 2 or all(x.kind in _GENERAL for x in found):
        return False
    below = [b for b in blocks if b.start >= found[0].start and b.role != "heading"]
    said = [source.text[label.end : label.end + 400].split("\n")[0] for label in found]
    return len(found) >= share * len(below) and any(speaks.search(words) for words in said)


def _is_voice(label: Label) -> bool:
    if label.kind in _GENERAL:
        return True
    if any(c.isdigit() for c in label.name):
        return False
    title, rest = split_title(label.name)
    if title and rest:
        return all(plain(word) not in NOT_NAMES for word in words_of(rest))
    is_phrase = any(w[0].islower() and len(w) > 3 for w in words_of(label.name))  # "La primera:"
    is_person = is_full(label.name) and is_person_like(label.name) and not is_phrase
    return is_person or _is_single(label)


def _is_single(label: Label) -> bool:
    """Whether a label is one word that can be a name: "Ana", "HALE"."""
    return (
        label.kind in {"name", "initials"}
        and len(words_of(label.name)) == 1
        and len(label.name) > 1
        and label.name[0].isupper()
        and plain(label.name) not in NOT_NAMES
        and not split_title(label.name)[0]
    )


__all__ = ["each_once"]
