"""Database servers for tests that start, kill and stop them."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from archive.database.server import PORT, ROLE, Server


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own that was never started. It is stopped afterwards."""
    server = Server(tmp_path)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def rested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a server that was started once and stopped: to be copied."""
    folder = tmp_path_factory.mktemp("rested")
    Server(folder).start()
    Server(folder).stop()
    return folder


@pytest.fixture
def server(rested: Path, new_server: Server) -> Server:
    """A server of the test's own that was started once and stopped. It is stopped afterwards."""
    # As root, the database's files belong to somebody else, and have to stay so.
    subprocess.run(["cp", "-a", f"{rested}/.", new_server.folder], check=True)
    return new_server


def connect(server: Server) -> psycopg.Connection:
    """Connects to the server, starting it if need be."""
    sockets = server.ensure()
    return psycopg.connect(
        host=str(sockets), port=PORT, user=ROLE, dbname="archive", autocommit=True
    )


def kill(server: Server) -> int:
    """Kills the server's process as a power cut would; returns its number."""
    running = server.running()
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    gone(running.pid)
    return running.pid


def gone(pid: int, seconds: float = 20) -> None:
    """Waits until a process has ended, collected by its parent or not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.02)
                continue
        return
    raise AssertionError(f"process {pid} is still alive")


@contextlib.contextmanager
def process_of(owner: int, *command: str) -> Iterator[subprocess.Popen]:
    """Runs a program as the given user, so far as we may, and ends it afterwards."""
    who = {"user": owner} if os.geteuid() == 0 else {}
    process = subprocess.Popen(command, **who)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
