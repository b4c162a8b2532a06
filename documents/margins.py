"""What stands in the margins of passages, fetched in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from documents.edition import Judgment, ShownPassage, spans_of
from documents.excerpts import is_restricted
from documents.models import (
    Note,
    PassageVersion,
    Quotation,
    Reading,
    Tagging,
    TermVersion,
    Vocabulary,
)
from documents.tagging.blindness import veil
from documents.vocabularies import AnchorState

PALETTE = 4
"""The colours that the style sheet has for registers."""


@dataclass(frozen=True)
class Margins:
    """What is said of some versions: notes and judgments by version, quotations by passage (primary
    keys).
    """

    notes: Mapping[int, Sequence[Note]]
    quotations: Mapping[int, Sequence[Quotation]]
    judgments: Mapping[int, list[Judgment]]


def margins_of(versions: Sequence[PassageVersion]) -> Margins:
    """Fetched in seven queries."""
    return Margins(_notes(versions), quotations_by(versions), judgments(versions))


def with_margins(
    versions: Sequence[PassageVersion], margins: Margins | None = None
) -> list[ShownPassage]:
    """The versions, in their order, with notes, quotations and judgments: seven queries, unless
    whoever asks has their `margins` already.

    Wants `passage__document`, `appearance` and `appearance__speaker` to be selected already. The
    words of a withdrawn passage are taken out, and what is beyond an excerpt where no more may be
    shown.
    """
    margins = margins or margins_of(versions)
    shown = []
    for version in versions:
        if version.passage.withdrawn_at is not None:
            version.text = ""
            shown.append(ShownPassage(version, withdrawn=True))
            continue
        quotes = margins.quotations.get(version.passage_id, ())
        firsts: dict[str, Quotation] = {}
        for quotation in quotes:
            if quotation.appearance:
                firsts.setdefault(quotation.appearance.shown_name, quotation)
        shown.append(
            ShownPassage(
                version,
                spans=spans_of(margins.notes.get(version.pk, ()), quotes),
                quoted=[first.appearance for first in firsts.values() if first.appearance],
                attributed=list(firsts.values()),
                judgments=margins.judgments.get(version.pk, []),
            )
        )
        if is_restricted(version.passage.document):
            shown[-1].cut()
    return shown


def quotations_in(versions: Iterable[PassageVersion]) -> list[Quotation]:
    """The quotations that stand in some versions, in their order within each passage."""
    return list(
        Quotation.objects.filter(
            anchor__passage__in=[version.passage_id for version in versions],
            anchor__state__in=AnchorState.standing(),
        )
        .select_related("anchor", "appearance__speaker")
        .order_by("anchor__passage", "anchor__start", "pk")
    )


def judgments(versions: Sequence[PassageVersion]) -> dict[int, list[Judgment]]:
    """By version (primary key), what the public may know of its tags, one for each vocabulary.

    Five queries. A passage that carries an approved tag counts as read: somebody must have read it.
    """
    passages = [version.passage_id for version in versions]
    tagged: dict[int, set[int]] = defaultdict(set)
    for passage, term in (
        Tagging.objects.public()
        .filter(anchor__passage__in=passages)
        .values_list("anchor__passage", "term_version__term")
    ):
        tagged[passage].add(term)
    undecided = set(
        Tagging.objects.undecided()
        .outside_blind_rounds()
        .filter(anchor__passage__in=passages)
        .values_list("anchor__passage", "term_version__term__vocabulary")
    )
    readings = set(
        Reading.objects.public()
        .filter(version__in=[version.pk for version in versions])
        .values_list("version", "vocabulary")
    )
    known = list(Vocabulary.objects.all())
    return judged_by(versions, known, current_terms(), tagged, readings, undecided)


def judged_by(
    versions: Iterable[PassageVersion],
    vocabularies: Sequence[Vocabulary],
    terms: Mapping[int, Sequence[TermVersion]],
    tagged: Mapping[int, Collection[int]],
    readings: Collection[tuple[int, int]],
    undecided: Collection[tuple[int, int]],
) -> dict[int, list[Judgment]]:
    """By version, its judgments: `terms` by vocabulary, the terms `tagged` by passage, and the
    pairs of version and vocabulary in which it was read, of passage and vocabulary in which it
    waits for a decision. What is hidden from whoever is answered is left out.
    """
    found: dict[int, list[Judgment]] = defaultdict(list)
    hidden = veil()
    for version in versions:
        for vocabulary in vocabularies:
            if hidden.covers(vocabulary.pk, version.passage_id):
                continue
            listed = terms.get(vocabulary.pk, ())
            marked = tagged.get(version.passage_id, ())
            held = tuple(term for term in listed if term.term_id in marked)
            read = bool(held) or (version.pk, vocabulary.pk) in readings
            cells = cells_of(listed, held) if vocabulary.exhaustive_register else ()
            waits = (version.passage_id, vocabulary.pk) in undecided
            found[version.pk].append(Judgment(vocabulary, held, read, cells, waits))
    return found


def decisions_on(version: PassageVersion) -> dict[int, Tagging]:
    """By term (primary key), the public tagging of a passage that was decided first. One query."""
    found = (
        Tagging.objects.public()
        .filter(anchor__passage=version.passage_id)
        .select_related("decided_by", "term_version__term__vocabulary")
        .order_by("-decided_at", "-pk")
    )
    return {tagging.term_version.term_id: tagging for tagging in found}


def cells_of(listed: Iterable[TermVersion], held: Iterable[TermVersion]) -> tuple[str, ...]:
    """The register of a passage: for each term of the list the class of its cell, else empty."""
    terms = {term.term_id for term in held}
    return tuple(
        colour_of(term, place) if term.term_id in terms else ""
        for place, term in enumerate(listed, start=1)
    )


def colour_of(term: TermVersion, place: int) -> str:
    """The class of a term's cell: its own colour, else that of its place, else plain."""
    colour = term.term.colour or place
    return f"p{colour}" if 1 <= colour <= PALETTE else "on"


def current_terms() -> dict[int, list[TermVersion]]:
    """By vocabulary (primary key), the current versions of its terms in order."""
    terms: dict[int, list[TermVersion]] = defaultdict(list)
    for version in (
        TermVersion.objects.filter(is_current=True, term__merged_into=None)
        .select_related("term__vocabulary")
        .order_by("term__order", "term")
    ):
        terms[version.term.vocabulary_id].append(version)
    return terms


def _notes(versions: Iterable[PassageVersion]) -> dict[int, list[Note]]:
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in Note.objects.filter(version__in=[version.pk for version in versions]):
        notes[note.version_id].append(note)
    return notes


def quotations_by(versions: Sequence[PassageVersion]) -> dict[int, list[Quotation]]:
    """By passage (primary key), the quotations in it."""
    quotations: dict[int, list[Quotation]] = defaultdict(list)
    for quotation in quotations_in(versions):
        quotations[quotation.anchor.passage_id].append(quotation)
    return quotations
