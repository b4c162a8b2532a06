"""A wrong speaker mended for a passage or a turn, in one step.

Whose words a passage holds is part of what is cited, so mending it is a correction: a new revision
with the same words, in the ledger, and what was cited before says whose they were then. Who a voice
is, for all of its words at once, is decided without one: see `documents.identifying`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from documents import correcting, identifying
from documents.correcting import sheet_of
from documents.identifying import NotPossible
from documents.ingest import worksheet
from documents.ingest.worksheet import Sheet
from documents.models import Appearance, Document, PassageVersion, Revision, Speaker
from documents.vocabularies import Evidence, Part, PassageType


def turn_of(version: PassageVersion) -> list[PassageVersion]:
    """The passages of the turn that a passage stands in: what its voice says without a break."""
    around = version.revision.passage_versions.numbered().order_by("order")
    if version.turn is not None:
        return list(around.filter(turn=version.turn, appearance=version.appearance_id))
    run: list[PassageVersion] = []
    for other in around:
        if other.appearance_id != version.appearance_id:
            if version in run:
                break
            run = []
        else:
            run.append(other)
    return run


@transaction.atomic
def mend(
    versions: Collection[PassageVersion],
    to: Appearance | Speaker | str | None,
    by: User | None = None,
    reason: str = "",
) -> Revision:
    """Say whose words some passages of a document's latest revision are, in a new revision.

    `to` is a voice of the document, a heading, the name of a new one, or nobody. Raises
    NotPossible, and what `correcting.correct` raises.
    """
    revisions = {version.revision_id for version in versions}
    if len(revisions) != 1:
        raise NotPossible("The passages have to stand in one revision.")
    revision = next(iter(versions)).revision
    voice = _voice(revision.document, to, next(iter(versions)), by)
    moved = {v.passage_id: voice for v in versions if v.appearance_id != (voice and voice.pk)}
    if not moved:
        raise NotPossible("These words are given to that voice already.")
    name = voice.shown_name if voice else "nobody"
    return _write(revision, moved, reason or f"These are words of {name}.", by)


@transaction.atomic
def take_back(mended: Revision, by: User | None = None) -> Revision:
    """Give the words that a revision gave to another voice back to who had them, where they are
    as it left them. Raises NotPossible, and what `correcting.correct` raises.
    """
    former = mended.document.revisions.filter(number__lt=mended.number).last()
    latest = correcting.latest_revision(mended.document)
    if former is None or latest is None:
        raise NotPossible("There is no revision before it.")
    was, became, now = (_voices(revision) for revision in (former, mended, latest))
    changed = [key for key in became if key in was and was[key] != became[key]]
    back = [key for key in changed if now.get(key) == became[key]]
    if not back:
        raise NotPossible("Nothing is left of it: the words were given to somebody else since.")
    voices = Appearance.objects.in_bulk([was[key] for key in back if was[key]])
    reason = f"Revision {mended.number} named the wrong speaker; it is as before."
    return _write(latest, {key: voices.get(was[key] or 0) for key in back}, reason, by)


def _voices(revision: Revision) -> dict[int, int | None]:
    return dict(revision.passage_versions.values_list("passage", "appearance"))


@dataclass(frozen=True)
class _Explicit(Sheet):
    """A worksheet on which every passage states its type."""

    def usual_type(self, voice: str | None) -> PassageType:
        return PassageType.FURNITURE


def _write(
    revision: Revision, moved: Mapping[int, Appearance | None], reason: str, by: User | None
) -> Revision:
    """The next revision: the same words, some of them (by passage) given to other voices."""
    sheet = sheet_of(revision)
    passages = revision.passage_versions.order_by("order").values_list("passage", flat=True)
    lines = []
    for passage, line in zip(passages, sheet.lines, strict=True):
        if passage in moved:
            voice = moved[passage]
            key = voice.key if voice else None
            # A question of a voice that mostly asks becomes speech of one that mostly speaks.
            usual = line.type == sheet.usual_type(line.voice)
            line = replace(line, voice=key, type=sheet.usual_type(key) if usual else line.type)
        lines.append(line)
    text = worksheet.write(_Explicit(lines, sheet.names))
    return correcting.correct(revision.document, text, reason, revision.number, by, asks=False)


def _voice(
    document: Document, to: Appearance | Speaker | str | None, like: PassageVersion, by: User | None
) -> Appearance | None:
    """The voice of the document that is meant, made where it has none of that person."""
    if to is None:
        return None
    if isinstance(to, Appearance):
        if to.document_id != document.pk or to.part == Part.QUOTED:
            raise NotPossible("That is no voice of this document.")
        return to
    if isinstance(to, str):
        to = identifying.heading_called(to)
    speaking = document.appearances.exclude(part=Part.QUOTED)
    if isinstance(to, Speaker) and (known := speaking.filter(speaker=to).order_by("order").first()):
        return known
    taken = set(document.appearances.values_list("key", flat=True))
    last = document.appearances.aggregate(last=Max("order"))["last"]
    made = Appearance.objects.create(
        document=document,
        key=next(key for n in range(1, len(taken) + 2) if (key := f"editor-{n}") not in taken),
        order=0 if last is None else last + 1,
        part=like.appearance.part if like.appearance else Part.SPEAKER,
        name=str(to),
        evidence=Evidence.EDITOR,
    )
    identifying.give([made], to, by)
    made.refresh_from_db()
    return made
