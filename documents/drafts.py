"""Drafts: what was loaded and never public, and can go again without a trace in public."""

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from documents.models import (
    Anchor,
    Document,
    Original,
    PassageVersion,
    Quotation,
    Revision,
)


class NotADraft(Exception):
    """The document was public once: its addresses are cited, so it can only be withdrawn."""


@transaction.atomic
def discard(document: Document) -> None:
    """Remove a draft with its text, voices and originals; people stay. Raises NotADraft."""
    if document.first_published_at is not None:
        raise NotADraft("It was public once, and may have been cited: withdraw it instead.")
    remove(document)


def remove(document: Document) -> None:
    """Remove a document with its text, voices and originals; people stay."""
    originals = Original.objects.filter(receipts__document=document)
    others = Document.objects.exclude(pk=document.pk)
    unshared = list(originals.exclude(receipts__document__in=others))
    # In the order in which each protects the next.
    Quotation.objects.filter(anchor__passage__document=document).delete()
    Anchor.objects.filter(passage__document=document).delete()
    PassageVersion.objects.filter(passage__document=document).delete()
    Revision.objects.filter(document=document).delete()
    document.delete()
    paths = [original.path for original in unshared]
    for original in unshared:
        original.delete()
    transaction.on_commit(lambda: _remove(paths))


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
