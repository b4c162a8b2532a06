"""What the sure labels of a page have in common, and which candidates that come once fit in.

A page that prints its labels in capitals prints all of them so; one that names people in full, in
bold or in lines of their own does that throughout. What stands before the first label is the head
of the page, and is asked for more.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from documents.ingest.forms_of_address import bare_name, is_courtesy, is_full, is_title, split_title
from documents.ingest.name_words import UPPER, plain, words_of
from documents.ingest.names import is_person_like
from documents.ingest.reading import CAPTIONS, CanonicalText
from documents.ingest.structure.candidates import SENTENCE
from documents.ingest.structure.initials import explained_initials
from documents.ingest.structure.label import GENERAL, OFTEN, Label, key_of
from documents.ingest.structure.label_forms import BARE, BOLD, COLON

# What somebody says in a paragraph of so many words is no line of a title page.
FEWEST_WORDS = 4
_TOOK_PART = (
    r"^(?i:sprecher(?:innen)?|teilnehmer(?:innen)?|speakers|participants|panell?ists|guests)\s?:"
)
_UNIDENTIFIED = re.compile(r"(?:unidentified|unknown)\b", re.I)


@dataclass(frozen=True)
class Habits:
    """How a page prints its labels; `keys` are those of the labels that are sure."""

    source: CanonicalText
    keys: frozenset[str]
    first: int
    """Where the first of them begins."""
    in_capitals: bool
    in_full: bool
    """So that one that comes once is a name in full, whose parts may then come alone."""
    in_bold: bool
    above_the_words: bool
    """In lines of their own."""
    set_off: bool
    """Each in bold up to a colon or dash, which no other words of the page are."""
    has_initials: bool
    explained: Container[str]
    """Initials that the page explains."""

    def fit(self, label: Label, names: set[str]) -> bool:
        """Whether a candidate is a label among these; `names` are the words of their names."""
        styles = {COLON.style, BARE.style, *([BOLD.style] if self.in_bold else [])}
        if label.style not in styles:
            return False
        in_full = is_person_in_full(label)
        beside = in_full and key_of(label.given_in_brackets) in self.keys
        if beside and label.given_in_brackets.isupper():  # "Kim Roe (KR)", and then "KR"
            return True
        known = beside or (in_full and _shares_a_word(label, names))  # "Jo Roe, Radio Norte"
        if self._is_of_the_head(label) and not known:
            return False
        if label.kind == "audience" and _UNIDENTIFIED.match(label.text):
            return True
        if self.set_off and label.is_set_off and _says_something(label, self.source):
            return True
        if label.style == BOLD.style:
            return begins_a_sentence_in_bold(label, self.source)
        if label.style == BARE.style or (self.in_capitals and label.is_in_capitals):
            return True
        if label.text in self.explained:
            return True
        if self.in_capitals or label.is_in_capitals:
            return False
        return (
            known
            or (self.in_full and is_person_in_full(label))
            or _is_named(label, self.source, names)
        )

    def _is_of_the_head(self, label: Label) -> bool:
        """Whether a candidate stands in the head of the page, and nobody begins to speak there.

        Captions have no head. Where initials or given names are labels, the full name stood before
        them once.
        """
        if label.start >= self.first or self.has_initials or self.source.media_type in CAPTIONS:
            return False
        begins = (
            self.above_the_words
            and is_person_in_full(label)
            and _has_office(label)
            and _ends_its_line(label, self.source)
        )
        listed = self.in_capitals and _opens_as_listed(label, self.source)
        return not (begins or listed or _opens(label, self.source))


def habits_of(sure: Sequence[Label], source: CanonicalText) -> Habits:
    """The habits that some labels show, one at least."""
    capitals = Counter(label.is_in_capitals for label in sure if _is_name(label))
    lines = Counter(_ends_its_line(label, source) for label in sure)
    has_initials = any(label.kind == "initials" for label in sure)
    return Habits(
        source=source,
        keys=frozenset(label.key for label in sure),
        first=min(label.start for label in sure),
        in_capitals=capitals[True] > 0 and capitals[True] >= capitals[False],
        in_full=sum(is_full(x.name) and not x.is_in_capitals for x in sure) >= OFTEN,
        in_bold=len({label.key for label in sure if label.style == BOLD.style}) >= 2,
        above_the_words=lines[True] >= OFTEN and lines[True] > lines[False],
        set_off=len(sure) >= OFTEN and all(label.is_set_off for label in sure),
        has_initials=has_initials,
        explained=explained_initials(source.text) if has_initials else (),
    )


def begins_a_sentence_in_bold(label: Label, source: CanonicalText) -> bool:
    """Whether a label in bold is a full name, and what follows may begin a sentence."""
    begins = source.text[label.end : label.end + 1]
    return is_full(label.name) and is_person_like(label.name) and not begins.islower()


def is_person_in_full(label: Label) -> bool:
    """Whether a label is a given and a family name, and no phrase."""
    name = bare_name(label.name)
    return (
        (label.style == COLON.style or (label.style == BOLD.style and label.is_set_off))
        and label.kind == "name"
        and is_full(name)
        and is_person_like(f"{name.split()[0]} {name.split()[-1]}")
        and len(words_of(name)) <= 4
        and not any(w[0].islower() and len(w) > 3 for w in words_of(name))
    )


def _shares_a_word(label: Label, families: set[str]) -> bool:
    return any(plain(w) in families for w in words_of(bare_name(label.name)))


def _is_name(label: Label) -> bool:
    """Whether a label is a name; a short one, EVE, looks like initials but for its vowel."""
    short = re.fullmatch(r"(?=.*[AEIOUY])[A-Z]{3,}", label.text)
    return label.kind == "name" or (label.kind == "initials" and short is not None)


def _ends_its_line(label: Label, source: CanonicalText) -> bool:
    """Whether the words stand in the line below a label."""
    return "\n" in source.text[label.start : label.end + 1]


def _says_something(label: Label, source: CanonicalText) -> bool:
    """Whether a sentence of some words stands beside a label."""
    said = source.text[label.end : label.end + 2000].split("\n")[0]
    return len(said.split()) >= FEWEST_WORDS and SENTENCE.search(said) is not None


def _opens(label: Label, source: CanonicalText) -> bool:
    """Whether somebody in office, named in full, says something: "President Jo Roe: The …." """
    beside = label.given_in_brackets
    holder = bare_name(beside if label.kind == "office" else label.name)
    in_office = label.kind == "office" or _has_office(label) or is_title(beside.split(" ")[0])
    return (
        label.style == COLON.style
        and in_office
        and is_full(holder)
        and is_person_like(holder)
        and _says_something(label, source)
    )


def _opens_as_listed(label: Label, source: CanonicalText) -> bool:
    """Whether somebody whom the head lists says something: "PETER HALE: Let me welcome you." """
    return (
        label.is_in_capitals
        and is_person_in_full(label)
        and re.search(rf"\b{re.escape(label.name)}\b", source.text[: label.start], re.I) is not None
        and _says_something(label, source)
    )


def _has_office(label: Label) -> bool:
    title, rest = split_title(label.name)
    return bool(rest) and any(not is_courtesy(word) for word in title.split())


def _is_listed(family: str, above: str) -> bool:
    """Whether a line above begins with a full name of this family name, "Rev. Jo Roe, Trust", or
    says who took part: "Sprecher: StS Roe, Lind (BMF)".
    """
    took_part = rf"{_TOOK_PART}[^\n]*(?<!\w){re.escape(family)}(?!\w)"
    if re.search(took_part, above, re.M):
        return True
    listed = rf"(?:\w+\.\s)?(?:[{UPPER}][\w.’'-]*\s){{1,3}}{re.escape(family)}"
    lines = re.finditer(rf"^\W*(?P<name>{listed})(?=\s?[,(–—-]|\s[{UPPER}]|$)", above, re.M)
    return any(is_person_like(found["name"]) for found in lines)


def _is_named(label: Label, source: CanonicalText, families: set[str]) -> bool:
    """Whether the page says of a label that comes once that it is a person."""
    title, rest = split_title(label.name)
    if (title and rest) or label.kind in GENERAL or label.kind in {"office", "operator"}:
        return True
    if not is_full(label.name) and label.kind != "initials":
        return plain(rest) in families or _is_listed(rest, source.text[: label.start])
    outside = source.text[: label.start] + source.text[label.end :]
    return rest in outside
