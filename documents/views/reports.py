"""Errors that readers report: the form on every passage, what became of it, the keepers' queue."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from documents import reporting
from documents.excerpts import cut_to_excerpts
from documents.forms.reporting import AnswerForm, ReportForm
from documents.models import ErrorReport
from documents.views.keeping import keepers_only
from documents.views.paging import page_of
from documents.views.passages import found_version
from documents.vocabularies import ReportState

PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what is wrong in a passage; nobody needs an account."""
    found = found_version(request, public_id)
    if isinstance(found, HttpResponse):
        return found
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            words, contact = form.cleaned_data["words"], form.cleaned_data["contact"]
            try:
                sent = reporting.send(found, words, contact, request)
                return redirect(sent.get_absolute_url())
            except reporting.TooMany as error:
                form.add_error(None, str(error))
                status = 429
    cut_to_excerpts([found])
    context = {
        "section": "documents",
        "form": form,
        "version": found,
        "document": found.passage.document,
    }
    response = render(request, "passages/report.html", context, status=status)
    if status == 429:
        response["Retry-After"] = "3600"
    return response


@never_cache
@require_safe
def sent(request: HttpRequest, key: str) -> HttpResponse:
    """What became of a report, for who has its address; not what it said."""
    shown = get_object_or_404(
        ErrorReport.objects.select_related("passage__document", "correction"), key=key
    )
    context = {"report": shown, "here": request.build_absolute_uri(shown.get_absolute_url())}
    response = render(request, "passages/reported.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@keepers_only
def queue(request: HttpRequest) -> HttpResponse:
    """The reports by state (`?state=`), the open ones first to come."""
    state = request.GET.get("state", "")
    state = state if state in ReportState.values else str(ReportState.OPEN)
    reports = ErrorReport.objects.filter(state=state).select_related(
        "passage__document", "decided_by", "correction"
    )
    counts = dict(ErrorReport.objects.order_by().values_list("state").annotate(Count("pk")))
    context = {
        "section": "keeping",
        "state": state,
        "states": [(s.value, s.label, counts.get(s.value, 0)) for s in ReportState],
        "page": page_of(request, reports.order_by("at" if state == "open" else "-at", "pk"), PAGE),
    }
    return render(request, "keeping/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
@transaction.atomic
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One report, the passage as it was and as it is, and what the keeper decides on it."""
    if request.method == "POST":  # held until it is answered; what is joined is fetched after
        get_object_or_404(ErrorReport.objects.select_for_update(), pk=pk)
    shown = get_object_or_404(
        ErrorReport.objects.select_related("passage__document", "revision", "decided_by"), pk=pk
    )
    if request.method == "POST" and "remove" in request.POST:
        shown.delete()
        messages.success(request, "The report was removed for good.")
        return redirect("keeping-reports")
    form = AnswerForm(request.POST if request.method == "POST" else None, instance=shown)
    if request.method == "POST" and form.is_valid():
        decided = form.save(commit=False)
        decided.decided_by, decided.decided_at = request.user, timezone.now()
        decided.save(update_fields=[*AnswerForm.Meta.fields, "decided_by", "decided_at"])
        messages.success(request, f"The report is {decided.get_state_display()}.")
        return redirect("keeping-reports")
    if form.errors:  # and the form has put into the report what it cannot take
        shown.refresh_from_db()
    versions = shown.passage.versions.select_related("revision", "appearance__speaker")
    now = versions.filter(revision__is_current=True).first()
    then = versions.filter(revision=shown.revision_id).first() if shown.revision_id else None
    context = {
        "section": "keeping",
        "report": shown,
        "document": shown.passage.document,
        "form": form,
        "now": now,
        "then": then if then and now and then.text != now.text else None,
    }
    return render(request, "keeping/report.html", context, status=422 if form.errors else 200)
