"""Quotations in what people say: "As Frederick Douglass said, “Power concedes nothing …”"

Marks in a transcript are the transcriber's, and most hold a word taken up, a title or irony; "he"
may be anybody in the room. So only what has its cue beside it, with the name of whoever said it,
is taken for a quotation.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.ingest.forms_of_address import is_title
from documents.ingest.name_words import plain
from documents.ingest.names import surname
from documents.ingest.quotations.attribution import find_quotations
from documents.ingest.reading import CanonicalText, Quote, Segment, Voice
from documents.vocabularies import Evidence, Part, PassageType

FEWEST_WORDS = 3
_MARKS = re.compile(r"[“\"«„]|``")


def quotations_in_talk(
    source: CanonicalText, segments: Sequence[Segment], voices: Sequence[Voice]
) -> tuple[tuple[Quote, ...], tuple[Voice, ...]]:
    """The quotations in spoken segments that name whom they quote, and the voices with those
    persons added. Offsets are code points of `source.text`.
    """
    marked = [
        replace(segment, type=PassageType.NARRATIVE)
        for segment in segments
        if segment.type in PassageType.numbered()
        and _MARKS.search(source.text, segment.start, segment.end)
    ]
    if not marked:
        return (), tuple(voices)
    found, everybody = find_quotations(source, marked, ())
    people = {voice.key: voice for voice in everybody}
    kept: list[Quote] = []
    known = list(voices)
    for quote in found:
        person = people.get(quote.voice or "")
        if person is None or not _is_named_beside(quote, person, source):
            continue
        voice = _among(known, person)
        if voice is None and not _is_somebody(person, source):
            continue
        voice = voice or _added_to(known, person)
        kept.append(replace(quote, voice=voice.key, parent=None, continues=None))
    return tuple(kept), tuple(known)


def _is_named_beside(quote: Quote, person: Voice, source: CanonicalText) -> bool:
    return (
        quote.evidence == Evidence.CUE
        and quote.parent is None
        and person.name is not None
        and plain(person.key.replace("-", " ")).split()[0] in plain(quote.basis)
        and plain(surname(person.name)) in plain(quote.basis)
        and len(source.text[quote.start : quote.end].split()) >= FEWEST_WORDS
    )


def _is_somebody(person: Voice, source: CanonicalText) -> bool:
    """Whether a name is a person's: in full, or beside an office: no "President", no "Times"."""
    name = person.name or ""
    if person.is_body or is_title(name):
        return False
    called = re.search(rf"\b(?:named|called) {re.escape(name)}\b", source.text)
    return " " in name or bool(person.role) or called is not None


def _among(known: Sequence[Voice], person: Voice) -> Voice | None:
    """The voice of that person among those known; a family name alone is the one's who has it."""
    name = person.name or ""
    same = [v for v in known if v.name and plain(v.name) == plain(name)]
    if not same and " " not in name:
        same = [v for v in known if v.name and plain(surname(v.name)) == plain(name)]
    return same[0] if len(same) == 1 else None


def _added_to(known: list[Voice], person: Voice) -> Voice:
    taken = {voice.key for voice in known}
    keys = (person.key, *(f"{person.key}-{n}" for n in range(2, 10_000)))
    voice = replace(person, part=Part.QUOTED, key=next(k for k in keys if k not in taken))
    known.append(voice)
    return voice


__all__ = ["quotations_in_talk"]
