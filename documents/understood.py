"""What was understood of a text, laid out for the keeper."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from documents.edition import Edition, ShownPassage, lay_out, spans_of
from documents.models import Appearance, Document, Note, PassageVersion, Quotation, Revision
from documents.vocabularies import PassageType


@dataclass(frozen=True)
class Person:
    """A voice of the document, with how many passages are its words and how many quote it."""

    appearance: Appearance
    passages: int
    quotations: int


@dataclass(frozen=True)
class Understood:
    """One revision as it was understood. `turns` counts spoken turns; `aside` is never public."""

    revision: Revision
    people: list[Person]
    quotations: list[Quotation]
    aside: list[PassageVersion]
    turns: int
    slides: int
    numbered: int
    unattributed: int


def understood(document: Document) -> Understood | None:
    """What was understood of the latest revision; None where there is no text. Four queries."""
    revision = document.revisions.order_by("-number").defer("text", "runs").first()
    if revision is None:
        return None
    versions = revision.passage_versions.order_by("order")
    rows = list(versions.values_list("type", "turn", "appearance"))
    numbered = [row for row in rows if row[0] in PassageType.numbered()]
    quotations = _quotations(revision)
    words: Counter[int | None] = Counter(appearance for _, _, appearance in numbered)
    quoted: Counter[int | None] = Counter(quotation.appearance_id for quotation in quotations)
    appearances = document.appearances.select_related("speaker").order_by("order")
    return Understood(
        revision=revision,
        people=[Person(a, words[a.pk], quoted[a.pk]) for a in appearances],
        quotations=quotations,
        aside=list(versions.filter(type=PassageType.FURNITURE)),
        turns=len({turn for _, turn, _ in numbered if turn is not None}),
        slides=sum(kind == PassageType.SLIDE for kind, _, _ in rows),
        numbered=len(numbered),
        unattributed=words[None],
    )


def text_of(revision: Revision, versions: Sequence[PassageVersion]) -> Edition:
    """Some passages of a revision in order, laid out as turns, notes and quoted words marked."""
    notes = Note.objects.filter(version__in=versions)
    quotations = _quotations(revision, versions)
    shown = [
        ShownPassage(
            version,
            spans_of(
                [note for note in notes if note.version_id == version.pk],
                [q for q in quotations if q.anchor.passage_id == version.passage_id],
            ),
        )
        for version in versions
    ]
    return lay_out(shown, quotations)


def _quotations(
    revision: Revision, versions: Sequence[PassageVersion] | None = None
) -> list[Quotation]:
    found = Quotation.objects.filter(anchor__revision=revision)
    if versions is not None:
        found = found.filter(anchor__passage__in=[version.passage_id for version in versions])
    found = found.select_related("anchor", "appearance__speaker")
    return list(found.order_by("pk"))
