"""What may be read of documents of which only excerpts may be shown."""

from collections.abc import Iterable

from documents.models import PassageVersion
from documents.vocabularies import Access

LONGEST = 420
"""Characters of one passage."""


def cut_to_excerpts(versions: Iterable[PassageVersion]) -> None:
    """Shortens the texts of fetched versions, between words, where their document wants it.

    Wants `passage__document` to be selected. Only what is in memory changes; offsets within the
    part that stays remain right.
    """
    for version in versions:
        if version.passage.document.access != Access.FULL and len(version.text) > LONGEST:
            kept = version.text[:LONGEST].rsplit(maxsplit=1)[0]
            version.text = f"{kept} …"
