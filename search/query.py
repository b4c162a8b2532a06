"""Reading what was typed: one pure function from text to a tree of words, phrases and fields.

    forced labor              both words, in any form, anywhere in a passage
    "forced labor"            these words in this order, as they are; straight or curly marks
    "forced labor"~5          these words in any order, with at most five others among them
    traffick*                 every word that begins like this
    labor OR victims          one of both; OR divides everything within its brackets
    -slavery  -"at risk"      without these; NOT says the same
    (labor OR sex) -children  brackets hold together what belongs together
    +labor                    this word in any form, but none of its equivalents
    speaker:lagon year:2007..2012    fields, which go wherever a word can go

A word that folding takes apart ("modern-day", "G/TIP") asks for its pieces side by side. Nothing is
refused here: what cannot be read is repaired, and `remarks` says how.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from unicodedata import category

from documents.folding import folded_words
from search.compounds import is_acronym_only

FIELDS = frozenset(
    {
        "collection", "document", "kind", "language", "p", "part", "publisher", "quoted", "role",
        "speaker", "tagged", "title", "topic", "type", "year",
    }
)  # fmt: skip
SHORTEST_BEGINNING = 3
"""Letters that must stand before "*": fewer begin a good part of all words."""
WIDEST = 50
"""At most so many words may stand among those that are looked for near each other."""
DEEPEST = 20
"""Brackets within more brackets than these are read as if they were not there."""

_MARKS = dict.fromkeys(map(ord, "“”„‟″«»〝〞＂"), '"')
_PIECE = re.compile(r'\s*(?:(?P<phrase>"[^"]*"?)(?:~(?P<within>\d*))?|(?P<bare>[^\s"]+))')
_MINUS = re.compile(r'[-−](?=["(+\w])')
_FIELD = re.compile(r"(?P<name>[^\W\d_][\w-]*):(?P<value>.*)", re.DOTALL)


class Manner(StrEnum):
    """How words are looked for."""

    FORMS = "forms"
    ACRONYM = "acronym"
    EXACT = "exact"
    BEGINNING = "beginning"
    NEAR = "near"


BARE = (Manner.FORMS, Manner.ACRONYM)
"""How words are looked for that stand in no quotation marks."""


@dataclass(frozen=True)
class Term:
    """A word or phrase as typed, from `start` to `end` of the query, and its folded words.

    `within` is how many other words may stand among those of a NEAR term; `plain` refuses
    equivalents.
    """

    typed: str
    words: tuple[str, ...]
    manner: Manner = Manner.FORMS
    start: int = 0
    end: int = 0
    within: int = 0
    plain: bool = False

    @property
    def written(self) -> str:
        """As it is typed."""
        match self.manner:
            case Manner.EXACT:
                return f'"{self.typed}"'
            case Manner.NEAR:
                return f'"{self.typed}"~{self.within}'
            case Manner.BEGINNING:
                return f"{self.typed}*"
        return f"+{self.typed}" if self.plain else self.typed


@dataclass(frozen=True)
class Field:
    """A value of a dimension, asked for in the query itself: "speaker:lagon"."""

    name: str
    value: str
    start: int = 0
    end: int = 0

    @property
    def written(self) -> str:
        plain = not re.search(r'[\s()]|^"', self.value)
        return f"{self.name}:{self.value}" if plain else f'{self.name}:"{self.value}"'


@dataclass(frozen=True)
class Alike:
    """Terms that must all hold, or one of `others`, which mean the same."""

    terms: tuple[Term, ...]
    others: tuple[Term, ...]


@dataclass(frozen=True)
class Not:
    part: "Node"


@dataclass(frozen=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Node", ...]


Leaf = Term | Field
Node = Term | Field | Alike | Not | All | Either


@dataclass(frozen=True)
class Query:
    """What was typed, without odd characters, and the tree of what it asks; None asks nothing."""

    text: str
    root: Node | None = None
    remarks: tuple[str, ...] = ()

    @cached_property
    def leaves(self) -> tuple[tuple[Leaf, bool], ...]:
        """The terms and fields as typed, in order, each with whether it is excluded."""
        return tuple(_leaves(self.root, False))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(leaf for leaf, _ in self.leaves if isinstance(leaf, Term))

    @cached_property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that are looked for, equivalents among them, to be marked where they stand."""
        return tuple(_wanted(self.root))

    @property
    def is_blank(self) -> bool:
        """Nothing was typed: everything is wanted."""
        return not self.text

    @property
    def is_empty(self) -> bool:
        """Something was typed, but no word in it: it finds nothing."""
        return bool(self.text) and self.root is None

    def runs(self) -> tuple[tuple[str, ...], ...]:
        """What counts as an exact match: each phrase, and bare words that were typed in a row."""
        return tuple(dict.fromkeys(run for run in _runs(self.root) if run))

    def as_phrase(self) -> str:
        """The bare words as one phrase, "" where the query is not two or more words and no more."""
        parts = self.root.parts if isinstance(self.root, All) else (self.root,)
        terms = [p for p in parts if isinstance(p, Term) and p.manner in BARE]
        if len(terms) < len(parts) or sum(len(term.words) for term in terms) < 2:
            return ""
        return '"{}"'.format(" ".join(term.typed for term in terms))

    def without(self, leaf: Leaf) -> str:
        """The query without one of its leaves."""
        return write(_changed(self.root, leaf, None))

    def plainly(self, *terms: Term) -> str:
        """The query with the equivalents of some terms refused."""
        root = self.root
        for term in terms:
            root = _changed(root, term, replace(term, plain=True))
        return write(root)


def clean(text: str) -> str:
    """A query without control characters, lone surrogates and private-use marks; white space is
    single.
    """
    seen = (c for c in text if category(c) != "Cf")
    printable = (" " if category(c) in ("Cc", "Cs", "Co", "Cn") else c for c in seen)
    return " ".join("".join(printable).split())


def parse(text: str, fields: Collection[str] = FIELDS) -> Query:
    """Read a query; `fields` are the names known before a colon. Never raises."""
    text = clean(text)
    reader = _Reader(text.translate(_MARKS), fields)
    root = reader.read()
    if text != reader.text and any(t.manner in (Manner.EXACT, Manner.NEAR) for t in reader.terms):
        reader.remark("Curly quotation marks were read as straight ones.")
    return Query(text, root, tuple(reader.remarks))


def write(node: Node | None) -> str:
    """The text that is read as this tree."""
    match node:
        case None:
            return ""
        case Not(part):
            written = write(part)
            if isinstance(part, All | Either | Not):
                return f"-({written})"
            return f"-{written}" if _MINUS.match(f"-{written}") else f"NOT {written}"
        case All(parts):
            return " ".join(f"({write(p)})" if isinstance(p, Either) else write(p) for p in parts)
        case Either(parts):
            return " OR ".join(write(part) for part in parts)
        case Alike(terms, _):
            return " ".join(term.written for term in terms)
    return node.written


def changed(node: Node | None, change: Callable[[Node], Node | None]) -> Node | None:
    """The tree with every node replaced by `change`, from the leaves up; None takes a node out."""
    match node:
        case None:
            return None
        case Not(part):
            kept = changed(part, change)
            return change(Not(kept)) if kept is not None else None
        case All(parts) | Either(parts):
            kept_parts = [k for part in parts if (k := changed(part, change)) is not None]
            whole = _joined(type(node), kept_parts)
            return change(whole) if type(whole) is type(node) else whole
    return change(node)


def _changed(root: Node | None, leaf: Leaf, new: Leaf | None) -> Node | None:
    return changed(root, lambda node: new if node == leaf else node)


def _joined(kind: type[All] | type[Either], parts: list[Node]) -> Node | None:
    """One node of these parts; parts of its own kind are taken apart."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return kind(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def _leaves(node: Node | None, excluded: bool) -> Iterator[tuple[Leaf, bool]]:
    match node:
        case Not(part):
            yield from _leaves(part, not excluded)
        case All(parts) | Either(parts) | Alike(parts, _):
            for part in parts:
                yield from _leaves(part, excluded)
        case Term() | Field():
            yield node, excluded


def _wanted(node: Node | None, excluded: bool = False) -> Iterator[Term]:
    match node:
        case Not(part):
            yield from _wanted(part, not excluded)
        case All(parts) | Either(parts):
            for part in parts:
                yield from _wanted(part, excluded)
        case Alike(terms, others) if not excluded:
            yield from (*terms, *others)
        case Term() if not excluded:
            yield node


def _runs(node: Node | None) -> Iterator[tuple[str, ...]]:
    match node:
        case Either(parts):
            for part in parts:
                yield from _runs(part)
        case All(parts):
            bare = [term for part in parts for term in _bare(part)]
            yield tuple(word for term in bare for word in term.words) if len(bare) > 1 else ()
            for part in parts:
                yield from _runs(part)
        case Alike(terms, _):
            yield from _runs(_joined(All, list(terms)))
        case Term(manner=Manner.EXACT):
            yield node.words
        case Term(manner=Manner.FORMS) if len(node.words) > 1:
            yield node.words


def _bare(node: Node) -> tuple[Term, ...]:
    terms = node.terms if isinstance(node, Alike) else (node,)
    return tuple(t for t in terms if isinstance(t, Term) and t.manner in BARE)


class _Reader:
    """Reads a text from left to right, by recursive descent."""

    def __init__(self, text: str, fields: Collection[str]) -> None:
        self.text, self.fields = text, fields
        self.at = 0
        self.depth = 0
        self.remarks: list[str] = []
        self.terms: list[Term] = []

    def remark(self, sentence: str) -> None:
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def read(self) -> Node | None:
        """The whole text; a closing bracket without an opening one is stepped over."""
        parts: list[Node] = []
        while True:
            part = self.either()
            parts += [part] if part is not None else []
            if self.at >= len(self.text):
                return _joined(All, parts)
            self.remark("A bracket without its partner was left out.")
            self.at += 1

    def either(self) -> Node | None:
        """Alternatives, up to the end or a closing bracket."""
        alternatives: list[Node | None] = [self.all()]
        while self.takes("OR"):
            alternatives.append(self.all())
        if len(alternatives) > 1 and None in alternatives:
            self.remark("An OR without words on both sides was left out.")
        return _joined(Either, [a for a in alternatives if a is not None])

    def all(self) -> Node | None:
        parts: list[Node] = []
        while not self.is_at_end() and not self.sees("OR"):
            part = self.part()
            parts += [part] if part is not None else []
        return _joined(All, parts)

    def part(self) -> Node | None:
        """The next term, field or bracket, with what excludes it; None for what says nothing."""
        excluded = negated = False
        while True:
            if self.takes("AND"):
                negated = False
            elif self.takes("NOT"):
                excluded, negated = not excluded, True
            elif minus := _MINUS.match(self.text, self.at):
                self.at = minus.end()
                excluded, negated = not excluded, False
            else:
                break
        if self.is_at_end() or self.sees("OR"):
            if negated:
                self.remark("A NOT without a word behind it was left out.")
            return None
        part = self.bracket() if self.text[self.at] == "(" else self.leaf()
        return Not(part) if excluded and part is not None else part

    def bracket(self) -> Node | None:
        self.at += 1
        if self.depth == DEEPEST:
            self.remark(f"Brackets within more than {DEEPEST} others were left out.")
            return None
        self.depth += 1
        inside = self.either()
        self.depth -= 1
        if self.at < len(self.text):
            self.at += 1
        else:
            self.remark("A bracket was not closed: it was closed at the end.")
        return inside

    def leaf(self) -> Node | None:
        start = self.at
        piece = _PIECE.match(self.text, start)
        if piece is None:
            self.at = len(self.text)
            return None
        self.at = piece.end()
        if piece["phrase"]:
            return self.phrase(piece, start)
        bare = self.bare_word(piece["bare"], start)
        if field := _FIELD.fullmatch(bare):
            if field["name"].lower() in self.fields:
                return self.field(field["name"].lower(), field["value"], start)
            if field["value"]:
                self.remark(
                    f"There is no field “{field['name'][:40]}”: “{bare[:80]}” was read as words."
                    f" Fields are {', '.join(sorted(self.fields))}."
                )
        return self.word(bare, start)

    def bare_word(self, bare: str, start: int) -> str:
        """A word up to the bracket that closes what stands before it."""
        opened = 0
        for place, character in enumerate(bare):
            opened += (character == "(") - (character == ")")
            if opened < 0:
                self.at = start + place + (len(self.text[start : self.at]) - len(bare))
                return bare[:place]
        return bare

    def phrase(self, piece: re.Match, start: int) -> Term | None:
        inside = piece["phrase"][1:]
        typed = inside.removesuffix('"').strip()
        if not inside.endswith('"') and typed:
            self.remark(
                "A quotation mark was not closed: everything after it, "
                f"“{_cut(typed)}”, was read as a phrase."
            )
        if "*" in typed:
            self.remark("Within quotation marks * is no beginning of words: it was left out.")
        words = tuple(folded_words(typed))
        within = int(piece["within"][:9]) if piece["within"] else 0
        if piece["within"] == "":
            self.remark("After ~ stands how many words may lie between, as in ~5: it was left out.")
        if within > WIDEST:
            self.remark(f"Words are looked for within {WIDEST} words of each other at most.")
        if not words:
            return None
        near = within > 0 and len(words) > 1
        manner = Manner.NEAR if near else Manner.EXACT
        end = min(piece.end(), len(self.text))
        return self.kept(Term(typed, words, manner, start, end, min(within, WIDEST) if near else 0))

    def field(self, name: str, value: str, start: int) -> Field | None:
        """A field; a value in quotation marks, or behind a space, is its value as well."""
        if not value:
            piece = _PIECE.match(self.text, self.at)
            follows = piece is not None and not self.is_at_end() and not self.sees("OR")
            if piece and follows and piece["phrase"]:
                self.at, value = piece.end(), piece["phrase"].strip('" ')
            elif piece and follows and not _FIELD.match(piece["bare"]) and piece["bare"][0] != "(":
                begins = piece.start("bare")
                self.at = piece.end()
                value = self.bare_word(piece["bare"], begins)
        value = value.strip(" ,;")
        if not value:
            self.remark(f"“{name}:” names nothing and was left out.")
            return None
        return Field(name, value, start, self.at)

    def word(self, raw: str, start: int) -> Term | None:
        plain = raw.startswith("+")
        typed = raw.removeprefix("+").rstrip(",;:!?") or raw
        begins = typed.endswith("*")
        typed = typed.rstrip("*")
        words = tuple(folded_words(typed))
        if re.fullmatch(r"~\d+", raw):
            self.remark(f"“{raw[:20]}” stands behind no phrase and was left out.")
            return None
        if not words:
            return None
        if "*" in typed:
            self.remark("* can stand at the end of a word only: elsewhere it was left out.")
        if begins and len(words[-1]) < SHORTEST_BEGINNING:
            self.remark(
                f"“{typed}*” was read as “{typed}”: a beginning has at least"
                f" {SHORTEST_BEGINNING} letters."
            )
            begins = False
        bare = Manner.ACRONYM if is_acronym_only(typed) else Manner.FORMS
        manner = Manner.BEGINNING if begins else bare
        return self.kept(Term(typed, words, manner, start, self.at, plain=plain and not begins))

    def kept(self, term: Term) -> Term:
        self.terms.append(term)
        return term

    def is_at_end(self) -> bool:
        """Steps over spaces; whether nothing more of these brackets is left."""
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
        return self.at >= len(self.text) or self.text[self.at] == ")"

    def sees(self, operator: str) -> bool:
        after = self.at + len(operator)
        return self.text.startswith(operator, self.at) and self.text[after : after + 1] in (
            *('"() '),
            "",
        )

    def takes(self, operator: str) -> bool:
        if self.is_at_end() or not self.sees(operator):
            return False
        self.at += len(operator)
        return True


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
