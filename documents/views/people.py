"""The keeper's pages of people: headings merged and taken apart, and every decision undone."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents import identifying, unresolved
from documents.accounts import signed_in
from documents.identifying import NotPossible
from documents.ingest.names import are_compatible, surname
from documents.models import Appearance, Identification, Speaker
from documents.views.asked import number_in, reason_in, wants_json, words_in
from documents.views.keeping import keepers_only
from documents.views.paging import page_of

PAGE = 100
LATEST = 20


@require_safe
@keepers_only
def people(request: HttpRequest) -> HttpResponse:
    """All headings, or those whose names have the words of `?q=`; and what was decided last."""
    asked = words_in(request.GET, "q")[:200]
    headings = Speaker.objects.filter(merged_into=None)
    if asked:
        headings = headings.filter(pk__in=[h.pk for h in identifying.find(asked, 1, PAGE)])
    headings = headings.annotate(heard=Count("appearances__document", distinct=True))
    context = {
        "section": "keeping",
        "asked": asked,
        "page": page_of(request, headings.order_by("sort_key", "pk"), PAGE),
        "decisions": [] if asked else identifying.decisions()[:LATEST],
    }
    return render(request, "keeping/people.html", context)


@require_safe
@keepers_only
def decisions(request: HttpRequest) -> HttpResponse:
    """Everything that was decided on people, the latest first; each can be undone."""
    page = page_of(request, identifying.decisions(), PAGE)
    return render(request, "keeping/decisions.html", {"section": "keeping", "page": page})


@require_safe
@keepers_only
def find(request: HttpRequest) -> HttpResponse:
    """The names of headings that have the words of `?q=`, for completion in a form."""
    asked = words_in(request.GET, "q")[:200]
    return JsonResponse({"names": [heading.name for heading in identifying.find(asked)]})


@require_safe
@keepers_only
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One heading: its voices, whom it may be one with, and what was decided on it."""
    return _show(request, get_object_or_404(Speaker.objects.select_related("merged_into"), pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose another heading (`?q=`, `?into=`), see what a merger does, and do it (POST)."""
    absorbed = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=pk)
    if request.method == "POST":
        into = get_object_or_404(Speaker, pk=number_in(request.POST.get("into", "")))
        try:
            decision = identifying.merge(absorbed, into, signed_in(request), reason_in(request))
        except NotPossible as error:
            messages.error(request, f"Nothing was merged. {error}")
            return redirect("keeping-merge", pk)
        messages.success(request, f"{decision.in_words}. The former address leads here now.")
        return redirect("keeping-person", into.pk)
    asked = words_in(request.GET, "q")[:200]
    chosen = request.GET.get("into", "")
    kept = get_object_or_404(Speaker, pk=number_in(chosen)) if chosen else None
    context: dict[str, Any] = {
        "section": "keeping",
        "speaker": absorbed,
        "asked": asked,
        "candidates": _others(absorbed, asked),
        "kept": kept,
    }
    if kept is not None:
        context["extent"] = identifying.extent(absorbed.appearances.all())
        context["contradictions"] = _contradictions(absorbed, kept)
    return render(request, "keeping/merge.html", context)


@require_POST
@keepers_only
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the chosen voices of a heading to another, to a new one, or to nobody."""
    speaker = get_object_or_404(Speaker, pk=pk)
    chosen = [int(v) for v in request.POST.getlist("voice") if number_in(v)]
    voices = speaker.appearances.filter(pk__in=chosen)
    name = words_in(request.POST, "to")
    try:
        to = None if "nobody" in request.POST else _meant(name, speaker)
        decision = identifying.give(voices, to, signed_in(request), reason_in(request))
    except NotPossible as error:
        messages.error(request, f"Nothing was changed. {error}")
        return _show(request, speaker, chosen, name, 422)
    messages.success(request, f"{decision.in_words}.")
    return redirect("keeping-person", pk)


@require_POST
@keepers_only
def by_office(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person the voices whose printed office they certainly held, as one decision."""
    speaker = get_object_or_404(Speaker, pk=pk)
    try:
        reason = "Nobody else can have held the printed office on the day of the text."
        voices = unresolved.named_by_office(speaker)
        decision = identifying.give(voices, speaker, signed_in(request), reason)
    except NotPossible:
        messages.error(request, "Nothing was changed: no voice waits that the offices name.")
    else:
        messages.success(request, f"{decision.in_words}, by the offices held then.")
    return redirect("keeping-person", pk)


@require_POST
@keepers_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one decision; says what stays because it was decided anew, or came later."""
    decision = get_object_or_404(
        Identification.objects.select_related("speaker", "absorbed"), pk=pk
    )
    said = decision.in_words
    try:
        undone = identifying.undo(decision, signed_in(request))
    except NotPossible as error:
        if wants_json(request):
            return JsonResponse({"error": str(error)}, status=422)
        messages.error(request, f"Nothing was undone. {error}")
    else:
        done = f"Undone: {said}. {_what_stays(undone)}".strip()
        if wants_json(request):
            return JsonResponse({"said": done})
        messages.success(request, done)
    back = Speaker.objects.filter(pk=number_in(request.POST.get("person", ""))).first()
    return redirect("keeping-person", back.pk) if back else redirect("keeping-people")


def _show(
    request: HttpRequest,
    speaker: Speaker,
    chosen: list[int] | None = None,
    to: str = "",
    status: int = 200,
) -> HttpResponse:
    voices = (
        speaker.appearances.select_related("document")
        .annotate(
            said=Count(
                "passage_versions",
                filter=Q(passage_versions__revision__is_current=True),
                distinct=True,
            ),
            cited=Count("quotations", distinct=True),
        )
        .order_by("document__earliest", "document__title", "order")
    )
    context = {
        "section": "keeping",
        "speaker": speaker,
        "page": page_of(request, voices, PAGE),
        "chosen": chosen or [],
        "to": to,
        "others": [] if speaker.merged_into_id else _alike(speaker),
        "by_office": [] if speaker.merged_into_id else unresolved.named_by_office(speaker),
        "decisions": identifying.decisions(speaker)[:LATEST],
        "names": speaker.names.all(),
        "offices": speaker.offices.all(),
    }
    return render(request, "keeping/person.html", context, status=status)


@dataclass(frozen=True)
class Candidate:
    """A heading that another may be merged into, and why it is offered."""

    speaker: Speaker
    why: str


def _others(speaker: Speaker, asked: str) -> list[Candidate]:
    if asked:
        found = identifying.find(asked)
        return [Candidate(other, "") for other in found if other.pk != speaker.pk]
    return _alike(speaker)


def _alike(speaker: Speaker) -> list[Candidate]:
    """The headings with the same family name, those first whose names do not contradict."""
    family = surname(speaker.name) if not speaker.is_body else speaker.name
    found = [other for other in identifying.find(family) if other.pk != speaker.pk]
    rows = [
        Candidate(
            other,
            "the names do not contradict each other"
            if are_compatible(speaker.name, other.name)
            else "the same family name",
        )
        for other in found
        if other.is_body == speaker.is_body
    ]
    return sorted(rows, key=lambda row: row.why != "the names do not contradict each other")


def _contradictions(absorbed: Speaker, kept: Speaker) -> list[str]:
    """What speaks against their being one: authority addresses that differ, one document."""
    said = [
        f"{label} {one} and {other} are two entries."
        for label, one, other in (
            ("Wikidata", absorbed.wikidata, kept.wikidata),
            ("VIAF", absorbed.viaf, kept.viaf),
            ("ORCID", absorbed.orcid, kept.orcid),
        )
        if one and other and one != other
    ]
    both = Appearance.objects.filter(speaker=kept, document__appearances__speaker=absorbed)
    for voice in both.select_related("document")[:5]:
        said.append(f"Both are heard in “{voice.document}”.")
    return said


def _meant(name: str, speaker: Speaker) -> Speaker | str:
    """The heading that a name stands for, other than the voices' own."""
    if not name:
        raise NotPossible("Say to whom: a name of a heading, or of a new one.")
    by_slug = Speaker.objects.filter(slug=name, merged_into=None).first()
    meant = by_slug or identifying.heading_called(name)
    if meant == speaker:
        raise NotPossible(f"The voices are {speaker}’s already.")
    return meant


def _what_stays(undone: identifying.Undone) -> str:
    said = []
    if undone.decided_anew:
        said.append(f"{undone.decided_anew} stay as somebody decided since.")
    if undone.came_since:
        said.append(f"{undone.came_since} that came later stay where they are.")
    return " ".join(said)
