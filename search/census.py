"""The census: how many passages of the whole archive have which fingerprints, taken once in a
generation.

Where no words are asked for, every count follows from it (search.browsing). A process keeps the
last one that it took.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.utils import timezone

from search.generation import GENERATION, Generation
from search.matching import open_rows

MOST = 500_000
"""Where more pairs of fingerprints meet none is taken: a process would have too much to keep."""

STATEMENT = """
SELECT facts, document_id, min(earliest), max(latest), array_agg(marks), array_agg(passages),
       ({generation})
FROM (SELECT facts, marks, document_id, min(earliest) AS earliest, max(latest) AS latest,
             count(*) AS passages
      FROM ({rows}) AS open GROUP BY facts, marks, document_id LIMIT {most:d}) AS pairs
GROUP BY facts, document_id
"""

Meetings = Mapping[int, Mapping[int, int]]
"""By a fingerprint of one kind, and by one of the other, how many passages have both."""


@dataclass(frozen=True)
class Census:
    """`facts` says how often facts meet marks, `marks` the same seen from the marks; `documents`
    are those that have passages, with their first and last day.
    """

    generation: Generation
    facts: Meetings
    marks: Meetings
    documents: Mapping[int, tuple[datetime.date | None, datetime.date | None]]

    @cached_property
    def passages_by_facts(self) -> Mapping[int, int]:
        """How many passages have each of the facts."""
        return {key: sum(met.values()) for key, met in self.facts.items()}

    @cached_property
    def passages_by_marks(self) -> Mapping[int, int]:
        """How many passages have each of the marks."""
        return {key: sum(met.values()) for key, met in self.marks.items()}


_taken: dict[str, tuple[Generation, datetime.date, Census | None]] = {}


def census(generation: Generation) -> Census | None:
    """The census of today in this generation, or in one that began since.

    None where the archive has too many kinds of passages.
    """
    database, today = str(connection.settings_dict["NAME"]), timezone.localdate()
    if database in _taken and _taken[database][:2] == (generation, today):
        return _taken[database][2]
    taken = _take(generation)
    _taken[database] = (taken.generation if taken else generation, today, taken)
    return taken


def _take(generation: Generation) -> Census | None:
    columns = ("facts", "marks", "document_id", "earliest", "latest")
    rows, parameters = open_rows().order_by().values(*columns).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT.format(rows=rows, generation=GENERATION, most=MOST + 1), parameters
        )
        found = cursor.fetchall()
    facts, documents = {}, {}
    marks: dict[int, dict[int, int]] = defaultdict(dict)
    for fingerprint, document, earliest, latest, met, passages, now in found:
        generation = tuple(now)
        documents[document] = (earliest, latest)
        facts[fingerprint] = dict(zip(met, passages, strict=True))
        for mark, number in facts[fingerprint].items():
            marks[mark][fingerprint] = number
    if sum(map(len, facts.values())) > MOST:
        return None
    return Census(generation, facts, marks, documents)
