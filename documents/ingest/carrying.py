"""Carrying what is anchored in a former revision over to the new one: taggings and readings.

A tag is never moved silently to other words: equal words go on, the whole of a changed passage is
reopened for review, words that are found once in the changed text move with it, all else is
orphaned.
"""

from collections.abc import Iterable, Sequence

from documents.ingest.align import Alignment
from documents.models import (
    Anchor,
    Passage,
    PassageVersion,
    Reading,
    Revision,
    Succession,
)
from documents.vocabularies import AnchorState, SuccessionKind


def carry_over(
    revision: Revision,
    old: Sequence[PassageVersion],
    versions: Sequence[PassageVersion],
    alignment: Alignment,
) -> None:
    """Move what is anchored to the new revision where its words still stand; else say so.

    Quotations are read anew from the new text. A tag on words that changed is orphaned or reopened,
    never moved silently; a reading holds for the words that were read.
    """
    drop_quotations(v.passage_id for v in old)
    for position, i in alignment.former_of.items():
        before, after = old[i], versions[position]
        same = before.text == after.text
        if same:
            Reading.objects.filter(version=before).update(version=after)
        standing = Anchor.objects.filter(passage=before.passage).exclude(state=AnchorState.ORPHANED)
        for anchor in standing:
            _carry_anchor(anchor, revision, after.text, same)
    for i in alignment.orphans:
        Anchor.objects.filter(passage=old[i].passage).update(state=AnchorState.ORPHANED)
        if old[i].passage.public_id:
            Succession.objects.get_or_create(
                passage=old[i].passage,
                to=None,
                revision=revision,
                defaults={
                    "kind": SuccessionKind.WITHDRAWN,
                    "reason": "The corrected text no longer holds this passage.",
                },
            )
            Passage.objects.filter(pk=old[i].passage_id).update(withdrawn_at=revision.created_at)


def drop_quotations(passages: Iterable[int]) -> None:
    """Remove the quotations in these passages, given by key, with their anchors."""
    Anchor.objects.filter(passage__in=passages, quotation__isnull=False).delete()


def _carry_anchor(anchor: Anchor, revision: Revision, text: str, same: bool) -> None:
    if same:
        anchor.revision = revision
    elif anchor.whole:
        anchor.revision, anchor.end = revision, len(text)
        anchor.state = AnchorState.REVIEW
    elif text.count(anchor.exact) == 1:
        anchor.revision, anchor.start = revision, text.index(anchor.exact)
        anchor.end = anchor.start + len(anchor.exact)
        anchor.state = AnchorState.MOVED
    else:
        anchor.state = AnchorState.ORPHANED
    anchor.save()
