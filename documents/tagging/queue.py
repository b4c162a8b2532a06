"""Which passages wait for somebody at the workbench, in the order of the archive."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from documents.models import Document, PassageVersion, Round, Vocabulary
from documents.tagging.judging import Judge
from documents.vocabularies import AnchorState, State, TaggingStatus

WAITING = frozenset({"proposed", "reopened"})
"""How a judgment of people stands on which somebody has to decide: proposed, or of either kind on
words that have changed since.
"""
BY_PEOPLE = WAITING | {"approved"}
"""What people found. Whether a passage was read and has none is theirs to say, as for readers: what
a machine suggests of it waits in a queue of its own.
"""
JUDGED = BY_PEOPLE | {"suggested"}


@dataclass(frozen=True)
class Queue:
    """The passages that have a judgment that stands in `one_of` these ways (any passage where that
    is empty), and in none of those of `without`.

    "read" is that somebody has read the passage for the vocabulary, "mine" that the one who asks
    has judged or read it, "elsewhere" that this one judges it in a blind round; the others are
    those of `standing_of`.
    """

    label: str
    one_of: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def holds(self, standing: Collection[str]) -> bool:
        """Whether a passage that stands so is in the queue."""
        wanted = not self.one_of or not self.one_of.isdisjoint(standing)
        return wanted and self.without.isdisjoint(standing)


QUEUES = {
    "untagged": Queue("Not yet read", without=JUDGED | {"read", "elsewhere"}),
    "suggested": Queue("Suggested", frozenset({"suggested"})),
    "proposed": Queue("Proposed", frozenset({"proposed"})),
    "reopened": Queue("Re-opened", frozenset({"reopened"})),
    "none": Queue("Read, none", frozenset({"read"}), without=BY_PEOPLE),
    "mine": Queue("Mine", frozenset({"mine"})),
    "all": Queue("All"),
}


_standing = Q(anchor__state__in=AnchorState.standing())
_by_machine = Q(status=TaggingStatus.SUGGESTED, by__isnull=True)
STANDS = {
    "approved": _standing & Q(status=TaggingStatus.APPROVED),
    "proposed": _standing & Q(status=TaggingStatus.SUGGESTED, by__isnull=False),
    "suggested": _by_machine & ~Q(anchor__state=AnchorState.ORPHANED),
    "reopened": (
        Q(anchor__state=AnchorState.REVIEW) & ~Q(status=TaggingStatus.REJECTED) & ~_by_machine
    ),
}
"""The conditions of `standing_of` on a tagging."""


def standing_of(status: str, state: str, by: int | None) -> str:
    """How a judgment stands, by its status, the state of its anchor and whose it is: "approved",
    "proposed", "suggested" or "reopened"; "" for what is rejected or has lost its words.
    """
    if status == TaggingStatus.REJECTED or state == AnchorState.ORPHANED:
        return ""
    if status == TaggingStatus.SUGGESTED and by is None:
        return "suggested"
    if state == AnchorState.REVIEW:
        return "reopened"
    if status == TaggingStatus.APPROVED:
        return "approved"
    return "proposed"


@dataclass(frozen=True)
class Place:
    """Where somebody is at the workbench: which queue, for which vocabulary, of one document or of
    all; in a round or in none.
    """

    vocabulary: Vocabulary
    queue: str
    document: Document | None = None
    round: Round | None = None

    def address(self, public_id: str) -> str:
        """The page of a passage, seen from here."""
        path = reverse("tagging-passage", args=[public_id])
        return f"{path}?{self.query}"

    def having(self, **changes: Any) -> "Place":
        return Place(**{**vars(self), **changes})

    @property
    def query(self) -> str:
        pairs = [("vocabulary", self.vocabulary.query_key), ("queue", self.queue)]
        if self.document is not None:
            pairs.append(("document", str(self.document.slug)))
        if self.round is not None:
            pairs.append(("round", str(self.round.pk)))
        return urlencode(pairs)


def open_documents(judge: Judge) -> QuerySet[Document]:
    """The documents that this one may tag: the public ones; for keepers, all that are published."""
    if judge.user.has_perm("documents.keep_archive"):
        return Document.objects.filter(state=State.PUBLISHED)
    return Document.objects.public()


def taggable(judge: Judge) -> QuerySet[PassageVersion]:
    """The current versions that this one may tag; in a round, those of its sample."""
    found = with_address().filter(passage__document__in=open_documents(judge))
    found = found.filter(passage__rounds=judge.round) if judge.round else found
    return found.order_by("passage__document_id", "order")


def with_address() -> QuerySet[PassageVersion]:
    """The current versions of passages that are there for people to read, whoever may."""
    return (
        PassageVersion.objects.current()
        .numbered()
        .filter(passage__public_id__isnull=False, passage__withdrawn_at=None)
    )


def waiting(judge: Judge, place: Place) -> QuerySet[PassageVersion]:
    """The passages of a queue."""
    found = taggable(judge).filter(condition(judge, place.queue, place.vocabulary))
    return found.filter(passage__document=place.document) if place.document else found


def condition(judge: Judge, queue: str, vocabulary: Vocabulary) -> Q:
    """That a version is in a queue: `Queue.holds`, as the database says it."""
    wanted = QUEUES[queue]
    found = _stands(judge, wanted.one_of, vocabulary) if wanted.one_of else Q()
    return found & ~_stands(judge, wanted.without, vocabulary) if wanted.without else found


def _stands(judge: Judge, names: Collection[str], vocabulary: Vocabulary) -> Q:
    """That a version has a judgment that stands in one of these ways."""
    here = judge.taggings().filter(
        anchor__passage=OuterRef("passage"), term_version__term__vocabulary=vocabulary
    )
    read = judge.readings().filter(version=OuterRef("pk"), vocabulary=vocabulary)
    found = []
    if judged := [STANDS[name] for name in sorted(names) if name in STANDS]:
        found.append(Q(Exists(here.filter(reduce(or_, judged)))))
    if "read" in names:
        found.append(Q(Exists(read)))
    if "elsewhere" in names:
        found.append(Q(passage__in=judge.elsewhere(vocabulary)))
    if "mine" in names:
        own = judge.user.pk
        found += [Q(Exists(here.filter(by=own))), Q(Exists(read.filter(by=own)))]
    return reduce(or_, found)


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


def beyond(judge: Judge, place: Place, document: Document, side: str) -> str | None:
    """The passage of a queue that comes next in the documents after this one ("gt"), or before it
    ("lt"), by its public identifier.
    """
    sign = "-" if side == "lt" else ""
    found = waiting(judge, place).filter(**{f"passage__document__{side}": document.pk})
    found = found.order_by(f"{sign}passage__document_id", f"{sign}order")
    return found.values_list("passage__public_id", flat=True).first()
