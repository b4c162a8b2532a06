"""What somebody pasted: one quotation, or an article whose quotations are taken out of it.

Pure: reading a text asks the database nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.folding import folded_words
from documents.ingest.names import NAME
from documents.ingest.quotations import find_quotations
from documents.ingest.reading import Block, CanonicalText, MapRun, Quote, Segment, Voice
from documents.vocabularies import PassageType
from search.quotes.checking import Asked
from search.quotes.lists import whole

MOST_WORDS = 10_000

_MARKED = '“”"„«»'
_SIGNED = re.compile(
    rf"""\s*[“"„«](?P<quote>[^“”"„«»]+)[”"“»]\s*(?:[-–—―]+|\()\s*(?P<name>{NAME})\s*[.)]?\s*"""
)
"""“The words.” — Name Surname"""
_LABELLED = re.compile(rf"""\s*(?P<name>{NAME}):\s*[“"„«](?P<quote>[^“”"„«»]+)[”"“»]\s*""")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*")
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True)
class Pasted:
    """The quotations in a pasted text, and whether they were taken out of an article."""

    asked: tuple[Asked, ...]
    is_article: bool


def read_pasted(text: str, said_by: str = "", as_one: bool = False) -> Pasted:
    """Takes the quotations out of a pasted text.

    With `as_one` all of it is one quotation. `said_by` holds where the text does not say who said
    something.
    """
    text = whole(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ").strip()
    one = Pasted((Asked(text, said_by, "1"),), is_article=False)
    if as_one or not any(mark in text for mark in _MARKED):
        return one
    if signed := _SIGNED.fullmatch(text) or _LABELLED.fullmatch(text):
        return Pasted((Asked(signed["quote"], said_by or signed["name"], "1"),), is_article=False)
    found = _quotations(text, said_by)
    if not found or (len(found) == 1 and _is_all(found[0].text, text)):
        return one
    return Pasted(tuple(found), is_article=True)


def _is_all(quotation: str, text: str) -> bool:
    """Whether a text has no words but those of its quotation."""
    return len(folded_words(quotation)) == len(folded_words(text))


def _quotations(text: str, said_by: str) -> list[Asked]:
    """The quotations of an article; one that its reporter interrupts is put together again."""
    paragraph = _PARAGRAPH if re.search(r"\n\s*\n", text) else _LINE
    blocks = tuple(Block(*match.span()) for match in paragraph.finditer(text))
    source = CanonicalText(text, blocks, (MapRun(0, 0, len(text)),), "text/plain", "utf-8")
    segments = [Segment(b.start, b.end, PassageType.NARRATIVE) for b in blocks]
    quotes, voices = find_quotations(source, segments, ())
    names = {voice.key: _name(voice) for voice in voices}
    chains: dict[int, list[Quote]] = {}
    beginning: dict[int, int] = {}
    for place, quote in enumerate(quotes):
        if quote.parent is not None:
            continue
        before = quote.continues
        first = place if before is None else beginning.get(before, place)
        beginning[place] = first
        chains.setdefault(first, []).append(quote)
    return [
        Asked(_joined(text, chain), names.get(chain[0].voice or "") or said_by, str(number))
        for number, chain in enumerate(chains.values(), start=1)
    ]


def _name(voice: Voice) -> str:
    return voice.name or ""


def _joined(text: str, chain: Sequence[Quote]) -> str:
    return " ".join(text[quote.start : quote.end].strip() for quote in chain)
