"""What became of what was cited: passages, and the names in addresses."""

from django.db import models
from django.db.models import F, Q

from documents.models.passage import Passage
from documents.models.revision import Revision
from documents.vocabularies import SuccessionKind


class Succession(models.Model):
    """A passage gave way, wholly or in part, to another (`to`), or to none (withdrawn)."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="successions")
    to = models.ForeignKey(
        Passage, models.CASCADE, null=True, blank=True, related_name="predecessions"
    )
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="successions"
    )
    kind = models.CharField(max_length=10, choices=SuccessionKind)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "to", "revision"],
                nulls_distinct=False,
                name="succession_once",
            ),
            models.CheckConstraint(
                condition=Q(to__isnull=True) | ~Q(to=F("passage")), name="succession_moves_on"
            ),
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.WITHDRAWN, to__isnull=True)
                | (~Q(kind=SuccessionKind.WITHDRAWN) & Q(to__isnull=False)),
                name="succession_leads_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage}: {self.kind}"


class FormerAddress(models.Model):
    """A slug that was public once and where it leads now; never given to anything else.

    `space` is what the slug names: "document", "speaker", or "term:" and the vocabulary's key.
    """

    space = models.CharField(max_length=60)
    slug = models.SlugField(max_length=120)
    to = models.SlugField(max_length=120, blank=True, help_text="Empty: withdrawn.")
    kind = models.CharField(max_length=10, choices=SuccessionKind)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["space", "slug"]
        verbose_name_plural = "former addresses"
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="former_address_once"),
            models.CheckConstraint(condition=~Q(slug=F("to")), name="former_address_moves_on"),
        ]

    def __str__(self) -> str:
        return f"{self.space}: {self.slug}"
