"""The head of a text: the lines above the first words of anybody, where a text says what it is.

Titles, dates, names of events and places are printed there; below it they are only talked about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.ingest.reading import Block, CanonicalText, Segment
from documents.vocabularies import PassageType

SPOKEN = (PassageType.SPEECH, PassageType.QUESTION)

LONGEST_HEAD = 12_000
MOST_LINES = 150

# A paragraph of this many words that ends like a sentence is talk or prose, not a title line.
PROSE_WORDS = 16

_DECORATION = re.compile(r"^[\s*_#=~\-–—•|>]+|[\s*_#=~\-–—•|]+$")
# A rule drawn with signs, which court reporters close with an x.
_RULE = re.compile(r"^\s*(?:[-–—_=*]\s*){5,}(?:x(?=\s|$))?")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’'»)\]*_]*$")
_NAME_OF_FIELD = re.compile(
    r"(?:petitioners?|respondents?|appell(?:ants?|ees?)|v\.?|no\.?|date|place|location|venue|event|"
    r"title|subject|time|published|publisher|recorded|source|interviewe[re])$",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?!\S)")
# The sign of captions for another voice, right before its words.
_CHEVRON = re.compile(r"(?:^|\n)>>+\s*$")
ASKS = frozenset({"interviewer", "interviewee"})
_LINE_NUMBER = re.compile(r"^\s*(\d{1,2})(?:\s+(?=\S)|$)")


@dataclass(frozen=True)
class Line:
    """A line of the head without its decoration; `block` is the position of its block, or -1."""

    text: str
    start: int
    end: int
    block: int
    role: str = "paragraph"
    level: int = 0
    set_aside: bool = False
    follows_closely: bool = False
    """No empty line lies between this line and the one before."""

    @property
    def words(self) -> list[str]:
        return self.text.split()

    @property
    def is_prose(self) -> bool:
        return len(self.words) >= PROSE_WORDS and bool(_SENTENCE_END.search(self.text))

    @property
    def in_capitals(self) -> bool:
        return self.text.isupper()


@dataclass(frozen=True)
class Head:
    """The lines of the head, where the text proper begins, and whether labels mark its turns."""

    lines: tuple[Line, ...]
    end: int
    labelled: bool


def head_of(source: CanonicalText, segments: Sequence[Segment]) -> Head:
    """The lines above the first labelled turn; without labels, above the first prose."""
    labelled = next(
        (
            s
            for s in segments
            if s.type in SPOKEN
            and s.label
            and (_is_of_voice(s.label) or s.label.casefold() in ASKS and _is_said(source, s))
        ),
        None,
    )
    slides = [s for s in segments if s.type == PassageType.SLIDE]
    first = next((s for s in segments if s.type in SPOKEN), None)
    if first and labelled and _CHEVRON.search(source.text[: first.start]):
        end = source.text.rfind("\n", 0, first.start) + 1
    elif labelled:
        end = _line_of_label(source.text, labelled)
    elif slides:
        end = slides[1].start if len(slides) > 1 else slides[0].end
    else:
        end = _first_prose(source, segments)
    end = min(end, LONGEST_HEAD)
    return Head(tuple(lines_between(source, segments, 0, end)), end, labelled is not None)


def _line_of_label(text: str, labelled: Segment) -> int:
    """Where the line begins that holds the label of a turn: at times the one above its words."""
    above = text[: labelled.start].rstrip(" \n:.")
    at = len(above) if above.endswith(labelled.label or "\n") else labelled.start
    return text.rfind("\n", 0, at) + 1


def _is_of_voice(label: str | None) -> bool:
    """Whether a label before a turn is somebody's: captions of courts and of forms look alike."""
    return label is not None and not _NAME_OF_FIELD.match(label)


def _is_said(source: CanonicalText, segment: Segment) -> bool:
    """ "Interviewer: Who are you?" is said; "Interviewer: Thomas Ekwueme" is a field."""
    return bool(re.search(r"[.?!…][”\"’'»)\]]*$", source.text[segment.start : segment.end].strip()))


def _first_prose(source: CanonicalText, segments: Sequence[Segment]) -> int:
    """Where prose begins. The very first line may be long and still be a title."""
    aside = [s for s in segments if s.type in (PassageType.FURNITURE, PassageType.HEADING)]
    lines = lines_between(source, segments, 0, LONGEST_HEAD)
    for line in lines:
        standing_aside = any(s.start <= line.start < s.end for s in aside)
        if line.is_prose and not standing_aside and line.role != "heading":
            return line.start
    if lines and not any(line.is_prose for line in lines) and _reads_as_talk(lines):
        said = (s.start for s in segments if s.type in PassageType.numbered())
        return next(said, lines[0].start)
    return min(len(source.text), LONGEST_HEAD)


def _reads_as_talk(lines: Sequence[Line]) -> bool:
    """Whether most lines end like sentences, as in captions: then none of them is a title."""
    ends = sum(1 for line in lines if re.search(r"[.?!,]$", line.text))
    return len(lines) >= 3 and ends > len(lines) / 2


def lines_between(
    source: CanonicalText, segments: Sequence[Segment], start: int, end: int
) -> list[Line]:
    """The lines of a stretch, at most `MOST_LINES`, empty ones and mere rules left out."""
    aside = [(s.start, s.end) for s in segments if s.type == PassageType.FURNITURE]
    found: list[Line] = []
    at, gap = start, True
    rows = source.text[start:end].split("\n")
    numbered = _counts_lines(rows)
    for raw in rows:
        if text := _clean(_LINE_NUMBER.sub("", raw) if numbered else raw):
            line_start = at + raw.rfind(text)
            number, block = _block_at(source.blocks, line_start)
            found.append(
                Line(
                    text=unspaced(text),
                    start=line_start,
                    end=line_start + len(text),
                    block=number,
                    role=block.role if block else "paragraph",
                    level=block.level if block else 0,
                    set_aside=any(a <= line_start < b for a, b in aside),
                    follows_closely=not gap,
                )
            )
            if len(found) == MOST_LINES:
                break
        gap = not raw.strip()
        at += len(raw) + 1
    return found


def unspaced(text: str) -> str:
    """ "S T A T E M E N T by" without the spaces between letters."""
    return _SPACED.sub(lambda word: word[0].replace(" ", ""), text)


def _counts_lines(rows: Sequence[str]) -> bool:
    """Whether a page counts its lines in the margin, as court reporters do."""
    numbers = [int(match[1]) for row in rows if (match := _LINE_NUMBER.match(row))]
    steps = sum(1 for one, other in pairwise(numbers) if other == one + 1)
    return steps >= 8 and steps >= len(numbers) * 0.7


def _clean(raw: str) -> str:
    text = _RULE.sub("", raw)
    while (shorter := _DECORATION.sub("", text)) != text:
        text = shorter
    return text


def _block_at(blocks: Sequence[Block], at: int) -> tuple[int, Block | None]:
    for number, block in enumerate(blocks):
        if block.start <= at < block.end:
            return number, block
        if block.start > at:
            break
    return -1, None
