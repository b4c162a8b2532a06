"""Restoring a backup: checked whole, then loaded into an empty database."""

import hashlib
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from archive.backups import tables
from archive.backups.container import Reader
from archive.backups.errors import BackupError
from archive.backups.tables import Table
from archive.backups.writing import ORIGINALS
from documents.ingest.originals import store
from documents.models import Original, Remembered
from search.index import reindex

Say = Callable[[str], object]

MADE_BY_MIGRATIONS = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
}
"""Tables that hold rows in an archive that nobody has used yet."""


def check(path: Path) -> Mapping[str, Any]:
    """Read the whole file and compare it with what it says of itself; returns the manifest.

    Touches no database. Raises BackupError for a foreign, damaged or truncated file.
    """
    with Reader(path) as backup:
        _check(backup)
        return backup.manifest


def former_key_needed(manifest: Mapping[str, Any]) -> str:
    """What whoever restores has to bring along where words were taken out, "" where none were."""
    remembered = Remembered._meta.db_table
    if not any(t["name"] == remembered and t["rows"] for t in manifest["tables"]):
        return ""
    return (
        "Words were taken out of this archive. What must not come back is known by its secret key, "
        "which no backup holds: copy secret-key from its ARCHIVE_DATA into the new one, or set "
        "SECRET_KEY to the same. Without it texts and files of tags are refused."
    )


def restore(path: Path, say: Say = print) -> None:
    """Load a backup into the database, which has to be empty, and into the folder of originals.

    Nothing is touched before the whole file was checked. Rows go in by one transaction, history
    as it stood; the search index is made anew. Raises BackupError.
    """
    with Reader(path) as backup:
        _check(backup)
        say(f"The file is whole; it was made {backup.manifest['made']}.")
        if needed := former_key_needed(backup.manifest):
            say(needed)
        try:
            _restore(backup, say)
        except DatabaseError as error:
            raise BackupError(
                f"The database refused the backup, and no row of it was kept: {error}"
            ) from error
        except OSError as error:
            raise BackupError(
                f"The originals could not be written: {error}. No row was kept; try again once "
                "that is mended."
            ) from error


def _check(backup: Reader) -> None:
    backup.check_parts()
    try:
        parts = backup.manifest["parts"]
        missing = {t["part"] for t in backup.manifest["tables"]} | {ORIGINALS}
        if not missing <= set(parts):
            raise KeyError
        number = sum(1 for _ in _originals(backup))
    except (KeyError, TypeError, tarfile.TarError) as error:
        raise BackupError(
            f"{backup.path} does not hold together: it was not written so."
        ) from error
    if number != backup.manifest["originals"]:
        raise BackupError(f"{backup.path} lacks some of its originals.")


def _restore(backup: Reader, say: Say) -> None:
    taken_at = {(app, name) for app, name in backup.manifest["migrations"]}
    _refuse_unless_empty(taken_at)
    say("Making the tables ...")
    _migrate_to(taken_at)
    say("Loading ...")
    with transaction.atomic():
        for sha256, data in _originals(backup):
            store(Original(sha256=sha256).path, data)
        rows = _load_rows(backup)
    ContentType.objects.clear_cache()
    say(f"{backup.manifest['originals']:,} originals, {rows:,} rows")
    # What this program has beyond the one that made the backup.
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say(f"{reindex():,} passages in the index of the search")


def _refuse_unless_empty(taken_at: set[tuple[str, str]]) -> None:
    executor = MigrationExecutor(connection)
    unknown = sorted(taken_at - set(executor.loader.disk_migrations))
    if unknown:
        raise BackupError(
            f"The backup was made by a later program: this one does not know its migration "
            f"{'.'.join(unknown[0])}. Update the program first."
        )
    used = tables.have_rows(
        [table for table in tables.all_tables() if table.name not in MADE_BY_MIGRATIONS]
    )
    if used:
        raise BackupError(
            f"The database is not empty: there are rows in {', '.join(used[:5])}"
            f"{' and others' if used[5:] else ''}. A backup is restored into an empty database "
            "only: name another in DATABASE_URL, or another folder in ARCHIVE_DATA."
        )
    if not set(executor.loader.applied_migrations) <= taken_at:
        raise BackupError(
            "The backup was made by an earlier program than the one that made the tables of this "
            "database. Name a database without any tables; they are then made as they were and "
            "brought up to date."
        )


def _migrate_to(taken_at: set[tuple[str, str]]) -> None:
    """Makes the tables as they were: each app at the last of the migrations that it had."""
    graph = MigrationExecutor(connection).loader.graph
    last = [
        key
        for key in sorted(taken_at)
        if not any(
            child.key in taken_at and child.key[0] == key[0]
            for child in graph.node_map[key].children
        )
    ]
    MigrationExecutor(connection).migrate(last)


def _load_rows(backup: Reader) -> int:
    """Every row as it was, triggers silent: what they would record is in the backup itself."""
    manifest = backup.manifest
    ours = {table.name: table for table in tables.all_tables()}
    wanted = [Table(t["name"], tuple(t["columns"])) for t in manifest["tables"]]
    for table in wanted:
        if table.name not in ours or set(table.columns) != set(ours[table.name].columns):
            raise BackupError(
                f"The table {table.name} of the backup is not the one that the migrations make "
                "here. No row was kept."
            )
    with connection.cursor() as cursor:
        tables.pin_settings(cursor)
        cursor.execute(f"TRUNCATE {', '.join(table.quoted for table in ours.values())}")
        for table in wanted:
            cursor.execute(f"ALTER TABLE {table.quoted} DISABLE TRIGGER USER")
        for table, said in zip(wanted, manifest["tables"], strict=True):
            rows = tables.copy_in(table, backup.chunks(said["part"]))
            if rows != said["rows"]:
                raise BackupError(f"{table.name}: {rows} rows were loaded of {said['rows']}.")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in wanted:
            cursor.execute(f"ALTER TABLE {table.quoted} ENABLE TRIGGER USER")
    tables.set_sequences(manifest["sequences"])
    return sum(said["rows"] for said in manifest["tables"])


def _originals(backup: Reader) -> Iterator[tuple[str, bytes]]:
    """Each original as (SHA-256, bytes), checked. Raises BackupError."""
    with backup.open(ORIGINALS) as part, tarfile.open(fileobj=part, mode="r|") as tar:
        for info in tar:
            file = tar.extractfile(info)
            data = file.read() if file else b""
            if hashlib.sha256(data).hexdigest() != info.name:
                raise BackupError(f"{backup.path} holds an original that is not what it was.")
            yield info.name, data
            tar.members.clear()  # type: ignore[attr-defined]
