"""What the database holds, as its own catalogue says, and the copying of rows in and out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

LEFT_OUT = ("search_", "axes_", "django_session")
"""How the names of tables begin that are not kept: the index is made anew, and sign-ins (open ones,
and who tried when from where) are nobody's memory.
"""

TABLES = """
SELECT c.relname,
       array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition
  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  AND NOT EXISTS (SELECT FROM pg_depend d
                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
GROUP BY c.relname ORDER BY c.relname
"""

SEQUENCES = """
SELECT s.relname, t.relname, a.attname
FROM pg_class s
JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass
 AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace
ORDER BY t.relname, a.attname
"""

PLAIN_TEXT = (
    "SET LOCAL client_encoding = 'UTF8'",
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'iso_8601'",
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL statement_timeout = 0",
)
"""Settings under which a row reads the same on every server."""


@dataclass(frozen=True)
class Table:
    """A table with the columns that are stored, generated ones left out."""

    name: str
    columns: tuple[str, ...]

    @property
    def quoted(self) -> str:
        return connection.ops.quote_name(self.name)

    @property
    def quoted_columns(self) -> str:
        return ", ".join(map(connection.ops.quote_name, self.columns))


@dataclass(frozen=True)
class Numbering:
    """Where a column's numbers stand: none is given twice, not even that of a removed row."""

    table: str
    column: str
    last: int
    called: bool

    as_dict = asdict


def all_tables() -> list[Table]:
    """Every table of ours in the current schema, with those that a backup leaves out."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [Table(name, tuple(columns)) for name, columns in cursor.fetchall()]


def kept_tables() -> list[Table]:
    """The tables that belong in a backup."""
    return [table for table in all_tables() if not table.name.startswith(LEFT_OUT)]


def sequences(tables: Iterable[Table]) -> Iterator[Numbering]:
    """Where the sequences of some tables stand now: at or after what any snapshot has seen."""
    names = {table.name for table in tables}
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        for sequence, table, column in cursor.fetchall():
            if table in names:
                # A name from the catalogue, quoted.
                quoted = connection.ops.quote_name(sequence)
                cursor.execute(f"SELECT last_value, is_called FROM {quoted}")  # noqa: S608
                yield Numbering(table, column, *cursor.fetchone())


def set_sequences(found: Iterable[Mapping[str, Any]]) -> None:
    """Lets numbering go on where it stood: each as `Numbering` has it, from a manifest."""
    with connection.cursor() as cursor:
        for sequence in found:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), %s, %s)",
                [sequence["table"], sequence["column"], sequence["last"], sequence["called"]],
            )


def pin_settings(cursor: CursorWrapper) -> None:
    """Sets for a transaction how values are written as text: by every server alike."""
    for setting in PLAIN_TEXT:
        cursor.execute(setting)


def copy_out(table: Table, out: Any) -> int:
    """Writes the rows to `out` and returns their number."""
    with connection.cursor() as cursor, connection.wrap_database_errors:
        with cursor.copy(f"COPY {table.quoted} ({table.quoted_columns}) TO STDOUT") as copy:
            for data in copy:
                out.write(data)
        return cursor.rowcount


def copy_in(table: Table, chunks: Iterable[bytes]) -> int:
    """Loads what `copy_out` has written and returns the number of rows."""
    with connection.cursor() as cursor, connection.wrap_database_errors:
        with cursor.copy(f"COPY {table.quoted} ({table.quoted_columns}) FROM STDIN") as copy:
            for data in chunks:
                copy.write(data)
        return cursor.rowcount


def have_rows(tables: Sequence[Table]) -> list[str]:
    """The names of those among some tables that hold a row."""
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table.quoted})")  # noqa: S608
            if cursor.fetchone()[0]:
                found.append(table.name)
        return found
