"""Django's PostgreSQL backend, on the embedded server."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from archive.database.server import PORT, ROLE, Server, program, server_in


def embedded_server() -> Server:
    """Returns the server of ARCHIVE_DATA, the same object for the whole process."""
    return server_in(Path(settings.ARCHIVE_DATA))


class DatabaseClient(PostgresClient):
    """`manage.py dbshell`, with the psql that came with the server."""

    executable_name = str(program("psql"))

    def runshell(self, parameters: Any) -> None:
        self.connection.get_connection_params()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server when somebody connects; defining, checking and importing start nothing."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        folder = embedded_server().ensure()
        # A PGHOST or PGSERVICE of the user's own databases must not lead elsewhere.
        self.settings_dict |= {"HOST": os.fspath(folder), "PORT": str(PORT), "USER": ROLE}
        return super().get_connection_params()
