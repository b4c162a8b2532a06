"""What was taken out of the archive, by whom and why, and what is remembered to keep it out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models.document import Document
from documents.models.passage import Passage
from documents.vocabularies import WithdrawalKind


class Withdrawal(models.Model):
    """That words were redacted, or a passage or a document withdrawn. It holds none of the words.

    The public is told the day and the kind, and of what is still public where it was; who did it
    and the reason are for keepers. `documents` and `passages` are those that were touched.
    """

    kind = models.CharField(max_length=10, choices=WithdrawalKind)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(help_text="For keepers; never public.")
    documents = models.ManyToManyField(Document, related_name="withdrawals")
    passages = models.ManyToManyField(Passage, related_name="withdrawals")
    places = models.PositiveIntegerField(default=0, help_text="In so many places words stood.")
    let_in_at = models.DateTimeField(null=True, blank=True)

    left_on_disk: list[str]
    """Just after it, the tables that could not be written anew; see `withdrawing.scrubbing`."""

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=WithdrawalKind.values), name="withdrawal_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d}"


class Remembered(models.Model):
    """A keyed digest of something that was taken out, by which it is known if it comes again.

    `length` is the number of letters and figures of words; `document` is where they were redacted,
    None for the whole archive. `key` tells under which secret key the digest was made.
    """

    class Kind(models.TextChoices):
        WORDS = "words", "words"
        FILE = "file", "a file"
        KEY = "key", "a document's key"

    withdrawal = models.ForeignKey(Withdrawal, models.CASCADE, related_name="remembered")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    digest = models.CharField(max_length=64, db_index=True)
    length = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["words", "file", "key"]), name="remembered_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.withdrawal}"
