"""People as a description file gives them, over what the text was understood to say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.ingest.forms_of_address import is_full
from documents.ingest.name_words import plain
from documents.ingest.names import are_compatible, same_family, surname
from documents.ingest.reading import (
    NOBODY_SPEAKS,
    Evidence,
    Part,
    PassageType,
    Understanding,
    Voice,
)
from documents.ingest.sidecar import DescribedPerson

LEADS = frozenset({Part.SPEAKER, Part.AUTHOR, Part.WITNESS})
NOT_HEARD = frozenset({Part.QUOTED, Part.INTERPRETER, Part.OPERATOR})


def apply_described(reading: Understanding, people: Sequence[DescribedPerson]) -> Understanding:
    """The reading with described people in place of inferred ones.

    A described person meets a voice by a label that no other voice has, else by the same name, else
    by a name that can be the same where one voice only has such. What the description does not give
    stays as inferred. A person whom no voice is like is added if the description gives the part:
    the text may never name its interpreter. Where the text names nobody for its words, and the
    description one speaker or author, they are that person's.
    """
    nobody_is_heard = all(voice.part in NOT_HEARD for voice in reading.voices)
    voices = list(reading.voices)
    done: set[int] = set()
    for person in people:
        place = _find(voices, person, done)
        if place is None and person.part is None:
            continue
        if place is None:
            voices.append(Voice(_free_key(person.name, voices), person.part or Part.SPEAKER))
            place = len(voices) - 1
        voices[place] = _described(voices[place], person)
        done.add(place)
    found = reading.with_values(
        voices=tuple(voices), warnings=(*reading.warnings, *_strange_labels(reading, people))
    )
    heard = [voice for voice in voices if voice.part not in NOT_HEARD]
    if nobody_is_heard and len(heard) == 1 and heard[0].part in LEADS:
        return _spoken_by(heard[0], found)
    return found


def _spoken_by(voice: Voice, reading: Understanding) -> Understanding:
    """The reading with all words given to a voice, unless some are printed as a turn of anybody."""
    spoken = [s for s in reading.segments if s.type in PassageType.numbered()]
    if any(s.voice or s.label for s in spoken):
        return reading
    return reading.with_values(
        segments=tuple(
            replace(s, voice=voice.key, evidence=voice.evidence, basis=voice.basis)
            if s.type in PassageType.numbered()
            else s
            for s in reading.segments
        ),
        warnings=tuple(said for said in reading.warnings if NOBODY_SPEAKS not in said),
    )


def _strange_labels(reading: Understanding, people: Sequence[DescribedPerson]) -> list[str]:
    """A sentence for each described label that no turn of the text begins with."""
    printed = _folded([label for voice in reading.voices for label in voice.labels])
    return [
        f"The description gives {person.name} the label “{label}”, and no turn of the text has it. "
        "Write the label as the text prints it."
        for person in people
        for label in person.labels
        if not _folded([label]) <= printed
    ]


def _find(voices: Sequence[Voice], person: DescribedPerson, done: set[int]) -> int | None:
    free = [place for place in range(len(voices)) if place not in done]
    labels = _folded(person.labels)
    for place in free:
        shared = labels & _folded(voices[place].labels)
        # "Q" stands for many: a label that several have does not say which of them is meant.
        if shared and sum(bool(shared & _folded(v.labels)) for v in voices) == 1:
            return place
    names = [person.name, *person.variants]
    exact = [p for p in free if plain(voices[p].name or "") in map(plain, names)]
    if exact:
        return exact[0]
    alike = [p for p in free if any(_may_be(voices[p].name, name) for name in names)]
    return alike[0] if len(alike) == 1 else None


def _folded(labels: Sequence[str]) -> set[str]:
    return {plain(label).strip(" :.") for label in labels}


def _may_be(name: str | None, described: str) -> bool:
    return bool(
        name
        and is_full(described)
        and same_family(name, described)
        and are_compatible(name, described)
    )


def _described(voice: Voice, person: DescribedPerson) -> Voice:
    # "KING" was taken for an office, until Anne King was described.
    is_family_name = plain(voice.role or "") == plain(surname(person.name))
    return replace(
        voice,
        name=person.name,
        role=person.role or (None if is_family_name else voice.role),
        part=person.part or voice.part,
        labels=voice.labels or person.labels,
        evidence=Evidence.DESCRIPTION,
        basis="the description file",
        is_body=person.body or voice.is_body,
    )


def _free_key(name: str, voices: Sequence[Voice]) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", plain(surname(name))).strip("-") or "voice"
    taken = {voice.key for voice in voices}
    numbered = (f"{stem}-{n}" for n in range(2, len(voices) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
