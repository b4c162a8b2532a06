"""The text of a document as a keeper corrects it, and back to what is understood of it.

A blank line ends a passage. A line "@ Name" says who speaks from there on, and begins a turn. A
passage that is not what its speaker usually says begins with its type: "[heading] Part one". A line
that holds only a backslash is an empty line within a passage, and a backslash before "@", "[" or
another backslash takes away its meaning.

Pure. Nothing is guessed anew from corrected words: what a passage had (its voice and how that is
known, its page, its place in the recording) goes on where the passage does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from documents.ingest.align import align
from documents.ingest.quotations.marks import marked_spans
from documents.ingest.reading import CanonicalText, Quote, Segment, Understanding, Voice
from documents.ingest.structure.notes import find_notes
from documents.tagging.marks import Place
from documents.tagging.reanchoring import MAY_BE_THE_SAME, find_again
from documents.vocabularies import Evidence, Part, PassageType

NOBODY = "nobody"
VOICELESS = (PassageType.HEADING, PassageType.SCENE, PassageType.FURNITURE)
TYPES = {str(t): t for t in PassageType if t != PassageType.FURNITURE} | {
    "set aside": PassageType.FURNITURE
}
_NAMES_OF_TYPES = {kind: name for name, kind in TYPES.items()}
_TYPED = re.compile(rf"\[({'|'.join(TYPES)})\] ?")


class Misread(Exception):
    """The text cannot be taken as it is written. The message says where and why."""


@dataclass(frozen=True)
class Line:
    """A passage to be shown for correction, with what goes on where it does."""

    text: str
    type: PassageType
    voice: str | None = None
    turn: int | None = None
    label: str = ""
    evidence: Evidence = Evidence.NONE
    basis: str = ""
    locator: str = ""
    media_start: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Quoted:
    """A quotation of the former text: in which passage, which words, whose."""

    line: int
    place: Place
    quote: Quote


@dataclass(frozen=True)
class Sheet:
    """A text to be corrected. `names` has what each voice is called here, by its key; `dropped`
    what was quoted in passages of earlier revisions, by their text.
    """

    lines: Sequence[Line]
    names: Mapping[str, str] = field(default_factory=dict)
    quoted: Sequence[Quoted] = ()
    dropped: Mapping[str, Sequence[Quote]] = field(default_factory=dict)

    def usual_type(self, voice: str | None) -> PassageType:
        """What the passages of a voice mostly are; of a new one, what most passages are."""
        spoken = [line for line in self.lines if line.type in PassageType.numbered()]
        own = [line.type for line in spoken if line.voice == voice]
        common = Counter(own or [line.type for line in spoken]).most_common(1)
        return common[0][0] if common else PassageType.SPEECH


def write(sheet: Sheet) -> str:
    """The text for the keeper to correct."""
    blocks: list[str] = []
    at: tuple[str | None, int | None] | None = None
    for line in sheet.lines:
        block = _escaped(line.text)
        usual = None
        if line.type not in VOICELESS:
            if at != (line.voice, line.turn):
                at = (line.voice, line.turn)
                blocks.append(f"@ {sheet.names[line.voice] if line.voice else NOBODY}")
            usual = sheet.usual_type(line.voice)
        if line.type != usual:
            block = f"[{_NAMES_OF_TYPES[line.type]}] {block}"
        blocks.append(block)
    return "\n\n".join(blocks) + "\n"


def parse(text: str, sheet: Sheet) -> tuple[list[Line], dict[str, str]]:
    """The passages of a corrected text, and the names of voices that are new, by their new keys.

    Raises Misread.
    """
    keys = {name: key for key, name in sheet.names.items()} | {NOBODY: None}
    new: dict[str, str] = {}
    lines: list[Line] = []
    voice: str | None = None
    turn = 0
    for number, block in _blocks(text):
        if block.startswith("@"):
            first, _, block = block.partition("\n")
            name = " ".join(first[1:].split())
            if not name:
                raise Misread(f"Line {number}: after “@” stands who speaks, or “{NOBODY}”.")
            if len(name) > 200:
                raise Misread(f"Line {number}: the name after “@” is too long.")
            if name not in keys:
                keys[name] = _free_key(name, sheet.names, new)
                new[str(keys[name])] = name
            voice, turn = keys[name], turn + 1
            if not block:
                continue
        kind = sheet.usual_type(voice)
        if typed := _TYPED.match(block):
            kind, block = TYPES[typed[1]], block[typed.end() :]
        words = _unescaped(block)
        if not words:
            raise Misread(f"Line {number}: here stands a type and no words.")
        whose = None if kind in VOICELESS else voice
        lines.append(Line(words, kind, whose, None if kind in VOICELESS else turn))
    if not any(line.type in PassageType.numbered() for line in lines):
        raise Misread("No words of anybody are left: there is nothing to read or cite.")
    return lines, new


def understand_sheet(text: str, sheet: Sheet) -> Understanding:
    """What the corrected text yields, in the same form as a file that was read. Raises Misread."""
    lines, new = parse(text, sheet)
    alignment = align(
        [line.text for line in sheet.lines],
        [line.text for line in lines],
        (
            [line.type in VOICELESS for line in sheet.lines],
            [line.type in VOICELESS for line in lines],
        ),
    )
    origins = {j: row.old[0] for row in alignment.rows if row.old for j in row.new}
    lines = [
        _continued(line, sheet.lines[origins[j]] if j in origins else None)
        for j, line in enumerate(lines)
    ]
    whole, segments = _laid_out(lines, any(line.turn is not None for line in sheet.lines))
    voices = tuple(
        Voice(key, Part.SPEAKER, name=name, evidence=Evidence.EDITOR) for key, name in new.items()
    )
    source = CanonicalText(whole, (), (), "text/plain", "utf-8")
    quotes = _quotes(sheet, segments, whole, alignment.targets)
    stayed = {
        j
        for i, targets in alignment.targets.items()
        for j in targets
        if lines[j].text == sheet.lines[i].text
    }
    changed = [segment for j, segment in enumerate(segments) if j not in stayed]
    return Understanding(source, segments, voices, _with_returning(quotes, sheet, changed, whole))


def _laid_out(lines: Sequence[Line], has_turns: bool) -> tuple[str, tuple[Segment, ...]]:
    """The text of passages with the labels of their turns, and where in it each stands."""
    whole, segments = "", []
    before: int | None = None
    for line in lines:
        begins = line.turn != before and line.type not in VOICELESS
        before = line.turn if line.type not in VOICELESS else before
        label = line.label if begins and line.label else ""
        whole += f"{label}: " if label else ""
        start, end = len(whole), len(whole) + len(line.text)
        whole += line.text + "\n\n"
        segments.append(
            Segment(
                start,
                end,
                line.type,
                voice=line.voice,
                turn=line.turn if has_turns else None,
                label=label or None,
                evidence=line.evidence,
                basis=line.basis,
                locator=line.locator or None,
                media_start=line.media_start,
                reason=line.reason,
            )
        )
    whole = whole.removesuffix("\n\n") + "\n"
    return whole, tuple(replace(s, notes=find_notes(whole, s.start, s.end)) for s in segments)


def _continued(line: Line, former: Line | None) -> Line:
    """The passage with what it had before; an editor decided what was changed in its voice."""
    if former is None:
        evidence = Evidence.EDITOR if line.voice else Evidence.NONE
        return replace(line, evidence=evidence)
    line = replace(
        line, locator=former.locator, media_start=former.media_start, reason=former.reason
    )
    if line.type in VOICELESS and line.type == former.type and line.text == former.text:
        return replace(line, voice=former.voice, evidence=former.evidence, basis=former.basis)
    if line.voice != former.voice:
        return replace(line, evidence=Evidence.EDITOR)
    return replace(line, label=former.label, evidence=former.evidence, basis=former.basis)


def _quotes(
    sheet: Sheet,
    segments: Sequence[Segment],
    whole: str,
    targets: Mapping[int, tuple[int, ...]],
) -> tuple[Quote, ...]:
    """The former quotations whose words are found again, nested and continued as before."""
    kept: dict[int, int] = {}
    quotes: list[Quote] = []
    for n, quoted in enumerate(sheet.quoted):
        for j in targets.get(quoted.line, ()):
            segment = segments[j]
            words = whole[segment.start : segment.end]
            if words == sheet.lines[quoted.line].text:
                start, end = quoted.quote.start, quoted.quote.end
            elif span := _same_words(words, quoted, sheet.lines[quoted.line].text):
                start, end = span
            else:
                continue
            kept[n] = len(quotes)
            quote = quoted.quote
            quotes.append(
                replace(
                    quote,
                    start=segment.start + start,
                    end=segment.start + end,
                    parent=kept.get(quote.parent) if quote.parent is not None else None,
                    continues=kept.get(quote.continues) if quote.continues is not None else None,
                )
            )
            break
    return tuple(quotes)


def _with_returning(
    quotes: tuple[Quote, ...], sheet: Sheet, changed: Sequence[Segment], whole: str
) -> tuple[Quote, ...]:
    """With the quotations of passages that were changed and now say just what they said once, but
    for what would run into those that were found again.
    """
    found = list(quotes)
    for segment in changed:
        at: dict[int, int] = {}
        again = sheet.dropped.get(whole[segment.start : segment.end], ())
        places = [(segment.start + quote.start, segment.start + quote.end) for quote in again]
        others = [q for q in quotes if (q.start, q.end) not in places]
        for n, (quote, (start, end)) in enumerate(zip(again, places, strict=True)):
            same = (m for m, q in enumerate(quotes) if (q.start, q.end) == (start, end))
            if (there := next(same, None)) is not None:
                at[n] = there
            elif not any(q.start < end and start < q.end for q in others):
                at[n] = len(found)
                parent, continues = (
                    at.get(other) if other is not None else None
                    for other in (quote.parent, quote.continues)
                )
                found.append(
                    replace(quote, start=start, end=end, parent=parent, continues=continues)
                )
    return tuple(found)


def _same_words(words: str, quoted: Quoted, former: str) -> tuple[int, int] | None:
    """Where quoted words stand in a corrected passage: all between the same marks, though some may
    be new. Whose they are then is for a keeper to say.
    """
    marked = _between_marks(words)
    was_marked = (quoted.quote.start, quoted.quote.end) in _between_marks(former)
    if found := find_again(words, quoted.place):
        start, end = found.span.start, found.span.end
        around = [m for m in marked if m[0] <= start and end <= m[1]] if was_marked else []
        return min(around, key=lambda m: m[1] - m[0], default=(start, end))
    alike = {m: fuzz.ratio(quoted.place.exact, words[m[0] : m[1]]) for m in marked}
    likest = max(marked, key=alike.__getitem__, default=None)
    return likest if likest and alike[likest] >= MAY_BE_THE_SAME else None


def _between_marks(text: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in marked_spans(text, 0, len(text))]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """What stands between blank lines, each with the number of its first line."""
    held: list[str] = []
    first = 1
    for number, line in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], start=1):
        if line.strip():
            first = first if held else number
            held.append(line.rstrip())
        elif held:
            yield first, "\n".join(held)
            held = []


def _escaped(text: str) -> str:
    lines = text.split("\n")
    lines = ["\\" if not line.strip() else line for line in lines]
    first = lines[0]
    if first.startswith(("@", "\\")) or _TYPED.match(first):
        lines[0] = "\\" + first
    return "\n".join(lines)


def _unescaped(block: str) -> str:
    lines = ["" if line.strip() == "\\" else line for line in block.split("\n")]
    if lines[0].startswith("\\"):
        lines[0] = lines[0][1:]
    return "\n".join(lines).strip()


def _free_key(name: str, names: Mapping[str, str], new: Mapping[str, str]) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:100] or "voice"
    key, n = stem, 1
    while key in names or key in new:
        n += 1
        key = f"{stem}-{n}"
    return key


def join(former: str, mine: str, theirs: str) -> tuple[str, list[tuple[str, str]]]:
    """Two corrections of one text in one, block by block, and where they clash.

    Where both changed the same blocks, mine stand, and the pair (mine, theirs) is returned as well.
    """
    base, ours, others = (re.split(r"\n\s*\n", t.strip()) for t in (former, mine, theirs))
    kept_by_us, kept_by_them = _kept(base, ours), _kept(base, others)
    joined: list[str] = []
    clashes: list[tuple[str, str]] = []
    at = (0, 0, 0)
    shared = sorted(kept_by_us.keys() & kept_by_them.keys())
    for i in [*shared, len(base)]:
        ends = i, kept_by_us.get(i, len(ours)), kept_by_them.get(i, len(others))
        was, one, other = (
            blocks[start:end]
            for blocks, start, end in zip((base, ours, others), at, ends, strict=True)
        )
        joined += other if one == was else one
        if was not in (one, other) and one != other:
            clashes.append(("\n\n".join(one), "\n\n".join(other)))
        joined += base[i : i + 1]
        at = ends[0] + 1, ends[1] + 1, ends[2] + 1
    return "\n\n".join(joined) + "\n", clashes


def _kept(base: Sequence[str], changed: Sequence[str]) -> dict[int, int]:
    """Where the blocks of a text stand in a changed one, for those that it kept."""
    matches = SequenceMatcher(None, base, changed, autojunk=False).get_matching_blocks()
    return {a + n: b + n for a, b, size in matches for n in range(size)}
