"""Drafts: what was loaded and never public, and can go again without a trace in public."""

import pgtrigger
from django.db import transaction

from documents.models import Document
from documents.withdrawing import columns, removal


class NotADraft(Exception):
    """The document was public once: its addresses are cited, so it can only be withdrawn."""


@transaction.atomic
def discard(document: Document) -> None:
    """Remove a draft with its text, voices and originals; people stay. Raises NotADraft."""
    if document.first_published_at is not None:
        raise NotADraft("It was public once, and may have been cited: withdraw it instead.")
    remove(document)


def remove(document: Document) -> None:
    """Remove a document with its text, voices, files and history; people stay."""
    rows = columns.rows_below(Document, [document.pk])
    document.ingest_items.update(message="")
    removal.remove_contents(document)
    with pgtrigger.ignore():
        document.delete()
        removal.remove_history(rows)
