"""BibTeX and BibLaTeX, in UTF-8.

Written here: pandoc's writer knows neither the event nor its place nor what kind of talk it was,
and entries have to be had where pandoc is missing. Types follow the two manuals (btxdoc; the
BibLaTeX manual, 2.1): BibTeX has none for what was said, so that it is @misc with `howpublished`;
BibLaTeX keeps talks under @unpublished with `eventtitle`, `eventdate` and `venue`.
"""

import re
from collections.abc import Sequence
from typing import Any

from documents.citations import dates, names
from documents.citations.capitals import out_of_capitals
from documents.citations.describing import Cited
from documents.citations.ris import with_interviewer
from documents.citations.titles import with_capitals_kept

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "@": "{@}",
}
PAIRED = {**SPECIAL, "{": r"\{", "}": r"\}"}
"""The same where braces come in pairs, since BibTeX counts escaped ones as well. These every reader
knows; of a command it may take the group that follows, which is a word, for the argument.
"""
LANGUAGES = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "ja": "japanese",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
}
"""Babel's names of languages, which `langid` wants, by BCP 47 code."""


def bibtex(cited: Sequence[Cited]) -> str:
    """The entries for BibTeX, which knows few types."""
    return "\n".join(_entry(_bibtex_type(one), one.key, _bibtex_fields(one)) for one in cited)


def biblatex(cited: Sequence[Cited]) -> str:
    """The entries for BibLaTeX, with its types and fields."""
    return "\n".join(_entry(_biblatex_type(one), one.key, _biblatex_fields(one)) for one in cited)


def _bibtex_type(cited: Cited) -> str:
    return "article" if cited.item["type"] == "article-newspaper" else "misc"


def _bibtex_fields(cited: Cited) -> dict[str, str | None]:
    item = cited.item
    how = ", ".join(part for part in (item.get("genre"), item.get("event-title")) if part)
    return {
        "author": _people(item.get("author", [])),
        "title": _title(cited),
        "journal": _escaped(item.get("container-title")),
        "howpublished": _escaped(how),
        "publisher": _escaped(item.get("publisher")),
        "address": _escaped(item.get("event-place")),
        **_year_month_day(cited.date),
        **_common(cited, cited.note_with_days),
        "language": _escaped(item.get("language")),
    }


def _biblatex_type(cited: Cited) -> str:
    return {
        "article-newspaper": "article",
        "webpage": "online",
        "speech": "unpublished",
        "broadcast": "audio",
    }.get(cited.item["type"], "misc")


PUBLISHED_BY = {"unpublished": "howpublished", "misc": "organization", "online": "organization"}
"""The field for who published a work, of types that have no `publisher` in BibLaTeX's data model
(the BibLaTeX manual, 2.1.1; `biber --tool --validate-datamodel`); the styles print it.
"""


def _biblatex_fields(cited: Cited) -> dict[str, str | None]:
    item = cited.item
    kind = _biblatex_type(cited)
    return {
        "author": _people(item.get("author", [])),
        "title": _title(cited),
        "journaltitle": _escaped(item.get("container-title")),
        "entrysubtype": "newspaper" if kind == "article" else None,
        "type": _escaped(item.get("genre")),
        "eventtitle": _escaped(item.get("event-title")),
        "eventdate": dates.iso_span(item.get("event-date", {})),
        "venue": _escaped(item.get("event-place")),
        PUBLISHED_BY.get(kind, "publisher"): _escaped(item.get("publisher")),
        "date": dates.iso_span(cited.date),
        **_common(cited, cited.note),
        "langid": LANGUAGES.get(str(item.get("language", "")).split("-")[0].lower()),
    }


def _common(cited: Cited, note: str) -> dict[str, str | None]:
    return {
        "note": _escaped(with_interviewer(cited, note)),
        "url": _address(cited.item["URL"]),
        "urldate": dates.iso_span(cited.item["accessed"]),
    }


def _entry(kind: str, key: str, fields: dict[str, str | None]) -> str:
    lines = [f"@{kind}{{{key},"]
    for name, value in fields.items():
        if value:
            lines.append(f"  {name} = {value if name == 'month' else f'{{{value}}}'},")
    return "\n".join([*lines, "}", ""])


def _people(people: Sequence[names.Name]) -> str:
    """ "Lagon, Mark P. and {The Council}": bodies and names of one part in braces, a suffix in the
    middle.
    """
    return " and ".join(_person(name) for name in people)


def _person(name: names.Name) -> str:
    if not name.get("given"):
        return f"{{{_escaped(names.short(name))}}}"
    parts = (name["family"], name.get("suffix"), name["given"])
    return ", ".join(_name_part(part) for part in parts if part)


def _name_part(part: str) -> str:
    """In braces where BibTeX would take the part to pieces: at "and" and at commas."""
    escaped = _escaped(part) or ""
    return f"{{{escaped}}}" if re.search(r"\band\b|,", part, re.I) else escaped


def _title(cited: Cited) -> str:
    """The title escaped, with braces round words whose capitals must stay."""
    title = re.sub("[\ue000\ue001]", "", cited.item["title"])
    marked = with_capitals_kept(
        out_of_capitals(title, cited.proper) if cited.is_english else title,
        lambda word: f"\ue000{word}\ue001",
        cited.proper,
        cited.is_english,
    )
    return (_escaped(marked) or "").replace("\ue000", "{").replace("\ue001", "}")


def _escaped(value: str | None) -> str | None:
    if not value:
        return None
    signs = PAIRED if _are_paired(value) else SPECIAL
    return "".join(signs.get(c, c) for c in " ".join(value.split()))


def _are_paired(value: str) -> bool:
    """Whether every brace that opens in the value closes in it, in order."""
    depth = 0
    for sign in value:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def _address(url: str) -> str:
    """An address may have anything but what would end the field."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _year_month_day(date: dict[str, Any]) -> dict[str, str | None]:
    if "date-parts" not in date:
        return {}
    year, month, day = dates.first_of(date)
    last = date["date-parts"][-1][0]
    said: dict[str, str | None] = {
        "year": str(year),
        "month": MONTHS[month - 1] if month else None,
        "day": str(day) if day else None,
    }
    if date.get("circa"):
        # BibTeX prints any year (btxdoc: "about 1984"); of an event over New Year the note tells.
        said["year"] = f"about {year}" if year == last else f"about {year}--{last}"
    elif year == last:
        return said
    # Programs that read no more than a number know `date`.
    return {**said, "date": dates.iso_span(date)}
