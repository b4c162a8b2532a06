"""Taking a backup: everything in one snapshot, while the site runs and texts are loaded."""

import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from archive.backups import tables
from archive.backups.container import CHUNK, PartWriter, Writer
from archive.backups.errors import BackupError
from documents.models import Original

ORIGINALS = "originals.tar"
ATTEMPTS = 5
"""How often a backup begins anew because somebody withdrew or discarded an original meanwhile."""

Say = Callable[[str], object]


class _OriginalWentAway(Exception):
    """A file is not there that the snapshot speaks of."""

    def __init__(self, original: Original) -> None:
        super().__init__(str(original))
        self.original = original


def write(path: Path, overwrite: bool = False, say: Say = print) -> None:
    """Write a backup of the whole archive to `path`, which then is there whole, or not at all.

    Readable for its owner alone. Raises BackupError: the file exists and `overwrite` is off, there
    is no archive, an original is missing or damaged, the disk is full.
    """
    if path.is_dir():
        raise BackupError(f"{path} is a folder. Name the file that the backup is to be.")
    if path.exists() and not overwrite:
        raise BackupError(f"{path} exists already. Name another file, or add --overwrite.")
    try:
        with _draft_of(path, overwrite) as file:
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    _write(file, say)
                    break
                except _OriginalWentAway as gone:
                    if attempt == ATTEMPTS or gone.original.path.exists() or _is_held(gone):
                        raise BackupError(_missing(gone.original)) from gone
                    say("An original was removed meanwhile; the backup begins anew.")
                    file.seek(0)
                    file.truncate()
    except OSError as error:
        raise BackupError(f"{path} could not be written: {error.strerror or error}.") from error
    except DatabaseError as error:
        raise BackupError(f"The database could not be read: {error}") from error


@contextmanager
def _draft_of(path: Path, overwrite: bool) -> Iterator[IO[bytes]]:
    """A file beside `path` that takes its place once all is written, and goes away otherwise."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            draft.replace(path)
        else:
            _move_where_nothing_is(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _move_where_nothing_is(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise BackupError(f"{path} has come to exist meanwhile; it was left alone.") from error
    except OSError:  # a file system without links
        draft.replace(path)


def _write(file: IO[bytes], say: Say) -> None:
    with Writer(file) as writer:
        writer.finish(_write_parts(writer, say))


def _write_parts(writer: Writer, say: Say) -> dict[str, Any]:
    """Writes everything of one moment, and returns what the manifest says of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        tables.pin_settings(cursor)
        cursor.execute("SELECT now(), current_setting('server_version')")  # takes the snapshot
        made, server = cursor.fetchone()
        kept = tables.kept_tables()
        if "documents_document" not in {table.name for table in kept}:
            raise BackupError("There is no archive in this database: it has no tables yet.")
        cursor.execute(
            f"LOCK TABLE {', '.join(table.quoted for table in kept)} IN ACCESS SHARE MODE"
        )
        manifest: dict[str, Any] = {
            "made": made.isoformat(),
            "server": server,
            "migrations": sorted(MigrationRecorder(connection).applied_migrations()),
        }
        say(f"Reading the archive as it is at {made:%Y-%m-%d %H:%M:%S} UTC ...")
        # Files first: what is withdrawn while the tables are read is in the backup already.
        with writer.part(ORIGINALS) as part:
            manifest["originals"] = _write_originals(part)
        say(f"{manifest['originals']:,} originals")
        manifest["tables"] = list(_write_tables(writer, kept))
        manifest["sequences"] = [found.as_dict() for found in tables.sequences(kept)]
        say(f"{sum(t['rows'] for t in manifest['tables']):,} rows in {len(kept)} tables")
    return manifest


def _write_tables(writer: Writer, kept: list[tables.Table]) -> Iterator[dict[str, Any]]:
    for table in kept:
        name = f"tables/{table.name}.copy"
        with writer.part(name) as part:
            rows = tables.copy_out(table, part)
        yield {"name": table.name, "columns": table.columns, "rows": rows, "part": name}


def _write_originals(part: PartWriter) -> int:
    """Every original as a file of a tar archive under its SHA-256; returns their number."""
    number = 0
    with tarfile.open(fileobj=part, mode="w|", format=tarfile.PAX_FORMAT, bufsize=CHUNK) as tar:  # type: ignore[call-overload]
        for original in (
            Original.objects.only("sha256").order_by("sha256").iterator(chunk_size=1000)
        ):
            try:
                data = original.read()
            except (FileNotFoundError, ValueError) as error:
                raise _OriginalWentAway(original) from error
            info = tarfile.TarInfo(original.sha256)
            info.size = len(data)
            tar.addfile(info, BytesIO(data))
            tar.members.clear()  # else it remembers every one
            number += 1
    return number


def _is_held(gone: _OriginalWentAway) -> bool:
    """Whether the archive, as it is now, still speaks of the file that is not there."""
    return Original.objects.filter(sha256=gone.original.sha256).exists()


def _missing(original: Original) -> str:
    receipt = original.receipts.select_related("document").first()
    whose = f" (“{receipt.name}”, of “{receipt.document}”)" if receipt else ""
    return (
        f"The original {original.sha256}{whose} is missing or damaged at {original.path}, so that "
        "the backup would not be whole. Put the file back from an earlier backup, then try again."
    )
