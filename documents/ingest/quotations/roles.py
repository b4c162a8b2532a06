"""The role printed beside a name: "Doe, director of the clinic," "their spokesman John Doe"."""

import re

from nameparser.config.titles import TITLES

from documents.ingest.quotations import words
from documents.ingest.quotations.prose import NAMED, QUOTED

AFTER_COMMA = re.compile(
    rf",\s+(?:\d\d?,\s+)?(?:who (?:is|was|has been) )?"
    rf"([^,.;:{QUOTED}{NAMED}—–]{{3,160}})(?=[,.;:{QUOTED}—–]|$)"
)
IN_BRACKETS = re.compile(r"\s\(([^()]{3,60})\)")
PIECE_BEFORE = re.compile(rf"[,;:.—–{QUOTED}{NAMED}(“”\"]\s*")
DETERMINER = re.compile(rf"\b{words.DETERMINER}\b", re.IGNORECASE)
OWNER = re.compile(r"[’']s$|s[’']$")
# A role before a name does not reach back over these.
BEFORE_ROLE = frozenset(
    [
        "of",
        "by",
        "with",
        "from",
        "to",
        "and",
        "that",
        "said",
        "told",
        "as",
        "when",
        "for",
        "is",
        "was",
    ]
) | {"on", "in", "at", "but", "than", "asked"}


def role_after(after: str) -> str | None:
    """The role that the words after a name begin with, as printed; None where there is none."""
    found = AFTER_COMMA.match(after) or IN_BRACKETS.match(after)
    if not found:
        return None
    role = re.split(r"\sand\s(?:now|who|later|then)\s", found[1])[0]
    role = re.sub(r"^(?:him|her|them)sel(?:f|ves)\s", "", role).strip()
    if not role:
        return None
    head = words.head_noun(role.split(" and ")[0])
    begins_well = role[0].islower() or DETERMINER.match(role) or _is_role(role.split()[0])
    return role if begins_well and _is_role(head) and not words.SAY.match(role) else None


def role_before(before: str, title: str) -> str | None:
    """The role that stands before a name: "State Department spokesman", "Its founder,".

    `title` is the office printed with the name itself ("U.S. Senator"), kept behind the role.
    """
    piece = PIECE_BEFORE.split(before.rstrip(","))[-1].split()
    taken = _noun_phrase(piece[-9:])
    if not taken:
        return None
    if before.endswith(","):
        begins = DETERMINER.fullmatch(taken[0]) or OWNER.search(taken[0])
        is_role = begins and words.ROLE_WORD.fullmatch(words.head_noun(" ".join(taken)))
        return " ".join(taken) if is_role else None
    if not words.ROLE_WORD.fullmatch(taken[-1]) or taken[-1][0].isupper():
        return None
    first = max((n for n, word in enumerate(taken, 1) if word.casefold() in BEFORE_ROLE), default=0)
    role = (
        DETERMINER.sub("", " ".join(taken[first:]), count=1)
        if first == 0
        else " ".join(taken[first:])
    )
    return f"{role} {title}".strip() or None


def _noun_phrase(piece: list[str]) -> list[str]:
    """The last words from the determiner or the owner on, all of them where there is neither."""
    for n in range(len(piece) - 1, -1, -1):
        if DETERMINER.fullmatch(piece[n]) or OWNER.search(piece[n]):
            return piece[n:]
    return piece


def _is_role(word: str) -> bool:
    return words.ROLE_WORD.fullmatch(word) is not None or word.casefold() in TITLES
