"""What the buttons and keys of the workbench do: from the fields of a form to a deed."""

from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest

from documents.citations.plain import pinpoint
from documents.models import Batch, Comment, PassageVersion, Tagging, TermVersion, Vocabulary
from documents.tagging import judging
from documents.tagging.anchors import Span
from documents.tagging.bench import Bench
from documents.tagging.deeds import Deed, deed_of
from documents.tagging.judging import Judge, Refused
from documents.tagging.term_list import Terms
from documents.tagging.undoing import NotUndoable, latest_by, undo
from documents.views.asked import is_number
from documents.views.tagging import lost_tags, undone_in_words
from documents.vocabularies import TaggingStatus

LONGEST_WORDS = 2000
"""Characters of a comment or a reason."""


def act(
    asked: Any, judge: Judge, terms: Terms, version: PassageVersion, bench: Bench
) -> tuple[str, Batch | None]:
    """Do what a form of the workbench asks. What was done, in words, and the action that can be
    undone.

    Raises Refused with why it is not done, BadRequest where nothing was asked.
    """
    if "undo" in asked:
        return _undo(judge, asked["undo"])
    marks = {str(mark.tagging.pk): mark.tagging for mark in bench.marks}
    with deed_of(judge.user, at_bench=True) as deed:
        if "toggle" in asked:
            term, span = _term(terms, asked["toggle"]), _span(asked, version)
            said = _toggle(deed, bench, term, span)
        elif "mark" in asked:
            term = _term(terms, asked.get("term", ""))
            said = judging.mark(deed, judge, version, term, _span(asked, version))
        elif "none" in asked:
            said = judging.read_none(deed, judge, version, _vocabulary(terms, asked["none"]))
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


def _toggle(deed: Deed, bench: Bench, term: TermVersion, span: Span | None) -> str:
    """Mark with a term, or take the mark back where it is on. A span is always marked."""
    judge = bench.judge
    if span is None and (standing := taken_back_by(bench, term)):
        own = [t for t in standing if t.by_id == judge.user.pk]
        return judging.take_back(deed, judge, (own or standing)[0])
    return judging.mark(deed, judge, bench.version, term, span)


def taken_back_by(bench: Bench, term: TermVersion) -> list[Tagging]:
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
        by=judge.user,
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


def _vocabulary(terms: Terms, query_key: str) -> Vocabulary:
    """One of the vocabularies at hand. Raises Refused."""
    for vocabulary in terms.vocabularies:
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
    if not is_number(text):
        raise Refused("The workbench was used in a way that it is not made for. Load it again.")
    return int(text)


def _words(text: str) -> str:
    text = text.replace("\0", "").strip()
    if len(text) > LONGEST_WORDS:
        raise Refused(f"At most {LONGEST_WORDS:,} characters are kept; yours has {len(text):,}.")
    return text
