"""Quotations measured on articles of many habits, and on the founding article.

The gold was written by hand, the people in it are invented. A quotation is right where its first
eight words and its person are.
"""

import re
from pathlib import Path

import pytest
import yaml

from documents.ingest.readers import read
from documents.ingest.understanding import understand
from tests.documents.ingest.prose import quotations

GOLD = Path(__file__).parent / "gold"
FOUNDING = Path(__file__).parents[3] / "fixtures" / "texts"
ARTICLES = sorted(GOLD.glob("articles/*.yaml"))


def head_of(text: str) -> int:
    """How many blocks of an article are title and byline."""
    blocks = [b for b in re.split(r"\n{2,}", text) if b.strip()]
    in_head = [bool(re.match(r"By |Posted|FOR IMMEDIATE|Par |Von ", b)) for b in blocks[:4]]
    return max((n + 1 for n, is_head in enumerate(in_head) if is_head), default=1)


def first_words(text: str) -> list[str]:
    return re.findall(r"[\w’']+", text.casefold())[:8]


def compare(text: str, gold: dict) -> tuple[int, int, int]:
    """How many quotations are right, found, and wanted."""
    source, quotes, voices = quotations(text, gold["author"], skip=head_of(text))
    names = {voice.key: voice.name for voice in voices}
    found = [(names.get(q.voice or ""), first_words(source.text[q.start : q.end])) for q in quotes]
    left, right = list(found), 0
    for person, words in gold["quotes"]:
        want = first_words(words)
        hit = next((f for f in left if f[0] == person and f[1][: len(want)] == want), None)
        if hit:
            left.remove(hit)
            right += 1
    return right, len(found), len(gold["quotes"])


def read_gold(path: Path) -> tuple[str, dict]:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = FOUNDING / gold["file"] if "file" in gold else path.with_suffix(".txt")
    return text.read_text(encoding="utf-8"), gold


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_no_article_falls_behind(path):
    right, found, wanted = compare(*read_gold(path))
    assert right >= 0.9 * max(found, wanted), f"{right} right of {found} found, {wanted} wanted"


def test_all_articles_together_reach_the_mark():
    totals = [
        sum(column) for column in zip(*(compare(*read_gold(p)) for p in ARTICLES), strict=True)
    ]
    right, found, wanted = totals
    assert wanted >= 60
    assert 2 * right / (found + wanted) >= 0.95


MARK = re.compile(r"⟪([^⟫]*)⟫")
CLOSING = {"“": "”", '"': '"', "«": "»", "‘": "’", "'": "'"}


def marked_articles() -> list[str]:
    """Articles in which each quotation has its person before it, in signs of our own."""
    files = (path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("marked_*.txt")))
    return [article for text in files for article in text.split("\n\n=====\n\n")]


def wanted(article: str) -> list[tuple[str | None, list[str]]]:
    """The marked quotations: the person, None where the article names nobody, and first words."""
    found = []
    for mark in MARK.finditer(article):
        rest = MARK.sub("", article[mark.end() :])
        closing = re.compile(rf"{CLOSING[rest[0]]}(?!\w)" if rest[0] in "‘'" else CLOSING[rest[0]])
        end = closing.search(rest, 1)
        found.append((mark[1] or None, first_words(rest[1 : end.start() if end else 400])))
    return found


def test_marked_articles_of_other_habits_reach_the_mark():
    right = found = all_wanted = 0
    for article in marked_articles():
        source = read(MARK.sub("", article).encode(), "article.txt")
        reading = understand(source, "article.txt")
        names = {voice.key: voice.name for voice in reading.voices}
        left = [
            (names.get(q.voice or ""), first_words(source.text[q.start : q.end]))
            for q in reading.quotes
        ]
        found += len(left)
        for person, words in wanted(article):
            all_wanted += 1
            same = (
                has for has in left if has[1][: len(words)] == words and _is_person(has[0], person)
            )
            if (hit := next(same, None)) is not None:
                left.remove(hit)
                right += 1
    assert all_wanted > 250
    assert 2 * right / (found + all_wanted) >= 0.95


def _is_person(found: str | None, person: str | None) -> bool:
    """Whether a name is the person's: in full, or the family name alone."""
    return found == person or bool(found and person and found == person.split()[-1])


def test_every_quotation_of_the_founding_article_is_found_with_its_person():
    text, gold = read_gold(GOLD / "founding_article.yaml")
    assert compare(text, gold) == (22, 22, 22)


def test_the_person_quoted_in_the_founding_article_has_the_role_printed_there():
    text, gold = read_gold(GOLD / "founding_article.yaml")
    _, _, voices = quotations(text, gold["author"], skip=head_of(text))
    assert [(v.key, v.name, v.role) for v in voices[1:]] == [
        (
            "lagon",
            "Mark Lagon",
            "the new head of the State Department’s anti-trafficking office",
        )
    ]
