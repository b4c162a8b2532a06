"""What taggers and reviewers do to a passage: mark, take back, approve, reject, read, attach again.

Each function does one thing within a `Deed`, or raises `Refused` with the reason in words. Who may
do what follows from the permissions of the groups Tagger, Reviewer and Keeper and from whether a
vocabulary wants a tagger's judgments reviewed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from documents.models import (
    Anchor,
    Batch,
    BatchEntry,
    PassageVersion,
    Reading,
    Round,
    Tagging,
    TermVersion,
    Vocabulary,
)
from documents.tagging.anchors import Span
from documents.tagging.blindness import Veil, veil_of
from documents.tagging.deeds import Deed
from documents.tagging.marks import CONTEXT_LENGTH
from documents.vocabularies import AnchorState, TaggingStatus

REMOVED = "Removed."
LONGEST_ACTION = timedelta(minutes=10)
NOTHING_HERE = "Read, and nothing of it holds here."


class Refused(Exception):
    """What was asked is not done; the message says why, and what can be done instead."""


@dataclass(frozen=True)
class Judge:
    """Who judges, and in which round, if in any."""

    user: User
    round: Round | None = None

    @cached_property
    def veil(self) -> Veil:
        """What this one must not see outside the rounds that it works in."""
        return veil_of(self.user)

    def elsewhere(self, vocabulary: Vocabulary) -> list[int]:
        """The passages (primary keys) that this one judges in a blind round, and not here."""
        if self.round is not None:
            return []
        return [passage for hidden, passage in self.veil.pairs if hidden == vocabulary.pk]

    @property
    def reviews(self) -> bool:
        """Whether this one decides; in a round everybody only proposes."""
        return self.round is None and self.user.has_perm("documents.review_taggings")

    def taggings(self) -> Any:
        """The judgments that this one may see: in a blind round none but the own of that round."""
        if self.round is not None and is_blind(self.round):
            return Tagging.objects.filter(round=self.round, by=self.user.pk)
        return self.veil.over_taggings(Tagging.objects.outside_blind_rounds())

    def readings(self) -> Any:
        """The readings that this one may see."""
        if self.round is not None and is_blind(self.round):
            return Reading.objects.filter(round=self.round, by=self.user.pk)
        return self.veil.over_readings(Reading.objects.outside_blind_rounds())


def is_blind(round_: Round) -> bool:
    """Whether taggers must not see each other's judgments of this round, yet."""
    return round_.blind and round_.settled_at is None


def mark(
    deed: Deed, judge: Judge, version: PassageVersion, term: TermVersion, span: Span | None = None
) -> str:
    """Mark the passage, or the words in it, with a term. Says what became of it.

    A reviewer's mark is approved at once, a tagger's where the vocabulary wants no review. Where
    the same is proposed already, a reviewer's mark approves that.
    """
    vocabulary = term.term.vocabulary
    _must_fit(judge, version, vocabulary)
    made = make_anchor(version, span)
    there = _attached_like(made)
    if there is None:
        made.save()
    anchor, same = there or made, []
    if there is not None:
        same = list(judge.taggings().filter(anchor=there, term_version__term=term.term_id))
    approved = [tagging for tagging in same if tagging.status == TaggingStatus.APPROVED]
    if approved:
        raise Refused(f"{term.label} is approved here already.")
    waiting = [tagging for tagging in same if tagging.status == TaggingStatus.SUGGESTED]
    own = [tagging for tagging in same if tagging.by_id == judge.user.pk]
    refused = [tagging for tagging in same if tagging.status == TaggingStatus.REJECTED]
    if judge.reviews and (waiting or refused):
        # Why it was rejected is in the history; it is not why it holds.
        more = {} if waiting else {"reason": ""}
        deed.decide(waiting or refused[:1], status=TaggingStatus.APPROVED, **more)
        said = "approved"
    elif [tagging for tagging in own if tagging.status == TaggingStatus.SUGGESTED]:
        raise Refused(f"{term.label} is proposed by you already.")
    elif refused and judge.round is None:
        why = f": “{refused[0].reason}”" if refused[0].reason else ""
        raise Refused(
            f"{term.label} was rejected here{why}. If you see it otherwise, say so in a comment; "
            "a reviewer can approve it all the same."
        )
    else:
        at_once = judge.reviews or (judge.round is None and not vocabulary.needs_review)
        deed.tag([new_tagging(judge, anchor, term, at_once)])
        said = "approved" if judge.reviews else "marked" if at_once else "proposed"
    deed.read([new_reading(judge, version, vocabulary)])
    return f"{term.label} {said}"


def take_back(deed: Deed, judge: Judge, tagging: Tagging) -> str:
    """Take a mark from the passage: the own while nobody decided on it, any as a reviewer.

    With the last of the own marks goes the reading that came with it: whoever pressed a key by
    mistake has not said that nothing holds.
    """
    label = tagging.term_version.label
    if tagging.status == TaggingStatus.REJECTED:
        raise Refused(f"{label} is rejected here already.")
    undecided = tagging.decided_by_id in (None, judge.user.pk)
    is_own = tagging.by_id == judge.user.pk
    if not judge.reviews and not (is_own and undecided):
        raise Refused(
            f"{label} is not yours to remove: a reviewer decides on it. Say why it does not hold, "
            "in a comment."
        )
    if is_own:
        deed.unread(_came_with_marks(judge, tagging))
    if not judge.reviews or (is_own and tagging.status == TaggingStatus.SUGGESTED):
        deed.remove([tagging])
    else:
        deed.decide([tagging], status=TaggingStatus.REJECTED, reason=REMOVED)
    return f"{label} removed" if judge.reviews else f"{label} taken back"


def _came_with_marks(judge: Judge, tagging: Tagging) -> list[Reading]:
    """The own readings of the passage that came with a mark and were not said apart from it, where
    this is the last of the own marks of its vocabulary there.
    """
    passage, vocabulary = tagging.anchor.passage_id, tagging.term_version.term.vocabulary_id
    own: dict[str, Any] = {"by": judge.user.pk, "round": judge.round}
    others = Tagging.objects.filter(
        **own,
        anchor__passage=passage,
        term_version__term__vocabulary=vocabulary,
        status__in=[TaggingStatus.SUGGESTED, TaggingStatus.APPROVED],
    )
    if others.exclude(pk=tagging.pk).exists():
        return []
    readings = Reading.objects.filter(
        **own, agent="", version__passage=passage, vocabulary=vocabulary
    ).select_related("version")
    return [reading for reading in readings if _is_of_a_mark(reading)]


def _is_of_a_mark(reading: Reading) -> bool:
    """Whether the action that wrote a reading also marked something."""
    # An action is dated at its end, after what it wrote: few of the account's have to be asked.
    soon = (reading.at, reading.at + LONGEST_ACTION)
    writing = Batch.objects.filter(
        by=reading.by_id,
        created_at__range=soon,
        entries__table=BatchEntry.Table.READING,
        entries__row=reading.pk,
        entries__before__isnull=True,
    )
    return BatchEntry.objects.filter(
        batch__in=writing.values("pk"), table=BatchEntry.Table.TAGGING
    ).exists()


def approve(deed: Deed, judge: Judge, tagging: Tagging) -> str:
    """Approve a judgment, and whoever else proposed the very same."""
    _must_review(judge)
    anchor = tagging.anchor
    if anchor.state == AnchorState.ORPHANED:
        raise Refused(
            "The words of this tag are gone from the text. Attach it to a passage first, or "
            "reject it."
        )
    values: dict[str, Any] = {"status": TaggingStatus.APPROVED}
    if anchor.state == AnchorState.REVIEW:
        values["anchor"] = _settled(anchor)
    elif tagging.status == TaggingStatus.APPROVED:
        raise Refused(f"{tagging.term_version.label} is approved already.")
    if tagging.status == TaggingStatus.REJECTED:
        values["reason"] = ""
    alike = Tagging.objects.outside_blind_rounds().filter(
        anchor=anchor,
        term_version__term=tagging.term_version.term_id,
        status=TaggingStatus.SUGGESTED,
    )
    deed.decide([tagging, *alike.exclude(pk=tagging.pk).select_related("anchor")], **values)
    return f"{tagging.term_version.label} approved"


def reject(deed: Deed, judge: Judge, tagging: Tagging, reason: str) -> str:
    """Reject a judgment, with the reason. It is kept, so that the same is not suggested again."""
    _must_review(judge)
    label = tagging.term_version.label
    if not reason:
        raise Refused(f"Say in a few words why {label} does not hold: the tagger learns by it.")
    if tagging.status == TaggingStatus.REJECTED:
        raise Refused(f"{label} is rejected already.")
    deed.decide([tagging], status=TaggingStatus.REJECTED, reason=reason)
    return f"{label} rejected"


def read_none(deed: Deed, judge: Judge, version: PassageVersion, vocabulary: Vocabulary) -> str:
    """Record that the passage was read and nothing of the vocabulary holds in it.

    A reviewer thereby rejects what a machine suggested; what people marked is to be decided first.
    """
    _must_fit(judge, version, vocabulary)
    standing = (
        judge.taggings()
        .filter(
            anchor__passage=version.passage_id,
            term_version__term__vocabulary=vocabulary,
            status__in=[TaggingStatus.SUGGESTED, TaggingStatus.APPROVED],
        )
        .exclude(anchor__state=AnchorState.ORPHANED)
        .select_related("anchor", "term_version")
    )
    suggested = [t for t in standing if t.by_id is None and t.status == TaggingStatus.SUGGESTED]
    marked = [t for t in standing if t not in suggested]
    if marked:
        labels = ", ".join(sorted({t.term_version.label for t in marked}))
        raise Refused(f"{labels} stands here: take that back first, or leave it and go on.")
    if judge.reviews and suggested:
        deed.decide(suggested, status=TaggingStatus.REJECTED, reason=NOTHING_HERE)
    deed.read([new_reading(judge, version, vocabulary)])
    return f"Read: nothing of {vocabulary.name}"


def attach(
    deed: Deed, judge: Judge, tagging: Tagging, version: PassageVersion, span: Span | None
) -> str:
    """Put a tag whose words are gone, or differ, on a passage or words that somebody chose."""
    _must_review(judge)
    if tagging.anchor.state not in (AnchorState.ORPHANED, AnchorState.REVIEW):
        raise Refused("This tag has its place: nothing is to be attached again.")
    anchor = anchor_at(version, span)
    if Tagging.objects.filter(
        anchor=anchor,
        term_version=tagging.term_version_id,
        by=tagging.by_id,
        agent=tagging.agent,
        round=tagging.round_id,
    ).exists():
        raise Refused(f"{tagging.term_version.label} stands on these words already.")
    former = tagging.anchor.passage_id
    deed.decide([tagging], anchor=anchor)
    deed.passages.add(former)
    return f"{tagging.term_version.label} attached here"


def _must_fit(judge: Judge, version: PassageVersion, vocabulary: Vocabulary) -> None:
    """In a round only its own vocabulary is judged; and its passages only in it, by its taggers."""
    if judge.round is not None and judge.round.vocabulary_id != vocabulary.pk:
        raise Refused(f"This round is about {judge.round.vocabulary}: mark nothing else in it.")
    if judge.round is None and judge.veil.covers(vocabulary.pk, version.passage_id):
        raise Refused(
            f"You judge this passage for {vocabulary} in a blind round. Open the round to do it: "
            "here others would see it."
        )


def _must_review(judge: Judge) -> None:
    if not judge.reviews:
        raise Refused(
            "Judgments are decided by reviewers. You are signed in as a tagger: mark what you see, "
            "and say the rest in a comment."
        )


def new_tagging(
    judge: Judge, anchor: Anchor, term: TermVersion, approved: bool, now: datetime | None = None
) -> Tagging:
    """A judgment that is not saved yet."""
    now = now or timezone.now()
    return Tagging(
        term_version=term,
        anchor=anchor,
        status=TaggingStatus.APPROVED if approved else TaggingStatus.SUGGESTED,
        by=judge.user,
        round=judge.round,
        created_at=now,
        decided_by=judge.user if approved else None,
        decided_at=now if approved else None,
    )


def new_reading(judge: Judge, version: PassageVersion, vocabulary: Vocabulary) -> Reading:
    """A reading that is not saved yet."""
    return Reading(
        version=version,
        vocabulary=vocabulary,
        by=judge.user,
        round=judge.round,
    )


def anchor_at(version: PassageVersion, span: Span | None = None) -> Anchor:
    """The anchor on the whole passage or on words in it, saved; the one that is there if any is.

    Raises Refused for a span that holds no words of the passage.
    """
    made = make_anchor(version, span)
    there = _attached_like(made)
    if there is None:
        made.save()
    return there or made


def make_anchor(version: PassageVersion, span: Span | None = None) -> Anchor:
    """An anchor that is not saved yet, with its three selectors. Blanks at the ends are left out.

    Raises Refused for a span that holds no words of the passage.
    """
    anchor = Anchor(passage_id=version.passage_id, revision_id=version.revision_id)
    text = version.text
    if span is not None:
        words = text[max(0, span.start) : max(0, span.end)]
        start = max(0, span.start) + len(words) - len(words.lstrip())
        span = Span(start, start + len(words.strip()))
        if not any(c.isalnum() for c in text[span.start : span.end]):
            raise Refused("The selection holds no words of the passage.")
    if span is None or (span.start, span.end) == (0, len(text)):
        anchor.whole, anchor.start, anchor.end = True, 0, len(text)
    else:
        anchor.start, anchor.end = span.start, span.end
        anchor.exact = text[span.start : span.end]
        anchor.prefix = text[max(0, span.start - CONTEXT_LENGTH) : span.start]
        anchor.suffix = text[span.end : span.end + CONTEXT_LENGTH]
    return anchor


def _attached_like(anchor: Anchor) -> Anchor | None:
    """The anchor at the same words that waits for nobody, if there is one."""
    return Anchor.objects.filter(
        passage=anchor.passage_id,
        revision=anchor.revision_id,
        whole=anchor.whole,
        start=anchor.start,
        end=anchor.end,
        state__in=AnchorState.standing(),
        quotation__isnull=True,
    ).first()


def _settled(anchor: Anchor) -> Anchor:
    """An anchor at the same words that waits for nobody. The former may hold others that wait."""
    same = _attached_like(anchor)
    return same or Anchor.objects.create(
        passage_id=anchor.passage_id,
        revision_id=anchor.revision_id,
        whole=anchor.whole,
        start=anchor.start,
        end=anchor.end,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
    )
