"""What was measured, as a table: times, ratios, and how far the engines agree."""

import datetime
import os
import platform
import sqlite3
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from operator import itemgetter
from pathlib import Path

from django.db import connection

from tests.benchmarks.engine import Answer, Engine, Question

DIFFERENCES = """\
Totals may differ where engines do not agree what a word is: Verbatim's phrases are exact (plain
Django, FTS5 and Tantivy take any ending for any other, and plain Django leaves out stop words);
Verbatim looks through its equivalents ("labour", "labor"); "women's", "counter-terrorism" and
"U.S." are divided otherwise by each; porter (FTS5) stems some words unlike snowball (the others).
"""
SMALL = 5000
OURS = "Verbatim"


@dataclass(frozen=True)
class Measured:
    """One engine's answers to the questions of a class, and the seconds of each."""

    engine: str
    questions: Sequence[Question]
    seconds: Sequence[float]
    answers: Sequence[Answer]

    @property
    def p50(self) -> float:
        return statistics.median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        if len(self.seconds) == 1:
            return self.p50
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1] * 1000


def progress(name: str, measured: Sequence[Measured]) -> str:
    """A line to watch while it runs: p50 and p95 in milliseconds by engine."""
    times = ", ".join(f"{m.engine} {m.p50:.1f}/{m.p95:.1f}" for m in measured)
    return f"{name:14} {times}"


def written(
    measured: Mapping[str, Sequence[Measured]],
    n: int,
    repeats: int,
) -> str:
    """The whole report, in Markdown."""
    first = next(iter(measured.values()))
    parts = [
        f"# List, total and facets of {n:,} passages",
        machine(),
        f"Milliseconds, p50 / p95 over the questions of a class, each the fastest of {repeats} "
        "after one to warm up. Ratios are of p50; above 1, Verbatim is faster. Verbatim and plain "
        "Django fetch the passages as a page shows them, the others their marked texts alone; so "
        "does Verbatim where it is bare.",
        times(measured),
        f"Hits of {first[0].engine}, and how far the others agree with it: of how many questions "
        "the totals are equal, by how much they differ at most, and how many counts of facets "
        "differ where the totals that they divide are equal.",
        agreement(measured),
        DIFFERENCES,
        "The first question of each class:",
        "\n".join(f"- {name}: {described(r[0].questions[0])}" for name, r in measured.items()),
    ]
    return "\n\n".join(parts) + "\n"


def times(measured: Mapping[str, Sequence[Measured]]) -> str:
    names = [m.engine for m in next(iter(measured.values()))]
    others = [name for name in names if OURS in names and name != OURS]
    rows = [["class", *names, *(f"{name} / {OURS}" for name in others)]]
    for name, results in measured.items():
        ours = {m.engine: m for m in results}.get(OURS)
        row = [name, *(f"{m.p50:.1f} / {m.p95:.1f}" for m in results)]
        row += [f"{m.p50 / ours.p50:.1f}" for m in results if ours and m.engine != OURS]
        rows.append(row)
    return table(rows)


def agreement(measured: Mapping[str, Sequence[Measured]]) -> str:
    names = [m.engine for m in next(iter(measured.values()))]
    rows = [["class", f"hits ({names[0]}): median", "most", *names[1:]]]
    for name, results in measured.items():
        first, *others = results
        totals = [answer.total for answer in first.answers]
        row = [name, f"{statistics.median(totals):.0f}", str(max(totals))]
        rows.append([*row, *(_compared(first, other) for other in others)])
    return table(rows)


def _compared(ours: Measured, theirs: Measured) -> str:
    pairs = list(zip(ours.answers, theirs.answers, strict=True))
    same = sum(a.total == b.total for a, b in pairs)
    furthest = max(abs(a.total - b.total) / max(a.total, b.total, 1) for a, b in pairs)
    differing = sum(map(_differing, ours.questions, ours.answers, theirs.answers))
    return f"{same}/{len(pairs)}, {furthest:.1%}, {differing}"


def _differing(question: Question, ours: Answer, theirs: Answer) -> int:
    """How many values have another count, where the same passages are counted.

    A facet with a selection counts more than the total: there, its sum has to be the same. How many
    have no tag is counted by Verbatim alone.
    """
    differing = 0
    for facet in theirs.facets:
        known, counts = _tagged(ours.facets[facet]), _tagged(theirs.facets[facet])
        same = ours.total == theirs.total
        if facet in question.selected:
            same = sum(known.values()) == sum(counts.values())
        if same:
            differing += sum(known.get(v, 0) != counts.get(v, 0) for v in {*known, *counts})
    return differing


def _tagged(counts: Mapping[str, int]) -> dict[str, int]:
    return {value: n for value, n in counts.items() if value not in ("none", "unread")}


def described(question: Question) -> str:
    chosen = "; ".join(f"{key}: {', '.join(vs)}" for key, vs in question.selected.items())
    page = f"page {question.page}" if question.page > 1 else ""
    return " · ".join(filter(None, [f"`{question.as_web_query()}`", chosen, page]))


def explained(engine: Engine, measured: Measured) -> str:
    """The statements of the slowest question of a class, with their plans."""
    seconds, slowest = max(
        zip(measured.seconds, measured.questions, strict=True), key=itemgetter(0)
    )
    statements: list[tuple[str, object]] = []

    def keep(execute, sql, params, many, context):
        statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        engine.ask(slowest)
    lines = [f"{described(slowest)}: {seconds * 1000:.1f} ms"]
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params)
            lines += ["", sql, *(line for (line,) in cursor.fetchall())]
    return "\n".join(lines)


def machine() -> str:
    """What it ran on, and with."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgresql = cursor.fetchone()[0]
    versions = {
        "Python": platform.python_version(),
        "PostgreSQL": postgresql,
        "SQLite": sqlite3.sqlite_version,
        **{name: _version(name) for name in ("Django", "psycopg", "tantivy")},
    }
    return "\n".join(
        [
            f"- when: {datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC",
            f"- machine: {_processor()}, {os.cpu_count()} cores, {_memory()} GiB, "
            f"{platform.system()} {platform.release()}; load {os.getloadavg()[0]:.1f} at the end",
            f"- versions: {', '.join(f'{name} {number}' for name, number in versions.items())}",
            f"- Verbatim: {_commit()}",
        ]
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    found = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True)
    return found.stdout.strip() or "not a checkout"


def table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| {} |".format(" | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)))
        for row in rows
    ]
    rule = "|{}|".format("|".join("-" * (width + 2) for width in widths))
    return "\n".join([lines[0], rule, *lines[1:]])
