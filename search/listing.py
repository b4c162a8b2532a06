"""What of the hits is listed in each view: a page of passages, a page of documents with the best
passages of each, or as many passages as a concordance is made of.
"""

from collections.abc import Sequence
from typing import NamedTuple

from search.groups import NO_GROUPS, Groups
from search.matching import Asked
from search.ranking import telling_runs
from search.request import LAST_PAGE, PAGE_SIZE, SearchRequest

BEST_OF_A_DOCUMENT = 3
DOCUMENTS_A_PAGE = 10
IN_A_CONCORDANCE = 1000
"""How many passages a concordance is made of at most, the first in order."""

PASSAGES = """
SELECT coalesce(json_agg(json_build_array(version_id, 1)), '[]') FROM (
    SELECT version_id FROM {hits} ORDER BY {order} LIMIT {limit} OFFSET {offset}
) AS listed
"""
# A document stands where its first passage stands.
DOCUMENTS = """
SELECT coalesce(json_agg(json_build_array(version_id, found) ORDER BY place, nth), '[]') FROM (
    SELECT (array_agg(version_id ORDER BY place))[:{best}] AS best,
           count(*) AS found, min(place) AS place
    FROM (SELECT version_id, document_id, row_number() OVER (ORDER BY {order}) AS place
          FROM {hits}) AS placed
    GROUP BY document_id ORDER BY min(place) LIMIT {limit} OFFSET {offset}
) AS documents, unnest(best) WITH ORDINALITY AS shown (version_id, nth)
"""
# Passages of equal rank are listed document by document, each as it is read.
READING = 'document_id, "order", passage_id'
BY_DATE = {"newest": "latest DESC NULLS LAST", "oldest": "earliest ASC NULLS LAST"}


class Listed(NamedTuple):
    """A version (primary key) that is shown; `found` is 1, or of a document all that was found in
    it.
    """

    version: int
    found: int


class Found(NamedTuple):
    """What is listed, as rows of `Listed`, and the passages grouped by facts and by marks; by what
    waits in them too, for those who are shown that.
    """

    listed: list[Sequence]
    by_facts: Groups
    by_marks: Groups
    by_waiting: Groups = NO_GROUPS


def order(asked: Asked) -> str:
    """The order that passages are listed in. There is no best match where no words were asked for:
    the newest come first then.
    """
    if asked.request.sort in ("newest", "oldest"):
        return asked.request.sort
    return "relevance" if asked.query.wanted else "newest"


def order_by(asked: Asked) -> str:
    """The order in SQL; of the best match by `ranking.ranks`."""
    exactly = "exactness DESC, " if telling_runs(asked.query) else ""
    return f"{BY_DATE.get(order(asked), f'{exactly}score DESC')}, {READING}"


def carried(asked: Asked) -> list[str]:
    """What the listing needs of a passage, its ranks aside. A common word has thousands of them:
    no more than that is carried along.
    """
    date = {"newest": ["latest"], "oldest": ["earliest"]}.get(order(asked), [])
    return ["document_id", "passage_id", "version_id", "order", *date]


def listing(asked: Asked, hits: str = "hits", skipped: int = 0) -> str:
    """The SELECT, over `hits` (a table and perhaps a condition), of a JSON array of `Listed` in
    order. `skipped` are the first of what is found, left out of `hits`.
    """
    first, size = span(asked.request)
    statement = DOCUMENTS if asked.request.view == "documents" else PASSAGES
    return statement.format(
        hits=hits,
        order=order_by(asked),
        best=BEST_OF_A_DOCUMENT,
        limit=size,
        offset=first - skipped,
    )


def span(request: SearchRequest) -> tuple[int, int]:
    """How many passages or documents come before the page, and how many it has."""
    return (0, IN_A_CONCORDANCE) if request.view == "concordance" else on_page(request)


def on_page(request: SearchRequest) -> tuple[int, int]:
    """How many items of a list come before the page, and how many it may have: none of a page that
    no list has.
    """
    size = page_size(request.view)
    if request.page > LAST_PAGE:
        return LAST_PAGE * size, 0
    return (request.page - 1) * size, size


def page_size(view: str) -> int:
    """How many passages, documents or lines a page has."""
    return {"documents": DOCUMENTS_A_PAGE, "concordance": 50}.get(view, PAGE_SIZE)
