"""From the canonical text to an `Understanding`: form, segments, voices, quotes, description."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from documents.ingest.description import describe, doubts
from documents.ingest.people import Cast, authors_of, cast_of_transcript, speaker_of
from documents.ingest.quotations import find_quotations, quotations_in_talk
from documents.ingest.reading import (
    NOBODY_SPEAKS,
    CanonicalText,
    Evidence,
    Part,
    PassageType,
    Segment,
    Understanding,
    Voice,
)
from documents.ingest.slides import looks_like_deck, read_deck
from documents.ingest.structure.notes import is_only_notes
from documents.ingest.structure.numbered_paragraphs import without_printed_numbers
from documents.ingest.structure.outline import Form, Outline, outline

# What an operator says that is nobody's contribution: how to ask, and who is next.
_QUEUEING = re.compile(
    r"\b(?:question|press(?:ing)?\s(?:star|the|\*|one)|queue|line is (?:now )?open|participants?"
    r"|listen-only|hold|go ahead|stand(?:ing)? by|conference|call|caller|dial|mute|audio"
    r"|instructions|state your)\b",
    re.I,
)


def understand(source: CanonicalText, name: str, labels: Collection[str] = ()) -> Understanding:
    """Everything understood of a text, each value with its evidence; what it does not say is None.

    `name` is the name of the file; nothing is read out of it, it only stands in warnings. `labels`
    are those that its description says the text prints before turns.
    """
    if looks_like_deck(source):
        segments, voices, slides = read_deck(source)
        deck = Understanding(
            source, tuple(segments), tuple(voices), slides=tuple(slides), warnings=source.warnings
        )
        return _described(deck)
    plan = outline(source, labels)
    segments, voices = _voiced(source, plan)
    if not any(s.type in PassageType.numbered() for s in segments):
        segments = _lines_as_words(segments)
    segments = without_printed_numbers(source, segments)
    find = find_quotations if plan.form == Form.ARTICLE else quotations_in_talk
    quotes, voices = find(source, segments, voices)
    warnings = source.warnings + _warnings(source, plan, segments, voices, name)
    reading = Understanding(source, _placed(source, segments), voices, quotes, warnings=warnings)
    return _described(reading)


def _voiced(source: CanonicalText, plan: Outline) -> tuple[tuple[Segment, ...], tuple[Voice, ...]]:
    """The segments with whose words they are, and the voices."""
    if plan.form == Form.TRANSCRIPT:
        cast = cast_of_transcript(source, plan)
        segments = tuple(_of_turn(source, segment, cast) for segment in plan.segments)
        return segments, tuple(cast.voices)
    if plan.form == Form.ARTICLE:
        voices = tuple(authors_of(source, plan))
    else:
        speaker = speaker_of(source, plan)
        voices = (speaker,) if speaker else ()
    if not voices:
        return plan.segments, ()
    first = voices[0]
    spoken = PassageType.numbered()
    return tuple(
        replace(s, voice=first.key, evidence=first.evidence, basis=first.basis)
        if s.type in spoken
        else s
        for s in plan.segments
    ), voices


def _lines_as_words(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """A text of nothing but lines that look like headings: those below the first are its words, of
    nobody who is known.
    """
    lines = [n for n, segment in enumerate(segments) if segment.type == PassageType.HEADING]
    return tuple(
        replace(segment, type=PassageType.NARRATIVE) if n in lines[1:] else segment
        for n, segment in enumerate(segments)
    )


def _of_turn(source: CanonicalText, segment: Segment, cast: Cast) -> Segment:
    whose = cast.by_turn.get(segment.turn or 0)
    if whose is None:
        return segment
    voice = cast.voice(whose.voice)
    kind = segment.type
    if voice and voice.part == Part.QUESTIONER:
        kind = PassageType.QUESTION
    elif voice and voice.part == Part.OPERATOR:
        words = source.text[segment.start : segment.end]
        if is_only_notes(words) or _QUEUEING.search(words):
            kind = PassageType.PROCEDURE
    return replace(
        segment, type=kind, voice=whose.voice, evidence=whose.evidence, basis=whose.basis
    )


def _placed(source: CanonicalText, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments with the page and the time in the recording, where the format gives them."""
    if not any(block.locator or block.media_start is not None for block in source.blocks):
        return segments
    starts = [block.start for block in source.blocks]
    at = (source.blocks[bisect_right(starts, s.start) - 1] for s in segments)
    return tuple(
        replace(
            segment,
            locator=segment.locator or block.locator or None,
            media_start=block.media_start,
        )
        for segment, block in zip(segments, at, strict=True)
    )


def _described(reading: Understanding) -> Understanding:
    """The reading with what the text says of itself, and a warning for each doubtful date."""
    values = describe(reading.source, reading.segments, reading.voices)
    return reading.with_values(**values, warnings=reading.warnings + doubts(values))


def _asks_itself(source: CanonicalText, plan: Outline) -> bool:
    """Whether a fifth of the paragraphs, three at least, are questions and nothing else."""
    spoken = [s for s in plan.segments if s.type in PassageType.numbered()]
    asked = [s for s in spoken if re.fullmatch(r"[^.?!]{10,}\?", source.text[s.start : s.end])]
    return len(asked) >= 3 and len(asked) >= 0.2 * len(spoken)


def _warnings(
    source: CanonicalText,
    plan: Outline,
    segments: Sequence[Segment],
    voices: tuple[Voice, ...],
    name: str,
) -> tuple[str, ...]:
    """What a keeper should look at."""
    found = []
    if not any(s.type in PassageType.numbered() for s in plan.segments):
        found.append(
            f"{name}: every line looks like a heading, none like somebody's words. Those below the "
            "first were taken as words; full stops, or a label that comes again, show who speaks."
        )
    if plan.form == Form.REMARKS and not voices:
        found.append(f"{name}: {NOBODY_SPEAKS}")
    if plan.form == Form.REMARKS and _asks_itself(source, plan):
        found.append(
            f"{name}: it may be an interview, since questions stand in paragraphs of their own; it "
            "was read as one person's words. Put a label before each question and answer."
        )
    if unnamed := [v for v in voices if v.evidence == Evidence.NONE and v.part == Part.SPEAKER]:
        first = _first_turns(source, segments, unnamed)
        found.append(f"{name}: there are voices without a name. {first}")
    return tuple(found)


MOST_NAMED = 3


def _first_turns(
    source: CanonicalText, segments: Sequence[Segment], voices: Sequence[Voice]
) -> str:
    """Where the first voices without a name begin to speak: label, number of the turn, words."""
    said = []
    for voice in voices[:MOST_NAMED]:
        first = next((s for s in segments if s.voice == voice.key), None)
        if first is not None:
            words = source.text[first.start : first.end].split()
            dots = " …" if len(words) > 6 else ""
            label = f"“{first.label}”" if first.label else "no label"
            said.append(f"{label} before turn {first.turn}, “{' '.join(words[:6])}{dots}”")
    more = len(voices) - MOST_NAMED
    return "; ".join(said) + (f"; and {more} more." if more > 0 else ".")
