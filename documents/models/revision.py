"""The canonical plain text of a document at one time."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from documents.models.document import Document
from documents.models.original import Receipt
from documents.models.tracking import changes_only
from documents.querysets import RevisionQuerySet


@pghistory.track(*changes_only(), exclude=["text", "runs"])
class Revision(models.Model):
    """A text that offsets count in, in Unicode code points, made from an original or by an editor.

    `runs` lead back to the original: rows of (start here, start in the decoded original, length).
    `rules_version` is that of the rules of normalising which made it.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    runs = ArrayField(ArrayField(models.IntegerField(), size=3), default=list, blank=True)
    charset = models.CharField(max_length=40, blank=True)
    rules_version = models.PositiveIntegerField()
    receipt = models.ForeignKey(
        Receipt, models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_current = models.BooleanField(
        default=False, help_text="The one that is read, searched and cited now."
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="revision_number_once_by_document"
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(is_current=True),
                name="revision_one_current_by_document",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, revision {self.number}"
