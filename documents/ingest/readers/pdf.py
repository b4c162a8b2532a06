"""PDF files with a text layer: lines by their place on the page, heads and feet of pages set aside.

The map to the original is empty: a page holds glyphs at places, not characters in a row.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median, median_low

import pypdfium2 as pdfium

from documents.ingest.readers.flow import Flow, Marks
from documents.ingest.readers.layout import begins_turn
from documents.ingest.readers.numbered_lines import are_counts
from documents.ingest.reading import CanonicalText, Unreadable

MEDIA_TYPE = "application/pdf"

# pdfium's signs for a hyphen at which a word is broken, and for what has no Unicode.
_BREAKS = str.maketrans({"\x02": "-", "\ufffe": "-", "\uffff": None, "\ufffd": None})
# Only these presentation forms: NFKC would make other text of "½" and "…".
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_MADE_BY_PROGRAMS = re.compile(
    r"microsoft (?:word|powerpoint)|untitled|\.(?:docx?|html?|indd|qxd|pdf|rtf)$", re.I
)

_COUNTED = re.compile(r"(\d{1,2})(?:\s+|$)")

# A gap between lines of this many times the usual one is an empty line.
EMPTY_LINE = 1.45
# Print of this many times the usual size is a title.
LARGE_PRINT = 1.25
# Lines so far up or down on the page may be running heads and page numbers.
MARGIN_LINES = 2
# Fewer letters than this on a page with pictures only are no text layer.
FEWEST_LETTERS_A_PAGE = 10


@dataclass(frozen=True)
class _Line:
    words: str
    page: int
    left: float | None = None
    right: float = 0.0
    top: float | None = None
    size: float = 0.0
    in_margin: bool = False
    number: int | None = None
    """The number at its head, which may be the line's own; `left_of_rest` is where the rest begins.
    """
    left_of_rest: float | None = None

    @property
    def pattern(self) -> str:
        """The line with its numbers blotted out: what stays the same from page to page."""
        return re.sub(r"\d+|\b[ivxlc]+\b", "#", self.words.casefold())


def read(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a PDF; each block says on which page it begins. Raises Unreadable."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable(_refusal(str(error), name)) from error
    try:
        pages = [list(_lines(document[n], n + 1)) for n in range(len(document))]
        declared = _declared(document)
    except pdfium.PdfiumError as error:
        raise Unreadable(_refusal(str(error), name)) from error
    finally:
        document.close()
    letters = sum(c.isalnum() for page in pages for line in page for c in line.words)
    if letters < FEWEST_LETTERS_A_PAGE * max(1, len(pages)):
        raise Unreadable(
            f"{name} holds pictures of pages without text: it was scanned. Run text recognition "
            "(OCR) over it, look through the result, and load that."
        )
    return _flow(_uncounted(pages)).canonical(MEDIA_TYPE, "utf-8", declared)


def _refusal(says: str, name: str) -> str:
    if "password" in says.casefold():
        return f"{name} is encrypted: it asks for a password. Save it without one, and load that."
    return f"{name} is not a PDF file that can be read ({says}). Copy or download it again."


def _declared(document: pdfium.PdfDocument) -> dict[str, str]:
    """The title and author that the file states, but not the names that programs make up."""
    properties = document.get_metadata_dict()
    stated = {
        "title": properties.get("Title", ""),
        "author": properties.get("Author", ""),
        "subject": properties.get("Subject", ""),
    }
    return {
        f"document properties/{name}": " ".join(value.split())
        for name, value in stated.items()
        if value.strip() and not _MADE_BY_PROGRAMS.search(value)
    }


def _lines(page: pdfium.PdfPage, number: int) -> Iterator[_Line]:
    """The lines of a page, with their place where pdfium gives a box for each character."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    has_places = len(text) == text_page.count_chars()
    at = 0
    found: list[_Line] = []
    for raw in text.splitlines(keepends=True):
        words = raw.translate(_BREAKS).translate(_LIGATURES).strip()
        if words:
            counted = _COUNTED.match(words)
            line = _Line(words, number, number=int(counted[1]) if counted else None)
            if has_places:
                first, last = at + len(raw) - len(raw.lstrip()), at + len(raw.rstrip()) - 1
                left, bottom, _, top = text_page.get_charbox(first, loose=True)
                right = text_page.get_charbox(last, loose=True)[2]
                line = replace(line, left=left, right=right, top=top, size=top - bottom)
                if counted and counted.end() < len(words):
                    rest = text_page.get_charbox(first + counted.end(), loose=True)
                    line = replace(line, left_of_rest=rest[0])
            found.append(line)
        at += len(raw)
    for place, line in enumerate(found):
        in_margin = place < MARGIN_LINES or place >= len(found) - MARGIN_LINES
        yield replace(line, in_margin=in_margin)


def _uncounted(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without the numbers of their lines, where they count them as court reporters do.

    What such a page does not count is its head or foot.
    """
    lines = [line for page in pages for line in page]
    if not are_counts([line.number for line in lines if line.number is not None], len(lines)):
        return pages
    return [list(_uncounted_page(page)) for page in pages]


def _uncounted_page(page: list[_Line]) -> Iterator[_Line]:
    expected = 1
    for line in page:
        if line.number != expected:
            yield replace(line, in_margin=True)
            continue
        expected += 1
        if rest := _COUNTED.sub("", line.words, count=1):
            left = line.left if line.left_of_rest is None else line.left_of_rest
            yield replace(line, words=rest, left=left, in_margin=False)


def _flow(pages: list[list[_Line]]) -> Flow:
    """The lines in order; running heads and page numbers at the end, so that no sentence is cut."""
    running = _running(pages)
    pitch = _pitch(pages)
    sizes = [line.size for page in pages for line in page if line.size]
    size = median(sizes) if sizes else 1.0
    flow = Flow()
    aside: list[_Line] = []
    for page in pages:
        before: _Line | None = None
        kept = [line for line in page if not (line.in_margin and line.pattern in running)]
        kept = list(_labels_made_whole(kept))
        aside += [line for line in page if line.in_margin and line.pattern in running]
        flow.gap()
        for line in kept:
            left, right = _column(before or line, kept, pitch)
            is_large = line.size > LARGE_PRINT * size
            if before is not None and (
                _goes_on(before, line, left, right, pitch)
                or (is_large and _is_one_title(before, line, pitch))
            ):
                flow.write(" " + line.words)
                before = line
                continue
            if before is not None and _is_apart(before, line, pitch):
                flow.gap()
            role = "heading" if is_large else ""
            flow.begin(role, is_large, Marks(locator=f"page {line.page}"))
            flow.write(" " * _indent(line, left, pitch) + line.words)
            before = line
        flow.gap()
    for line in aside:
        flow.gap()
        flow.begin("furniture", marks=Marks(locator=f"page {line.page}"))
        flow.write(line.words)
    return flow


def _labels_made_whole(lines: list[_Line]) -> Iterator[_Line]:
    """The lines, with the lines of a label in a narrow column as one: "Whitney M." / "Sayle:",
    where the words stand beside it.
    """
    place = 0
    while place < len(lines):
        label = lines[place]
        for last in range(place + 1, min(place + MOST_LINES_OF_LABEL, len(lines) - 1)):
            parts, words = lines[place : last + 1], lines[last + 1]
            if _stand_beside(parts, words) and begins_turn(
                whole := " ".join(part.words for part in parts)
            ):
                label, place = replace(label, words=whole), last
                break
        yield label
        place += 1


MOST_LINES_OF_LABEL = 4


def _stand_beside(parts: list[_Line], words: _Line) -> bool:
    """Whether lines that begin at one place, the last with a colon, have the words to their right,
    which begin no lower than the second of them.
    """
    left, beside, top, below = parts[0].left, words.left, words.top, parts[1].top
    if left is None or beside is None or top is None or below is None:
        return False
    return (
        parts[-1].words[-1] == ":"
        and all(part.left is not None and abs(part.left - left) < 2 for part in parts)
        and not any(part.words[-1] in ":.?!" for part in parts[1:-1])
        and beside > max(part.right for part in parts)
        and top > below
    )


# So many lines that begin at one place are a column of text; fewer are a title page's.
COLUMN = 5


def _column(line: _Line, page: list[_Line], pitch: float) -> tuple[float, float]:
    """The left and right edge of the column that a line stands in, or else of the whole page."""
    beside = [
        other
        for other in page
        if other.left is not None
        and line.left is not None
        and abs(other.left - line.left) <= 3 * pitch
    ]
    lines = beside if len(beside) >= COLUMN else page
    left = min((each.left for each in lines if each.left is not None), default=0.0)
    return left, max((each.right for each in lines), default=0.0)


def _running(pages: list[list[_Line]]) -> frozenset[str]:
    """The lines at the head or foot that come again, and bare page numbers."""
    margins = [{line.pattern: line for line in page if line.in_margin} for page in pages]
    times = Counter(pattern for margin in margins for pattern in margin)
    shown = {pattern: line for margin in margins for pattern, line in margin.items()}
    enough, nearly_all = max(2, len(pages) // 3), max(3, 0.8 * len(pages))
    found = {
        pattern
        for pattern, count in times.items()
        if count >= (nearly_all if _reads_on(shown[pattern].words) else enough)
        and (len(pages) > 2 or shown[pattern].words.isupper())
    }
    return frozenset(found | {"#", "- # -", "– # –", "page #", "page # of #", "# of #", "#/#"})


def _reads_on(words: str) -> bool:
    """Whether a line seems to be of the text: the middle or end of a sentence, or a turn's begin.

    People say the same in the same words; the head of a page stands on nearly all of them.
    """
    count = len(words.split())
    return count >= 5 and (
        words[0].islower() or words[-1] in ".?!,;" or begins_turn(words) and count >= 7
    )


def _pitch(pages: list[list[_Line]]) -> float:
    """The usual distance from one line to the next."""
    steps = [
        a.top - b.top
        for page in pages
        for a, b in zip(page, page[1:], strict=False)
        if a.top is not None and b.top is not None and 0 < a.top - b.top < 60
    ]
    return median_low(steps) if steps else 0.0


def _goes_on(before: _Line, line: _Line, left: float, right: float, pitch: float) -> bool:
    """Whether a line goes on the one above: its first word would not have fitted there.

    Words that a hyphen breaks are left to the layout.
    """
    if before.left is None or line.left is None or re.search(r"\w-$", before.words):
        return False
    if not any(c.isalnum() for c in before.words) or not any(c.isalnum() for c in line.words):
        return False
    same_size = abs(before.size - line.size) < 0.05 * max(before.size, 1.0)
    if _is_apart(before, line, max(pitch, 0.9 * line.size)) or not same_size:
        return False
    if begins_turn(line.words) or line.left > left + pitch:
        return False
    letter = (line.right - line.left) / max(1, len(line.words))
    first_word = letter * (1 + len(line.words.split(maxsplit=1)[0]))
    return before.right + first_word > right


def _is_one_title(before: _Line, line: _Line, pitch: float) -> bool:
    """Whether large print goes on in the line below, wherever the first line was broken."""
    same_size = abs(before.size - line.size) < 0.05 * max(before.size, 1.0)
    reads_on = before.words[-1].isalnum() or before.words[-1] in ",:&–—"
    return same_size and reads_on and not _is_apart(before, line, max(pitch, 0.9 * line.size))


def _is_apart(before: _Line, line: _Line, pitch: float) -> bool:
    if before.top is None or line.top is None or not pitch:
        return False
    step = before.top - line.top
    return step > EMPTY_LINE * pitch or step < -pitch


def _indent(line: _Line, margin: float, pitch: float) -> int:
    """How far a line stands in, in blanks: half a line's height is about a letter."""
    if line.left is None or not pitch:
        return 0
    return max(0, min(40, round((line.left - margin) / (0.5 * pitch))))
