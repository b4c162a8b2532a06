"""Every column of every table that can hold words, as the database's own catalogue lists them."""

import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import QuerySet
from psycopg.types.json import Json, Jsonb

from documents.models import BatchEntry, Passage, Reading, Tagging
from documents.withdrawing.masks import Place, Words, mask, squeezed

UNTOUCHED = ("auth_", "django_migrations", "django_content_type", "django_session")
"""How the names of tables begin that hold no words of texts: accounts are renamed by hand."""
REMADE = "search_"
"""Caches, which are made anew from the documents."""

CATALOGUE = """
SELECT c.relname, a.attname, format_type(a.atttypid, NULL),
       EXISTS (SELECT FROM pg_index i
               WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY(i.indkey)),
       (SELECT k.attname FROM pg_index i
        JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
        WHERE i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1)
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  AND format_type(a.atttypid, NULL) = ANY(%s)
ORDER BY c.relname, a.attnum
"""
TYPES = ["text", "character varying", "character", "json", "jsonb", "text[]", "character varying[]"]
# What a form must look like somewhere in the column: letters and figures without what is between.
LIKE = (
    "regexp_replace(lower(unaccent(regexp_replace({column}::text, '\\\\[nrt]', ' ', 'g'))), "
    "'[^[:alnum:]]+', '', 'g') {like} OR {column}::text LIKE '%%\\u%%'"
)
KIND_OF_PART = "t"
"""The key under which a set citation says of each of its words that it is one."""
BETWEEN = ", "
"""What is put between the texts of a JSON value: its words may go on from one to the next."""

Rows = Mapping[str, Collection[int]]
"""By table, the primary keys of some rows."""


@dataclass(frozen=True)
class Column:
    """A column of the database that words may stand in, as the catalogue names it."""

    table: str
    name: str
    type: str
    is_unique: bool
    key: str
    """The primary key of its table."""


@dataclass(frozen=True)
class Finding:
    """A row of a table with words in some of its columns; `values` are those columns' values."""

    table: str
    key: str
    pk: Any
    values: dict[str, Any]
    unique: frozenset[str]


def columns() -> list[Column]:
    """All columns of text, lists of text and JSON."""
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE, [TYPES])
        return [Column(*row) for row in cursor.fetchall()]


def find(words: Words, rows: Rows | None = None) -> Iterator[Finding]:
    """The rows that hold the words: of all tables, or of those rows. What is remade is left out."""
    tables: dict[str, list[Column]] = {}
    for column in columns():
        if column.key and not column.table.startswith((*UNTOUCHED, REMADE)):
            tables.setdefault(column.table, []).append(column)
    for table, held in tables.items():
        if rows is None or rows.get(table):
            yield from _in_table(words, table, held, None if rows is None else rows[table])


def _in_table(
    words: Words, table: str, held: list[Column], keys: Collection[int] | None
) -> Iterator[Finding]:
    quote = connection.ops.quote_name
    likely, patterns = _likely(words, held)
    here = "" if keys is None else f"{quote(held[0].key)} = ANY(%s) AND "
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(held[0].key)}, {', '.join(quote(c.name) for c in held)} "  # noqa: S608
            f"FROM {quote(table)} WHERE {here}({likely}) ORDER BY 1",
            [*([] if keys is None else [list(keys)]), *patterns],
        )
        found = cursor.fetchall()
    for pk, *values in found:
        named = {
            column.name: value
            for column, value in zip(held, map(_read, held, values), strict=True)
            if any(words.are_in(text) for text in _texts(value)) or _across(value, words)
        }
        if named:
            unique = frozenset(c.name for c in held if c.is_unique and c.name in named)
            yield Finding(table, held[0].key, pk, named, unique)


def _likely(words: Words, held: list[Column]) -> tuple[str, list[list[str]]]:
    """A condition that rows with the words meet, and others may. In JSON the parts of a form may
    stand apart: each of them is looked for.
    """
    quote = connection.ops.quote_name
    conditions, patterns = [], []
    whole = [f"%{form}%" for form in sorted(words.known | words.inverted)]
    in_parts = [[f"%{squeezed(part)}%" for part in form.split()] for form in words.forms]
    for column in held:
        named = quote(column.name)
        conditions.append(LIKE.format(column=named, like="LIKE ANY(%s)"))
        patterns.append(whole)
        if column.type.startswith("json"):
            conditions += [LIKE.format(column=named, like="LIKE ALL(%s)") for _ in in_parts]
            patterns += in_parts
    return " OR ".join(conditions), patterns


def _read(column: Column, value: Any) -> Any:
    """JSON comes as text or as what it says, by how the connection reads it."""
    if column.type.startswith("json") and isinstance(value, str):
        return _AsJson(json.loads(value), column.type)
    return _AsJson(value, column.type) if column.type.startswith("json") else value


@dataclass(frozen=True)
class _AsJson:
    value: Any
    type: str


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, _AsJson):
        value = value.value
    if isinstance(value, str):
        yield value
        if (inner := _json_in(value)) is not None:
            yield from _texts(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _across(value: Any, words: Words) -> dict[int, list[Place]]:
    """Where parts of the words stand in the texts of a JSON value, going on from one text to the
    next: set word by word, or the given name apart from the family name. By the texts' numbers.
    """
    if not isinstance(value, _AsJson):
        return {}
    texts = list(_leaves(value.value))
    places = words.places(BETWEEN.join(texts))
    found: dict[int, list[Place]] = {}
    at = 0
    for n, text in enumerate(texts):
        end = at + len(text)
        here = [(max(a, at) - at, min(b, end) - at) for a, b in places if a < end and b > at]
        if here:
            found[n] = here
        at = end + len(BETWEEN)
    return found


def _leaves(value: Any) -> Iterator[str]:
    """The texts of a JSON value in order, but for names of keys and kinds of parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != KIND_OF_PART:
                yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)


def _masked_across(value: Any, found: Mapping[int, Iterable[Place]], count: Iterator[int]) -> Any:
    """The JSON value with what `_across` found blacked out; `count` numbers the texts."""
    if isinstance(value, str):
        return mask(value, found.get(next(count), ()))
    if isinstance(value, dict):
        return {
            key: inner if key == KIND_OF_PART else _masked_across(inner, found, count)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_masked_across(inner, found, count) for inner in value]
    return value


def _json_in(text: str) -> Any:
    """What a text says that is JSON with letters written as numbers, else None."""
    if text[:1] not in ("[", "{") or "\\u" not in text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def black_out(finding: Finding, words: Words) -> dict[str, Any]:
    """Write the row without the words; the new values of its columns.

    What must be unique, such as a key or a slug, says "redacted" and the row's key in their place.
    """
    written: dict[str, Any] = {}
    for name, value in finding.values.items():
        if name in finding.unique and isinstance(value, str):
            written[name] = _renamed(value, words, finding.pk)
        else:
            written[name] = _masked(value, words)
    update(finding.table, finding.key, finding.pk, written)
    return written


def _renamed(value: str, words: Words, pk: Any) -> str:
    for start, end in reversed(words.places(value)):
        value = f"{value[:start]}redacted{value[end:]}"
    return f"{value[:60].strip('-')}-{pk}"


def _masked(value: Any, words: Words) -> Any:
    if isinstance(value, _AsJson):
        apart = _masked_across(value.value, _across(value, words), itertools.count())
        masked = _masked(apart, words)
        return Jsonb(masked) if value.type == "jsonb" else Json(masked)
    if isinstance(value, str):
        inner = _json_in(value)
        return words.masked(value) if inner is None else json.dumps(_masked(inner, words))
    if isinstance(value, dict):
        return {words.masked(str(key)): _masked(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner, words) for inner in value]
    return value


def update(table: str, key: str, pk: Any, values: Mapping[str, Any]) -> None:
    """Write some columns of a row."""
    quote = connection.ops.quote_name
    assigned = ", ".join(f"{quote(name)} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(table)} SET {assigned} WHERE {quote(key)} = %s",  # noqa: S608
            [*values.values(), pk],
        )


def rows_below(root: type[models.Model], keys: Collection[int]) -> dict[str, set[int]]:
    """The rows that belong to some rows of a model: themselves, what points to them, and so on,
    with their events in the history, those of rows that are gone as well.
    """
    known: dict[type[models.Model], set[int]] = {root: set(keys)}
    every = [m for m in apps.get_models(include_auto_created=True) if not m._meta.proxy]
    grown = True
    while grown:
        grown = False
        for model in every:
            tracked = getattr(model, "pgh_tracked_model", None)
            for field in model._meta.concrete_fields:
                parent = field.related_model if field.is_relation else None
                if parent not in known or parent is model or not known[parent]:
                    continue
                found = _pointing(model, field, known[parent], "pgh_obj_id" if tracked else None)
                grown |= _add(known, model, {pk for pk, _ in found})
                if tracked:
                    grown |= _add(known, tracked, {obj for _, obj in found if obj is not None})
    entries = set(_entries_on(known.get(Tagging, set()), known.get(Reading, set())))
    entries |= set(_comments_noted(known.get(Passage, set())))
    _add(known, BatchEntry, entries)
    return {model._meta.db_table: rows for model, rows in known.items() if rows}


def _entries_on(taggings: Collection[int], readings: Collection[int]) -> QuerySet:
    """What actions noted of judgments: they name them by key, so that they may be gone."""
    tables = BatchEntry.Table
    noted = BatchEntry.objects.filter(table=tables.TAGGING, row__in=taggings)
    noted |= BatchEntry.objects.filter(table=tables.READING, row__in=readings)
    return noted.values_list("pk", flat=True)


def _comments_noted(passages: Collection[int]) -> QuerySet:
    """What actions noted of comments on some passages, also of those that were undone."""
    noted = BatchEntry.objects.filter(table=BatchEntry.Table.COMMENT)
    return noted.filter(after__passage_id__in=list(passages)).values_list("pk", flat=True)


def _add(known: dict, model: type[models.Model], rows: set[int]) -> bool:
    held = known.setdefault(model, set())
    before = len(held)
    held |= rows
    return len(held) > before


def _pointing(
    model: type[models.Model], field: models.Field, keys: Collection[int], also: str | None
) -> list[tuple[int, int | None]]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(str(model._meta.pk.column))}, {quote(also) if also else 'NULL'} "  # noqa: S608
            f"FROM {quote(model._meta.db_table)} WHERE {quote(str(field.column))} = ANY(%s)",
            [list(keys)],
        )
        return cursor.fetchall()
