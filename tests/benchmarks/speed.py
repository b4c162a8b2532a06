"""How fast list, total and facets are, beside other engines on the same passages.

    make bench                                       100,000 passages, all classes and engines
    make bench N=1000000
    make bench ARGS="--classes common,or2 --engines verbatim,plain"
    .venv/bin/python -m tests.benchmarks.speed --n 100000 --classes medium_3f --engines verbatim

The first run of an N loads every engine it measures; later runs find that in the data folder.
`--reindex` makes Verbatim's index anew first (it is done by itself where the code that writes the
index has changed), `--fresh` everything. `--explain` shows, for the slowest question of each class,
Verbatim's statements with what PostgreSQL makes of them.

Engines take turns, class by class, and nothing else is asked meanwhile. A question is asked once to
warm up, then `--repeats` times; the fastest counts (another process on the machine can only slow it
down). p50 and p95 are over the questions of a class. Totals and facets are compared with plain
Django's; `report.DIFFERENCES` says why they may differ.
"""

import argparse
import contextlib
import importlib.util
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.engine import Engine, Question
    from tests.benchmarks.report import Measured

ROOT = Path(__file__).resolve().parents[2]
BRIEFINGS = ROOT.parent / "shared" / "corpus" / "white-house-briefings.tar.xz"
ENGINES = ("verbatim", "bare", "plain", "fts5", "tantivy")


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    if missing := _missing(options):
        sys.exit(f"The benchmark cannot run. Missing: {missing}.")
    folder = options.data.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["BENCHMARK_DATA"] = str(folder)
    os.environ["BENCHMARK_DATABASE"] = f"benchmark_{options.n}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    import django

    django.setup()
    with server():
        _run(options, folder / str(options.n))


@contextlib.contextmanager
def server() -> Iterator[None]:
    """The embedded PostgreSQL for a while. Open connections of ours would keep it from stopping."""
    from django.db import connections

    from archive.database.base import embedded_server

    with embedded_server().borrowed():
        try:
            yield
        finally:
            connections.close_all()


def _missing(options: argparse.Namespace) -> str:
    """What is not there, "" where nothing is missing."""
    if not options.source.exists():
        return f"the passages to load, {options.source}; --source says where they are"
    if "tantivy" in options.engines and importlib.util.find_spec("tantivy") is None:
        return "tantivy, which `make bench` installs; --engines leaves it out"
    return ""


def _run(options: argparse.Namespace, folder: Path) -> None:
    from tests.benchmarks import classes, corpus, loading, report

    engines = loading.ready(
        options.engines, folder, options.source, options.n, options.fresh, options.reindex
    )
    asked = classes.questions(corpus.documents(options.source, options.n), options.questions)
    if unknown := set(options.classes) - set(asked):
        sys.exit(f"No such class: {', '.join(sorted(unknown))}. There are: {', '.join(asked)}.")
    measured: dict[str, list[Measured]] = {}
    for name in options.classes or asked:
        measured[name] = [_measure(engine, asked[name], options.repeats) for engine in engines]
        print(report.progress(name, measured[name]), file=sys.stderr, flush=True)
        if options.explain:
            print(report.explained(engines[0], measured[name][0]))
    text = report.written(measured, options.n, options.repeats)
    print(text)
    (folder / "results.md").write_text(text)
    print(f"Written to {folder / 'results.md'}", file=sys.stderr)


def _measure(engine: "Engine", questions: "Sequence[Question]", repeats: int) -> "Measured":
    from tests.benchmarks.report import Measured

    answers, seconds = [], []
    for question in questions:
        answers.append(engine.ask(question))
        seconds.append(min(_seconds(engine, question) for _ in range(repeats)))
    return Measured(engine.name, questions, seconds, answers)


def _seconds(engine: "Engine", question: "Question") -> float:
    start = time.perf_counter()
    engine.ask(question)
    return time.perf_counter() - start


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--n", type=int, default=100_000, help="passages (default: 100000)")
    add("--source", type=Path, default=BRIEFINGS, help="the briefings, or a folder of texts")
    add("--data", type=Path, default=ROOT / ".data" / "benchmark", help="where all of it is kept")
    add("--engines", type=_names, default=ENGINES, help=f"of {', '.join(ENGINES)}")
    add("--classes", type=_names, default=(), help="of those in classes.py (default: all)")
    add("--questions", type=int, default=20, help="of a class (default: 20)")
    add("--repeats", type=int, default=3, help="of a question (default: 3)")
    add("--reindex", action="store_true", help="make Verbatim's index anew")
    add("--fresh", action="store_true", help="load everything anew")
    add("--explain", action="store_true", help="show Verbatim's statements and their plans")
    options = parser.parse_args(arguments)
    if unknown := set(options.engines) - set(ENGINES):
        parser.error(f"no such engine: {', '.join(sorted(unknown))}; there are {ENGINES}")
    return options


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


if __name__ == "__main__":
    main()
