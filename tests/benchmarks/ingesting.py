"""How fast texts are loaded, beside a plain COPY of the same rows, and whether kill -9 costs any.

    .venv/bin/python -m tests.benchmarks.ingesting                   the briefings, one process
    .venv/bin/python -m tests.benchmarks.ingesting --jobs 2 --kills 3

Loads the texts by the command, in a data folder of their own; then copies what was written, table
by table, into tables without indexes, constraints or triggers, in the same database server. With
`--kills`, loads them once more into an empty archive, kills the command with its helpers so often
on the way, lets it come to its end, and compares both archives row for row: every row of every
table, but for database keys (a row that points to another is compared with all that the other
says), times, and the runs of the command themselves.
"""

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from archive.database.server import DATABASE, PORT, ROLE, Server
from tests.benchmarks.speed import BRIEFINGS, ROOT

# What differs between any two loads: the runs, the moments, and caches of the index.
RUNS = ("documents_ingestrun", "documents_ingestitem", "search_change", "search_count")
SAMPLE_SECONDS = 0.5
TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind = 'r' AND nspname = 'public' AND relname ~ '^(documents|search)_'
    ORDER BY relname
"""
COLUMNS = """
    SELECT attname, format_type(atttypid, NULL), attgenerated <> '',
           (SELECT confrelid::regclass::text FROM pg_constraint
            WHERE conrelid = attrelid AND contype = 'f' AND conkey = ARRAY[attnum])
    FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""


@dataclass(frozen=True)
class Load:
    """One run of the command: how long it took, and how much memory its processes had at most."""

    seconds: float
    peak_bytes: int
    said: str


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    is_generated: bool
    target: str | None

    @property
    def is_key(self) -> bool:
        """A database key, or a pointer to a row by it, which means nothing elsewhere."""
        is_number = self.type in {"bigint", "integer", "uuid"}
        return is_number and (self.name in {"id", "pgh_id"} or self.name.endswith("_id"))

    @property
    def is_left_out(self) -> bool:
        pointers = self.type == "bigint[]" or self.name in {"facts", "marks"}
        return self.is_key or pointers or self.type.startswith("timestamp")


def main() -> None:
    options = _options()
    folder = options.data.absolute()
    shutil.rmtree(folder, ignore_errors=True)
    texts = _texts(options.source, folder)
    whole = Server(folder / "undisturbed")
    stopped = Server(folder / "interrupted")
    try:
        files = sum(1 for _ in texts.iterdir())
        load = _load(whole, texts, options.jobs)
        print(f"{load.said}\n{_figures(whole, load, files)}", flush=True)
        if options.kills:
            _interrupted(stopped, texts, options, load.seconds)
            _compare(whole, stopped)
    finally:
        for server in (whole, stopped):
            server.stop()


def _figures(server: Server, load: Load, files: int) -> str:
    with _connected(server) as connection:
        (passages,) = connection.execute("SELECT count(*) FROM documents_passageversion").fetchone()
        seconds, rows = _plain_copy(connection, _tables(connection))
        of_passages, _ = _plain_copy(connection, ["documents_passage", "documents_passageversion"])
    return (
        f"{files} files, {passages:,} passages in {load.seconds:.0f} s: "
        f"{passages / load.seconds:,.0f} passages/s; peak memory {load.peak_bytes / 1e6:.0f} MB.\n"
        f"A plain COPY of all {rows:,} rows that were written: {seconds:.1f} s, "
        f"a load takes {load.seconds / seconds:.1f} times as long.\n"
        f"A plain COPY of the passages alone: {of_passages:.1f} s, "
        f"{load.seconds / of_passages:.1f} times."
    )


def _plain_copy(connection: psycopg.Connection, tables: list[str]) -> tuple[float, int]:
    """The seconds that COPY takes to put the rows into bare tables, and how many they are."""
    seconds, rows = 0.0, 0
    for table in tables:
        columns = [c.name for c in _columns(connection, table) if not c.is_generated]
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        bare, full = sql.Identifier("bare"), sql.Identifier(table)
        connection.execute(
            sql.SQL("CREATE TABLE {} AS SELECT {} FROM {} LIMIT 0").format(bare, names, full)
        )
        out = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(names, full)
        with connection.cursor().copy(out) as copied:
            data = [bytes(block) for block in copied]
        begun = time.perf_counter()
        with connection.cursor() as cursor:
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(bare)) as copy:
                for block in data:
                    copy.write(block)
            rows += max(0, cursor.rowcount)
        seconds += time.perf_counter() - begun
        connection.execute(sql.SQL("DROP TABLE {}").format(bare))
    return seconds, rows


def _load(server: Server, texts: Path, jobs: int) -> Load:
    _command(server, "migrate", "-v0").communicate()
    begun = time.perf_counter()
    process = _command(server, "ingest", "--jobs", str(jobs), str(texts))
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_resident(p) for p in _family(process.pid)))
        time.sleep(SAMPLE_SECONDS)
    said, _ = process.communicate()
    return Load(time.perf_counter() - begun, peak, said.strip()[-2000:])


def _interrupted(
    server: Server, texts: Path, options: argparse.Namespace, whole_seconds: float
) -> None:
    """A load that is killed on the way, and run to its end."""
    _command(server, "migrate", "-v0").communicate()
    for number in range(1, options.kills + 1):
        process = _command(server, "ingest", "--jobs", str(options.jobs), str(texts))
        time.sleep(whole_seconds / (options.kills + 1))
        assert process.poll() is None, "the load came to its end before it was killed"
        for each in _family(process.pid):
            each.send_signal(signal.SIGKILL)
        process.wait()
        with _connected(server) as connection:
            (held,) = connection.execute("SELECT count(*) FROM documents_document").fetchone()
        print(f"Killed for the {number}. time; {held} documents are held.", flush=True)
    last = _command(server, "ingest", "--jobs", str(options.jobs), str(texts))
    said, _ = last.communicate()
    print(said.strip()[-2000:], flush=True)


def _compare(one: Server, other: Server) -> None:
    with _connected(one) as a, _connected(other) as b:
        rows, differing = 0, 0
        first, second = _Rows(a), _Rows(b)
        for table in _tables(a):
            here, there = first.counted(table), second.counted(table)
            rows += here.total()
            if here != there:
                differing += 1
                only = (here - there).total(), (there - here).total()
                print(f"{table}: {only[0]} rows undisturbed only, {only[1]} interrupted only")
    says = "equal, row for row" if not differing else f"NOT equal: {differing} tables differ"
    print(f"{rows:,} rows compared: {says}.")
    if differing:
        sys.exit(1)


class _Rows:
    """The rows of a database as digests that do not depend on keys and times."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.by_key: dict[str, dict[int, bytes]] = {}

    def counted(self, table: str) -> Counter[bytes]:
        return Counter(digest for _, digest in self._digests(table))

    def _digests(self, table: str) -> Iterator[tuple[int, bytes]]:
        columns = _columns(self.connection, table)
        told = [c for c in columns if not c.is_left_out]
        # A row that points to its own table, as a nested quotation does, is told by its words.
        pointers = [c for c in columns if c.target in _targets(table)]
        key = sql.Identifier("id") if any(c.name == "id" for c in columns) else sql.SQL("0")
        names = [sql.SQL("{}::text").format(sql.Identifier(c.name)) for c in told]
        names += [sql.Identifier(c.name) for c in pointers]
        query = sql.SQL("SELECT {} FROM {}").format(
            sql.SQL(", ").join([key, *names]), sql.Identifier(table)
        )
        targets = [self._of(c.target) for c in pointers if c.target]
        for row_key, *values in self.connection.execute(query):
            words, points = values[: len(told)], values[len(told) :]
            meant = [t.get(p) for t, p in zip(targets, points, strict=True)]
            yield row_key, hashlib.sha256(repr((words, meant)).encode()).digest()[:16]

    def _of(self, table: str) -> dict[int, bytes]:
        if table not in self.by_key:
            self.by_key[table] = dict(self._digests(table))
        return self.by_key[table]


def _targets(table: str) -> tuple[str, ...]:
    """Tables whose rows are told by themselves; others would lead round in circles."""
    order = (
        *("documents_collection", "documents_speaker", "documents_original", "documents_document"),
        *("documents_receipt", "documents_revision", "documents_passage", "documents_appearance"),
        *("documents_passageversion", "documents_anchor"),
    )
    return order[: order.index(table)] if table in order else order


def _columns(connection: psycopg.Connection, table: str) -> list[Column]:
    return [Column(*row) for row in connection.execute(COLUMNS, [table])]


def _tables(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute(TABLES) if name not in RUNS]


def _connected(server: Server) -> psycopg.Connection:
    folder = server.ensure()
    return psycopg.connect(host=str(folder), port=PORT, user=ROLE, dbname=DATABASE, autocommit=True)


def _command(server: Server, *arguments: str) -> subprocess.Popen[str]:
    own = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")
    environment = {name: value for name, value in os.environ.items() if name not in own}
    return subprocess.Popen(
        [sys.executable, ROOT / "manage.py", *arguments],
        env=environment | {"ARCHIVE_DATA": str(server.folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _family(pid: int) -> list[psutil.Process]:
    """The command and the processes that read for it; the database server is no child of it."""
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0


def _texts(source: Path, folder: Path) -> Path:
    """A folder of texts, unpacked where the source is an archive."""
    if source.is_dir():
        return source
    with tarfile.open(source) as archive:
        archive.extractall(folder / "texts", filter="data")
    (texts,) = (folder / "texts").iterdir()
    return texts


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.ingesting",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--source", type=Path, default=BRIEFINGS, help="an archive of texts (.tar.xz) or a folder")
    add("--data", type=Path, default=ROOT / ".data" / "ingesting", help="made anew each time")
    add("--jobs", type=int, default=1, help="processes that read")
    add("--kills", type=int, default=0, help="how often a second load is killed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
