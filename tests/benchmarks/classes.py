"""The classes of queries, drawn from the corpus by how many passages have a word.

Shares are of all passages, counted by stems: a *rare* word is in up to 0.1 %, a *medium* one in
0.3 to 3 %, a *common* one in more than 6 %. Words that PostgreSQL's English drops are no query.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from django.db import connection

from tests.benchmarks.corpus import PS, SEED, SPEAKERS, TOPICS, YEARS, Document
from tests.benchmarks.engine import Question

WORD = re.compile(r"[\w']+")
PLAIN = re.compile("[a-z]{4,}")
COUNTED = 100_000
"""So many passages say how frequent words are; a larger archive is made of the same words."""

RARE, MEDIUM, COMMON = (0.0002, 0.001), (0.003, 0.03), (0.06, 0.6)
PHRASE, COMMON_PHRASE = (0.0003, 0.002), (0.004, 0.2)


@dataclass(frozen=True)
class Words:
    """Words and pairs of words, by the share of the passages that have them."""

    words: dict[str, float]
    pairs: dict[tuple[str, str], float]

    def between(self, share: tuple[float, float]) -> list[str]:
        return sorted(w for w, found in self.words.items() if share[0] <= found < share[1])

    def pairs_between(self, share: tuple[float, float]) -> list[tuple[str, str]]:
        return sorted(p for p, found in self.pairs.items() if share[0] <= found < share[1])


def questions(documents: Iterable[Document], number: int) -> dict[str, list[Question]]:
    """By class, `number` questions (fewer where the corpus has no more); always the same ones."""
    words = counted(documents)
    draw = random.Random(SEED)  # noqa: S311
    made = {}
    for name, make in CLASSES.items():
        wanted = 1 if name == "browse" else number
        made[name] = [question for _ in range(wanted) if (question := make(draw, words))]
    return {name: asked for name, asked in made.items() if asked}


def counted(documents: Iterable[Document]) -> Words:
    """How frequent words (by their stems) and pairs of words are."""
    texts = (p.text.lower().replace("’", "'") for d in documents for p in d.passages)
    passages = list(islice(texts, COUNTED))
    vocabulary = Counter(word for text in passages for word in WORD.findall(text))
    stems = _stems([word for word in vocabulary if PLAIN.fullmatch(word)])
    by_stem: Counter[str] = Counter()
    by_pair: Counter[tuple[str, str]] = Counter()
    for text in passages:
        found = WORD.findall(text)
        by_stem.update({stems[word] for word in found if word in stems})
        by_pair.update({pair for pair in pairwise(found) if pair[0] in stems and pair[1] in stems})
    most_used: dict[str, str] = {}
    for word in sorted(stems, key=lambda word: (-vocabulary[word], word)):
        most_used.setdefault(stems[word], word)
    return Words(
        {word: by_stem[stem] / len(passages) for stem, word in most_used.items()},
        {pair: number / len(passages) for pair, number in by_pair.items() if number > 1},
    )


def _stems(words: Sequence[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, (tsvector_to_array(to_tsvector('english', word)))[1]"
            " FROM unnest(%s::text[]) AS word",
            [list(words)],
        )
        return {word: stem for word, stem in cursor.fetchall() if stem}


Draw = Callable[[random.Random, Words], Question | None]


def _some(draw: random.Random, values: Sequence, number: int) -> list:
    return draw.sample(values, number) if len(values) >= number else []


def _words(*shares: tuple[float, float], kind: str = "every", **more: int) -> Draw:
    """A word of each share, all of them wanted (`every`) or one of them (`some`)."""

    def make(draw: random.Random, words: Words) -> Question | None:
        drawn = [word for share in shares for word in _some(draw, words.between(share), 1)]
        if len(set(drawn)) < len(shares):
            return None
        return Question(**{kind: tuple(drawn)}, **more)

    return make


def _without(wanted: tuple[float, float], unwanted: tuple[float, float]) -> Draw:
    def make(draw: random.Random, words: Words) -> Question | None:
        one, other = (_some(draw, words.between(share), 1) for share in (wanted, unwanted))
        if not one or not other or one == other:
            return None
        return Question(every=tuple(one), none=tuple(other))

    return make


def _phrase(share: tuple[float, float]) -> Draw:
    def make(draw: random.Random, words: Words) -> Question | None:
        pair = _some(draw, words.pairs_between(share), 1)
        return Question(phrase=pair[0]) if pair else None

    return make


def _selected(draw: random.Random, facets: int) -> dict[str, tuple[str, ...]]:
    """Values in one facet, or in three, as broad as people choose them."""
    year = draw.randrange(len(YEARS) - 8)
    chosen = {
        "speaker": tuple(draw.sample(SPEAKERS[:12], 2)),
        "topic": tuple(draw.sample(TOPICS[:10], 3)),
        "year": tuple(map(str, YEARS[year : year + 8])),
        "p": tuple(draw.sample(PS, 2)),
    }
    return {facet: chosen[facet] for facet in sorted(draw.sample(sorted(chosen), facets))}


def _narrowed(facets: int, share: tuple[float, float] | None = None) -> Draw:
    def make(draw: random.Random, words: Words) -> Question | None:
        drawn = _some(draw, words.between(share), 1) if share else []
        if share and not drawn:
            return None
        return Question(every=tuple(drawn), selected=_selected(draw, facets))

    return make


CLASSES: dict[str, Draw] = {
    "rare": _words(RARE),
    "medium": _words(MEDIUM),
    "common": _words(COMMON),
    "and2": _words(MEDIUM, MEDIUM),
    "and2_common": _words(COMMON, COMMON),
    "or2": _words(MEDIUM, MEDIUM, kind="some"),
    "or2_common": _words(COMMON, COMMON, kind="some"),
    "phrase": _phrase(PHRASE),
    "phrase_common": _phrase(COMMON_PHRASE),
    "neg": _without(MEDIUM, COMMON),
    "neg_common": _without(COMMON, MEDIUM),
    "medium_1f": _narrowed(1, MEDIUM),
    "medium_3f": _narrowed(3, MEDIUM),
    "common_1f": _narrowed(1, COMMON),
    "common_3f": _narrowed(3, COMMON),
    "browse": lambda draw, words: Question(),
    "browse_1f": _narrowed(1),
    "browse_3f": _narrowed(3),
    "deep_medium": _words(MEDIUM, page=26),
    "deep_common": _words(COMMON, page=101),
}
