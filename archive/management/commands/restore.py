"""Brings an archive back from the file that `backup` wrote."""

import shlex
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from archive.backups import restoring
from archive.backups.errors import BackupError


class Command(BaseCommand):
    help = (
        "Loads the backup FILE into an empty database (DATABASE_URL, or the embedded one of an "
        "empty ARCHIVE_DATA). Nothing is touched before the whole file was checked."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what manage.py backup wrote")
        parser.add_argument(
            "--check", action="store_true", help="only read the file and say whether it is whole"
        )

    def handle(self, *, file: Path, check: bool, **options: Any) -> None:
        try:
            if check:
                manifest = restoring.check(file)
                rows = sum(table["rows"] for table in manifest["tables"])
                self.stdout.write(
                    f"{file} is whole. Made {manifest['made']} on PostgreSQL "
                    f"{manifest['server']}: {manifest['originals']:,} originals, {rows:,} rows."
                )
                if needed := restoring.former_key_needed(manifest):
                    self.stdout.write(needed)
            else:
                restoring.restore(file, self.stdout.write)
                self.stdout.write("Restored. Everybody signs in anew, with the password they had.")
                self._say_what_runs()
        except BackupError as error:
            raise CommandError(str(error)) from error

    def _say_what_runs(self) -> None:
        """The embedded PostgreSQL stays, as after every command: whoever restored should know."""
        if connection.settings_dict["ENGINE"] != "archive.database":
            return
        from archive.database.base import embedded_server

        server = embedded_server()
        if running := server.running():
            self.stdout.write(
                f"Its PostgreSQL goes on running, as process {running.pid} on {server.data}. "
                f"ARCHIVE_DATA={shlex.quote(str(server.folder))} .venv/bin/python manage.py devdb "
                "stop ends it."
            )
