"""What reading a text yields: the canonical text and everything understood of it, as plain data.

Readers make a `CanonicalText`; structure, description and people turn it into an
`Understanding`; the importer writes that into rows. Nothing here or in the modules that fill it
touches the database.

All offsets count Unicode code points in `CanonicalText.text`, start inclusive, end exclusive.
"""

from dataclasses import dataclass, field, replace

from documents.vocabularies import Evidence, Kind, Part, PassageType

# Raised when the way texts are normalised or cut changes what an unchanged file yields.
RULES_VERSION = 9

NOBODY_SPEAKS = "nothing says who speaks. Name the speaker in the description file."
"""A warning that goes where the description file does so."""

CAPTIONS = ("text/vtt", "application/x-subrip", "text/x-timed-words")
"""The media types of captions, whose first line is spoken already."""


class Unreadable(Exception):
    """A file cannot be taken in. The message says what is wrong and what to do, for the keeper."""


@dataclass(frozen=True)
class MapRun:
    """`length` code points at `canonical` in the canonical text stand at `original` in the decoded
    original.
    """

    canonical: int
    original: int
    length: int


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or list item as the format marks it: a span of the canonical text.

    `role` is "paragraph", "heading", "item", "rule" (a page or section break), "table", "furniture"
    (the format says that it is part of the site or page, not of the text), "note" (a presenter's
    note to a slide), "scene" (the format says that nobody spoke it) or "label" (the format says
    that it is the name of who speaks below). `level` is the heading's or item's depth, from 1.
    `strong` are the spans set in bold. `speaker` is the label of whoever
    begins to speak with this block, where markup says so and not the text itself; empty for
    somebody else whom it does not name. `speaker_name` is that person's name where the markup gives
    it apart from the label. `media_start` is in seconds. `locator` is the page or slide of the
    source that the block begins on ("page 3").
    """

    start: int
    end: int
    role: str = "paragraph"
    level: int = 0
    strong: tuple[tuple[int, int], ...] = ()
    speaker: str | None = None
    speaker_name: str | None = None
    media_start: float | None = None
    locator: str = ""


@dataclass(frozen=True)
class CanonicalText:
    """The text that offsets count in, the blocks in it, and the way back to the original."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[MapRun, ...]
    media_type: str
    charset: str
    declared: dict[str, str] = field(default_factory=dict)
    """What the format itself states, each name after where it stands: "meta/og:title"."""
    warnings: tuple[str, ...] = ()
    """What the keeper should know of how the bytes were read."""

    def words(self, block: Block) -> str:
        return self.text[block.start : block.end]


@dataclass(frozen=True)
class Known:
    """A value with the evidence for it: the rule that found it and the words it rests on."""

    value: str
    evidence: Evidence
    basis: str = ""
    """The words of the text, or the file and field, that say so."""


@dataclass(frozen=True)
class Voice:
    """A voice in a document, the appearance that turns and quotations point to.

    `key` is unique in the document and stable over re-readings ("lagon", "question-3").
    `name` is the fullest form of the name that the text prints, None where it prints none.
    `role` is the role as printed, `labels` are the labels as printed before turns.
    `evidence` says how the name is known for this voice.
    `heading` is what to call an unnamed voice on pages ("Operator", "Questioner").
    """

    key: str
    part: Part
    name: str | None = None
    role: str | None = None
    labels: tuple[str, ...] = ()
    evidence: Evidence = Evidence.NONE
    basis: str = ""
    heading: str = ""
    is_body: bool = False


@dataclass(frozen=True)
class Span:
    """A stretch of the canonical text, such as the note "(Laughs.)"."""

    start: int
    end: int


@dataclass(frozen=True)
class Quote:
    """Words inside a segment that somebody else said: the words between the marks, without the
    marks.

    `voice` is a key of `Understanding.voices` (part quoted), None where nothing says whose words
    they are. `parent` and `continues` are positions in `Understanding.quotes`: the quotation it is
    nested in, and the one that it goes on with after an interruption.
    """

    start: int
    end: int
    voice: str | None
    evidence: Evidence
    basis: str = ""
    parent: int | None = None
    continues: int | None = None


@dataclass(frozen=True)
class Segment:
    """A passage to be: one paragraph of a turn, one slide, one paragraph of prose, or what is set
    aside.

    Segments are in order and do not overlap; with the labels and white space between them they
    cover the canonical text. `turn` counts spoken turns from 1 and is the same for all paragraphs
    of a turn. `label` is the label as printed, on the first segment of a turn only.
    `printed_number` is a paragraph number that the source prints; `locator` the source's own page,
    column or slide ("slide 4"). `media_start` is when it is said in the recording, in seconds.
    `reason` says, for furniture, why it was set aside.
    """

    start: int
    end: int
    type: PassageType
    voice: str | None = None
    turn: int | None = None
    label: str | None = None
    evidence: Evidence = Evidence.NONE
    basis: str = ""
    notes: tuple[Span, ...] = ()
    printed_number: str | None = None
    locator: str | None = None
    media_start: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Slide:
    """A slide after merging build-ups. `bullets` are lines led by a dash, arrow, box or number."""

    segment: int
    title: str
    bullets: tuple[str, ...]


@dataclass(frozen=True)
class Understanding:
    """Everything understood of one text. Values that the text does not give are None."""

    source: CanonicalText
    segments: tuple[Segment, ...]
    voices: tuple[Voice, ...]
    quotes: tuple[Quote, ...] = ()
    slides: tuple[Slide, ...] = ()
    title: Known | None = None
    kind: Known | None = None
    held: Known | None = None
    """The day or days of the event, EDTF."""
    published: Known | None = None
    """When it was published, EDTF."""
    recorded: Known | None = None
    event: Known | None = None
    venue: Known | None = None
    place: Known | None = None
    publisher: Known | None = None
    language: Known | None = None
    summary: Known | None = None
    warnings: tuple[str, ...] = ()

    @property
    def date(self) -> Known | None:
        """The date of the document: that of the event, else that of publication."""
        return self.held or self.published

    def words(self, segment: Segment) -> str:
        return self.source.text[segment.start : segment.end]

    def with_values(self, **changes) -> "Understanding":
        return replace(self, **changes)


__all__ = [
    "CAPTIONS",
    "NOBODY_SPEAKS",
    "RULES_VERSION",
    "Block",
    "CanonicalText",
    "Evidence",
    "Kind",
    "Known",
    "MapRun",
    "Part",
    "PassageType",
    "Quote",
    "Understanding",
    "Segment",
    "Slide",
    "Span",
    "Unreadable",
    "Voice",
]
