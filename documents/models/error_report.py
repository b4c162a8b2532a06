"""What readers report as wrong in a passage, without an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.models.passage import Passage
from documents.models.revision import Revision
from documents.vocabularies import ReportState

LONGEST_REPORT = 4000


class ErrorReport(models.Model):
    """A report on a passage as it stood in `revision`, and what the keepers made of it.

    Who has the `key` sees what became of it. `sender` tells apart, for a day or two, from where
    reports come (a keyed hash, see `documents.reporting`), so that one address cannot send many;
    then it is emptied.
    """

    key = models.CharField(max_length=43, unique=True, editable=False)
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="error_reports")
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="error_reports"
    )
    words = models.TextField(max_length=LONGEST_REPORT)
    contact = models.CharField(max_length=200, blank=True, help_text="For keepers; never public.")
    sender = models.CharField(max_length=64, blank=True, editable=False)
    at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OPEN)
    answer = models.TextField(blank=True, help_text="Shown to who reported it.")
    correction = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="mended_reports"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="error_report_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "at"]),
            models.Index(fields=["sender", "at"]),
        ]

    def __str__(self) -> str:
        return f"report on {self.passage}"

    def get_absolute_url(self) -> str:
        return reverse("error-report", args=[self.key])
