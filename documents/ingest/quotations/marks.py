"""Which stretches of a paragraph stand between quotation marks, whatever marks a house uses.

Knows “…” ‘…’ "…" '…' ``…'' „…“ »…« « … » (Unicode Standard, chapter 6.2, "Language-Based Usage of
Quotation Marks"), marks inside marks, and the custom of opening every paragraph of a long quotation
anew and closing the last one only (The Chicago Manual of Style, chapter 13).
"""

import re
from dataclasses import dataclass, field

CLOSERS = {"“": "”", "„": "“”", '"': '"', "``": "''", "«": "»", "»": "«", "‘": "’", "'": "'"}
SINGLE = "‘'"
# How far a closing mark is looked for, in code points.
LONGEST = 2000
# More marks inside marks are no quotations: the outermost of them was never closed.
DEEPEST = 6
# Written with an apostrophe where letters fell away in front, so no beginning of a quotation.
CLIPPED = re.compile(r"(?:\d0s|em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Marked:
    """A stretch between marks: `start` to `end` are the words, `before` to `after` with the marks.

    `parent` is the place in the paragraph's list of the stretch around it. `closed` is False where
    the paragraph ends before the closing mark comes.
    """

    start: int
    end: int
    before: int
    after: int
    mark: str
    parent: int | None = None
    closed: bool = True


@dataclass
class _Open:
    mark: str
    before: int
    start: int
    place: int


@dataclass
class _Nesting:
    """The marks that are open at a place of a text, and the stretches that were closed so far."""

    text: str
    found: dict[int, Marked] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    places: int = 0

    def push(self, mark: str, before: int, width: int) -> None:
        if len(self.stack) == DEEPEST:
            del self.stack[0]
        self.stack.append(_Open(mark, before, before + width, self.places))
        self.places += 1

    def pop(self, at: int, after: int, closed: bool = True) -> None:
        one = self.stack.pop()
        first, last = _trimmed(self.text, one.start, at)
        if first < last:
            parent = self.stack[-1].place if self.stack else None
            self.found[one.place] = Marked(first, last, one.before, after, one.mark, parent, closed)


def marked_spans(text: str, start: int, end: int, carried: str = "") -> tuple[Marked, ...]:
    """The stretches between marks in `text[start:end]`, one paragraph, in the order they begin.

    Offsets are those of `text` (Unicode code points). `carried` is the opening mark of a quotation
    that the paragraph before left open: where this one closes it without opening it anew, it runs
    on from the paragraph's first word.
    """
    marks = _Nesting(text)
    stack = marks.stack
    at = start
    while at < end:
        mark = text[at : at + 2] if text[at : at + 2] in ("``", "''") else text[at]
        width = len(mark)
        if _closes(mark, text, at, end, stack):
            # Single marks left open inside were apostrophes.
            while mark not in CLOSERS[stack[-1].mark]:
                stack.pop()
            marks.pop(at, at + width)
        elif carried and not stack and not marks.places and mark in CLOSERS.get(carried, ""):
            marks.push(carried, start, 0)
            marks.pop(at, at + width)
        elif _opens(mark, text, at, start, end):
            # The same mark twice without a closing one: the first is a slip and quotes nothing.
            if stack and stack[-1].mark == mark:
                stack.pop()
            marks.push(mark, at, width)
        at += width
    while stack:
        if stack[-1].mark in SINGLE and stack[-1].before != start:
            stack.pop()
        else:
            marks.pop(end, end, closed=False)
    return _numbered(marks.found)


def _numbered(found: dict[int, Marked]) -> tuple[Marked, ...]:
    """The stretches in order, with parents counted among those that were kept."""
    order = {place: n for n, place in enumerate(sorted(found))}
    return tuple(
        Marked(m.start, m.end, m.before, m.after, m.mark, order.get(m.parent), m.closed)
        if m.parent is not None
        else m
        for _, m in sorted(found.items())
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _opens(mark: str, text: str, at: int, start: int, end: int) -> bool:
    if mark not in CLOSERS:
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if mark in ("“", "„", "``"):
        return True
    if mark in "«»":
        # French sets a space inside its marks, German turns them round: »so«.
        return (before.isspace() or before in "([—–-“‘") and (mark == "«" or not after.isspace())
    free = before.isspace() or before in "([{—–-/“\"‘«„'"
    if mark == '"':
        return (free or before == ":") and not after.isspace()
    clipped = CLIPPED.match(text, at + 1, end)
    return free and not after.isspace() and not clipped and after not in ".,;:!?)"


def _closes(mark: str, text: str, at: int, end: int, stack: list[_Open]) -> bool:
    if not any(mark in CLOSERS[one.mark] for one in stack):
        return False
    before = text[at - 1]
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if mark == '"':
        return not (before.isspace() and after.isalnum()) or after in ".,;"
    if mark == "“":
        return stack[-1].mark == "„"
    if mark in "«»":
        return True
    if mark not in "’'":
        return True
    if after.isalnum() or (before.isspace() and mark == "'"):
        return False
    if stack[-1].mark not in SINGLE:
        # A double mark was opened inside: this is an apostrophe in it.
        return False
    return not (_may_be_apostrophe(text, at) and _better_close(mark, text, at, end, stack))


def _may_be_apostrophe(text: str, at: int) -> bool:
    """The workers’ rota, doin’ time: after an s or an in, and a small letter follows."""
    return bool(
        re.search(r"(?:s|[a-z]in)$", text[max(0, at - 4) : at])
        and re.match(r"\s+[^\W\d_A-Z]", text[at + 1 : at + 4])
    )


def _better_close(mark: str, text: str, at: int, end: int, stack: list[_Open]) -> bool:
    """Whether a mark further on, before another opens, closes the quotation beyond doubt."""
    opener = stack[-1].mark
    for later in range(at + 1, min(end, at + LONGEST)):
        char = text[later]
        after = text[later + 1] if later + 1 < end else " "
        if char == mark and not after.isalnum() and not text[later - 1].isspace():
            if not _may_be_apostrophe(text, later):
                return True
        elif char == opener and _opens(opener, text, later, at, end):
            return False
    return False
