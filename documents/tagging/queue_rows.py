"""The passages that stand around one in its queue, each with how it stands, in a line."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from documents.models import PassageVersion, Vocabulary
from documents.tagging.judging import Judge
from documents.tagging.queue import Place, waiting
from documents.vocabularies import AnchorState, TaggingStatus

BEFORE, AFTER = 3, 8
NEAR = 1
"""So many on each side stay where there is little room."""


@dataclass(frozen=True)
class QueueRow:
    """A passage of the queue; `said` is how it stands: its terms, "read, none", "not yet read"."""

    version: PassageVersion
    said: str
    is_current: bool
    is_near: bool


def rows_around(judge: Judge, place: Place, version: PassageVersion) -> list[QueueRow]:
    """The passage with its neighbours in the queue, in the document. Five queries."""
    found = waiting(judge, place).filter(passage__document=version.passage.document_id)
    found = found.select_related("passage")
    earlier = list(found.filter(order__lt=version.order).order_by("-order")[:BEFORE])[::-1]
    later = list(found.filter(order__gt=version.order).order_by("order")[:AFTER])
    versions = [*earlier, version, *later]
    said = standings(judge, place.vocabulary, versions)
    at = len(earlier)
    return [
        QueueRow(row, said[row.pk], number == at, abs(number - at) <= NEAR)
        for number, row in enumerate(versions)
    ]


def standings(
    judge: Judge, vocabulary: Vocabulary, versions: Sequence[PassageVersion]
) -> dict[int, str]:
    """By version (primary key), how it stands for a vocabulary, in words. Two queries."""
    passages = {version.passage_id: version.pk for version in versions}
    approved: dict[int, list[str]] = defaultdict(list)
    waits: dict[int, list[str]] = defaultdict(list)
    rows = (
        judge.taggings()
        .filter(anchor__passage__in=passages, term_version__term__vocabulary=vocabulary)
        .exclude(status=TaggingStatus.REJECTED)
        .exclude(anchor__state=AnchorState.ORPHANED)
        .order_by("term_version__term__order", "pk")
        .values_list("anchor__passage", "term_version__label", "status", "anchor__state")
    )
    for passage, label, status, state in rows:
        decided = status == TaggingStatus.APPROVED and state != AnchorState.REVIEW
        listed = approved if decided else waits
        if label not in listed[passages[passage]]:
            listed[passages[passage]].append(label)
    read = set(
        judge.readings()
        .filter(version__in=passages.values(), vocabulary=vocabulary)
        .values_list("version", flat=True)
    )
    said = {}
    for version in versions:
        parts = [*approved[version.pk], *(f"{label}?" for label in waits[version.pk])]
        nothing = "read, none" if version.pk in read else "not yet read"
        said[version.pk] = ", ".join(parts) or nothing
    return said
