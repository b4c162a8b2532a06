"""Which processes use the server: each holds a shared lock on one file, for as long as it lives.

The kernel takes the lock from a process that ends, however it ends; so a killed demo keeps nobody
from seeing that it was the last.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Users:
    """The processes that use one server."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self._pid = 0

    @property
    def joined(self) -> bool:
        """Whether this very process is among them: a fork has to join for itself."""
        return self._descriptor is not None and self._pid == os.getpid()

    def join(self) -> None:
        if self.joined:
            return
        # The descriptor of a parent stays open: to close it here would not change what it holds.
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        self._pid = os.getpid()
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def leave(self) -> None:
        if self.joined and self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None

    def others(self) -> bool:
        """Tells whether any process is among the users, once this one has left."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Lets one process at a time start or stop the server; the others wait."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
