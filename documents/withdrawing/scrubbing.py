"""After words were taken out: clearing what the database still has of them on its disk.

PostgreSQL leaves the former state of a changed row in its files until the table is written anew,
and in its write-ahead log until that is used again.
"""

import logging
from collections.abc import Collection

from django.apps import apps
from django.db import DatabaseError, connection, transaction

from documents.models import Withdrawal

logger = logging.getLogger(__name__)

WAIT = "2s"
"""For whoever reads a table just now, a backup perhaps; then all is left for another time."""


def after_commit(tables: Collection[str], withdrawal: Withdrawal) -> None:
    """Have all tables written anew once the transaction has ended, these first; what could not be
    is noted on the withdrawal, `left_on_disk`, for whoever asked for it.
    """
    withdrawal.left_on_disk = []
    transaction.on_commit(lambda: withdrawal.left_on_disk.extend(scrub(tables)))


def scrub(first: Collection[str] = ()) -> list[str]:
    """Write all tables anew, without the former state of their rows; the names of those that could
    not be. Does nothing within a transaction.

    All of them, since words that no row of a table has now may have been corrected away in it.
    """
    if connection.in_atomic_block:
        return []
    named = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        # Of the models, one of pghistory's is of no table.
        every = named.intersection(connection.introspection.table_names(cursor))
        first = every.intersection(first)
        cursor.execute(
            "SELECT current_setting('lock_timeout'), current_setting('statement_timeout')"
        )
        lock, statement = cursor.fetchone()
        try:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [WAIT])
            cursor.execute("SELECT set_config('statement_timeout', '0', false)")
            waiting = [*sorted(first), *sorted(every - first), "pg_statistic"]
            while waiting and _run(cursor, _anew(waiting[0])):
                waiting.pop(0)
            left = waiting
            _run(cursor, "SELECT pg_switch_wal()")
            _run(cursor, "CHECKPOINT")
        finally:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [lock])
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [statement])
    if left:
        logger.warning(
            "What was taken out may still lie in the database's files of %s, until they are "
            "written anew: VACUUM FULL as the owner of the database.",
            ", ".join(left),
        )
    return left


def _anew(table: str) -> str:
    if table == "pg_statistic":
        return f"VACUUM FULL {table}"
    return f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}"


def _run(cursor: object, statement: str) -> bool:
    try:
        cursor.execute(statement)  # type: ignore[attr-defined]
    except DatabaseError as error:
        logger.info("%s: %s", statement, error)
        return False
    return True
