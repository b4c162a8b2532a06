"""What became of a passage and its tags, of a term, a document or a person: every change in place.

What the database's triggers recorded, told by `documents.history`, for those who tag or keep.
"""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents import history
from documents.accounts import signed_in
from documents.citations.plain import pinpoint
from documents.models import (
    Anchor,
    Appearance,
    Document,
    Office,
    Passage,
    PassageVersion,
    Reading,
    Revision,
    Speaker,
    SpeakerName,
    Tagging,
    Term,
    TermVersion,
)
from documents.tagging.blindness import veil
from documents.tagging.judging import Judge
from documents.tagging.queue import taggable
from documents.views.keeping import keepers_only
from documents.views.paging import page_of
from documents.views.tagging import taggers_only

A_PAGE = 50

BLIND = (
    "You are tagging this passage blind: what became of it would tell you how others judged. Its "
    "history can be read when the tagging of the round has ended."
)

Records = Mapping[type[Model], Q]


@require_safe
@taggers_only
def of_passage(request: HttpRequest, public_id: str) -> HttpResponse:
    """A passage with its versions, tags and readings, without what is judged in blind rounds."""
    judge = Judge(signed_in(request))
    version = get_object_or_404(
        taggable(judge).select_related("passage__document"), passage__public_id=public_id
    )
    passage = version.passage
    hidden = veil()
    if any(pk == passage.pk for _, pk in hidden.pairs):
        raise PermissionDenied(BLIND)
    open_rounds = ~Q(round__blind=True, round__settled_at__isnull=True)
    anchors = list(Anchor.objects.filter(passage=passage).values_list("pk", flat=True))
    versions = list(PassageVersion.objects.filter(passage=passage).values_list("pk", flat=True))
    records: Records = {
        Passage: Q(pgh_obj_id=passage.pk),
        PassageVersion: Q(passage_id=passage.pk),
        Tagging: Q(anchor_id__in=anchors) & open_rounds,
        Reading: Q(version_id__in=versions) & open_rounds,
    }
    title = f"{pinpoint(version)} of {passage.document}"
    return _page(request, title, f"/tagging/passages/{public_id}/?queue=all", records)


@require_safe
@taggers_only
def of_term(request: HttpRequest, path: str, slug: str) -> HttpResponse:
    """A term with the versions of its definition."""
    term = get_object_or_404(
        Term.objects.select_related("vocabulary"), vocabulary__path=path, slug=slug
    )
    records: Records = {Term: Q(pgh_obj_id=term.pk), TermVersion: Q(term_id=term.pk)}
    called = term.versions.filter(is_current=True).first() or term
    return _page(request, str(called), term.get_absolute_url(), records)


@require_safe
@keepers_only
def of_document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document with its revisions and voices."""
    document = get_object_or_404(Document, pk=pk)
    records: Records = {
        Document: Q(pgh_obj_id=pk),
        Revision: Q(document_id=pk),
        Appearance: Q(document_id=pk),
    }
    return _page(request, str(document), f"/keeping/documents/{pk}/", records, "keeping")


@require_safe
@keepers_only
def of_speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """A person with names and offices."""
    speaker = get_object_or_404(Speaker, pk=pk)
    records: Records = {
        Speaker: Q(pgh_obj_id=pk),
        SpeakerName: Q(speaker_id=pk),
        Office: Q(speaker_id=pk),
    }
    return _page(request, str(speaker), f"/keeping/people/{pk}/", records, "keeping")


def _page(
    request: HttpRequest, title: str, back: str, records: Records, section: str = "tagging"
) -> HttpResponse:
    context = {
        "section": section,
        "title": title,
        "back": back,
        "page": page_of(request, history.changes(records), A_PAGE),
    }
    return render(request, "history.html", context)
