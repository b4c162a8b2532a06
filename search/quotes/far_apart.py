"""Where a quotation with an ellipsis may stand, if its parts are far apart in one document."""

from collections.abc import Sequence

from django.db.models import Q

from search.quotes.candidates import Row, Stretch, holding, resembling
from search.quotes.quotation import Quotation

LEAST = 3
"""Words of a part that is looked for by itself."""

MOST_PARTS = 6
MOST_PLACES = 20
"""Passages that hold a part, of which so many are looked at."""

MOST_BETWEEN = 60
"""Passages from the first part to the last; what is further apart is not compared."""

MOST_STRETCHES = 3


def stretches(quotation: Quotation, within: int) -> list[Stretch]:
    """Passages in a row that have the parts of a quotation in their order, the shortest first.

    Those of up to `within` passages are found in other ways.
    """
    parts = [part for part in quotation.between_omissions if sum(map(len, part)) >= LEAST]
    if not 1 < len(parts) <= MOST_PARTS:
        return []
    longest = max(parts, key=lambda part: sum(map(len, part)))
    found = {id(longest): _places(longest, None)}
    documents = {row.document_id for row in found[id(longest)]}
    for part in parts:
        if documents and part is not longest:
            found[id(part)] = _places(part, documents)
            documents &= {row.document_id for row in found[id(part)]}
    chosen = [
        stretch
        for document in documents
        if (stretch := _shortest(document, [found[id(part)] for part in parts]))
        and within < stretch.last - stretch.first <= MOST_BETWEEN
    ]
    return sorted(chosen, key=lambda one: (one.last - one.first, one))[:MOST_STRETCHES]


def _places(runs: Sequence[Sequence[str]], documents: set[int] | None) -> list[Row]:
    """The passages that hold a part, else those most like it; in some documents or in all."""
    among = Q() if documents is None else Q(document_id__in=documents)
    rows = holding(runs, MOST_PLACES, among) or resembling([word for run in runs for word in run])
    return [row for row in rows if documents is None or row.document_id in documents]


def _shortest(document: int, places: Sequence[Sequence[Row]]) -> Stretch | None:
    """The fewest passages of a document from the first part to the last, one part behind another;
    None where they stand in another order.
    """
    orders = [sorted(row.order for row in rows if row.document_id == document) for rows in places]
    found = []
    for first in orders[0]:
        last: int | None = first
        for behind in orders[1:]:
            last = next((order for order in behind if last is not None and order >= last), None)
        if last is not None:
            found.append(Stretch(document, first, last))
    return min(found, key=lambda one: one.last - one.first, default=None)
