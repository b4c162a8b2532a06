"""Passages by their folded words, which stand in a table beside the index: found by the set of
their words, then confirmed on the words in a row. What is found are keys of the index.
"""

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    Case,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable

from search.expressions import Holds, all_of, beginning
from search.models import PassageWords

Rows = QuerySet[PassageWords, Any]

FEW = 3
"""So many rows of words are found faster for all passages at once than in each of those found."""
WIDEST_PAIR = 5
"""Two words with more others between them are not found faster by a regular expression."""


def with_words(words: Sequence[str]) -> Rows:
    """The passages that hold folded words in a row."""
    return _rows(Holds("word_set", all_of(sorted(set(words)))), _HasPhrase(words))


def with_beginning(words: Sequence[str]) -> Rows:
    """The passages that hold folded words in a row, the last one perhaps longer."""
    confirmed = [_HasBeginning(words)] if len(words) > 1 else []
    return _rows(Holds("word_set", beginning(words)), *confirmed)


def with_near(words: Sequence[str], within: int) -> Rows:
    """The passages in which folded words stand in any order, with at most `within` others among
    them. A word that is asked for twice has to stand there twice.
    """
    has = _HasPair if len(words) == 2 and within <= WIDEST_PAIR else _HasNear
    return _rows(Holds("word_set", all_of(sorted(set(words)))), has(words, within))


def has_words(words: Sequence[str]) -> Q:
    """That a passage of the index holds folded words in a row."""
    return Q(pk__in=with_words(words))


def how_many_rows(rows: Sequence[Sequence[str]]) -> Combinable:
    """How many of some rows of folded words stand in a passage of the index.

    Few are looked up each for all passages at once, many in the words of each passage.
    """
    if len(rows) <= FEW:
        return reduce(add, (Case(When(has_words(row), then=1), default=0) for row in rows))
    held = (Case(When(Q(_HasPhrase(row)), then=1), default=0) for row in rows)
    its_own = {"document_id": OuterRef("document_id"), "passage_id": OuterRef("passage_id")}
    return Subquery(PassageWords.objects.filter(**its_own).values(held=reduce(add, held)))


def _rows(*conditions: Func) -> Rows:
    return PassageWords.objects.filter(*map(Q, conditions)).values("pk")


class _HasPhrase(Func):
    """That the folded words of a passage hold some words in a row."""

    function = "strpos"
    template = "(%(function)s(%(expressions)s) > 0)"
    output_field = BooleanField()

    def __init__(self, words: Sequence[str], **extra) -> None:
        super().__init__(F("words"), Value(f" {' '.join(words)} "), **extra)


class _HasBeginning(_HasPhrase):
    """That the folded words of a passage hold some words in a row, the last one perhaps longer."""

    def __init__(self, words: Sequence[str], **extra) -> None:
        Func.__init__(self, F("words"), Value(f" {' '.join(words)}"), **extra)


class _HasPair(Func):
    """That two words stand in a passage in either order, with at most `within` others between them:
    as `_HasNear`, and found in half the time where they stand close.
    """

    arg_joiner = " ~ "
    template = "(%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, words: Sequence[str], within: int, **extra) -> None:
        between = f"( [^ ]+){{0,{within:d}}} "
        orders = dict.fromkeys(between.join(pair) for pair in (words, words[::-1]))
        super().__init__(F("words"), Value(f" ({'|'.join(orders)}) "), **extra)


class _HasNear(Func):
    """That some words stand in a passage in any order, with at most `within` others among them.

    A word that is asked for twice has to stand there twice.
    """

    output_field = BooleanField()

    def __init__(self, words: Sequence[str], within: int, **extra) -> None:
        wanted = sorted(Counter(words).items())
        counted = " AND ".join(
            f"count(*) FILTER (WHERE word = wanted[{n}]) OVER near >= {times:d}"
            for n, (_, times) in enumerate(wanted, start=1)
        )
        template = (
            f"EXISTS (SELECT FROM (SELECT {counted} AS found"  # noqa: S608
            " FROM (SELECT %(expressions)s) AS asked(words, wanted),"
            " unnest(string_to_array(words, ' ')) WITH ORDINALITY AS said(word, place)"
            " WHERE word = ANY(wanted) WINDOW near AS (ORDER BY place"
            f" RANGE BETWEEN CURRENT ROW AND {len(words) + within - 1:d} FOLLOWING)"
            ") AS stretches WHERE found)"
        )
        those = Value([word for word, _ in wanted], output_field=ArrayField(TextField()))
        super().__init__(F("words"), those, template=template, **extra)
