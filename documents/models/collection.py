"""Which provenance a document belongs to."""

import pghistory
from django.db import models
from django.urls import reverse

from documents.vocabularies import Access, Rights


@pghistory.track()
class Collection(models.Model):
    """Documents of one provenance, with the rights that hold unless a document says otherwise."""

    slug = models.SlugField(unique=True, max_length=100)
    title = models.CharField(max_length=300)
    scope_and_content = models.TextField(blank=True, help_text="ISAD(G) 3.3.1")
    rights = models.URLField(choices=Rights, default=Rights.NOT_EVALUATED)
    access = models.CharField(max_length=10, choices=Access, default=Access.FULL)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(access__in=Access.values), name="collection_access_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("collection", args=[self.slug])
