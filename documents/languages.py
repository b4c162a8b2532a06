"""In which language a text is, and in which direction it is written, as HTML wants to know it.

A page is in English and runs from left to right; what stands in it in another language says so
(WCAG 2.2, 3.1.2), so that it is read aloud, hyphenated and set as its readers expect.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.ingest.wordlists import words

PAGE = "en"
RIGHT_TO_LEFT = words(
    """
    ar arc arz azb bal ckb dv fa glk he khw ks lrc mzn nqo pnb prs ps sd syr ug ur yi
    """
)
"""Primary languages that are written from right to left unless a script says otherwise (CLDR)."""
SCRIPTS = words(
    """
    adlm arab aran hebr mand mend nkoo rohg samr syrc thaa
    """
)
"""Subtags of scripts that run from right to left (ISO 15924)."""

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFT_TO_RIGHT = r"[^\W\d_" + _RIGHT_TO_LEFT + "]"
_NEXT = r"[,.] [“‘\"]"
"""Where a title begins behind a name."""
_RUN = re.compile(
    rf"[{_RIGHT_TO_LEFT}](?:(?:(?!{_LEFT_TO_RIGHT}|{_NEXT})[^\n(){{}}\[\]/])*[{_RIGHT_TO_LEFT}])?[.،؛؟!]?"
)


class Language(NamedTuple):
    """A BCP 47 tag, empty where the language is not known, and "ltr", "rtl" or "auto"."""

    tag: str
    direction: str

    @property
    def is_the_page_s(self) -> bool:
        return self.tag.split("-")[0].lower() == PAGE


def language(*tags: str | None) -> Language:
    """The language of the first tag that is not empty."""
    tag = next((tag for tag in tags if tag), "")
    return Language(tag, direction(tag) if tag else "auto")


def direction(tag: str) -> str:
    """ "rtl" or "ltr" by a BCP 47 tag, a script in it first: "ar", "az-Arab", "ar-Latn"."""
    primary, *subtags = tag.lower().split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in SCRIPTS else "ltr"
    return "rtl" if primary in RIGHT_TO_LEFT else "ltr"


def attributes(found: Language) -> SafeString:
    """The attributes of an element that holds words in a language, with a space before; none where
    it is the page's. Where it is not known, the words decide on the direction.
    """
    if found.is_the_page_s:
        return SafeString("")
    if not found.tag:
        return SafeString(' dir="auto"')
    return format_html(' lang="{}" dir="{}"', found.tag, found.direction)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A line in pieces, each with whether it runs from right to left, stops and figures between
    its words included.
    """
    at = 0
    for run in _RUN.finditer(text):
        if at < run.start():
            yield text[at : run.start()], False
        yield run[0], True
        at = run.end()
    if at < len(text):
        yield text[at:], False


def isolated(text: str) -> SafeString:
    """A line that runs from left to right as HTML, what runs from right to left in it set apart, so
    that the figures and stops behind it stay behind it (UAX 9).
    """
    forms = {True: "<bdi>{}</bdi>", False: "{}"}
    set_apart = (format_html(forms[is_so], piece) for piece, is_so in pieces(text))
    return format_html_join("", "{}", ((piece,) for piece in set_apart))
