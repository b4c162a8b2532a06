"""A passage on the workbench, and saving without a reload.

The page is one fragment, `tagging/_bench.html`, in a frame. Where a script asked
(`X-Requested-With: bench`), a save answers with what it changed alone (`tagging/_saved.html`), and
whatever leads to another passage with the fragment, without the list of terms where the script has
that already (`X-Bench-Terms`). Else a save leads back to the page.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from documents.models import (
    Document,
    PassageVersion,
)
from documents.tagging import queue
from documents.tagging.bench import Bench, bench_of
from documents.tagging.document_queue import DocumentQueue, Standing, changes, document_queue
from documents.tagging.judging import Judge, Refused
from documents.tagging.queue import Place
from documents.tagging.rounds import hold_open
from documents.tagging.term_list import Terms, read_terms
from documents.views.bench_acts import act
from documents.views.bench_conflicts import conflict_of
from documents.views.tagging import judge_of, lost_tags, place_of, taggers_only

METER = 170
"""The width of the drawn meter."""
SHOWN = ("appearance__speaker",)
"""What the page shows of a passage beside its words."""
ELSEWHERE = ("go", "undo", "attach")
"""What leads to another passage, or may change one."""


@require_http_methods(["GET", "HEAD", "POST"])
@taggers_only
def passage(request: HttpRequest, public_id: str) -> HttpResponse:
    """A passage on the workbench; POST judges it and answers with what stands afterwards."""
    judge = judge_of(request)
    terms = read_terms()
    terms = terms.of(judge.round.vocabulary) if judge.round else terms
    desk = Desk(judge, terms, place_of(request, judge, terms.vocabularies))
    if request.method == "POST":
        return _judge(request, desk, public_id)
    return _show(request, desk, _version(judge, public_id, *SHOWN))


@dataclass(frozen=True)
class Desk:
    """Who sits at the workbench, with which terms, at which queue."""

    judge: Judge
    terms: Terms
    place: Place


def _version(judge: Judge, public_id: str, *related: str) -> PassageVersion:
    """The passage, with its document and what is `related` to it. Raises Http404."""
    found = (
        queue.taggable(judge)
        .filter(passage__public_id=public_id)
        .select_related("passage__document", *related)
        .order_by()
        .first()
    )
    if found is None:
        raise Http404("No passage that can be tagged has this address.")
    return found


def _judge(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """Do what was asked if the passage stands as it was shown, else say what stands now."""
    judge, place = desk.judge, desk.place
    try:
        with transaction.atomic():
            if judge.round is not None:
                hold_open(judge.round)
            # One judgment after the other in a document: the state that is compared is the last.
            locked = Document.objects.select_for_update(no_key=True).order_by()
            list(locked.filter(passages__public_id=public_id).values_list("pk"))
            version = _version(judge, public_id)
            before = bench_of(judge, version, desk.terms, desk.place.vocabulary)
            if request.POST.get("state") != before.state:
                conflict = conflict_of(request.POST, desk.terms, before)
                return _show(request, desk, version, before, conflict=conflict)
            former = before.standing(place.vocabulary)  # what is judged changes its rows
            said, batch = act(request.POST, judge, desk.terms, version, before)
    except Refused as error:
        return _show(request, desk, _version(judge, public_id, *SHOWN), refused=str(error))
    except IntegrityError:
        refused = "The same was judged already."
        return _show(request, desk, _version(judge, public_id, *SHOWN), refused=refused)
    if _by_script(request) and not any(name in request.POST for name in ELSEWHERE):
        return _show_saved(request, desk, version, former, said=said, batch=batch)
    shown = document_queue(judge, place, version)
    following = _next(desk, version, shown) if "go" in request.POST else None
    if not _by_script(request):
        messages.success(request, f"{said}.")
        return HttpResponseRedirect(place.address(following or public_id))
    if following is None:
        return _show(request, desk, version, shown=shown, said=said, batch=batch)
    return _show(request, desk, _version(judge, following, *SHOWN), said=said, batch=batch)


def _next(desk: Desk, version: PassageVersion, shown: DocumentQueue) -> str | None:
    """The next passage of the queue, in the same document first, by its public identifier."""
    if shown.later:
        return shown.later[0].public_id
    if desk.place.document is not None:
        return None
    return queue.beyond(desk.judge, desk.place, version.passage.document, "gt")


def _previous(desk: Desk, version: PassageVersion, shown: DocumentQueue) -> str | None:
    """The passage of the queue that stands before this one."""
    if shown.earlier:
        return shown.earlier[-1].public_id
    if desk.place.document is not None:
        return None
    return queue.beyond(desk.judge, desk.place, version.passage.document, "lt")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "bench"


def _show_saved(
    request: HttpRequest, desk: Desk, version: PassageVersion, former: Standing, **more: Any
) -> HttpResponse:
    """What a save changed on the page it was asked on, for the script to put in its place."""
    place = desk.place
    bench = bench_of(desk.judge, version, desk.terms, place.vocabulary)
    standing = bench.standing(place.vocabulary)
    context: dict[str, Any] = {
        "bench": bench,
        "version": version,
        "place": place,
        "here": place.address(str(version.passage.public_id)),
        "standing": standing,
        "changes": changes(former, standing),
        "reviews": desk.judge.reviews,
        **more,
    }
    response = render(request, "tagging/_saved.html", context)
    response["X-Bench-Address"] = context["here"]
    return response


def _show(
    request: HttpRequest,
    desk: Desk,
    version: PassageVersion,
    bench: Bench | None = None,
    shown: DocumentQueue | None = None,
    **more: Any,
) -> HttpResponse:
    """The bench, as a page or as the fragment that the script puts in its place."""
    judge, place = desk.judge, desk.place
    bench = bench or bench_of(judge, version, desk.terms, desk.place.vocabulary)
    shown = shown or document_queue(judge, place, version)
    rows, before, after = shown.rows()
    if place.round is not None:  # there, the neighbours of the sample are not those of the text
        before, after = _around(version)
    following, previous = _next(desk, version, shown), _previous(desk, version, shown)
    document = version.passage.document
    context = {
        "section": "tagging",
        "bench": bench,
        "terms": desk.terms,
        "knows_terms": request.headers.get("X-Bench-Terms") == desk.terms.stamp,
        "version": version,
        "document": document,
        "place": place,
        "here": place.address(str(version.passage.public_id)),
        "vocabularies": [(v, place.having(vocabulary=v)) for v in desk.terms.vocabularies],
        "rows": [(row, place.address(row.standing.public_id)) for row in rows],
        **_progress(place, document, shown),
        "next": following and place.address(following),
        "previous": previous and place.address(previous),
        "before": before,
        "after": after,
        "reviews": judge.reviews,
        "lost": lost_tags(judge).filter(anchor__passage__document=document)
        if judge.reviews
        else [],
        **more,
    }
    template = "tagging/_bench.html" if _by_script(request) else "tagging/passage.html"
    status = 409 if "conflict" in more else 422 if "refused" in more else 200
    response = render(request, template, context, status=status)
    response["X-Bench-Address"] = context["here"]
    return response


def _progress(place: Place, document: Document, shown: DocumentQueue) -> dict[str, Any]:
    """The queues that lead through the document, and how much of it is judged."""
    numbers = shown.numbers
    return {
        "queues": [
            (each.label, key, numbers[key], _beginning(place, document, key), key == place.queue)
            for key, each in queue.QUEUES.items()
        ],
        "numbers": numbers,
        "settled": shown.settled,
        "judged": numbers["all"] - numbers["untagged"],
        "waiting": shown.waiting,
        "meter": [
            round(METER * part / max(1, numbers["all"])) for part in (shown.settled, shown.waiting)
        ],
    }


def _beginning(place: Place, document: Document, name: str) -> str:
    """Where another queue of the same document begins."""
    there = place.having(queue=name, document=place.document or document)
    return f"{reverse('tagging-start')}?{there.query}"


def _around(version: PassageVersion) -> tuple[str, str]:
    """The words that stand before and after a passage in its document, "" for none."""
    near = PassageVersion.objects.numbered().filter(revision=version.revision_id)
    texts = near.filter(passage__withdrawn_at=None).values_list("text", flat=True)
    before = texts.filter(order__lt=version.order).order_by("-order").first()
    return before or "", texts.filter(order__gt=version.order).order_by("order").first() or ""
