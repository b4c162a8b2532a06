"""People and bodies, each under one heading, with their names and offices."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from documents import edtf
from documents.querysets import SpeakerQuerySet


@pghistory.track()
class Speaker(models.Model):
    """A person or body under one heading. `sort_name` orders lists ("Lagon, Mark P.")."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=300)
    sort_name = models.CharField(max_length=300)
    sort_key = models.CharField(
        max_length=300, editable=False, help_text="The sort name without accents and case."
    )
    is_body = models.BooleanField(default=False)
    wikidata = models.CharField(max_length=20, blank=True)
    viaf = models.CharField(max_length=30, blank=True)
    orcid = models.CharField(max_length=19, blank=True)
    note = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="speaker_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(wikidata="") | Q(wikidata__regex=r"^Q[1-9][0-9]*$"),
                name="speaker_wikidata_shape",
            ),
            models.CheckConstraint(
                condition=Q(viaf="") | Q(viaf__regex=r"^[0-9]+$"), name="speaker_viaf_shape"
            ),
            models.CheckConstraint(
                condition=Q(orcid="")
                | Q(orcid__regex=r"^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$"),
                name="speaker_orcid_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])


@pghistory.track()
class SpeakerName(models.Model):
    """A variant of a speaker's name, as printed somewhere."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["speaker", "name"], name="speaker_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Office(models.Model):
    """An office that a speaker held, with its days: office titles resolve by the date."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="offices")
    title = models.CharField(max_length=300)
    organisation = models.CharField(max_length=300, blank=True)
    begin = models.CharField(max_length=60, blank=True, help_text="EDTF")
    end = models.CharField(max_length=60, blank=True, help_text="EDTF; empty while it lasts")
    earliest = models.DateField(null=True, editable=False)
    latest = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["speaker", "earliest", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__isnull=True)
                | Q(latest__isnull=True)
                | Q(earliest__lte=F("latest")),
                name="office_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.speaker}"

    def save(self, *args, **kwargs) -> None:
        self.earliest = (edtf.bounds(self.begin or None) or (None,))[0]
        self.latest = (edtf.bounds(self.end or None) or (None,))[-1]
        super().save(*args, **kwargs)
