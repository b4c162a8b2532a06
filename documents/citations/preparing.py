"""What is cited as each style wants it, where the vendored styles do not know a kind or a case: the
CSL item before it is set. Pure.
"""

import re
from typing import Any

from documents.citations import dates, names
from documents.citations.capitals import out_of_capitals
from documents.citations.choices import Style
from documents.citations.describing import Cited
from documents.citations.inlines import Inline, in_language
from documents.citations.kinds import MANNERS
from documents.citations.titles import (
    kept_from_title_case,
    sentence_case,
    with_curled_quotes,
    with_small_prepositions,
)
from documents.languages import language

IN_SENTENCE_CASE = frozenset({Style.APA, Style.HARVARD})

SMALL_PREPOSITIONS = {Style.MLA: 100}
"""Of how many letters at most prepositions in titles are small: in MLA 9 (2.90) all are; in Chicago
18 (8.160) those of five and more are not.
"""

KIND_NAMES = frozenset(manner.genre for manner in MANNERS.values() if manner.genre)
"""How references call what was said: ordinary words, in lower case within a sentence."""
DOUBLE = {"t": "DoubleQuote"}
KEPT_SMALL = "\ue002"
"""Before a word that the style must not begin with a capital; no text has this sign."""
UPRIGHT = "upright"
"""The class of what is not set in italics within a title, whatever the style says."""


_SUBTITLE = re.compile(r"(?<=: )[“‘]?[a-zà-ÿ](?=[a-zà-ÿ]*\b(?![.@/]))")
"""The first letter of a subtitle, unless it is of an address or of a word like "iPhone"."""


class Rich(tuple[Inline, ...]):
    """A value of an item that is set already: pandoc's inline elements."""


def prepared(style: Style, cited: Cited) -> dict[str, Any]:
    """The item as a style wants it."""
    item = {**cited.item, "title": title_in(style, cited)}
    for name in ("contributor", "available-date"):
        item.pop(name, None)
    if item["type"] == "speech" and "event-date" in item:
        item["issued"] = item["event-date"]  # a talk is cited by its day, not by its publication's
    if item.get("publisher") and _is_named_already(item["publisher"], item):
        del item["publisher"]
    if _is_by_its_paper(item):
        del item["author"]
    prepare = {Style.APA: _for_apa, Style.MLA: _for_mla, Style.HARVARD: _for_harvard}
    item = prepare.get(style, _for_chicago)(item)
    if cited.is_untitled:
        return _untitled(style, cited, item)
    if not isinstance(item["title"], Rich):
        item["title"] = Rich(_set_title(item))
    return item


def _is_named_already(publisher: str, item: dict[str, Any]) -> bool:
    """Whether who published a work stands in its event, wrote it or asks in it: a body is named
    once.
    """
    people = (name for role in ("author", "interviewer", "host") for name in item.get(role, []))
    bodies = {name["literal"].casefold() for name in people if "literal" in name}
    return publisher in item.get("event-title", "") or publisher.casefold() in bodies


def _is_by_its_paper(item: dict[str, Any]) -> bool:
    """Whether the author is the newspaper itself, as of an editorial, which then has none: the
    paper is named once.
    """
    return item.get("author") == [{"literal": item.get("container-title")}]


def _untitled(style: Style, cited: Cited, item: dict[str, Any]) -> dict[str, Any]:
    """What it is stands for the title: in brackets (APA, Cite Them Right), which a style that knows
    no title does by itself, or plain, without quotation marks (MLA, Chicago). It is said once.
    """
    said = cited.item["title"].strip("[]")
    item = {key: value for key, value in item.items() if key not in ("title", "title-short")}
    if style == Style.HARVARD:
        bracketed = {"t": "Span", "c": [["", [UPRIGHT], []], words(f"[{said}]")]}
        item.pop("medium", None)
        return {**item, "title": Rich((bracketed,))}
    if style in (Style.CHICAGO, Style.CHICAGO_AUTHOR_DATE):
        rest = item.get("publisher", "").removeprefix(cited.item.get("genre", ""))
        item["publisher"] = rest.removeprefix(", ")
    return {key: value for key, value in {**item, "genre": said}.items() if value}


def _for_apa(item: dict[str, Any]) -> dict[str, Any]:
    """The event stands for the publisher, who published it and the place where no event is known;
    its day is printed once; no date of access, which is for what changes: the address cited holds
    one revision. "n.d." is given as a status, since the style asks for a date of access where
    neither stands. Where the title stands for the author, what the work is stands with it.
    """
    if item["type"] == "speech" and item.get("event-place") and not item.get("event-title"):
        where = [item.get("publisher"), item["event-place"]]
        item = {**item, "event-title": ", ".join(part for part in where if part)}
        del item["event-place"]
    drop = {"accessed", "event-date"} | ({"publisher"} if "event-title" in item else set())
    kept = {key: value for key, value in item.items() if key not in drop}
    if "genre" in kept and not kept.get("author"):
        title = _set_title(kept)
        bracketed = words(f" [{kept.pop('genre')}]")
        kept["title-short"] = Rich(title)
        if kept["type"] == "interview":
            kept["type"] = "document"  # of an interview the style says once more that it is one
        kept["title"] = Rich((*title, {"t": "Span", "c": [["", [UPRIGHT], []], bracketed]}))
    return kept if "issued" in kept else {**kept, "status": "n.d."}


def _for_mla(item: dict[str, Any]) -> dict[str, Any]:
    """The style leaves out who published an interview, which the handbook wants, and gives
    beside the date of publication the day of an event, without saying what it is; of what is no
    talk only the first is cited. That it is an interview is said once; a podcast is called so in
    the end, where no date of access stands. The event, which is the container, stands before who
    published it.
    """
    if item["type"] == "interview":
        item = {**_not_said_twice(item), "type": "document"}
        if item.get("interviewer") and (genre := item.pop("genre", "")) and "issued" in item:
            item["medium"] = genre
    if item["type"] != "speech":
        return {key: value for key, value in item.items() if key != "event-date"}
    if item.get("event-title") and (publisher := item.get("publisher")):
        item = {**item, "event-title": f"{item['event-title']}, {publisher}"}
        del item["publisher"]
    return (
        {"event-date": item["issued"], **item} if "issued" in item else item
    )  # no other is printed


def _for_chicago(item: dict[str, Any]) -> dict[str, Any]:
    """What kind of talk, at which event and where is one element before the date. Of an
    interview the style would say "Podcast by" for "interview by".
    """
    item = {key: value for key, value in item.items() if key != "event-date"}
    if item["type"] not in ("speech", "interview"):
        return item
    genre = item.pop("genre", "")
    where = [item.pop("event-title", ""), item.pop("event-place", "")]
    if not where[0] or item["type"] == "interview":
        where.append(item.get("publisher", ""))
    is_said = genre == "Interview" and item.get("interviewer")
    said = ["" if is_said else genre, *where]
    item["publisher"] = ", ".join(part for part in said if part)
    return item


def _not_said_twice(item: dict[str, Any]) -> dict[str, Any]:
    """Without "Interview" where "Interview by" says it."""
    if item.get("genre") == "Interview" and item.get("interviewer"):
        return {key: value for key, value in item.items() if key != "genre"}
    return item


def within_a_note(item: dict[str, Any]) -> dict[str, Any]:
    """The kind of talk in lower case, where nothing but commas stands before it; of a speech, what
    it is, where and when stands in parentheses, which the style has for theses.
    """
    publisher = item.get("publisher", "")
    if genre := item.get("genre"):
        return {**item, "genre": f"{genre[:1].lower()}{genre[1:]}"}
    if item["type"] not in ("speech", "interview") or not _says_the_kind(publisher):
        return item
    publisher = f"{publisher[:1].lower()}{publisher[1:]}"
    if item["type"] == "interview":
        return {**item, "publisher": publisher}
    if day := dates.american(item.get("issued", {})):  # of a thesis, the year alone is printed
        item = {**item, "issued": {"literal": day}}
    return {**item, "type": "thesis", "publisher": publisher}


def _says_the_kind(publisher: str) -> bool:
    return publisher.split(",")[0] in KIND_NAMES or publisher.startswith("Contribution ")


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
    item = _not_said_twice(item)
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
        quoted = {"t": "Quoted", "c": [{"t": "SingleQuote"}, _set_title(item)]}
        prepared["title"] = Rich(({"t": "Span", "c": [["", [UPRIGHT], []], [quoted]]},))
    if not item.get("author") and (genre := prepared.pop("medium", None)):
        # The style puts the title in the place of the author, and the medium with it, in the text
        # too. What it prints after the year is the container.
        bracketed = {"t": "Span", "c": [["", [UPRIGHT], []], words(f"[{genre}]")]}
        prepared["container-title"] = Rich((bracketed,))
    return {key: value for key, value in prepared.items() if value}


def _in_harvard(date: dates.CSLDate) -> dates.CSLDate:
    """An estimate as it is written (Cite Them Right: "c. 2008"), which the style leaves out."""
    if not date.get("circa"):
        return date
    years = dict.fromkeys(str(end[0]) for end in date["date-parts"])
    return {"literal": f"c. {'–'.join(years)}"}


def _where(item: dict[str, Any]) -> "str | Rich":
    """The event with its place and day; else who interviewed, who published it, where a talk was
    held, and the day.
    """
    day = dates.day_month(item.get("issued", {}))
    place = item.get("event-place") if item["type"] == "speech" or "event-title" in item else None
    if event := item.get("event-title"):
        rest = "".join(f", {part}" for part in (place, day) if part)
        return Rich(({"t": "Emph", "c": words(event)}, *words(rest)))
    interviewers = [names.initialled(name) for name in item.get("interviewer", [])]
    interview = f"Interview by {' and '.join(interviewers)}" if interviewers else ""
    rest = ", ".join(part for part in (item.get("publisher"), place, day) if part)
    return ". ".join(part for part in (interview, rest) if part)


def title_in(style: Style, cited: Cited) -> str:
    """The title in the case that the style wants; as it is where it is not English."""
    title = cited.item["title"]
    if not cited.is_english:
        return title
    title = out_of_capitals(with_curled_quotes(title), cited.proper)
    if style in IN_SENTENCE_CASE:
        title = sentence_case(title, cited.proper)
    else:
        title = with_small_prepositions(title, SMALL_PREPOSITIONS.get(style, 4))
    # Also a subtitle of a title that is not in title case.
    return _SUBTITLE.sub(lambda first: first[0].upper(), title) if style == Style.APA else title


def words(text: str) -> list[Inline]:
    """Plain text as inlines: words with the spaces between."""
    inlines: list[Inline] = []
    for piece in re.split(r"(\s+)", text):
        if piece.isspace():
            inlines.append({"t": "Space"})
        elif piece:
            inlines.append({"t": "Str", "c": piece})
    return inlines


def _set_title(item: dict[str, Any]) -> list[Inline]:
    """The title, which is in the language of the work."""
    return in_language(_with_quotes(item["title"]), language(item.get("language")))


def _with_quotes(text: str) -> list[Inline]:
    """The text with what stands in double quotation marks as such: within others they change. Small
    words after the stop of an abbreviation stay small, and addresses as they are, which the styles
    do not know.
    """
    inlines: list[Inline] = []
    text = text.replace(KEPT_SMALL, "")
    marked = kept_from_title_case(text, lambda word: f"{KEPT_SMALL}{word}")
    for n, piece in enumerate(re.split("“([^“”]*)”", marked)):
        said = [_cased(inline) for inline in words(piece)]
        inlines += [{"t": "Quoted", "c": [DOUBLE, said]}] if n % 2 else said
    return inlines


def _cased(inline: Inline) -> Inline:
    """A word that is marked as small in the span that pandoc leaves alone (CSL-JSON's "nocase")."""
    if inline["t"] != "Str" or KEPT_SMALL not in inline["c"]:
        return inline
    text = {"t": "Str", "c": inline["c"].replace(KEPT_SMALL, "")}
    return {"t": "Span", "c": [["", ["nocase"], []], [text]]}
