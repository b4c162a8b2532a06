"""SQLite's FTS5, as Python brings it: porter stems, bm25(), snippet(), facets as Datasette counts
them (one GROUP BY a facet over the rows whose rowid is found).
"""

import sqlite3
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from tests.benchmarks.corpus import FACETS, Document
from tests.benchmarks.engine import PAGE_SIZE, Answer, Question

MANY = ("topic", "p")
SINGLE = tuple(facet for facet in FACETS if facet not in MANY)

SCHEMA = f"""
CREATE TABLE passage (id INTEGER PRIMARY KEY, text TEXT, {", ".join(SINGLE)});
CREATE TABLE topic (passage INTEGER, value TEXT, PRIMARY KEY (value, passage)) WITHOUT ROWID;
CREATE TABLE p (passage INTEGER, value TEXT, PRIMARY KEY (value, passage)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    text, content='passage', content_rowid='id', tokenize='porter unicode61'
);
"""
INDEXES = [f"CREATE INDEX passage_{facet} ON passage ({facet})" for facet in SINGLE] + [
    f"CREATE INDEX {facet}_passage ON {facet} (passage, value)" for facet in MANY
]


class Fts5:
    name = "SQLite FTS5"

    def load(self, documents: Iterable[Document], folder: Path) -> None:
        path = folder / "fts5.sqlite"
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as database:
            database.executescript(SCHEMA)
            numbers = count(1)
            for document in documents:
                for passage in document.passages:
                    key, values = next(numbers), document.values(passage)
                    row = [key, passage.text, *(values[facet][0] for facet in SINGLE)]
                    database.execute(f"INSERT INTO passage VALUES ({_marks(row)})", row)
                    for facet in MANY:
                        links = [(key, value) for value in values[facet]]
                        database.executemany(f"INSERT INTO {facet} VALUES (?, ?)", links)
            for index in INDEXES:
                database.execute(index)
            database.execute("INSERT INTO words (words) VALUES ('rebuild')")
            database.execute("INSERT INTO words (words) VALUES ('optimize')")
            database.execute("ANALYZE")
        database.close()

    def open(self, folder: Path) -> None:
        self.database = sqlite3.connect(folder / "fts5.sqlite")
        self.database.execute("PRAGMA mmap_size = 4000000000")
        self.database.execute("PRAGMA cache_size = -500000")

    def ask(self, question: Question) -> Answer:
        where, parameters = _where(question)
        total = self._rows(f"SELECT count(*) FROM passage WHERE {where}", parameters)[0][0]
        return Answer(
            total,
            self._page(question, where, parameters),
            {facet: self._counts(facet, question) for facet in FACETS},
        )

    def _page(self, question: Question, where: str, parameters: list) -> list[str]:
        place = f"LIMIT {PAGE_SIZE} OFFSET {question.offset}"
        if question.is_blank:
            statement = f"SELECT text FROM passage WHERE {where} ORDER BY year DESC, id {place}"
        else:
            where, parameters = _where(question, joined=True)
            statement = (
                "SELECT snippet(words, 0, '[', ']', '…', 40) FROM words"
                f" JOIN passage ON passage.id = words.rowid WHERE {where} ORDER BY rank {place}"
            )
        return [text for (text,) in self._rows(statement, parameters)]

    def _counts(self, facet: str, question: Question) -> dict[str, int]:
        where, parameters = _where(question, beside=facet)
        if facet in MANY:
            statement = (
                f"SELECT value, count(*) FROM {facet} WHERE passage IN"
                f" (SELECT id FROM passage WHERE {where}) GROUP BY value"
            )
        else:
            statement = f"SELECT {facet}, count(*) FROM passage WHERE {where} GROUP BY 1"
        return {str(value): number for value, number in self._rows(statement, parameters)}

    def _rows(self, statement: str, parameters: list) -> list[tuple]:
        return self.database.execute(statement, parameters).fetchall()


def _where(question: Question, beside: str = "", joined: bool = False) -> tuple[str, list]:
    """The conditions of a question, but for the selection in the facet `beside`."""
    conditions, parameters = ["true"], []
    if not question.is_blank:
        found = "words MATCH ?"
        subquery = f"id IN (SELECT rowid FROM words WHERE {found})"
        conditions.append(found if joined else subquery)
        parameters.append(_match(question))
    for facet, values in question.selected.items():
        if facet == beside:
            continue
        one_of = f"IN ({_marks(values)})"
        conditions.append(
            f"id IN (SELECT passage FROM {facet} WHERE value {one_of})"
            if facet in MANY
            else f"passage.{facet} {one_of}"
        )
        parameters += values
    return " AND ".join(conditions), parameters


def _match(question: Question) -> str:
    wanted = [f'"{word}"' for word in question.every]
    if question.phrase:
        wanted.append('"{}"'.format(" ".join(question.phrase)))
    if question.some:
        wanted.append("({})".format(" OR ".join(f'"{word}"' for word in question.some)))
    return " NOT ".join([" AND ".join(wanted), *(f'"{word}"' for word in question.none)])


def _marks(values: Iterable) -> str:
    return ", ".join("?" for _ in values)
