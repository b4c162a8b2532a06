"""A slide deck: where slides begin, which are one slide growing, their bullets.

Decks reach an archive as text in which every state of a slide that grew by a click is a slide of
its own, and in which the depth of a heading says nothing: converters give titles and headings
inside slides the same marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from rapidfuzz import fuzz

from documents.ingest.names import is_in_capitals
from documents.ingest.presenters import presenters_of
from documents.ingest.reading import Block, CanonicalText, Segment, Slide, Voice
from documents.vocabularies import Evidence, PassageType

EARLIER_STATE = "an earlier state of the next slide"
BETWEEN_SLIDES = "a line between slides"

GLYPHS = "▶►▸▷➤➢➔→⇒•●○◦∙·▪■□▫◆◇❑❒☐☑✓✔✗–—*‣⁃-"
GLYPH = re.compile(rf"\s*(?:[{re.escape(GLYPHS)}\uf000-\uf0ff]\s*)+(?=\S)")
BULLET = re.compile(
    rf"\s*(?:[{re.escape(GLYPHS)}\uf000-\uf0ff]\s*\S|\(?(?:\d{{1,2}}|[a-z]|[ivx]+)[.)]\s+\S)"
)
NUMBERED_SLIDE = re.compile(
    r"(?:slide|folie|diapositive|diapositiva)\s+\d{1,3}\b\s*[:.–-]?\s*", re.I
)
# A line of a growing slide may be touched up: "worker", "workers".
SAME_LINE = 90


@dataclass(frozen=True)
class _State:
    """A slide as it stands in the text: one state of it, where it grew. `blocks` hold the title."""

    title: str
    titles: int
    blocks: tuple[Block, ...]

    @property
    def content(self) -> tuple[Block, ...]:
        return self.blocks[self.titles :]

    @property
    def start(self) -> int:
        return self.blocks[0].start

    @property
    def end(self) -> int:
        return self.blocks[-1].end


def looks_like_deck(source: CanonicalText) -> bool:
    """Whether a text is a slide deck: many titles, few words under each, hardly any prose."""
    if _says_its_slides(source):
        return True
    states = _states(source)
    if len(states) < 4:
        return False
    content = [b for s in states for b in s.content]
    lengths = [len(source.words(b).split()) for b in content]
    if not content or sum(n > 60 for n in lengths) > 0.1 * len(content):
        return False
    on_each = [sum(len(source.words(b).split()) for b in s.content) for s in states]
    if median(on_each) > 100:
        return False
    items = sum(_is_bullet(source, b) for b in content)
    repeated = sum(
        _fold(a.title) == _fold(b.title) for a, b in zip(states, states[1:], strict=False)
    )
    announced = sum(bool(NUMBERED_SLIDE.match(source.words(b))) for b in source.blocks)
    bulleted = sum(any(_is_bullet(source, b) for b in s.content) for s in states)
    return announced >= 3 or (
        items >= 0.3 * len(content) and (bulleted >= 0.4 * len(states) or repeated >= 2)
    )


def _says_its_slides(source: CanonicalText) -> bool:
    """Whether the format says of each block which slide it is on."""
    return any(block.locator.startswith("slide ") for block in source.blocks)


def read_deck(
    source: CanonicalText,
) -> tuple[tuple[Segment, ...], tuple[Voice, ...], tuple[Slide, ...]]:
    """The slides of a deck as passages, the presenters, and title and bullets of each slide.

    A slide that a later one of the same title contains is an earlier state of it and set aside as
    furniture; the presenter's notes follow their slide as narrative, those to earlier states too.
    The segments cover all blocks; offsets are code points of `source.text`. A deck with
    two presenters does not say who showed which slide: both are voices, the slides are nobody's.
    """
    states = _states(source)
    voices = presenters_of(source, states[0].blocks, states[0].titles) if states else ()
    voice = voices[0] if len(voices) == 1 else None
    segments: list[Segment] = []
    slides: list[Slide] = []
    for n, state in enumerate(states):
        following = states[n + 1] if n + 1 < len(states) else None
        if following and _grows_into(source, state, following):
            segments.append(
                Segment(state.start, state.end, PassageType.FURNITURE, reason=EARLIER_STATE)
            )
            continue
        slides.append(Slide(len(segments), state.title, _bullets(source, state)))
        segments.append(
            Segment(
                state.start,
                state.end,
                PassageType.SLIDE,
                voice=voice.key if voice else None,
                evidence=Evidence.BYLINE if voice else Evidence.NONE,
                basis=voice.basis if voice else "",
                locator=state.blocks[0].locator or f"slide {len(slides)}",
            )
        )
    segments += _notes(source, voice)
    return _with_rules(source, segments, slides), voices, tuple(slides)


def _notes(source: CanonicalText, voice: Voice | None) -> list[Segment]:
    return [
        Segment(
            b.start,
            b.end,
            PassageType.NARRATIVE,
            voice=voice.key if voice else None,
            evidence=Evidence.BYLINE if voice else Evidence.NONE,
            basis=voice.basis if voice else "",
            locator=b.locator or None,
        )
        for b in source.blocks
        if b.role == "note"
    ]


def _with_rules(
    source: CanonicalText, segments: list[Segment], slides: list[Slide]
) -> tuple[Segment, ...]:
    """The segments with the printed lines between slides set aside; the slides' places follow."""
    inside = [(s.start, s.end) for s in segments]
    rules = [
        Segment(b.start, b.end, PassageType.FURNITURE, reason=BETWEEN_SLIDES)
        for b in source.blocks
        if b.role in {"rule", "furniture"}
        and b.end > b.start
        and not any(start <= b.start < end for start, end in inside)
    ]
    ordered = sorted([*segments, *rules], key=lambda s: s.start)
    places = {s.start: n for n, s in enumerate(ordered) if s.type == PassageType.SLIDE}
    slides[:] = [Slide(places[segments[s.segment].start], s.title, s.bullets) for s in slides]
    return tuple(ordered)


# Where slides begin.


def _states(source: CanonicalText) -> list[_State]:
    """The text cut at each title, build-ups not yet merged."""
    blocks = [b for b in source.blocks if b.end > b.start or b.role == "rule"]
    blocks = [b for b in blocks if b.role not in {"furniture", "note"}]
    if _says_its_slides(source):
        pieces = [list(on) for _, on in groupby(blocks, key=lambda b: b.locator)]
    elif sum(b.role == "rule" for b in blocks) >= 3:
        pieces = _between_rules(blocks)
    elif sum(bool(NUMBERED_SLIDE.match(source.words(b))) for b in blocks) >= 3:
        pieces = _cut(
            blocks, {n for n, b in enumerate(blocks) if NUMBERED_SLIDE.match(source.words(b))}
        )
    else:
        kept = [b for b in blocks if b.role != "rule"]
        pieces = _cut(kept, _title_places(source, kept))
    return [_state(source, piece) for piece in pieces if piece]


def _cut(blocks: Sequence[Block], places: set[int]) -> list[list[Block]]:
    pieces: list[list[Block]] = [[]]
    for n, block in enumerate(blocks):
        if n in places:
            pieces.append([])
        pieces[-1].append(block)
    return pieces


def _between_rules(blocks: Sequence[Block]) -> list[list[Block]]:
    pieces: list[list[Block]] = [[]]
    for block in blocks:
        if block.role == "rule":
            pieces.append([])
        else:
            pieces[-1].append(block)
    return pieces


def _title_places(source: CanonicalText, blocks: Sequence[Block]) -> set[int]:
    """Which blocks begin a slide: headings not inside one, and bold lines set like titles."""
    headings = [b for b in blocks if b.role == "heading"]
    loud = sum(is_in_capitals(source.words(b)) for b in headings) > 0.5 * len(headings)
    deepest = _deepest_title(headings)
    places: set[int] = set()
    for n, block in enumerate(blocks):
        before = blocks[n - 1] if n else None
        if block.role == "heading":
            if not _is_inner(source, block, before, n - 1 in places, loud, deepest):
                places.add(n)
        elif loud and _is_bold_title(source, block, before) and n - 1 not in places:
            places.add(n)
    return places


def _deepest_title(headings: Sequence[Block]) -> int:
    """The depth down to which headings are titles: the depths of all but a few of them."""
    levels = sorted(b.level for b in headings)
    return max(2, levels[int(0.4 * len(levels))]) if levels else 2


def _is_inner(
    source: CanonicalText,
    block: Block,
    before: Block | None,
    follows_title: bool,
    loud: bool,
    deepest: int,
) -> bool:
    """Whether a heading stands inside a slide, beneath its title."""
    words = source.words(block)
    if before is None:
        return False
    if GLYPH.match(words) or words.rstrip().endswith(":") or block.level > deepest:
        return True
    if not follows_title or before.role != "heading":
        return False
    if loud:
        return is_in_capitals(source.words(before)) and not is_in_capitals(words)
    return block.level > before.level


def _is_bold_title(source: CanonicalText, block: Block, before: Block | None) -> bool:
    words = source.words(block)
    gap = source.text[before.end : block.start] if before else "\n\n"
    return (
        block.role == "paragraph"
        and gap.count("\n") >= 2
        and _is_all_bold(source, block)
        and is_in_capitals(words)
        and len(words.split()) >= 2
        and words[0] not in "([" + GLYPHS
    )


def _is_all_bold(source: CanonicalText, block: Block) -> bool:
    bold = sum(len(source.text[a:b].split()) for a, b in block.strong)
    return bold >= len(source.words(block).split())


def _state(source: CanonicalText, blocks: Sequence[Block]) -> _State:
    """A slide's title (over two lines where a bold one is) apart from what stands beneath it."""
    words = source.words(blocks[0])
    titles = 1
    announced = NUMBERED_SLIDE.match(words)
    if (
        announced
        and announced.end() == len(words)
        and len(blocks) > 1
        and not _is_bullet(source, blocks[1])
    ):
        words, titles = source.words(blocks[1]), 2
    elif announced and announced.end() < len(words):
        words = words[announced.end() :]
    elif (
        blocks[0].role == "paragraph" and _is_all_bold(source, blocks[0]) and is_in_capitals(words)
    ):
        while (
            titles < len(blocks)
            and source.text[blocks[titles - 1].end : blocks[titles].start].count("\n") == 1
            and blocks[titles].role == "paragraph"
            and _is_all_bold(source, blocks[titles])
            and is_in_capitals(source.words(blocks[titles]))
        ):
            words += " " + source.words(blocks[titles])
            titles += 1
    elif _is_bullet(source, blocks[0]):
        return _State("", 0, tuple(blocks))
    return _State(" ".join(words.split()), titles, tuple(blocks))


# Which are one slide.


def _grows_into(source: CanonicalText, state: _State, later: _State) -> bool:
    """Whether the later slide only adds to this one: same title, every line again, in order."""
    if not state.title or _fold(state.title) != _fold(later.title):
        return False
    lines = iter(_lines(source, later))
    return all(
        any(fuzz.ratio(line, other) >= SAME_LINE for other in lines)
        for line in _lines(source, state)
    )


def _lines(source: CanonicalText, state: _State) -> list[str]:
    return [
        _fold(line) for b in state.content for line in source.words(b).split("\n") if _fold(line)
    ]


def _fold(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))


# What stands on a slide.


def _is_bullet(source: CanonicalText, block: Block) -> bool:
    return block.role == "item" or (
        block.role == "paragraph" and bool(BULLET.match(source.words(block)))
    )


def _bullets(source: CanonicalText, state: _State) -> tuple[str, ...]:
    words = (source.words(b) for b in state.content if _is_bullet(source, b))
    return tuple(" ".join(_without_glyph(w).split()) for w in words)


def _without_glyph(words: str) -> str:
    glyph = GLYPH.match(words)
    return words[glyph.end() :] if glyph else words
