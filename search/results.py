"""Results: a page of hits with their context, the totals, the facets, and the addresses that lead
on.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from documents.edition import Judgment, ShownPassage
from documents.margins import with_margins
from documents.models import Appearance, Document, PassageVersion, Speaker
from documents.vocabularies import Access, Kind
from search.counting import count
from search.facets import Facet, facet
from search.highlighting import Marks, Place, excerpts, marked, snippet
from search.matching import Asked
from search.reading import Reading, reading_of
from search.request import LAST_PAGE, PAGE_SIZE, SearchRequest


@dataclass(frozen=True)
class Hit:
    """A found passage as it is shown.

    `marks` are the places of the words asked for in its text, `query` the query that asked for
    them.
    """

    shown: ShownPassage
    marks: list[Place]
    query: str

    @property
    def version(self) -> PassageVersion:
        return self.shown.version

    @property
    def document(self) -> Document:
        return self.version.passage.document

    @property
    def id(self) -> str:
        return self.version.passage.public_id or ""

    @property
    def url(self) -> str:
        """The passage in its document, words marked; alone where only excerpts may be read."""
        asked = f"?{urlencode({'q': self.query})}" if self.query else ""
        if self.document.access != Access.FULL:
            return f"{self.passage_url}{asked}"
        return f"{self.document.get_absolute_url()}{asked}#{self.shown.anchor}"

    @property
    def passage_url(self) -> str:
        return self.version.passage.get_absolute_url()

    @property
    def number(self) -> str:
        return self.version.number or ""

    @property
    def locator(self) -> str:
        return self.version.locator

    @property
    def text(self) -> str:
        """The whole passage; where only excerpts may be shown, the excerpt."""
        if self.document.access == Access.FULL:
            return self.version.text
        pieces = excerpts(self.version.text, self.marks)
        return " … ".join(self.version.text[start:end] for start, end in pieces)

    @property
    def snippet(self) -> SafeString:
        return snippet(self.version.text, self.marks)

    @property
    def marked(self) -> SafeString:
        if self.document.access != Access.FULL:
            return self.snippet
        return marked(self.version.text, self.marks)

    @property
    def appearance(self) -> Appearance | None:
        return self.version.appearance

    @property
    def speaker(self) -> Speaker | None:
        return self.appearance.speaker if self.appearance else None

    @property
    def shown_name(self) -> str:
        return self.appearance.shown_name if self.appearance else ""

    @property
    def role(self) -> str:
        return self.appearance.role if self.appearance else ""

    @property
    def quoted(self) -> list[Appearance]:
        return self.shown.quoted

    @property
    def date(self) -> str | None:
        return self.document.date

    @property
    def earliest(self) -> datetime.date | None:
        return self.document.earliest

    @property
    def year(self) -> int | None:
        return self.document.year

    @property
    def kind(self) -> str | None:
        return self.document.kind

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label) if self.kind else ""

    @property
    def judgments(self) -> list[Judgment]:
        return self.shown.judgments

    def as_json(self) -> dict[str, object]:
        """The hit in the shape that clients rely on."""
        quoted = {a.speaker for a in self.quoted if a.speaker}
        return {
            "id": self.id,
            "url": self.url,
            "document": self.document.slug,
            "speaker": _person(self.speaker) if self.speaker else None,
            "quoted": [_person(s) for s in sorted(quoted, key=lambda s: (s.sort_key, s.pk))],
            "date": self.date,
            "year": self.year,
            "kind": self.kind,
            "number": self.number,
            "text": self.text,
            "terms": {
                j.vocabulary.query_key: [version.term.slug for version in j.terms]
                for j in self.judgments
            },
        }


def _person(speaker: Speaker) -> dict[str, str]:
    return {"slug": speaker.slug, "name": speaker.name}


@dataclass(frozen=True)
class Chip:
    """A selected value with the address without it; `none` where nothing that is found has it."""

    key: str
    label: str
    value: str
    text: str
    url: str
    none: bool


@dataclass(frozen=True)
class Page:
    """Where the list stands. `first` and `last` count the hits shown, from 1; 0 where there are
    none.
    """

    request: SearchRequest
    passages: int

    @property
    def number(self) -> int:
        return self.request.page

    @property
    def count(self) -> int:
        return min(-(-self.passages // PAGE_SIZE), LAST_PAGE)

    @property
    def first(self) -> int:
        before = (self.number - 1) * PAGE_SIZE
        return before + 1 if before < self.passages else 0

    @property
    def last(self) -> int:
        return min(self.number * PAGE_SIZE, self.passages) if self.first else 0

    @property
    def is_beyond(self) -> bool:
        """The list is shorter than the page that was asked for."""
        return self.number > max(self.count, 1)

    @property
    def is_cut(self) -> bool:
        """There are more hits than pages may show."""
        return self.passages > LAST_PAGE * PAGE_SIZE

    @property
    def previous_url(self) -> str:
        if self.number <= 1 or not self.count:
            return ""
        return self._url(min(self.number - 1, self.count))

    @property
    def next_url(self) -> str:
        return self._url(self.number + 1) if self.number < self.count else ""

    @property
    def following(self) -> int:
        """How many hits the next page has."""
        return max(0, min(PAGE_SIZE, self.passages - self.number * PAGE_SIZE))

    @property
    def links(self) -> list[tuple[int | None, str, bool]]:
        """(number, address, is it this one) of the pages near, the first and the last; None is a
        gap.
        """
        near = {1, self.count, *range(self.number - 2, self.number + 3)}
        links: list[tuple[int | None, str, bool]] = []
        before = 0
        for number in sorted(n for n in near if 1 <= n <= self.count):
            if number > before + 1:
                links.append((None, "", False))
            links.append((number, self._url(number), number == self.number))
            before = number
        return links

    def _url(self, number: int) -> str:
        return self.request.asking(page=number).url


@dataclass(frozen=True)
class Results:
    """All that a page of results shows. `total` counts passages, or documents where that was asked
    for.
    """

    request: SearchRequest
    passages: int
    documents: int
    hits: list[Hit]
    facets: list[Facet]
    chips: list[Chip]
    unknown: list[tuple[str, str]]
    """(label of the dimension, value) of selected values that the archive does not have."""
    reading: Reading
    page: Page

    @property
    def unit(self) -> str:
        return self.request.count

    @property
    def total(self) -> int:
        return self.documents if self.unit == "documents" else self.passages

    @property
    def clear_url(self) -> str:
        return self.request.unfiltered().url

    @cached_property
    def facet(self) -> dict[str, Facet]:
        """The facets by key."""
        return {facet.key: facet for facet in self.facets}

    def as_json(self) -> dict[str, object]:
        """The shape that clients rely on: total, page, hits and facets by key."""
        return {
            "total": self.total,
            "page": self.page.number,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {f.key: [value.as_json() for value in f.values] for f in self.facets},
        }


def search(request: SearchRequest) -> Results:
    """Find what was asked for."""
    asked = Asked(request)
    counted = count(asked)
    selections = {selection.dimension.key: selection for selection in asked.selections}
    facets = [
        facet(d, counted.tallies[d.key].counts(request.count), selections.get(d.key), request)
        for d in asked.dimensions
        if d.counted
    ]
    return Results(
        request=request,
        passages=counted.passages,
        documents=counted.documents,
        hits=_hits(asked, counted.versions),
        facets=facets,
        chips=_chips(asked, facets, counted.passages),
        unknown=[(s.dimension.label, value) for s in asked.selections for value in s.unknown],
        reading=reading_of(request, asked.configs),
        page=Page(request, counted.passages),
    )


def _hits(asked: Asked, version_ids: Sequence[int]) -> list[Hit]:
    """The hits of a page, in order. A passage that went after it was counted is left out."""
    rows = (
        PassageVersion.objects.public()
        .filter(pk__in=version_ids)
        .select_related("passage__document__collection", "appearance__speaker")
    )
    by_id = {version.pk: version for version in rows}
    versions = [by_id[pk] for pk in version_ids if pk in by_id]
    keys = [(version.passage.document_id, version.passage_id) for version in versions]
    marks = Marks(asked.query).read_passages(keys)
    words = asked.request.q if asked.query.wanted else ""
    return [
        Hit(shown, marks.of(shown.version.pk, shown.version.text, _notes(shown)), words)
        for shown in with_margins(versions)
    ]


def _notes(shown: ShownPassage) -> list[Place]:
    return [(span.start, span.end) for span in shown.spans if span.kind == "note"]


def _chips(asked: Asked, facets: Sequence[Facet], passages: int) -> list[Chip]:
    """A chip for each selected value: facets first, then what narrows without being counted."""
    chips = [
        Chip(facet.key, facet.label, value.value, value.label, value.url, value.count == 0)
        for facet in facets
        for value in facet.selected
    ]
    for selection in asked.selections:
        dimension = selection.dimension
        if dimension.counted:
            continue
        names = dimension.describe(selection.keys)
        for value, keys in selection.values.items():
            text = next((names[key].label for key in keys if key in names), value)
            url = asked.request.lacking(dimension.key, value).url
            chips.append(
                Chip(dimension.key, dimension.label, value, text, url, not keys or not passages)
            )
    return chips
