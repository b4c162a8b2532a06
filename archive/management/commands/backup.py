"""Writes the whole archive into one file."""

import signal
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.backups import writing
from archive.backups.errors import BackupError


class Command(BaseCommand):
    help = (
        "Writes the whole archive (rows, originals, history) of one moment into FILE, which checks "
        "itself. The site and loads go on meanwhile. The file holds drafts, private notes and the "
        "digests of passwords: keep it as safe as the archive. It does not hold the secret key, "
        "open sign-ins or the search index."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the file to be written")
        parser.add_argument("--overwrite", action="store_true", help="replace FILE if it exists")

    def handle(self, *, file: Path, overwrite: bool, **options: Any) -> None:
        # Without this, SIGTERM would leave the unfinished file behind.
        former = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
        try:
            writing.write(file, overwrite, self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        finally:
            signal.signal(signal.SIGTERM, former)
        self.stdout.write(f"Written: {file} ({file.stat().st_size:,} bytes)")
