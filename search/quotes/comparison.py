"""A quotation and the archive's words side by side, cut where they begin or cease to differ.

Pure. Markup is made last, by the template: here are pieces of text, each with what is to be said
of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.spans import Span, runs
from search.quotes.differences import Difference, Kind
from search.quotes.judgement import Judgement
from search.quotes.quotation import Quotation
from search.quotes.source import Source, Voice

AROUND = 180
"""Characters of the passage that are shown before and after the words."""

LONGEST_TYPED = 300
"""Of a document for excerpts only, so many characters of what was typed are shown."""

CUT = "…"


class Look(StrEnum):
    """What a piece is: in the quotation, or in the archive."""

    SAME = "same"
    DIFFERS = "differs"
    """In the quotation, words that the archive lacks; in the archive, words that it lacks."""
    MARKED = "marked"
    """Set in brackets or left out, as the quotation itself says."""
    ANOTHER = "another"
    """Somebody else's words in between, and notes that nobody spoke."""
    AROUND = "around"
    """Before and after the words."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text with one look."""

    text: str
    look: Look


@dataclass(frozen=True)
class Paragraph:
    """What is shown of a passage. `voice` is named where the paragraph before has another."""

    pieces: tuple[Piece, ...]
    voice: Voice | None = None


_IN_QUOTATION = {
    Kind.ADDED: Look.DIFFERS,
    Kind.MOVED: Look.DIFFERS,
    Kind.REPLACED: Look.DIFFERS,
    Kind.BRACKETED: Look.MARKED,
    Kind.OMITTED: Look.MARKED,
    Kind.MARK: Look.DIFFERS,
}
_IN_ARCHIVE = {
    Kind.DROPPED: Look.DIFFERS,
    Kind.REPLACED: Look.DIFFERS,
    Kind.BRACKETED: Look.MARKED,
    Kind.OMITTED: Look.MARKED,
    Kind.INTERRUPTED: Look.ANOTHER,
}
_FIRST = (Look.DIFFERS, Look.ANOTHER, Look.MARKED, Look.SAME)


def quotation_side(quotation: Quotation, judgement: Judgement | None) -> list[Piece]:
    """What was pasted, in pieces."""
    spans = [
        Span(*difference.asked_span, _IN_QUOTATION[difference.kind])
        for difference in (judgement.differences if judgement else ())
        if difference.kind in _IN_QUOTATION
    ]
    return _pieces(quotation.text, spans, Look.SAME, 0, len(quotation.text))


def archive_side(judgement: Judgement, closed: bool = False) -> list[Paragraph]:
    """The archive's words with what stands around them, a paragraph for each passage; of long
    omissions both ends.

    With `closed`, of a document for excerpts only: the words that were typed, and "…" for all
    others.
    """
    source, found = judgement.source, []
    pieces = [
        (*piece, stretch > 0 and place == 0)
        for stretch, words in enumerate(judgement.told)
        for place, piece in enumerate(source.pieces(*words))
    ]
    changed = _places(source, judgement.differences)
    voice = None
    for at, (passage, start, end, is_behind_a_cut) in enumerate(pieces):
        first_word = _first_word(source, passage.order, start)
        spans = [Span(s, e, look) for order, s, e, look in changed if order == passage.order]
        spans += [Span(s, e, Look.ANOTHER) for s, e in passage.notes]
        shown = _pieces(passage.text, spans, Look.SAME, start, end)
        if not closed:
            before = _before(passage.text, start) if at == 0 else []
            after = _after(passage.text, end) if at == len(pieces) - 1 else []
            shown = [*before, *shown, *after]
        if is_behind_a_cut:
            shown = [Piece(f"[{CUT}] ", Look.MARKED), *shown]
        now = source.voices[first_word]
        found.append(Paragraph(tuple(shown), now if at and now != voice else None))
        voice = now
    return _typed_only(found) if closed else found


def _first_word(source: Source, order: int, start: int) -> int:
    return next(
        at
        for at, heard in enumerate(source.heard)
        if source.passages[heard.passage].order == order and heard.end > start
    )


def _places(source: Source, differences: Iterable[Difference]) -> list[tuple[int, int, int, Look]]:
    """Where the differences stand in the archive: (order of the passage, start, end, look)."""
    places = []
    for difference in differences:
        first, after = difference.held_words
        if difference.kind not in _IN_ARCHIVE or first >= after:
            continue
        for passage, start, end in source.pieces(first, after - 1):
            places.append((passage.order, start, end, _IN_ARCHIVE[difference.kind]))
    return places


def _pieces(text: str, spans: Sequence[Span], plain: Look, start: int, end: int) -> list[Piece]:
    return [
        Piece(run.text, next((look for look in _FIRST if look in run.kinds), plain))
        for run in runs(text, spans, start, end)
        if run.text
    ]


def _before(text: str, start: int) -> list[Piece]:
    begin = max(0, start - AROUND)
    if begin:
        begin = next((at for at in range(begin, start) if text[at - 1].isspace()), start)
    cut = f"{CUT} " if begin else ""
    return [Piece(cut + text[begin:start], Look.AROUND)] if cut or begin < start else []


def _after(text: str, end: int) -> list[Piece]:
    stop = min(len(text), end + AROUND)
    if stop < len(text):
        stop = next((at for at in range(stop, end, -1) if text[at].isspace()), end)
    cut = f" {CUT}" if stop < len(text) else ""
    return [Piece(text[end:stop] + cut, Look.AROUND)] if cut or end < stop else []


def _typed_only(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The words that were typed, up to LONGEST_TYPED characters, with "…" for all others."""
    left, found = LONGEST_TYPED, []
    for paragraph in paragraphs:
        pieces: list[Piece] = []
        for piece in paragraph.pieces:
            kept = piece.text[:left] if piece.look is Look.SAME else ""
            left -= len(kept)
            if kept:
                pieces.append(Piece(kept, piece.look))
            if len(kept) < len(piece.text) and (not pieces or pieces[-1].text != f" {CUT} "):
                pieces.append(Piece(f" {CUT} ", Look.AROUND))
        found.append(Paragraph(tuple(pieces), paragraph.voice))
    return found
