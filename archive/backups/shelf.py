"""Backups that are made from the browser: kept in a folder, listed, taken away, removed.

A backup is made in a thread of its own, since it can take longer than a request may; what it says,
or why it failed, stands in a file beside it, so that every process of the site can tell. Whoever
makes it holds a lock on that file, which the kernel takes away when the process ends, however it
ends: what nobody holds was interrupted, and keeps nobody from making the next.
"""

import fcntl
import logging
import os
import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connections

from archive.backups import writing

logger = logging.getLogger(__name__)

FORM = "archive-%Y%m%d-%H%M%S.zip"
NAME = re.compile(r"archive-\d{8}-\d{6}\.zip")


@dataclass(frozen=True)
class Shelved:
    """A backup in the folder: its file name, when it was begun, and its size; None until it is
    there whole. `said` is the last that was heard of it, `failed` that nothing will come of it.
    """

    name: str
    begun: datetime
    size: int | None
    said: str
    failed: bool


def folder() -> Path:
    """Where the backups are, for their owner alone."""
    path: Path = settings.BACKUPS
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def shelved() -> list[Shelved]:
    """The backups that are there, being made or failed; the latest first."""
    names = {path.name.removesuffix(".txt") for path in folder().iterdir()}
    return [_shelved(name) for name in sorted(names, reverse=True) if NAME.fullmatch(name)]


def being_made() -> bool:
    """Whether a backup is under way, in whatever process."""
    return any(row.size is None and not row.failed for row in shelved())


def begin() -> threading.Thread:
    """Begin a backup of the archive as it is now. The thread ends with it.

    Raises FileExistsError where another was begun in this very second.
    """
    name = datetime.now(UTC).strftime(FORM)
    lock = hold(name)
    thread = threading.Thread(target=_make, args=[name, lock], name=name)
    thread.start()
    return thread


def hold(name: str) -> int:
    """Say that a backup is begun, and hold the lock that says so until the descriptor is closed."""
    lock = os.open(_said_of(name), os.O_RDWR | os.O_CREAT | os.O_EXCL, mode=0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    _say(name, "Begun.")
    return lock


def path_of(name: str) -> Path | None:
    """The file of a backup that is there whole; None for any other name."""
    path = folder() / name
    return path if NAME.fullmatch(name) and path.is_file() else None


def remove(name: str) -> None:
    """Remove a backup, or what is left of one that failed."""
    if NAME.fullmatch(name):
        (folder() / name).unlink(missing_ok=True)
        _said_of(name).unlink(missing_ok=True)
        for draft in folder().glob(f".{name}.*.part"):
            draft.unlink(missing_ok=True)


def _make(name: str, lock: int) -> None:
    try:
        writing.write(folder() / name, say=lambda said: _say(name, said))
        _said_of(name).unlink(missing_ok=True)
    except Exception as error:  # whatever it is, somebody has to be told of it
        logger.exception("the backup %s failed", name)
        _say(name, f"Failed: {error}")
    finally:
        connections.close_all()
        os.close(lock)


def _shelved(name: str) -> Shelved:
    begun = datetime.strptime(name, FORM).replace(tzinfo=UTC)
    said = _heard_of(name)
    path = path_of(name)
    failed = said.startswith(("Failed", INTERRUPTED))
    return Shelved(name, begun, path.stat().st_size if path else None, said, failed)


def _heard_of(name: str) -> str:
    """The last that was heard of a backup; of one that nobody makes any more, that it ended."""
    try:
        with _said_of(name).open(encoding="utf-8") as file:
            said = file.read()
            if not said.startswith("Failed"):
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                # Between reading and locking it may have come to its end.
                said = _said_of(name).read_text(encoding="utf-8")
                return said if said.startswith("Failed") else f"{INTERRUPTED} {LAST} {said}"
    except (FileNotFoundError, BlockingIOError) as error:
        return "" if isinstance(error, FileNotFoundError) else said
    return said


INTERRUPTED = "Interrupted: the site was stopped while it was made. Make another."
LAST = "The last that was heard of it:"


def _said_of(name: str) -> Path:
    return folder() / f"{name}.txt"


def _say(name: str, said: str) -> None:
    _said_of(name).write_text(said, encoding="utf-8")
