"""Rounds of agreement: how far they are, what was found, and settling what differs."""

import csv

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from documents.accounts import signed_in
from documents.models import Round
from documents.spreadsheets import defused
from documents.tagging import rounds
from documents.tagging.judging import Refused
from documents.tagging.queue import Place
from documents.tagging.rounds import Answers
from documents.views.tagging import FOR_REVIEWERS, taggers_only

NOT_YOURS = (
    "You do not tag in this round. Whoever made it named its taggers, and reviewers settle it."
)


@require_safe
@taggers_only
def overview(request: HttpRequest) -> HttpResponse:
    """The rounds: for reviewers all, for taggers those that they tag in."""
    found = Round.objects.of_agreement().select_related("vocabulary", "made_by")
    if not _reviews(request):
        found = found.filter(taggers=request.user.pk)
    found = found.prefetch_related("taggers").annotate(size=Count("passages", distinct=True))
    return render(request, "tagging/rounds.html", {"section": "tagging", "rounds": found})


@require_http_methods(["GET", "HEAD", "POST"])
@taggers_only
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: its progress; once its tagging has ended, the figures and what differs."""
    found = _round(request, pk)
    refused = ""
    if request.method == "POST":
        if not _reviews(request):
            raise PermissionDenied(FOR_REVIEWERS)
        try:
            with transaction.atomic():  # one reviewer after the other
                return _do(request, Round.objects.select_for_update(no_key=True).get(pk=found.pk))
        except Refused as error:
            refused = str(error)
    answers = Answers(found)
    progress = answers.progress()
    context = {
        "section": "tagging",
        "round": found,
        "size": len(answers.versions),
        "progress": progress,
        "started": any(done for _, done in progress),
        "unfinished": any(done < len(answers.versions) for _, done in progress),
        "place": Place(found.vocabulary, "untagged", round=found),
        "is_mine": request.user in answers.taggers,
        "refused": refused,
    }
    if not found.is_open:
        context["figures"] = answers.agreement()
        context["differences"] = differences = answers.differences()
        context["unsettled"] = sum(each.holds is None for each in differences)
    return render(request, "tagging/round.html", context, status=422 if refused else 200)


def _do(request: HttpRequest, found: Round) -> HttpResponse:
    asked = request.POST
    if "end" in asked:
        rounds.end_tagging(found)
        said = "The tagging has ended. What the taggers said is compared below."
    elif "settle" in asked:
        holds = asked.get("holds")
        if holds not in ("yes", "no"):
            raise Refused("Choose whether it holds.")
        reason = asked.get("reason", "").replace("\0", "").strip()[:2000]
        ruling = rounds.Ruling(asked["settle"], holds == "yes", reason, asked.get("seen"))
        settled = rounds.settle(found, signed_in(request), ruling)
        messages.success(request, f"{settled.term}: settled.")
        return redirect(f"{found.get_absolute_url()}#differences")
    elif "close" in asked:
        approved = rounds.close(found, signed_in(request))
        said = f"The round is closed: {approved:,} of its tags are approved."
    elif "discard" in asked:
        rounds.discard(found)
        messages.success(request, f"The round {found} is discarded.")
        return redirect("tagging-rounds")
    else:
        raise BadRequest("Nothing was asked: use the buttons of the page.")
    messages.success(request, said)
    return redirect(found)


@require_safe
@taggers_only
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """What each tagger said of each passage and term, as CSV: 1, 0, or nothing where not judged."""
    found = _round(request, pk)
    if found.is_open:
        raise PermissionDenied("The tagging has not ended yet: until then nobody sees the answers.")
    said = Answers(found)
    settled = {each.key: each.holds for each in said.differences()}
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"round-{slugify(found.name) or found.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    names = [defused(tagger.username) for tagger in said.taggers]
    writer.writerow(["passage", "document", "number", "term", *names, "settled"])
    for version in said.versions:
        for term in said.terms:
            values = [said.answer(tagger, version, term) for tagger in said.taggers]
            values.append(settled.get(f"{version.passage.public_id}/{term.term.slug}"))
            cells = ["" if value is None else int(value) for value in values]
            document = defused(version.passage.document.key)
            writer.writerow(
                [version.passage.public_id, document, version.number, term.term.slug, *cells]
            )
    return response


def _round(request: HttpRequest, pk: int) -> Round:
    rounds_ = Round.objects.of_agreement().select_related("vocabulary", "made_by")
    found = get_object_or_404(rounds_, pk=pk)
    if not _reviews(request) and not found.taggers.filter(pk=request.user.pk or 0).exists():
        raise PermissionDenied(NOT_YOURS)
    return found


def _reviews(request: HttpRequest) -> bool:
    return request.user.has_perm("documents.review_taggings")
