"""Texts that are nearly the same, such as one op-ed in two newspapers."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from documents.models.document import Document


class TextSketch(models.Model):
    """A few fingerprints of a document's text, by which like ones are found without reading them.

    Can be made anew from the text at any time (`documents.near_duplicates.sketch`).
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="sketch")
    marks = ArrayField(models.IntegerField())

    class Meta:
        verbose_name_plural = "text sketches"
        indexes = [GinIndex(name="sketch_marks", fields=["marks"])]

    def __str__(self) -> str:
        return f"sketch of {self.document}"


class NearDuplicate(models.Model):
    """Two documents with nearly the same words; both are kept, and their pages name each other.

    `one` is the lower key. Once a keeper said that they are not the same text (`refused_at`), they
    are not linked again.
    """

    one = models.ForeignKey(Document, models.CASCADE, related_name="+")
    other = models.ForeignKey(Document, models.CASCADE, related_name="+")
    percent = models.PositiveSmallIntegerField(help_text="Of the words that are the same.")
    found_at = models.DateTimeField(auto_now_add=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="near_duplicate_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="near_duplicate_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"
