"""Undoing an ingest, as one action, while nothing was built on it.

What was new goes again; its addresses, where they were public, say so. A new revision of a known
document is followed by one with the former text, so that what was cited from either still stands.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
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
    """Why the ingest cannot be undone any more, a sentence for each reason; none if it can."""
    if run.undone_at is not None:
        return ["It was undone already."]
    items = _written(run)
    if not items:
        return ["It wrote nothing: there is nothing to undo."]
    return [reason for item in items for reason in _built_on(item, run)]


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
    return list(items.select_related("document", "revision").order_by("pk"))


def _built_on(item: IngestItem, run: IngestRun) -> list[str]:
    document = item.document
    assert document is not None  # noqa: S101
    since: dict[str, Any] = {} if item.outcome == Outcome.NEW else {"at": run.started_at}
    reasons = []
    if document.state == State.WITHDRAWN:
        reasons.append("was withdrawn")
    later = document.ingest_items.filter(pk__gt=item.pk, outcome__in=WRITTEN)
    if later.exclude(run__undone_at__isnull=False).exists():
        reasons.append("was loaded again")
    if item.revision and document.revisions.filter(number__gt=item.revision.number).exists():
        reasons.append("was corrected")
    tags = Tagging.objects.filter(anchor__passage__document=document)
    readings = Reading.objects.filter(version__passage__document=document)
    if since:
        tags = tags.filter(created_at__gt=since["at"]) | tags.filter(decided_at__gt=since["at"])
        readings = readings.filter(at__gt=since["at"])
    if tags.exists() or readings.exists():
        reasons.append("was read or tagged")
    if _edited(document, item):
        reasons.append("was described or attributed by an editor")
    return [f"“{document}” {reason} since." for reason in reasons]


def _edited(document: Document, item: IngestItem) -> bool:
    """Whether an editor decided something that the description before the load does not have."""
    before = None if item.outcome == Outcome.NEW else _before(document)
    former = (before.evidence or {}) if before else {}
    if any(
        isinstance(known, dict)
        and known.get("how") == Evidence.EDITOR
        and former.get(name) != known
        for name, known in document.evidence.items()
    ):
        return True
    by_editor = Appearance.objects.filter(document=document, speaker_evidence=Evidence.EDITOR)
    return item.outcome == Outcome.NEW and by_editor.exists()


def _before(document: Document) -> Any:
    """The document as the history has it from before its last loading; None if it was new."""
    events = Document.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_obj_id=document.pk
    )
    return events.exclude(load_digest=document.load_digest).order_by("pgh_id").last()


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
    former = _before(document)
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
