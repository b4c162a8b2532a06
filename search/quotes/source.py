"""What the archive holds, as the checker reads it: passages in a row and whose words they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from documents.folding import folded_words
from documents.spoken import spoken
from search.languages import config_for
from search.quotes.figures import words_and_fractions

_SENTENCE_END = re.compile(
    r"(?<=[.!?؟])[”\"’')»]*\s+(?=[“\"‘'(«]?[^\W\d_a-z])|(?<=[。！？])[”’」』]*|\n"
)

_BRACKETED = re.compile(r"\[([^\[\]]+)\]")

_GOING_ON = re.compile(r"(--|[–—…])\s*\n\n\1\s*")


@dataclass(frozen=True, eq=False)
class Voice:
    """Who speaks: the heading and address of a person, if it is known who, and all names.

    One person is one voice, however it is known in each place that the words are theirs.
    """

    heading: str | None
    slug: str | None
    names: tuple[str, ...]
    """The heading, variant names and what the document prints."""
    evidence: str = ""
    role: str = ""
    """What somebody is there, as printed: "President, Polaris Project"."""
    part: str = ""
    """One of `documents.vocabularies.Part`, "" where it is not known."""
    is_named: bool = True
    """Whether the names are a person's; else they are what the document calls somebody whom it
    does not name: "Q", "VOICE".
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Voice) and self._who == other._who

    def __hash__(self) -> int:
        return hash(self._who)

    @property
    def _who(self) -> str | tuple[str, ...]:
        return self.slug or self.names

    @property
    def shown(self) -> str | None:
        """The heading, else the name or label as printed, None where there is neither."""
        return self.heading or (self.names[0] if self.names else None)

    @property
    def is_known(self) -> bool:
        """Whether the archive has a name for whoever it is."""
        return self.is_named and bool(self.names)


NOBODY = Voice(None, None, ())


class Quoted(NamedTuple):
    """Words within a passage that somebody else said; offsets are of the passage's text."""

    start: int
    end: int
    voice: Voice


@dataclass(frozen=True)
class Passage:
    """A passage: its text, the notes in it that were not spoken, and its voices."""

    public_id: str
    document_id: int
    order: int
    text: str
    voice: Voice
    notes: tuple[tuple[int, int], ...] = ()
    quoted: tuple[Quoted, ...] = ()
    record: Any = None
    """What the passage was read from, for whoever shows it."""
    language: str = ""
    """BCP 47, "" where it is not known."""

    def voice_of(self, start: int, end: int) -> Voice:
        """Whose words stand from `start` to `end`: the person quoted, where they are a quotation.

        Of nested quotations the innermost counts.
        """
        around = [q for q in self.quoted if q.start <= start and end <= q.end]
        return min(around, key=lambda q: q.end - q.start).voice if around else self.voice


class Heard(NamedTuple):
    """A word of a source, folded; the passage it is in and its place in the passage's text."""

    word: str
    passage: int
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """Passages of one document that follow each other."""

    passages: tuple[Passage, ...]
    everybody: tuple[Voice, ...] = ()
    """All who speak or write in it or are quoted, in these passages and elsewhere."""

    @property
    def config(self) -> str:
        """The dictionary of the passages' language, by which its numbers are read."""
        return config_for(self.passages[0].language)

    @property
    def stated_config(self) -> str:
        """The same where the language is known, else ""."""
        return self.config if self.passages[0].language else ""

    @cached_property
    def heard(self) -> list[Heard]:
        return [
            Heard(word.text, at, word.start, word.end)
            for at, passage in enumerate(self.passages)
            for word in words_and_fractions(spoken(passage.text, passage.notes))
        ]

    @cached_property
    def words(self) -> list[str]:
        return [heard.word for heard in self.heard]

    def pieces(self, first: int, last: int) -> Iterator[tuple[Passage, int, int]]:
        """The stretches of text from word `first` to word `last`, both included, by passage."""
        begin, end = self.heard[first], self.heard[last]
        for at in range(begin.passage, end.passage + 1):
            passage = self.passages[at]
            start = begin.start if at == begin.passage else 0
            yield passage, start, end.end if at == end.passage else len(passage.text)

    @cached_property
    def voices(self) -> list[Voice]:
        """Whose each word is."""
        return [self.passages[w.passage].voice_of(w.start, w.end) for w in self.heard]

    def sentence_before(self, at: int) -> list[str]:
        """The words that stand before a word in its sentence."""
        heard = self.heard[at]
        # With the word's first letter, by which it is known whether a sentence begins with it.
        text = self.passages[heard.passage].text[: heard.start + 1]
        begin = max((m.end() for m in _SENTENCE_END.finditer(text)), default=0)
        return folded_words(text[begin : heard.start])

    def sentence_behind(self, at: int) -> list[str]:
        """The words that stand behind a word in its sentence."""
        heard = self.heard[at]
        text = self.passages[heard.passage].text
        end = _SENTENCE_END.search(text, heard.end)
        return folded_words(text[heard.end : end.start() if end else len(text)])

    def is_one_sentence(self, first: int, last: int) -> bool:
        """Whether two words stand in one sentence."""
        one, other = self.heard[first], self.heard[last]
        text = self.passages[one.passage].text
        # With the last word's first letter, by which it is known whether a sentence begins with it.
        ends = _SENTENCE_END.search(text, one.end, other.start + 1)
        return one.passage == other.passage and ends is None

    def between(self, before: int | None, after: int | None) -> str:
        """What stands between two words, notes and all. Where one is None, what stands beside the
        other up to the next word or the end of its passage.
        """
        if before is None and after is not None:
            at = self.heard[after].passage
            is_first = after == 0 or self.heard[after - 1].passage != at
            start = 0 if is_first else self.heard[after - 1].end
            return self.passages[at].text[start : self.heard[after].start]
        if before is None:
            return ""
        heard = self.heard[before]
        text = self.passages[heard.passage].text
        is_to_the_end = after is None
        if after is None:
            after = before + 1
        following = self.heard[after] if after < len(self.heard) else None
        if following and following.passage == heard.passage:
            return text[heard.end : following.start]
        if following is None or is_to_the_end:
            return text[heard.end :]
        between = (p.text for p in self.passages[heard.passage + 1 : following.passage])
        ahead = self.passages[following.passage].text[: following.start]
        return "\n\n".join([text[heard.end :], *between, ahead])

    @cached_property
    def bracketed(self) -> frozenset[tuple[str, ...]]:
        """What stands in square brackets in it, as folded words: the record's own brackets."""
        return frozenset(
            tuple(folded_words(found[1]))
            for passage in self.passages
            for found in _BRACKETED.finditer(spoken(passage.text, passage.notes))
        )

    def text(self, first: int, last: int) -> str:
        """The words from `first` to `last` as they stand in the passages."""
        return "\n\n".join(p.text[start:end] for p, start, end in self.pieces(first, last))

    def spoken(self, first: int, last: int) -> str:
        """The same without asides, which nobody spoke, and without the second of two dashes
        that stand where a sentence goes on in another passage.
        """
        said = "\n\n".join(
            spoken(p.text, p.notes)[start:end] for p, start, end in self.pieces(first, last)
        )
        return _GOING_ON.sub(r"\1 ", said)
