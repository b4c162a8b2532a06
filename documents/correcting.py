"""Correcting the text of a document: what a keeper wrote, what it will do, and doing it."""

from dataclasses import dataclass
from pathlib import PurePath

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from documents import publishing
from documents.dropped_quotations import dropped_quotations
from documents.ingest import importer, originals
from documents.ingest.carrying import UNDECIDED, Decisions, Plan, align_passages, make_plan
from documents.ingest.deciding import read, refuse_what_was_taken_out
from documents.ingest.identity import Incoming
from documents.ingest.importer import Made
from documents.ingest.reading import Quote, Understanding
from documents.ingest.worksheet import Line, Misread, Quoted, Sheet, understand_sheet
from documents.models import (
    Appearance,
    Document,
    Original,
    PassageVersion,
    Quotation,
    Receipt,
    Revision,
)
from documents.signals import documents_changed
from documents.tagging.marks import Place
from documents.vocabularies import Evidence, PassageType, State
from documents.withdrawing import memory


class Overtaken(Exception):
    """Another revision was made while this one was written. `latest` is it."""

    def __init__(self, latest: Revision) -> None:
        super().__init__("Somebody else corrected this document in the meantime.")
        self.latest = latest


class TakenOut(Exception):
    """Words were redacted or a passage withdrawn while a correction was written."""


class Undecided(Exception):
    """Doubtful rows wait for a decision. The message says how many."""


class Unchanged(Exception):
    """The text says what the revision says that it would correct."""

    def __init__(self) -> None:
        super().__init__("every passage has its words and its speaker as before.")


@dataclass(frozen=True)
class Proposal:
    """A corrected text and what it will do to the revision that it corrects."""

    base: Revision
    old: list[PassageVersion]
    reading: Understanding
    plan: Plan
    found: Plan
    """The plan before anything was decided: whose rows are shown and decided on."""

    @property
    def changes_nothing(self) -> bool:
        """Whether every passage has its words, its voice and its type as before."""
        return [(v.text, v.type, v.appearance and v.appearance.key) for v in self.old] == [
            (self.reading.words(s), s.type, s.voice) for s in self.reading.segments
        ]

    def undecided(self, decisions: Decisions) -> int:
        """How many doubtful rows have no decision."""
        passages = {row.old[0] for row in self.found.alignment.doubtful}
        tags = {t.anchor.pk for t in self.plan.tags if t.fate.value == "ambiguous"}
        quotations = {q.quotation.pk for q in self.plan.quotations if q.fate.value == "ambiguous"}
        return (
            len(passages - decisions.passages.keys())
            + len(tags - decisions.tags.keys())
            + len(quotations - decisions.quotations.keys())
        )


def _check(found: Plan, decisions: Decisions) -> None:
    """Raises ValueError for a decision that none of the doubtful rows asks for."""
    options = {row.old[0]: {*row.new, *row.others, None} for row in found.alignment.doubtful}
    if any(new not in options.get(old, ()) for old, new in decisions.passages.items()):
        raise ValueError("A decision does not fit the text any more: look at the table again.")


def latest_revision(document: Document) -> Revision | None:
    """The last revision, published or not; None where there is no text yet."""
    return document.revisions.order_by("-number").first()


def sheet_of(revision: Revision) -> Sheet:
    """A revision laid out for correction."""
    versions = list(_versions(revision))
    position = {version.passage_id: i for i, version in enumerate(versions)}
    appearances = list(revision.document.appearances.select_related("speaker"))
    return Sheet(
        [_line(version) for version in versions],
        names_of(appearances),
        _quoted(Quotation.objects.filter(anchor__revision=revision), position),
        dropped_quotations(revision),
    )


def names_of(appearances: list[Appearance]) -> dict[str, str]:
    """What each voice is called on a worksheet, by its key: its name, told apart where needed."""
    names: dict[str, str] = {}
    for appearance in appearances:
        name = " ".join(appearance.shown_name.split())
        taken = name in names.values() or not name or name.casefold() == "nobody"
        names[appearance.key] = f"{name} ({appearance.key})" if taken else name
    return names


def propose(
    document: Document,
    text: str,
    decisions: Decisions = UNDECIDED,
    base: int | None = None,
    held: str = "",
) -> Proposal:
    """What a corrected text will do to the latest revision, which is to be the one numbered `base`
    with text of the SHA-256 `held`. Raises worksheet.Misread, Overtaken, TakenOut, ValueError.
    """
    revision = latest_revision(document)
    if revision is None:
        raise ValueError("There is no text to correct yet.")
    if base is not None and revision.number != base:
        raise Overtaken(revision)
    if held and revision.text_sha256 != held:
        raise TakenOut
    if objection := memory.objection([text], document):
        raise Misread(objection)
    old = list(_versions(revision))
    reading = understand_sheet(text, sheet_of(revision))
    alignment = align_passages(old, reading)
    found = make_plan(old, reading, alignment)
    _check(found, decisions)
    plan = make_plan(old, reading, alignment, decisions) if decisions != UNDECIDED else found
    return Proposal(revision, old, reading, plan, found)


@transaction.atomic
def correct(
    document: Document,
    text: str,
    reason: str,
    base: int,
    by: User | None = None,
    decisions: Decisions = UNDECIDED,
    original: tuple[str, str] | None = None,
    asks: bool = True,
    held: str = "",
) -> Revision:
    """Write a corrected text as the next revision of the one numbered `base`; publish it where the
    document is public.

    `original` is the SHA-256 and the name of the file that the text was taken from. Unless it
    `asks`, doubtful rows without a decision go as is safest for tags, and a text that changes
    nothing is written as well. Raises
    Overtaken, TakenOut, Unchanged, Undecided, worksheet.Misread, publishing.NotPublishable.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    if objection := memory.objection([reason], document):
        raise Misread(objection)
    if document.state == State.WITHDRAWN:
        raise publishing.NotPublishable("The document was withdrawn: its text is not corrected.")
    proposal = propose(document, text, decisions, base, held)
    if asks:
        _must_be_decided(document, proposal, decisions)
    receipt = _receipt(document, *original) if original else None
    revision = importer.write_revision(
        document,
        proposal.base,
        proposal.reading,
        _voices(document, proposal.reading),
        proposal.plan,
        Made(receipt, reason, by),
    )
    if document.state == State.PUBLISHED:
        publishing.publish(document, revision, by)
    else:
        documents_changed.send(Document, document_ids=[document.pk])
    return revision


def _must_be_decided(document: Document, proposal: Proposal, decisions: Decisions) -> None:
    """Raises Unchanged where nothing changes, Undecided where somebody has to decide first."""
    if proposal.changes_nothing:
        raise Unchanged
    waiting = proposal.undecided(decisions)
    if waiting and document.first_published_at:
        rows = "1 doubtful row waits" if waiting == 1 else f"{waiting} doubtful rows wait"
        raise Undecided(f"{rows} for your decision.")


def _voices(document: Document, reading: Understanding) -> dict[str, Appearance]:
    """The voices of the document by their keys, with those that a corrected text brings."""
    appearances = {a.key: a for a in document.appearances.all()}
    for voice in reading.voices:
        appearances[voice.key] = Appearance.objects.create(
            document=document,
            key=voice.key,
            order=len(appearances),
            part=voice.part,
            name=voice.name,
            evidence=Evidence.EDITOR,
        )
    return appearances


def sheet_from_file(document: Document, name: str, data: bytes) -> tuple[Sheet, str]:
    """A new file of the document laid out for correction, and the SHA-256 that it is kept under.

    Its voices are those of the document where their printed labels or names are the same. Raises
    reading.Unreadable.
    """
    incoming = Incoming(PurePath(name).name, data, document.key)
    reading = read(incoming)
    refuse_what_was_taken_out(incoming, reading, document)
    appearances = list(document.appearances.select_related("speaker"))
    known = {label.casefold(): a.key for a in reversed(appearances) for label in a.labels}
    known |= {a.name.casefold(): a.key for a in reversed(appearances) if a.name}
    keys = {a.key for a in appearances}
    names = names_of(appearances)
    mapped: dict[str, str] = {}
    for voice in reading.voices:
        called = [*voice.labels, voice.name or ""]
        same = next((known[c.casefold()] for c in called if c.casefold() in known), None)
        mapped[voice.key] = same or (voice.key if voice.key in keys else "")
        if not mapped[voice.key]:
            mapped[voice.key] = voice.key
            names[voice.key] = voice.name or voice.heading or (voice.labels or ("Unnamed",))[0]
    lines = [
        Line(
            reading.words(segment),
            segment.type,
            mapped.get(segment.voice) if segment.voice else None,
            segment.turn,
        )
        for segment in reading.segments
    ]
    original, _ = Original.objects.get_or_create(
        sha256=incoming.sha256,
        defaults={"size": len(data), "media_type": originals.media_type(name)},
    )
    originals.store(original.path, data)
    return Sheet(lines, names), incoming.sha256


def _receipt(document: Document, sha256: str, name: str) -> Receipt | None:
    original = Original.objects.filter(sha256=sha256).first()
    if original is None:
        return None
    receipt, _ = Receipt.objects.get_or_create(
        document=document,
        original=original,
        defaults={"name": name or sha256, "source": "uploaded as a correction"},
    )
    return receipt


def _versions(revision: Revision) -> QuerySet[PassageVersion]:
    versions = revision.passage_versions.select_related("passage", "appearance__speaker")
    return versions.order_by("order")


def _line(version: PassageVersion) -> Line:
    return Line(
        version.text,
        PassageType(version.type),
        version.appearance.key if version.appearance else None,
        version.turn,
        version.label,
        Evidence(version.evidence),
        version.basis,
        version.locator,
        float(version.media_start) if version.media_start is not None else None,
        version.reason,
    )


def _quoted(quotations: QuerySet[Quotation], position: dict[int, int]) -> list[Quoted]:
    rows = list(quotations.select_related("anchor", "appearance").order_by("pk"))
    places = {quotation.pk: n for n, quotation in enumerate(rows)}
    return [
        Quoted(
            position[q.anchor.passage_id],
            Place("", q.anchor.exact, q.anchor.prefix, q.anchor.suffix),
            Quote(
                q.anchor.start,
                q.anchor.end,
                q.appearance.key if q.appearance else None,
                Evidence(q.evidence),
                q.basis,
                places.get(q.parent_id) if q.parent_id else None,
                places.get(q.continues_id) if q.continues_id else None,
            ),
        )
        for q in rows
        if q.anchor.passage_id in position
    ]
