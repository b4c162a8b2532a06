"""What one load did, undoing it, and texts that are only taken for the same."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from documents import undoing
from documents.accounts import signed_in
from documents.models import IngestRun, NearDuplicate
from documents.views.keeping import keepers_only
from documents.views.paging import page_of

LONGEST_LOAD = timedelta(hours=12)
"""A load without an end that began before that was cut off."""


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of one load and their outcomes; a POST undoes it, or says what rests on it."""
    run = get_object_or_404(IngestRun.objects.select_related("by", "undone_by"), pk=pk)
    if request.method == "POST":
        try:
            number = undoing.undo(run, signed_in(request))
        except undoing.BuiltOn as error:
            messages.error(request, f"Nothing was undone. {error}")
            return redirect("keeping-load", pk)
        documents = "1 document is" if number == 1 else f"{number} documents are"
        messages.success(request, f"The load was undone: {documents} as before it.")
        return redirect("keeping-load", pk)
    items = run.items.select_related("document").order_by("pk")
    context = {
        "section": "keeping",
        "run": run,
        "page": page_of(request, items, 100),
        "obstacles": undoing.obstacles(run),
        "loading": run.finished_at is None and timezone.now() - run.started_at < LONGEST_LOAD,
    }
    return render(request, "keeping/load.html", context)


@require_POST
@keepers_only
def not_the_same(request: HttpRequest, pk: int) -> HttpResponse:
    """A keeper says that two documents are not the same text: they are not linked again."""
    pair = get_object_or_404(NearDuplicate, pk=pk)
    pair.refused_at = timezone.now()
    pair.save(update_fields=["refused_at"])
    messages.success(request, "The two are not linked any more.")
    asked = request.POST.get("document")
    return redirect(
        "keeping-document", pair.other_id if asked == str(pair.other_id) else pair.one_id
    )
