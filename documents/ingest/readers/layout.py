"""Lines into paragraphs: unwrapping, and sentences that a line or page break cut in two.

A paragraph is what an empty line ends, or an indented line begins. Lines under each other without
an empty line are unwrapped where the file is wrapped at a width, or where a line cannot be the end
of what it says; otherwise each is a paragraph of its own, "close" to the one before (a title page).
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.ingest.forms_of_address import is_title
from documents.ingest.name_words import UPPER
from documents.ingest.names import NAME, is_person_like
from documents.ingest.readers.markdown import Markup
from documents.ingest.wordlists import words as word_set

_LINE = re.compile(
    r"[^\n\r\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\n\r\x0b\x85\u2028\u2029]|(?=\x0c)|\Z)"
)
# Court reporters close a rule with an x: "- - - - - -X".
_RULE = re.compile(r"\s*([-*_=~—])(?:\s*\1){2,}\s*|\s*-(?:\s*-){5,}\s*[xX]\s*")
_BULLET = re.compile(r"(?:[-–*][ \t]+|[•▪◦‣▶►→❑☐■●○◆➢✓\uf000-\uf0ff][ \t]*)(?=\S)")
_NUMBERED = re.compile(r"\d{1,3}[.)][ \t]+\S")
_BEGINS_TURN = re.compile(
    r"\W{0,3}(?:[QA]\b[.:]?\s|(?:O SR|A SRA)\. [A-ZÀ-Þ]{2}"
    r"|(?:[A-Z]\w{0,3}\. )?[A-ZÀ-Þ][\w.'’ -]{0,40}(?:\([^)]{0,80}\))?\s?:)"
)
# "Ms. Okello. May I add …", "Mr. Smith of Nebraska. I yield …", "The PRESIDING OFFICER. …"
_BEGINS_TURN_BY_STOP = re.compile(
    r"The\s(?:[A-Z]{4,}(?:\s[A-Z]{3,}){0,2}(?:\spro\stempore)?|(?:Acting\s|Vice\s)?Chair(?:man|woman)?"
    r"|Presiding\sOfficer|President|Speaker|Clerk|Witness)(?:\s\([^()]{3,40}\))?\.\s+\S"
    rf"|(?P<title>[{UPPER}][\w-]+)\.?\s[{UPPER}][\w'’-]+(?:\s(?:of|[{UPPER}][\w'’-]+)){{0,4}}"
    r"\.\s+\S"
)
_ADDRESS = re.compile(r"(?:https?:|www\.|\S+@|\w+\.(?:com|org|gov|net|edu|int)\b)", re.I)

_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Pp]ar|[Pp]or|[Vv]on) [A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3}"
)
# A line of a list of people.
_LISTED = re.compile(rf"(?P<name>{NAME}),\s[{UPPER}][^.?!:;]*[^.?!:;,\s]")

# A line or paragraph that ends in one of these has not ended.
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:a|an|the|of|and|or|nor|to|in|on|at|by|for|from|with|into|than|including|between"
    r"|its|his|her|our|their|your|my|du|de|des|la|le|les|et|el|los|las|y)$",
    re.I,
)

# A line that is only the number of a page, or says that a page of the print begins.
_PAGE_MARK = re.compile(
    r"[-–—\[(]?\s?(?:page\s)?\d{1,4}(?:\sof\s\d{1,4})?\s?[-–—\])]?|\[\[?page\s[\w-]+\]?\]", re.I
)
# A line that is only the time of day, as captions print it between their lines.
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d{2}\s?[ap]\.?m\.?", re.I)
# So much farther in than the line above, a number stands in the middle of the page.
CENTRED = 12
# A remark of the recorder's that begins a line of its own.
_REMARK = re.compile(r"[\[(][A-ZÀ-Þ]")
_TIMED = re.compile(r"[\[(]\d{1,2}:\d{2}(?::\d{2})?[\])]\s")
_SENTENCE_ENDS = re.compile(r"[.?!:][\])”\"’]*$")
# First parts of compounds, which keep their hyphen at the end of a line, and in French second ones.
_KEEPS_HYPHEN = word_set("""
    self well co non anti long short high low full part half mid semi multi cross post pre ex vice
    inter intra counter so all one two three four five six seven eight nine ten twenty thirty forty
    fifty sixty seventy eighty ninety first second third late early better best far near hard soft
    then still ever much most more less over under after before law war tax aid sea air top old new
    big bad job net oil gas day per pay sex pro sub bio eco geo
""")
_KEEPS_HYPHEN_BEFORE = word_set("""
    il elle ils elles on je tu vous nous ce moi toi lui leur y en ci la là même mêmes être dire
    old age made based free term time wide
""")
# Parts of words that are no words: what such an end is parted from was one word with it.
_ENDS_OF_WORDS = re.compile(
    r"(?:[a-z]?[ts]ions?|[a-z]?tional|[a-z]{0,3}ments?|[a-z]?ness|[a-z]{0,3}ings?|[a-z]?ity|ities|[a-z]?ly"
    r"|[a-z]{0,2}ance|[a-z]{0,2}ence|[a-z]?able|[a-z]?ible|[a-z]?ous|[a-z]?ive|[a-z]?ers?|[a-z]?ed|cause|tween"
    r"|lieve|fore|come|hind|yond|ple|ter|tive)"
)

# No title is wider than this, and no text is wrapped wider.
WIDEST_WRAP = 120
# Below this a wrapped line says too little to be told from a line of a title page.
NARROWEST_WRAP = 40
# So many lines that are surely wrapped tell the width.
FEWEST_BROKEN = 5
# A line of prose; what is shorter may be a title, after which nothing is "cut".
LINE_OF_PROSE = 60


@dataclass(frozen=True)
class Line:
    """A line of the original: its place, and how it looks without marks."""

    start: int
    end: int
    text: str
    indent: int = 0
    role: str = ""
    level: int = 0
    ends_hard: bool = False
    """Markdown's two blanks or backslash at the end: the break belongs to the text."""


@dataclass
class Paragraph:
    """Lines that are one block. `glues` say how each line hangs on the one before.

    A glue is " " (unwrapped), "\\n" (the break belongs to the text), "" (a compound broken after
    its hyphen) or "-" (a word broken by a hyphen that goes).
    """

    lines: list[Line]
    glues: list[str] = field(default_factory=lambda: [""])
    role: str = "paragraph"
    level: int = 0
    follows_closely: bool = False

    @property
    def last(self) -> Line:
        return self.lines[-1]

    def add(self, lines: Iterable[Line], glue: str) -> None:
        for line in lines:
            self.lines.append(line)
            self.glues.append(glue)
            glue = " "


def lines_of(original: str, body: int, markup: Markup) -> list[Line]:
    """The lines of the original from `body` on; a page break counts as an empty line."""
    lines, at = [], body
    while at < len(original):
        found = _LINE.match(original, at)
        assert found is not None  # noqa: S101 - the pattern matches everywhere
        end = len(found[0].rstrip("\r\n\x0b\x85\u2028\u2029")) + at
        lines.append(_line(original, at, end, markup))
        at = found.end()
        if at < len(original) and original[at] == "\x0c":
            lines.append(Line(at, at, ""))
            at += 1
        elif not found[0]:
            break
    return lines


def _line(original: str, start: int, end: int, markup: Markup) -> Line:
    raw = original[start:end]
    shown = "".join(original[a:b] for a, b, _ in markup.pieces(start, end)).strip()
    role, level = markup.roles.get(start, ("", 0))
    indent = len(raw.expandtabs(8)) - len(raw.expandtabs(8).lstrip())
    if not role and _RULE.fullmatch(shown):
        role = "rule"
    elif (
        not role
        and _BULLET.match(shown)
        or not role
        and markup.is_marked
        and _NUMBERED.match(shown)
    ):
        role, level = "item", 1 + indent // 2
    ends_hard = markup.is_marked and (raw.endswith("  ") or raw.endswith("\\"))
    return Line(start, end, shown, indent, role, level, ends_hard)


def paragraphs_of(lines: list[Line]) -> list[Paragraph]:
    """The paragraphs of a text, cut sentences made whole."""
    width = wrap_width(lines)
    words = Counter(w.casefold() for line in lines for w in re.findall(r"\w+", line.text))
    paragraphs: list[Paragraph] = []
    close = False
    waiting: list[Paragraph] = []  # the marks of pages, until it is known what they stand in

    for line in lines:
        if not line.text:
            close = False
            continue
        before = paragraphs[-1] if paragraphs else None
        if before and _is_page_mark(before, line, close):
            waiting.append(Paragraph([line]))
            close = False
            continue
        if waiting and not (before and _is_cut_by(waiting, before, line)):
            paragraphs += waiting
            before, waiting = waiting[-1], []
        glue = _glue(before, line, width, words) if close and before else None
        if before and glue is not None:
            before.add([line], glue)
        elif before and not close and _is_cut(before, line):
            hyphen = _hyphen_glue(before.last.text, line.text, words)
            before.add([line], " " if hyphen is None else hyphen)
            paragraphs, waiting = [*paragraphs, *waiting], []
        else:
            paragraphs.append(Paragraph([line], [""], line.role or "paragraph", line.level, close))
        close = True
    return paragraphs + waiting


def _is_cut_by(marks: list[Paragraph], before: Paragraph, line: Line) -> bool:
    """Whether a sentence goes on below marks of pages; below the time of day, in long lines only:
    a title may stand above it.
    """
    told = any(_TIME_OF_DAY.fullmatch(mark.last.text) for mark in marks)
    return _is_cut(before, line) and (not told or len(before.last.text) > WIDEST_WRAP)


def _is_page_mark(before: Paragraph, line: Line, close: bool) -> bool:
    """Whether a line only counts the pages, in the middle of one or apart from what is above, or
    only tells the time.
    """
    if _TIME_OF_DAY.fullmatch(line.text) and not line.role and before.role == "paragraph":
        return True
    if line.role or before.role != "paragraph" or not _PAGE_MARK.fullmatch(line.text):
        return False
    return not close or line.indent >= before.last.indent + CENTRED


def wrap_width(lines: list[Line]) -> int | None:
    """The width at which a file was wrapped, None where its lines are paragraphs."""
    pairs = [
        (a, b)
        for a, b in zip(lines, lines[1:], strict=False)
        if a.text and b.text and not (a.role or b.role)
    ]
    if len(pairs) < 3:
        return None
    widths = sorted(line.indent + len(line.text) for line in lines if line.text)
    width = widths[int(0.95 * (len(widths) - 1))]
    # Title pages and tables of contents may be wider than the text that is wrapped.
    broken = sorted(a.indent + len(a.text) for a, b in pairs if _is_broken(a.text, b.text))
    if len(broken) >= FEWEST_BROKEN:
        width = min(width, broken[int(0.95 * (len(broken) - 1))])
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    full = sum(1 for a, b in pairs if _is_full(a, b, width))
    return width if full >= 0.5 * len(pairs) else None


def _is_broken(above: str, below: str) -> bool:
    """Whether a sentence surely goes on from one line of prose to the next."""
    return above[-1].isalnum() and below[0].islower() and len(above.split()) >= 5


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    first_word = following.text.split(maxsplit=1)[0]
    return line.indent + len(line.text) + 1 + len(first_word) > width - 2


def begins_turn(words: str) -> bool:
    """Whether a line looks like the first of somebody's turn: "MR. HALE: ...", "Q What ..."."""
    return bool(_BEGINS_TURN.match(words))


def _glue(before: Paragraph, line: Line, width: int | None, words: Counter[str]) -> str | None:
    """How a line hangs on the one right above it, None where it begins something new."""
    above = before.last
    if line.role or before.role in {"heading", "rule"}:
        return None
    if _BEGINS_TURN.match(line.text) or line.text.startswith(">>"):
        return None
    if before.role == "item":
        if _is_below_item(before, line) and not (width and _is_full(above, line, width)):
            return None
        return "\n" if above.ends_hard else " "
    if above.ends_hard:
        return None
    if above.text.endswith("]") and line.text.startswith("["):  # heads of a record, line by line
        return None
    goes_on = above.text[-1].isalpha() and line.text[0].islower()
    if width and line.indent > above.indent + 1 and not goes_on:
        return None
    if line.indent and line.indent == above.indent and _SENTENCE_ENDS.search(above.text):
        turn = _BEGINS_TURN_BY_STOP.match(line.text)
        if turn and (turn["title"] is None or is_title(turn["title"])):
            return None
    if _REMARK.match(line.text) and _SENTENCE_ENDS.search(above.text) and line.indent:
        return None
    if _TIMED.match(line.text) and _SENTENCE_ENDS.search(above.text):
        return None
    hyphen = _hyphen_glue(above.text, line.text, words)
    if hyphen is not None:
        return hyphen
    if _BYLINE.fullmatch(line.text) or (_is_listed(above.text) and _is_listed(line.text)):
        return None
    wrapped = width is not None and _is_full(above, line, width)
    return " " if wrapped or _goes_on(above.text, line.text) else None


def _is_below_item(item: Paragraph, line: Line) -> bool:
    """Whether a line right below an item that has ended begins something of its own."""
    is_out = line.indent <= item.lines[0].indent
    return is_out and item.last.text[-1] in ";." and line.text[0].isupper()


def _is_listed(words: str) -> bool:
    """Whether a line is one of a list of people: "Peter Hahn, Vice President, Textil AG"."""
    found = _LISTED.fullmatch(words)
    return found is not None and is_person_like(found["name"])


def _goes_on(above: str, below: str) -> bool:
    if _UNFINISHED.search(above) or above.endswith(","):
        return True
    return _ends_open(above) and below[0].islower() and not _ADDRESS.match(below)


def _is_cut(before: Paragraph, line: Line) -> bool:
    """Whether an empty line or a page break stands in the middle of a sentence."""
    if before.role != "paragraph" or line.role or _BEGINS_TURN.match(line.text):
        return False
    if _BYLINE.fullmatch(line.text):
        return False
    above = before.last.text
    if _TIME_OF_DAY.fullmatch(above):
        return False
    if _ADDRESS.match(line.text) or not _ends_open(above):
        return False
    if line.text[0].islower():
        return True
    is_prose = sum(len(part.text) for part in before.lines) >= LINE_OF_PROSE
    is_head = line.text.isupper() or any(c.isdigit() for c in line.text[:20])
    return is_prose and bool(_UNFINISHED.search(above)) and not (above.isupper() or is_head)


def _ends_open(text: str) -> bool:
    """No end punctuation: the last character is of a word, or a comma, or closes a bracket."""
    return text[-1].isalnum() or text[-1] in ",)]’'"


def _hyphen_glue(above: str, below: str, words: Counter[str]) -> str | None:
    """A word broken at its hyphen: the hyphen goes where the word stands elsewhere without it.

    It also goes where the parts are no words of the text elsewhere, or the second is none at all.
    """
    broken = re.search(r"(\w{2,})-$", above)
    rest = re.match(r"\w+", below)
    if not broken or not rest or not rest[0][0].islower():
        return None
    first, second = broken[1].casefold(), rest[0].casefold()
    if first + second in words:
        return "-"
    if first in _KEEPS_HYPHEN or second in _KEEPS_HYPHEN_BEFORE or broken[1][0].isupper():
        return ""
    is_no_word = len(first) <= 3 and words[first] <= 1 and words[second] <= 1
    return "-" if is_no_word or _ENDS_OF_WORDS.fullmatch(second) else ""
