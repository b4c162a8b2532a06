"""A talk set as a table: a head such as "Time | Speaker | Contribution", and a row for each turn.

Readers write a row as one line, in which nothing parts the name from the words. The name is what
the page names above the table, an office, or what rows begin with again and again.
"""

import re
from collections import Counter
from collections.abc import Sequence

from documents.ingest.forms_of_address import is_full, split_title
from documents.ingest.names import NAME, is_person_like
from documents.ingest.reading import Block, CanonicalText
from documents.ingest.structure.candidates import MARKUP, UNNAMED
from documents.ingest.structure.label import Label
from documents.ingest.structure.label_forms import is_label_like
from documents.ingest.structure.label_kinds import kind_of
from documents.ingest.wordlists import one_of

_HEAD = re.compile(
    r"(?:(?:time|hour|no\.?|#|zeit|heure|hora)\s)?"
    + one_of("speaker|name|who|intervenant|orador(?:a|es)?|sprecher(?:in)?|participant")
    + r"\s(?:the\s)?"
    + one_of(r"""
        contributions?|words|text|remarks?|statements?|interventions?|comments?|transcript(?:ion)?
        said|speech|intervención|beitrag|propos|what was said|spoken words
    """),
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:[\[(]?\d{1,2}[:.h]\d{2}(?::\d{2})?[\])]?|\d{1,3}\.?)\s+")
LONGEST_NAME = 6
FEWEST = 3


def table_rows(blocks: Sequence[Block], source: CanonicalText) -> list[Label]:
    """The label of each row; none where the page has no such table, or its rows name nobody."""
    heads = [
        n for n, b in enumerate(blocks) if b.role == "table" and _HEAD.fullmatch(source.words(b))
    ]
    if not heads:
        return _without_head([block for block in blocks if block.role == "table"], source)
    if len(heads) != 1:
        return []
    above = source.text[: blocks[heads[0]].start]
    rows = [block for block in blocks[heads[0] + 1 :] if block.role == "table"]
    said = [_LEAD.sub("", source.words(row), count=1).split() for row in rows]
    begins = Counter(" ".join(words[:n]) for words in said for n in range(1, LONGEST_NAME))
    names = [_name(words, begins, above) for words in said]
    if len(rows) < FEWEST or sum(map(bool, names)) < 0.6 * len(rows):
        return []
    return [_label(row, name, source) for row, name in zip(rows, names, strict=True)]


def _without_head(rows: Sequence[Block], source: CanonicalText) -> list[Label]:
    """The label of each row of a table that has no head: people again and again, and sentences."""
    said = [source.words(row).split() for row in rows]
    begins = Counter(" ".join(words[:n]) for words in said for n in range(1, LONGEST_NAME + 1))
    names = [_person_again(words, begins) for words in said]
    ends = sum(words[-1].rstrip('”"’)')[-1:] in tuple(".?!…") for words in said)
    is_talk = len(rows) > FEWEST and len(set(filter(None, names))) > 1 and ends >= 0.8 * len(rows)
    if not is_talk or sum(map(bool, names)) < 0.8 * len(rows):
        return []
    return [_label(row, name, source) for row, name in zip(rows, names, strict=True)]


def _person_again(words: Sequence[str], begins: Counter[str]) -> str:
    """The longest name, with what stands in brackets behind it, that other rows begin with too."""
    for n in range(min(LONGEST_NAME, len(words) - 1), 1, -1):
        name = " ".join(words[:n])
        bare = re.sub(r"\s\([^()]+\)$", "", name).rstrip(":")
        title, rest = split_title(bare)
        is_person = bool(title and rest) or (is_full(bare) and is_person_like(bare))
        if begins[name] > 1 and is_person and bare[-1] != ".":
            return name.rstrip(":")
    return ""


def _name(words: Sequence[str], begins: Counter[str], above: str) -> str:
    """What of a row's words is the name; "" where nothing tells."""
    whole = [" ".join(words[:n]).rstrip(":") for n in range(1, min(LONGEST_NAME, len(words)))]
    whole = [name for name in whole if name[:1].isupper() and is_label_like(name)]
    printed = [name for name in whole if is_full(name) and name in above]
    offices = [name for name in whole if kind_of(name) not in {"name", "initials"}]
    again = [name for name in whole if begins[name] > 1]
    full = [name for name in again if is_full(name) and is_person_like(name)]
    once = [" ".join(words[:2])] if _is_name_alone(words) else []
    return next(iter([*printed[-1:], *offices[-1:], *full[:1], *again[:1], *once]), "")


def _is_name_alone(words: Sequence[str]) -> bool:
    """Whether a given and a family name stand before the first word of a sentence."""
    name, follows = " ".join(words[:2]), "".join(words[2:3])
    return (
        re.fullmatch(NAME, name) is not None
        and is_person_like(name)
        and follows[:1].isupper()
        and not is_person_like(f"{name} {follows}")
    )


def _label(row: Block, name: str, source: CanonicalText) -> Label:
    if not name:
        return Label(row.start, row.start, "", UNNAMED, MARKUP)
    at = source.text.index(name, row.start) + len(name)
    rest = source.text[at : row.end]
    end = at + len(rest) - len(rest.lstrip(" :"))
    return Label(row.start, end, name, kind_of(name), MARKUP)


__all__ = ["table_rows"]
