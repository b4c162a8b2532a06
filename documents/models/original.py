"""The bytes as they were received."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models.document import Document


class Original(models.Model):
    """Bytes, kept once by content: the file stands in `settings.ORIGINALS` under its SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="original_sha256_is_hex"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> Path:
        return Path(settings.ORIGINALS) / self.sha256[:2] / self.sha256

    def read(self) -> bytes:
        """The bytes. Raises OSError where the file is gone, ValueError where it was changed."""
        data = self.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ValueError(
                f"The original {self.sha256} is damaged: its bytes have another SHA-256."
            )
        return data


class Receipt(models.Model):
    """That an original arrived for a document: when, from where, under which name."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="receipts")
    original = models.ForeignKey(Original, models.PROTECT, related_name="receipts")
    name = models.CharField(max_length=1000, help_text="The file name as given.")
    source = models.CharField(
        max_length=2000, blank=True, help_text="The address or folder that it came from."
    )
    received_at = models.DateTimeField(auto_now_add=True)
    is_redacted = models.BooleanField(
        default=False,
        editable=False,
        help_text="The archive's own text stands in for the file, from which words were taken out.",
    )

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "original"], name="receipt_once_by_document"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="receipt_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
