"""Which passages wait for somebody at the workbench, in the order of the archive."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from documents.models import Document, PassageVersion, Vocabulary
from documents.tagging.judging import Judge
from documents.vocabularies import AnchorState, State, TaggingStatus

QUEUES = {
    "untagged": "Not yet read",
    "suggested": "Suggested",
    "reopened": "Re-opened",
    "none": "Read, none",
    "mine": "Mine",
    "all": "All",
}


@dataclass(frozen=True)
class Place:
    """Where somebody is at the workbench: which queue, for which vocabulary, of one document or of
    all.
    """

    vocabulary: Vocabulary
    queue: str
    document: Document | None = None

    def address(self, version: PassageVersion) -> str:
        path = reverse("tagging-passage", args=[version.passage.public_id])
        return f"{path}?{self.query}"

    def having(self, **changes: Any) -> "Place":
        return Place(**{**vars(self), **changes})

    @property
    def query(self) -> str:
        pairs = [("vocabulary", self.vocabulary.query_key), ("queue", self.queue)]
        if self.document is not None:
            pairs.append(("document", str(self.document.slug)))
        return urlencode(pairs)


def open_documents(judge: Judge) -> QuerySet[Document]:
    """The documents that this one may tag: the public ones; for keepers, all that are published."""
    if judge.user.has_perm("documents.keep_archive"):
        return Document.objects.filter(state=State.PUBLISHED)
    return Document.objects.public()


def taggable(judge: Judge) -> QuerySet[PassageVersion]:
    """The current versions that this one may tag."""
    return (
        PassageVersion.objects.current()
        .numbered()
        .filter(
            passage__document__in=open_documents(judge),
            passage__public_id__isnull=False,
            passage__withdrawn_at=None,
        )
        .order_by("passage__document_id", "order")
    )


def waiting(judge: Judge, place: Place) -> QuerySet[PassageVersion]:
    """The passages of a queue."""
    found = taggable(judge).filter(condition(judge, place.queue, place.vocabulary))
    return found.filter(passage__document=place.document) if place.document else found


def condition(judge: Judge, queue: str, vocabulary: Vocabulary) -> Q:
    """That a version is in a queue."""
    here = judge.taggings().filter(
        anchor__passage=OuterRef("passage"), term_version__term__vocabulary=vocabulary
    )
    standing = here.filter(anchor__state__in=[AnchorState.ATTACHED, AnchorState.MOVED])
    read = judge.readings().filter(version=OuterRef("pk"), vocabulary=vocabulary)
    suggested = Q(Exists(standing.filter(status=TaggingStatus.SUGGESTED)))
    approved = Q(Exists(standing.filter(status=TaggingStatus.APPROVED)))
    reopened = Q(
        Exists(here.filter(anchor__state=AnchorState.REVIEW).exclude(status=TaggingStatus.REJECTED))
    )
    match queue:
        case "untagged":
            return ~Q(Exists(read)) & ~approved & ~suggested & ~reopened
        case "suggested":
            return suggested
        case "reopened":
            return reopened
        case "none":
            return Q(Exists(read)) & ~approved & ~suggested & ~reopened
        case "mine":
            own = Q(Exists(here.filter(by=judge.user.pk)))
            return own | Q(Exists(read.filter(by=judge.user.pk)))
    return Q()


def counts(
    judge: Judge, vocabulary: Vocabulary, document: Document | None = None
) -> dict[str, int]:
    """How many passages are in each queue, of the whole archive or of a document. One query."""
    versions = taggable(judge).order_by()
    if document is not None:
        versions = versions.filter(passage__document=document)
    return versions.aggregate(
        **{queue: Count("pk", filter=condition(judge, queue, vocabulary)) for queue in QUEUES}
    )


def by_document(judge: Judge, vocabulary: Vocabulary) -> list[dict[str, int]]:
    """For each document that may be tagged, how many of its passages are in each queue."""
    rows = (
        taggable(judge)
        .order_by()
        .values("passage__document")
        .annotate(
            **{queue: Count("pk", filter=condition(judge, queue, vocabulary)) for queue in QUEUES}
        )
    )
    return list(rows)  # type: ignore[arg-type]


def after(judge: Judge, place: Place, version: PassageVersion) -> PassageVersion | None:
    """The next passage of the queue, in the same document first."""
    return _beside(judge, place, version, "gt", "")


def before(judge: Judge, place: Place, version: PassageVersion) -> PassageVersion | None:
    """The passage of the queue that stands before this one."""
    return _beside(judge, place, version, "lt", "-")


def _beside(
    judge: Judge, place: Place, version: PassageVersion, side: str, sign: str
) -> PassageVersion | None:
    document = version.passage.document_id
    found = waiting(judge, place).select_related("passage")
    here = found.filter(**{"passage__document": document, f"order__{side}": version.order})
    nearest = here.order_by(f"{sign}order").first()
    if nearest is None and place.document is None:
        beyond = found.filter(**{f"passage__document__{side}": document})
        nearest = beyond.order_by(f"{sign}passage__document_id", f"{sign}order").first()
    return nearest
