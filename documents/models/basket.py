"""Passages that a reader keeps without an account, and copies of them that were shared."""

from django.db import models

from documents.models.passage import Passage, PassageVersion

LONGEST_NOTE = 2000


class Basket(models.Model):
    """A reader's passages. Who has the key (in a cookie) has the basket: `key_sha256` is its hash,
    so that the table alone opens none.
    """

    key_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return f"basket {self.pk}"


class BasketItem(models.Model):
    """A passage in a basket, in its place, with the reader's note. What was removed stays for a
    while, so that it can be put back.
    """

    basket = models.ForeignKey(Basket, models.CASCADE, related_name="items")
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="+")
    order = models.PositiveIntegerField()
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["basket", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["basket", "passage"], name="basket_passage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.passage} in {self.basket}"


class SharedBasket(models.Model):
    """A basket as it was when it was shared, under an address that nobody can guess."""

    key = models.CharField(max_length=43, unique=True)
    basket = models.ForeignKey(Basket, models.SET_NULL, null=True, related_name="shares")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"shared basket of {self.created_at:%Y-%m-%d}"


class SharedItem(models.Model):
    """A passage of a shared basket: its version then, the citation and the note as they were, and
    how it was described (`documents.basket.snapshot`; null in copies from before that was kept).

    The words are those of the version: what is withdrawn or redacted is so here as well. Of a
    document that was withdrawn no version is left, and no citation.
    """

    shared = models.ForeignKey(SharedBasket, models.CASCADE, related_name="items")
    version = models.ForeignKey(PassageVersion, models.SET_NULL, null=True, related_name="+")
    order = models.PositiveIntegerField()
    citation = models.JSONField()
    """Pandoc's inline elements."""
    described = models.JSONField(null=True, default=None)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["shared", "order"]
        constraints = [
            models.UniqueConstraint(fields=["shared", "order"], name="shared_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version} in {self.shared}"
