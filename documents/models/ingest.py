"""What was loaded, when and how it went: bulk inserts are recorded as one run."""

from django.conf import settings
from django.db import models

from documents.models.document import Document
from documents.models.revision import Revision


class Outcome(models.TextChoices):
    """What became of one file."""

    NEW = "new", "new document"
    REVISED = "revised", "new revision"
    DESCRIBED = "described", "new description"
    UNCHANGED = "unchanged", "unchanged"
    DUPLICATE = "duplicate", "same bytes as another document"
    UNLIKE = "unlike", "too unlike the document under its key"
    DOUBTFUL = "doubtful", "waits for a keeper's decision"
    REFUSED = "refused", "refused"


class IngestRun(models.Model):
    """One call of the ingest command, or one upload."""

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.TextField(help_text="The paths or the upload that were read.")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    rules_version = models.PositiveIntegerField()

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}, {self.source}"


class IngestItem(models.Model):
    """One file of a run and its outcome."""

    run = models.ForeignKey(IngestRun, models.CASCADE, related_name="items")
    name = models.CharField(max_length=1000)
    key = models.CharField(max_length=500, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="ingest_items"
    )
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["run", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="ingest_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome}"
