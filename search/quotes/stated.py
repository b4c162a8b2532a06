"""What is to be said of whoever is stated to have said it."""

from collections.abc import Sequence

from documents.vocabularies import Part
from search.quotes.judgement import Flag
from search.quotes.naming import (
    is_called,
    is_name,
    is_nearly_called,
    is_office_of,
    is_second_hand,
    several,
)
from search.quotes.source import Source, Voice


def flags_of_name(
    said_by: str,
    voices: Sequence[Voice],
    source: Source,
    span: tuple[int, int],
    may_be_misspelled: bool,
) -> list[Flag]:
    """What is to be said of the name that was stated."""
    if any(is_called(said_by, voice) for voice in voices):
        return []
    if not is_name(said_by) or any(is_office_of(said_by, voice) for voice in voices):
        return [Flag.NO_NAME]
    if not any(voice.is_known for voice in voices):
        return [_of_nobody_named(said_by, voices, source)]
    if all(voice.part == Part.AUTHOR for voice in voices) and _is_heard_as_author(said_by, source):
        return [Flag.WRITTEN_TOGETHER]
    if any(is_called(name, voice) for name in several(said_by) for voice in voices):
        return [Flag.ONE_OF_THOSE]
    if may_be_misspelled and any(is_nearly_called(said_by, voice) for voice in voices):
        return [Flag.NAME_GUESSED]
    first, last = source.heard[span[0]], source.heard[span[1]]
    passage = source.passages[first.passage]
    if first.passage == last.passage and is_second_hand(said_by, passage, first.start, last.end):
        return [Flag.SECOND_HAND]
    if not all(voice.is_known for voice in voices):
        return [_of_nobody_named(said_by, voices, source)]
    return [Flag.WRONG_SPEAKER]


def _of_nobody_named(said_by: str, voices: Sequence[Voice], source: Source) -> Flag:
    """What is to be said of a name where the document names nobody. Who has a label of their own
    there is not who speaks under another: "Q" is no Jay Carney where "MR. CARNEY" answers.
    """
    is_there = any(
        voice.is_known and (is_called(said_by, voice) or is_nearly_called(said_by, voice))
        for voice in source.everybody
    )
    if is_there and all(voice.names for voice in voices):
        return Flag.WRONG_SPEAKER
    return Flag.UNKNOWN_VOICE


def _is_heard_as_author(name: str, source: Source) -> bool:
    return any(v.part == Part.AUTHOR and is_called(name, v) for v in source.everybody)
