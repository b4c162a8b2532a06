"""Citations in a style, set by pandoc from the vendored CSL styles: one process a batch, cached.

Each citation is set as it would stand alone. What the styles cannot know is prepared here: sentence
case where the style wants it, and dates in the field that the style looks in.
"""

import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from documents.citations import dates, names, pandoc
from documents.citations.choices import Style
from documents.citations.describing import Cited
from documents.citations.inlines import Inline
from documents.citations.kinds import MANNERS
from documents.citations.titles import sentence_case

FILE = {
    Style.APA: "apa.csl",
    Style.MLA: "modern-language-association.csl",
    Style.CHICAGO: "chicago-notes-bibliography.csl",
    Style.CHICAGO_AUTHOR_DATE: "chicago-author-date.csl",
    Style.HARVARD: "harvard-cite-them-right.csl",
}
LANGUAGE = {Style.HARVARD: "en-GB"}
"""Of the reference, where it is not American English: it decides on quotation marks and days."""
IN_SENTENCE_CASE = frozenset({Style.APA, Style.HARVARD})

QUOTED = {
    Style.APA: "as cited in",  # APA 8.6
    Style.MLA: "qtd. in",  # MLA 6.77
    Style.CHICAGO: "quoted in",  # Chicago 14.160
    Style.CHICAGO_AUTHOR_DATE: "quoted in",
    Style.HARVARD: "quoted in",
}
"""How a style says that words were found quoted by somebody else."""

KIND_NAMES = frozenset(
    name
    for manner in MANNERS.values()
    if manner.genre
    for name in (manner.genre, f"Contribution to {manner.genre.lower()}")
)
"""How references call what was said: ordinary words, in lower case within a sentence."""
UPRIGHT = "upright"
"""The class of a title that is not set in italics, whatever the style says."""

API_VERSION = [1, 23, 1]
KEPT = 20_000


@dataclass(frozen=True)
class Set:
    """A citation as a style has it: pandoc's inline elements.

    `reference` is the entry of the list (of the bibliography, for notes), `cited` what stands in
    the text or, for notes, the full note; `again` the shortened note, empty for the other styles.
    `quoted` says the same for the words quoted in the passage, empty where none are.
    """

    reference: Sequence[Inline]
    cited: Sequence[Inline]
    again: Sequence[Inline]
    quoted: Sequence[Inline]


class _Kept:
    """The citations set last, by what they were set from."""

    def __init__(self) -> None:
        self._sets: OrderedDict[str, Set] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, digest: str) -> Set | None:
        with self._lock:
            if digest in self._sets:
                self._sets.move_to_end(digest)
            return self._sets.get(digest)

    def put(self, digest: str, one: Set) -> None:
        with self._lock:
            self._sets[digest] = one
            while len(self._sets) > KEPT:
                self._sets.popitem(last=False)


_kept = _Kept()


def set_in(style: Style, cited: Sequence[Cited]) -> list[Set]:
    """The citations in a style, in order. Raises pandoc.Unavailable."""
    digests = [_digest(style, one) for one in cited]
    found = {digest: one for digest in digests if (one := _kept.get(digest))}
    missing = {d: one for d, one in zip(digests, cited, strict=True) if d not in found}
    if missing:
        for digest, done in zip(missing, _set_all(style, list(missing.values())), strict=True):
            _kept.put(digest, done)
            found[digest] = done
    return [found[digest] for digest in digests]


def _digest(style: Style, cited: Cited) -> str:
    said = [style, cited.item, cited.pinpoint, cited.locator, cited.voice, cited.quoted]
    said.append(_title(style, cited))
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _set_all(style: Style, cited: Sequence[Cited]) -> list[Set]:
    """One document in which each item is cited three times, each in a paragraph of its own."""
    blocks: list[dict[str, Any]] = []
    for n, one in enumerate(cited):
        blocks.append(_paragraph(f"i{n}", _prefix(one), _suffix(style, one)))
        blocks.append(_paragraph(f"i{n}", [], _suffix(style, one)))
        if one.quoted:
            # An item of its own, so that a note is full here too.
            blocks.append(_paragraph(f"i{n}q", _quoted_prefix(style, one), _suffix(style, one)))
    references, listed = [], []
    for n, one in enumerate(cited):
        item = _prepared(style, one)
        if style == Style.CHICAGO:
            references.append(_meta({**item, "id": f"i{n}b"}))
            listed.append(f"i{n}b")
            item = _within_a_note(item)
        references.append(_meta({**item, "id": f"i{n}"}))
        if one.quoted:
            references.append(_meta({**item, "id": f"i{n}q"}))
    done = pandoc.with_citations(
        {
            "pandoc-api-version": API_VERSION,
            "meta": {
                "references": {"t": "MetaList", "c": references},
                "nocite": {"t": "MetaInlines", "c": [_cite(i, [], []) for i in listed]},
                "lang": {"t": "MetaString", "c": LANGUAGE.get(style, "en-US")},
            },
            "blocks": blocks,
        },
        FILE[style],
    )
    return _read(style, cited, done["blocks"])


def _read(style: Style, cited: Sequence[Cited], blocks: list[dict[str, Any]]) -> list[Set]:
    paragraphs = [_citation(block) for block in blocks if block["t"] == "Para"]
    references = {
        block["c"][0][0].removeprefix("ref-i"): _reference(block)
        for outer in blocks
        if outer["t"] == "Div"
        for block in outer["c"][1]
        if block["t"] == "Div"
    }
    sets, at = [], 0
    for n, one in enumerate(cited):
        first, again = paragraphs[at], paragraphs[at + 1]
        at += 2
        quoted: Sequence[Inline] = []
        if one.quoted:
            quoted = paragraphs[at]
            at += 1
        in_notes = style == Style.CHICAGO
        reference = references[f"{n}b" if in_notes else str(n)]
        sets.append(Set(reference, first, again if in_notes else [], quoted))
    return sets


def _paragraph(key: str, prefix: Sequence[Inline], suffix: Sequence[Inline]) -> dict[str, Any]:
    return {"t": "Para", "c": [_cite(key, prefix, suffix)]}


def _cite(key: str, prefix: Sequence[Inline], suffix: Sequence[Inline]) -> Inline:
    citation = {
        "citationId": key,
        "citationPrefix": list(prefix),
        "citationSuffix": list(suffix),
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], [{"t": "Str", "c": "?"}]]}


def _citation(block: dict[str, Any]) -> Sequence[Inline]:
    """What a paragraph's only citation became."""
    content = block["c"][0]["c"][1]
    if len(content) == 1 and content[0]["t"] == "Note":
        return content[0]["c"][0]["c"]
    return [_upright(inline) for inline in content]


def _reference(block: dict[str, Any]) -> Sequence[Inline]:
    parts = [part["c"] for part in block["c"][1] if part["t"] in ("Para", "Plain")]
    return [_upright(inline) for part in parts for inline in part]


def _upright(inline: Inline) -> Inline:
    """Italics taken off where all that they hold is marked as upright."""
    match inline:
        case {"t": "Emph", "c": [{"t": "Span", "c": [[_, [*classes], _], _]} as span]} if (
            UPRIGHT in classes
        ):
            return span
    return inline


def _prefix(cited: Cited) -> list[Inline]:
    """Whose words these are, where that is not an author: "McCormack, in"."""
    return _words(f"{names.short(cited.voice)}, in") if cited.voice else []


def _quoted_prefix(style: Style, cited: Cited) -> list[Inline]:
    say = names.in_order if style == Style.CHICAGO else names.short
    said = [say(name) for name in cited.quoted]
    people = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
    return _words(f"{people}, {QUOTED[style]}")


def _suffix(style: Style, cited: Cited) -> list[Inline]:
    """The pinpoint as a locator that pandoc reads, ", {para. 12a}"; the source's own first."""
    pinpoint = cited.pinpoint
    if style == Style.APA and pinpoint.startswith("slide"):
        pinpoint = pinpoint.capitalize()  # APA 8.28
    if cited.locator:
        return _words(f", {{{_abbreviated(cited.locator)}}}, {pinpoint}".removesuffix(", "))
    if not pinpoint:
        return []
    return _words(f", {{{pinpoint}}}" if pinpoint.startswith("para.") else f", {pinpoint}")


def _abbreviated(locator: str) -> str:
    """A source's locator in the form that pandoc reads: "p. 12", "col. 3"."""
    for long, brief in (("page ", "p. "), ("column ", "col. ")):
        if locator.startswith(long):
            return brief + locator.removeprefix(long)
    return locator


def _title(style: Style, cited: Cited) -> str:
    title = cited.item["title"]
    if style in IN_SENTENCE_CASE and cited.is_english:
        return sentence_case(title, cited.proper)
    return title


def _prepared(style: Style, cited: Cited) -> dict[str, Any]:
    """The item as a style wants it."""
    item = {**cited.item, "title": _title(style, cited)}
    item.pop("contributor", None)
    if item["type"] == "speech" and "event-date" in item:
        item["issued"] = item["event-date"]  # a talk is cited by its day, not by its publication's
    if item.get("publisher") and item["publisher"] in item.get("event-title", ""):
        del item["publisher"]
    if style == Style.APA:
        return _for_apa(item)
    if style == Style.MLA:
        return _for_mla(item)
    if style == Style.HARVARD:
        return _for_harvard(item)
    return _for_chicago(item)


def _for_apa(item: dict[str, Any]) -> dict[str, Any]:
    """The event stands for the publisher (10.5); its day is printed once; no date of access, which
    is for what changes (9.16): the address cited holds one revision. "n.d." is given as a status,
    since the style asks for a date of access where neither stands.
    """
    drop = {"accessed", "event-date"} | ({"publisher"} if "event-title" in item else set())
    kept = {key: value for key, value in item.items() if key not in drop}
    return kept if "issued" in kept else {**kept, "status": "n.d."}


def _for_mla(item: dict[str, Any]) -> dict[str, Any]:
    """The style leaves out who published an interview, which the handbook wants (5.54); of what is
    no talk it prints the day of an event and the same day of publication.
    """
    item = {**item, "type": "document"} if item["type"] == "interview" else item
    if item["type"] == "speech" and "issued" in item:
        return {"event-date": item["issued"], **item}  # of a talk, no other date is printed
    if item["type"] != "speech" and item.get("event-date") == item.get("issued"):
        return {key: value for key, value in item.items() if key != "event-date"}
    return item


def _for_chicago(item: dict[str, Any]) -> dict[str, Any]:
    """What kind of talk, at which event and where is one element before the date (14.115). Of an
    interview the style would say "Podcast by" for "interview by".
    """
    item = {key: value for key, value in item.items() if key != "event-date"}
    if item["type"] not in ("speech", "interview"):
        return item
    genre = item.pop("genre", "")
    where = [item.pop("event-title", ""), item.pop("event-place", "")]
    if not where[0] or item["type"] == "interview":
        where.append(item.get("publisher", ""))
    said = [genre if genre != "Interview" else "", *where]
    item["publisher"] = ", ".join(part for part in said if part)
    return item


def _within_a_note(item: dict[str, Any]) -> dict[str, Any]:
    """The kind of talk in lower case, where nothing but commas stands before it; of a speech, what
    it is, where and when stands in parentheses, which the style has for theses.
    """
    publisher = item.get("publisher", "")
    if genre := item.get("genre"):
        return {**item, "genre": f"{genre[:1].lower()}{genre[1:]}"}
    if item["type"] not in ("speech", "interview") or publisher.split(",")[0] not in KIND_NAMES:
        return item
    publisher = f"{publisher[:1].lower()}{publisher[1:]}"
    if item["type"] == "interview":
        return {**item, "publisher": publisher}
    if day := dates.month_day(item.get("issued", {})):  # of a thesis, the year alone is printed
        publisher += f", {day}"
    return {**item, "type": "thesis", "publisher": publisher}


def _for_harvard(item: dict[str, Any]) -> dict[str, Any]:
    """What was said at an event is cited like a paper read there: title in quotation marks, what it
    is in brackets, the event in italics, where it was and on which day; an interview with its title
    in italics and who interviewed (Cite Them Right). The style has that form for web pages only.
    """
    if issued := item.get("issued"):
        item = {**item, "issued": _in_harvard(issued)}
    if item["type"] == "article-newspaper":
        # Of a newspaper the style prints the date once more, which is for day and month.
        return {**item, "type": "document"} if "literal" in item.get("issued", {}) else item
    if not item.get("author"):
        # The style puts the title in the place of the author, and the medium with it.
        item = {key: value for key, value in item.items() if key != "genre"}
    prepared = {
        "id": item["id"],
        "type": "webpage",
        "medium": item.get("genre"),
        "publisher": _where(item),
        **{
            key: item.get(key)
            for key in ("author", "title", "issued", "accessed", "URL", "language")
        },
    }
    if item.get("event-title"):
        # The style sets titles of web pages in italics.
        quoted = {"t": "Quoted", "c": [{"t": "SingleQuote"}, _words(item["title"])]}
        prepared["title"] = Rich(({"t": "Span", "c": [["", [UPRIGHT], []], [quoted]]},))
    return {key: value for key, value in prepared.items() if value}


def _in_harvard(date: dates.CSLDate) -> dates.CSLDate:
    """An estimate as it is written (Cite Them Right: "c. 2008"), which the style leaves out."""
    if not date.get("circa"):
        return date
    years = dict.fromkeys(str(end[0]) for end in date["date-parts"])
    return {"literal": f"c. {'–'.join(years)}"}


def _where(item: dict[str, Any]) -> "str | Rich":
    """Who interviewed, or the event with its place and day, or else the publisher."""
    if event := item.get("event-title"):
        place_and_day = [
            part
            for part in (item.get("event-place"), dates.day_month(item.get("issued", {})))
            if part
        ]
        rest = "".join(f", {part}" for part in place_and_day)
        return Rich(({"t": "Emph", "c": _words(event)}, *_words(rest)))
    interviewers = [names.initialled(name) for name in item.get("interviewer", [])]
    interview = f"Interview by {' and '.join(interviewers)}" if interviewers else ""
    return ". ".join(part for part in (interview, item.get("publisher", "")) if part)


class Rich(tuple[Inline, ...]):
    """A value of an item that is set already: pandoc's inline elements."""


def _meta(value: Any) -> dict[str, Any]:
    """A value of an item as pandoc's metadata: texts word by word, so that nothing in them is read
    as markup.
    """
    if isinstance(value, Rich):
        return {"t": "MetaInlines", "c": list(value)}
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {key: _meta(one) for key, one in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(one) for one in value]}
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, int):
        return {"t": "MetaString", "c": str(value)}
    return {"t": "MetaInlines", "c": _words(value)}


def _words(text: str) -> list[Inline]:
    inlines: list[Inline] = []
    for piece in re.split(r"(\s+)", text):
        if piece.isspace():
            inlines.append({"t": "Space"})
        elif piece:
            inlines.append({"t": "Str", "c": piece})
    return inlines
