"""Honest zero: where a search finds nothing, what near spellings and looser readings would find,
each counted by the same predicate as a search.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import QueryDict

from documents.folding import is_unspaced, words
from search.chips import Chip
from search.filters import PassageFilter
from search.matching import Asked, ask
from search.numbers import together
from search.query import parse
from search.quotation_marks import ANY, straightened
from search.reading import Part, Reading
from search.request import SearchRequest
from search.respelling import of_different_stems, respellings
from search.standing import Standing
from search.tree import BARE, Field, Manner, Query

MOST_TRIED = 20
"""So many other searches are counted at most."""
MOST_CONFIRMED = 60
"""So many phrases and the like are confirmed on texts for them."""
COUNTED_UP_TO = 10_000
MOST_WORDS = 8
"""A longer text is not asked for word by word."""

PHRASES = re.compile(r'(?P<value>:\s?"[^"]*"?)|"(?P<words>[^"]*)"?(?:~\d*)?')
QUOTES = re.compile(rf"{ANY.pattern}(?:~\d*)?")


@dataclass(frozen=True)
class Way:
    """Another search that finds something: how it differs, what it asks for, how much it finds."""

    how: str
    text: str
    url: str
    count: int
    is_more: bool
    """There are more than `count`: nobody counted further."""


def ways(asked: Asked, reading: Reading, chips: Sequence[Chip]) -> list[Way]:
    """The other searches that find something, the closest to what was asked first.

    Of several values in one facet none is tried without the others: each of them adds to what is
    found.
    """
    request, archive = asked.request, asked.archive
    found: list[Way] = []
    tried = {request.url}
    confirmed = 0

    def attempt(how: str, text: str, other: SearchRequest) -> bool:
        nonlocal confirmed
        if other.url in tried or len(tried) > MOST_TRIED:
            return False
        to_confirm = _to_confirm(parse(other.q))
        if confirmed + to_confirm > MOST_CONFIRMED:
            return False
        tried.add(other.url)
        confirmed += to_confirm
        if (other.q, other.words) == (request.q, request.words):
            number = _count(asked.selecting(other))
        else:
            number = _count((ask if other.q == request.q else Asked)(other, archive))
        if number:
            found.append(_way(how, text, other, number))
        return number > 0

    spellings = respellings(asked)
    closest = spellings[0] if spellings else request.q
    other_words = _other_words(closest, spellings, asked)
    apart = _fields_apart(Asked(request.asking(q=closest), archive) if spellings else asked)
    for how, q in (*_in_quotation_marks(reading), *other_words, *apart):
        if q in ("", request.q):
            continue
        if not attempt(how, q, request.asking(q=q)) and request.selected:
            attempt(f"{how}, without the filters", q, request.unfiltered().asking(q=q))
    if request.words == "all":
        attempt("Most of the words", request.q, request.asking(words="most"))
    if request.q and request.selected:
        attempt("Without the filters", request.q, request.unfiltered())
    for key, values in request.selected:
        if own := [chip for chip in chips if chip.key == key]:
            label = _lower_first(own[0].label)
            text = ", ".join(chip.text for chip in own)
            attempt(f"Without {label}", text, request.lacking(key, *values))
    if len(reading.parts) > 1:
        for part in [part for part in reading.parts if part.url][:MOST_WORDS]:
            attempt(
                f"Without {_lower_first(part.label)}".strip(),
                _said(part),
                _request(part.url, archive),
            )
    return found


def _to_confirm(query: Query) -> int:
    """How much of a query no index answers alone; words near each other take longest."""
    heavy = (term for term in query.terms if term.manner not in BARE or len(term.words) > 1)
    return sum(3 if term.manner == Manner.NEAR else 1 for term in heavy)


def spelt_otherwise(asked: Asked) -> list[Way]:
    """The spellings of a query with which all of its words are found."""
    request, archive = asked.request, asked.archive
    others = (request.asking(q=q) for q in respellings(asked))
    return [
        _way("Spelt otherwise", other.q, other, n)
        for other in others
        if (n := _count(Asked(other, archive)))
    ]


def _in_quotation_marks(reading: Reading) -> Iterator[tuple[str, str]]:
    """Words that are too common to be searched otherwise, in all languages or in some."""
    if reading.phrase and (reading.finds_nothing or reading.silent):
        yield "In quotation marks", reading.phrase


def _fields_apart(asked: Asked) -> Iterator[tuple[str, str]]:
    """The words of a query without its fields, with one of them, and the fields alone, where more
    than one part is to be left out for that.
    """
    query = asked.typed
    fields = [leaf for leaf, _ in query.leaves if isinstance(leaf, Field)]
    if len(fields) > 1 and query.terms:
        yield "The words alone", query.without(*fields)
        for field in fields:
            others = [other for other in fields if other != field]
            yield (
                f"Of the fields only {_lower_first(asked.fields[field].label)}",
                query.without(*others),
            )
    if fields and len(query.terms) > 1:
        yield "The fields alone", query.without(*query.terms)


def _said(part: Part) -> str:
    """A part as it was typed, to tell it from others that have the same words."""
    marked = f"“{part.text}”" if part.kind in ("phrase", "near") else part.text
    return f"not {marked}" if part.excluded else marked


def _other_words(closest: str, spellings: Sequence[str], asked: Asked) -> Iterator[tuple[str, str]]:
    """How each other wording differs, and the query; the closest first. `closest` is the first of
    its other `spellings`, or the query where all of it is known.
    """
    for other in spellings:
        yield "Spelt otherwise", other
    yield "The words apart and in any form", loose(asked.request.q)
    for other in of_different_stems(map(loose, spellings), asked.configs):
        yield "Spelt otherwise, the words apart", other
    yield "Any one of the words", any_of(closest)


def loose(q: str) -> str:
    """The query without its quotation marks, but those of values of fields."""
    plain = PHRASES.sub(lambda found: found["value"] or f" {found['words']} ", straightened(q))
    return " ".join(plain.split())


def _lower_first(label: str) -> str:
    return f"{label[:1].lower()}{label[1:]}"


def any_of(q: str) -> str:
    """The words of a query as alternatives; the query itself where it has one word or very many."""
    plain = together(QUOTES.sub(" ", q))
    if re.search(r"(?<!\S)[-−(]|:|\b(?:OR|NOT)\b", plain):
        return q
    if is_unspaced(plain):
        typed = plain.split()
    else:
        typed = [plain[word.start : word.end] for word in words(plain)]
    distinct = list(dict.fromkeys(typed))
    return " OR ".join(distinct) if 1 < len(distinct) <= MOST_WORDS else q


def _way(how: str, text: str, other: SearchRequest, number: int) -> Way:
    return Way(how, text, other.url, min(number, COUNTED_UP_TO), number > COUNTED_UP_TO)


def _request(url: str, archive: Standing) -> SearchRequest:
    asked = PassageFilter(QueryDict(urlsplit(url).query), archive=archive)
    asked.is_valid()
    return asked.search_request()


def _count(asked: Asked) -> int:
    """How many passages, or documents where those are counted, a search finds; at most one more
    than are counted.
    """
    rows = asked.matching().order_by()
    if asked.request.count == "documents":
        return rows.values("document_id").distinct()[: COUNTED_UP_TO + 1].count()
    return rows.values("passage_id")[: COUNTED_UP_TO + 1].count()
