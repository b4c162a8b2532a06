"""Rows from a reading: everything of one revision, written in bulk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from documents.ingest import numbering
from documents.ingest.copying import copy_in
from documents.ingest.reading import Known, Quote, Segment, Understanding, Voice
from documents.models import (
    Anchor,
    Appearance,
    Document,
    Note,
    Passage,
    PassageVersion,
    Quotation,
    Revision,
    Speaker,
)
from documents.vocabularies import Evidence, PassageType

CONTEXT = 32
"""Code points of prefix and suffix kept with an anchor."""

Heading = tuple[Speaker | None, Evidence, str]


@dataclass(frozen=True)
class Former:
    """What goes on from the former revision: by position in the new one, passages and numbers.

    `cut_from` has the number of the passage that a new one is a part of; `ever_used` are all
    numbers that the document ever had.
    """

    passages: Mapping[int, Passage]
    numbers: Mapping[int, str]
    ever_used: frozenset[str] = frozenset()
    cut_from: Mapping[int, str] = field(default_factory=dict)


NOTHING_BEFORE = Former({}, {})


def write_appearances(
    document: Document, voices: Sequence[Voice], headings: Mapping[str, Heading]
) -> dict[str, Appearance]:
    """One appearance a voice, by its key; those of a former loading are brought up to date.

    An appearance that an editor gave to a speaker keeps that speaker.
    """
    former = {a.key: a for a in document.appearances.all()}
    written: dict[str, Appearance] = {}
    for order, voice in enumerate(voices):
        appearance = former.get(voice.key) or Appearance(document=document, key=voice.key)
        appearance.order = order
        appearance.part = voice.part
        appearance.name = voice.name
        appearance.role = voice.role or ""
        appearance.labels = list(voice.labels)
        appearance.heading = voice.heading
        appearance.evidence = voice.evidence
        appearance.basis = voice.basis
        if appearance.speaker_evidence != Evidence.EDITOR:
            speaker, evidence, basis = headings[voice.key]
            appearance.speaker = speaker
            appearance.speaker_evidence = evidence
            appearance.speaker_basis = basis
        written[voice.key] = appearance
    Appearance.objects.bulk_create([a for a in written.values() if a.pk is None])
    for appearance in written.values():
        if appearance.key in former:
            appearance.save()
    return written


def write_passages(
    revision: Revision,
    reading: Understanding,
    appearances: Mapping[str, Appearance],
    former: Former,
) -> list[PassageVersion]:
    """A passage version a segment, on the former passage where one goes on, else on a new one."""
    segments = reading.segments
    new = {
        position: Passage(document=revision.document)
        for position in range(len(segments))
        if position not in former.passages
    }
    copy_in(list(new.values()))
    numbers = numbers_of(segments, former)
    versions = [
        PassageVersion(
            passage=former.passages.get(position) or new[position],
            revision=revision,
            order=position,
            text=reading.words(segment),
            number=numbers.get(position),
            number_sort=numbers.get(position) and numbering.sort_key(numbers[position]),
            appearance=appearances.get(segment.voice) if segment.voice else None,
            **_as_read(segment),
        )
        for position, segment in enumerate(segments)
    ]
    copy_in(versions)
    copy_in(
        [
            Note(version=version, start=note.start - segment.start, end=note.end - segment.start)
            for version, segment in zip(versions, segments, strict=True)
            for note in segment.notes
        ]
    )
    return versions


def _as_read(segment: Segment) -> dict[str, Any]:
    """The fields that a passage version takes over from its segment."""
    return {
        "start": segment.start,
        "end": segment.end,
        "type": segment.type,
        "turn": segment.turn,
        "locator": segment.locator or "",
        "media_start": _seconds(segment.media_start),
        "label": segment.label or "",
        "evidence": segment.evidence,
        "basis": segment.basis,
        "reason": segment.reason,
    }


def _seconds(media_start: float | None) -> Decimal | None:
    return None if media_start is None else round(Decimal(media_start), 3)


def numbers_of(segments: Sequence[Segment], former: Former) -> dict[int, str]:
    """The printed numbers by position: of words only, kept where a passage goes on."""
    numbered = [i for i, s in enumerate(segments) if s.type in PassageType.numbered()]
    kept = [former.numbers.get(i) for i in numbered]
    origins = [former.cut_from.get(i) for i in numbered]
    return dict(zip(numbered, numbering.assign(kept, former.ever_used, origins), strict=True))


def write_quotations(
    revision: Revision,
    reading: Understanding,
    versions: Sequence[PassageVersion],
    appearances: Mapping[str, Appearance],
) -> list[Quotation]:
    """The quotations of the reading, each anchored in the passage that holds it."""
    quotations: list[Quotation] = []
    for quote in reading.quotes:
        version = next(v for v in versions if v.start <= quote.start and quote.end <= v.end)
        quotations.append(
            Quotation(
                anchor=_anchor(revision, version, quote),
                appearance=appearances.get(quote.voice) if quote.voice else None,
                parent=quotations[quote.parent] if quote.parent is not None else None,
                continues=quotations[quote.continues] if quote.continues is not None else None,
                evidence=quote.evidence,
                basis=quote.basis,
            )
        )
    Anchor.objects.bulk_create([q.anchor for q in quotations])
    for quotation in quotations:  # each may point to one before it
        quotation.anchor_id = quotation.anchor.pk
        quotation.save(force_insert=True)
    return quotations


def _anchor(revision: Revision, version: PassageVersion, quote: Quote) -> Anchor:
    start, end = quote.start - version.start, quote.end - version.start
    return Anchor(
        passage=version.passage,
        revision=revision,
        start=start,
        end=end,
        exact=version.text[start:end],
        prefix=version.text[max(0, start - CONTEXT) : start],
        suffix=version.text[end : end + CONTEXT],
    )


def evidence_of(reading: Understanding, fields: Sequence[str]) -> dict[str, dict[str, str]]:
    """How each described value is known, for `Document.evidence`."""
    known: dict[str, Known | None] = {name: getattr(reading, name) for name in fields}
    return {
        name: {"how": str(value.evidence), "basis": value.basis}
        for name, value in known.items()
        if value is not None
    }
