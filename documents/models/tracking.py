"""What the database's triggers record of rows that arrive in bulk.

Their arrival is recorded as one ingest run. Of each later change the row is recorded as it was and
as it became; of tables that people fill by hand every insert is an event, so that the former is
there. Where thousands of rows are often changed at once, a trigger looks at all rows of a statement
together (`level=pghistory.Statement`), and finds the circumstances of the change once.
"""

from typing import Any

import pghistory
import pgtrigger

BEFORE = "before"
"""The label of the event that holds what stood before an update."""


def changes_only(
    level: pgtrigger.Level = pghistory.Row, **options: Any
) -> tuple[pghistory.Tracker, ...]:
    """Trackers of updates and deletions, new ones for each model. `options` go to the updates."""
    return (
        pghistory.UpdateEvent(BEFORE, row=pghistory.Old, level=level, **options),
        pghistory.UpdateEvent(level=level, **options),
        pghistory.DeleteEvent(level=level),
    )


def every_change(level: pgtrigger.Level = pghistory.Row) -> tuple[pghistory.Tracker, ...]:
    """Trackers of inserts, updates and deletions, new ones for each model."""
    return (
        pghistory.InsertEvent(level=level),
        pghistory.UpdateEvent(level=level),
        pghistory.DeleteEvent(level=level),
    )
