"""The labels that a transcript prints before its turns.

`label_forms` says what a candidate looks like. Whether the candidates of a text are labels is
decided over the whole text, since "Policy Podcast: ..." and "LAGON: ..." differ only in what the
rest of the page does: a label recurs, or its neighbours are labels of the same style.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from documents.ingest.names import bare_name, is_full, plain, split_title, surname, words_of
from documents.ingest.reading import Block, CanonicalText
from documents.ingest.structure.furniture import ASIDE_BY_ROLE
from documents.ingest.structure.label_forms import (
    BARE,
    BOLD,
    BOLD_COURTESY,
    CHEVRON,
    COLON,
    DASH,
    INSIDE,
    RUN_ON,
    RUN_ON_QUESTION,
    SMALL,
    STOP,
    Form,
    is_label_like,
    kind_of,
)
from documents.ingest.structure.notes import is_only_notes

MARKUP = "markup"
UNNAMED = "unnamed"
OFTEN = 3
GENERAL = frozenset({"question", "answer", "audience"})


@dataclass(frozen=True)
class Label:
    """A label as printed. `start` to `end` covers it with its punctuation; the words follow there.

    `kind` is "name", "initials", "office" ("THE PRESIDENT"), "question", "answer", "operator",
    "audience" or "unnamed" (another voice begins, and nothing says whose). `given_in_brackets` is
    the name or role printed in brackets after it.
    """

    start: int
    end: int
    text: str
    kind: str
    style: str
    given_in_brackets: str = ""
    printed: str = ""
    """What is printed, where markup names the person in full and `text` is that name."""

    @property
    def name(self) -> str:
        return self.text.split("(")[0].strip()

    @property
    def key(self) -> str:
        """What makes two labels the same: neither case, accents nor brackets."""
        return plain(re.sub(r"[.:;]", "", self.name)).strip()

    @property
    def is_in_capitals(self) -> bool:
        letters = [c for c in self.name if c.isalpha()]
        return bool(letters) and sum(c.isupper() for c in letters) >= 0.75 * len(letters)


def find_labels(source: CanonicalText) -> list[Label]:
    """The labels of a text, in order; an empty list where it has none."""
    blocks = [block for block in source.blocks if block.role not in ASIDE_BY_ROLE]
    if any(block.speaker for block in blocks):
        return [label for block in blocks if (label := _in_markup(block, source.words(block)))]
    candidates = [label for block in blocks for label in _candidates(block, source.words(block))]
    chevrons = [label for label in candidates if label.style == "chevron"]
    kept = chevrons if len(chevrons) >= 2 else _accepted(candidates, source)
    if not kept and _is_caption_text(source):
        kept = [
            Label(b.start, b.start, "", UNNAMED, CHEVRON.style)
            for b in blocks
            if not is_only_notes(source.words(b))
        ]
    kept += _run_on(kept, blocks, source)
    labelled = {label.start for label in kept}
    kept += [
        Label(b.start, b.start, "", UNNAMED, MARKUP)
        for b in blocks
        if b.speaker is not None and b.start not in labelled
    ]
    return sorted(kept, key=lambda label: label.start)


def _run_on(kept: list[Label], blocks: list[Block], source: CanonicalText) -> list[Label]:
    """Labels in mid-paragraph, after the end of a sentence: the page lost the break before them.

    Those that stand in capitals before other turns too, or come three times in this way. Where a
    page has lost many breaks, a lone "Q" after a sentence is a label as well.
    """
    colons = (label for label in kept if label.style == COLON.style and label.is_in_capitals)
    known = {label.name for label in colons if len(label.name) > 3}
    found = [
        _made(match, block.start, COLON.style)
        for block in blocks
        for match in RUN_ON.finditer(source.words(block))
        if is_label_like(match["label"])
    ]
    times = Counter(label.name for label in found)
    found = [x for x in found if x.name in known or times[x.name] >= OFTEN]
    if len(found) >= OFTEN:
        found += [
            _made(match, block.start, BARE.style)
            for block in blocks
            for match in RUN_ON_QUESTION.finditer(source.words(block))
        ]
    taken = [(label.start, label.end) for label in kept]
    return [x for x in found if not any(start <= x.start < end for start, end in taken)]


def _is_caption_text(source: CanonicalText) -> bool:
    """Captions without a sign for a change of speaker, a line for each: all in small letters."""
    letters = [c for c in source.text if c.isalpha() and c.lower() != c.upper()]
    capitals = sum(c.isupper() for c in letters)
    return len(source.blocks) >= 3 and len(letters) >= 100 and capitals <= 0.005 * len(letters)


def _in_markup(block: Block, words: str) -> Label | None:
    """The label that markup gives a block; where the words begin with it too, it is taken off."""
    first = _first(block, words)
    chevron = first is not None and first.style == CHEVRON.style
    if block.speaker is None:
        return first if chevron else None
    names = [name for name in (block.speaker_name, block.speaker) if name]
    if not names:
        return first if chevron else Label(block.start, block.start, "", UNNAMED, MARKUP)
    name, _, brackets = names[0].partition("(")
    families = {plain(surname(bare_name(each.partition("(")[0]))) for each in names}
    is_repeated = first is not None and (chevron or plain(surname(first.name)) in families)
    kind = "name" if block.speaker_name else kind_of(name.strip())
    if block.speaker_name and block.speaker:
        printed, _, beside = block.speaker.partition("(")
        brackets = beside or (printed if kind_of(printed.strip()) == "office" else "")
    return Label(
        start=block.start,
        end=first.end if first is not None and is_repeated else block.start,
        text=names[0],
        kind=kind,
        style=MARKUP,
        given_in_brackets=brackets.strip().removesuffix(")"),
        printed=block.speaker or names[0],
    )


def _candidates(block: Block, words: str) -> Iterator[Label]:
    first = _first(block, words)
    if first:
        yield first
    for inside in INSIDE.finditer(words):
        found = COLON.pattern.match(words, inside.start())
        if found and is_label_like(found["label"]):
            yield _made(found, block.start, "chevron" if inside[0].startswith(">") else "colon")


def _first(block: Block, words: str) -> Label | None:
    """The candidate at the head of a block."""
    for form in (COLON, SMALL):
        found = form.pattern.match(words)
        if found and is_label_like(found["label"]):
            return _made(found, block.start, "chevron" if words.startswith(">>") else form.style)
    if found_bold := _bold(block, words, BOLD_COURTESY):
        return found_bold
    for form in (BARE, STOP, DASH):
        found = form.pattern.match(words)
        if found:
            return _made(found, block.start, form.style)
    if found_bold := _bold(block, words, BOLD):
        return found_bold
    found = CHEVRON.pattern.match(words)
    if found:
        return Label(block.start, block.start + found.end(), "", UNNAMED, CHEVRON.style)
    return None


def _bold(block: Block, words: str, form: Form) -> Label | None:
    """The label in the bold words at the head of a block."""
    if not block.strong or block.start != block.strong[0][0] or block.strong[0][1] >= block.end:
        return None
    bold = words[: block.strong[0][1] - block.start]
    found = form.pattern.match(bold)
    if not found or not is_label_like(found["label"]):
        return None
    rest = words[len(bold) :]
    beside = (found["brackets"] or "").strip(" ()") or found.groupdict().get("role") or ""
    return Label(
        start=block.start,
        end=block.start + len(bold) + len(rest) - len(rest.lstrip(" :.—–-")),
        text=found["label"].strip(),
        kind=kind_of(found["label"]),
        style=form.style,
        given_in_brackets=beside,
        printed=bold.strip().rstrip(".:") if beside else "",
    )


def _made(found: re.Match[str], offset: int, style: str) -> Label:
    brackets = (found.groupdict().get("brackets") or "").strip()
    return Label(
        start=offset + found.start(),
        end=offset + found.end(),
        text=f"{found['label'].strip()} {brackets}".strip(),
        kind=kind_of(found["label"]),
        style=style,
        given_in_brackets=brackets.removeprefix("(").removesuffix(")"),
    )


def _accepted(candidates: list[Label], source: CanonicalText) -> list[Label]:
    """The candidates that are labels, judged together."""
    times = Counter(label.key for label in candidates)
    by_style = Counter(label.style for label in candidates)
    sure = [label for label in candidates if _is_sure(label, times, by_style)]
    if all(label.kind == "question" for label in sure):
        # Questions alone are a list of questions and answers at best, not a talk.
        sure = [label for label in sure if label.style != BARE.style]
    if not sure:
        return []
    first = min(label.start for label in sure)
    capitals = Counter(label.is_in_capitals for label in sure if _is_name(label))
    in_capitals = capitals[True] > 0 and capitals[True] >= capitals[False]
    families = {plain(w) for label in sure for w in words_of(bare_name(label.name))}
    has_initials = any(label.kind == "initials" for label in sure)
    kept = set(sure)
    for label in candidates:
        if label in kept or label.style not in {COLON.style, BARE.style}:
            continue
        # What comes before the first sure label is the page's head, unless initials are labels:
        # then the full name stood there once.
        if label.start < first and not has_initials:
            continue
        if (
            label.style == BARE.style
            or (in_capitals and label.is_in_capitals)
            or not (in_capitals or label.is_in_capitals)
            and _is_named(label, source, families)
        ):
            kept.add(label)
    return list(kept)


def _is_name(label: Label) -> bool:
    """Whether a label is a name; a short one, EVE, looks like initials but for its vowel."""
    short = re.fullmatch(r"(?=.*[AEIOUY])[A-Z]{3,}", label.text)
    return label.kind == "name" or (label.kind == "initials" and short is not None)


def _is_sure(label: Label, times: Counter[str], by_style: Counter[str]) -> bool:
    """Whether a candidate is a label by its own form, or because it recurs."""
    recurs = times[label.key] >= 2
    if label.style == STOP.style or label.style == DASH.style:
        return recurs or by_style[label.style] >= 4
    if label.style == BOLD.style and by_style[BOLD.style] >= 4 and split_title(label.name)[0]:
        return True
    if label.style in {BARE.style, BOLD.style}:
        return recurs
    if label.kind in {"operator", "office"}:
        return recurs or label.is_in_capitals or bool(label.given_in_brackets)
    if label.kind in GENERAL:
        return recurs or label.is_in_capitals
    title, rest = split_title(label.name)
    if title and rest and (label.is_in_capitals or label.given_in_brackets):
        return True
    return recurs


def _is_named(label: Label, source: CanonicalText, families: set[str]) -> bool:
    """Whether the page says of a label that comes once that it is a person."""
    title, rest = split_title(label.name)
    if (title and rest) or label.kind in GENERAL or label.kind in {"office", "operator"}:
        return True
    if not is_full(label.name) and label.kind != "initials":
        return plain(rest) in families
    outside = source.text[: label.start] + source.text[label.end :]
    return rest in outside
