"""The keeper's pages for the archive as a whole: backups, and the search index made anew."""

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from archive.backups import shelf
from documents.models import Document
from documents.views.asked import number_in
from documents.views.keeping import keepers_only
from search.index import reindex, settle
from search.models import IndexedPassage

DOCUMENTS_AT_ONCE = 100
"""So many are indexed in one request; then the page asks to go on, or a script does."""


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def backups(request: HttpRequest) -> HttpResponseBase:
    """The backups that were made here; a POST makes one, takes one away or removes one."""
    name = request.POST.get("name", "")
    if "make" in request.POST:
        _make(request)
    elif "take" in request.POST:
        return _take(request, name)
    elif "remove" in request.POST:
        shelf.remove(name)
        messages.success(request, "The backup was removed.")
    elif request.method == "POST":
        messages.error(request, "Nothing was done: the page was sent without a button of it.")
    if request.method == "POST":
        return redirect("keeping-backups")
    context = {"section": "keeping", "backups": shelf.shelved(), "making": shelf.being_made()}
    return render(request, "keeping/backups.html", context)


def _make(request: HttpRequest) -> None:
    """Begin a backup, unless one is being made: by another keeper, or by the same click twice."""
    if not shelf.being_made():
        with suppress(FileExistsError):
            shelf.begin()
            messages.success(request, "The backup was begun. The site goes on meanwhile.")
            return
    messages.error(request, "One is being made already.")


def _take(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file, for a keeper who gives the password anew: it holds more than the pages show."""
    path = shelf.path_of(name)
    if path is None:
        raise Http404("There is no such backup.")
    password = request.POST.get("password", "")
    user = authenticate(request, username=request.user.get_username(), password=password)
    if user != request.user:
        messages.error(request, "That is not your password. Nothing was taken away.")
        return redirect("keeping-backups")
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def index(request: HttpRequest) -> HttpResponse:
    """Make the search index anew, some documents in each request: `after` is the last one done."""
    documents = Document.objects.order_by("pk")
    context = {
        "section": "keeping",
        "documents": documents.count(),
        "passages": IndexedPassage.objects.count(),
    }
    if request.method == "POST":
        after = number_in(request.POST.get("after", ""))
        portion = documents.filter(pk__gt=after).values_list("pk", flat=True)[:DOCUMENTS_AT_ONCE]
        reindex(list(portion))
        last = max(portion, default=after)
        if documents.filter(pk__gt=last).exists():
            context |= {"after": last, "done": documents.filter(pk__lte=last).count()}
        else:
            reindex(_indexed_but_gone())
            settle()
            passages = IndexedPassage.objects.count()
            messages.success(request, f"Done: {passages:,} passages can be searched.")
            return redirect("keeping-index")
    return render(request, "keeping/index.html", context)


def _indexed_but_gone() -> list[int]:
    indexed = IndexedPassage.objects.order_by().values_list("document_id", flat=True).distinct()
    return list(indexed.exclude(document_id__in=Document.objects.values("pk")))
