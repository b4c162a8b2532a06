"""How often, and how fast, a quotation with wrong words leads to its passage.

    make bench ARGS="--engines verbatim"                     loads the passages, once
    .venv/bin/python -m tests.benchmarks.quotations          100,000 passages, 200 quotations

Quotations of 12 to 40 words are cut out of passages; a tenth of their words are then replaced,
dropped, misspelled or made up, drawn with a seed. Asked of three, one after the other in one run:

    the checker     search.quotes.checking.check
    pg_trgm         the passage nearest by `<->>>` (word similarity), with a GiST index of its own
    full text       `ts_rank` over the passages that share any word but the commonest, and over
                    those that have all words

A passage is right if it holds the words as they were before: many are said again elsewhere. `first`
is the share of quotations with a right passage first.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.speed import ROOT, server

LENGTHS = (12, 16, 20, 40)
WRONG = 0.1
TRGM_INDEX = """
CREATE INDEX IF NOT EXISTS benchmark_quotations_trgm ON search_passage_words
USING gist (words gist_trgm_ops (siglen=256))
"""
TRGM = "SELECT words FROM search_passage_words ORDER BY %s <<<-> words LIMIT 1"
FULL_TEXT = """
SELECT words FROM search_passage JOIN search_passage_words USING (document_id, passage_id)
WHERE stems @@ %s::tsquery ORDER BY ts_rank(stems, %s::tsquery) DESC LIMIT 1
"""


@dataclass(frozen=True)
class Cut:
    """The words as they stand in a passage, and as they are asked for."""

    words: tuple[str, ...]
    asked: str


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    os.environ["BENCHMARK_DATA"] = str(options.data.absolute())
    os.environ["BENCHMARK_DATABASE"] = f"benchmark_{options.n}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    if not (options.data / str(options.n) / "verbatim.loaded").exists():
        sys.exit("No passages are loaded yet: the head of this file says how.")
    import django

    django.setup()
    with server():
        _run(options)


def _run(options: argparse.Namespace) -> None:
    from django.db import connection

    cuts = quotations(options.quotations, random.Random(options.seed))  # noqa: S311
    print(f"{len(cuts)} quotations from {options.n:,} passages, seed {options.seed}", flush=True)
    print(f"{'':24}first" + "".join(f"  {n:>3} w" for n in LENGTHS) + "     p50 ms   p95 ms")
    _measure("the checker", by_checker, cuts)
    if not options.alone:
        with connection.cursor() as cursor:
            cursor.execute(TRGM_INDEX)
        few = cuts[: options.others]
        _measure(f"pg_trgm ({len(few)})", by_trigrams, few)
        _measure(f"any word ({len(few)})", by_any_word, few)
        _measure(f"all words ({len(few)})", by_all_words, few)


def quotations(number: int, draw: random.Random) -> list[Cut]:
    """Quotations of each of the lengths in turn, a tenth of their words wrong."""
    from django.db.models import OuterRef, Subquery

    from search.models import IndexedPassage, PassageWords

    ids = list(
        IndexedPassage.objects.filter(length__gte=max(LENGTHS))
        .order_by("public_id")
        .values_list("public_id", flat=True)
    )
    chosen = draw.sample(ids, number)
    words_of = Subquery(
        PassageWords.objects.filter(passage_id=OuterRef("passage_id")).values("words")
    )
    said = dict(
        IndexedPassage.objects.filter(public_id__in=chosen).values_list("public_id", words_of)
    )
    vocabulary = sorted({word for words in said.values() for word in words.split()})
    found = []
    for place, public_id in enumerate(chosen):
        words = said[public_id].split()
        length = LENGTHS[place % len(LENGTHS)]
        at = draw.randrange(len(words) - length + 1)
        cut = tuple(words[at : at + length])
        found.append(Cut(cut, " ".join(spoilt(cut, vocabulary, draw))))
    return found


def spoilt(words: Sequence[str], vocabulary: Sequence[str], draw: random.Random) -> list[str]:
    """The words with one in ten of them, and one at least, replaced, dropped, misspelled or joined
    by a word that was not there.
    """
    changed = list(words)
    places = draw.sample(range(len(changed)), max(1, round(WRONG * len(changed))))
    for at in sorted(places, reverse=True):
        match draw.choice(("replace", "drop", "misspell", "insert")):
            case "replace":
                changed[at] = draw.choice(vocabulary)
            case "drop":
                del changed[at]
            case "misspell":
                letter = draw.randrange(len(changed[at]))
                wrong = draw.choice("abcdefghijklmnopqrstuvwxyz")
                changed[at] = changed[at][:letter] + wrong + changed[at][letter + 1 :]
            case "insert":
                changed.insert(at, draw.choice(vocabulary))
    return changed


def by_checker(asked: str) -> str:
    """The folded words of the passage in which the checker's first finding begins."""
    from documents.spoken import spoken_words
    from search.quotes.checking import Asked, check

    finding = check(Asked(asked))
    best = finding.best or next(iter(finding.nearest), None)
    if best is None:
        return ""
    passage = best.source.passages[best.source.heard[best.first].passage]
    return f" {' '.join(word.text for word in spoken_words(passage.text, passage.notes))} "


def by_trigrams(asked: str) -> str:
    return _first(TRGM, [asked])


def by_any_word(asked: str) -> str:
    from search.analysis import lexemes
    from search.expressions import quoted

    query = " | ".join(map(quoted, lexemes("english", asked.split())))
    return _first(FULL_TEXT, [query, query])


def by_all_words(asked: str) -> str:
    from search.analysis import lexemes
    from search.expressions import all_of

    query = all_of(lexemes("english", asked.split()))
    return _first(FULL_TEXT, [query, query])


def _first(statement: str, parameters: list[str]) -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row = cursor.fetchone()
    return row[0] if row else ""


def _measure(name: str, find: Callable[[str], str], cuts: Sequence[Cut]) -> None:
    find(cuts[0].asked)  # to warm up
    right: dict[int, list[bool]] = {length: [] for length in LENGTHS}
    seconds = []
    for cut in cuts:
        start = time.perf_counter()
        found = find(cut.asked)
        seconds.append(time.perf_counter() - start)
        right[len(cut.words)].append(f" {' '.join(cut.words)} " in found)
    everything = [one for those in right.values() for one in those]
    shares = "".join(f"  {statistics.mean(right[length]):.2f} " for length in LENGTHS)
    p50, p95 = statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20)[-1] * 1000
    print(f"{name:24}{statistics.mean(everything):.3f}{shares}  {p50:9.0f}{p95:9.0f}", flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.quotations",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--n", type=int, default=100_000, help="passages (default: 100000)")
    add("--data", type=Path, default=ROOT / ".data" / "benchmark", help="where all of it is kept")
    add("--quotations", type=int, default=200, help="asked of the checker (default: 200)")
    add("--others", type=int, default=60, help="of them, asked of the others (default: 60)")
    add("--seed", type=int, default=1)
    add("--alone", action="store_true", help="ask the checker only")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
