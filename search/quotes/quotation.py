"""A quotation as pasted: its words, the omissions it admits to, and what it marks as its own."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from documents.folding import folded_words, words
from documents.ingest.structure.notes import find_notes
from documents.spoken import is_gap, without_asides
from search.quotes.figures import words_and_fractions
from search.quotes.word_classes import EDITORIAL, negations

_ELLIPSIS = r"(?:…|\.\s?\.\s?\.(?:\s?\.)?)"
_OMISSION = re.compile(
    rf"[\[(]\s*(?:{_ELLIPSIS}|omitted|snip)\s*[\])]|{_ELLIPSIS}|\*\s\*\s\*", re.IGNORECASE
)
_BRACKETED = re.compile(r"\[([^\[\]]{0,200})\]")
# Printed lines end words with a hyphen; whoever copies them from a page brings it along.
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n[ \t]*(?=[^\W\d_])")
# Between tildes, or with a stroke (U+0335 to U+0338) through each letter.
_STRUCK_OUT = re.compile(r"~~(?=\S)[^~\n]{1,200}~~|(?:[^\W_][\u0335-\u0338]+)+")
# What copying a page brings along behind a word or a mark: "not[1]", "so.[note 2]".
_FOOTNOTE = re.compile(
    r"(?<=[\w.,;:!?)\]”’\"'])\[(?:\d{1,3}|(?:note|fn|ref)\.?\s\d{1,3}|citation needed)\](?!\w)",
    re.IGNORECASE,
)
_LAST_FOOTNOTES = re.compile(rf"(?:{_FOOTNOTE.pattern})+(?P<marks>[\s\"“”»’']*)$", re.IGNORECASE)
_STEM = re.compile(r"[^\W\d_]+$")
_SENTENCE_END = re.compile(r"[.?!]\W*\s")
_OUTER = re.compile(r"""^[\s"“”„«»‘’'`]+|[\s"“”„«»‘’'`]+$""")


class Spoken(NamedTuple):
    """A word that the quotation says was spoken, with its place in the quotation's text."""

    word: str
    start: int
    end: int


class Omission(NamedTuple):
    """An ellipsis: something was left out here."""

    start: int
    end: int


class Insertion(NamedTuple):
    """Words in square brackets: the quoter's own, beside or in place of what was spoken."""

    words: tuple[str, ...]
    start: int
    end: int


Token = Spoken | Omission | Insertion


@dataclass(frozen=True)
class Quotation:
    """A quotation, read. Offsets count Unicode code points of `text`, its outer marks taken off."""

    text: str
    tokens: tuple[Token, ...]
    spoken: str = ""
    """The text without asides such as "(Applause.)", which were copied along and nobody spoke."""
    notes: tuple[tuple[int, int], ...] = ()
    """Where those asides stand."""

    @cached_property
    def words(self) -> list[str]:
        """The folded words that it says were spoken."""
        return [token.word for token in self.tokens if isinstance(token, Spoken)]

    @cached_property
    def covered(self) -> str:
        """The spoken text from its first word to its last: the marks at its ends belong to whoever
        quotes.
        """
        return self.spoken[self.tokens[0].start : self.tokens[-1].end] if self.tokens else ""

    @cached_property
    def parts(self) -> list[list[str]]:
        """The same words in the runs that stand between omissions and insertions."""
        runs: list[list[str]] = [[]]
        for token in self.tokens:
            if isinstance(token, Spoken):
                runs[-1].append(token.word)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    @cached_property
    def between_omissions(self) -> list[list[list[str]]]:
        """The runs of words that stand between omissions, those of each by themselves."""
        found: list[list[list[str]]] = [[[]]]
        for token in self.tokens:
            if isinstance(token, Spoken):
                found[-1][-1].append(token.word)
            elif isinstance(token, Omission):
                found.append([[]])
            else:
                found[-1].append([])
        return [runs for part in found if (runs := [run for run in part if run])]

    @cached_property
    def by_sentence(self) -> tuple[Token, ...]:
        """The tokens with an omission of no width between two sentences, where words may have been
        left out unsaid. The same tokens where there is but one sentence.
        """
        tokens: list[Token] = []
        for token in self.tokens:
            before = tokens[-1] if tokens else None
            are_spoken = isinstance(before, Spoken) and isinstance(token, Spoken)
            if before and are_spoken and _SENTENCE_END.search(self.text, before.end, token.start):
                tokens.append(Omission(token.start, token.start))
            tokens.append(token)
        return tuple(tokens)

    def with_brackets_of(self, bracketed: Collection[tuple[str, ...]]) -> "Quotation":
        """The same where square brackets around these words are the record's own, not the
        quoter's.
        """
        tokens: list[Token] = []
        for token in self.tokens:
            if isinstance(token, Insertion) and token.words in bracketed:
                start = token.start + 1
                inside = words(self.text[start : token.end - 1])
                tokens += [Spoken(w.text, start + w.start, start + w.end) for w in inside]
            else:
                tokens.append(token)
        return replace(self, tokens=tuple(tokens))


def read_quotation(text: str) -> Quotation:
    """Reads a quotation. Takes any text; one without words has no tokens that are spoken.

    Omissions at either end are no omissions: every quotation begins and ends somewhere.
    """
    text = _LINE_HYPHEN.sub("", text.replace("\r\n", "\n"))
    text = _OUTER.sub("", _LAST_FOOTNOTES.sub(r"\g<marks>", text))
    tokens: list[Token] = []
    found = find_notes(text, 0, len(text))
    notes = [(n.start, n.end) for n in found if not _is_editors(text[n.start : n.end])]
    notes = sorted({*notes, *(mark.span() for mark in _FOOTNOTE.finditer(text))})
    spoken = plain = without_asides(text, notes)
    for match in _STRUCK_OUT.finditer(spoken):
        plain = _blank(plain, *match.span())
    for match in _OMISSION.finditer(spoken):
        tokens.append(Omission(*match.span()))
        plain = _blank(plain, match.start(), match.end())
    for match in list(_BRACKETED.finditer(plain)):
        if _is_part_of_a_word(text, match):
            if ending := _ending(plain, match):
                tokens.append(ending)
                plain = _blank(plain, ending.start, ending.end)
            else:
                plain = _without_brackets(plain, match)
            continue
        inserted = tuple(word.text for word in words(match[1]))
        if inserted:
            tokens.append(Insertion(inserted, *match.span()))
        plain = _blank(plain, match.start(), match.end())
    tokens += [Spoken(word.text, word.start, word.end) for word in words_and_fractions(plain)]
    tokens.sort(key=lambda token: token.start)
    asides = tuple(n for n in notes if not is_gap(text[slice(*n)]))
    return Quotation(text, tuple(_trimmed(tokens)), spoken, asides)


def _is_editors(note: str) -> bool:
    """Whether a note is not the transcriber's but the quoter's: "[sic]"."""
    return note.startswith("[") and set(folded_words(note)) <= EDITORIAL


def _is_part_of_a_word(text: str, match: re.Match[str]) -> bool:
    """Whether brackets mark a changed letter, as in "[W]e" or "ha[s]", not a word of their own, nor
    a negation: "do[not]".
    """
    if not match[1].isalpha() or negations(folded_words(match[1])):
        return False
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return before.isalpha() or after.isalpha()


def _ending(text: str, match: re.Match[str]) -> Insertion | None:
    """The word whose ending brackets change, as in "ha[s]"; None where they change another letter,
    by which it may be another word: "[un]able".
    """
    stem = _STEM.search(text, 0, match.start())
    if stem is None or text[match.end() : match.end() + 1].isalpha():
        return None
    return Insertion(tuple(folded_words(stem[0] + match[1])), stem.start(), match.end())


def _without_brackets(text: str, match: re.Match[str]) -> str:
    # U+00AD is nothing to folding, so that the letters on both sides are one word.
    return f"{text[: match.start()]}\u00ad{match[1]}\u00ad{text[match.end() :]}"


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and isinstance(tokens[0], Omission):
        tokens = tokens[1:]
    while tokens and isinstance(tokens[-1], Omission):
        tokens = tokens[:-1]
    return tokens
