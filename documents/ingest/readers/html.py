"""Web pages: text without markup, headings, lists, bold, tables; what is the site's is marked so.

Pages are read as browsers read them, whatever was left open (the standard library's parser after
the HTML Living Standard, section 13.2, with the end tags that may be omitted), and each word keeps
its place in the decoded source.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser

from documents.ingest.readers.declared_charset import decode_declared
from documents.ingest.readers.flow import UNMARKED, Flow, Marks
from documents.ingest.readers.html_classes import bold_classes, is_bold, is_of_speaker
from documents.ingest.readers.html_defusing import NO_TAG, defused
from documents.ingest.readers.html_furniture import Furniture, is_furniture
from documents.ingest.readers.html_metadata import Metadata
from documents.ingest.readers.refusals import refuse_noise, stray_controls
from documents.ingest.reading import CanonicalText, Unreadable
from documents.ingest.wordlists import words as word_set

MEDIA_TYPE = "text/html"

_DECLARED_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.I)
# Within so many bytes a page declares its charset; the standard wants it in the first 1024.
_PRESCAN = 4096
LONGEST_LABEL = 200
# Elements within each other beyond this are read as if they stood side by side, as browsers do.
DEEPEST = 512

_VOID = word_set("area base br col embed hr img input link meta param source track wbr")
_BLOCKS = word_set("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form header hgroup html legend li main menu nav ol p pre section
    summary table tbody tfoot thead tr ul h1 h2 h3 h4 h5 h6 head option select
""")
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_DROPPED = word_set("""
    script style template noscript svg math iframe object canvas audio video map title textarea
""")
_STRONG = word_set("b strong")
# What an opening tag closes that was left open, up to the element that holds it.
_CLOSES = {
    "li": (word_set("li"), word_set("ul ol menu dir")),
    "dt": (word_set("dt dd"), word_set("dl")),
    "dd": (word_set("dt dd"), word_set("dl")),
    "tr": (word_set("tr td th"), word_set("table")),
    "td": (word_set("td th"), word_set("tr table")),
    "th": (word_set("td th"), word_set("tr table")),
    "option": (word_set("option"), word_set("select")),
}
_ENDS_PARAGRAPH = _BLOCKS - {"option", "select"}
_EMPTY_LINE = re.compile(r"\n[ \t\r\u00a0]*\n")
# A page may leave an empty line or two within its paragraphs; with more it has none of its own.
MOST_PARAGRAPHS_IN_ONE = 3
# White space that is not one blank within a line already.
_SPACE = re.compile(r"^[ \t\r\n\f]+|[ \t\r\n\f]{2,}|[\t\r\n\f]")
_SPEAKER_ATTRIBUTE = re.compile(r"(?:^|-)(?:speaker|speaking|voice)(?:-|$)")
_OF_SPEAKER = re.compile(r"-(?:id|hocid|type|url|href|role|party|image|index|color|key|ref|slug)$")


def read(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a web page. Raises Unreadable.

    `declared` holds meta elements ("meta/og:title"), JSON-LD ("json-ld/datePublished"), the title
    and language of the page ("html/title").
    """
    found = _DECLARED_CHARSET.search(data[:_PRESCAN])
    decoded = decode_declared(data, name, found and found[1].decode("ascii", "ignore"))
    refuse_noise(decoded.text, name)
    page = _Page(decoded.text)
    page.feed(defused(decoded.text))
    page.close()
    flow = page.flow()
    text = flow.canonical(MEDIA_TYPE, decoded.charset, page.metadata.declared())
    if not any(c.isalnum() for c in text.text):
        raise Unreadable(f"{name} holds no words. Check that it is the right file.")
    text = replace(text, warnings=text.warnings + stray_controls(decoded.text, name))
    return decoded.warn(text)


@dataclass(slots=True)
class _Element:
    tag: str
    is_dropped: bool = False
    is_strong: bool = False
    is_pre: bool = False
    furniture: int | None = None
    role: str = ""
    level: int = 0
    speaker: str | None = None
    is_label: bool = False
    """It is called the name of who speaks."""


@dataclass(slots=True)
class _Piece:
    """Something to write into the flow; kept until it is known what of the page is furniture."""

    kind: str
    words: str = ""
    place: int = 0
    strong: bool = False
    role: str = ""
    level: int = 0
    marks: Marks = UNMARKED
    furniture: int | None = None
    is_label: bool = False


@dataclass
class _Row:
    """The row of a table that is being read: whether a cell of it holds blocks of its own."""

    cells: int = 0
    has_blocks: bool = False


class _Page(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self._open: list[_Element] = [_Element("")]
        self._pieces: list[_Piece] = []
        self._rows: list[_Row] = []
        self._line_at = 0
        self._line_is_empty = True
        self._in_link = False
        self._bold = bold_classes(source)
        self.furniture = Furniture()
        self.metadata = Metadata()

    def flow(self) -> Flow:
        """What was read, as lines, with what is the site's marked so."""
        flow = Flow()
        elements, lines = self.furniture.elements(), self.furniture.lines()
        self._mark_labels()
        line_is_aside = False
        for number, piece in enumerate(self._pieces):
            is_aside = piece.furniture in elements or number in lines
            if piece.kind == "gap":
                flow.gap()
            elif piece.kind == "rule":
                flow.rule()
            elif piece.kind == "line":
                line_is_aside = is_aside
                flow.begin("furniture" if is_aside else piece.role, piece.level, piece.marks)
            elif is_aside and not line_is_aside:
                continue  # hidden within a sentence, such as "(opens in a new window)"
            elif piece.kind == "pre":
                flow.write(piece.words, piece.strong, piece.place)
            else:
                _write_inline(flow, piece)
        return flow

    def _mark_labels(self) -> None:
        """Gives the lines that are nothing but the name of who speaks the role of a label."""
        line: _Piece | None = None
        words: list[_Piece] = []
        for piece in [*self._pieces, _Piece("line")]:
            if piece.kind != "line":
                words += [piece] if piece.words.strip() else []
                continue
            length = sum(len(each.words) for each in words)
            if line and all(each.is_label for each in words) and 0 < length <= LONGEST_LABEL:
                line.role, line.level = "label", 0
            line, words = piece, []

    # Called by the parser.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.metadata.starts(tag, given):
            return
        self._close_implied(tag)
        inside = self._open[-1]
        if tag in _VOID:
            self._void(tag, inside)
            return
        element = self._element(tag, given, inside)
        if tag == "a":
            self._in_link = True
        if len(self._open) < DEEPEST:
            self._open.append(element)
        if tag in {"td", "th"} and self._rows:
            self._cell()
        elif tag in _BLOCKS:
            self._block(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # "<p/>" opens a paragraph in HTML; the stroke says nothing.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.metadata.ends(tag):
            return
        if tag == "a":
            self._in_link = False
        at = next((n for n in range(len(self._open) - 1, 0, -1) if self._open[n].tag == tag), 0)
        if not at or self._is_kept_in(tag, at):
            return
        del self._open[at:]
        if tag == "tr" and self._rows:
            self._rows.pop()
        if tag in _BLOCKS and tag not in {"td", "th"}:
            self._gap_after(tag)

    def handle_data(self, data: str) -> None:
        if self.metadata.takes(data):
            return
        self._words(data, self._place())

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def unknown_decl(self, data: str) -> None:
        """A marked section such as CDATA prints nothing in HTML."""

    # What is open.

    def _element(self, tag: str, given: Mapping[str, str], inside: _Element) -> _Element:
        element = _Element(
            tag,
            is_dropped=inside.is_dropped or tag in _DROPPED,
            is_strong=inside.is_strong or tag in _STRONG or is_bold(given, self._bold),
            is_pre=inside.is_pre or tag == "pre",
            furniture=inside.furniture,
            role=inside.role,
            level=inside.level,
            speaker=None,
            is_label=inside.is_label or is_of_speaker(given),
        )
        if inside.furniture is None and is_furniture(tag, given):
            element.furniture = self.furniture.begin()
        if tag == "h1":
            self.furniture.keep(element.furniture)
        if tag in _HEADINGS:
            element.role, element.level, element.is_strong = "heading", _HEADINGS[tag], False
        elif tag == "li":
            depth = sum(1 for e in self._open if e.tag in {"ul", "ol"})
            element.role, element.level = "item", max(1, depth)
        element.speaker = _speaker(given)
        return element

    def _close_implied(self, tag: str) -> None:
        if tag in _ENDS_PARAGRAPH and any(e.tag == "p" for e in self._open):
            at = max(n for n, e in enumerate(self._open) if e.tag == "p")
            if not any(e.tag in {"td", "th", "li"} for e in self._open[at:]):
                del self._open[at:]
        if tag in _HEADINGS and self._open[-1].tag in _HEADINGS:
            self._open.pop()
        closed, holders = _CLOSES.get(tag, (frozenset(), frozenset()))
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in holders:
                break
            if self._open[at].tag in closed:
                if self._open[at].tag == "tr" and self._rows:
                    self._rows.pop()
                del self._open[at:]

    def _is_kept_in(self, tag: str, at: int) -> bool:
        """A stray end tag in a cell does not close what lies outside of the table."""
        outer = tag not in {"table", "tr", "td", "th", "tbody", "thead", "tfoot", "body", "html"}
        return outer and any(e.tag in {"td", "th"} for e in self._open[at + 1 :])

    # What is written.

    def _void(self, tag: str, inside: _Element) -> None:
        if inside.is_dropped or tag not in {"br", "hr"}:
            return
        if self._rows:
            self._rows[-1].has_blocks = True
        if tag == "hr":
            self._pieces.append(_Piece("rule"))
        elif self._line_is_empty:
            self._pieces.append(_Piece("gap"))
        self._line()

    def _block(self, tag: str) -> None:
        if self._rows and tag not in {"tr", "tbody", "thead", "tfoot"}:
            self._rows[-1].has_blocks = True
        if tag == "tr":
            self._rows.append(_Row())
        elif tag != "li":
            self._pieces.append(_Piece("gap"))
        self._line()

    def _gap_after(self, tag: str) -> None:
        if tag not in {"li", "tr"}:
            self._pieces.append(_Piece("gap"))
        self._line()

    def _cell(self) -> None:
        """A cell goes on in the row's line, unless cells hold blocks: a table that is a layout."""
        row = self._rows[-1]
        row.cells += 1
        if row.has_blocks:
            self._pieces.append(_Piece("gap"))
            self._line()
        elif row.cells > 1:
            self._pieces.append(_Piece("reference", " "))

    def _line(self) -> None:
        inside = self._open[-1]
        role, level = inside.role, inside.level
        speaker = next((e for e in reversed(self._open) if e.speaker is not None), None)
        marks = UNMARKED
        if speaker is not None and not inside.is_dropped:
            # The label stands at the first line of what is said; there it is used up.
            marks, role = Marks(speaker=speaker.speaker), role or "paragraph"
        elif self._rows and not self._rows[-1].has_blocks and not role:
            role = "table"
        self._line_at, self._line_is_empty = len(self._pieces), True
        self._pieces.append(_Piece("line", "", 0, False, role, level, marks, inside.furniture))

    def _words(self, words: str, place: int) -> None:
        inside = self._open[-1]
        if inside.is_dropped:
            return
        words = words.replace(NO_TAG, "<")
        inside.is_pre |= _is_plain_text(words)
        kind = "pre" if inside.is_pre else "words"
        if words.strip():
            self._line_is_empty = False
            is_title = inside.role == "heading" and inside.level == 1
            self.furniture.count(words, self._line_at, inside.furniture, self._in_link, is_title)
            for element in self._open:
                element.speaker = None
        self._pieces.append(
            _Piece(
                kind,
                words,
                place,
                inside.is_strong,
                furniture=inside.furniture,
                is_label=inside.is_label,
            )
        )

    def _reference(self, written: str) -> None:
        inside = self._open[-1]
        character = unescape(written)
        if not self.metadata.takes(character) and not inside.is_dropped:
            self._pieces.append(
                _Piece("reference", character, 0, inside.is_strong, furniture=inside.furniture)
            )

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _write_inline(flow: Flow, piece: _Piece) -> None:
    """Words with their white space made one blank, at the beginning of a line none."""
    at = 0
    for space in [*_SPACE.finditer(piece.words), None]:
        end = space.start() if space else len(piece.words)
        place = piece.place + at if piece.kind == "words" else None
        flow.write(piece.words[at:end], piece.strong, place)
        if space is None:
            return
        if not flow.ends_in_blank:
            blank = None if place is None else piece.place + space.start()
            flow.write(" ", piece.strong, blank)
        at = space.end()


def _speaker(given: Mapping[str, str]) -> str | None:
    """Who speaks within an element, by a data attribute that says so and holds a label."""
    found = {
        name: " ".join(value.split())
        for name, value in given.items()
        if name.startswith("data-")
        and _SPEAKER_ATTRIBUTE.search(name.removeprefix("data-"))
        and not _OF_SPEAKER.search(name)
    }
    labels = [v for v in found.values() if v[:1].isupper() and len(v) <= LONGEST_LABEL]
    return max(labels, key=len) if labels else None


def _is_plain_text(words: str) -> bool:
    """Whether a text was pasted into a page as it was, its paragraphs apart by empty lines."""
    paragraphs = [part for part in _EMPTY_LINE.split(words) if part.strip()]
    return len(paragraphs) > MOST_PARAGRAPHS_IN_ONE


__all__ = ["MEDIA_TYPE", "read"]
