"""A passage on the workbench, and saving without a reload.

The page is one fragment, `tagging/_bench.html`, in a frame. Where a script asked
(`X-Requested-With: bench`), a save answers with what it changed alone (`tagging/_saved.html`), and
whatever leads to another passage with the fragment, without the list of terms where the script has
that already (`X-Bench-Terms`). Else a save leads back to the page.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from documents.citations.plain import pinpoint
from documents.models import (
    Batch,
    Comment,
    Document,
    PassageVersion,
    Tagging,
    TermVersion,
    Vocabulary,
)
from documents.tagging import judging, queue
from documents.tagging.anchors import Span
from documents.tagging.bench import Bench, bench_of
from documents.tagging.deeds import Deed, deed_of
from documents.tagging.document_queue import DocumentQueue, Standing, changes, document_queue
from documents.tagging.judging import Judge, Refused
from documents.tagging.queue import Place
from documents.tagging.term_list import Terms, read_terms
from documents.tagging.undoing import NotUndoable, latest_by, undo
from documents.views.tagging import judge_of, lost_tags, place_of, taggers_only, undone_in_words
from documents.vocabularies import TaggingStatus

LONGEST_WORDS = 2000
"""Characters of a comment or a reason."""
METER = 170
"""The width of the drawn meter."""
SHOWN = ("appearance__speaker",)
"""What the page shows of a passage beside its words."""
ELSEWHERE = ("go", "undo", "attach")
"""What leads to another passage, or may change one."""


@require_http_methods(["GET", "POST"])
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
            # One judgment after the other in a document: the state that is compared is the last.
            locked = Document.objects.select_for_update(no_key=True).order_by()
            list(locked.filter(passages__public_id=public_id).values_list("pk"))
            version = _version(judge, public_id)
            before = bench_of(judge, version, desk.terms, desk.place.vocabulary)
            if request.POST.get("state") != before.state:
                return _show(request, desk, version, before, conflict=_asked(request, desk, before))
            former = before.standing(place.vocabulary)  # what is judged changes its rows
            said, batch = _do(request, desk, version, before)
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


def _do(
    request: HttpRequest, desk: Desk, version: PassageVersion, bench: Bench
) -> tuple[str, Batch | None]:
    """What was done, in words, and the action that can be undone. Raises Refused."""
    asked, judge = request.POST, desk.judge
    if "undo" in asked:
        return _undo(judge, asked["undo"])
    marks = {str(mark.tagging.pk): mark.tagging for mark in bench.marks}
    with deed_of(judge.user, at_bench=True) as deed:
        if "toggle" in asked:
            term, span = _term(desk.terms, asked["toggle"]), _span(asked, version)
            said = _toggle(deed, judge, version, bench, term, span)
        elif "mark" in asked:
            term = _term(desk.terms, asked.get("term", ""))
            said = judging.mark(deed, judge, version, term, _span(asked, version))
        elif "none" in asked:
            said = judging.read_none(deed, judge, version, _vocabulary(desk, asked["none"]))
        elif "say" in asked:
            said = _comment(deed, judge, version, asked.get("comment", ""))
        elif "approve_all" in asked:
            said = _approve_all(deed, judge, bench)
        elif "attach" in asked:
            tagging = lost_tags(judge).filter(pk=_number(asked["attach"])).first()
            if tagging is None:
                raise Refused("This tag has its place already.")
            said = judging.attach(deed, judge, tagging, version, _span(asked, version))
        else:
            said = _decide(deed, judge, asked, marks)
        deed.said = f"{said}: {pinpoint(version)} of {version.passage.document}"
    return said, deed.batch


def _decide(deed: Deed, judge: Judge, asked: Any, marks: dict[str, Tagging]) -> str:
    for act in ("approve", "reject", "remove"):
        if act not in asked:
            continue
        tagging = marks.get(asked[act])
        if tagging is None:
            raise Refused("This mark is not on the passage any more.")
        if act == "approve":
            return judging.approve(deed, judge, tagging)
        if act == "remove":
            return judging.take_back(deed, judge, tagging)
        return judging.reject(deed, judge, tagging, _words(asked.get(f"reason-{tagging.pk}", "")))
    raise BadRequest("Nothing was asked: use the buttons of the workbench.")


def _toggle(
    deed: Deed,
    judge: Judge,
    version: PassageVersion,
    bench: Bench,
    term: TermVersion,
    span: Span | None,
) -> str:
    """Mark with a term, or take the mark back where it is on. A span is always marked."""
    if span is None and (standing := _on(bench, term)):
        own = [t for t in standing if t.by_id == judge.user.pk]
        return judging.take_back(deed, judge, (own or standing)[0])
    return judging.mark(deed, judge, version, term, span)


def _on(bench: Bench, term: TermVersion) -> list[Tagging]:
    """The marks with a term on the whole passage that its key takes back."""
    return [
        mark.tagging
        for mark in bench.marks
        if mark.tagging.term_version.term_id == term.term_id
        and mark.tagging.anchor.whole
        and (mark.state == "approved" or (mark.state == "suggested" and mark.mine))
    ]


def _approve_all(deed: Deed, judge: Judge, bench: Bench) -> str:
    waiting = [(mark, mark.is_reopened) for mark in bench.waiting]
    if not waiting:
        raise Refused("Nothing waits on this passage.")
    labels: dict[str, None] = {}
    for mark, reopened in waiting:
        mark.tagging.refresh_from_db(fields=["status"])
        if reopened or mark.tagging.status != TaggingStatus.APPROVED:  # not with one before it
            judging.approve(deed, judge, mark.tagging)
        labels[mark.label] = None
    return f"{', '.join(labels)} approved"


def _undo(judge: Judge, key: str) -> tuple[str, None]:
    """Undo an action of the bench, the last one of this account where none is named."""
    if key == "last":
        batch = latest_by(judge.user)
        if batch is None:
            raise Refused("There is nothing of yours to undo.")
        if not batch.at_bench:
            raise Refused(
                f"Your last action was not done at the bench ({batch.action}). Undo it on the page "
                "of actions."
            )
    else:
        try:
            batch = Batch.objects.get(pk=UUID(key))
        except (ValueError, Batch.DoesNotExist):
            raise Refused("This action is not known.") from None
    try:
        done = undo(batch, judge.user)
    except NotUndoable as error:
        raise Refused(str(error)) from None
    return undone_in_words(batch, done).rstrip("."), None


def _comment(deed: Deed, judge: Judge, version: PassageVersion, text: str) -> str:
    text = _words(text)
    if not text:
        raise Refused("The comment is empty.")
    comment = Comment(
        passage_id=version.passage_id,
        by=judge.user,  # type: ignore[misc]
        round=judge.round,
        text=text,
    )
    deed.comment([comment])
    return "Comment kept"


def _term(terms: Terms, name: str) -> TermVersion:
    """The current version of the term that "query key/slug" names. Raises Refused."""
    found = terms.named(name)
    if found is None:
        raise Refused(
            "Choose a term from the list first."
            if not name
            else "This term is not in the list any more: it was merged or renamed meanwhile. You "
            "see the list as it is now."
        )
    return found


def _vocabulary(desk: Desk, query_key: str) -> Vocabulary:
    """One of the vocabularies at hand. Raises Refused."""
    for vocabulary in desk.terms.vocabularies:
        if vocabulary.query_key == query_key:
            return vocabulary
    raise Refused("No vocabulary is so named.")


def _span(asked: Any, version: PassageVersion) -> Span | None:
    """The words that were selected, by their place or as typed; None for the whole passage."""
    start, end = asked.get("start", ""), asked.get("end", "")
    if start and end:
        span = Span(_number(start), _number(end))
        if not 0 <= span.start < span.end <= len(version.text):
            raise Refused("The selection does not fit the passage. Select the words again.")
        return span
    words = asked.get("words", "").strip()
    if not words:
        return None
    places = version.text.count(words)
    if places != 1:
        raise Refused(
            f"“{words[:60]}” stands {'not' if not places else f'{places} times'} in the passage. "
            "Give words that stand in it once, as they are written."
        )
    at = version.text.index(words)
    return Span(at, at + len(words))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Refused("The workbench was used in a way that it is not made for. Load it again.")
    return int(text)


def _words(text: str) -> str:
    text = text.replace("\0", "").strip()
    if len(text) > LONGEST_WORDS:
        raise Refused(f"At most {LONGEST_WORDS:,} characters are kept; yours has {len(text):,}.")
    return text


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "bench"


def _asked(request: HttpRequest, desk: Desk, bench: Bench) -> dict[str, Any]:
    """What was asked for, to be asked again, in the words for what it would do now; and what stood
    on the page it was asked on. A key that marked there may take back here.
    """
    again = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "state", "seen")
    ]
    would = "Do it all the same"
    term = desk.terms.named(request.POST.get("toggle", ""))
    if term and not request.POST.get("start"):
        would = f"{'Take back' if _on(bench, term) else 'Mark with'} {term.label}"
    return {"seen": request.POST.get("seen", ""), "again": again, "would": would}


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
    document, numbers = version.passage.document, shown.numbers
    drawn = (shown.settled, shown.waiting)
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
        "queues": [
            (each.label, key, numbers[key], _beginning(place, document, key), key == place.queue)
            for key, each in queue.QUEUES.items()
        ],
        "rows": [(row, place.address(row.standing.public_id)) for row in rows],
        "numbers": numbers,
        "settled": shown.settled,
        "judged": numbers["all"] - numbers["untagged"],
        "waiting": shown.waiting,
        "meter": [round(METER * part / max(1, numbers["all"])) for part in drawn],
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
