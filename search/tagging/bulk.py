"""Tagging, or untagging, all that a search finds: as one action that can be undone whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from documents.models import (
    Anchor,
    Document,
    Passage,
    PassageVersion,
    Revision,
    Tagging,
    TermVersion,
)
from documents.tagging.deeds import AT_ONCE, Deed
from documents.tagging.judging import Judge, new_reading, new_tagging
from documents.vocabularies import AnchorState, TaggingStatus
from search.matching import matching
from search.request import SearchRequest

MOST = 50_000
"""Passages that one action may tag."""


@dataclass(frozen=True)
class Preview:
    """What an action would do to the passages that are found."""

    found: int
    on: int
    """Marked with the term and approved, wholly or in part."""
    waiting: int
    """Where it is proposed or suggested for the whole passage: it would be approved."""
    rejected: int
    """Where somebody rejected it for the whole passage: left as it is."""

    @property
    def to_tag(self) -> int:
        return self.found - self.on - self.rejected


def preview(asked: SearchRequest, term: TermVersion) -> Preview:
    """What tagging all hits with a term would do. Three queries."""
    found = set(matching(asked).values_list("passage_id", flat=True))
    on, waiting, rejected = _standing(term, found)
    return Preview(len(found), len(on), len(waiting), len(rejected))


def tag_all(deed: Deed, judge: Judge, asked: SearchRequest, term: TermVersion) -> int:
    """Mark every hit as a whole, approved, and as read. Returns how many passages are new.

    What is marked already, in whole or in part, is left; so is what somebody rejected. Who asks the
    same at the same time waits, and finds it done.
    """
    versions = held(_versions(matching(asked)))
    on, waiting, rejected = _standing(term, {version.passage_id for version in versions})
    proposed = list(
        Tagging.objects.filter(pk__in=waiting.values()).select_related("anchor", "term_version")
    )
    if proposed:
        deed.decide(proposed, status=TaggingStatus.APPROVED)
    left = on.keys() | rejected.keys() | waiting.keys()
    new = [version for version in versions if version.passage_id not in left]
    anchors = whole_anchors(new)
    deed.tag([new_tagging(judge, anchor, term, approved=True) for anchor in anchors])
    deed.read([new_reading(judge, version, term.term.vocabulary) for version in new])
    return len(new) + len(waiting)


def untag_all(deed: Deed, asked: SearchRequest, term: TermVersion, reason: str) -> int:
    """Reject every standing mark with the term on a hit. Returns how many passages had one."""
    found = {version.passage_id for version in held(_versions(matching(asked)))}
    marks = _marks(term).exclude(status=TaggingStatus.REJECTED).select_related("anchor")
    standing = [mark for mark in marks if mark.anchor.passage_id in found]
    if standing:
        deed.decide(standing, status=TaggingStatus.REJECTED, reason=reason)
    return len({tagging.anchor.passage_id for tagging in standing})


def _marks(term: TermVersion) -> QuerySet[Tagging]:
    """All marks with a term, wherever they are. Which of them are on the hits is sorted out here:
    a planner that does not know yet how many marks a term has got joins them with ten thousand
    passages one by one.
    """
    return (
        Tagging.objects.outside_blind_rounds()
        .filter(term_version__term=term.term_id)
        .exclude(anchor__state=AnchorState.ORPHANED)
    )


def _standing(
    term: TermVersion, passages: set[int]
) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """By passage, one tagging each: where the term is on, waits for the whole, was rejected."""
    on: dict[int, int] = {}
    waiting: dict[int, int] = {}
    rejected: dict[int, int] = {}
    rows = _marks(term).order_by("pk")
    for pk, passage, status, whole, state in rows.values_list(
        "pk", "anchor__passage", "status", "anchor__whole", "anchor__state"
    ):
        if passage not in passages or state == AnchorState.REVIEW:
            continue
        if status == TaggingStatus.APPROVED:
            on[passage] = pk
        elif whole:
            (waiting if status == TaggingStatus.SUGGESTED else rejected)[passage] = pk
    waiting = {passage: pk for passage, pk in waiting.items() if passage not in on}
    rejected = {p: pk for p, pk in rejected.items() if p not in on and p not in waiting}
    return on, waiting, rejected


def _versions(rows: QuerySet) -> list[PassageVersion]:
    found = PassageVersion.objects.filter(pk__in=set(rows.values_list("version_id", flat=True)))
    return list(found.only("passage_id", "revision_id", "text"))


def held(versions: Sequence[PassageVersion]) -> list[PassageVersion]:
    """Those of the versions that still are the text. Their documents are locked, so that none is
    corrected before the transaction ends: its tags would sit on other words.
    """
    passages = Passage.objects.filter(pk__in=[version.passage_id for version in versions])
    documents = Document.objects.filter(pk__in=passages.values("document"))
    list(documents.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    revisions = Revision.objects.filter(pk__in={version.revision_id for version in versions})
    current = set(revisions.filter(is_current=True).values_list("pk", flat=True))
    return [version for version in versions if version.revision_id in current]


def whole_anchors(versions: Sequence[PassageVersion]) -> list[Anchor]:
    """The anchors on the whole of some versions (see `held`), saved; those that are there are
    taken.
    """
    there = {
        anchor.passage_id: anchor
        for anchor in Anchor.objects.filter(
            passage__in=[version.passage_id for version in versions],
            revision__is_current=True,
            whole=True,
            state__in=AnchorState.standing(),
            quotation__isnull=True,
        )
    }
    made = [
        Anchor(
            passage_id=version.passage_id,
            revision_id=version.revision_id,
            whole=True,
            start=0,
            end=len(version.text),
        )
        for version in versions
        if version.passage_id not in there
    ]
    Anchor.objects.bulk_create(made, batch_size=AT_ONCE)
    there.update({anchor.passage_id: anchor for anchor in made})
    return [there[version.passage_id] for version in versions]
