"""Tags whose passage says again just what it said when they stood on it.

What a correction took from its words, or gave to be reviewed, gets them back as it was when they
last stood there: reviewed, or waiting for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from documents.ingest.carrying_tags import CarriedTag
from documents.ingest.fates import Fate
from documents.models import Anchor, Passage, PassageVersion, Tagging
from documents.vocabularies import AnchorState


def with_returning(
    carried: Iterable[CarriedTag], going_on: Mapping[int, Passage], texts: Sequence[str]
) -> tuple[CarriedTag, ...]:
    """The tags as they are `carried` to the new `texts`, in which these passages go on, but for
    those that come back; with those that an earlier correction had orphaned.
    """
    carried = tuple(carried)
    tagged = Exists(Tagging.objects.filter(anchor=OuterRef("pk")))
    passages = {passage.pk for passage in going_on.values()}
    orphaned = Anchor.objects.filter(
        tagged, passage__in=passages, state=AnchorState.ORPHANED
    ).order_by("pk")
    reviewed = [tag.anchor for tag in carried if tag.anchor.state == AnchorState.REVIEW]
    back = {tag.anchor.pk: tag for tag in _coming_back([*reviewed, *orphaned], going_on, texts)}
    return (*(back.pop(tag.anchor.pk, tag) for tag in carried), *back.values())


def _coming_back(
    anchors: Sequence[Anchor], going_on: Mapping[int, Passage], texts: Sequence[str]
) -> Iterator[CarriedTag]:
    position = {passage.pk: j for j, passage in going_on.items()}
    stands = _stands(anchors)
    said = _said(stands)
    for anchor in anchors:
        for stood in stands[anchor.pk]:
            j = position.get(stood.passage_id)
            if j is None or said.get((stood.passage_id, stood.revision_id)) != texts[j]:
                continue
            state = AnchorState.MOVED
            if stood.state not in AnchorState.standing():
                state = AnchorState.REVIEW
            if state != anchor.state:
                words = stood.exact or texts[j]
                place = (j, stood.start, stood.end, stood.exact)
                yield CarriedTag(anchor, Fate.MOVED, words, state, *place, comes_back=True)
            break


def _stands(anchors: Sequence[Anchor]) -> dict[int, list[Any]]:
    """By anchor, what it was while it stood somewhere, the last first; at the end what it is."""
    stands: dict[int, list[Any]] = {anchor.pk: [] for anchor in anchors}
    events = Anchor.pgh_event_model.objects  # type: ignore[attr-defined]
    stood = events.filter(pgh_obj__in=list(stands)).exclude(state=AnchorState.ORPHANED)
    for event in stood.order_by("-pgh_id"):
        stands[event.pgh_obj_id].append(event)
    for anchor in anchors:
        stands[anchor.pk].append(anchor)
    return stands


def _said(stands: Mapping[int, Sequence[Any]]) -> dict[tuple[int, int], str]:
    """What passages said in revisions, by both, wherever an anchor stood."""
    every = [stood for several in stands.values() for stood in several]
    versions = PassageVersion.objects.filter(
        passage__in={stood.passage_id for stood in every},
        revision__in={stood.revision_id for stood in every},
    )
    rows = versions.values_list("passage", "revision", "text")
    return {(passage, revision): text for passage, revision, text in rows}
