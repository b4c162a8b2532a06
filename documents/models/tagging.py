"""Judgments on passages: what was read, what was tagged, where exactly, by whom."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from documents.models.passage import Passage, PassageVersion
from documents.models.revision import Revision
from documents.models.tracking import changes_only, every_change
from documents.models.vocabulary import TermVersion, Vocabulary
from documents.querysets import ReadingQuerySet, RoundQuerySet, TaggingQuerySet
from documents.vocabularies import AnchorState, TaggingStatus


class Round(models.Model):
    """One pass of tagging; in a blind round taggers do not see each other's judgments.

    A round of agreement has a sample, drawn from `source` with `seed`, and taggers who judge all of
    it. It is open, then its tagging has ended and what differs is settled, then it is closed
    (`settled_at`), and its approved tags are public.
    """

    vocabulary = models.ForeignKey(Vocabulary, models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=200)
    blind = models.BooleanField(default=False)
    taggers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="rounds")
    passages = models.ManyToManyField(Passage, blank=True, related_name="rounds")
    source = models.TextField(
        blank=True, help_text="The address of the search that the sample was drawn from."
    )
    seed = models.PositiveIntegerField(
        null=True, blank=True, help_text="What the sample was drawn with, to draw it again."
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="Since then nobody tags in it, and what differs is shown."
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "name"], name="round_name_once_by_vocabulary"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tagging-round", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.settled_at is None


class Batch(models.Model):
    """One action on judgments, of a single one or of thousands, which can be undone whole.

    Its `entries` hold what it did to each judgment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.CharField(max_length=200)
    query = models.TextField(blank=True, help_text="The search whose hits were tagged.")
    at_bench = models.BooleanField(
        default=False, help_text="Done on a passage at the bench, where a key undoes it."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.action


class BatchEntry(models.Model):
    """What an action did to one judgment: the row as it stood before and after, null for none.

    `row` is the primary key of the tagging, reading or comment, which may be gone. Of a term that
    was merged or split, it is what it was merged into and its broader term; of a round that was
    closed, when.
    """

    class Table(models.TextChoices):
        TAGGING = "tagging", "tagging"
        READING = "reading", "reading"
        TERM = "term", "term"
        COMMENT = "comment", "comment"
        ROUND = "round", "round"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="entries")
    table = models.CharField(max_length=10, choices=Table)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["batch", "pk"]
        verbose_name_plural = "batch entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False),
                name="batch_entry_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


@pghistory.track(*changes_only(level=pghistory.Statement))
class Anchor(models.Model):
    """Where in a passage something holds, by the three selectors of the W3C Web Annotation model.

    The passage with a position in its version of `revision` (offsets within that text), the exact
    words with what stands before and after, and the revision. An anchor on the whole passage has
    `whole` set and keeps no words of its own: its words are the version's.
    """

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="anchors")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    whole = models.BooleanField(default=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=AnchorState, default=AnchorState.ATTACHED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="anchor_span_not_empty"),
            models.CheckConstraint(
                condition=Q(whole=True, start=0, exact="") | (Q(whole=False) & ~Q(exact="")),
                name="anchor_has_words_unless_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AnchorState.values), name="anchor_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.exact}”" if self.exact else "the whole passage"


@pghistory.track(*every_change(level=pghistory.Statement))
class Tagging(models.Model):
    """One judgment: this term, in this version of its definition, holds here.

    `agent` names the hand, rule or file that it comes from; `by` is the account, where there is
    one. The public sees what is approved, outside blind rounds that are not settled.
    """

    term_version = models.ForeignKey(TermVersion, models.PROTECT, related_name="taggings")
    anchor = models.ForeignKey(Anchor, models.CASCADE, related_name="taggings")
    status = models.CharField(max_length=10, choices=TaggingStatus, default=TaggingStatus.SUGGESTED)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agent = models.CharField(max_length=200, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="taggings")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="taggings")
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decider = models.CharField(
        max_length=200, blank=True, help_text="Who decided, where the account is not here."
    )

    objects = TaggingQuerySet.as_manager()

    class Meta:
        permissions = [
            ("tag_passages", "Can tag passages"),
            ("review_taggings", "Can approve and reject taggings"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["anchor", "term_version", "by", "agent", "round"],
                nulls_distinct=False,
                name="tagging_once_by_hand_and_round",
            ),
            models.CheckConstraint(
                condition=Q(status__in=TaggingStatus.values), name="tagging_status_known"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | ~Q(agent=""), name="tagging_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_version} on {self.anchor}"


@pghistory.track(*changes_only(level=pghistory.Statement))
class Reading(models.Model):
    """That somebody has read a version for a vocabulary: so "none" differs from "not yet read"."""

    version = models.ForeignKey(PassageVersion, models.CASCADE, related_name="readings")
    vocabulary = models.ForeignKey(Vocabulary, models.PROTECT, related_name="readings")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agent = models.CharField(max_length=200, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="readings")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "vocabulary", "by", "agent", "round"],
                nulls_distinct=False,
                name="reading_once_by_hand_and_round",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | ~Q(agent=""), name="reading_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} read for {self.vocabulary}"


class Comment(models.Model):
    """What one of those who tag says about a passage to the others; never public."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="comments")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agent = models.CharField(max_length=200, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="comments")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False) | ~Q(agent=""), name="comment_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.text
