"""The list of voices without a person, worked label by label, by keyboard or by plain forms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from documents import identifying, unresolved
from documents.accounts import signed_in
from documents.identifying import NotPossible
from documents.models import Appearance, Identification, Speaker
from documents.unresolved import Case, Label
from documents.views.asked import number_in, reason_in, wants_json, words_in
from documents.views.keeping import keepers_only

LISTED = 400
"""Labels that stand in the queue at once; the rest comes up as these are decided."""


@require_safe
@keepers_only
def voices(request: HttpRequest) -> HttpResponse:
    """The queue, with the first label open."""
    waiting = unresolved.labels(_anonymous(request))
    case = unresolved.case_of(waiting[0]) if waiting else None
    return _show(request, waiting, case)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    """One label by one of its voices: the evidence, or (POST) the decision on it.

    For a script the pane alone, and what was done as JSON.
    """
    first = get_object_or_404(
        Appearance.objects.select_related("document__collection", "speaker"), pk=pk
    )
    if request.method == "POST":
        return _decide(request, first)
    same = unresolved.same_label(first)
    case = unresolved.case_of(_label(first, same)) if same else None
    if request.headers.get("X-Pane"):
        return render(request, "keeping/_case.html", {"case": case, "voice": first})
    return _show(request, unresolved.labels(_anonymous(request)), case, first)


def _decide(request: HttpRequest, first: Appearance) -> HttpResponse:
    same = unresolved.same_label(first)
    chosen = same if request.POST.get("scope") == "all" else [v for v in same if v.pk == first.pk]
    try:
        if not chosen:
            raise NotPossible("Somebody has decided on this label in the meantime.")
        decision = identifying.give(chosen, _meant(request), signed_in(request), reason_in(request))
    except NotPossible as error:
        if wants_json(request):
            return JsonResponse({"error": str(error)}, status=422)
        messages.error(request, f"Nothing was changed. {error}")
        return redirect("keeping-voice", first.pk)
    said = f"“{unresolved.printed_of(first)}” in {_documents(chosen)}: {_to(decision)}."
    undo = reverse("keeping-undo-decision", args=[decision.pk])
    if wants_json(request):
        return JsonResponse({"said": said, "undo": undo})
    messages.success(request, said)
    return redirect(f"{reverse('keeping-voices')}?decided={decision.pk}{_and_anonymous(request)}")


def _show(
    request: HttpRequest, waiting: list[Label], case: Case | None, first: Appearance | None = None
) -> HttpResponse:
    decided = number_in(request.GET.get("decided", ""))
    context = {
        "section": "keeping",
        "labels": waiting[:LISTED],
        "more": max(0, len(waiting) - LISTED),
        "number": sum(len(label.voices) for label in waiting),
        "case": case,
        "voice": first,
        "anonymous": _anonymous(request),
        "decided": Identification.objects.filter(pk=decided, undone_at=None).first(),
    }
    return render(request, "keeping/voices.html", context)


def _label(first: Appearance, same: list[Appearance]) -> Label:
    """The label as seen from one of its voices, which stands first in it."""
    return Label(unresolved.printed_of(first), first, (first, *(v for v in same if v != first)), 0)


def _meant(request: HttpRequest) -> Speaker | str | None:
    """Whom the keeper chose: a candidate, a name that was offered or typed, or nobody."""
    if "nobody" in request.POST:
        return None
    if "to" in request.POST:
        return get_object_or_404(Speaker, pk=number_in(request.POST["to"]))
    name = words_in(request.POST, "new") or words_in(request.POST, "name")
    if not name:
        raise NotPossible("Choose a person, or write a name.")
    by_slug = Speaker.objects.filter(slug=name, merged_into=None).first()
    return by_slug or identifying.heading_called(name)


def _to(decision: Identification) -> str:
    if decision.to_nobody:
        return "left as printed"
    new = ", a new heading" if decision.is_new_heading else ""
    return f"{decision.speaker}{new}"


def _documents(chosen: list[Appearance]) -> str:
    number = len({voice.document_id for voice in chosen})
    return f"{number} document{'s' if number > 1 else ''}"


def _anonymous(request: HttpRequest) -> bool:
    return request.GET.get("anonymous") == "yes"


def _and_anonymous(request: HttpRequest) -> str:
    return "&anonymous=yes" if _anonymous(request) else ""
