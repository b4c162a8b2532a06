"""Controlled lists that passages are tagged with; names as in SKOS."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from documents.identifiers import LONGEST_LABEL, LONGEST_TERM_SLUG

LANGUAGE = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z"
"""The shape of a tag (BCP 47)."""


@pghistory.track()
class Vocabulary(models.Model):
    """A controlled list. Its query key and path are data: a third vocabulary needs no code."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=LONGEST_LABEL)
    query_key = models.SlugField(max_length=20, unique=True)
    path = models.SlugField(max_length=40, unique=True)
    description = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text="Where the list and its definitions come from.")
    language = models.CharField(
        max_length=35,
        default="en",
        validators=[RegexValidator(LANGUAGE, "This is no language tag, as en or pt-BR are.")],
        help_text="BCP 47: of its labels and definitions.",
    )
    order = models.PositiveIntegerField(default=0)
    exhaustive_register = models.BooleanField(
        default=False, help_text="Shown as a register of cells in fixed order, as the 4 Ps are."
    )
    needs_review = models.BooleanField(
        default=True, help_text="A tagger's judgments are proposals until a reviewer approves them."
    )
    names_deciders = models.BooleanField(
        default=True, help_text="A passage's page says by name who approved its tags."
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "vocabularies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("vocabulary", args=[self.path])


@pghistory.track()
class Term(models.Model):
    """An entry of a vocabulary, the identity; its label and definition are in `TermVersion`."""

    vocabulary = models.ForeignKey(Vocabulary, models.PROTECT, related_name="terms")
    slug = models.SlugField(max_length=LONGEST_TERM_SLUG)
    broader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower"
    )
    order = models.PositiveIntegerField(default=0)
    keyboard = models.CharField(max_length=1, blank=True)
    colour = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="A place in the palette; never the only sign."
    )
    queries = models.TextField(
        blank=True, help_text="Searches whose hits are suggested for this term, one a line."
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        ordering = ["vocabulary", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "slug"], name="term_slug_once_by_vocabulary"
            ),
            models.CheckConstraint(
                condition=Q(broader__isnull=True) | ~Q(broader=F("pk")),
                name="term_not_broader_than_itself",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="term_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("term", args=[self.vocabulary.path, self.slug])


@pghistory.track()
class TermVersion(models.Model):
    """What a term was called and meant at one time; a tagging knows under which it was made."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=LONGEST_LABEL)
    alternative_labels = ArrayField(
        models.CharField(max_length=LONGEST_LABEL), default=list, blank=True
    )
    definition = models.TextField()
    scope_note = models.TextField(blank=True)
    examples = ArrayField(models.TextField(), default=list, blank=True)
    counter_examples = ArrayField(models.TextField(), default=list, blank=True)
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["term", "number"]
        constraints = [
            models.UniqueConstraint(fields=["term", "number"], name="term_version_number_once"),
            models.UniqueConstraint(
                fields=["term"],
                condition=Q(is_current=True),
                name="term_version_one_current",
            ),
        ]

    def __str__(self) -> str:
        return self.label
