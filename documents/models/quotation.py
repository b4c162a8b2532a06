"""Words inside a passage that somebody else said."""

import pghistory
from django.db import models
from django.db.models import F, Q

from documents.models.appearance import Appearance
from documents.models.tagging import Anchor
from documents.models.tracking import changes_only
from documents.vocabularies import Evidence


@pghistory.track(*changes_only())
class Quotation(models.Model):
    """Quoted words, without the marks, and the appearance (part quoted) whose words they are.

    `parent` is the quotation it is nested in, `continues` the one it goes on with after "…, he
    said, …".
    """

    anchor = models.OneToOneField(Anchor, models.CASCADE, related_name="quotation")
    appearance = models.ForeignKey(
        Appearance, models.PROTECT, null=True, blank=True, related_name="quotations"
    )
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="nested")
    continues = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )
    evidence = models.CharField(max_length=12, choices=Evidence, default=Evidence.NONE)
    basis = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="quotation_not_in_itself",
            ),
            models.CheckConstraint(
                condition=Q(continues__isnull=True) | ~Q(continues=F("pk")),
                name="quotation_not_after_itself",
            ),
        ]

    def __str__(self) -> str:
        return str(self.anchor)
