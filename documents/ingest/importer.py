"""Loading one text: from bytes to a document, its revision and everything in it, in one
transaction.
"""

import hashlib
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction

from documents import near_duplicates, offices, publishing
from documents.ingest import originals, readers, rows, sidecar
from documents.ingest.align import Alignment
from documents.ingest.carrying import (
    Plan,
    align_passages,
    carry_over,
    continuing,
    drop_quotations,
    keep_decided_voices,
    make_plan,
)
from documents.ingest.headings import Headings
from documents.ingest.identity import Holdings, Identity, Incoming, identify
from documents.ingest.likeness import shared_runs
from documents.ingest.overriding import override
from documents.ingest.reading import RULES_VERSION, Understanding, Unreadable
from documents.ingest.sidecar import Described
from documents.ingest.understanding import understand
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
from documents.withdrawing import memory

LEAST_LIKENESS = 0.3
"""Below this likeness a text under a known key is probably another document: the keeper decides."""
SAME_WORDS = 0.7
"""From this likeness a text that only has the name of another is probably that text, corrected."""

IS_THE_DOCUMENT = (Outcome.NEW, Outcome.REVISED, Outcome.DESCRIBED, Outcome.UNCHANGED)
"""Outcomes after which the file is the one that the document is made of."""

DESCRIBED_FIELDS = tuple(sidecar.INFERRED)


@dataclass(frozen=True)
class Accepted:
    """What the keeper has said yes to beforehand."""

    unlike: bool = False
    ambiguous: bool = False


@dataclass(frozen=True)
class Made:
    """What a revision was made from, by whom, and why."""

    receipt: Receipt | None
    reason: str
    editor: User | None = None


@dataclass(frozen=True)
class Loaded:
    """What became of a text, with a sentence for the keeper."""

    outcome: Outcome
    document: Document | None = None
    revision: Revision | None = None
    message: str = ""
    plan: Plan | None = None
    reading: Understanding | None = None

    @property
    def alignment(self) -> Alignment | None:
        """Which former passages go on, where there was a former text."""
        return self.plan.alignment if self.plan else None


def read(incoming: Incoming) -> Understanding:
    """Everything understood of the text, the description's word above all. Raises Unreadable."""
    source = readers.read(incoming.data, incoming.name)
    described = incoming.described
    if described is None:
        return understand(source, incoming.name)
    return override(understand(source, incoming.name, described.labels), described)


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
    the known document is reported unless `accept_unlike`; one of a public document in which a
    passage that may be cited has several candidates waits for a keeper unless `accept_ambiguous`,
    which takes the best. Raises Unreadable for bytes that cannot be taken in.
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


def rehearse(
    incoming: Incoming,
    accept_unlike: bool = False,
    reading: Understanding | None = None,
    accept_ambiguous: bool = False,
    holdings: Holdings | None = None,
) -> Loaded:
    """What `load` would do, without writing anything. Raises Unreadable."""
    accepted = Accepted(accept_unlike, accept_ambiguous)
    return _decide(incoming, accepted, reading, holdings or Holdings())[0]


def _decide(
    incoming: Incoming, accepted: Accepted, reading: Understanding | None, holdings: Holdings
) -> tuple[Loaded, bool]:
    """The outcome to be, and whether there is anything to write."""
    identity = identify(incoming, holdings)
    document, key = identity.document, identity.key
    if identity.twin is not None:
        return Loaded(Outcome.DUPLICATE, identity.twin, message=_same_bytes(identity.twin)), False
    if document is None:
        reading = reading or read(incoming)
        if holdings.has_tables:
            refuse_what_was_taken_out(incoming, reading, key=key)
        document = _the_same_by_its_words(identity, reading)
        if document is None and key:
            return Loaded(Outcome.NEW, Document(key=key), reading=reading), True
        document = document or identity.namesakes[0]
        if incoming.location and not accepted.unlike:
            return Loaded(Outcome.DOUBTFUL, document, message=_has_moved(document)), False
    _refuse_a_second_file(incoming, document, holdings)
    former = document.revisions.order_by("-number").first()
    if document.load_digest == incoming.digest and former is not None:
        return Loaded(Outcome.UNCHANGED, document, former), False
    if document.state == State.WITHDRAWN:
        raise Unreadable(
            f"{incoming.name}: the document under the key {incoming.key} was withdrawn; "
            "a withdrawn document is not loaded again. Give the text another id to load it anew."
        )
    reading = reading or read(incoming)
    refuse_what_was_taken_out(incoming, reading, document)
    if former is None:
        return Loaded(Outcome.NEW, document, reading=reading), True
    old = list(former.passage_versions.select_related("passage"))
    if former.text == reading.source.text and _same_cut(old, reading):
        return Loaded(Outcome.DESCRIBED, document, former, reading=reading), True
    if former.editor_id is not None or former.receipt_id is None:
        if document.receipts.filter(original__sha256=incoming.sha256).exists():
            return Loaded(
                Outcome.DESCRIBED, document, former, _stays(former), reading=reading
            ), True
        if not accepted.ambiguous:
            return Loaded(Outcome.DOUBTFUL, document, former, _corrected_since(document)), False
    likeness = shared_runs(former.text, reading.source.text)
    least = LEAST_LIKENESS if identity.document else SAME_WORDS
    if likeness < least and not accepted.unlike:
        return Loaded(Outcome.UNLIKE, document, message=_unlike(document, likeness)), False
    alignment = align_passages(old, reading)
    plan = make_plan(old, reading, alignment)
    if alignment.doubtful and document.first_published_at and not accepted.ambiguous:
        return Loaded(
            Outcome.DOUBTFUL, document, former, _which_is_which(document, plan), plan, reading
        ), False
    return Loaded(Outcome.REVISED, document, former, plan=plan, reading=reading), True


def _the_same_by_its_words(identity: Identity, reading: Understanding) -> Document | None:
    for document in identity.namesakes:
        former = document.revisions.order_by("-number").first()
        text = former.text if former else ""
        if shared_runs(text, reading.source.text) >= SAME_WORDS:
            return document
    return None


def _refuse_a_second_file(incoming: Incoming, document: Document, holdings: Holdings) -> None:
    """Of two files of one run with the same id, each would undo the other at every run."""
    first = holdings.taken_by(document.key)
    if first:
        raise Unreadable(
            f"{incoming.name}: {first} of this run is the document {document.key} already, and "
            "two files cannot be one document. Give each an id of its own."
        )


def _same_bytes(twin: Document) -> str:
    return f"The same bytes are already held as “{twin}” (key {twin.key}); nothing was loaded."


def _has_moved(document: Document) -> str:
    was = f"the file {document.location}, which is gone" if document.location else "another file"
    return (
        f"The text is nearly that of “{document}” (key {document.key}), which was loaded from "
        f"{was}. If it is the same document, corrected, load it with --accept-unlike; else give it "
        "an id of its own."
    )


def _unlike(document: Document, likeness: float) -> str:
    return (
        f"The text is only {likeness:.0%} like the one held under the key {document.key} "
        f"(“{document}”): probably another document. Give it an id of its own, or load it with "
        "--accept-unlike if it is a new version."
    )


def refuse_what_was_taken_out(
    incoming: Incoming,
    reading: Understanding,
    document: Document | None = None,
    key: str = "",
) -> None:
    """Raises Unreadable where the file would bring back what was redacted or withdrawn."""
    known = [getattr(reading, name) for name in DESCRIBED_FIELDS]
    said = [str(value.value) for value in known if value is not None and value.value]
    said += [part for v in reading.voices for part in (v.name, v.role, *v.labels) if part]
    said += [incoming.name, incoming.source, incoming.description_bytes.decode("utf-8", "replace")]
    objection = memory.objection(
        [reading.source.text, *said], document, key or incoming.key, incoming.sha256
    )
    if objection:
        raise Unreadable(f"{incoming.name}: {objection}")


def _stays(former: Revision) -> str:
    return (
        f"The text stays as a keeper corrected it (revision {former.number}); the description was "
        "brought up to date."
    )


def _corrected_since(document: Document) -> str:
    return (
        f"A keeper corrected the text of “{document}” since it was loaded, and this file would "
        "undo that. Load the file on the document's page of corrections, where both can be seen, "
        "or load it with --accept-ambiguous."
    )


def _which_is_which(document: Document, plan: Plan) -> str:
    doubtful = len(plan.alignment.doubtful)
    passages = "1 passage has" if doubtful == 1 else f"{doubtful} passages have"
    return (
        f"In the new text of “{document}” {passages} several likely counterparts; which one keeps "
        "the address that is cited is a keeper's decision. Load the file on the document's page "
        "of corrections and decide there, or load it with --accept-ambiguous, which takes the "
        "best counterpart."
    )


def _same_cut(old: list[PassageVersion], reading: Understanding) -> bool:
    return [(v.start, v.end, v.type, v.turn) for v in old] == [
        (s.start, s.end, str(s.type), s.turn) for s in reading.segments
    ]


def _load(
    incoming: Incoming,
    publish: bool,
    accepted: Accepted,
    reading: Understanding | None,
    holdings: Holdings,
) -> Loaded:
    decided, writes = _decide(incoming, accepted, reading, holdings)
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
        if _same_cut(list(revision.passage_versions.all()), reading):
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
