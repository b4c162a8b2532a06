"""Undoing an ingest, as one action, while nothing was built on it.

What was new goes again; its addresses, where they were public, say so. A new revision of a known
document is followed by one with the former text, so that what was cited from either still stands.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from documents import correcting, drafts, publishing
from documents.ingest import worksheet
from documents.ingest.deciding import DESCRIBED_FIELDS
from documents.ingest.importer import BEYOND_THE_TEXT
from documents.models import (
    Appearance,
    Document,
    FormerAddress,
    IngestItem,
    IngestRun,
    Outcome,
    Reading,
    Revision,
    Tagging,
)
from documents.signals import documents_changed
from documents.vocabularies import Evidence, State, SuccessionKind

WRITTEN = (Outcome.NEW, Outcome.REVISED, Outcome.DESCRIBED)


class BuiltOn(Exception):
    """Something rests on what was loaded. The message says what."""


def obstacles(run: IngestRun) -> list[str]:
    """Why the ingest cannot be undone any more, a sentence for each reason; none if it can. A fixed
    number of queries, however many texts it loaded.
    """
    if run.undone_at is not None:
        return ["It was undone already."]
    items = _written(run)
    if not items:
        return ["It wrote nothing: there is nothing to undo."]
    later = _later(items)
    return [
        f"“{item.document}” {reason} since." for item in items for reason in _built_on(item, later)
    ]


@transaction.atomic
def undo(run: IngestRun, by: User | None = None) -> int:
    """Take back all that the ingest wrote, the last first; how many documents. Raises BuiltOn."""
    run = IngestRun.objects.select_for_update().get(pk=run.pk)
    items = _written(run)
    keys = [item.document_id for item in items if item.document_id]
    list(Document.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if reasons := obstacles(run):
        raise BuiltOn(" ".join(reasons))
    for item in reversed(items):
        document = item.document
        if document is None:
            continue
        if item.outcome == Outcome.NEW:
            _remove(document)
        else:
            _describe_as_before(document)
            if item.outcome == Outcome.REVISED:
                _revert(document, item)
            documents_changed.send(Document, document_ids=[document.pk])
    run.undone_at, run.undone_by = timezone.now(), by
    run.save(update_fields=["undone_at", "undone_by"])
    return len(items)


def _written(run: IngestRun) -> list[IngestItem]:
    items = run.items.filter(outcome__in=WRITTEN, document__isnull=False)
    items = items.select_related("run", "document", "revision")
    return list(items.defer("revision__text", "revision__runs").order_by("pk"))


@dataclass(frozen=True)
class _Later:
    """What some documents have come to, by primary key."""

    loaded: dict[int, int]
    """The last item of a load that wrote the document and stands."""
    revised: dict[int, int]
    """The number of the last revision."""
    judged: dict[int, datetime]
    """When a passage of it was last read or tagged, or a tag decided on."""
    identified: set[int]
    """Those in which an editor said who a voice is."""
    before: dict[int, Any]
    """The description before the last load, as the history has it; none where it was new."""


def _later(items: Sequence[IngestItem]) -> _Later:
    documents = [item.document_id for item in items if item.document_id]
    loads = IngestItem.objects.filter(
        document__in=documents, outcome__in=WRITTEN, run__undone_at=None
    )
    revisions = Revision.objects.filter(document__in=documents)
    tags = Tagging.objects.filter(anchor__passage__document__in=documents)
    readings = Reading.objects.filter(version__passage__document__in=documents)
    judged: dict[int, datetime] = {}
    for rows in (
        _last(tags, "anchor__passage__document", Greatest("created_at", "decided_at")),
        _last(readings, "version__passage__document", "at"),
    ):
        for document, moment in rows.items():
            judged[document] = max(moment, judged.get(document, moment))
    by_editor = Appearance.objects.filter(document__in=documents, speaker_evidence=Evidence.EDITOR)
    return _Later(
        _last(loads, "document", "pk"),
        _last(revisions, "document", "number"),
        judged,
        set(by_editor.values_list("document", flat=True)),
        _descriptions_before(documents),
    )


def _last(rows: QuerySet, by: str, what: Any) -> dict[int, Any]:
    """The highest value of some rows, by a field."""
    return dict(rows.order_by().values_list(by).annotate(last=Max(what)))


def _built_on(item: IngestItem, later: _Later) -> Iterator[str]:
    """What was done with the document of an item since."""
    document, is_new = item.document, item.outcome == Outcome.NEW
    if document is None:
        return
    if document.state == State.WITHDRAWN:
        yield "was withdrawn"
    if later.loaded.get(document.pk, 0) > item.pk:
        yield "was loaded again"
    if item.revision and later.revised.get(document.pk, 0) > item.revision.number:
        yield "was corrected"
    judged = later.judged.get(document.pk)
    if judged and (is_new or judged > item.run.started_at):
        yield "was read or tagged"
    if _edited(document, None if is_new else later.before.get(document.pk)) or (
        is_new and document.pk in later.identified
    ):
        yield "was described or attributed by an editor"


def _edited(document: Document, before: Any) -> bool:
    """Whether an editor stated something that the description `before` does not have."""
    former = (before.evidence or {}) if before else {}
    return any(
        isinstance(known, dict)
        and known.get("how") == Evidence.EDITOR
        and former.get(name) != known
        for name, known in document.evidence.items()
    )


def _descriptions_before(documents: Collection[int]) -> dict[int, Any]:
    """By document (primary key), how the history has it from before its last loading; those that
    were new are left out.
    """
    events = Document.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_obj__in=documents
    ).exclude(load_digest=F("pgh_obj__load_digest"))
    last = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return {event.pgh_obj_id: event for event in last}


def _remove(document: Document) -> None:
    """Remove a document that was new; what was public of it answers that it was withdrawn."""
    pk, reason = document.pk, publishing.undone(document.key)
    if document.slug is not None:
        ids = document.passages.values_list("public_id", flat=True)
        public = [("document", document.slug), *(("passage", key) for key in ids if key)]
        FormerAddress.objects.bulk_create(
            FormerAddress(space=space, slug=slug, kind=SuccessionKind.WITHDRAWN, reason=reason)
            for space, slug in public
        )
    drafts.remove(document)
    documents_changed.send(Document, document_ids=[pk])


def _describe_as_before(document: Document) -> None:
    former = _descriptions_before([document.pk]).get(document.pk)
    if former is None:
        return
    for name in (*DESCRIBED_FIELDS, *BEYOND_THE_TEXT.values(), "evidence", "load_digest"):
        setattr(document, name, getattr(former, name))
    document.collection_id = former.collection_id
    document.save()


def _revert(document: Document, item: IngestItem) -> None:
    """A revision with the text before the one that is undone."""
    undone = item.revision
    if undone is None:
        return
    former = document.revisions.filter(number__lt=undone.number).order_by("-number").first()
    if former is None:
        return
    correcting.correct(
        document,
        worksheet.write(correcting.sheet_of(former)),
        f"Revision {undone.number} was loaded by mistake; the text is as in revision "
        f"{former.number} again.",
        base=undone.number,
        original=_file(former),
        asks=False,
    )


def _file(revision: Revision) -> tuple[str, str] | None:
    """The SHA-256 and the name of the file that a revision was made from."""
    receipt = revision.receipt
    return (receipt.original.sha256, receipt.name) if receipt else None
