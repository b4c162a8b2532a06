"""What every test can use, and the end of what the run started."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# What is tested here follows from rows that Django asks for: any PostgreSQL gives the same.
ONCE = {ROOT / "tests" / "documents" / name for name in ("admin", "citations")}

# Playwright's own loop runs in the thread of the test; Django would take it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A test fails for what is wrong, not for a machine that has much else to do.
too_slow = [HealthCheck.too_slow]
settings.register_profile("archive", deadline=None, suppress_health_check=too_slow)
settings.load_profile("archive")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="only the tests that ask a database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what is pure or needed once, where only another database is to be tried."""
    if config.getoption("--database-only"):
        kept = [item for item in items if _asks_a_database(item)]
        config.hook.pytest_deselected(items=list(set(items) - set(kept)))
        items[:] = kept


def _asks_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("once") or ONCE & set(item.path.parents):
        return False
    used = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or used & {"db", "transactional_db"})


def pytest_configure(config: pytest.Config) -> None:
    """Marks the run's data as in use, and clears away what a killed run left behind."""
    if _owns_data():
        from archive.database.server import server_in

        server_in(_data()).users.join()
        # Without this, SIGTERM would end the run and leave its database server behind.
        signal.signal(signal.SIGTERM, _interrupt)
        # A shell's background job ignores Ctrl-C, and so would whatever a test tries it on.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _remove_abandoned()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops the run's database server and removes its data: once, after all workers have ended."""
    if _owns_data():
        _remove(_data())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fails a test that leaves a streamed answer unread.

    Its cursor would be closed whenever the answer is collected as garbage: in the transaction of a
    later test, which has no such cursor and is aborted by that.
    """
    result = yield
    from django.db import connection

    raw = connection.connection
    if connection.in_atomic_block and raw and raw.info.transaction_status.name == "INTRANS":
        left = raw.execute("SELECT 1 FROM pg_cursors WHERE name LIKE '_django_curs%'").fetchone()
        assert left is None, "an answer that is streamed was not read to its end: response.close()"
    return result


@pytest.fixture
def manage(tmp_path: Path) -> Iterator[Callable[..., subprocess.CompletedProcess]]:
    """Runs a management command in a process of its own and returns it, ended.

    Its ARCHIVE_DATA is empty and its own, so is its (embedded) database; its environment is the
    usual one and what is given by name.
    """
    environment = plain_environment()

    def run(*arguments: object, **more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, ROOT / "manage.py", *map(str, arguments)],
            env=environment | {"ARCHIVE_DATA": str(tmp_path)} | more,
            capture_output=True,
            text=True,
            timeout=120,
        )

    yield run
    from archive.database.server import Server

    Server(tmp_path).stop()


def plain_environment() -> dict[str, str]:
    """Returns the environment without what is there for the tests' own sake."""
    ours = ("DATABASE_URL", "DJANGO_", "PYTHON", "PYTEST_")
    return {k: v for k, v in os.environ.items() if not k.startswith(ours)}


def _data() -> Path:
    return Path(os.environ["ARCHIVE_TEST_DATA"])


def _owns_data() -> bool:
    """Tells whether this is the run itself, and not one of its workers."""
    return os.environ.get("ARCHIVE_TEST_OWNER") == str(os.getpid())


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _remove(folder: Path) -> None:
    from archive.database.server import server_in

    server_in(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned() -> None:
    from archive.database.server import server_in

    for folder in Path(tempfile.gettempdir()).glob("archive-test-*"):
        found = folder.lstat()
        # A run that has only just begun may not have marked its folder yet.
        ours_and_old = found.st_uid == os.geteuid() and time.time() - found.st_mtime > 60
        if folder != _data() and ours_and_old and not server_in(folder).users.others():
            _remove(folder)


@pytest.fixture(scope="session", autouse=True)
def roles_outlive_a_flush() -> None:
    """Makes the groups of the migration anew after each test that empties all tables."""
    from importlib import import_module

    from django.apps import apps
    from django.db.models.signals import post_migrate

    make_groups = import_module("documents.migrations.0003_roles").make_groups
    post_migrate.connect(
        lambda **_: make_groups(apps, None),
        sender=apps.get_app_config("documents"),
        weak=False,
        dispatch_uid="roles",
    )
