"""Who is who: headings merged and taken apart, voices given to people, and each decision undone.

Only the step from a voice to a person is touched, never words. A decision records which rows it
changed and whose they were, no words: undoing it puts back the references and lets the rows say
what they say by then, so that nothing comes back that was redacted in between.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from documents.identifiers import slug_of
from documents.ingest.headings import fold_name, free_speaker_slug, sort_name_of
from documents.models import (
    Appearance,
    FormerAddress,
    Identification,
    IdentifiedVoice,
    PassageVersion,
    Quotation,
    Speaker,
    SpeakerName,
)
from documents.publishing import announce
from documents.vocabularies import Evidence, SuccessionKind
from documents.withdrawing import memory

LONGEST_NAME = 300
UNDONE = "A heading was made by a decision that was undone."
"""Reason of the former address of such a heading; the same name made again gets it back."""


class NotPossible(Exception):
    """The decision cannot be made or undone; the message says why, for the keeper."""


@dataclass(frozen=True)
class Undone:
    """What an undoing did: how many voices went back, and those that stay, because somebody decided
    them anew since (`decided_anew`) or because they came to the heading later (`came_since`).
    """

    back: int
    decided_anew: int
    came_since: int


@transaction.atomic
def merge(
    absorbed: Speaker, kept: Speaker, by: User | None = None, reason: str = ""
) -> Identification:
    """Put everything of one heading under another; the address of the first leads to the second.

    The names of the absorbed heading become variants of the other; its own names, offices and
    authority addresses stay with it, so that splitting finds them there. Raises NotPossible.
    """
    if absorbed.pk == kept.pk:
        raise NotPossible("A heading cannot be merged into itself.")
    absorbed, kept = _locked(absorbed, kept)
    for heading in (absorbed, kept):
        if heading.merged_into_id:
            raise NotPossible(f"“{heading}” was merged into another heading already.")
    if absorbed.is_body != kept.is_body:
        raise NotPossible("One of the two is a person, the other a body: they are not the same.")
    voices = list(Appearance.objects.select_for_update().filter(speaker=absorbed).order_by("pk"))
    decision = Identification.objects.create(
        speaker=kept, absorbed=absorbed, is_merger=True, number=len(voices), by=by, reason=reason
    )
    with pghistory.context(identification=decision.pk):
        _give(voices, kept, decision)
        before = list(absorbed.merged.all())
        decision.also_merged.set(before)
        for heading in (*before, absorbed):
            heading.merged_into = kept
            heading.save(update_fields=["merged_into"])
        decision.names_joined.set(_join_names(absorbed, kept))
        announce({voice.document_id for voice in voices}, only_people=True)
    return decision


@transaction.atomic
def give(
    voices: Iterable[Appearance],
    to: Speaker | str | None,
    by: User | None = None,
    reason: str = "",
) -> Identification:
    """Say who some voices are: a heading, a new heading by its name, or nobody (None), as decided.

    Loading the text again does not change what was decided here. Raises NotPossible.
    """
    keys = [voice.pk for voice in voices]
    locked = list(Appearance.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if not locked:
        raise NotPossible("No voice was chosen.")
    heading = _heading(to)
    decision = Identification.objects.create(
        speaker=heading,
        to_nobody=to is None,
        is_new_heading=isinstance(to, str),
        number=len(locked),
        by=by,
        reason=reason,
    )
    with pghistory.context(identification=decision.pk):
        _give(locked, heading, decision, Evidence.EDITOR)
        announce({voice.document_id for voice in locked}, only_people=True)
    return decision


@transaction.atomic
def undo(decision: Identification, by: User | None = None) -> Undone:
    """Take a decision back. What somebody decided anew since is left as it is, and counted.

    Raises NotPossible where it was undone already, or where a later merger has to be undone first.
    """
    decision = Identification.objects.select_for_update().get(pk=decision.pk)
    if decision.undone_at:
        raise NotPossible("It was undone already.")
    if decision.speaker_id is None and not decision.to_nobody:
        raise NotPossible("The heading is gone: say anew who the voices are.")
    headings = [h for h in (decision.speaker, decision.absorbed) if h is not None]
    headings = list(_locked(*headings))
    kept = next((h for h in headings if h.pk == decision.speaker_id), None)
    if kept and kept.merged_into:
        raise NotPossible(f"“{kept}” was merged into “{kept.merged_into}” since: undo that first.")
    with pghistory.context(identification=decision.pk, undone=True):
        back = _give_back(decision)
        along: list[Appearance] = []
        if decision.is_merger:
            along = _take_along(decision, kept)
            _stand_again(decision, kept)
        documents = {voice.document_id for voice in (*back, *along)}
        came_since = _came_since(decision, kept)
        if decision.is_new_heading and kept and not came_since:
            _unmake(kept)
        announce(documents, only_people=True)
    decision.undone_at, decision.undone_by = timezone.now(), by
    decision.stayed = decision.voices.count() - len(back)
    decision.save(update_fields=["undone_at", "undone_by", "stayed"])
    return Undone(len(back) + len(along), decision.stayed, came_since if decision.is_merger else 0)


def decisions(speaker: Speaker | None = None) -> QuerySet[Identification]:
    """What was decided, the latest first; of one heading, what it had part in."""
    found = Identification.objects.select_related("speaker", "absorbed", "by", "undone_by")
    if speaker is not None:
        found = found.filter(speaker=speaker) | found.filter(absorbed=speaker)
    return found.order_by("-at", "-pk")


def find(name: str, least: int = 2, most: int = 20) -> list[Speaker]:
    """The headings, not merged, that have all of the words in their names; by sort name."""
    words = fold_name(name).replace(",", " ").split()
    if len("".join(words)) < least:
        return []
    found = Speaker.objects.filter(merged_into=None)
    for word in words:
        found = found.filter(sort_key__contains=word) | found.filter(
            names__name__unaccent__icontains=word
        )
    return list(found.distinct().order_by("sort_key", "pk")[:most])


def _locked(*speakers: Speaker) -> tuple[Speaker, ...]:
    """The headings as they stand, in the order given, held until the transaction ends."""
    # Nothing is joined: who waited for a lock gets the row as it is by then, what is joined to it
    # as it was before.
    rows = Speaker.objects.select_for_update().filter(pk__in=[s.pk for s in speakers])
    found = {row.pk: row for row in rows.order_by("pk")}
    return tuple(found[s.pk] for s in speakers)


def _give(
    voices: Iterable[Appearance],
    speaker: Speaker | None,
    decision: Identification,
    evidence: Evidence | None = None,
) -> None:
    """Point voices to a heading and record whose they were. Their basis stays in the row: pages do
    not show it where an editor decided, and an undoing finds it there.
    """
    records = []
    for voice in voices:
        records.append(
            IdentifiedVoice(
                identification=decision,
                appearance=voice,
                before_id=voice.speaker_id,
                evidence_before=voice.speaker_evidence,
            )
        )
        voice.speaker = speaker
        if evidence:
            voice.speaker_evidence = evidence
        voice.save(update_fields=["speaker", "speaker_evidence"])
    IdentifiedVoice.objects.bulk_create(records)


def _give_back(decision: Identification) -> list[Appearance]:
    """The voices that go back: those that are still as the decision left them."""
    records = {record.appearance_id: record for record in decision.voices.all()}
    voices = Appearance.objects.select_for_update().filter(
        pk__in=records, speaker=decision.speaker_id
    )
    if not decision.is_merger:
        voices = voices.filter(speaker_evidence=Evidence.EDITOR)
    later = IdentifiedVoice.objects.filter(
        appearance__in=records, identification__gt=decision.pk, identification__undone_at=None
    )
    voices = voices.exclude(pk__in=later.values("appearance"))
    back = list(voices.order_by("pk"))
    for voice in back:
        voice.speaker_id = records[voice.pk].before_id
        if not decision.is_merger:
            voice.speaker_evidence = records[voice.pk].evidence_before
        voice.save(update_fields=["speaker", "speaker_evidence"])
    return back


def _take_along(decision: Identification, kept: Speaker | None) -> list[Appearance]:
    """The voices that came since under a name which the merger alone had brought, and that nobody
    decided on: they go to the heading whose name it is.
    """
    names = decision.names_joined.filter(speaker=kept).values("name")
    voices = Appearance.objects.select_for_update().filter(speaker=kept, name__in=names)
    voices = voices.exclude(speaker_evidence=Evidence.EDITOR).exclude(
        pk__in=IdentifiedVoice.objects.filter(
            appearance__speaker=kept, identification__undone_at=None
        ).values("appearance")
    )
    along = list(voices.order_by("pk"))
    for voice in along:
        voice.speaker = decision.absorbed
        voice.save(update_fields=["speaker"])
    return along


def _stand_again(decision: Identification, kept: Speaker | None) -> None:
    """The absorbed heading is one of its own again, with those merged into it before."""
    absorbed = decision.absorbed
    if absorbed is None or kept is None:
        raise NotPossible("The heading that was merged is gone.")
    for heading in decision.also_merged.filter(merged_into=kept):
        heading.merged_into = absorbed
        heading.save(update_fields=["merged_into"])
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    printed = Appearance.objects.filter(speaker=kept, name__isnull=False)
    joined = decision.names_joined.filter(speaker=kept)
    joined.exclude(name__in=printed.values("name")).delete()


def _came_since(decision: Identification, kept: Speaker | None) -> int:
    """How many voices were given to the heading after the decision, by whatever way."""
    if kept is None:
        return 0
    theirs = kept.appearances.exclude(identified__identification=decision)
    if decision.is_merger and decision.absorbed:
        names = [decision.absorbed.name, *decision.absorbed.names.values_list("name", flat=True)]
        theirs = theirs.filter(name__in=names)
    return theirs.count()


def _join_names(absorbed: Speaker, kept: Speaker) -> list[SpeakerName]:
    """The names of the absorbed heading that are new to the other, as its variants."""
    theirs = {absorbed.name, *absorbed.names.values_list("name", flat=True)}
    known = {kept.name, *kept.names.values_list("name", flat=True)}
    new = [SpeakerName(speaker=kept, name=name) for name in sorted(theirs - known)]
    return SpeakerName.objects.bulk_create(new)


def _heading(to: Speaker | str | None) -> Speaker | None:
    """The heading that is meant: as given, or a new one under a name."""
    if to is None:
        return None
    if isinstance(to, Speaker):
        (heading,) = _locked(to)
        if heading.merged_into:
            raise NotPossible(f"“{heading}” was merged into “{heading.merged_into}”: choose that.")
        return heading
    name = " ".join(to.split())
    if not any(character.isalnum() for character in name):
        raise NotPossible("A new heading needs a name.")
    if len(name) > LONGEST_NAME:
        raise NotPossible(f"A name has at most {LONGEST_NAME} characters.")
    if objection := memory.objection([name]):
        raise NotPossible(objection)
    FormerAddress.objects.filter(space="speaker", slug=slug_of(name), reason=UNDONE).delete()
    sort_name = sort_name_of(name)
    return Speaker.objects.create(
        slug=free_speaker_slug(name),
        name=name,
        sort_name=sort_name,
        sort_key=fold_name(sort_name),
    )


def _unmake(speaker: Speaker) -> None:
    """Remove a heading that a decision made and nothing else uses; its address says so."""
    if speaker.merged.exists() or speaker.appearances.exists():
        return
    slug = speaker.slug
    speaker.delete()
    FormerAddress.objects.create(
        space="speaker", slug=slug, kind=SuccessionKind.WITHDRAWN, reason=UNDONE
    )


def heading_called(name: str) -> Speaker | str:
    """The one heading that has this name, also as a variant; the name itself where none has.

    Raises NotPossible where several have it.
    """
    words = fold_name(name)
    rows = Speaker.objects.filter(merged_into=None).prefetch_related("names")
    near = rows.filter(name__unaccent__iexact=name) | rows.filter(
        names__name__unaccent__iexact=name
    )
    same = {
        heading.pk: heading
        for heading in [*near, *find(name, most=50)]
        if words in {fold_name(heading.name), *(fold_name(n.name) for n in heading.names.all())}
    }
    if len(same) > 1:
        slugs = " and ".join(sorted(heading.slug for heading in same.values()))
        raise NotPossible(f"Several headings have the name “{name}” ({slugs}): choose one by it.")
    return next(iter(same.values()), name)


@dataclass(frozen=True)
class Extent:
    """What some voices are: in how many documents, passages of own words, quotations."""

    voices: int
    documents: int
    passages: int
    quotations: int


def extent(voices: Iterable[Appearance]) -> Extent:
    """How much a decision on these voices changes, drafts included."""
    rows = list(voices)
    keys = [voice.pk for voice in rows]
    return Extent(
        len(rows),
        len({voice.document_id for voice in rows}),
        PassageVersion.objects.current().numbered().filter(appearance__in=keys).count(),
        Quotation.objects.filter(appearance__in=keys).count(),
    )
