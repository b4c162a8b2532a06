"""Passages as a Django project of this kind has them, with a stored vector under a GIN index."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Tag(models.Model):
    """A topic, or one of the 4 Ps."""

    facet = models.CharField(max_length=10)
    slug = models.CharField(max_length=40)


class Document(models.Model):
    title = models.CharField(max_length=1000)


class Passage(models.Model):
    document = models.ForeignKey(Document, models.CASCADE)
    text = models.TextField()
    search = SearchVectorField(null=True)
    speaker = models.CharField(max_length=40, db_index=True)
    year = models.SmallIntegerField(db_index=True)
    kind = models.CharField(max_length=20, db_index=True)
    part = models.CharField(max_length=20)
    role = models.CharField(max_length=40, db_index=True)
    publisher = models.CharField(max_length=40, db_index=True)
    language = models.CharField(max_length=10)
    collection = models.CharField(max_length=40, db_index=True)
    topics = models.ManyToManyField(Tag, related_name="passages_about")
    ps = models.ManyToManyField(Tag, related_name="passages_marked")

    class Meta:
        indexes = [GinIndex(name="plain_passage_search", fields=["search"])]
