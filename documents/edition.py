"""A document laid out for reading: turns with who speaks, passages with their margins.

Pure: it arranges rows that were fetched and asks the database nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from documents.excerpts import HIDDEN, LONGEST_MATCH, Excerpt, Place, cut, longest, uncut
from documents.former_numbers import FormerNumber
from documents.models import (
    Appearance,
    Note,
    PassageVersion,
    Quotation,
    TermVersion,
    Vocabulary,
)
from documents.spans import Line, Span, slide_lines
from documents.vocabularies import Part, PassageType

FAR = 400
"""A found word stands so many characters below the beginning of its passage, or more: then one
arrives at the word, for a small screen might not show it.
"""
PARTS_NAMED = {Part.PRESIDER, Part.INTERVIEWER, Part.QUESTIONER, Part.WITNESS, Part.OPERATOR}
"""Parts that are said beside a name; to speak is what everybody does."""


@dataclass(frozen=True)
class Judgment:
    """What a passage is marked with from a vocabulary; where with nothing, `read` says that none
    holds, and `undecided` that something was proposed and waits.
    """

    vocabulary: Vocabulary
    terms: tuple[TermVersion, ...]
    read: bool
    cells: tuple[str, ...] = ()
    """The register: a class for each term of the vocabulary, empty where the term does not hold."""
    undecided: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it says nothing that no term stands here."""
        return not self.read

    @property
    def without(self) -> str:
        """Why no term stands here, as addresses say it: "none", "undecided" or "unread"."""
        if self.read:
            return "none"
        return "undecided" if self.undecided else "unread"

    @property
    def says_something(self) -> bool:
        return bool(self.terms) or self.vocabulary.exhaustive_register


@dataclass
class ShownPassage:
    """A passage as it stands on a page: its words, and what is said of them in the margins."""

    version: PassageVersion
    spans: list[Span] = field(default_factory=list)
    quoted: list[Appearance] = field(default_factory=list)
    """Whose words are quoted in it, each once, in order."""
    attributed: list[Quotation] = field(default_factory=list)
    """Of each of them the first quotation, which says how it is known whose words they are."""
    judgments: list[Judgment] = field(default_factory=list)
    withdrawn: bool = False
    former: list[FormerNumber] = field(default_factory=list)
    """Numbers of passages that were split, joined or dropped, and lead here."""
    whole_spans: list[Span] | None = None
    """The spans in the whole text, where only an excerpt of it is shown; else None."""

    @property
    def searched(self) -> tuple[str, list[Place]]:
        """The whole text and the places of its notes: to find words in, never to be shown."""
        spans = self.spans if self.whole_spans is None else self.whole_spans
        return uncut(self.version), [(s.start, s.end) for s in spans if s.kind == "note"]

    def cut(self, match: Place | None = None) -> Excerpt:
        """Show an excerpt only, with a match (a place in the whole text) if there is one."""
        if self.whole_spans is None:
            self.whole_spans = self.spans
        kept = cut(self.version, match)
        moved = [(kept.place(span.start, span.end), span.kind) for span in self.whole_spans]
        self.spans = [Span(*place, kind) for place, kind in moved if place]
        for quotation in self.attributed:  # which is told in words of the text
            quotation.basis = ""
        return kept

    @property
    def is_cut(self) -> bool:
        """Whether only an excerpt of it is shown."""
        return self.whole_spans is not None

    def bring_up(self, found: list[Place], asked: list[Place]) -> list[Place]:
        """See that what was found can be seen: the places in the text that is shown.

        Of an excerpt one match is brought up, the longest of those `asked` for in so many words,
        and of `found` what stands in the open words.
        """
        if not self.is_cut or not found:
            return found
        kept = self.cut(longest(asked) if asked else None)
        shown = (kept.place(start, min(end, start + LONGEST_MATCH)) for start, end in found)
        return [place for place in shown if place]

    @property
    def anchor(self) -> str:
        """The id of the element: "p12" for what is numbered, "s7" (by order) for the rest."""
        number = self.version.number
        return f"p{number}" if number is not None else f"s{self.version.order}"

    def arrival(self, marks: Sequence[tuple[int, int]]) -> str:
        """The id of the element to jump to for some found words: the passage, or the first of them
        where that stands far below.
        """
        return self.first_mark if marks and marks[0][0] >= FAR else self.anchor

    @property
    def first_mark(self) -> str:
        """The id of the first found word in it."""
        return f"{self.anchor}-found"

    @property
    def is_numbered(self) -> bool:
        return self.version.number is not None

    @property
    def is_slide(self) -> bool:
        return self.version.type == PassageType.SLIDE

    @property
    def lines(self) -> list[Line]:
        return slide_lines(self.version.text) if self.is_slide else []

    @property
    def has_margin(self) -> bool:
        return bool(self.quoted) or any(judgment.says_something for judgment in self.judgments)


@dataclass
class Turn:
    """Passages in a row by one voice. A heading stands alone, with no voice."""

    appearance: Appearance | None
    number: int | None
    passages: list[ShownPassage] = field(default_factory=list)
    names_voice: bool = True
    role: str = ""
    """The role as printed, where the voice is heard for the first time."""
    names_part: bool = False
    """Whether to say what the voice does here: presides, asks."""

    @property
    def appearance_id(self) -> int | None:
        return self.appearance.pk if self.appearance else None

    @property
    def is_heading(self) -> bool:
        return bool(self.passages) and self.passages[0].version.type == PassageType.HEADING

    @property
    def is_quiet(self) -> bool:
        """Nobody's words: scenes and procedure between the turns."""
        return not any(passage.is_numbered for passage in self.passages)


@dataclass(frozen=True)
class Entry:
    """A line of the contents, or a voice with the number of its passages."""

    label: str
    anchor: str
    number: str


@dataclass(frozen=True)
class Edition:
    """A document as its page shows it; `contents`, `voices` and `quoted` lead to places in it."""

    turns: list[Turn]
    front: list[ShownPassage]
    """What is printed above the first words of anybody: the title again, a date line, biographies.
    """
    contents: list[Entry]
    voices: list[Entry]
    quoted: list[Entry]
    numbered: int


def lay_out(passages: Iterable[ShownPassage], quotations: Iterable[Quotation] = ()) -> Edition:
    """The edition of a document from its passages in order, furniture left out."""
    passages = list(passages)
    first = next((n for n, passage in enumerate(passages) if passage.is_numbered), 0)
    turns = list(_turns(passages[first:]))
    return Edition(
        turns=turns,
        front=passages[:first],
        contents=_contents(turns),
        voices=_voices(passages),
        quoted=_quoted(passages, quotations),
        numbered=sum(passage.is_numbered for passage in passages),
    )


def _turns(passages: Iterable[ShownPassage]) -> Iterator[Turn]:
    heard: set[int] = set()
    turn: Turn | None = None
    voice_before: int | None = None
    for passage in passages:
        version = passage.version
        if turn is None or not _goes_on(turn, passage):
            if turn is not None:
                yield turn
            turn = Turn(version.appearance, version.turn)
            if passage.is_numbered:
                turn.names_voice = version.turn is not None or version.appearance_id != voice_before
                voice_before = version.appearance_id
                if version.appearance is not None and version.appearance_id not in heard:
                    heard.add(version.appearance.pk)
                    turn.role = version.appearance.role
                    turn.names_part = _is_said(version.appearance)
        turn.passages.append(passage)
    if turn is not None:
        yield turn


def _is_said(voice: Appearance) -> bool:
    """Whether the part of a voice is said beside its name, which may be no more than the part."""
    return voice.part in PARTS_NAMED and voice.shown_name.lower() != voice.part


def _goes_on(turn: Turn, passage: ShownPassage) -> bool:
    """Whether a passage belongs to the turn before it: a scene does not interrupt it."""
    version = passage.version
    if turn.is_heading or version.type == PassageType.HEADING:
        return False
    if not passage.is_numbered:
        return True
    if turn.is_quiet:
        return False
    return (version.appearance_id, version.turn) == (turn.appearance_id, turn.number)


def _contents(turns: list[Turn]) -> list[Entry]:
    """Headings, slides with a title, where each questioner begins; none where that is one line."""
    entries: list[Entry] = []
    asked: set[str] = set()
    for place, turn in enumerate(turns):
        if turn.is_heading:
            entries.append(_heading(turn, turns[place + 1 :]))
        elif turn.passages[0].is_slide:
            entries += _slides(turn)
        elif turn.appearance is not None and _asks_by_name(turn.appearance):
            name = turn.appearance.shown_name
            if name not in asked:
                entries.append(_entry(f"Question: {name}", turn.passages[0]))
            asked.add(name)
    entries = [entry for entry in entries if entry.label != HIDDEN]
    if entries and turns[0].passages[0].anchor != entries[0].anchor:
        entries.insert(0, _entry("Opening", turns[0].passages[0]))
    return entries if len(entries) > 1 else []


def _asks_by_name(voice: Appearance) -> bool:
    return voice.part == Part.QUESTIONER and bool(voice.speaker_id or voice.name)


def _entry(label: str, passage: ShownPassage) -> Entry:
    return Entry(label, passage.anchor, passage.version.number or "")


def _heading(turn: Turn, following: list[Turn]) -> Entry:
    """A heading with the number of the first passage below it."""
    number = following[0].passages[0].version.number if following else None
    return Entry(turn.passages[0].version.text, turn.passages[0].anchor, number or "")


def _slides(turn: Turn) -> list[Entry]:
    titled = ((slide_title(p.version.text), p) for p in turn.passages if p.is_slide)
    return [_entry(title, passage) for title, passage in titled if title]


def slide_title(text: str) -> str:
    """The first line of a slide, without the sign that leads it."""
    lines = slide_lines(text)
    return text[lines[0].start : lines[0].end] if lines else ""


def _voices(passages: list[ShownPassage]) -> list[Entry]:
    firsts: dict[int, ShownPassage] = {}
    numbers: dict[int, int] = defaultdict(int)
    for passage in passages:
        if passage.is_numbered and passage.version.appearance_id is not None:
            firsts.setdefault(passage.version.appearance_id, passage)
            numbers[passage.version.appearance_id] += 1
    return [
        Entry(passage.version.appearance.shown_name, passage.anchor, str(numbers[pk]))
        for pk, passage in firsts.items()
        if passage.version.appearance is not None
    ]


def _quoted(passages: list[ShownPassage], quotations: Iterable[Quotation]) -> list[Entry]:
    anchors = {passage.version.passage_id: passage.anchor for passage in passages}
    firsts: dict[str, str] = {}
    numbers: dict[str, set[int]] = defaultdict(set)
    for quotation in quotations:
        where = quotation.anchor.passage_id
        if quotation.appearance is not None and where in anchors:
            name = quotation.appearance.shown_name
            firsts.setdefault(name, anchors[where])
            numbers[name].add(where)
    return [Entry(name, anchor, str(len(numbers[name]))) for name, anchor in firsts.items()]


def spans_of(notes: Iterable[Note], quotations: Iterable[Quotation]) -> list[Span]:
    """The notes and the quoted words of one version as spans."""
    return [
        *(Span(note.start, note.end, "note") for note in notes),
        *(Span(quote.anchor.start, quote.anchor.end, "quoted") for quote in quotations),
    ]
