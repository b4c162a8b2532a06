"""Making the index anew after an upgrade, where words are indexed by other rules than before.

The number of the rules that an index was made by is kept as a comment on its table. `migrate` ends
here; what it finds up to date, or empty, it leaves as it is.
"""

from typing import Any

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from search.index import reindex, settle

RULES = 12
"""To be counted up whenever something else of the same text or its tags is to be indexed."""

STAMP = "SELECT obj_description('search_passage'::regclass)"
IS_EMPTY = "SELECT NOT EXISTS (SELECT FROM search_passage)"


def bring_up_to_date(using: str, verbosity: int = 1, **kwargs: Any) -> None:
    """Receives `post_migrate`: makes an index that follows former rules anew."""
    connection = connections[using]
    migrations = MigrationExecutor(connection)
    if migrations.migration_plan(migrations.loader.graph.leaf_nodes()):
        return  # on the way to a former state, or not yet at this one
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        [stamp] = cursor.fetchone()
        if stamp == _stamp():
            return
        cursor.execute(IS_EMPTY)
        [is_empty] = cursor.fetchone()
    if not is_empty:
        if verbosity:
            print("  Texts are indexed by new rules: making the search index anew ...")
        reindex()
        settle()
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE search_passage IS '{_stamp()}'")


def _stamp() -> str:
    return f"Indexed by rules {RULES}"
