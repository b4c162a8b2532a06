"""Honest zero: where a search finds nothing, what near spellings and looser readings would find,
each counted by the same predicate as a search.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from django.http import QueryDict

from documents.folding import is_unspaced, words
from search.chips import Chip
from search.compounds import JOINTS, acronym_typed
from search.filters import PassageFilter
from search.matching import Asked
from search.numbers import together
from search.query import can_begin
from search.quotation_marks import ANY, straightened
from search.reading import Part, Reading
from search.request import SearchRequest
from search.respelling import of_different_stems, respellings
from search.spellings import unknown
from search.standing import Standing
from search.tree import BARE, Field, Manner, Node, Query, Term, changed, write

MOST_TRIED = 20
"""So many other searches are counted at most."""
MOST_CONFIRMED = 60
"""So many phrases and the like are confirmed on texts for them."""
COUNTED_UP_TO = 10_000
MOST_APART = 4
"""Without fields, and with one of several, so many are tried at most with some of the words."""
MOST_BEGUN = 3
"""Of so many words at most others are looked for that begin so."""
MOST_WORDS = 8
"""A longer text is not asked for word by word."""

PHRASES = re.compile(r'(?P<value>:\s?"[^"]*"?)|"(?P<words>[^"]*)"?(?:~\d*)?')
APOSTROPHE = re.compile(r"[^\W\d_]['’][^\W\d_]")
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
    trial = _Trial(asked)
    request, spellings = asked.request, respellings(asked)
    near = Asked(request.asking(q=spellings[0]), asked.archive) if spellings else asked
    _try_other_words(trial, near, spellings, reading)
    _try_leaving_out(trial, reading, chips)
    if not trial.found_words:
        _try_some_words(trial, near)
    return trial.found


class _Trial:
    """The other searches that were tried in place of one, and the ways `found` among them."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.found: list[Way] = []
        self.found_words = False
        """Whether one of them finds some of the words."""
        self.tried = {asked.request.url}
        self.confirmed = 0

    def attempt(self, how: str, text: str, other: SearchRequest) -> bool:
        """Whether another search finds something; it is tried once, and while few are tried."""
        request, archive = self.asked.request, self.asked.archive
        if other.url in self.tried or len(self.tried) > MOST_TRIED:
            return False
        if (other.q, other.words) == (request.q, request.words):
            return self._finds(how, text, self.asked.selecting(other))
        strict = Asked(other, archive)
        return self._finds(how, text, strict, may_widen=other.q == request.q)

    def attempt_some(self, how: str, other: SearchRequest) -> bool:
        """Whether another search finds something with its words apart, or with most of them."""
        apart = other.asking(q=loose(other.q), words="most")
        how = how if apart.q == other.q else f"{how}, the words apart"
        return self._finds(how, apart.q, Asked(apart, self.asked.archive), may_widen=True)

    def _finds(self, how: str, text: str, other: Asked, may_widen: bool = False) -> bool:
        to_confirm = _to_confirm(other.typed)
        if self.confirmed + to_confirm > MOST_CONFIRMED:
            return False
        self.confirmed += to_confirm
        wider = other.wider() if may_widen else None
        if wider is None and other.request.url in self.tried:
            return False
        self.tried.add(other.request.url)
        if number := _count(wider or other):
            how = f"{how}, most of the words" if wider and other.typed != self.asked.typed else how
            self.found.append(_way(how, text, other.request, number))
            self.found_words |= bool(other.typed.terms)
        return number > 0


def _try_other_words(
    trial: _Trial, near: Asked, spellings: Sequence[str], reading: Reading
) -> None:
    """Other words in place of those asked for, with the filters, else without. `near` asks the
    first of the other `spellings`, or the query where all of it is known.
    """
    asked, request = trial.asked, trial.asked.request
    other_words = _other_words(near.request.q, spellings, asked)
    for how, q in (*_in_quotation_marks(reading), *other_words, *_fields_apart(near)):
        if q in ("", request.q):
            continue
        if not trial.attempt(how, q, request.asking(q=q)) and request.selected:
            unfiltered = request.unfiltered().asking(q=q)
            trial.attempt(f"{how}, without the filters", q, unfiltered)
    if request.words == "all":
        trial.attempt("Most of the words", request.q, request.asking(words="most"))


def _try_leaving_out(trial: _Trial, reading: Reading, chips: Sequence[Chip]) -> None:
    """The same without the filters, without those of one facet, and without one part of the
    query.
    """
    request, archive = trial.asked.request, trial.asked.archive
    if request.q and request.selected:
        trial.attempt("Without the filters", request.q, request.unfiltered())
    for key, values in request.selected:
        if own := [chip for chip in chips if chip.key == key]:
            label = _lower_first(own[0].label)
            text = ", ".join(chip.text for chip in own)
            trial.attempt(f"Without {label}", text, request.lacking(key, *values))
    if len(reading.parts) > 1:
        for part in [part for part in reading.parts if part.url][:MOST_WORDS]:
            how = f"Without {_lower_first(part.label)}".strip()
            trial.attempt(how, _said(part), _request(part.url, archive))


def _try_some_words(trial: _Trial, asked: Asked) -> None:
    """Where words and fields find nothing together: most of the words without the fields, or with
    one of them, and then any one word without all else.
    """
    request, query = asked.request, asked.typed
    for how, q in islice(_without_fields(asked, alone="Without the fields"), MOST_APART):
        other = request.asking(q=q)
        if query.terms and not trial.attempt_some(how, other) and request.selected:
            trial.attempt_some(f"{how}, without the filters", other.unfiltered())
    if not trial.found_words and (some := _any_alone(query)):
        how = "Any one of the words alone" if " OR " in some else "The word alone"
        trial.attempt_some(how, request.unfiltered().asking(q=some))


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
    fields = _fields_of(query)
    if len(fields) > 1 and query.terms:
        yield from _without_fields(asked)
    if fields and len(query.terms) > 1:
        yield "The fields alone", query.without(*query.terms)


def _without_fields(asked: Asked, alone: str = "The words alone") -> Iterator[tuple[str, str]]:
    """The words of a query without its fields, and with one of several."""
    query, fields = asked.typed, _fields_of(asked.typed)
    if len(fields) == 1:
        yield f"Without {_lower_first(asked.fields[fields[0]].label)}", query.without(*fields)
    elif fields:
        yield alone, query.without(*fields)
        for field in fields:
            others = [other for other in fields if other != field]
            yield (
                f"Of the fields only {_lower_first(asked.fields[field].label)}",
                query.without(*others),
            )


def _fields_of(query: Query) -> list[Field]:
    return [leaf for leaf, _ in query.leaves if isinstance(leaf, Field)]


def _any_alone(query: Query) -> str:
    """The words that a query looks for as alternatives, without all else; "" for very many."""
    typed: list[str] = []
    wanted = (leaf for leaf, is_excluded in query.leaves if not is_excluded)
    for term in (leaf for leaf in wanted if isinstance(leaf, Term)):
        if term.manner in (Manner.EXACT, Manner.NEAR) and not is_unspaced(term.typed):
            typed += term.words
        else:
            typed.append(term.written.removeprefix("+"))
    distinct = list(dict.fromkeys(typed))
    return " OR ".join(distinct) if len(distinct) <= MOST_WORDS else ""


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
    yield "Words that begin so", beginnings(asked.typed)
    yield "The numbers apart", _numbers_apart(asked.typed)
    yield "The words apart and in any form", loose(asked.request.q)
    for other in of_different_stems(map(loose, spellings), asked.configs):
        yield "Spelt otherwise, the words apart", other
    yield "Any one of the words", any_of(closest)


def _numbers_apart(query: Query) -> str:
    """The query with figures that were read as one number read as several."""
    text = query.text
    for term in query.terms:
        if " " in term.typed and term.manner in BARE:
            text = text.replace(term.typed, " ".join(f"({n})" for n in term.typed.split()))
    return text


def beginnings(query: Query) -> str:
    """The query with its words that no document has as the beginnings of others; "" for more than a
    few.
    """
    words = {term.words[0] for term in query.terms if _can_go_on(term)}
    missing = unknown(words, shortest=1) if len(words) <= MOST_BEGUN else set()

    def begun(node: Node) -> Node:
        if isinstance(node, Term) and _can_go_on(node) and node.words[0] in missing:
            return replace(node, manner=Manner.BEGINNING)
        return node

    return write(changed(query.root, begun)) if missing else ""


def _can_go_on(term: Term) -> bool:
    is_word = term.manner == Manner.FORMS and len(term.words) == 1 and term.typed.isalpha()
    return is_word and can_begin(term.words[0]) and not (term.plain or is_unspaced(term.typed))


def loose(q: str) -> str:
    """The query without its quotation marks, and its joined words apart ("law-enforcement"), but
    for the values of fields.
    """
    plain = PHRASES.sub(lambda found: found["value"] or f" {found['words']} ", straightened(q))
    return " ".join(word if ":" in word else JOINTS.sub(" ", word) for word in plain.split())


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
        typed = [word for token in JOINTS.sub(" ", plain).split() for word in _words_of(token)]
    distinct = list(dict.fromkeys(typed))
    return " OR ".join(distinct) if 1 < len(distinct) <= MOST_WORDS else q


def _words_of(token: str) -> list[str]:
    """The words of what stands between blanks; an acronym or a contraction is one."""
    bare = token.strip("()[]“”,;:!?…")
    if acronym_typed(bare) or APOSTROPHE.search(bare):
        return [bare]
    return [token[word.start : word.end] for word in words(token)]


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
