"""The concordance of a page: keywords in context, each with the hit that it stands in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from documents.excerpts import is_restricted, longest
from documents.models import Note, PassageVersion
from search.concordance import Line, Occurrence, in_order, line, occurrences
from search.highlighting import Marks, Place
from search.hits import Hit, hits_of, in_order_of, keys_of
from search.listing import Listed, page_size
from search.matching import Asked


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


def lined_up(asked: Asked, listed: Sequence[Listed]) -> Concordance:
    """The lines of the page that was asked for. Texts are read whole, margins only of its hits."""
    request = asked.request
    if not asked.query.wanted:
        return Concordance([], 0, 0)
    ids = [row.version for row in listed]
    versions = in_order_of(
        PassageVersion.objects.public()
        .filter(pk__in=ids)
        .select_related("passage__document")
        .order_by(),
        ids,
    )
    notes: dict[int, list[Place]] = defaultdict(list)
    for note in Note.objects.filter(version__in=ids):
        notes[note.version_id].append((note.start, note.end))
    marks = Marks(asked.query, asked.configs).read_passages(keys_of(versions))
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
    versions_shown = sorted({place.version for place in shown})
    hits = {hit.version.pk: hit for hit in hits_of(asked, versions_shown)}
    lines = [
        (hits[place.version], _line(hits[place.version], place.place))
        for place in shown
        if place.version in hits
    ]
    return Concordance(lines, len(found), len(versions))


def _line(hit: Hit, place: Place) -> Line:
    [shown] = hit.shown.bring_up([place], [place])
    return line(hit.version.text, shown)
