"""Where on the page of a document the numbers lead that none of its passages has any more."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from documents.models import Document, PassageVersion
from documents.whereabouts import successors_of


@dataclass(frozen=True)
class FormerNumber:
    """The number of a passage that was split, joined or dropped; `revision` had it last."""

    number: str
    public_id: str
    revision: int


def former_numbers(
    document: Document, standing: Sequence[PassageVersion]
) -> dict[int, list[FormerNumber]]:
    """By primary key of a passage that stands, the former numbers that lead to it.

    `standing` are the numbered passages of the current text in their order. A number leads to the
    first passage that holds words of the one that had it; where none does, to the passage that
    stands after its place, or else the last.
    """
    order = {version.passage_id: place for place, version in enumerate(standing)}
    last = _gone(document)
    if not last or not order:
        return {}
    became = successors_of(last)
    neighbours = _in_order({revision for revision, _ in last.values()})
    found: dict[int, list[FormerNumber]] = defaultdict(list)
    for passage, (revision, former) in last.items():
        there = [pk for pk in became[passage].standing if pk in order]
        if not there:
            row = neighbours[revision]
            there = [pk for pk in row[row.index(passage) :] if pk in order][:1]
        at = min(there, key=order.__getitem__, default=standing[-1].passage_id)
        found[at].append(former)
    return found


def _gone(document: Document) -> dict[int, tuple[int, FormerNumber]]:
    """By primary key of a passage that has no number in the current text: the revision that had it
    last (primary key), and its number there.
    """
    stands = PassageVersion.objects.current().numbered().filter(passage=OuterRef("passage"))
    rows = (
        PassageVersion.objects.numbered()
        .filter(
            ~Exists(stands),
            revision__document=document,
            revision__is_current=False,
            revision__published_at__isnull=False,
            passage__public_id__isnull=False,
        )
        .order_by("revision__number")
        .values_list("passage", "revision", "number", "passage__public_id", "revision__number")
    )
    return {
        passage: (revision, FormerNumber(number, public_id, revision_number))
        for passage, revision, number, public_id, revision_number in rows
    }


def _in_order(revisions: set[int]) -> dict[int, list[int]]:
    """The passages of some revisions, in order: primary keys by primary key."""
    rows: dict[int, list[int]] = defaultdict(list)
    found = PassageVersion.objects.filter(revision__in=revisions).order_by("revision", "order")
    for revision, passage in found.values_list("revision", "passage"):
        rows[revision].append(passage)
    return rows
