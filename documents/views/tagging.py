"""The tagger's workbench around the bench itself: who may use it, what waits, what was done."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from documents.accounts import signed_in
from documents.models import (
    Batch,
    Document,
    Round,
    Vocabulary,
)
from documents.tagging import queue
from documents.tagging.blindness import veil_of
from documents.tagging.judging import Judge
from documents.tagging.undoing import NotUndoable, Undone, undo
from documents.views.asked import number_in
from documents.views.paging import page_of
from documents.vocabularies import AnchorState

ACTIONS_A_PAGE = 50

FOR_TAGGERS = (
    "Passages are tagged by people who have been asked to. You are signed in, but your account is "
    "not one of theirs; whoever runs the archive can add it to the group Tagger or Reviewer."
)
FOR_REVIEWERS = (
    "This is for reviewers: it decides what the public sees. Whoever runs the archive can add your "
    "account to the group Reviewer."
)

View = Callable[..., HttpResponse]


def permitted(permission: str, refusal: str) -> Callable[[View], View]:
    """Sends whoever is not signed in to sign in; refuses whoever lacks the permission, in words."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied(refusal)
            return view(request, *args, **kwargs)

        return login_required(never_cache(guarded))

    return guard


taggers_only = permitted("documents.tag_passages", FOR_TAGGERS)
reviewers_only = permitted("documents.review_taggings", FOR_REVIEWERS)


@require_safe
@taggers_only
def overview(request: HttpRequest) -> HttpResponse:
    """What waits, by document, for one vocabulary; and what this account did last."""
    judge = Judge(signed_in(request))
    vocabularies = list(Vocabulary.objects.all())
    if not vocabularies:
        return render(request, "tagging/overview.html", {"section": "tagging"})
    place = place_of(request, judge, vocabularies)
    numbers = queue.by_document(judge, place.vocabulary)
    documents = Document.objects.in_bulk([row["passage__document"] for row in numbers])
    rows = [(documents[row["passage__document"]], row) for row in numbers]
    rows.sort(key=lambda row: (-row[1][place.queue], str(row[0].title), row[0].pk))
    first = queue.waiting(judge, place).values_list("passage__public_id", flat=True).first()
    context = {
        "section": "tagging",
        "vocabularies": vocabularies,
        "place": place,
        "queues": queue.QUEUES,
        "totals": {key: sum(row[key] for _, row in rows) for key in queue.QUEUES},
        "rows": rows,
        "start": first and place.address(first),
        "lost": lost_tags(judge).count(),
        "rounds": Round.objects.blinding(request.user.pk or 0).order_by("opened_at"),
        "actions": Batch.objects.filter(by=request.user.pk).order_by("-created_at")[:5],
    }
    return render(request, "tagging/overview.html", context)


@require_safe
@taggers_only
def start(request: HttpRequest) -> HttpResponse:
    """To the first passage of a queue, or back with the word that there is none."""
    judge = judge_of(request)
    place = place_of(request, judge)
    first = queue.waiting(judge, place).values_list("passage__public_id", flat=True).first()
    if first is None and place.round is not None:
        messages.info(request, f"You have judged all passages of the round {place.round}.")
        return redirect(place.round)
    if first is None:
        messages.info(request, f"“{queue.QUEUES[place.queue].label}” is empty here.")
        return redirect(f"{reverse('tagging')}?{place.having(document=None).query}")
    return redirect(place.address(first))


@require_safe
@taggers_only
def actions(request: HttpRequest) -> HttpResponse:
    """What was done lately at the workbench: by this account; for keepers, by everybody."""
    found = Batch.objects.select_related("by").order_by("-created_at", "pk")
    found = veil_of(request.user).over_batches(found)
    if not request.user.has_perm("documents.keep_archive"):
        found = found.filter(by=request.user.pk)
    page = page_of(request, found, ACTIONS_A_PAGE)
    return render(request, "tagging/actions.html", {"section": "tagging", "page": page})


@require_POST
@taggers_only
def undo_action(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo one action whole."""
    batch = get_object_or_404(Batch, pk=pk)
    try:
        done = undo(batch, signed_in(request))
    except NotUndoable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, undone_in_words(batch, done))
    return redirect("tagging-actions")


@require_safe
@taggers_only
def lost(request: HttpRequest) -> HttpResponse:
    """Tags whose words a correction took away, with the words, to be attached again by hand."""
    judge = Judge(signed_in(request))
    page = page_of(request, lost_tags(judge), ACTIONS_A_PAGE)
    return render(request, "tagging/lost.html", {"section": "tagging", "page": page})


def undone_in_words(batch: Batch, done: Undone) -> str:
    """ "Undone: …", with how much was left as it is, and why."""
    said = f"Undone: {batch.action}."
    if done.left:
        are = "was left as it is" if done.left == 1 else "were left as they are"
        said += (
            f" {done.left:,} of its judgments {are}: somebody decided otherwise since, or the text "
            "was corrected."
        )
    return said


def lost_tags(judge: Judge) -> Any:
    """The tags without a place that this one may see."""
    return (
        judge.taggings()
        .filter(
            anchor__state=AnchorState.ORPHANED,
            anchor__passage__document__in=queue.open_documents(judge),
        )
        .exclude(status="rejected")
        .select_related(
            "anchor__passage__document", "anchor__revision", "term_version__term__vocabulary", "by"
        )
        .defer("anchor__revision__text", "anchor__revision__runs")
        .order_by("anchor__passage__document", "pk")
    )


def judge_of(request: HttpRequest) -> Judge:
    """Who judges: in the round that the address names, if any. Raises BadRequest."""
    key = request.GET.get("round", "")
    if not key:
        return Judge(signed_in(request))
    rounds = Round.objects.filter(taggers=request.user.pk or 0).select_related("vocabulary")
    found = rounds.filter(pk=number_in(key)).first()
    if found is None:
        raise BadRequest(f"There is no round “{key[:20]}” that you tag in.")
    if not found.is_open:
        raise BadRequest(f"The tagging of the round “{found}” has ended.")
    return Judge(signed_in(request), found)


def place_of(
    request: HttpRequest, judge: Judge, vocabularies: Iterable[Vocabulary] | None = None
) -> queue.Place:
    """The queue that the address names. Raises BadRequest for what is not known.

    Whoever has read the `vocabularies` already gives them.
    """
    key = request.GET.get("vocabulary", "")
    known = Vocabulary.objects.all() if vocabularies is None else vocabularies
    vocabulary = next((v for v in known if key in ("", v.query_key)), None)
    if judge.round is not None:
        vocabulary = judge.round.vocabulary
    if vocabulary is None:
        raise BadRequest(f"The archive has no vocabulary “{key[:40]}”.")
    name = request.GET.get("queue") or "untagged"
    if name not in queue.QUEUES:
        raise BadRequest(f"There is no queue “{name[:40]}”. Known are: {', '.join(queue.QUEUES)}.")
    slug = request.GET.get("document")
    document = queue.open_documents(judge).filter(slug=slug).first() if slug else None
    if slug and document is None:
        raise BadRequest(f"There is no document “{slug[:60]}” to tag.")
    return queue.Place(vocabulary, name, document, judge.round)
