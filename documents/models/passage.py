"""What is cited: a passage, its versions in revisions, and the notes inside them."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse

from documents.models.appearance import Appearance
from documents.models.document import Document
from documents.models.revision import Revision
from documents.models.tracking import changes_only
from documents.querysets import PassageQuerySet, PassageVersionQuerySet
from documents.vocabularies import Evidence, PassageType


# Passages arrive in bulk: their arrival, and the minting of their ids, is recorded as one ingest
# run; only what changes afterwards is recorded row by row.
@pghistory.track(*changes_only(condition=pgtrigger.Q(old__public_id__isnull=False)))
class Passage(models.Model):
    """An identity that outlives corrections.

    `public_id` is minted at the first publication (see `documents.identifiers`), stored, and never
    computed again; a passage of a draft has none yet.
    """

    public_id = models.CharField(max_length=16, unique=True, null=True, editable=False)  # noqa: DJ001
    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(blank=True, help_text="For keepers; never public.")

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(public_id__isnull=True) | Q(public_id__regex=r"^[0-9a-z]{8,16}$"),
                name="passage_public_id_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id or f"draft passage {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("passage", args=[self.public_id])


@pghistory.track(*changes_only())
class PassageVersion(models.Model):
    """A passage in a revision: `text` is `revision.text[start:end]`.

    `number` is the printed paragraph number (pinpoint), frozen with the revision; `number_sort`
    orders "12", "12a", "13". `locator` is the source's own: page, column, slide. `turn` counts
    spoken turns. `evidence` says how it is known whose words these are.
    """

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="versions")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="passage_versions")
    order = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    type = models.CharField(max_length=10, choices=PassageType)
    turn = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=12, null=True, blank=True)  # noqa: DJ001
    number_sort = models.PositiveIntegerField(null=True, blank=True)
    locator = models.CharField(max_length=60, blank=True)
    media_start = models.DecimalField(
        max_digits=9, decimal_places=3, null=True, blank=True, help_text="Seconds."
    )
    appearance = models.ForeignKey(
        Appearance, models.PROTECT, null=True, blank=True, related_name="passage_versions"
    )
    label = models.CharField(max_length=300, blank=True, help_text="As printed before the turn.")
    evidence = models.CharField(max_length=12, choices=Evidence, default=Evidence.NONE)
    basis = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47, where it differs.")
    reason = models.CharField(max_length=200, blank=True, help_text="Why it was set aside.")

    objects = PassageVersionQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "order"], name="version_order_once"),
            # With all that is counted by, so that nothing is read of long texts where they are.
            models.UniqueConstraint(
                fields=["revision", "passage"],
                include=["id", "type", "appearance"],
                name="version_passage_once",
            ),
            models.UniqueConstraint(
                fields=["revision", "number"],
                condition=Q(number__isnull=False),
                name="version_number_once",
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="version_span_not_empty"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("text")), name="version_text_fills_span"
            ),
            models.CheckConstraint(
                condition=Q(type__in=PassageType.values), name="version_type_known"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, number_sort__isnull=True)
                | Q(
                    number__isnull=False,
                    number_sort__isnull=False,
                    type__in=[str(t) for t in PassageType.numbered()],
                ),
                name="version_number_for_words_only",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage} in revision {self.revision_id}"


class Note(models.Model):
    """A stretch of a version that nobody spoke, such as "(Laughs.)"; offsets within its text."""

    version = models.ForeignKey(PassageVersion, models.CASCADE, related_name="notes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["version", "start"]
        constraints = [
            models.UniqueConstraint(fields=["version", "start"], name="note_start_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="note_span_not_empty"),
        ]

    def __str__(self) -> str:
        return f"note at {self.start} to {self.end}"
