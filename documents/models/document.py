"""One text as described: what it is, when and where it was said, and what may be done with it."""

import pghistory
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, ExtractYear
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.urls import reverse

from documents import edtf
from documents.models.collection import Collection
from documents.querysets import DocumentQuerySet
from documents.vocabularies import Access, Kind, Rights, State

DATES = ("held", "published", "recorded")
EARLIEST = Coalesce("held_earliest", "published_earliest")
LATEST = Coalesce("held_latest", "published_latest")


def _date_constraints(name: str) -> list[models.CheckConstraint]:
    """An EDTF value has both bounds, an absent one neither, and the bounds are in order."""
    value, earliest, latest = (
        Q(**{f"{name}{end}__isnull": True}) for end in ("", "_earliest", "_latest")
    )
    return [
        models.CheckConstraint(
            condition=(value & earliest & latest) | (~value & ~earliest & ~latest),
            name=f"document_{name}_has_bounds",
        ),
        models.CheckConstraint(
            condition=earliest | Q(**{f"{name}_earliest__lte": F(f"{name}_latest")}),
            name=f"document_{name}_bounds_in_order",
        ),
    ]


@pghistory.track()
class Document(models.Model):
    """A text under one key. Unknown values are null, never guessed.

    `key` is the `id` of the description, else the source address, else the end of the path that it
    was first loaded from. `slug` and `citation_key` are minted at the first publication and then
    stay. Dates are EDTF (ISO 8601-2:2019), each with the earliest and latest day that it allows.
    `evidence` says by field how a value is known: {"title": {"how": "label", "basis": "…"}}.
    """

    key = models.CharField(max_length=500, unique=True)
    slug = models.SlugField(max_length=120, unique=True, null=True, blank=True)
    citation_key = models.CharField(max_length=80, unique=True, null=True, blank=True)
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="documents")
    title = models.CharField(max_length=1000, null=True, blank=True)  # noqa: DJ001
    kind = models.CharField(max_length=20, choices=Kind, null=True, blank=True)  # noqa: DJ001

    held = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001
    held_earliest = models.DateField(null=True, blank=True, editable=False)
    held_latest = models.DateField(null=True, blank=True, editable=False)
    published = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001
    published_earliest = models.DateField(null=True, blank=True, editable=False)
    published_latest = models.DateField(null=True, blank=True, editable=False)
    recorded = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001
    recorded_earliest = models.DateField(null=True, blank=True, editable=False)
    recorded_latest = models.DateField(null=True, blank=True, editable=False)
    date_note = models.TextField(blank=True)

    earliest = models.GeneratedField(
        expression=EARLIEST, output_field=models.DateField(null=True), db_persist=True
    )
    latest = models.GeneratedField(
        expression=LATEST, output_field=models.DateField(null=True), db_persist=True
    )
    year = models.SmallIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="Of the event, else of publication; null where the date does not fix a year.",
    )

    event = models.CharField(max_length=500, null=True, blank=True)  # noqa: DJ001
    venue = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001
    place = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001
    publisher = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001
    language = models.CharField(max_length=35, null=True, blank=True, help_text="BCP 47")  # noqa: DJ001
    summary = models.TextField(blank=True)
    source_url = models.URLField(max_length=2000, blank=True)
    source_retrieved = models.DateField(null=True, blank=True)

    rights = models.URLField(choices=Rights, default=Rights.NOT_EVALUATED)
    rights_holder = models.CharField(max_length=300, blank=True)
    rights_note = models.TextField(blank=True)
    access = models.CharField(max_length=10, choices=Access, default=Access.FULL)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    embargo_until = models.DateField(null=True, blank=True)
    evidence = models.JSONField(default=dict, blank=True)
    load_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Of the original, its description and the rules that it was last loaded with.",
    )
    location = models.TextField(
        blank=True,
        editable=False,
        help_text="Where the file lies that it was last loaded from; never public.",
    )
    note = models.TextField(blank=True, help_text="For keepers; never public.")

    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(blank=True, help_text="For keepers; never public.")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-earliest", "title", "pk"]
        permissions = [("keep_archive", "Can load, correct, publish and withdraw documents")]
        constraints = [
            *(constraint for name in DATES for constraint in _date_constraints(name)),
            models.CheckConstraint(
                condition=Q(year__isnull=True)
                | (
                    Q(GreaterThanOrEqual(F("year"), ExtractYear(EARLIEST)))
                    & Q(LessThanOrEqual(F("year"), ExtractYear(LATEST)))
                ),
                name="document_year_within_dates",
            ),
            models.CheckConstraint(
                condition=Q(kind__isnull=True) | Q(kind__in=Kind.values), name="document_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(access__in=Access.values), name="document_access_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="document_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | Q(
                    slug__isnull=False,
                    citation_key__isnull=False,
                    first_published_at__isnull=False,
                ),
                name="document_public_has_names",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | Q(withdrawn_at__isnull=False),
                name="document_withdrawn_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "year"]),
            HashIndex(name="document_location", fields=["location"], condition=~Q(location="")),
            GinIndex(name="document_title_trgm", fields=["title"], opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    def save(self, *args, **kwargs) -> None:
        self.set_bounds()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.slug])

    def set_bounds(self) -> None:
        """Fill year and the earliest and latest day of each date from the EDTF values.

        Raises `edtf.NotADate`.
        """
        for name in DATES:
            value = getattr(self, name) or None
            earliest, latest = edtf.bounds(value) or (None, None)
            setattr(self, name, value)
            setattr(self, f"{name}_earliest", earliest)
            setattr(self, f"{name}_latest", latest)
        self.year = edtf.year(self.date)

    @property
    def date(self) -> str | None:
        """The EDTF date it is filed under: that of the event, else of publication."""
        return self.held or self.published

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED and self.access != Access.HIDDEN
