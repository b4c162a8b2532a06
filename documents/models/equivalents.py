"""Words that mean the same to a search."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from documents.folding import folded_words


@pghistory.track()
class Equivalents(models.Model):
    """Forms that stand for each other when they are searched as bare words: "labor", "labour".

    What is written in capitals ("TIP") stands for the acronym alone. Phrases in quotation marks
    know no equivalents.
    """

    forms = ArrayField(
        models.CharField(max_length=100),
        help_text="Two or more words or phrases, as they are written.",
    )
    note = models.TextField(blank=True, help_text="Why they mean the same; for keepers.")

    class Meta:
        ordering = ["forms"]
        verbose_name = verbose_name_plural = "equivalents"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(forms__len__gte=2), name="equivalents_two_forms_or_more"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.forms)

    def clean(self) -> None:
        forms = self.forms or []
        if any(not folded_words(form) for form in forms):
            raise ValidationError({"forms": "Each form needs a letter or a figure."})
        if len({form.strip() for form in forms}) < 2:
            raise ValidationError({"forms": "Give two forms or more that differ."})
