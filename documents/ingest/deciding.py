"""What a text that comes in would be: new, a correction of one that is held, the same again, or a
question to the keeper. Nothing is written.
"""

from dataclasses import dataclass

from documents.ingest import readers, sidecar
from documents.ingest.carrying import Plan, align_passages, make_plan
from documents.ingest.fates import Alignment
from documents.ingest.identity import Holdings, Identity, Incoming, identify
from documents.ingest.likeness import shared_runs
from documents.ingest.overriding import override
from documents.ingest.reading import Understanding, Unreadable
from documents.ingest.understanding import understand
from documents.models import Document, Outcome, PassageVersion, Revision
from documents.vocabularies import State
from documents.withdrawing import memory

LEAST_LIKENESS = 0.3
"""Below this likeness a text under a known key is probably another document: the keeper decides."""
SAME_WORDS = 0.7
"""From this likeness a text that only has the name of another is probably that text, corrected."""

DESCRIBED_FIELDS = tuple(sidecar.INFERRED)


@dataclass(frozen=True)
class Accepted:
    """What the keeper has said yes to beforehand."""

    unlike: bool = False
    ambiguous: bool = False


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


def rehearse(
    incoming: Incoming,
    accept_unlike: bool = False,
    reading: Understanding | None = None,
    accept_ambiguous: bool = False,
    holdings: Holdings | None = None,
) -> Loaded:
    """What `load` would do, without writing anything. Raises Unreadable."""
    accepted = Accepted(accept_unlike, accept_ambiguous)
    return decide(incoming, accepted, reading, holdings or Holdings())[0]


def decide(
    incoming: Incoming, accepted: Accepted, reading: Understanding | None, holdings: Holdings
) -> tuple[Loaded, bool]:
    """The outcome to be, and whether there is anything to write. Raises Unreadable."""
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
    least = LEAST_LIKENESS if identity.document else SAME_WORDS
    return _beside_the_former(incoming, accepted, reading, former, least)


def _beside_the_former(
    incoming: Incoming,
    accepted: Accepted,
    reading: Understanding,
    former: Revision,
    least: float,
) -> tuple[Loaded, bool]:
    """The outcome for a document that has a text; below the `least` likeness it is another's."""
    document = former.document
    old = list(former.passage_versions.select_related("passage"))
    if former.text == reading.source.text and same_cut(old, reading):
        return Loaded(Outcome.DESCRIBED, document, former, reading=reading), True
    if former.editor_id is not None or former.receipt_id is None:
        if document.receipts.filter(original__sha256=incoming.sha256).exists():
            stays = _stays(former)
            return Loaded(Outcome.DESCRIBED, document, former, stays, reading=reading), True
        if not accepted.ambiguous:
            return Loaded(Outcome.DOUBTFUL, document, former, _corrected_since(document)), False
    likeness = shared_runs(former.text, reading.source.text)
    if likeness < least and not accepted.unlike:
        return Loaded(Outcome.UNLIKE, document, message=_unlike(document, likeness)), False
    plan = make_plan(old, reading, align_passages(old, reading))
    if plan.doubtful() and document.first_published_at and not accepted.ambiguous:
        message = _to_be_decided(document, plan.doubtful())
        return Loaded(Outcome.DOUBTFUL, document, former, message, plan, reading), False
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


def _to_be_decided(document: Document, doubtful: dict[str, int]) -> str:
    told = [f"{n} {what}{'' if n == 1 else 's'}" for what, n in doubtful.items()]
    waits = "waits" if sum(doubtful.values()) == 1 else "wait"
    return (
        f"In the new text of “{document}” {' and '.join(told)} {waits} for a keeper's decision: "
        "which passage keeps the address that is cited, whether a tag or a quotation still holds. "
        "Nothing was loaded. Load the file on the document's page of corrections and decide there, "
        "or load it with --accept-ambiguous: then the best counterpart keeps the address, doubtful "
        "tags are set aside, and quotations go on."
    )


def same_cut(old: list[PassageVersion], reading: Understanding) -> bool:
    """Whether a reading cuts the same text into the same passages and turns."""
    return [(v.start, v.end, v.type, v.turn) for v in old] == [
        (s.start, s.end, str(s.type), s.turn) for s in reading.segments
    ]
