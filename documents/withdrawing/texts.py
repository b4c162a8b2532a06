"""Keeping what is cut from a text equal to it after words in it were blacked out."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import QuerySet

from documents.folding import MASK
from documents.models import Anchor, PassageVersion, Revision

# `text` of a version is the revision's from start to end.
CUT_AGAIN = """
UPDATE documents_passageversion AS version
SET text = substr(revision.text, version.start + 1, version."end" - version.start)
FROM documents_revision AS revision
WHERE version.revision_id = revision.id AND revision.id = ANY(%s)
  AND version.text <> substr(revision.text, version.start + 1, version."end" - version.start)
RETURNING version.id
"""
TELL_HISTORY = """
UPDATE documents_passageversionevent AS event SET text = version.text
FROM documents_passageversion AS version
WHERE event.pgh_obj_id = version.id AND version.id = ANY(%s)
  AND event.start = version.start AND event."end" = version."end" AND event.text <> version.text
"""


def cut_again(revisions: Collection[int]) -> None:
    """Versions and anchors of revisions whose text was blacked out somewhere: their words anew.

    Wants the triggers of the history to be silent.
    """
    with connection.cursor() as cursor:
        cursor.execute(CUT_AGAIN, [list(revisions)])
        cursor.execute(
            TELL_HISTORY,
            [list(_pks(PassageVersion.objects.filter(revision__in=revisions)))],
        )
    for revision in Revision.objects.filter(pk__in=revisions).only("text").iterator():
        digest = hashlib.sha256(revision.text.encode()).hexdigest()
        Revision.objects.filter(pk=revision.pk).update(text_sha256=digest)
    events = apps.get_model("documents", "RevisionEvent")
    for pk, digest in Revision.objects.filter(pk__in=revisions).values_list("pk", "text_sha256"):
        events.objects.filter(pgh_obj_id=pk).update(text_sha256=digest)
    versions = PassageVersion.objects.filter(revision__in=revisions)
    words = {(r, p): text for r, p, text in versions.values_list("revision", "passage", "text")}
    for model in (Anchor, apps.get_model("documents", "AnchorEvent")):
        _cut_anchors(model, revisions, words)


def _pks(rows: QuerySet) -> QuerySet:
    return rows.values_list("pk", flat=True)


def _cut_anchors(
    model: Any, revisions: Collection[int], words: Mapping[tuple[int, int], str]
) -> None:
    """What an anchor says of its words and of those beside them, blacked out as they are."""
    for anchor in model.objects.filter(revision__in=revisions).iterator():
        text = words.get((anchor.revision_id, anchor.passage_id))
        if text is None or MASK not in text:
            continue
        start, end = anchor.start, anchor.end
        cut = {
            "exact": text[start:end],
            "prefix": text[max(0, start - len(anchor.prefix)) : start],
            "suffix": text[end : end + len(anchor.suffix)],
        }
        changed = {
            name: there
            for name, there in cut.items()
            if there != getattr(anchor, name) and _is_masked_form(getattr(anchor, name), there)
        }
        if changed:
            model.objects.filter(pk=anchor.pk).update(**changed)


def _is_masked_form(said: str, there: str) -> bool:
    same = len(said) == len(there)
    return same and all(b in (a, MASK) for a, b in zip(said, there, strict=True))
