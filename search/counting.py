"""List, total and facet counts from one statement, so that they cannot disagree.

Passages are found in groups by their two fingerprints (search.finding, search.fingerprints); what
these stand for is counted here. Where no words are asked for, all of this follows from what was
counted before (search.browsing).
"""

from dataclasses import dataclass, replace

from django.db import connection
from django.utils import timezone

from search.browsing import browsed
from search.dimensions import Key
from search.finding import found
from search.fingerprints import MARKS, VOICE, meanings
from search.listing import Listed
from search.matching import Asked
from search.request import SearchRequest
from search.standing import standing

REMEMBERED = 100
"""How many pages of the whole archive a process remembers."""

_browsed: dict[SearchRequest, tuple[object, "Counted"]] = {}


@dataclass(frozen=True)
class Counted:
    """What is listed, in order, the totals, and by dimension how many have each key."""

    listed: list[Listed]
    passages: int
    documents: int
    tallies: dict[str, dict[Key, int]]


def whole_archive() -> Counted:
    """All that everybody may find, whoever asks."""
    return count(Asked(SearchRequest(), replace(standing(), waiting=None)))


def count(asked: Asked) -> Counted:
    """A page of hits and all counts. The whole archive is counted once in a generation."""
    if not asked.request.is_empty or asked.archive.waiting is not None:
        return _count(asked)
    facets = tuple((d.key, d.names) for d in asked.dimensions if d.vocabulary)
    state = (connection.settings_dict["NAME"], asked.archive.generation, timezone.localdate())
    remembered = _browsed.get(asked.request)
    if remembered is not None and remembered[0] == (state, facets):
        return remembered[1]
    counted = _count(asked)
    if len(_browsed) >= REMEMBERED:
        _browsed.clear()
    _browsed[asked.request] = ((state, facets), counted)
    return counted


def _count(asked: Asked) -> Counted:
    """Ask the census, or the database."""
    listed, by_facts, by_marks, by_waiting = browsed(asked) or found(asked)
    facts = meanings("facts", by_facts.fingerprints)
    marks = meanings("marks", by_marks.fingerprints)
    if facts is None or marks is None:
        return _count(asked)  # passages went between the one statement and the other
    places = {s.dimension.key: place for place, s in enumerate(asked.facet_selections, start=1)}
    unit = asked.request.count
    documents = by_facts.by_document(facts)
    voices = by_facts if unit == "documents" else by_facts.by_voice(facts)
    tallies = {}
    for facet in (dimension for dimension in asked.dimensions if dimension.counted):
        place = places.get(facet.key, 0)
        if facet is asked.archive.waiting:
            keys = {found: {facet.column: found} for found in by_waiting.fingerprints}
            tallies[facet.key] = by_waiting.tally(facet, keys, place, unit)
        elif set(facet.columns) <= set(MARKS):
            tallies[facet.key] = by_marks.tally(facet, marks, place, unit)
        else:
            groups = voices if set(facet.columns) <= set(VOICE) else documents
            tallies[facet.key] = groups.tally(facet, facts, place, unit)
    return Counted(
        [Listed(*row) for row in listed],
        sum(documents.counts[0]),
        sum(1 for number in documents.counts[0] if number),
        tallies,
    )
