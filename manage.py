#!/usr/bin/env python
"""Runs a management command of the archive."""

import os
import sys


def main() -> None:
    leave_out_foreign_modules()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    if sys.argv[1:2] == ["demo"]:
        # Before the settings are read: plain http, for this machine alone.
        os.environ["ARCHIVE_DEMO"] = "1"
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError
    from environs import EnvError
    from psycopg.errors import UndefinedTable

    from archive.database.errors import ServerError

    try:
        execute_from_command_line(sys.argv)
    except (EnvError, ImproperlyConfigured, ServerError) as error:
        sys.exit(f"{error}")
    except OperationalError as error:
        sys.exit(f"The database does not answer: {str(error).strip()}")
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedTable):
            raise
        sys.exit("The database has no tables of the archive yet: run manage.py migrate first.")


def leave_out_foreign_modules() -> None:
    """Takes what PYTHONPATH names off the path: `archive` is a common name, and ours is meant."""
    foreign = os.environ.pop("PYTHONPATH", "").split(os.pathsep)
    sys.path[1:] = [entry for entry in sys.path[1:] if entry not in foreign]


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
