"""Transcripts in TEI P5, above all parliamentary ones as ParlaMint encodes them.

An utterance `u` names its speaker by a reference; a `note` of type "speaker" before it prints the
label. The map to the original is empty: the parser does not say where in the file words stood.
"""

from lxml import etree

from documents.ingest.readers.flow import UNMARKED, Flow, Marks
from documents.ingest.readers.xml import local, one_blank, parse, words
from documents.ingest.reading import CanonicalText, Unreadable
from documents.ingest.wordlists import words as word_set

MEDIA_TYPE = "application/tei+xml"

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SCENES = word_set("note incident kinesic vocal desc gap stage pause")
_BOLD = word_set("bold strong b")


def read(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a TEI transcript. Raises Unreadable."""
    root = parse(data, name)
    flow = Flow()
    writer = _Writer(flow, _people(root))
    for text in root.iter("{*}text"):
        writer.children(text)
    language = next((e.get(_XML_LANG) for e in root.iter() if e.get(_XML_LANG)), "")
    canonical = flow.canonical(MEDIA_TYPE, "utf-8", _declared(root, language or ""))
    if not canonical.text:
        raise Unreadable(
            f"{name} is a TEI document without a text: its words stand in other files."
        )
    return canonical


def _people(root: etree._Element) -> dict[str, str]:
    """The names of the people that the file itself lists, by their identifiers."""
    people = {}
    for person in root.iter("{*}person"):
        name = next(iter(person.iter("{*}persName")), None)
        if name is not None and person.get(_XML_ID):
            given = [words(e) for e in name if local(e) == "forename"]
            family = [words(e) for e in name if local(e) == "surname"]
            people[person.get(_XML_ID, "")] = " ".join([*given, *family]) or words(name)
    return people


def _declared(root: etree._Element, language: str) -> dict[str, str]:
    declared = {"TEI/language": language}
    titles = [e for e in root.iter("{*}title") if _is_inside(e, "titleStmt")]
    main = [t for t in titles if t.get("type") in {None, "main"}]
    english = [t for t in main if (t.get(_XML_LANG) or language) == language] or main
    if english:
        declared["TEI/title"] = words(english[0])
    for path in ("settingDesc", "sourceDesc"):
        for date in root.iter("{*}date"):
            if _is_inside(date, path) and (date.get("when") or date.get("ana") == "#parla.sitting"):
                declared.setdefault("TEI/date", date.get("when") or words(date))
    return {name: value for name, value in declared.items() if value}


def _is_inside(element: etree._Element, name: str) -> bool:
    return any(local(above) == name for above in element.iterancestors())


class _Writer:
    """Writes a text in order; a printed label waits for the utterance that it stands before."""

    def __init__(self, flow: Flow, people: dict[str, str]) -> None:
        self._flow = flow
        self._people = people
        self._label = ""

    def children(self, element: etree._Element) -> None:
        for child in element:
            name = local(child)
            if name == "note" and child.get("type") == "speaker":
                self._label = words(child).rstrip(" :.")
            elif name in {"u", "sp"}:
                self._utterance(child)
            elif name in {"head", "title", "docTitle"}:
                self._line(child, "heading", 2)
            elif name in _SCENES:
                self._line(child, "scene")
            elif name in {"p", "ab", "seg", "l", "item"} or not len(child):
                self._line(child, "item" if name == "item" else "")
            else:
                self.children(child)

    def _utterance(self, utterance: etree._Element) -> None:
        who = (utterance.get("who") or "").split()
        reference = who[0].rpartition("#")[2] if who else ""
        name = self._people.get(reference)
        label, self._label = self._label, ""
        printed = [words(e).rstrip(" :.") for e in utterance if local(e) == "speaker"]
        waiting = Marks(
            speaker=label or next(iter(printed), "") or name or reference, speaker_name=name
        )
        if utterance.text and utterance.text.strip() and not len(utterance):
            self._line(utterance, "paragraph", marks=waiting)
            return
        for child in utterance:
            if local(child) == "speaker" or not words(child):
                continue
            if local(child) in _SCENES:
                self._line(child, "scene")
            else:
                self._line(child, "paragraph", marks=waiting)
                waiting = UNMARKED

    def _line(
        self, element: etree._Element, role: str, level: int = 0, marks: Marks = UNMARKED
    ) -> None:
        self._flow.gap()
        self._flow.begin(role, level, marks)
        self._inline(element, False)
        self._flow.gap()

    def _inline(self, element: etree._Element, strong: bool) -> None:
        strong = strong or element.get("rend") in _BOLD
        if _is_tokens(element):
            self._flow.write(_joined(element), strong)
            return
        self._words(element.text, strong)
        for child in element:
            if local(child) in {"lb", "pb"}:
                self._flow.write(" ")
            elif local(child) in _SCENES and local(element) not in _SCENES:
                said = words(child)
                if said:
                    bracketed = said if said[0] in "([/" else f"[{said}]"
                    self._flow.write(f" {bracketed} ")
            else:
                self._inline(child, strong)
            self._words(child.tail, strong)

    def _words(self, text: str | None, strong: bool) -> None:
        if text:
            self._flow.write(one_blank(text), strong)


def _is_tokens(element: etree._Element) -> bool:
    """A linguistically annotated sentence: words and punctuation each in an element."""
    return any(local(child) in {"w", "pc"} for child in element)


def _joined(sentence: etree._Element) -> str:
    """The sentence as printed; `join="right"`: no blank follows (TEI P5, att.linguistic)."""
    parts: list[str] = []
    for token in sentence.iter("{*}w", "{*}pc"):
        if local(token) == "w" and _is_inside_word(token):
            continue
        parts.append(words(token))
        if token.get("join") not in {"right", "both"}:
            parts.append(" ")
    return "".join(parts).rstrip() + " "


def _is_inside_word(token: etree._Element) -> bool:
    above = token.getparent()
    return above is not None and local(above) == "w"
