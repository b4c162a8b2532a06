"""A keeper's decisions on who is who, so that each can be taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models.appearance import Appearance
from documents.models.speaker import Speaker, SpeakerName
from documents.vocabularies import Evidence


class Identification(models.Model):
    """One decision: a heading was merged into another, or voices were given to one, or to nobody.

    It holds which rows it changed and no words but the keeper's reason: what it is called, and what
    an undoing restores, is read from the rows themselves. So nothing comes back that was redacted
    in between.
    """

    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="identifications"
    )
    to_nobody = models.BooleanField(default=False, help_text="Decided: the person stays unknown.")
    absorbed = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="absorptions"
    )
    is_merger = models.BooleanField(default=False)
    is_new_heading = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=0, help_text="Of the voices.")
    also_merged = models.ManyToManyField(
        Speaker, blank=True, related_name="+", help_text="Headings merged into the absorbed before."
    )
    names_joined = models.ManyToManyField(SpeakerName, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    stayed = models.PositiveIntegerField(
        default=0, help_text="Voices that were decided anew before it was undone."
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_merger=False) | Q(to_nobody=False, is_new_heading=False),
                name="identification_of_one_kind",
            ),
        ]

    def __str__(self) -> str:
        why = f": {self.reason}" if self.reason else ""
        return f"{self.in_words}{why}"

    @property
    def in_words(self) -> str:
        """What was decided, as pages and the history say it."""
        to = self.speaker or ("nobody" if self.to_nobody else "a heading that is gone")
        if self.is_merger:
            return f"{self.absorbed or 'A heading that is gone'} merged into {to}"
        return f"{self.number} voice{'s' if self.number != 1 else ''} given to {to}"


class IdentifiedVoice(models.Model):
    """A voice that a decision gave to somebody, and whose it was before (null: nobody's)."""

    identification = models.ForeignKey(Identification, models.CASCADE, related_name="voices")
    appearance = models.ForeignKey(Appearance, models.CASCADE, related_name="identified")
    before = models.ForeignKey(Speaker, models.CASCADE, null=True, blank=True, related_name="+")
    evidence_before = models.CharField(max_length=12, choices=Evidence)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identification", "appearance"], name="identified_voice_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appearance}, before {self.before or 'nobody'}"
