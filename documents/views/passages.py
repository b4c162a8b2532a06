"""A passage alone: its words, who said them and how that is known, what it is marked with."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.basket.quoted import citation_of
from documents.citations import plain
from documents.citations.describing import cite_passages
from documents.citations.pack import pack
from documents.differences import differences
from documents.excerpts import is_restricted
from documents.folding import MASK
from documents.margins import decisions_on, with_margins
from documents.models import Passage, PassageVersion
from documents.views.addresses import documents_open_to, elsewhere, gone
from documents.views.former_passages import cited_revision, former_passage
from documents.vocabularies import State


@require_safe
def passage(request: HttpRequest, public_id: str) -> HttpResponse:
    """The passage in the current revision; `?rev=` says if a cited revision had the same words."""
    found = found_version(request, public_id)
    if isinstance(found, HttpResponse):
        return found
    version, before, after = _with_neighbours(found)
    cited = _cited(version, request.GET.get("rev", ""))
    shown = with_margins([version])[0]
    return render(
        request,
        "passages/passage.html",
        {
            "section": "documents",
            "passage": version.passage,
            "version": version,
            "document": found.passage.document,
            "shown": shown,
            "decisions": decisions_on(version),
            "neighbours": [near for near in (before, after) if near],
            "cited": cited,
            "described": cite_passages(
                [version], request.build_absolute_uri, timezone.localdate(), with_names=False
            )[0],
            "redacted": _redacted(version),
            "citation": plain.citation(
                found.passage.document,
                [version.appearance] if version.appearance else [],
                version=version,
            ),
            "address": request.build_absolute_uri(version.passage.get_absolute_url()),
        },
    )


@require_safe
def passage_pack(request: HttpRequest, public_id: str) -> HttpResponse:
    """The evidence for the passage, as a ZIP archive; `?rev=` for a former wording."""
    found = cited_version(request, public_id)
    if isinstance(found, HttpResponse):
        return found
    citation = citation_of(found, request.build_absolute_uri)
    own = request.build_absolute_uri(found.passage.get_absolute_url())
    address = f"{own}?rev={found.revision.number}"
    data = pack(found, address, citation, timezone.now())
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="verbatim-{public_id}.zip"'
    response["X-Robots-Tag"] = "noindex"
    return response


def found_version(request: HttpRequest, public_id: str) -> PassageVersion | HttpResponse:
    """The passage's version in the current revision, or the answer instead of it."""
    passage = _found_passage(request, public_id)
    if isinstance(passage, HttpResponse):
        return passage
    return _current(passage) or former_passage(request, passage)


def _found_passage(request: HttpRequest, public_id: str) -> Passage | HttpResponse:
    """The passage, among the words of the current revision or not, or the answer instead of it."""
    passage = Passage.objects.filter(public_id=public_id).select_related("document").first()
    if passage is None:
        return elsewhere(request, "passage", public_id, lambda to: reverse("passage", args=[to]))
    if passage.document.state == State.WITHDRAWN and passage.document.withdrawn_at:
        return gone(request, "passage", passage.document.withdrawn_at.date())
    if not documents_open_to(request.user).filter(pk=passage.document_id).exists():
        raise Http404("No passage has this address.")
    if passage.withdrawn_at:
        return gone(request, "passage", passage.withdrawn_at.date(), document=passage.document)
    return passage


def _current(passage: Passage) -> PassageVersion | None:
    """Its version in the current revision, if that has it as words of somebody."""
    return (
        PassageVersion.objects.current()
        .filter(passage=passage, number__isnull=False)
        .select_related("passage__document__collection", "revision", "appearance__speaker")
        .defer("revision__text", "revision__runs")
        .first()
    )


def cited_version(request: HttpRequest, public_id: str) -> PassageVersion | HttpResponse:
    """The passage's version in the revision of `?rev=`, else in the current one, or the answer
    instead of it.
    """
    passage = _found_passage(request, public_id)
    if isinstance(passage, HttpResponse):
        return passage
    current = _current(passage)
    cited = cited_revision(passage, request.GET.get("rev", ""))
    if cited is None or (current and cited["number"] == current.revision.number):
        return current or former_passage(request, passage)
    if "then" not in cited:
        return _no_such_wording(cited)
    if is_restricted(passage.document):
        return _plain("Of this document only excerpts are shown, as they stand now.", 403)
    then: PassageVersion = cited["then"]
    then.passage = passage
    return then


def _no_such_wording(cited: dict[str, Any]) -> HttpResponse:
    if cited["outcome"] == "absent":
        return _plain(f"The passage was not in revision {cited['number']} of its document.", 404)
    return _plain(f"There is no published revision {cited['number']} of the document.", 404)


def _plain(said: str, status: int) -> HttpResponse:
    return HttpResponse(f"{said}\n", status=status, content_type="text/plain; charset=utf-8")


def _redacted(version: PassageVersion) -> datetime | None:
    """When words in the passage were last redacted."""
    if MASK not in version.text:
        return None
    last = version.passage.withdrawals.order_by("-at").first()
    return last.at if last else None


def _with_neighbours(
    version: PassageVersion,
) -> tuple[PassageVersion, PassageVersion | None, PassageVersion | None]:
    """The version, and the numbered ones around it unless only excerpts are shown."""
    if is_restricted(version.passage.document):
        return version, None, None
    others = (
        PassageVersion.objects.numbered()
        .filter(revision=version.revision_id, passage__withdrawn_at=None)
        .select_related("passage", "appearance__speaker")
    )
    before = others.filter(order__lt=version.order).order_by("-order").first()
    after = others.filter(order__gt=version.order).order_by("order").first()
    return version, before, after


def _cited(version: PassageVersion, asked: str) -> dict[str, object] | None:
    """What became of the words of the revision that `?rev=` names; None if nothing was asked.

    `outcome` is "current", "same", "changed" (`then` is the version of that revision), "cut"
    (changed, but not to be shown whole), "absent" or "unknown".
    """
    cited = cited_revision(version.passage, asked)
    if cited is None or cited["outcome"] != "then":
        return cited
    then = cited["then"]
    if then.revision_id == version.revision_id:
        return cited | {"outcome": "current"}
    if is_restricted(version.passage.document):
        return cited | {"outcome": "same" if then.text == version.text else "cut"}
    same = then.text == version.text and then.appearance_id == version.appearance_id
    runs = [] if same else differences(then.text, version.text)
    return cited | {"outcome": "same" if same else "changed", "runs": runs}
