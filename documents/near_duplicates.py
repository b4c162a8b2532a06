"""Finding texts that are nearly the same, and linking them; nothing is deleted.

Candidates share fingerprints: the lowest hashes of all runs of five words, a bottom-k sketch
(Broder, On the resemblance and containment of documents, 1997). Their texts are then compared.
"""

import zlib
from dataclasses import dataclass

from django.db.models import Q

from documents.folding import folded_words
from documents.ingest.likeness import likeness
from documents.models import Document, NearDuplicate, TextSketch

RUN = 5
"""Words in a run."""
MARKS = 96
"""Fingerprints kept of a text."""
SHARED = 24
"""From so many shared fingerprints two texts are compared."""
FEWEST = 40
"""Shorter texts, in runs, are like each other by chance."""
NEAR = 0.7
"""From this likeness two texts are nearly the same."""


@dataclass(frozen=True)
class Twin:
    """The other document of a pair."""

    pk: int
    twin: Document
    percent: int


def sketch(text: str) -> list[int]:
    """The fingerprints of a text; none of a text too short to tell."""
    words = folded_words(text)
    runs = {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    if len(runs) < FEWEST:
        return []
    return sorted(zlib.crc32(run.encode()) - 2**31 for run in runs)[:MARKS]


def link(document: Document, text: str) -> list[Twin]:
    """Keep the text's fingerprints, find what is nearly the same and link it."""
    marks = sketch(text)
    TextSketch.objects.update_or_create(document=document, defaults={"marks": marks})
    if not marks:
        return []
    own = set(marks)
    alike = TextSketch.objects.filter(marks__overlap=marks).exclude(document=document)
    candidates = [row.document_id for row in alike if len(own & set(row.marks)) >= SHARED]
    for other in Document.objects.filter(pk__in=candidates):
        latest = other.revisions.order_by("-number").first()
        percent = round(100 * likeness(text, latest.text)) if latest else 0
        if percent >= 100 * NEAR:
            one, two = sorted((document.pk, other.pk))
            NearDuplicate.objects.get_or_create(
                one_id=one, other_id=two, defaults={"percent": percent}
            )
    return of(document)


def of(document: Document) -> list[Twin]:
    """The documents that are nearly the same, unless a keeper said that they are not."""
    pairs = NearDuplicate.objects.filter(Q(one=document) | Q(other=document), refused_at=None)
    pairs = pairs.select_related("one", "other").order_by("-percent", "pk")
    return [
        Twin(pair.pk, pair.other if pair.one_id == document.pk else pair.one, pair.percent)
        for pair in pairs
    ]


def public_of(document: Document) -> list[Twin]:
    """Those of them that everybody may see."""
    twins = of(document)
    public = Document.objects.public().filter(pk__in=[twin.twin.pk for twin in twins])
    open_keys = set(public.values_list("pk", flat=True)) if twins else set()
    return [twin for twin in twins if twin.twin.pk in open_keys]


def in_words(twins: list[Twin]) -> str:
    """What a keeper is told at ingest."""
    names = "; ".join(
        f"“{twin.twin}” (key {twin.twin.key}, {twin.percent} % of the words)" for twin in twins
    )
    return f"Nearly the same text is held: {names}. Both are kept and linked."
