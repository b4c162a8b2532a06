"""Two that do something at once: when the second has come to where it waits for the first."""

from collections.abc import Callable
from time import sleep

from django.db import connection

WAITS = """
SELECT pg_stat_clear_snapshot(), EXISTS (
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
)
"""


def until_it_waits(has_ended: Callable[[], bool]) -> None:
    """Returns once somebody waits for a lock in the database, or the other has ended without."""
    with connection.cursor() as cursor:
        for _ in range(3000):
            cursor.execute(WAITS)
            if cursor.fetchone()[1] or has_ended():
                return
            sleep(0.01)
    raise AssertionError("It neither waits nor ends.")
