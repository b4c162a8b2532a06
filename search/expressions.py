"""PostgreSQL's text search as conditions of a queryset, with lexemes that were found beforehand."""

from collections import Counter
from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, IntegerField, Q, TextField, Value
from django.db.models.functions import Cast


class Holds(Func):
    """That a stored vector matches a query of ready lexemes, without parser or dictionary."""

    arg_joiner = " @@ "
    template = "(%(expressions)s::tsquery)"
    output_field = BooleanField()

    def __init__(self, vector: str, lexemes: str, **extra) -> None:
        super().__init__(F(vector), Value(lexemes), **extra)


class HowMany(Func):
    """How many of some tsqueries on stems a passage answers."""

    arg_joiner = " + "
    template = "(%(expressions)s)"
    output_field = IntegerField()

    def __init__(self, queries: Sequence[str], **extra) -> None:
        super().__init__(
            *(Cast(Holds("stems", query), IntegerField()) for query in queries), **extra
        )


class HasPhrase(Func):
    """That the folded words of a passage hold some words in a row."""

    function = "strpos"
    template = "(%(function)s(%(expressions)s) > 0)"
    output_field = BooleanField()

    def __init__(self, words: Sequence[str], **extra) -> None:
        super().__init__(F("words"), Value(f" {' '.join(words)} "), **extra)


class HasBeginning(HasPhrase):
    """That the folded words of a passage hold some words in a row, the last one perhaps longer."""

    def __init__(self, words: Sequence[str], **extra) -> None:
        Func.__init__(self, F("words"), Value(f" {' '.join(words)}"), **extra)


class HasNear(Func):
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


def has_words(words: Sequence[str]) -> Q:
    """That a passage holds folded words in a row: found by its set of words, then confirmed."""
    return Q(Holds("word_set", all_of(sorted(set(words))))) & Q(HasPhrase(words))


def quoted(lexeme: str) -> str:
    """A lexeme as it is written in a tsquery."""
    return "'{}'".format(lexeme.replace("\\", "\\\\").replace("'", "''"))


def all_of(lexemes: Sequence[str]) -> str:
    """A tsquery for passages that have all lexemes."""
    return " & ".join(quoted(lexeme) for lexeme in lexemes)


def beginning(words: Sequence[str]) -> str:
    """A tsquery for passages that have all words, the last of which may go on."""
    return " & ".join([*map(quoted, words[:-1]), f"{quoted(words[-1])}:*"])


def in_a_row(lexemes: Sequence[str | None]) -> str:
    """A tsquery for lexemes side by side; None stands for a word that was too common to be kept."""
    text, gap = "", 1
    for lexeme in lexemes:
        if lexeme is None:
            gap += 1
            continue
        text = f"{text} <{gap}> {quoted(lexeme)}" if text else quoted(lexeme)
        gap = 1
    return text
