"""Debates in Akoma Ntoso (OASIS LegalDocML 1.0): who speaks stands in the markup.

A speech names its speaker in `from` as printed and in `by` as a reference; both are passed on. The
map to the original is empty: the parser does not say where in the file words stood.
"""

from lxml import etree

from documents.ingest.readers.flow import UNMARKED, Flow, Marks
from documents.ingest.readers.xml import local, one_blank, parse, words
from documents.ingest.reading import CanonicalText, Unreadable
from documents.ingest.wordlists import words as word_set

MEDIA_TYPE = "application/akn+xml"

_SPEECHES = word_set("speech question answer speechGroup")
_BODIES = ("preface", "preamble", "debateBody", "body", "mainBody")
_LINES = word_set("p block li item blockContainer")
_HEADINGS = word_set("heading subheading num docTitle")
_SCENES = word_set("scene narrative summary recordedTime")
_BOLD = word_set("b")


def read(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a debate. Raises Unreadable."""
    root = parse(data, name)
    people = {
        element.get("eId") or element.get("id") or "": element.get("showAs") or ""
        for element in root.iter("{*}TLCPerson")
    }
    flow = Flow()
    for body in root.iter(*(f"{{*}}{name}" for name in _BODIES)):
        _write_children(flow, body, people)
    text = flow.canonical(MEDIA_TYPE, "utf-8", _declared(root))
    if not text.text:
        raise Unreadable(f"{name} is an Akoma Ntoso document without words in its body.")
    return text


def _declared(root: etree._Element) -> dict[str, str]:
    declared: dict[str, str] = {}
    for date in root.iter("{*}FRBRdate"):
        above = date.getparent()
        if above is not None and local(above) == "FRBRWork" and date.get("date"):
            declared.setdefault("Akoma Ntoso/date", date.get("date", ""))
    for language in root.iter("{*}FRBRlanguage"):
        declared.setdefault("Akoma Ntoso/language", language.get("language", "")[:2])
    for title in root.iter("{*}docTitle", "{*}FRBRalias"):
        declared.setdefault("Akoma Ntoso/title", words(title) or title.get("value", ""))
    return {name: value for name, value in declared.items() if value}


def _write_children(flow: Flow, element: etree._Element, people: dict[str, str]) -> None:
    for child in element:
        name = local(child)
        if name in _SPEECHES:
            _write_speech(flow, child, people)
        elif name in _HEADINGS:
            _write_line(flow, child, "heading", level=2)
        elif name in _SCENES:
            _write_line(flow, child, "scene")
        elif name in _LINES or not len(child):
            titled = next(iter(child.iter("{*}docTitle")), None) is not None
            role = "heading" if titled else "item" if name in {"li", "item"} else ""
            _write_line(flow, child, role, level=1)
        else:
            _write_children(flow, child, people)


def _write_speech(flow: Flow, speech: etree._Element, people: dict[str, str]) -> None:
    label = next((words(child).rstrip(" :.") for child in speech if local(child) == "from"), None)
    name = people.get((speech.get("by") or "").lstrip("#")) or None
    waiting = Marks(speaker=label or name or "", speaker_name=name)
    for child in speech:
        kind = local(child)
        if kind == "from":
            continue
        if kind in _SPEECHES:
            _write_speech(flow, child, people)
        elif kind in _SCENES:
            _write_line(flow, child, "scene")
        elif kind in _HEADINGS:
            _write_line(flow, child, "heading", level=3)
        elif words(child):
            _write_line(flow, child, "paragraph", marks=waiting)
            waiting = UNMARKED


def _write_line(
    flow: Flow, element: etree._Element, role: str, level: int = 0, marks: Marks = UNMARKED
) -> None:
    flow.gap()
    flow.begin(role, level, marks)
    _write_inline(flow, element, strong=False)
    flow.gap()


def _write_inline(flow: Flow, element: etree._Element, strong: bool) -> None:
    """The words of an element; `eol` and `br` are line ends, notes to the text are left out."""
    strong = strong or local(element) in _BOLD
    _write_words(flow, element.text, strong)
    for child in element:
        if local(child) in {"eol", "br"}:
            flow.begin("paragraph")
        elif local(child) not in {"authorialNote", "noteRef"}:
            _write_inline(flow, child, strong)
            if local(child) in _LINES:
                _write_words(flow, " ", strong)
        _write_words(flow, child.tail, strong)


def _write_words(flow: Flow, text: str | None, strong: bool) -> None:
    if text:
        flow.write(one_blank(text), strong)
