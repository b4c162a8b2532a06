"""An archive with texts, other databases to restore it into, and what a database holds."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections
from django.db.utils import load_backend

from archive.backups import tables
from archive.database.account import account_for
from archive.database.server import Server
from documents.ingest import importer
from documents.ingest.reading import RULES_VERSION
from documents.models import Document, IngestRun

State = dict[str, list[bytes]]


@pytest.fixture
def originals(settings, tmp_path) -> Path:
    settings.ORIGINALS = tmp_path / "originals"
    return settings.ORIGINALS


@pytest.fixture
def archive(transactional_db, originals) -> Callable[..., Document]:
    """An archive with two texts, the first corrected once; it loads another by its number."""
    load_talk(1)
    load_talk(2)
    load_talk(1, "corrected")
    return load_talk


def load_talk(n: int, word: str = "spoken", publish: bool = True) -> Document:
    run = IngestRun.objects.create(source="a test", rules_version=RULES_VERSION)
    text = (
        f"Remarks Number {n}\n\nMS. HART: In the year {n} we have {word} of forced labor; "
        'the minister said, "Nobody\\here is\tfree — not yet."\n\n'
        f"MR. DIAZ: And nobody in town {n} was surprised."
    )
    incoming = importer.Incoming(name=f"{n}.txt", data=text.encode(), key=f"talk-{n}")
    document = importer.load(incoming, run, publish=publish).document
    assert document is not None
    return document


class _Rows(list):
    def write(self, data: bytes | memoryview) -> None:
        self.append(bytes(data))


def state() -> State:
    """Every row of every kept table of the database that is connected, as text, sorted."""
    found = {}
    for table in tables.kept_tables():
        rows = _Rows()
        tables.copy_out(table, rows)
        found[table.name] = sorted(b"".join(rows).splitlines())
    return found


@pytest.fixture
def elsewhere(archive, tmp_path, settings) -> Iterator[Callable]:
    """Makes an empty database on the tests' server; `with elsewhere():` connects to it, with an
    empty folder of originals."""
    name = f"{connection.settings_dict['NAME']}_elsewhere"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')

    @contextmanager
    def connected() -> Iterator[Path]:
        with connected_to({"NAME": name}):
            settings.ORIGINALS, before = tmp_path / "elsewhere", settings.ORIGINALS
            try:
                yield settings.ORIGINALS
            finally:
                settings.ORIGINALS = before

    yield connected
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def connected_to(server: dict[str, str]) -> Iterator[None]:
    """Turns Django's connection to another database for a while."""
    before = connections["default"]
    before.close()
    changed = before.settings_dict | server
    connections["default"] = load_backend(changed["ENGINE"]).DatabaseWrapper(changed, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before


@pytest.fixture
def other_version(archive, tmp_path) -> Iterator[dict[str, str]]:
    """A database on a server of another version than the tests', owned by an ordinary role.

    Debian's 15 where the tests run on the embedded 18, else the embedded 18.
    """
    folder = tmp_path / "other"
    folder.mkdir(mode=0o711)
    if connection.settings_dict["ENGINE"] == "archive.database":
        programs = Path("/usr/lib/postgresql/15/bin")
        if not programs.exists():
            pytest.skip("Debian's PostgreSQL 15 is not installed")
        where = _start(programs, folder)
        stop = lambda: _stop(programs, folder)  # noqa: E731
    else:
        server = Server(folder)
        where = {"HOST": str(server.ensure()), "PORT": "5432", "USER": "archive"}
        stop = server.stop
    try:
        reaching = {"host": where["HOST"], "port": where["PORT"], "user": where["USER"]}
        with psycopg.connect(**reaching, dbname="postgres", autocommit=True) as admin:
            admin.execute("CREATE ROLE keeper LOGIN")
            admin.execute("CREATE DATABASE moved OWNER keeper TEMPLATE template0 ENCODING 'UTF8'")
        engine = {"ENGINE": "django.db.backends.postgresql", "PASSWORD": "", "OPTIONS": {}}
        yield where | engine | {"NAME": "moved", "USER": "keeper"}
    finally:
        stop()


def _start(programs: Path, folder: Path) -> dict[str, str]:
    data = folder / "data"
    account = account_for(data)
    data.mkdir(mode=0o700)
    account.own(data)
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o111)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    initdb = (programs / "initdb", "-D", data, "-U", "archive", "-A", "trust", "-E", "UTF8", "-N")
    assert account.run(*initdb, **quiet).returncode == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories= -c fsync=off"
    start = (programs / "pg_ctl", "start", "-w", "-s", "-D", data, "-o", options)
    assert account.run(*start, "-l", data / "log", **quiet).returncode == 0
    return {"HOST": "127.0.0.1", "PORT": str(port), "USER": "archive"}


def _stop(programs: Path, folder: Path) -> None:
    data = folder / "data"
    account_for(data).run(programs / "pg_ctl", "stop", "-s", "-m", "immediate", "-D", data)
    shutil.rmtree(data)
