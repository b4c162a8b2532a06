"""What a query asks, as a tree of words, phrases and fields; read from text by `search.query`."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain

from documents.folding import folded_words, is_unspaced
from search.compounds import APART
from search.numbers import BLANKS

MINUS = re.compile(r'[-−](?=["(+\w])')
"""The sign that excludes what stands behind it."""
_TOGETHER = re.compile(rf"(?<![^\s(\-−])(?:{BLANKS.pattern}|{APART.pattern})$")
"""Words that would be read as one number, or one acronym."""


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
    def row(self) -> tuple[str, ...]:
        """The words of a text that writes it as it is typed."""
        return tuple(folded_words(self.typed))

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
        plain = not re.search(r'[\s()|]|^"', self.value)
        return f"{self.name}:{self.value}" if plain else f'{self.name}:"{self.value}"'


@dataclass(frozen=True)
class Alike:
    """Terms that must all hold, or one of `others`, which mean the same. Each of several terms may
    have others of its own.
    """

    terms: tuple["Term | Alike", ...]
    others: tuple[Term, ...]

    @property
    def typed(self) -> tuple[Term, ...]:
        """The terms without what means the same."""
        terms = (term.typed if isinstance(term, Alike) else (term,) for term in self.terms)
        return tuple(chain.from_iterable(terms))


@dataclass(frozen=True)
class Not:
    """What must not be there."""

    part: "Node"


@dataclass(frozen=True)
class All:
    """Parts that must all be in one passage."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """Parts of which one will do."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Most:
    """At least `least` of some words must be there. It is asked, never typed (search.widening)."""

    parts: tuple["Node", ...]
    least: int


Leaf = Term | Field
Node = Term | Field | Alike | Not | All | Either | Most


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
        if len(terms) == 1 and is_unspaced(terms[0].typed):
            return ""  # its letters are looked for in their order anyway
        return '"{}"'.format(" ".join(term.typed for term in terms))

    def without(self, *leaves: Leaf) -> str:
        """The query without some of its leaves."""
        return write(changed(self.root, lambda node: None if node in leaves else node))

    def typing(self, word: str, instead: str) -> str:
        """The query with a bare word typed otherwise."""

        def typed(node: Node) -> Node:
            if isinstance(node, Term) and node.manner in BARE and node.typed == word:
                return replace(node, typed=instead)
            return node

        return write(changed(self.root, typed))

    def naming(self, values: Mapping[Field, str], without: Collection[Node] = ()) -> str:
        """The query with other values of some of its fields, and without some of its parts."""

        def named(node: Node) -> Node | None:
            if isinstance(node, Field) and node in values:
                return replace(node, value=values[node])
            return None if node in without else node

        return write(changed(self.root, named))

    def plainly(self, *terms: Term) -> str:
        """The query with the equivalents of some terms refused."""
        root = self.root
        for term in terms:
            root = changed(root, _refusing(term))
        return write(root)


def write(node: Node | None) -> str:
    """The text that is read as this tree."""
    match node:
        case None:
            return ""
        case Not(part):
            written = write(part)
            if isinstance(part, All | Either | Not):
                return f"-({written})"
            return f"-{written}" if MINUS.match(f"-{written}") else f"NOT {written}"
        case All(parts):
            text = ""
            for part in parts:
                written = write(part)
                found = _TOGETHER.search(f"{text} {written}")
                apart = isinstance(part, Either) or (found and found.start() < len(text))
                text = f"{text} ({written})" if apart else f"{text} {written}"
            return text.lstrip()
        case Either(parts):
            return " OR ".join(write(part) for part in parts)
        case Most(parts, _):
            return " ".join(write(part) for part in parts)
        case Alike():
            return " ".join(term.written for term in node.typed)
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
            whole = joined(type(node), kept_parts)
            return change(whole) if type(whole) is type(node) else whole
    return change(node)


def _refusing(term: Term) -> Callable[[Node], Node]:
    return lambda node: replace(term, plain=True) if node == term else node


def joined(kind: type[All] | type[Either], parts: list[Node]) -> Node | None:
    """One node of these parts; parts of its own kind are taken apart."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return kind(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def _leaves(node: Node | None, excluded: bool) -> Iterator[tuple[Leaf, bool]]:
    match node:
        case Not(part):
            yield from _leaves(part, not excluded)
        case All(parts) | Either(parts) | Alike(parts, _) | Most(parts, _):
            for part in parts:
                yield from _leaves(part, excluded)
        case Term() | Field():
            yield node, excluded


def _wanted(node: Node | None, excluded: bool = False) -> Iterator[Term]:
    match node:
        case Not(part):
            yield from _wanted(part, not excluded)
        case All(parts) | Either(parts) | Most(parts, _):
            for part in parts:
                yield from _wanted(part, excluded)
        case Alike(terms, others) if not excluded:
            for term in terms:
                yield from _wanted(term)
            yield from others
        case Term() if not excluded:
            yield node


def _runs(node: Node | None) -> Iterator[tuple[str, ...]]:
    match node:
        case Either(parts):
            for part in parts:
                yield from _runs(part)
        case All(parts):
            bare = [term for part in parts for term in _bare(part)]
            yield tuple(word for term in bare for word in term.row) if len(bare) > 1 else ()
            for part in parts:
                yield from _runs(part)
        case Alike():
            yield from _runs(joined(All, list(node.typed)))
        case Term(manner=Manner.EXACT):
            yield node.words
        case Term(manner=Manner.FORMS) if len(node.words) > 1:
            yield node.row


def _bare(node: Node) -> tuple[Term, ...]:
    terms = node.typed if isinstance(node, Alike) else (node,)
    return tuple(t for t in terms if isinstance(t, Term) and t.manner in BARE)
