"""Which state the index is in: two that are equal hold the same, whichever process asks.

Each writing of the index leaves a random number beside it, in its own transaction. A generation is
what the numbers there are make together; writers need not wait for each other. What follows from
the words alone (search.statistics) goes by the numbers of those who wrote words.
"""

import secrets

from django.db import connection

KEPT = 100
"""So many numbers of either kind stay beside a new one; what others hold at the moment is left to
a later one.
"""

GENERATION = "SELECT ARRAY[count(*), coalesce(bit_xor(id), 0)] FROM search_change"
OF_TEXTS = f"{GENERATION} WHERE texts"
BEGIN_ANOTHER = """
WITH cleared AS (
    DELETE FROM search_change
    WHERE id IN (
        SELECT id FROM search_change WHERE texts = %(texts)s FOR UPDATE SKIP LOCKED OFFSET %(kept)s
    )
)
INSERT INTO search_change (id, texts) VALUES (%(id)s, %(texts)s)
"""

Generation = tuple[int, int]


def generation() -> Generation:
    """The generation that a statement after this one finds, or an earlier one."""
    with connection.cursor() as cursor:
        cursor.execute(GENERATION)
        [found] = cursor.fetchone()
    return tuple(found)


def begin_another(texts: bool = True) -> None:
    """Wants a transaction: from its end on, the generation is another; that of the `texts` too, if
    words were written.
    """
    values = {"id": secrets.randbits(62), "texts": texts, "kept": KEPT}
    with connection.cursor() as cursor:
        cursor.execute(BEGIN_ANOTHER, values)
