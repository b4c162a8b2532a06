"""A voice in a document: what stands between words and people."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from documents.models.document import Document
from documents.models.speaker import Speaker
from documents.models.tracking import changes_only
from documents.querysets import AppearanceQuerySet
from documents.vocabularies import Evidence, Part


@pghistory.track(*changes_only())
class Appearance(models.Model):
    """A voice as printed in one document, and the speaker it belongs to, or nobody.

    `key` is unique in the document. `name`, `role` and `labels` are as printed; `heading` names a
    voice on pages where no name is printed ("Operator"). `evidence` says how the name is known for
    this voice, `speaker_evidence` how the speaker is: merging and splitting people touches only the
    second.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="appearances")
    key = models.CharField(max_length=120)
    order = models.PositiveIntegerField()
    part = models.CharField(max_length=12, choices=Part)
    name = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001
    role = models.TextField(blank=True)
    labels = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=12, choices=Evidence, default=Evidence.NONE)
    basis = models.TextField(blank=True)
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="appearances"
    )
    speaker_evidence = models.CharField(max_length=12, choices=Evidence, default=Evidence.NONE)
    speaker_basis = models.TextField(blank=True)

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "key"], name="appearance_key_once"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="appearance_part_known"),
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values) & Q(speaker_evidence__in=Evidence.values),
                name="appearance_evidence_known",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """What to call the voice on a page: the speaker's heading, else as printed."""
        if self.speaker_id and self.speaker:
            return self.speaker.name
        return self.name or self.heading or (self.labels[0] if self.labels else "Unnamed voice")
