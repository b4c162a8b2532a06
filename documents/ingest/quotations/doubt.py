"""Quotations given to whoever spoke before, though the words around them may be about another."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from documents.folding import folded_words
from documents.ingest.quotations.named import name_runs
from documents.ingest.reading import Quote, Segment
from documents.vocabularies import Evidence

_SENTENCES = re.compile(r"(?<=[.?!])[”\"’'»]*\s+")
_GOES_ON = re.compile(
    r"\b(?:he|she|his|him|her|hers|himself|herself|il|elle|él|ella|er|sie)\b", re.I
)
"""Words by which a sentence is about whoever spoke before."""
_FIRST_SIGN = 0xF0000


def in_doubt(
    text: str, prose: Sequence[Segment], quotes: Sequence[Quote], names: Mapping[str, str]
) -> set[Quote]:
    """The quotations of a text that may be another's than they seem: "But others disagreed: “…”".

    `names` are those of the voices by their keys. A paragraph that is nothing but a quotation goes
    on with the speaker of the one before, and so does one that a quotation opens as a sentence of
    its own, or whose words name or mean that speaker, where it quotes no other.
    """
    doubted = set()
    outer = sorted((q for q in quotes if q.parent is None), key=lambda q: q.start)
    starts = [quote.start for quote in outer]
    for segment in prose:
        inside = outer[bisect_left(starts, segment.start) : bisect_left(starts, segment.end)]
        around, places = _around(text, segment, inside)
        pieces = _SENTENCES.split(around)
        opens = bool(places) and places[0] in pieces[0] and not folded_words(pieces[0])
        for quote, sign in zip(inside, places, strict=True):
            own = next(piece for piece in pieces if sign in piece)
            others = {q.voice for q in inside if q.evidence == Evidence.CUE} - {quote.voice}
            about = own if folded_words(own) and others else around
            name = folded_words(names.get(quote.voice or "", ""))
            is_named = not set(name).isdisjoint(folded_words(about))
            if quote.evidence == Evidence.CONTEXT and not (
                (opens and not others)
                or is_named
                or (_GOES_ON.search(about) and not _is_about_another(own, name))
            ):
                doubted.add(quote)
    return doubted


def _is_about_another(sentence: str, name: Sequence[str]) -> bool:
    """Whether a sentence names somebody in full before it quotes, and not who has this name."""
    named = [folded_words(run.name) for run in name_runs(sentence) if " " in run.name]
    return any(set(other).isdisjoint(name) for other in named)


def _around(text: str, segment: Segment, inside: Sequence[Quote]) -> tuple[str, list[str]]:
    """The words of a paragraph with a sign for each quotation, and those signs."""
    pieces, signs, at = [], [], segment.start
    for number, quote in enumerate(inside):
        signs.append(chr(_FIRST_SIGN + number))
        stop = "." if text[quote.end - 1] in ".?!" else ""
        pieces += [text[at : quote.start], signs[-1] + stop]
        at = quote.end
    return "".join([*pieces, text[at : segment.end]]), signs


__all__ = ["in_doubt"]
