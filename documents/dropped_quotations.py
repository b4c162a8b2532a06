"""Quotations that earlier corrections took away, by the words of the passage that they stood in.

A correction writes the quotations of its text anew and the history keeps the former ones: where a
passage says again just what it said, they are marked again.
"""

from collections import defaultdict
from typing import Any

from documents.ingest.reading import Quote
from documents.models import Anchor, PassageVersion, Quotation, Revision
from documents.models.tracking import BEFORE
from documents.vocabularies import Evidence

Where = tuple[int, int]
"""The primary keys of a passage and of a revision."""


def dropped_quotations(latest: Revision) -> dict[str, list[Quote]]:
    """By the text of a passage, what was quoted in it in the last revision before this one that had
    that text. Offsets count in the passage; `parent` and `continues` are positions in the list.
    """
    anchors = {
        event.id: event
        for event in _deleted(Anchor).filter(passage__document=latest.document_id, whole=False)
        if event.revision_id != latest.pk
    }
    former: dict[Where, list[Any]] = defaultdict(list)
    for event in _deleted(Quotation).filter(anchor__in=anchors).order_by("id"):
        anchor = anchors[event.anchor_id]
        former[anchor.passage_id, anchor.revision_id].append(event)
    interrupted = _interrupted([event for events in former.values() for event in events])
    voices = dict(latest.document.appearances.values_list("pk", "key"))
    dropped: dict[str, list[Quote]] = {}
    for where, text in _texts(former):
        at = {event.id: n for n, event in enumerate(_last(former[where]))}
        dropped[text] = [
            Quote(
                anchors[event.anchor_id].start,
                anchors[event.anchor_id].end,
                voice := voices.get(event.appearance_id),
                Evidence(event.evidence) if voice else Evidence.NONE,
                event.basis if voice else "",
                at.get(event.parent_id),
                at.get(event.continues_id or interrupted.get(event.id)),
            )
            for event in _last(former[where])
        ]
    return dropped


def _deleted(model: Any) -> Any:
    return model.pgh_event_model.objects.filter(pgh_label="delete")


def _last(events: list[Any]) -> list[Any]:
    """Those that stood to the end: the text of a revision can be understood anew in between."""
    end = max(event.pgh_created_at for event in events)
    return [event for event in events if event.pgh_created_at == end]


def _texts(former: dict[Where, list[Any]]) -> list[tuple[Where, str]]:
    """What the passages said in these revisions, the last one last."""
    versions = PassageVersion.objects.filter(
        passage__in={passage for passage, _ in former},
        revision__in={revision for _, revision in former},
    )
    rows = versions.order_by("revision__number", "-order")
    return [
        ((passage, revision), text)
        for passage, revision, text in rows.values_list("passage", "revision", "text")
        if (passage, revision) in former
    ]


def _interrupted(deleted: list[Any]) -> dict[int, int]:
    """What each of them went on with: it was let go of just before it was deleted."""
    events = Quotation.pgh_event_model.objects  # type: ignore[attr-defined]
    before = events.filter(pgh_label=BEFORE, pgh_obj__in=[event.id for event in deleted])
    ends = {event.id: event.pgh_created_at for event in deleted}
    return {
        event.id: event.continues_id
        for event in before.exclude(continues=None).order_by("pgh_id")
        if event.pgh_created_at == ends[event.id]
    }
