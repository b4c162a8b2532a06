"""What the database's triggers record of rows that arrive in bulk.

Their arrival is recorded as one ingest run. Of each later change the row is recorded as it was and
as it became; of tables that people fill by hand every insert is an event, so that the former is
there.
"""

from typing import Any

import pghistory

BEFORE = "before"
"""The label of the event that holds what stood before an update."""


def changes_only(**options: Any) -> tuple[pghistory.Tracker, ...]:
    """Trackers of updates and deletions, new ones for each model. `options` go to the updates."""
    return (
        pghistory.UpdateEvent(BEFORE, row=pghistory.Old, **options),
        pghistory.UpdateEvent(**options),
        pghistory.DeleteEvent(),
    )
