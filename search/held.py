"""Which values the columns of the index have, read once in a generation.

What an address calls by a slug ("publisher=echo") stands in the index as it was printed, and a year
that nothing is from is not held. The values of a column are few beside its rows, and reading them
walks over all of these: a process keeps the last ones that it read.
"""

import datetime
from collections.abc import Mapping

from django.db import connection
from django.utils import timezone

from search.generation import GENERATION, Generation, generation

COLUMNS = ("role", "publisher", "language", "year")

STATEMENT = """
SELECT ({generation}), {values}
FROM (
    SELECT DISTINCT {columns} FROM search_passage
    WHERE embargo_until IS NULL OR embargo_until <= %s
) AS combined
"""

Key = int | str

_read: dict[str, tuple[datetime.date, Generation, Mapping[str, frozenset[Key]]]] = {}


def held(column: str) -> frozenset[Key]:
    """The values that passages which are open to the public have in one of the COLUMNS today, empty
    ones left out. The same object for as long as the index has not been written.
    """
    database, today = str(connection.settings_dict["NAME"]), timezone.localdate()
    known = _read.get(database)
    if known is None or known[:2] != (today, generation()):
        known = _read[database] = (today, *_read_all(today))
    return known[2][column]


def _read_all(today: datetime.date) -> tuple[Generation, Mapping[str, frozenset[Key]]]:
    statement = STATEMENT.format(
        generation=GENERATION,
        values=", ".join(f"array_agg(DISTINCT {column})" for column in COLUMNS),
        columns=", ".join(COLUMNS),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [today])
        now, *found = cursor.fetchone()
    by_column = zip(COLUMNS, found, strict=True)
    return tuple(now), {c: frozenset(filter(None, values or ())) for c, values in by_column}
