"""The manifest of a folder: one table, CSV or YAML, that describes its files row by row.

`manifest.csv` has a line of headings, `manifest.yaml` is a list; both hold `file` and the fields of
a description file. `date` stands for `held`, or for `published` where `kind` is one of written
texts. An empty cell states nothing. Rows are checked as strictly as description files are.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from documents.ingest import sidecar, statements
from documents.ingest.archives import climbs_out
from documents.ingest.description.dates import PUBLISHED_KINDS
from documents.ingest.sidecar import FIELDS, Described, DescribedPerson, DescriptionError
from documents.ingest.statements import Misstated

NAMES = ("manifest.csv", "manifest.yaml", "manifest.yml")
LARGEST = 20_000_000

# The columns that a description file does not have.
FILE, DATE, PEOPLE, COLLECTION = "file", "date", "people", "collection"
COLUMNS = (FILE, DATE, *FIELDS, COLLECTION, PEOPLE)


@dataclass(frozen=True)
class Row:
    """What a row states of a file, or why it cannot be taken."""

    file: str
    line: int
    described: Described | None = None
    error: str = ""


@dataclass(frozen=True)
class Manifest:
    """The rows of a manifest by the path of their file, relative to the manifest's folder."""

    name: str
    rows: Mapping[str, Row] = field(default_factory=dict)
    error: str = ""
    """Why the manifest cannot be taken at all."""

    def missing(self, files: Iterable[str]) -> list[Row]:
        """The rows that name a file which is not there."""
        there = set(files)
        return [row for path, row in self.rows.items() if path not in there]


def is_manifest(name: str) -> bool:
    """Whether a file of this name describes the files beside it."""
    return name.casefold() in NAMES


def read(data: bytes, name: str) -> Manifest:
    """The manifest in these bytes; `name` is what messages call it. Errors are in the result."""
    try:
        if len(data) > LARGEST:
            raise DescriptionError("is too long for a manifest (more than 20 MB)", file=name)
        table = _csv_rows if name.casefold().endswith(".csv") else _yaml_rows
        return _unique(name, table(data, name))
    except DescriptionError as error:
        return Manifest(name, error=str(error))


def joined(row: Described | None, beside: Described | None) -> Described | None:
    """What a manifest and a description file say together; the file wins field by field."""
    if row is None or beside is None:
        return beside or row
    changes = {name: getattr(beside, name) for name in beside.stated}
    return replace(row, **changes, file=beside.file, stated=row.stated | beside.stated)


def _unique(name: str, rows: Iterable[Row]) -> Manifest:
    found: dict[str, Row] = {}
    for row in rows:
        path = PurePosixPath(row.file.replace("\\", "/")).as_posix()
        if not row.error and climbs_out(row.file):
            says = f"“{row.file}” lies outside of the folder of the manifest"
            says = f"{name}, line {row.line}: {says}. Load the folder that it lies in by itself."
            row = Row(row.file, row.line, error=says)
        if path in found:
            says = f"“{row.file}” is described twice; remove one of the rows."
            row = Row(row.file, row.line, error=f"{name}, line {row.line}: {says}")
        found[path] = row
    return Manifest(name, found)


def _csv_rows(data: bytes, name: str) -> Iterable[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DescriptionError("is not in UTF-8; save it as UTF-8", file=name) from error
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip().casefold() for column in next(reader, [])]
        _check_columns(columns, name)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _csv_row(columns, cells, reader.line_num, name)
    except csv.Error as error:
        raise DescriptionError(f"is not CSV: {error}", file=name, line=reader.line_num) from error


def _check_columns(columns: list[str], name: str) -> None:
    if FILE not in columns:
        raise DescriptionError("has no column “file” in its first line", file=name, line=1)
    for column in columns:
        if column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, n=1)
            raise DescriptionError(
                f"“{column}” is not a column of a manifest",
                file=name,
                line=1,
                field=column,
                suggestion=near[0] if near else None,
                allowed=COLUMNS,
            )
        if columns.count(column) > 1:
            raise DescriptionError(f"the column “{column}” stands twice", file=name, line=1)


def _csv_row(columns: list[str], raw: list[str], line: int, name: str) -> Row:
    cells = dict(zip(columns, raw, strict=False))
    file = cells.get(FILE, "").strip()
    try:
        if len(raw) > len(columns):
            says = "has more cells than columns; put text with commas in quotation marks"
            raise DescriptionError(says, file=name, line=line)
        if not file:
            raise DescriptionError("a row needs the name of its file", file=name, line=line)
        return Row(file, line, _described(cells, name, line))
    except DescriptionError as error:
        return Row(file or f"(line {line})", line, error=str(error))


def _described(cells: Mapping[str, str], name: str, line: int) -> Described:
    given = {column: cell for column, cell in cells.items() if cell.strip() and column != FILE}
    values: dict[str, Any] = {}
    for column, cell in given.items():
        try:
            if column in FIELDS:
                values[column] = FIELDS[column](cell)
            elif column == DATE:
                values[DATE] = statements.edtf_date(cell)
            elif column == COLLECTION:
                title = statements.line(300)(cell)
                values[COLLECTION] = sidecar.DescribedCollection(statements.slug(title), title)
            else:
                values[PEOPLE] = _people(cell)
        except Misstated as wrong:
            raise DescriptionError(
                f"“{column}”: {wrong}",
                file=name,
                line=line,
                field=column,
                suggestion=wrong.suggestion,
                allowed=wrong.allowed,
            ) from wrong
    _place_date(values)
    return Described(**values, file=Path(name).name, stated=frozenset(values))


def _place_date(values: dict[str, Any]) -> None:
    """ "date" means the day of the event; of written texts, the day they were published."""
    if DATE in values:
        date = values.pop(DATE)
        values.setdefault("published" if values.get("kind") in PUBLISHED_KINDS else "held", date)


def _people(cell: str) -> tuple[DescribedPerson, ...]:
    """ "Jane Miller (Director); John Roe": names, with roles in brackets."""
    people = []
    for each in filter(None, (part.strip() for part in cell.split(";"))):
        person, _, role = each.removesuffix(")").partition(" (")
        people.append(DescribedPerson(statements.line(300)(person), role.strip() or None))
    return tuple(people)


def _yaml_rows(data: bytes, name: str) -> Iterable[Row]:
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise DescriptionError("is not in UTF-8; save it as UTF-8", file=name) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise DescriptionError("is not YAML that can be read", file=name, line=line) from error
    if not isinstance(root, yaml.SequenceNode):
        raise DescriptionError("is a list: “- file: …” for each file", file=name)
    return [_yaml_row(node, name) for node in root.value]


def _yaml_row(node: yaml.Node, name: str) -> Row:
    line = node.start_mark.line + 1
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    own = {k.value: v for k, v in pairs if k.value in (FILE, DATE)}
    file = str(getattr(own.get(FILE), "value", "")).strip()
    try:
        if not file:
            raise DescriptionError("a row needs the name of its file", file=name, line=line)
        node.value = [(k, v) for k, v in pairs if k.value not in (FILE, DATE)]
        described = sidecar.described_in(node, name)
        if DATE in own:
            values: dict[str, Any] = {"kind": described.kind, DATE: _stated_date(own[DATE], name)}
            _place_date(values)
            values = {k: v for k, v in values.items() if k not in {*described.stated, "kind"}}
            described = replace(described, **values, stated=described.stated | frozenset(values))
        return Row(file, line, described)
    except DescriptionError as error:
        return Row(file or f"(line {line})", line, error=str(error))


def _stated_date(node: yaml.Node, name: str) -> str:
    try:
        return statements.edtf_date(str(node.value))
    except Misstated as wrong:
        raise DescriptionError(
            f"“date”: {wrong}", file=name, line=node.start_mark.line + 1, field=DATE
        ) from wrong
