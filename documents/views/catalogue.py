"""The list of all documents, and what is changed in them in the open."""

from django.core.exceptions import BadRequest
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import holdings
from documents.ledger import Ledger
from documents.models import Document
from documents.views.paging import page_of
from documents.vocabularies import Kind

PAGE = 50
UNDATED = "undated"


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """All public documents, the newest first, by `?kind=` and `?year=` (a year or "undated")."""
    kind, year = _kind(request), _year(request)
    asked = {key: request.GET[key] for key in ("kind", "year") if request.GET.get(key)}
    public = Document.objects.public()
    rows = holdings.documents_with_length(public.filter(kind, year)).order_by(
        F("earliest").desc(nulls_last=True), "title", "pk"
    )
    return render(
        request,
        "documents/documents.html",
        {
            "section": "documents",
            "page": page_of(request, rows, PAGE),
            # Each list is counted under the other's choice: a number is what its link shows.
            "kinds": holdings.documents_by_kind(public.filter(year)),
            "years": holdings.documents_by_year(public.filter(kind)),
            "kind": asked.get("kind", ""),
            "year": asked.get("year", ""),
            "canonical": reverse("documents", query=asked),
        },
    )


def _kind(request: HttpRequest) -> Q:
    """The condition that `?kind=` sets."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Kind.values:
        raise BadRequest(f"There is no kind of document called “{kind[:40]}”.")
    return Q(kind=kind) if kind else Q()


def _year(request: HttpRequest) -> Q:
    """The condition that `?year=` sets: four figures or "undated"."""
    year = request.GET.get("year", "")
    if year == UNDATED:
        return Q(year=None)
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise BadRequest(f"The year “{year[:40]}” was not understood. Years have four figures.")
    return Q(year=int(year)) if year else Q()


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """The ledger: what was corrected, redacted and withdrawn in public texts, the latest first."""
    page = page_of(request, Ledger(), PAGE)
    return render(request, "documents/corrections.html", {"page": page})
