"""What of the hits is listed in each view: a page of passages, a page of documents with the best
passages of each, or as many passages as a concordance is made of.
"""

from typing import NamedTuple

from search.request import PAGE_SIZE, SearchRequest

BEST_OF_A_DOCUMENT = 3
DOCUMENTS_A_PAGE = 10
IN_A_CONCORDANCE = 1000
"""How many passages a concordance is made of at most, the first in order."""

PASSAGES = """
SELECT coalesce(json_agg(json_build_array(version_id, 1)), '[]') FROM (
    SELECT version_id FROM hits WHERE missed = 0 ORDER BY {order} LIMIT {limit} OFFSET {offset}
) AS listed
"""
# A document stands where its first passage stands.
DOCUMENTS = """
SELECT coalesce(json_agg(json_build_array(version_id, found) ORDER BY place, nth), '[]') FROM (
    SELECT (array_agg(version_id ORDER BY place))[:{best}] AS best,
           count(*) AS found, min(place) AS place
    FROM (SELECT version_id, document_id, row_number() OVER (ORDER BY {order}) AS place
          FROM hits WHERE missed = 0) AS placed
    GROUP BY document_id ORDER BY min(place) LIMIT {limit} OFFSET {offset}
) AS documents, unnest(best) WITH ORDINALITY AS shown (version_id, nth)
"""


class Listed(NamedTuple):
    """A version (primary key) that is shown; `found` is 1, or of a document all that was found in
    it.
    """

    version: int
    found: int


def listing(request: SearchRequest, order: str) -> str:
    """The SELECT, over `hits`, of a JSON array of `Listed` in order. `order` is an ORDER BY."""
    if request.view == "concordance":
        return PASSAGES.format(order=order, limit=IN_A_CONCORDANCE, offset=0)
    size = page_size(request.view)
    offset = (request.page - 1) * size
    if request.view == "documents":
        return DOCUMENTS.format(order=order, best=BEST_OF_A_DOCUMENT, limit=size, offset=offset)
    return PASSAGES.format(order=order, limit=size, offset=offset)


def page_size(view: str) -> int:
    """How many passages, documents or lines a page has."""
    return {"documents": DOCUMENTS_A_PAGE, "concordance": 50}.get(view, PAGE_SIZE)
