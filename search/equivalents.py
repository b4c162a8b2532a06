"""Words that mean the same, as the keeper's table has them: "labor" finds "labour" too."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, product
from typing import Protocol

from documents.folding import folded_letters, folded_words
from documents.models import Equivalents
from search.analysis import stems
from search.compounds import (
    JOINTS,
    SIGN,
    acronym_typed,
    bare_acronym,
    is_acronym_only,
    without_points,
)
from search.languages import config_for
from search.tree import BARE, Alike, All, Either, Manner, Node, Not, Query, Term

MOST_JOINED = 8
"""So many forms of words that a sign joins are looked for at most."""

ENDING = 4
"""So many letters, at most, a word has more or fewer in another form: "organ" has the stem of
"organization", and is none of its forms.
"""

Stem = Callable[[tuple[str, ...]], Sequence[str | None]]
"""The stems of some words; None for one that is too common to be kept."""


class Others(Protocol):
    """What knows other words for some: for so many in a row, at most, as `longest` says."""

    @property
    def longest(self) -> int: ...

    def of(self, row: Sequence[Node]) -> tuple[Term, ...]: ...


class Table:
    """The equivalents of an archive: by stems, the forms that mean the same."""

    def __init__(self, groups: Iterable[Sequence[str]], stem: Stem) -> None:
        self.stem = stem
        self.others: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        """By stems, a form that has them with another that means the same."""
        for group in groups:
            keys = {form: self.key([form]) for form in group}
            for form, key in keys.items():
                meant = [other for other in group if keys[other] not in (key, ())]
                self.others[key] += [(form, other) for other in meant]
        self.longest = max(map(len, self.others), default=0)

    def key(self, typed: Sequence[str]) -> tuple[str, ...]:
        """What some typed words are looked up by: their stems, with points ("N.G.O.") or without;
        acronyms of two letters as acronyms.
        """
        key: list[str] = []
        for word in typed:
            acronym = acronym_typed(word) if is_acronym_only(word) else ""
            if len(acronym) == len(SIGN) + 2:
                key.append(acronym)
                continue
            words = tuple(folded_words(acronym or bare_acronym(word) or without_points(word)))
            key += (stem or said for stem, said in zip(self.stem(words), words, strict=True))
        return tuple(key)

    def of(self, row: Sequence[Node]) -> tuple[Term, ...]:
        """The terms that mean the same as some terms in a row."""
        terms = [part for part in row if isinstance(part, Term)]
        if len(terms) < len(row) or any(t.manner not in BARE or t.plain for t in terms):
            return ()
        forms = self._meant_by([term.typed for term in terms])
        if not forms and len(terms) == 1:
            forms = list(self._of_joined(terms[0].typed))
        return tuple(map(_term, dict.fromkeys(forms)))

    def _meant_by(self, typed: Sequence[str]) -> list[str]:
        """The forms that mean the same as some typed words in a row."""
        key, letters = self.key(typed), len(folded_letters("".join(typed)))
        return [
            other
            for form, other in self.others.get(key, [])
            if abs(letters - len(folded_letters(form))) <= ENDING * len(key)
        ]

    def _of_joined(self, typed: str) -> Iterator[str]:
        """Words that a sign joins ("labour/slavery") with others in the place of each."""
        words = JOINTS.split(typed)
        if len(words) > 1:
            forms = [[word, *self._meant_by([word])] for word in words]
            signs = [*JOINTS.findall(typed), ""]
            for chosen in islice(product(*forms), 1, 1 + MOST_JOINED):
                yield "".join(map("".join, zip(chosen, signs, strict=True)))


def _term(form: str) -> Term:
    manner = Manner.ACRONYM if acronym_typed(form) else Manner.FORMS
    return Term(form, tuple(folded_words(without_points(form))), manner)


def kept_table() -> Table:
    """The table that the keeper edits, looked up in the archive's own language."""
    groups = Equivalents.objects.values_list("forms", flat=True)
    return Table(groups, partial(stems, config_for(None)))


def expand(query: Query, table: Others) -> Query:
    """The query with equivalents beside the words that have some."""
    if not table.longest or query.root is None:
        return query
    return replace(query, root=_expand(query.root, table))


def _expand(node: Node, table: Others) -> Node:
    match node:
        case Not(part):
            return Not(_expand(part, table))
        case Either(parts):
            return Either(tuple(_expand(part, table) for part in parts))
        case All(parts):
            expanded = _expand_row(parts, table)
            return All(expanded) if len(expanded) > 1 else expanded[0]
        case Term() if others := table.of([node]):
            return Alike((node,), others)
        case Alike(terms, known) if others := table.of([node]):
            new = [term for term in others if term.words not in {other.words for other in known}]
            return Alike(terms, (*known, *new))
    return node


def _expand_row(parts: Sequence[Node], table: Others) -> tuple[Node, ...]:
    """The longest rows of words that have equivalents, from the left, and all else."""
    expanded: list[Node] = []
    at = 0
    while at < len(parts):
        for size in range(min(table.longest, len(parts) - at), 1, -1):
            row = [part for part in parts[at : at + size] if isinstance(part, Term | Alike)]
            if len(row) == size and (others := table.of(row)):
                expanded.append(Alike(tuple(row), others))
                at += size
                break
        else:
            expanded.append(_expand(parts[at], table))
            at += 1
    return tuple(expanded)
