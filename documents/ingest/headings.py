"""Which heading a voice belongs to: the one step from names as printed to people.

A voice joins a speaker of the archive by full name only (first name and surname agree, middle names
and initials do not contradict, exactly one candidate), and never within one event by surname alone.
An office without a full name ("THE PRESIDENT") joins who certainly held it on the day of the
document. Everything else stays as printed or gets a heading of its own.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from django.db.models import Prefetch
from nameparser import HumanName

from documents.identifiers import first_free, slug_of
from documents.ingest.forms_of_address import is_full
from documents.ingest.names import (
    generation,
    given_names,
    is_body_name,
    same_family,
    surname,
    without_address,
)
from documents.ingest.reading import Voice
from documents.ingest.sidecar import DescribedPerson
from documents.models import FormerAddress, Speaker, SpeakerName
from documents.vocabularies import Evidence, Part


def fold_name(name: str) -> str:
    """A name without accents, case, full stops and doubled spaces, for comparing."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(plain.replace(".", " ").replace("’", "'").casefold().split())


def may_be_one(a: str, b: str) -> bool:
    """Whether two printed names can be one person's: never on a surname alone."""
    if fold_name(a) == fold_name(b):
        return True
    (first_a, *middle_a), (first_b, *middle_b) = _given(a), _given(b)
    if not first_a or first_a != first_b or not same_family(a, b):
        return False
    return all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0])
        for x, y in zip(middle_a, middle_b, strict=False)
    )


def _given(name: str) -> list[str]:
    """The given names, folded; an empty one where a surname alone is printed."""
    return [fold_name(given) for given in given_names(name)] or [""]


OfficeHolder = Callable[[str, str], tuple[Speaker, str] | None]
"""Who held an office, by its printed title and the printed name (""), with the words for it."""


class Headings:
    """The headings of the archive, looked up and added to while documents are loaded."""

    def __init__(
        self, people: Sequence[DescribedPerson] = (), office_holder: OfficeHolder | None = None
    ) -> None:
        self.described = {fold_name(person.name): person for person in people}
        self.office_holder = office_holder

    def resolve(self, voices: Iterable[Voice]) -> dict[str, tuple[Speaker | None, Evidence, str]]:
        """By voice key: its speaker, how that is known and the words for it.

        Speakers that do not exist yet are made, with the names as printed as variants. A voice
        without a name has none; nor has one of whom the text prints a surname alone, which may be
        anybody's.
        """
        return {voice.key: self._heading(voice) for voice in voices}

    def _heading(self, voice: Voice) -> tuple[Speaker | None, Evidence, str]:
        if not voice.name:
            return self._by_office(voice) or (None, Evidence.NONE, "")
        is_body = voice.is_body or is_body_name(voice.name)
        if not (is_body or is_full(voice.name) or fold_name(voice.name) in self.described):
            if held := self._by_office(voice):
                return held
            return None, Evidence.NONE, f"the text prints no more of the name than “{voice.name}”"
        return self._speaker(voice, is_body)

    def _by_office(self, voice: Voice) -> tuple[Speaker, Evidence, str] | None:
        """The one person who held the printed office on the day of the document."""
        if self.office_holder is None or voice.part == Part.QUOTED or not voice.role:
            return None
        found = self.office_holder(voice.role, voice.name or "")
        return (found[0], Evidence.CONTEXT, found[1]) if found else None

    def _speaker(self, voice: Voice, is_body: bool) -> tuple[Speaker, Evidence, str]:
        name = voice.name or ""
        person = self.described.get(fold_name(name))
        evidence = Evidence.DESCRIPTION if person else voice.evidence
        speaker = self._known(name, is_body)
        if speaker is None:
            speaker = self._new(name, is_body, person)
            basis = f"first met as “{name}”"
        elif fold_name(speaker.name) == fold_name(name):
            basis = f"the same name as the heading “{speaker.name}”"
        else:
            basis = f"“{name}” agrees with the heading “{speaker.name}” and no other"
        self._add_names(speaker, name, person)
        return speaker, evidence, basis

    def _known(self, name: str, is_body: bool) -> Speaker | None:
        """The one heading that the name fits, following merges; None where none or several fit."""
        family = name if is_body else surname(name)
        candidates = Speaker.objects.filter(is_body=is_body).filter(
            sort_key__contains=fold_name(family)
        ) | Speaker.objects.filter(is_body=is_body, names__name=name)
        exact, fitting = set(), set()
        variants = Prefetch("names", to_attr="variants")
        for speaker in (
            candidates.distinct().select_related("merged_into").prefetch_related(variants)
        ):
            names = [speaker.name, *(variant.name for variant in speaker.variants)]
            heading = speaker.merged_into or speaker
            if any(fold_name(known) == fold_name(name) for known in names):
                exact.add(heading)
            elif not is_body and any(may_be_one(known, name) for known in names):
                fitting.add(heading)
        fits = exact or fitting
        return fits.pop() if len(fits) == 1 else None

    def _new(self, name: str, is_body: bool, person: DescribedPerson | None) -> Speaker:
        sort_name = name if is_body else sort_name_of(name)
        return Speaker.objects.create(
            slug=free_speaker_slug(name),
            name=name,
            sort_name=sort_name,
            sort_key=fold_name(sort_name),
            is_body=is_body,
            wikidata=(person and person.wikidata) or "",
            viaf=(person and person.viaf) or "",
            orcid=(person and person.orcid) or "",
        )

    def _add_names(self, speaker: Speaker, name: str, person: DescribedPerson | None) -> None:
        printed = {name, *(person.variants if person else ())} - {speaker.name}
        known = set(speaker.names.values_list("name", flat=True))
        SpeakerName.objects.bulk_create(
            SpeakerName(speaker=speaker, name=variant) for variant in sorted(printed - known)
        )


def sort_name_of(name: str) -> str:
    """The name as lists order it: "Mark P. Lagon" is "Lagon, Mark P."; without forms of address,
    degrees and honours.
    """
    parsed = HumanName(name)
    given = without_address(" ".join(part for part in (parsed.first, parsed.middle) if part))
    if not parsed.last or not given:
        return name
    return ", ".join(part for part in (parsed.last, given, generation(parsed.suffix)) if part)


def free_speaker_slug(name: str) -> str:
    """A slug for a new heading that no speaker has or ever had."""
    stem = slug_of(name)[:100].strip("-") or "speaker"
    taken = set(Speaker.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | set(
        FormerAddress.objects.filter(space="speaker", slug__startswith=stem).values_list(
            "slug", flat=True
        )
    )
    return first_free(stem, taken)
