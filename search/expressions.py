"""PostgreSQL's text search as conditions of a queryset, with lexemes that were found beforehand."""

from collections.abc import Sequence

from django.db.models import BooleanField, F, Func, Value


class Holds(Func):
    """That a stored vector matches a query of ready lexemes, without parser or dictionary."""

    arg_joiner = " @@ "
    template = "(%(expressions)s::tsquery)"
    output_field = BooleanField()

    def __init__(self, vector: str, lexemes: str, **extra) -> None:
        super().__init__(F(vector), Value(lexemes), **extra)


class HasPhrase(Func):
    """That the folded words of a passage hold some words in a row."""

    function = "strpos"
    template = "(%(function)s(%(expressions)s) > 0)"
    output_field = BooleanField()

    def __init__(self, words: Sequence[str], **extra) -> None:
        super().__init__(F("words"), Value(f" {' '.join(words)} "), **extra)


def quoted(lexeme: str) -> str:
    """A lexeme as it is written in a tsquery."""
    return "'{}'".format(lexeme.replace("\\", "\\\\").replace("'", "''"))


def all_of(lexemes: Sequence[str]) -> str:
    """A tsquery for passages that have all lexemes."""
    return " & ".join(quoted(lexeme) for lexeme in lexemes)


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
