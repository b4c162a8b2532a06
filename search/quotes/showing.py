"""Findings as the page shows them: verdict, both sides, what differs, where it stands, what else
the archive holds.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.citations import plain
from documents.citations.quoting import in_marks
from documents.models import Document, PassageVersion, Speaker
from documents.vocabularies import Part
from documents.wording import joined
from search.quotes.checking import Finding
from search.quotes.comparison import Paragraph, Piece, archive_side, quotation_side
from search.quotes.differences import Kind
from search.quotes.judgement import Flag, Judgement, Verdict
from search.quotes.people import Holding, holding_of, people_called
from search.quotes.reporting import first_version, is_closed, speakers
from search.quotes.sentences import MEANINGS, callouts
from search.quotes.source import Voice

SHORT = 120
"""Characters of a passage that is only named."""


class Holdings:
    """What the archive holds from those who are named on a page, each counted once."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[Speaker]] = {}
        self._by_speaker: dict[int, Holding] = {}

    def called(self, name: str) -> list[Holding]:
        if name not in self._by_name:
            self._by_name[name] = people_called(name)
        return [self._of(speaker) for speaker in self._by_name[name]]

    def _of(self, speaker: Speaker) -> Holding:
        if speaker.pk not in self._by_speaker:
            self._by_speaker[speaker.pk] = holding_of(speaker)
        return self._by_speaker[speaker.pk]


@dataclass(frozen=True)
class Place:
    """Where some words stand in the archive."""

    judgement: Judgement

    @cached_property
    def version(self) -> PassageVersion:
        return first_version(self.judgement)

    @property
    def document(self) -> Document:
        return self.version.passage.document

    @property
    def is_closed(self) -> bool:
        return is_closed(self.judgement)

    @property
    def url(self) -> str:
        """The passage in its document; alone where only excerpts may be read."""
        if self.is_closed:
            return self.version.passage.get_absolute_url()
        return f"{self.document.get_absolute_url()}#p{self.version.number}"

    @property
    def names(self) -> str:
        """Whose words they are."""
        return joined(speakers(self.judgement)) or "somebody who is not named"

    @property
    def voice(self) -> Voice:
        return self.judgement.voices[0]

    @property
    def quoted_by(self) -> str | None:
        """Who quotes the words, where they are a quotation in somebody's text; else None."""
        appearance = self.version.appearance
        own = {appearance.shown_name, appearance.name} if appearance else {None}
        if self.voice.shown is None or self.voice.shown in own:
            return None
        return appearance.shown_name if appearance else "a text without an author’s name"

    @property
    def verb(self) -> str:
        """What is done with words there."""
        appearance = self.version.appearance
        writes = appearance is not None and appearance.part == Part.AUTHOR
        return "written" if writes and not self.quoted_by else "said"

    @property
    def evidence(self) -> str:
        """How it is known whose words they are."""
        return self.voice.evidence

    @property
    def citation(self) -> str:
        """A line to be copied, without the address."""
        if self.quoted_by:
            by = f"{self.quoted_by}, " if self.version.appearance else ""
            rest = plain.citation(self.document, [], self.version)
            return f"{self.names}, quoted in {by}{rest}"
        appearance = self.version.appearance
        return plain.citation(self.document, [appearance] if appearance else [], self.version)

    @property
    def words(self) -> str:
        """The beginning of the archive's words; nothing of a document for excerpts only."""
        if self.is_closed:
            return ""
        judgement = self.judgement
        first, last = judgement.first, judgement.last
        if Flag.CONTAINS in judgement.flags:
            first, last = judgement.run[0], judgement.run[1] - 1
        text = " ".join(judgement.source.text(first, last).split())
        return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"

    @property
    def label(self) -> str:
        """The verdict on these words by themselves."""
        return MEANINGS[self.judgement.verdict].label


class Shown:
    """A finding on the page."""

    def __init__(self, finding: Finding, number: int, holdings: Holdings) -> None:
        self.finding = finding
        self.number = number
        self._holdings = holdings

    @property
    def id(self) -> str:
        return f"q{self.number}"

    @property
    def verdict(self) -> str:
        return str(self.finding.verdict)

    @property
    def label(self) -> str:
        return MEANINGS[self.finding.verdict].label

    @property
    def stated(self) -> str:
        return self.finding.asked.said_by

    @property
    def asked(self) -> str:
        return self.finding.quotation.text or self.finding.asked.text

    @cached_property
    def place(self) -> Place | None:
        return Place(self.finding.best) if self.finding.best else None

    @property
    def lead(self) -> str:
        """The verdict in a sentence."""
        place, verdict = self.place, self.finding.verdict
        if place is None:
            if verdict is Verdict.REFUSED:
                return self.finding.reason
            if contained := self.finding.contained:
                whose = joined(speakers(contained)) or "somebody who is not named"
                return f"Not as a whole; but it contains words of {whose}."
            return "Nothing close enough. That is not proof that it was not said."
        whose = f"{place.verb} by {place.names}"
        match verdict:
            case Verdict.EXACT:
                return f"These words, in this order, {whose}."
            case Verdict.PUNCTUATION if Flag.WORDS_AROUND in self.finding.flags:
                return f"The same words, {whose}, where {self.stated} is quoted."
            case Verdict.PUNCTUATION:
                return f"The same words, {whose}; {_mild(place.judgement)} differ."
            case Verdict.ABRIDGED:
                return f"The same words, {whose}, with something left out as the ellipsis says."
            case Verdict.MISATTRIBUTED:
                return f"The words are here, {whose}, not by {self.stated}."
        if Flag.WRONG_SPEAKER in self.finding.flags:
            return f"Close to words {whose}, not by {self.stated}; and words differ."
        if Flag.SEVERAL_SPEAKERS in self.finding.flags:
            return f"Close to a passage, but it runs words {whose} together."
        return f"Close to words {whose}, but words differ."

    @property
    def quotation(self) -> list[Piece]:
        return quotation_side(self.finding.quotation, self.finding.best)

    @property
    def archive(self) -> list[Paragraph]:
        return archive_side(self.place.judgement, self.place.is_closed) if self.place else []

    @property
    def is_marked(self) -> bool:
        """Whether the archive's words are marked as found; else what differs is."""
        return self.finding.verdict is not Verdict.ALTERED

    @property
    def callouts(self) -> list[str]:
        return callouts(self.place.judgement, self.place.is_closed) if self.place else []

    @property
    def is_wrongly_ascribed(self) -> bool:
        return Flag.WRONG_SPEAKER in self.finding.flags

    @cached_property
    def others(self) -> list[Place]:
        """Where the same words stand as well, in order of time."""
        places = [Place(judgement) for judgement in self.finding.others]
        return sorted(places, key=lambda p: (p.document.earliest is None, p.document.earliest))

    @property
    def others_when(self) -> str:
        """When the words were said as well: "2007, 2008 and undated"."""
        years = {place.document.year for place in self.others}
        return joined([str(y) if y else "undated" for y in sorted(years, key=lambda y: y or 9999)])

    @property
    def nearest(self) -> list[Place]:
        return [Place(judgement) for judgement in self.finding.nearest]

    @cached_property
    def holdings(self) -> list[Holding]:
        """What the archive holds from whoever is said to have said it, else from who did."""
        if self.finding.verdict is Verdict.REFUSED:
            return []
        if self.stated:
            return self._holdings.called(self.stated)
        heading = self.place.voice.heading if self.place else None
        return self._holdings.called(heading) if heading else []

    @property
    def is_nobody_here(self) -> bool:
        """Whether the archive has nobody of the name that was stated."""
        return (
            bool(self.stated) and self.finding.verdict is not Verdict.REFUSED and not self.holdings
        )

    @property
    def year(self) -> int | None:
        """The year in which the words were said, where they were found."""
        return self.place.document.year if self.place else None

    @property
    def copied(self) -> str:
        """The archive's words with their citation, to be copied; "" where none may be."""
        best = self.finding.best
        if best is None or self.place is None or self.place.is_closed:
            return ""
        return f"{in_marks(best.text)} {self.place.citation}"


def _mild(judgement: Judgement) -> str:
    """What differs where the words are the same."""
    kinds = {difference.kind for difference in judgement.differences}
    told = ["words in brackets"] if Kind.BRACKETED in kinds else []
    told += ["ways of writing a number"] if Kind.NOTATION in kinds else []
    return ", ".join([*told, "marks, capitals, spacing or spelling"])


def shown(findings: Sequence[Finding]) -> list[Shown]:
    """Findings as the page shows them, in their order."""
    holdings = Holdings()
    return [Shown(finding, number, holdings) for number, finding in enumerate(findings, start=1)]


def summary(findings: Sequence[Finding]) -> str:
    """All verdicts in a line: "4 quotations checked: 1 exact, 1 altered, 2 not found"."""
    counts = Counter(finding.verdict for finding in findings)
    if len(findings) == 1:
        return f"1 quotation checked: {MEANINGS[findings[0].verdict].label.lower()}"
    told = [f"{counts[v]} {m.label.lower()}" for v, m in MEANINGS.items() if counts[v]]
    return f"{len(findings)} quotations checked: {', '.join(told)}"
