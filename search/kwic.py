"""The concordance of a page: keywords in context, each with the hit that it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from documents.excerpts import longest, restricts
from documents.languages import language
from documents.models import PassageVersion
from documents.spoken import spoken_words
from search.concordance import Line, Occurrence, in_order, line, occurrences
from search.highlighting import Marks, Place
from search.hits import Hit, hits_of
from search.listing import Listed, on_page
from search.matching import Asked

REMEMBERED = 8
"""How many concordances a process remembers."""

_remembered: dict[tuple, list[Occurrence]] = {}


@dataclass(frozen=True)
class Concordance:
    """The lines of a page, each with its hit. `occurrences` counts the lines of all pages, in the
    first `passages` of what was found.
    """

    lines: list[tuple[Hit, Line]]
    occurrences: int
    passages: int

    @property
    def is_right_to_left(self) -> bool:
        """Whether what comes before a word stands to its right in all lines of the page."""
        return bool(self.lines) and all(
            language(hit.version.language, hit.document.language).direction == "rtl"
            for hit, _ in self.lines
        )

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


def lined_up(asked: Asked, listed: Sequence[Listed]) -> Concordance:
    """The lines of the page that was asked for. What is lined up, in whatever order, is remembered
    as long as the index is the same; shown are its passages as they are now.
    """
    request = asked.request
    if not asked.query.wanted:
        return Concordance([], 0, 0)
    ids = tuple(row.version for row in listed)
    state = (connection.settings_dict["NAME"], asked.archive.generation, asked.query, ids)
    found = _remembered.get(state)
    if found is None:
        found = _occurrences(asked, ids)
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()
        _remembered[state] = found
    before, size = on_page(request)
    shown = in_order(found, request.sort)[before : before + size]
    hits = {hit.version.pk: hit for hit in hits_of(asked, sorted({one.version for one in shown}))}
    lines = [
        (hits[place.version], _line(hits[place.version], place.place))
        for place in shown
        if place.version in hits
    ]
    return Concordance(lines, len(found), len(ids))


def _occurrences(asked: Asked, version_ids: Sequence[int]) -> list[Occurrence]:
    """All places of the words in some versions, in the order of these. Of their texts as much is
    read as it takes to tell the words beside each place.
    """
    marks = Marks(asked.query, asked.configs)
    rows = {
        version: (keys, text, access)
        for version, *keys, text, access in PassageVersion.objects.public()
        .filter(pk__in=version_ids)
        .order_by()
        .values_list("pk", "passage__document", "passage", "text", "passage__document__access")
    }
    marks.read_passages([(document, passage) for (document, passage), _, _ in rows.values()])
    found: list[Occurrence] = []
    for version in version_ids:
        if version not in rows or version not in marks.rows:
            continue
        _, text, access = rows[version]
        notes = [(start, end) for start, end in marks.rows[version].notes]
        said, is_cut = spoken_words(text, notes), restricts(access)
        places = marks.of(version, text, notes, in_so_many_words=is_cut)
        if places and is_cut:
            places = [longest(places)]
        lined = occurrences(version, text, places, said)
        found += (one.without_neighbours() if is_cut else one for one in lined)
    return found


def _line(hit: Hit, place: Place) -> Line:
    [shown] = hit.shown.bring_up([place], [place])
    notes = [(span.start, span.end) for span in hit.shown.spans if span.kind == "note"]
    return line(hit.version.text, shown, notes)
