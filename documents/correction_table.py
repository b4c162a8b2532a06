"""What a correction does, laid out for the keeper: a row for whatever is not simply kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import Truncator

from documents.correcting import Proposal
from documents.differences import Run, differences, in_a_row
from documents.ingest import importer
from documents.ingest.carrying import CarriedQuotation, CarriedTag, Decisions
from documents.ingest.fates import Fate, Row
from documents.ingest.reading import Segment
from documents.models import Anchor, Appearance, Document
from documents.tagging.blindness import veil
from documents.vocabularies import AnchorState, PassageType

GONE = "gone"
YES, NO = "yes", "no"

WORDS_OF_FATES = {
    Fate.KEPT: "kept",
    Fate.MOVED: "moved",
    Fate.SPLIT: "split",
    Fate.MERGED: "merged",
    Fate.AMBIGUOUS: "ambiguous",
    Fate.ORPHANED: "orphaned",
    None: "new",
}


@dataclass(frozen=True)
class Choice:
    """A decision to be made: the name of its field, its options, what was chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""


@dataclass(frozen=True)
class TableRow:
    """One row: what it was called, its fate, what differs, what follows, what is to be decided."""

    what: str
    fate: str
    runs: tuple[Run, ...]
    says: str = ""
    choice: Choice | None = None


@dataclass(frozen=True)
class NewPassage:
    """A passage that the text yields."""

    number: str
    voice: str
    type: PassageType
    text: str


@dataclass(frozen=True)
class Table:
    """What a correction does: how many have which fate, by what they are, the rows of those that do
    not just stay, and all passages that the text yields. So many rows as `doubtful` says wait for a
    decision.
    """

    counts: list[tuple[str, list[tuple[str, int]]]]
    passages: list[TableRow]
    quotations: list[TableRow]
    tags: list[TableRow]
    yields: list[NewPassage]
    doubtful: int

    @property
    def waiting(self) -> list[TableRow]:
        """The rows that wait for a decision."""
        rows = [*self.passages, *self.quotations, *self.tags]
        return [row for row in rows if row.choice and not row.choice.chosen]


def table_of(document: Document, proposal: Proposal, decisions: Decisions) -> Table:
    """The table of a proposal, with what was decided so far."""
    voices = _voices(document, proposal)
    counts = proposal.found.counts()
    numbers = importer.numbers_to_be(document, proposal.old, proposal.reading, proposal.plan)
    return Table(
        [
            (what, [(fate, n) for fate, n in fates.items() if n])
            for what, fates in counts.items()
            if any(fates.values())
        ],
        list(_passages(proposal, decisions, voices)),
        [
            _quotation(proposal, carried, decisions)
            for carried in proposal.plan.quotations
            if carried.fate is not Fate.KEPT
        ]
        + list(_returning(proposal, voices)),
        [
            _tag(proposal, carried, decisions)
            for carried in proposal.plan.tags
            if carried.fate is not Fate.KEPT
            and (carried.fate is Fate.AMBIGUOUS or not _is_hidden(carried.anchor))
        ],
        [
            NewPassage(numbers.get(j, ""), voices.get(segment.voice or "", ""), segment.type, text)
            for j, segment in enumerate(proposal.reading.segments)
            for text in [proposal.reading.words(segment)]
        ],
        proposal.undecided(decisions),
    )


def decisions_in(data: Mapping[str, str]) -> Decisions:
    """The decisions that a form holds. Raises ValueError for what is none."""
    passages: dict[int, int | None] = {}
    tags: dict[int, bool] = {}
    quotations: dict[int, bool] = {}
    for name, value in data.items():
        kind, _, key = name.partition("-")
        if kind not in ("passage", "tag", "quotation") or not value:
            continue
        if kind == "passage":
            passages[int(key)] = None if value == GONE else int(value)
        elif value not in (YES, NO):
            raise ValueError(f"“{value[:40]}” decides nothing. Choose from the list.")
        else:
            (tags if kind == "tag" else quotations)[int(key)] = value == YES
    return Decisions(passages, tags, quotations)


def _voices(document: Document, proposal: Proposal) -> dict[str, str]:
    appearances = Appearance.objects.filter(document=document).select_related("speaker")
    new = {voice.key: voice.name or voice.key for voice in proposal.reading.voices}
    return {a.key: a.shown_name for a in appearances} | new


def _passages(
    proposal: Proposal, decisions: Decisions, voices: Mapping[str, str]
) -> Iterator[TableRow]:
    for row in proposal.found.alignment.rows:
        segments = [proposal.reading.segments[j] for j in row.new]
        says = _said_of(proposal, row, segments, voices)
        if row.fate is Fate.KEPT and not says:
            continue
        before = in_a_row(proposal.old[i].text for i in row.old)
        after = in_a_row(proposal.reading.words(segment) for segment in segments)
        yield TableRow(
            " and ".join(_called(proposal, i) for i in row.old) or "New passage",
            WORDS_OF_FATES[row.fate],
            tuple(differences(before, after)),
            says,
            _which(proposal, row, decisions) if row.fate is Fate.AMBIGUOUS else None,
        )


def _called(proposal: Proposal, i: int) -> str:
    version = proposal.old[i]
    return f"¶ {version.number}" if version.number else version.get_type_display()


def _said_of(
    proposal: Proposal, row: Row, segments: list[Segment], voices: Mapping[str, str]
) -> str:
    """What follows from the row, in a sentence or two."""
    back = proposal.found.returning.get(row.new[0]) if row.new else None
    if not row.old:
        return f"It gets back its former address, /passages/{back}/." if back else ""
    said = []
    if row.fate is Fate.MERGED and back:
        said.append(f"It gets back its former address, /passages/{back}/; all of these lead there.")
    elif row.fate is Fate.SPLIT:
        said.append("Its address will list its parts.")
    elif row.fate is Fate.MERGED:
        said.append("The longest keeps its address; those of the others lead there.")
    elif row.fate is Fate.ORPHANED:
        said.append("Its address will say that the corrected text no longer has it.")
    elif row.fate is Fate.MOVED and row.likeness == 100.0:
        said.append("It stands at another place.")
    first = proposal.old[row.old[0]]
    was = first.appearance.key if first.appearance else None
    if segments and segments[0].voice != was:
        now = voices.get(segments[0].voice or "", "nobody")
        said.append(f"The speaker changes from {voices.get(was or '', 'nobody')} to {now}.")
    if len(row.old) == len(segments) == 1 and segments[0].type != first.type:
        named = PassageType(segments[0].type).label
        said.append(f"It is taken for {named}, and was {first.get_type_display()}.")
    return " ".join(said)


def _which(proposal: Proposal, row: Row, decisions: Decisions) -> Choice:
    (i,) = row.old
    decided = decisions.passages.get(i, "")
    options = [
        (str(j), f"It is: “{_shortened(proposal.reading.words(proposal.reading.segments[j]))}”")
        for j in (*row.new, *row.others)
    ]
    return Choice(
        f"passage-{i}",
        f"Which one is {_called(proposal, i)}?",
        (*options, (GONE, "None of them: it is gone")),
        GONE if decided is None else str(decided),
    )


def _shortened(text: str) -> str:
    return Truncator(text).chars(110)


def _is_hidden(anchor: Anchor) -> bool:
    """Whether the keeper judges the same blind: then a decision is asked for without the terms, and
    what needs none is only counted.
    """
    hidden = veil()
    return bool(hidden.pairs) and any(
        hidden.covers(tagging.term_version.term.vocabulary_id, anchor.passage_id)
        for tagging in anchor.taggings.all()
    )


def _tag(proposal: Proposal, carried: CarriedTag, decisions: Decisions) -> TableRow:
    anchor = carried.anchor
    terms = ", ".join(sorted({str(t.term_version.label) for t in anchor.taggings.all()}))
    asks = f"Does “{terms}” go on?"
    if _is_hidden(anchor):
        terms = "a mark that is hidden from you"
        asks = f"Does {terms} go on?"
    after = ""
    if carried.position is not None:
        text = proposal.reading.words(proposal.reading.segments[carried.position])
        after = text[carried.start : carried.end]
    says = {
        AnchorState.REVIEW: "It waits for review before it is public again.",
        AnchorState.ORPHANED: "It is not public any more, and is kept with its former words.",
    }.get(carried.state, "")
    if carried.comes_back:
        did = "opened its review again" if anchor.state == AnchorState.REVIEW else "set it aside"
        says = f"An earlier correction {did}; it gets its words back. {says}".strip()
    choice = None
    if carried.fate is Fate.AMBIGUOUS:
        says = (
            "The same words stand there, but they may be others that read alike."
            if after == carried.before
            else "A number, a name, a negation or other words differ."
        )
        choice = Choice(
            f"tag-{anchor.pk}",
            asks,
            ((YES, "It goes on, to be reviewed"), (NO, "It is set aside with its former words")),
            _yes_or_no(decisions.tags.get(anchor.pk)),
        )
    runs = differences(carried.before, after) if after else [Run("removed", carried.before)]
    return TableRow(
        terms[:1].upper() + terms[1:] or "Mark",
        WORDS_OF_FATES[carried.fate],
        tuple(runs),
        says,
        choice,
    )


def _quotation(proposal: Proposal, carried: CarriedQuotation, decisions: Decisions) -> TableRow:
    quotation = carried.quotation
    before = quotation.anchor.exact
    name = quotation.appearance.shown_name if quotation.appearance else "Nobody named"
    runs = [Run("removed", before)]
    if carried.new is not None:
        quote = proposal.reading.quotes[carried.new]
        runs = differences(before, proposal.reading.source.text[quote.start : quote.end])
    choice = None
    if carried.fate is Fate.AMBIGUOUS:
        choice = Choice(
            f"quotation-{quotation.pk}",
            f"Are these the quoted words of {name}?",
            ((YES, "They are"), (NO, "They are not: it is no longer marked as theirs")),
            _yes_or_no(decisions.quotations.get(quotation.pk)),
        )
    return TableRow(name, WORDS_OF_FATES[carried.fate], tuple(runs), "", choice)


def _returning(proposal: Proposal, voices: Mapping[str, str]) -> Iterator[TableRow]:
    """Quotations that are marked again, since their passage says again what it said."""
    former = {carried.new for carried in proposal.plan.quotations}
    for n, quote in enumerate(proposal.reading.quotes):
        if n not in former:
            words = proposal.reading.source.text[quote.start : quote.end]
            name = voices.get(quote.voice or "", "Nobody named")
            says = "An earlier correction took it away; it is marked again."
            yield TableRow(name, "restored", (Run("same", words),), says)


def _yes_or_no(decided: bool | None) -> str:
    return "" if decided is None else (YES if decided else NO)
