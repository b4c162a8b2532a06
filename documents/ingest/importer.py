"""Loading one text: from bytes to a document, its revision and everything in it, in one
transaction.
"""

import hashlib
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction

from documents import near_duplicates, offices, publishing
from documents.ingest import originals, rows
from documents.ingest.carrying import (
    Plan,
    carry_over,
    continuing,
    drop_quotations,
    keep_decided_voices,
)
from documents.ingest.deciding import DESCRIBED_FIELDS, Accepted, Loaded, decide, same_cut
from documents.ingest.headings import Headings
from documents.ingest.identity import Holdings, Incoming
from documents.ingest.reading import RULES_VERSION, Understanding, Unreadable
from documents.ingest.sidecar import Described
from documents.minting import wait_for_ones_turn
from documents.models import (
    Appearance,
    Collection,
    Document,
    IngestItem,
    IngestRun,
    Outcome,
    PassageVersion,
    Receipt,
    Revision,
)
from documents.signals import documents_changed
from documents.vocabularies import Evidence, State

IS_THE_DOCUMENT = (Outcome.NEW, Outcome.REVISED, Outcome.DESCRIBED, Outcome.UNCHANGED)
"""Outcomes after which the file is the one that the document is made of."""


@dataclass(frozen=True)
class Made:
    """What a revision was made from, by whom, and why."""

    receipt: Receipt | None
    reason: str
    editor: User | None = None


def load(
    incoming: Incoming,
    run: IngestRun,
    publish: bool,
    accept_unlike: bool = False,
    reading: Understanding | None = None,
    accept_ambiguous: bool = False,
    holdings: Holdings | None = None,
) -> Loaded:
    """Write the text, or nothing at all; the outcome is recorded in the run.

    `reading` is what was understood of it, where it has been read already; `holdings` what the
    run has made of its other files.

    A known document with other bytes gets a new revision, passages aligned with the former ones;
    the same bytes of another document are reported and not loaded; a text hardly like the one of
    the known document is reported unless `accept_unlike`; one of a public document in which it is
    in doubt what a passage, tag or quotation has become waits for a keeper unless
    `accept_ambiguous`, which takes what is safest. Raises Unreadable for bytes that cannot be taken
    in.
    """
    holdings = holdings or Holdings()
    with transaction.atomic():
        wait_for_ones_turn()  # another run may be taking in the same file
        accepted = Accepted(accept_unlike, accept_ambiguous)
        loaded = _load(incoming, publish, accepted, reading, holdings)
        IngestItem.objects.create(
            run=run,
            name=incoming.name,
            key=loaded.document.key if loaded.document else incoming.key,
            document=loaded.document,
            revision=loaded.revision,
            outcome=loaded.outcome,
            message=loaded.message or _doubts(loaded),
        )
    if loaded.outcome in IS_THE_DOCUMENT and loaded.document:
        holdings.take(incoming, loaded.document.key)
    return loaded


def _doubts(loaded: Loaded) -> str:
    """What the reading wants a keeper to look at, for the record of the run."""
    return "\n".join(loaded.reading.warnings) if loaded.reading else ""


def _load(
    incoming: Incoming,
    publish: bool,
    accepted: Accepted,
    reading: Understanding | None,
    holdings: Holdings,
) -> Loaded:
    decided, writes = decide(incoming, accepted, reading, holdings)
    if not writes:
        if decided.outcome == Outcome.UNCHANGED and decided.document:
            _found_at(decided.document, incoming.location)
        return decided
    reading = decided.reading
    assert reading is not None  # noqa: S101  (what writes has been read)
    document = decided.document
    assert document is not None  # noqa: S101
    _describe(document, reading, incoming)
    receipt = originals.receive(document, incoming.data, incoming.name, incoming.source)
    headings = Headings(
        incoming.described.people if incoming.described else (), offices.holder_in(document)
    )
    appearances = rows.write_appearances(document, reading.voices, headings.resolve(reading.voices))
    if decided.outcome == Outcome.DESCRIBED:
        assert decided.revision is not None  # noqa: S101
        revision = decided.revision
        if same_cut(list(revision.passage_versions.all()), reading):
            _point_words_to(revision, reading, appearances)
    else:
        made = Made(receipt, "Loaded." if decided.plan is None else "A corrected text was loaded.")
        revision = write_revision(
            document, decided.revision, reading, appearances, decided.plan, made
        )
        twins = near_duplicates.link(document, revision.text)
        if twins and not decided.message:
            decided = replace(decided, message=near_duplicates.in_words(twins))
    if publish or document.state == State.PUBLISHED:
        try:
            publishing.publish(document, revision)
        except publishing.NotPublishable as error:
            raise Unreadable(f"{incoming.name}: {error}") from error
    else:
        documents_changed.send(Document, document_ids=[document.pk])
    return Loaded(decided.outcome, document, revision, decided.message, decided.plan, reading)


def _found_at(document: Document, location: str) -> None:
    """The file has not changed, and lies at another place now."""
    if location and document.location != location:
        Document.objects.filter(pk=document.pk).update(location=location)


def _describe(document: Document, reading: Understanding, incoming: Incoming) -> None:
    """Bring the description up to date; what an editor decided stays unless the file states it."""
    stated = incoming.described.stated if incoming.described else frozenset()
    evidence = rows.evidence_of(reading, DESCRIBED_FIELDS)
    for name in DESCRIBED_FIELDS:
        by_editor = document.evidence.get(name, {}).get("how") == Evidence.EDITOR
        if by_editor and name not in stated:
            evidence[name] = document.evidence[name]
            continue
        known = getattr(reading, name)
        empty = "" if name == "summary" else None
        setattr(document, name, known.value if known else empty)
    document.evidence = evidence
    if document.collection_id is None:
        document.collection = _collection(incoming.described)
        document.rights = document.collection.rights
        document.access = document.collection.access
    if incoming.described:
        _describe_beyond_the_text(document, incoming.described)
    document.load_digest = incoming.digest
    document.location = incoming.location or document.location
    document.save()


BEYOND_THE_TEXT = {
    "date_note": "date_note",
    "source": "source_url",
    "rights": "rights",
    "rights_note": "rights_note",
    "rights_holder": "rights_holder",
    "access": "access",
    "notes": "note",
    "source_retrieved": "source_retrieved",
}
"""What only a description can say, and the field that keeps it."""


def _describe_beyond_the_text(document: Document, described: Described) -> None:
    """Rights, access, source, notes: as stated; a field that is stated and empty is emptied."""
    if "collection" in described.stated and described.collection:
        document.collection = _collection(described)
    blank = Document(collection=document.collection)
    for stated, name in BEYOND_THE_TEXT.items():
        if stated in described.stated:
            setattr(document, name, getattr(described, stated) or getattr(blank, name))


def _collection(described: Described | None) -> Collection:
    if described and described.collection:
        collection, _ = Collection.objects.get_or_create(
            slug=described.collection.key, defaults={"title": described.collection.title}
        )
    else:
        collection, _ = Collection.objects.get_or_create(
            slug="unsorted", defaults={"title": "Not yet in a collection"}
        )
    return collection


def write_revision(
    document: Document,
    former: Revision | None,
    reading: Understanding,
    appearances: dict[str, Appearance],
    plan: Plan | None,
    made: Made,
) -> Revision:
    """A new revision with all its passages, the former ones carried over as planned."""
    source = reading.source
    revision = Revision.objects.create(
        document=document,
        number=former.number + 1 if former else 1,
        text=source.text,
        text_sha256=hashlib.sha256(source.text.encode()).hexdigest(),
        runs=[[run.canonical, run.original, run.length] for run in source.runs],
        charset=source.charset,
        rules_version=RULES_VERSION,
        receipt=made.receipt,
        editor=made.editor,
        reason=made.reason,
    )
    if former is None or plan is None:
        versions = rows.write_passages(revision, reading, appearances, rows.NOTHING_BEFORE)
        rows.write_quotations(revision, reading, versions, appearances)
        return revision
    old = list(former.passage_versions.select_related("passage"))
    versions = rows.write_passages(revision, reading, appearances, _former(document, old, plan))
    carry_over(revision, old, versions, plan)
    drop_quotations(version.passage_id for version in old)
    quotations = rows.write_quotations(revision, reading, versions, appearances)
    keep_decided_voices(plan, quotations)
    return revision


def _former(document: Document, old: list[PassageVersion], plan: Plan) -> rows.Former:
    """The passages and numbers that go on, those of passages that come back among them."""
    passages = continuing(old, plan)
    versions = PassageVersion.objects.filter(passage__document=document, number__isnull=False)
    pairs = versions.order_by("revision__number").values_list("passage", "number")
    numbers = {passage: number for passage, number in pairs if number}
    ever_used = frozenset(number for _, number in pairs if number)
    cut = [(j, old[row.old[0]]) for row in plan.alignment.rows for j in row.new if row.is_split]
    return rows.Former(
        passages=passages,
        numbers={j: numbers[p.pk] for j, p in passages.items() if p.pk in numbers},
        ever_used=ever_used,
        cut_from={j: version.number for j, version in cut if version.number},
    )


def _point_words_to(revision: Revision, reading: Understanding, appearances: dict) -> None:
    """Same words, other understanding of whose they are: point the versions to the voices anew."""
    versions = list(revision.passage_versions.all())
    for version, segment in zip(versions, reading.segments, strict=True):
        if version.evidence != Evidence.EDITOR:
            version.appearance = appearances.get(segment.voice) if segment.voice else None
            version.evidence, version.basis = segment.evidence, segment.basis
    PassageVersion.objects.bulk_update(versions, ["appearance", "evidence", "basis"])
    drop_quotations(version.passage_id for version in versions)
    rows.write_quotations(revision, reading, versions, appearances)


def numbers_to_be(
    document: Document, old: list[PassageVersion], reading: Understanding, plan: Plan
) -> dict[int, str]:
    """The printed number that each new passage will have, by its position."""
    return rows.numbers_of(reading.segments, _former(document, old, plan))
