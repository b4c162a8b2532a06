"""Keys and addresses are given out by one transaction at a time: two who look for a free one at
once would take the same.
"""

from django.db import connection

LOCK = 0x56455242  # "VERB": a number of our own among the database's advisory locks


def wait_for_ones_turn() -> None:
    """Wants a transaction. From here to its end, whoever else calls this waits, and then sees what
    was written.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
