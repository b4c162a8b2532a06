"""Reading what was typed: one pure function from text to words, phrases and alternatives.

    forced labor            both words, in any form, anywhere in a passage
    "forced labor"          these words in this order, as they are; straight or curly marks
    labor OR victims        one of both; OR divides the whole query
    -slavery  -"at risk"    without these

A word that folding takes apart ("modern-day", "G/TIP") asks for its pieces side by side. Nothing is
refused here: what cannot be read is repaired, and `remarks` says how.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from unicodedata import category

from documents.folding import folded_words

OPENING_AND_CLOSING = dict.fromkeys(map(ord, "“”„‟″«»〝〞＂"), '"')
TOKEN = re.compile(
    r'(?P<minus>(?<!\S)[-−](?=["\w]))?(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>[^\s"]+))'
)


@dataclass(frozen=True)
class Term:
    """A word or phrase as typed, from `start` to `end` of the query, and its folded words."""

    typed: str
    words: tuple[str, ...]
    exact: bool
    excluded: bool
    start: int
    end: int


@dataclass(frozen=True)
class Query:
    """What was typed, without odd characters, as alternatives of terms that must all hold."""

    text: str
    alternatives: tuple[tuple[Term, ...], ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for alternative in self.alternatives for term in alternative)

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that are looked for, and marked where they are found."""
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def is_blank(self) -> bool:
        """Nothing was typed: everything is wanted."""
        return not self.text

    @property
    def is_empty(self) -> bool:
        """Something was typed, but no word in it: it finds nothing."""
        return bool(self.text) and not self.alternatives

    def runs(self) -> tuple[tuple[str, ...], ...]:
        """What counts as an exact match: each phrase, and the bare words of an alternative in a
        row.
        """
        runs: list[tuple[str, ...]] = []
        for alternative in self.alternatives:
            bare = [t for t in alternative if not t.excluded and not t.exact]
            row = tuple(word for term in bare for word in term.words)
            runs += [row] if len(row) > 1 else []
            runs += [t.words for t in alternative if t.exact and not t.excluded]
        return tuple(dict.fromkeys(runs))

    def as_phrase(self) -> str:
        """The bare words as one phrase, "" where the query is anything else than two or more of
        them.
        """
        if len(self.alternatives) != 1 or any(t.exact or t.excluded for t in self.terms):
            return ""
        if sum(len(term.words) for term in self.terms) < 2:
            return ""
        return '"{}"'.format(" ".join(term.typed for term in self.terms))

    def without(self, term: Term) -> str:
        """The text of the query without one of its terms."""
        rest = f"{self.text[: term.start]} {self.text[term.end :]}"
        rest = re.sub(r"(?:\bOR\s+)+OR\b", "OR", " ".join(rest.split()))
        return re.sub(r"^(?:OR\s+)+|(?:\s+OR)+$|^OR$", "", rest)


def clean(text: str) -> str:
    """A query without control characters, lone surrogates and private-use marks; white space is
    single.
    """
    seen = (c for c in text if category(c) != "Cf")
    printable = (" " if category(c) in ("Cc", "Cs", "Co", "Cn") else c for c in seen)
    return " ".join("".join(printable).split())


def parse(text: str) -> Query:
    """Read a query. Never raises; see the head of this file for the language."""
    text = clean(text)
    straight = text.translate(OPENING_AND_CLOSING)
    alternatives: list[list[Term]] = [[]]
    remarks: list[str] = []
    negated_from: int | None = None
    for token in TOKEN.finditer(straight):
        word = token["word"]
        if word == "OR" and not token["minus"]:
            alternatives.append([])
            continue
        if word in ("AND", "NOT") and not token["minus"]:
            negated_from = token.start() if word == "NOT" else None
            continue
        if token["phrase"] is not None and not token["closed"] and token["phrase"].strip():
            remarks.append(
                "A quotation mark was not closed: everything after it, "
                f"“{token['phrase'].strip()}”, was read as a phrase."
            )
        words = tuple(folded_words(token["phrase"] if word is None else word))
        if words:
            excluded = negated_from is not None or bool(token["minus"])
            start = token.start() if negated_from is None else negated_from
            typed = token["phrase"].strip() if word is None else word
            alternatives[-1].append(Term(typed, words, word is None, excluded, start, token.end()))
            negated_from = None
    if len(alternatives) > 1 and not all(alternatives):
        remarks.append("An OR without words on both sides was left out.")
    return Query(text, tuple(tuple(a) for a in alternatives if a), tuple(remarks))
