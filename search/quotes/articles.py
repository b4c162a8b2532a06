"""What somebody pasted: one quotation, or an article whose quotations are taken out of it.

Pure: reading a text asks the database nothing.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from documents.folding import folded_words
from documents.ingest.names import NAME, names_in
from documents.ingest.quotations import find_quotations
from documents.ingest.quotations.judgement import is_title
from documents.ingest.reading import (
    Block,
    CanonicalText,
    MapRun,
    Quote,
    Segment,
    Voice,
)
from documents.vocabularies import Evidence, PassageType
from search.quotes import unspaced
from search.quotes.checking import Asked
from search.quotes.lists import whole
from search.quotes.markup import without_markup

MOST_WORDS = 10_000

_MARKED = f'“”"„«»{unspaced.MARKS}'
_SINGLE_OPENS = re.compile(r"(?<![^\s(—–-])[‘'](?=\S)")
_SINGLE_CLOSES = re.compile(r"\S[’'](?!\w)")
_OPENS, _CLOSES = "[“\"„«‘']", "[”\"“»’']"
_SIGNED = re.compile(
    rf"""\s*{_OPENS}(?P<quote>[^“”"„«»]+){_CLOSES}\s*(?:[-—―–]+|\()\s*(?P<name>{NAME})\s*[.)]?\s*"""
)
"""“The words.” — Name Surname"""
_LABELLED = re.compile(rf"""\s*(?P<name>{NAME}):\s*{_OPENS}(?P<quote>[^“”"„«»]+){_CLOSES}\s*""")
_LEADS_IN = re.compile(
    rf"(?::|(?:^|(?<=\n\n))(?P<name>{NAME}))[ \t]*\n\s*(?=[“„«\"])",
)
"""A paragraph that ends in a colon, or is a name, leads into the quotation below it."""
_SURNAME = r"[^\W\d_a-z][\w'’-]+"
_LABEL = re.compile(
    rf"(?:^|\n)[ \t]*(?P<name>{NAME}|{_SURNAME})(?:,[^\n:“”\"]{{1,80}})?:\s*{_OPENS}\s*$"
)
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*")
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True)
class Pasted:
    """The quotations in a pasted text, and whether they were taken out of an article."""

    asked: tuple[Asked, ...]
    is_article: bool


def read_pasted(text: str, said_by: str = "", as_one: bool = False) -> Pasted:
    """Takes the quotations out of a pasted text.

    With `as_one` all of it is one quotation. `said_by` holds where the text does not say who said
    something.
    """
    text = whole(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ").strip()
    text = without_markup(text)
    one = Pasted((Asked(text, said_by, "1"),), is_article=False)
    in_double = any(mark in text for mark in _MARKED)
    if as_one or not (in_double or _has_single_marks(text)):
        return one
    if signed := _SIGNED.fullmatch(text) or _LABELLED.fullmatch(text):
        return Pasted((Asked(signed["quote"], said_by or signed["name"], "1"),), is_article=False)
    found = _unspaced(text) if unspaced.is_read_so(text) else _quotations(text)
    if not in_double and not any(asked.said_by for asked in found):
        # A speaker's own words, in which another is quoted, seldom say by name who that is.
        return one
    if not found or (len(found) == 1 and _is_all(found[0].text, text)):
        return one
    return Pasted(tuple(replace(a, said_by=a.said_by or said_by) for a in found), is_article=True)


def _has_single_marks(text: str) -> bool:
    """Whether something may stand in single marks, unless it stands between two apostrophes."""
    opened = _SINGLE_OPENS.search(text)
    return opened is not None and _SINGLE_CLOSES.search(text, opened.end()) is not None


def _is_all(quotation: str, text: str) -> bool:
    """Whether a text has no words but those of its quotation."""
    return len(folded_words(quotation)) == len(folded_words(text))


def _unspaced(text: str) -> list[Asked]:
    """The quotations of an article in a script without spaces."""
    found = enumerate(unspaced.quotations(text), start=1)
    return [Asked(words, name, str(number)) for number, (words, name) in found]


def _quotations(text: str) -> list[Asked]:
    """The quotations of an article; one that its reporter interrupts is put together again.

    Single words and titles in marks are left out.
    """
    text = _LEADS_IN.sub(lambda lead: f"{lead['name'] or ''}: ", text)
    paragraph = _PARAGRAPH if re.search(r"\n\s*\n", text) else _LINE
    blocks = tuple(Block(*match.span()) for match in paragraph.finditer(text))
    source = CanonicalText(text, blocks, (MapRun(0, 0, len(text)),), "text/plain", "utf-8")
    segments = [Segment(b.start, b.end, PassageType.NARRATIVE) for b in blocks]
    quotes, voices = find_quotations(source, segments, ())
    names = {voice.key: _name(voice) for voice in voices}
    families = {found[0].split()[-1] for found in names_in(text)}
    chains: dict[int, list[Quote]] = {}
    beginning: dict[int, int] = {}
    for place, quote in enumerate(quotes):
        if quote.parent is not None:
            continue
        before = quote.continues
        first = place if before is None else beginning.get(before, place)
        beginning[place] = first
        chains.setdefault(first, []).append(quote)
    told = [
        (words, _said_by(text, chain[0], names, families))
        for chain in chains.values()
        if len(folded_words(words := _joined(text, chain))) > 1 and not is_title(words)
    ]
    return [Asked(words, name, str(number)) for number, (words, name) in enumerate(told, start=1)]


def _said_by(text: str, quote: Quote, names: dict[str, str], families: Container[str]) -> str:
    """Who said something: by a verb in its sentence, else by a label before it, else by what is
    around it; "" where nobody is named.
    """
    name = names.get(quote.voice or "", "")
    if quote.evidence is Evidence.CUE and name:
        return name
    return _label(text, quote.start, families) or name


def _label(text: str, start: int, families: Container[str]) -> str:
    """The name before a colon that is all of its paragraph before a quotation, "" where none is. A
    family name alone counts where the text has it in full.
    """
    found = _LABEL.search(text[text.rfind("\n", 0, start) + 1 : start])
    if found is None or (" " not in found["name"] and found["name"] not in families):
        return ""
    return found["name"]


def _name(voice: Voice) -> str:
    return voice.name or ""


def _joined(text: str, chain: Sequence[Quote]) -> str:
    return " ".join(text[quote.start : quote.end].strip() for quote in chain)
