"""Turns: a printed label begins one, and all that follows is its speaker's until the next label."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from documents.ingest.forms_of_address import split_title
from documents.ingest.names import NAME, is_person_like, same_family
from documents.ingest.reading import CAPTIONS, Block, CanonicalText, PassageType, Segment
from documents.ingest.structure.furniture import (
    ASIDE_BY_ROLE,
    end_of_talk,
    is_clock,
    leading_furniture,
    page_mark,
    site_line,
)
from documents.ingest.structure.label import Label
from documents.ingest.structure.letters import HEAD_OF_LETTER, letters_in
from documents.ingest.structure.notes import (
    addresses_the_chair,
    closing_remark,
    find_notes,
    is_adjournment,
    is_bracketed,
    is_insertion,
    is_moved_by,
    is_of_the_sitting,
    is_only_notes,
)

# A running head is no longer than this, and one without a number comes so often.
LONGEST_HEAD = 80
OFTEN = 3

# The heading of what somebody handed in: "Prepared Statement of Helen Brandt".
_STATEMENT_OF = re.compile(
    r"(?i:(?:prepared|opening|written|submitted|additional)\s(?:statement|testimony|remarks)"
    r"\s(?:of|by)\s)(?P<whose>(?:the\s)?[A-Z][^?!]{2,150}(?<![.:;,]))"
)
_SPACED_CAPITALS = re.compile(r"(?:[A-Z]\s){4,}[A-Z]")


def transcript(
    source: CanonicalText, labels: Sequence[Label]
) -> tuple[list[Segment], dict[int, Label | None]]:
    """The segments of a text with labels, and the label of each turn.

    Two turns of one person in a row stay two: where the label is printed again, something between
    them was lost or left out.
    """
    start = next(i for i, block in enumerate(source.blocks) if block.end > labels[0].start)
    last = next(i for i, block in enumerate(source.blocks) if block.end > labels[-1].start)
    front = source.blocks[:start]
    said = _opening(source, front, labels)
    labels = [*said, *labels]
    front = front[
        : next((n for n, b in enumerate(front) if said and b.start == said[0].start), start)
    ]
    start = len(front)
    aside = leading_furniture(source, front)
    segments = [
        set_aside(block, aside[place]) if place in aside else heading(block)
        for place, block in enumerate(front)
    ]
    end, reason = end_of_talk(source, source.blocks, last + 1)
    talk, by_turn = _Talk(source, labels).segments(source.blocks[start:end])
    segments += talk
    segments += [trailing(source, block, reason) for block in source.blocks[end:]]
    return segments, by_turn


# How a talk begins, in a paragraph that no label stands before.
_GREETING = re.compile(
    r"(?:(?:all right|okay|ok|right|well|so)[.,]?\s+)?"
    r"(?:good (?:morning|afternoon|evening)|hello|welcome|bonjour|buenos días|buenas tardes)\b",
    re.I,
)


def _opening(source: CanonicalText, front: Sequence[Block], labels: Sequence[Label]) -> list[Label]:
    """A label for the statement before the questions, where a greeting begins it without one.

    It is of whoever answers, if all labels but those of who asks are one person's.
    """
    shared = {"question", "audience", "unnamed", "operator"}
    greets = next((b for b in front if _GREETING.match(source.words(b))), None)
    if greets is None or not any(label.kind == "question" for label in labels):
        return []
    answers = {label.key: label for label in labels if label.kind not in shared}
    if len(answers) != 1:
        return []
    label = next(iter(answers.values()))
    return [replace(label, start=greets.start, end=greets.start, printed="")]


def unlabelled(
    source: CanonicalText, blocks: Sequence[Block], words_as: PassageType, turn: int | None
) -> list[Segment]:
    """The segments of text without labels: one person's throughout."""
    segments = []
    repeated = _repeated(source)
    for block in blocks:
        words = source.words(block)
        kind, reason = _what(block, words, repeated)
        if kind in PassageType.numbered():
            notes = find_notes(source.text, block.start, block.end)
            segments.append(Segment(block.start, block.end, words_as, turn=turn, notes=notes))
        else:
            segments.append(Segment(block.start, block.end, kind, reason=reason))
    return segments


def heading(block: Block) -> Segment:
    """A block as a heading."""
    return Segment(block.start, block.end, PassageType.HEADING)


def set_aside(block: Block, reason: str) -> Segment:
    """A block that is kept and never shown, with the reason."""
    return Segment(block.start, block.end, PassageType.FURNITURE, reason=reason)


def trailing(source: CanonicalText, block: Block, reason: str) -> Segment:
    """What follows the end of the text; `reason` says why the text ended."""
    return set_aside(block, site_line(source.words(block)) or reason)


class _Talk:
    """Cuts the blocks between the first label and the end into turns."""

    def __init__(self, source: CanonicalText, labels: Sequence[Label]) -> None:
        self._source = source
        self._labels = labels
        self._repeated = _repeated(source)
        self._turn = self._last_turn = 0
        self._letters = letters_in(source, labels)
        self._by_turn: dict[int, Label | None] = {}
        self._waiting: Label | None = None
        """A label whose words have not come yet."""
        self._is_over = False
        """The sitting was adjourned, and what follows was put to the record by somebody else."""
        self._inserted = 0
        """The turn in which something was printed that nobody said."""
        self._is_motion = False
        """Since the last label, the record prints what was moved."""
        self._letter_turn = self._turn_of_letter = 0
        self._segments: list[Segment] = []

    def segments(self, blocks: Sequence[Block]) -> tuple[list[Segment], dict[int, Label | None]]:
        starts = [label.start for label in self._labels]
        for block in blocks:
            inside = self._labels[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            if not inside:
                if block.start in self._letters:
                    self._of_letter(block)
                else:
                    self._unlabelled(block)
                continue
            if inside[0].start > block.start:
                self._paragraph(block.start, inside[0].start)
            for label, following in zip(inside, [*inside[1:], None], strict=True):
                self._waiting, self._is_over, self._inserted = label, False, 0
                self._is_motion = False
                self._paragraph(label.end, following.start if following else block.end)
        return self._segments, self._by_turn

    def _unlabelled(self, block: Block) -> None:
        kind, reason = _what(block, self._source.words(block), self._repeated)
        self._is_motion |= is_moved_by(self._source.words(block))
        if kind == PassageType.SPEECH and self._is_motion:
            kind = PassageType.PROCEDURE
        if (
            kind == PassageType.SPEECH
            and self._inserted
            and addresses_the_chair(self._source.words(block))
        ):
            self._turn, self._inserted, self._is_over = self._inserted, 0, False
        if kind == PassageType.SPEECH and self._is_over and self._is_line(block):
            self._segments.append(heading(block))
        elif kind == PassageType.SPEECH:
            if self._is_over:
                self._waiting = self._waiting or Label(block.start, block.start, "", "unnamed", "")
                self._is_over = False
            self._paragraph(block.start, block.end)
        else:
            words = self._source.words(block)
            if kind == PassageType.PROCEDURE and is_insertion(words):
                self._is_over, self._inserted = True, self._inserted or self._turn
            self._is_over |= kind == PassageType.PROCEDURE and is_adjournment(words)
            if found := _STATEMENT_OF.fullmatch(self._source.words(block)):
                self._waiting = self._handed_in(block, found["whose"]) or self._waiting
            self._segments.append(Segment(block.start, block.end, kind, reason=reason))

    def _of_letter(self, block: Block) -> None:
        """A letter put to the record is nobody's who speaks; after it, who spoke before goes on."""
        kind, reason = _what(block, self._source.words(block), self._repeated)
        if self._letters[block.start] == HEAD_OF_LETTER:
            kind = PassageType.HEADING
        if kind != PassageType.SPEECH:
            self._segments.append(Segment(block.start, block.end, kind, reason=reason))
            return
        spoke = self._turn
        if self._letter_turn != self._letters[block.start]:
            self._letter_turn = self._letters[block.start]
            self._waiting = Label(block.start, block.start, "", "unnamed", "")
            self._turn_of_letter = self._last_turn + 1
        self._turn = self._turn if self._waiting else self._turn_of_letter
        self._paragraph(block.start, block.end)
        self._turn = spoke

    def _is_line(self, block: Block) -> bool:
        words = self._source.words(block)
        return words[-1].isalnum() and len(words.split()) <= 16

    def _handed_in(self, block: Block, whose: str) -> Label | None:
        """The label that the heading of a statement is, where it is not of who speaks already."""
        before = self._by_turn.get(self._turn)
        named = re.match(NAME, re.sub(r"^[Tt]he\s(?=Hon)", "", whose))
        title, name = split_title(named[0]) if named else ("", "")
        is_person = bool(title and name) or is_person_like(name)
        if before and before.name and is_person and same_family(before.name, name):
            return None
        kind = "name" if is_person else "unnamed"
        text = named[0] if named and is_person else ""
        return Label(block.end, block.end, text, kind, "heading")

    def _paragraph(self, start: int, end: int) -> None:
        text = self._source.text
        while end > start and text[end - 1].isspace():
            end -= 1
        if end <= start:
            return
        remark = closing_remark(text[start:end])
        if remark is not None:
            self._paragraph(start, start + remark)
            start += (
                remark + len(text[start + remark : end]) - len(text[start + remark : end].lstrip())
            )
            self._segments.append(Segment(start, end, PassageType.PROCEDURE))
            return
        label, self._waiting = self._waiting, None
        if label and label.kind == "unnamed" and is_only_notes(text[start:end]):  # ">> [APPLAUSE]"
            self._waiting = label
            self._segments.append(Segment(start, end, PassageType.SCENE))
            return
        if label is not None and self._goes_on(label):
            label = None
        elif label is not None:
            self._last_turn += 1
            self._turn = self._last_turn
            self._by_turn[self._turn] = label
        elif not self._turn:  # the page's head, run into the paragraph of the first label
            self._segments.append(Segment(start, end, PassageType.HEADING))
            return
        self._segments.append(
            Segment(
                start,
                end,
                PassageType.SPEECH,
                turn=self._turn or None,
                label=label.printed or label.text if label else None,
                notes=find_notes(text, start, end),
            )
        )

    def _goes_on(self, label: Label) -> bool:
        """Whether captions only print the label again because another cue begins."""
        before = self._by_turn.get(self._turn)
        in_captions = self._source.media_type in CAPTIONS
        return bool(in_captions and label.name and before and before.key == label.key)


def _what(block: Block, words: str, repeated: frozenset[str]) -> tuple[PassageType, str]:
    """What a block without a label is: words of the turn, or something between turns."""
    if block.role in ASIDE_BY_ROLE:
        return PassageType.FURNITURE, ASIDE_BY_ROLE[block.role]
    if block.role == "scene":
        return PassageType.SCENE, ""
    if words in repeated or page_mark(words):
        return PassageType.FURNITURE, "running head or page number"
    if is_clock(words):
        return PassageType.FURNITURE, "time of day"
    if site_line(words) == "navigation":
        return PassageType.FURNITURE, "navigation"
    if is_only_notes(words):
        return PassageType.SCENE, ""
    if is_bracketed(words) and len(words) < 400 or is_of_the_sitting(words):
        return PassageType.PROCEDURE, ""
    if block.role in {"heading", "label"} or _is_heading(words):
        return PassageType.HEADING, ""
    if block.role == "paragraph" and block.speaker is None and _is_set_as_title(words):
        return PassageType.HEADING, ""
    return PassageType.SPEECH, ""


_THANKS = re.compile(r"\b(?:thank|bless|hello|good|yes|no|merci|gracias|amen)\b", re.I)


def _is_set_as_title(words: str) -> bool:
    """A short line without a stop in which every longer word has a capital: "General Leave"."""
    each = words.split()
    long_words = [word for word in each if len(word) > 3]
    return (
        2 <= len(each) <= 10
        and len(long_words) >= 2
        and words[-1].isalnum()
        and words[0].isupper()
        and all(word[0].isupper() for word in long_words)
        and not re.search(r"[.?!;:,]", words)
        and not _THANKS.search(words)
    )


def _is_heading(words: str) -> bool:
    if _SPACED_CAPITALS.search(words) or _STATEMENT_OF.fullmatch(words):
        return True
    letters = [c for c in words if c.isalpha() and c.lower() != c.upper()]
    return (
        len(letters) >= 8
        and words == words.upper()
        and words[-1] not in ".?!-—"
        and len(words.split()) <= 30
    )


def _repeated(source: CanonicalText) -> frozenset[str]:
    """Running heads and feet: short lines that come again on every page.

    Those with a number in them, and those that stand beside the numbers of pages.
    """
    words = [source.words(block) for block in source.blocks]
    short = [len(each) <= LONGEST_HEAD and each[-1] not in ".?!" for each in words]
    times = Counter(each for each, is_short in zip(words, short, strict=True) if is_short)
    numbered = {w for w, n in times.items() if n >= 2 and any(c.isdigit() for c in w)}
    at_pages = [page_mark(each) or each in numbered for each in words]
    beside = Counter(
        each for place, each in enumerate(words) if any(at_pages[max(0, place - 2) : place + 3])
    )
    often = {w for w, n in times.items() if n >= OFTEN and beside[w] >= 0.75 * n}
    return frozenset(numbered | often)
