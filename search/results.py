"""Results: a page of hits with their context, the totals, the facets, and the addresses that lead
on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.tagging.blindness import veil
from search.chips import Chip, chips_of
from search.counting import Counted, count
from search.facets import Facet, facet
from search.hits import Group, Hit, grouped, hits_of
from search.kwic import Concordance, lined_up
from search.listing import order
from search.looser import Way, any_of, spelt_otherwise, ways
from search.matching import Asked
from search.paging import Page
from search.reading import Reading, reading_of
from search.request import BESIDE, SearchRequest
from search.standing import Standing
from search.widening import ENOUGH, Widened


@dataclass(frozen=True)
class Results:
    """All that a page of results shows. `total` counts passages, or documents where that was asked
    for.
    """

    request: SearchRequest
    passages: int
    documents: int
    hits: list[Hit]
    """Of this page; in the view of documents the best of each, in a concordance each once."""
    groups: list[Group]
    """The documents of the page, where documents are viewed."""
    concordance: Concordance | None
    facets: list[Facet]
    chips: list[Chip]
    unknown: list[tuple[str, str]]
    """(label of the dimension, value) of selected values that the archive does not have."""
    reading: Reading
    page: Page
    order: str
    """What the list is ordered by."""
    has_words: bool
    """Whether there are words that stand out in what is found."""
    ways: list[Way]
    """Where nothing was found: other searches that find something. Where most of the words had to
    do: other spellings with all of them.
    """

    @property
    def unit(self) -> str:
        return self.request.count

    @property
    def total(self) -> int:
        return self.documents if self.unit == "documents" else self.passages

    @property
    def clear_url(self) -> str:
        return self.request.unfiltered().url

    @property
    def any_url(self) -> str:
        """Any one of the words, where few passages have all; "" elsewhere."""
        request = self.request
        either = any_of(request.q) if 0 < self.passages < ENOUGH and not self.widened else request.q
        return "" if either == request.q else request.asking(q=either).url

    @property
    def widened(self) -> Widened | None:
        return self.reading.widened

    @property
    def strict_url(self) -> str:
        """The same with all of the words, where most had to do."""
        return self.request.asking(words="all").url

    @cached_property
    def facet(self) -> dict[str, Facet]:
        """The facets by key."""
        return {facet.key: facet for facet in self.facets}

    def as_json(self) -> dict[str, object]:
        """The shape that clients rely on: total, page, hits and facets by key. Beside it documents
        as they are viewed, or the lines of a concordance; "words": "most" where not all are found.
        """
        shape: dict[str, object] = {
            "total": self.total,
            "page": self.page.number,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {f.key: [value.as_json() for value in f.values] for f in self.facets},
        }
        if self.widened:
            shape["words"] = "most"
        if self.request.view == "documents":
            shape["documents"] = [group.as_json() for group in self.groups]
        if self.concordance is not None:
            shape["occurrences"] = self.concordance.occurrences
            shape["lines"] = self.concordance.as_json()
        return shape


def search(request: SearchRequest, archive: Standing | None = None) -> Results:
    """Find what was asked for; `archive` is how it stood when the request was read."""
    asked, counted = _answer(request, archive)
    facets = _facets(asked, counted)
    concordance = lined_up(asked, counted.listed) if request.view == "concordance" else None
    items = {
        "passages": counted.passages,
        "documents": counted.documents,
        "concordance": concordance.occurrences if concordance else 0,
    }
    hits = (
        list({hit.id: hit for hit, _ in concordance.lines}.values())
        if concordance
        else hits_of(asked, [listed.version for listed in counted.listed])
    )
    reading = reading_of(asked)
    chips = chips_of(asked, facets, counted.passages)
    return Results(
        request=request,
        passages=counted.passages,
        documents=counted.documents,
        hits=hits,
        groups=grouped(request, hits, counted.listed) if request.view == "documents" else [],
        concordance=concordance,
        facets=facets,
        chips=chips,
        unknown=[(s.dimension.label, value) for s in asked.selections for value in s.absent],
        reading=reading,
        page=Page(request, items[request.view]),
        order=request.sort if concordance and request.sort in BESIDE else order(asked),
        has_words=bool(asked.query.wanted),
        ways=_ways(asked, counted, reading, chips),
    )


def facets(request: SearchRequest, archive: Standing | None = None) -> dict[str, Facet]:
    """The facets of what was asked for, by key."""
    return {facet.key: facet for facet in _facets(*_answer(request, archive))}


def _answer(request: SearchRequest, archive: Standing | None) -> tuple[Asked, Counted]:
    """The request as it is answered, like `matching.ask`, but counted before it is widened."""
    asked = Asked(request, archive)
    counted = count(asked)
    if not counted.passages and (wider := asked.wider()):
        return wider, count(wider)
    return asked, counted


def _ways(asked: Asked, counted: Counted, reading: Reading, chips: Sequence[Chip]) -> list[Way]:
    if not counted.passages:
        return ways(asked, reading, chips)
    return spelt_otherwise(asked) if asked.widened else []


def _facets(asked: Asked, counted: Counted) -> list[Facet]:
    request, hidden = asked.request, veil()
    selections = {selection.dimension.key: selection for selection in asked.selections}
    return [
        facet(d, counted.tallies[d.key], selections.get(d.key), request)
        for d in asked.dimensions
        if d.counted and not hidden.hides(d.key)
    ]
