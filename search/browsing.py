"""List and counts where no words are asked for, from the census: no passage is read but those of
the page.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

from django.db import connection

from search.census import Census, Meetings, census
from search.fingerprints import MARKS, meanings
from search.generation import GENERATION
from search.groups import Groups
from search.listing import Found, carried, listing, order, span
from search.matching import Asked, Selection

STATEMENT = """
WITH hits AS MATERIALIZED ({rows})
SELECT ({listing}), ({generation})
"""


def browsed(asked: Asked) -> Found | None:
    """What is found. None where words are asked for, or something that fingerprints do not tell;
    and where the index was written meanwhile.
    """
    selections = asked.facet_selections
    narrowed = len(selections) < len(asked.selections)
    beyond = asked.archive.waiting is not None
    if not asked.query.is_blank or narrowed or beyond or asked.request.count != "passages":
        return None
    taken = census(asked.archive.generation)
    if taken is None:
        return None
    facts = _missed("facts", taken.facts, selections)
    marks = _missed("marks", taken.marks, selections)
    if facts is None or marks is None:
        return None
    by_facts = _groups(taken.passages_by_facts, taken.marks, facts, marks, len(selections))
    by_marks = _groups(taken.passages_by_marks, taken.facts, marks, facts, len(selections))
    listed = _listed(asked, taken, by_facts)
    return None if listed is None else Found(listed, by_facts, by_marks)


def _missed(kind: str, known: Meetings, selections: Sequence[Selection]) -> dict[int, int] | None:
    """By fingerprint, the selections that passages with it miss: the n-th as bit n of a number.

    None where it is not known any more what one of them stands for.
    """
    stand_for = meanings(kind, known)
    if stand_for is None:
        return None
    missed = dict.fromkeys(known, 0)
    for number, selection in enumerate(selections):
        dimension = selection.dimension
        if (kind == "marks") != (set(dimension.columns) <= set(MARKS)):
            continue
        keys_of = dimension.keys_of(known, stand_for)
        held = {keys_of[fingerprint] for fingerprint in known}
        having = {keys for keys in held if not keys.isdisjoint(selection.keys)}
        for fingerprint in known:
            if keys_of[fingerprint] not in having:
                missed[fingerprint] |= 1 << number
    return missed


def _groups(
    passages: Mapping[int, int],
    other: Meetings,
    missed: Mapping[int, int],
    missed_by_other: Mapping[int, int],
    selections: int,
) -> Groups:
    """The counts of one kind: of those `passages` that miss nothing by the other kind."""
    met = passages
    if any(missed_by_other.values()):
        met = defaultdict(int)
        for fingerprint, meeting in other.items():
            if not missed_by_other[fingerprint]:
                for key, number in meeting.items():
                    met[key] += number
    found = [(key, missed[key], n) for key, n in met.items() if not missed[key] & missed[key] - 1]
    bits = (0, *(1 << number for number in range(selections)))
    return Groups(
        [key for key, _, _ in found],
        [None] * len(found),
        [[n if gaps | bit == bit else 0 for _, gaps, n in found] for bit in bits],
    )


def _listed(asked: Asked, taken: Census, by_facts: Groups) -> list[Sequence] | None:
    """The page, of the few documents that it lies in."""
    stand_for = meanings("facts", by_facts.fingerprints)
    if stand_for is None:
        return None
    found: dict[int, int] = defaultdict(int)
    for fingerprint, number in zip(by_facts.fingerprints, by_facts.counts[0], strict=True):
        if number:
            found[stand_for[fingerprint]["document_id"]] += number
    documents, skipped = _of_the_page(asked, found, taken)
    if not documents:
        return []
    on_it = asked.matching().filter(document_id__in=documents)
    rows, parameters = on_it.order_by().values(*carried(asked)).query.sql_with_params()
    page = listing(asked, skipped=skipped)
    statement = STATEMENT.format(rows=rows, listing=page, generation=GENERATION)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        listed, generation = cursor.fetchone()
    return listed if tuple(generation) == taken.generation else None


def _of_the_page(asked: Asked, found: Mapping[int, int], taken: Census) -> tuple[list[int], int]:
    """The documents that the page lies in, and how much comes before them: passages, or documents
    where these are listed.
    """
    newest = order(asked) == "newest"

    def place(document: int) -> tuple:
        day = taken.documents[document][newest]
        return (
            day is None,
            (-day.toordinal() if newest else day.toordinal()) if day else 0,
            document,
        )

    ordered = sorted(found, key=place)
    first, size = span(asked.request)
    if asked.request.view == "documents":
        return ordered[first : first + size], first
    ends = list(accumulate(found[document] for document in ordered))
    within = [
        (document, end - found[document])
        for document, end in zip(ordered, ends, strict=True)
        if end > first and end - found[document] < first + size
    ]
    return [document for document, _ in within], within[0][1] if within else 0
