"""Results: a page of hits with their context, the totals, the facets, and the addresses that lead
on.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from documents.edition import Judgment, ShownPassage
from documents.excerpts import is_restricted, longest
from documents.margins import with_margins
from documents.models import Appearance, Document, Note, PassageVersion, Speaker
from documents.vocabularies import Kind
from search.concordance import Line, Occurrence, in_order, line, occurrences
from search.counting import Counted, count, order
from search.facets import Facet, facet
from search.highlighting import Marks, Place, marked, snippet
from search.listing import Listed, page_size
from search.looser import Way, ways
from search.matching import Asked
from search.reading import Reading, reading_of
from search.request import BESIDE, LAST_PAGE, SearchRequest

BRIEF = 220
"""Characters of a passage that stands among others under its document."""


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
        arrival = self.shown.arrival(self.marks)
        if is_restricted(self.document):
            at = f"#{arrival}" if arrival != self.shown.anchor else ""
            return f"{self.passage_url}{asked}{at}"
        return f"{self.document.get_absolute_url()}{asked}#{arrival}"

    @property
    def document_url(self) -> str:
        """The document from its beginning, words marked."""
        asked = f"?{urlencode({'q': self.query})}" if self.query else ""
        return f"{self.document.get_absolute_url()}{asked}"

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
        return self.version.text

    @property
    def snippet(self) -> SafeString:
        return snippet(self.version.text, self.marks)

    @property
    def brief(self) -> SafeString:
        """A shorter snippet, for one of several passages of a document."""
        return snippet(self.version.text, self.marks, BRIEF)

    @property
    def marked(self) -> SafeString:
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
    def short_name(self) -> str:
        """The family name where the person is known, else the name as printed."""
        return self.speaker.sort_name.split(",")[0] if self.speaker else self.shown_name

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
class Group:
    """A document with the best of its hits. `found` counts all of them, `url` leads to them."""

    hits: list[Hit]
    found: int
    url: str

    @property
    def document(self) -> Document:
        return self.hits[0].document

    @property
    def more(self) -> int:
        return self.found - len(self.hits)

    def as_json(self) -> dict[str, object]:
        return {
            "document": self.document.slug,
            "title": self.document.title,
            "count": self.found,
            "hits": [hit.id for hit in self.hits],
        }


@dataclass(frozen=True)
class Concordance:
    """The lines of a page, each with its hit. `occurrences` counts the lines of all pages, in the
    first `passages` of what was found.
    """

    lines: list[tuple[Hit, Line]]
    occurrences: int
    passages: int

    def as_json(self) -> list[dict[str, object]]:
        return [
            {
                "id": hit.id,
                "url": hit.url,
                "before": line.before + line.left,
                "found": line.keyword,
                "after": line.right + line.after,
            }
            for hit, line in self.lines
        ]


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
    """Where the list of `items` (passages, documents or lines) stands. `first` and `last` count
    those shown, from 1; 0 where there are none.
    """

    request: SearchRequest
    items: int

    @property
    def number(self) -> int:
        return self.request.page

    @property
    def size(self) -> int:
        return page_size(self.request.view)

    @property
    def count(self) -> int:
        return min(-(-self.items // self.size), LAST_PAGE)

    @property
    def first(self) -> int:
        before = (self.number - 1) * self.size
        return before + 1 if before < self.items else 0

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.items) if self.first else 0

    @property
    def is_beyond(self) -> bool:
        """The list is shorter than the page that was asked for."""
        return self.number > max(self.count, 1)

    @property
    def is_cut(self) -> bool:
        """There are more hits than pages may show."""
        return self.items > LAST_PAGE * self.size

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
        """How many items the next page has."""
        return max(0, min(self.size, self.items - self.number * self.size))

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
    """Where nothing was found: other searches that find something."""

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
        """The shape that clients rely on: total, page, hits and facets by key. Documents as they
        are viewed, or the lines of a concordance, come beside it.
        """
        shape: dict[str, object] = {
            "total": self.total,
            "page": self.page.number,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {f.key: [value.as_json() for value in f.values] for f in self.facets},
        }
        if self.request.view == "documents":
            shape["documents"] = [group.as_json() for group in self.groups]
        if self.concordance is not None:
            shape["occurrences"] = self.concordance.occurrences
            shape["lines"] = self.concordance.as_json()
        return shape


def search(request: SearchRequest) -> Results:
    """Find what was asked for."""
    asked = Asked(request)
    counted = count(asked)
    facets = _facets(asked, counted)
    lined_up = _concordance(asked, counted.listed) if request.view == "concordance" else None
    items = {
        "passages": counted.passages,
        "documents": counted.documents,
        "concordance": lined_up.occurrences if lined_up else 0,
    }
    hits = (
        list({hit.id: hit for hit, _ in lined_up.lines}.values())
        if lined_up
        else _hits(asked, [listed.version for listed in counted.listed])
    )
    reading = reading_of(asked)
    chips = _chips(asked, facets, counted.passages)
    return Results(
        request=request,
        passages=counted.passages,
        documents=counted.documents,
        hits=hits,
        groups=_groups(request, hits, counted.listed) if request.view == "documents" else [],
        concordance=lined_up,
        facets=facets,
        chips=chips,
        unknown=[(s.dimension.label, value) for s in asked.selections for value in s.unknown],
        reading=reading,
        page=Page(request, items[request.view]),
        order=request.sort if lined_up and request.sort in BESIDE else order(asked),
        has_words=bool(asked.query.wanted),
        ways=[] if counted.passages else ways(request, reading, chips),
    )


def facets(request: SearchRequest) -> dict[str, Facet]:
    """The facets of what was asked for, by key."""
    asked = Asked(request)
    return {facet.key: facet for facet in _facets(asked, count(asked))}


def _facets(asked: Asked, counted: Counted) -> list[Facet]:
    request = asked.request
    selections = {selection.dimension.key: selection for selection in asked.selections}
    return [
        facet(d, counted.tallies[d.key].counts(request.count), selections.get(d.key), request)
        for d in asked.dimensions
        if d.counted
    ]


def _hits(asked: Asked, version_ids: Sequence[int]) -> list[Hit]:
    """Hits, in order. A passage that went after it was counted is left out."""
    versions = _in_order(
        PassageVersion.objects.public()
        .filter(pk__in=version_ids)
        .select_related("passage__document__collection", "appearance__speaker", "revision")
        .defer("revision__text", "revision__runs"),
        version_ids,
    )
    marks = Marks(asked.query).read_passages(_keys(versions))
    words = asked.request.q if asked.query.wanted else ""
    return [Hit(shown, marks.bring_up(shown), words) for shown in with_margins(versions)]


def _groups(request: SearchRequest, hits: Sequence[Hit], listed: Sequence[Listed]) -> list[Group]:
    found = {row.version: row.found for row in listed}
    groups = []
    for _, own in groupby(hits, lambda hit: hit.document.pk):
        group = list(own)
        document = group[0].document
        within = request.asking(view="passages").having("document", document.slug or "")
        groups.append(Group(group, found[group[0].version.pk], within.url))
    return groups


def _concordance(asked: Asked, listed: Sequence[Listed]) -> Concordance:
    """The lines of the page that was asked for. Texts are read whole, margins only of its hits."""
    request = asked.request
    if not asked.query.wanted:
        return Concordance([], 0, 0)
    ids = [row.version for row in listed]
    versions = _in_order(
        PassageVersion.objects.public().filter(pk__in=ids).select_related("passage__document"),
        ids,
    )
    notes: dict[int, list[Place]] = defaultdict(list)
    for note in Note.objects.filter(version__in=ids):
        notes[note.version_id].append((note.start, note.end))
    marks = Marks(asked.query).read_passages(_keys(versions))
    found: list[Occurrence] = []
    for version in versions:
        is_cut = is_restricted(version.passage.document)
        places = marks.of(version.pk, version.text, notes[version.pk], in_so_many_words=is_cut)
        if places and is_cut:
            places = [longest(places)]
        lined = occurrences(version.pk, version.text, places, notes[version.pk])
        found += (one.without_neighbours() if is_cut else one for one in lined)
    size = page_size(request.view)
    shown = in_order(found, request.sort)[(request.page - 1) * size : request.page * size]
    hits = {hit.version.pk: hit for hit in _hits(asked, sorted({place.version for place in shown}))}
    lines = [
        (hits[place.version], _line(hits[place.version], place.place))
        for place in shown
        if place.version in hits
    ]
    return Concordance(lines, len(found), len(versions))


def _line(hit: Hit, place: Place) -> Line:
    [shown] = hit.shown.bring_up([place], [place])
    return line(hit.version.text, shown)


def _in_order(
    versions: Iterable[PassageVersion], version_ids: Sequence[int]
) -> list[PassageVersion]:
    by_id = {version.pk: version for version in versions}
    return [by_id[pk] for pk in version_ids if pk in by_id]


def _keys(versions: Iterable[PassageVersion]) -> list[tuple[int, int]]:
    return [(version.passage.document_id, version.passage_id) for version in versions]


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
