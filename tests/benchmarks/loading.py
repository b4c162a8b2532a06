"""Engines that hold the corpus: each loaded once for an N, and found again by later runs."""

import hashlib
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.benchmarks import corpus
from tests.benchmarks.engine import Engine
from tests.benchmarks.fts5 import Fts5
from tests.benchmarks.plain_django import models as plain
from tests.benchmarks.plain_django.engine import PlainDjango
from tests.benchmarks.tantivy_engine import Tantivy
from tests.benchmarks.verbatim import Bare, Verbatim

ENGINES: dict[str, type[Engine]] = {
    "verbatim": Verbatim,
    "bare": Bare,
    "plain": PlainDjango,
    "fts5": Fts5,
    "tantivy": Tantivy,
}


def ready(
    names: Sequence[str], folder: Path, source: Path, n: int, fresh: bool, reindexed: bool
) -> list[Engine]:
    """Engines with `n` passages of the source, open for questions."""
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / "unfinished"
    if unfinished.exists() or not _done("tables", folder, _data()):
        _make_tables()
        for stamp in folder.glob("*.loaded"):
            stamp.unlink()
        _finish("tables", folder, _data())
    call_command("migrate", verbosity=0)
    engines = []
    for name in names:
        engine = ENGINES[name]()
        name = "verbatim" if name == "bare" else name  # they have the same tables
        if not _done(name, folder, _data()):
            unfinished.touch()
            load = partial(engine.load, corpus.documents(source, n), folder)
            _say(f"{engine.name}: loading {n:,} passages", load)
            unfinished.unlink()
            _finish(name, folder, _data())
            _finish(f"{name}-index", folder, _index_code())
        elif isinstance(engine, Verbatim) and (
            reindexed or not _done(f"{name}-index", folder, _index_code())
        ):
            _say(f"{engine.name}: making the index anew", engine.reindex)
            _finish(f"{name}-index", folder, _index_code())
        engine.open(folder)
        engines.append(engine)
    return engines


def _say(what: str, do: Callable[[], None]) -> None:
    print(f"{what} ...", end=" ", flush=True, file=sys.stderr)
    start = time.perf_counter()
    do()
    print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr)


def _make_tables() -> None:
    """The database of this N, empty, with the archive's tables and those of plain Django."""
    name = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    with connection.schema_editor() as editor:
        for model in (plain.Tag, plain.Document, plain.Passage):
            editor.create_model(model)


def _done(what: str, folder: Path, digest: str) -> bool:
    stamp = folder / f"{what}.loaded"
    return stamp.exists() and stamp.read_text() == digest


def _finish(what: str, folder: Path, digest: str) -> None:
    (folder / f"{what}.loaded").write_text(digest)


def _data() -> str:
    """What changes where other passages are loaded, or into other tables of the benchmark's."""
    return _digest("tests/benchmarks/corpus.py", "tests/benchmarks/plain_django/models.py")


def _index_code() -> str:
    """What changes where the code changes that writes the index (and some that does not)."""
    return _digest(
        "search/models*.py", "search/index*.py", "search/lang*.py", "search/migrations/*.py"
    )


def _digest(*patterns: str) -> str:
    files = sorted(path for pattern in patterns for path in settings.BASE_DIR.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
