"""PostgreSQL's text search as conditions of a queryset, with lexemes that were found beforehand."""

from collections.abc import Sequence

from django.db.models import BooleanField, Case, F, Func, IntegerField, Q, Value, When


class Holds(Func):
    """That a stored vector matches a query of ready lexemes, without parser or dictionary."""

    arg_joiner = " @@ "
    template = "(%(expressions)s::tsquery)"
    output_field = BooleanField()

    def __init__(self, vector: str, lexemes: str, **extra) -> None:
        super().__init__(F(vector), Value(lexemes), **extra)


class HowMany(Func):
    """How many of some conditions a passage answers."""

    arg_joiner = " + "
    template = "(%(expressions)s)"
    output_field = IntegerField()

    def __init__(self, conditions: Sequence[Q], **extra) -> None:
        held = (
            Case(When(condition, then=1), default=0, output_field=IntegerField())
            for condition in conditions
        )
        super().__init__(*held, **extra)


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
