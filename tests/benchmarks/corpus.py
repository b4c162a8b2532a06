"""The data of the benchmark: real paragraphs, in as many documents as wanted, with drawn facets.

The words are those of the White House briefings, in documents as they were printed; beyond their
number, new passages are made of the halves of two neighbours, so that none is there twice. Who
speaks, when, about what is drawn with a fixed seed: 200 speakers, 36 years, 40 topics and 12
publishers, all as skewed as they are in archives, and the 4 Ps on three passages of ten.
"""

import random
import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from lxml import html

BRIEFINGS = "white-house-briefings.tar.xz"
SEED = 20261125

SPEAKERS = tuple(f"speaker-{n:03}" for n in range(1, 201))
TOPICS = tuple(f"topic-{n:02}" for n in range(1, 41))
PS = ("prosecution", "protection", "prevention", "partnership")
PUBLISHERS = tuple(f"publisher-{n:02}" for n in range(1, 13))
COLLECTIONS = tuple(f"collection-{n}" for n in range(1, 6))
KINDS = ("briefing", "press-conference", "speech", "interview", "panel", "hearing")
YEARS = tuple(range(1990, 2026))
FACETS = (
    "speaker",
    "topic",
    "p",
    "year",
    "kind",
    "part",
    "role",
    "publisher",
    "language",
    "collection",
)
LANGUAGE = "en"
UNKNOWN = "unknown"

LABEL = re.compile(r"(?P<label>[A-Z][A-Z.,’'\- ]{2,40}[A-Z]):\s+|(?P<question>Q)\s+(?=\S)")


@dataclass(frozen=True)
class Passage:
    """A paragraph with its facets. `speaker` is None where nobody knows who asked."""

    text: str
    speaker: str | None
    part: str
    role: str
    topics: tuple[str, ...]
    ps: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        return (*self.topics, *self.ps)


@dataclass(frozen=True)
class Document:
    """A document of the archive that is measured, numbered from 1."""

    number: int
    title: str
    kind: str
    year: int
    publisher: str
    collection: str
    passages: list[Passage]

    def values(self, passage: Passage) -> dict[str, tuple[str, ...]]:
        """Of one of its passages: what it has in each facet."""
        return {
            "speaker": (passage.speaker or UNKNOWN,),
            "topic": passage.topics,
            "p": passage.ps,
            "year": (str(self.year),),
            "kind": (self.kind,),
            "part": (passage.part,),
            "role": (passage.role or UNKNOWN,),
            "publisher": (self.publisher,),
            "language": (LANGUAGE,),
            "collection": (self.collection,),
        }


@dataclass(frozen=True)
class Printed:
    """A document as printed: its title, and its paragraphs with the label of each turn."""

    title: str
    paragraphs: list[tuple[str, str]]


def documents(source: Path, size: int) -> Iterator[Document]:
    """The documents of an archive of `size` passages: for the same source and size, the same."""
    left = size
    for number, printed in enumerate(_endless(source), start=1):
        document = _described(number, printed, left)
        yield document
        left -= len(document.passages)
        if not left:
            return


def _endless(source: Path) -> Iterator[Printed]:
    """All that was printed, in an order drawn once; then resampled, round after round."""
    draw = random.Random(SEED)  # noqa: S311
    pool = list(_printed(source))
    draw.shuffle(pool)
    yield from pool
    while True:
        draw.shuffle(pool)
        yield from (_resampled(printed, draw) for printed in pool)


def _resampled(printed: Printed, draw: random.Random) -> Printed:
    """A document whose passages are each the halves of two that stand near each other."""
    texts = [words.split() for _, words in printed.paragraphs]
    paragraphs = []
    for at, (label, _) in enumerate(printed.paragraphs):
        other = texts[(at + draw.randint(1, 5)) % len(texts)]
        halves = texts[at][: len(texts[at]) // 2 + 1] + other[len(other) // 2 :]
        paragraphs.append((label, " ".join(halves)))
    return Printed(printed.title, paragraphs)


def _described(number: int, printed: Printed, at_most: int) -> Document:
    """A printed document with facets; those of one number are always the same."""
    draw = random.Random(f"{SEED} {number}")  # noqa: S311
    cast: dict[str, str] = {}
    favourites = _skewed(draw, TOPICS, 3)
    passages = []
    for label, text in printed.paragraphs[:at_most]:
        asks = label == "Q"
        if not asks and label not in cast:
            cast[label] = _skewed(draw, SPEAKERS, 1)[0]
        topics = {topic for topic in favourites if draw.random() < 0.35}
        if draw.random() < 0.2:
            topics.add(_skewed(draw, TOPICS, 1)[0])
        ps = draw.sample(PS, draw.choice((1, 1, 2))) if draw.random() < 0.3 else []
        passages.append(
            Passage(
                text,
                None if asks else cast[label],
                "questioner" if asks else "speaker",
                "" if asks else f"role-{SPEAKERS.index(cast[label]) % 30 + 1:02}",
                tuple(sorted(topics)),
                tuple(sorted(ps)),
            )
        )
    return Document(
        number,
        printed.title,
        draw.choices(KINDS, (40, 20, 16, 12, 8, 4))[0],
        draw.choices(YEARS, range(1, len(YEARS) + 1))[0],
        _skewed(draw, PUBLISHERS, 1)[0],
        _skewed(draw, COLLECTIONS, 1)[0],
        passages,
    )


def _skewed(draw: random.Random, values: Sequence[str], number: int) -> list[str]:
    """Some of the values, the n-th being drawn with a weight of 1/n (Zipf)."""
    return draw.choices(values, cum_weights=_zipf(len(values)), k=number)


@cache
def _zipf(number: int) -> list[float]:
    return list(accumulate(1 / n for n in range(1, number + 1)))


@cache
def _printed(source: Path) -> tuple[Printed, ...]:
    """What the source holds: a folder of texts, or the archive of briefings."""
    if source.is_dir():
        files = sorted(source.glob("*.txt"))
        found = [_of_text(path.stem, path.read_text()) for path in files]
    else:
        with tarfile.open(source) as archive:
            # In the order of the archive, which is a stream: going back in it takes minutes.
            files = ((m.name, archive.extractfile(m)) for m in archive if m.isfile())
            pages = sorted((name, file.read()) for name, file in files if file)
        found = [_of_html(markup) for _, markup in pages]
    return tuple(printed for printed in found if printed.paragraphs)


def _of_html(markup: bytes) -> Printed:
    page = html.document_fromstring(markup.decode("utf-8", "replace"))
    for line_end in page.iter("br", "p", "li", "div", "h1"):
        line_end.tail = "\n" + (line_end.tail or "")
    title = page.findtext(".//h1") or page.findtext(".//title") or ""
    body = page.find(".//div")
    lines = (page.body if body is None else body).text_content().split("\n")
    return Printed(" ".join(title.split()), _turns(lines))


def _of_text(name: str, text: str) -> Printed:
    return Printed(name, _turns(re.split(r"\n\s*\n", text)))


def _turns(lines: Sequence[str]) -> list[tuple[str, str]]:
    """(label, words) of each paragraph; one without a label goes on with the one before."""
    turns, label = [], "THE SPEAKER"
    for line in (" ".join(line.split()) for line in lines):
        if found := LABEL.match(line):
            label = found["label"] or found["question"]
            line = line[found.end() :]
        if len(line.split()) >= 3:
            turns.append((label, line))
    return turns
