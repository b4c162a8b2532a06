"""How good the first hits are: queries with the passages that answer them, ours beside others.

    .venv/bin/python -m tests.benchmarks.judge
    .venv/bin/python -m tests.benchmarks.judge --each      with every query

`judged/queries.yaml` holds the queries and their answers. All engines search the same passages,
those of the founding texts and of some briefings as the archive reads them:

- Verbatim: `search.results.search`, as the page
- ts_rank: PostgreSQL's websearch_to_tsquery over to_tsvector('english'), all words, best first
- Tantivy, all words; Tantivy, any word: BM25 over English stems

P@5 is the share of answers among the first five, of as many as there could be; RR is one over the
place of the first answer (0 beyond the twentieth). The interval is that of the mean difference from
Verbatim, by a paired bootstrap over the queries (10,000 samples, 95 %): an engine is better or
worse where it leaves out 0.
"""

import argparse
import os
import random
import re
import sys
import tarfile
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import fmean

import yaml

from tests.benchmarks.speed import BRIEFINGS, ROOT, server

JUDGED = Path(__file__).parent / "judged" / "queries.yaml"
FIRST = 5
SEEN = 20
SAMPLES = 10_000
SEED = 4


@dataclass(frozen=True)
class Judged:
    """A query and the keys of the passages that answer it."""

    query: str
    answers: frozenset[int]

    def precision(self, found: Sequence[int]) -> float:
        hits = len(self.answers.intersection(found[:FIRST]))
        return hits / min(FIRST, len(self.answers))

    def reciprocal_rank(self, found: Sequence[int]) -> float:
        places = (n for n, key in enumerate(found, start=1) if key in self.answers)
        return 1 / next(places, float("inf"))


Ask = Callable[[str], list[int]]
"""From a query to the keys of the first passages found, best first."""


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    if not options.briefings.exists():
        sys.exit(f"The judged set cannot be searched. Missing: the briefings, {options.briefings}.")
    with tempfile.TemporaryDirectory(prefix="judged-") as folder:
        os.chmod(folder, 0o711)  # noqa: S103 (the server's account has to pass)
        os.environ["BENCHMARK_DATA"] = folder
        os.environ["BENCHMARK_DATABASE"] = "archive"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
        import django

        django.setup()
        with server():
            texts = _load(options.briefings, Path(folder))
            judged = _judged(texts)
            print(report(judged, engines(texts), options.each))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.judge",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--briefings", type=Path, default=BRIEFINGS)
    parser.add_argument("--each", action="store_true", help="show every query")
    return parser.parse_args(arguments)


def _load(briefings: Path, folder: Path) -> dict[tuple[str, int], str]:
    """Loads the documents into the archive; returns their passages by document and key."""
    from django.core.management import call_command

    from documents.models import PassageVersion

    wanted = yaml.safe_load(JUDGED.read_text())["briefings"]
    texts = folder / "briefings"
    texts.mkdir()
    with tarfile.open(briefings) as archive:
        for file in archive:
            if Path(file.name).stem in wanted:
                (texts / Path(file.name).name).write_bytes(archive.extractfile(file).read())
    call_command("migrate", verbosity=0)
    call_command("load_equivalents", ROOT / "fixtures" / "equivalents.yaml", verbosity=0)
    call_command("ingest", ROOT / "fixtures" / "texts", verbosity=0)
    call_command("ingest", texts, verbosity=0)
    rows = PassageVersion.objects.public().numbered()
    return {
        (re.sub(r"^.*/|\.html$", "", key), version): text
        for version, key, text in rows.values_list("pk", "passage__document__key", "text")
    }


def _judged(texts: Mapping[tuple[str, int], str]) -> list[Judged]:
    """The judged queries. An answer that does not name exactly one passage is an error."""
    judged = []
    for item in yaml.safe_load(JUDGED.read_text())["queries"]:
        answers = set()
        for document, words in item["answers"]:
            named = [key for (d, key), text in texts.items() if d == document and words in text]
            if len(named) != 1:
                sys.exit(f"{len(named)} passages of {document} have the words “{words}”.")
            answers.add(named[0])
        judged.append(Judged(item["query"], frozenset(answers)))
    return judged


def engines(texts: Mapping[tuple[str, int], str]) -> dict[str, Ask]:
    passages = {key: text for (_, key), text in texts.items()}
    tantivy = _Tantivy(passages)
    return {
        "Verbatim": _verbatim,
        "ts_rank": _ts_rank,
        "Tantivy, all words": lambda query: tantivy.ask(query, every=True),
        "Tantivy, any word": lambda query: tantivy.ask(query, every=False),
    }


def _verbatim(query: str) -> list[int]:
    from search.request import SearchRequest
    from search.results import search

    return [hit.version.pk for hit in search(SearchRequest(q=query)).hits]


def _ts_rank(query: str) -> list[int]:
    from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector

    from documents.models import PassageVersion

    asked = SearchQuery(query, config="english", search_type="websearch")
    vector = SearchVector("text", config="english")
    rows = PassageVersion.objects.public().numbered().annotate(vector=vector)
    ranked = rows.filter(vector=asked).order_by(SearchRank(vector, asked).desc(), "pk")
    return list(ranked.values_list("pk", flat=True)[:SEEN])


class _Tantivy:
    """An index in memory of nothing but the words."""

    def __init__(self, passages: Mapping[int, str]) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("key", stored=True)
        schema.add_text_field("text", tokenizer_name="en_stem")
        self.index = tantivy.Index(schema.build())
        writer = self.index.writer(num_threads=1)
        for key, text in passages.items():
            writer.add_document(tantivy.Document(key=key, text=text))
        writer.commit()
        self.index.reload()

    @cached_property
    def searcher(self):
        return self.index.searcher()

    def ask(self, query: str, every: bool) -> list[int]:
        straight = query.replace("“", '"').replace("”", '"')
        asked, _ = self.index.parse_query_lenient(straight, ["text"], conjunction_by_default=every)
        found = self.searcher.search(asked, limit=SEEN)
        return [self.searcher.doc(address)["key"][0] for _, address in found.hits]


def report(judged: Sequence[Judged], asked: Mapping[str, Ask], each: bool) -> str:
    """The table, in Markdown; with `each`, a line for every query as well."""
    from tests.benchmarks.report import table

    found = {name: [ask(item.query) for item in judged] for name, ask in asked.items()}
    measures = {"P@5": Judged.precision, "RR": Judged.reciprocal_rank}
    scores = {
        (name, measure): [score(j, f) for j, f in zip(judged, lists, strict=True)]
        for name, lists in found.items()
        for measure, score in measures.items()
    }
    ours = next(iter(asked))
    rows = [["engine", *(h for m in measures for h in (m, f"{ours} − engine, 95 %"))]]
    for name in asked:
        row = [name]
        for measure in measures:
            mine, theirs = scores[ours, measure], scores[name, measure]
            row += [f"{fmean(theirs):.3f}", "" if name == ours else interval(mine, theirs)]
        rows.append(row)
    parts = [f"{len(judged)} judged queries", table(rows)]
    if each:
        lines = [["query", *asked]]
        for at, item in enumerate(judged):
            cells = (f"{scores[n, 'P@5'][at]:.2f} {scores[n, 'RR'][at]:.2f}" for n in asked)
            lines.append([item.query, *cells])
        parts += ["P@5 and RR of each:", table(lines)]
    return "\n\n".join(parts)


def interval(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The mean difference and where 95 % of resampled means lie (paired bootstrap, fixed seed)."""
    draw = random.Random(SEED)  # noqa: S311
    differences = [a - b for a, b in zip(ours, theirs, strict=True)]
    means = sorted(fmean(draw.choices(differences, k=len(differences))) for _ in range(SAMPLES))
    low, high = means[int(SAMPLES * 0.025)], means[int(SAMPLES * 0.975)]
    return f"{fmean(differences):+.3f} ({low:+.3f} to {high:+.3f})"


if __name__ == "__main__":
    main()
