"""Prose as the structure step hands it to the search for quotations, for tests."""

import re
from collections.abc import Sequence

from documents.ingest.quotations import find_quotations
from documents.ingest.reading import Block, CanonicalText, MapRun, Quote, Segment, Voice
from documents.vocabularies import Evidence, Part, PassageType


def canonical(text: str) -> CanonicalText:
    blocks = tuple(Block(*m.span()) for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text))
    return CanonicalText(text, blocks, (MapRun(0, 0, len(text)),), "text/plain", "utf-8")


def quotations(
    text: str, author: str | None = None, skip: int = 0
) -> tuple[CanonicalText, tuple[Quote, ...], tuple[Voice, ...]]:
    """The quotations of an article whose first `skip` blocks are its head."""
    source = canonical(text)
    segments = [Segment(b.start, b.end, PassageType.NARRATIVE) for b in source.blocks[skip:]]
    voices: Sequence[Voice] = ()
    if author:
        voices = (Voice("author", Part.AUTHOR, author, evidence=Evidence.BYLINE),)
    return source, *find_quotations(source, segments, voices)


def spoken(text: str, author: str | None = None) -> list[tuple[str | None, str]]:
    """Who is quoted with which words, in order."""
    source, quotes, voices = quotations(text, author)
    names = {voice.key: voice.name for voice in voices}
    return [(names.get(q.voice or ""), source.text[q.start : q.end]) for q in quotes]
