"""Which state the index is in: two that are equal hold the same, whichever process asks.

Each writing of the index leaves a random number beside it, in its own transaction. A generation is
what the numbers there are make together; writers need not wait for each other.
"""

import secrets

from django.db import connection

KEPT = 100
"""So many numbers stay beside a new one; what others hold at the moment is left to a later one."""

GENERATION = "SELECT ARRAY[count(*), coalesce(bit_xor(id), 0)] FROM search_change"
BEGIN_ANOTHER = """
WITH cleared AS (
    DELETE FROM search_change
    WHERE id IN (SELECT id FROM search_change FOR UPDATE SKIP LOCKED OFFSET %s)
)
INSERT INTO search_change (id) VALUES (%s)
"""

Generation = tuple[int, int]


def generation() -> Generation:
    """The generation that a statement after this one finds, or an earlier one."""
    with connection.cursor() as cursor:
        cursor.execute(GENERATION)
        [found] = cursor.fetchone()
    return tuple(found)


def begin_another() -> None:
    """Wants a transaction: from its end on, the generation is another."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN_ANOTHER, [KEPT, secrets.randbits(62)])
