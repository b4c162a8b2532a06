"""What was asked for or sent, read without trust in it: numbers, lines of words, reasons."""

from django.http import HttpRequest, QueryDict

LONGEST_REASON = 1000
MOST_DIGITS = 18
"""So many every column of primary keys can hold."""


def is_number(value: str) -> bool:
    """Whether a primary key could be written so."""
    return value.isascii() and value.isdecimal() and len(value) <= MOST_DIGITS


def number_in(value: str) -> int:
    """A primary key from a form; 0, which none has, for anything else."""
    return int(value) if is_number(value) else 0


def words_in(sent: QueryDict, name: str) -> str:
    """What was written in a field of one line, white space and characters of no text left out."""
    return " ".join(sent.get(name, "").replace("\0", " ").split())


def reason_in(request: HttpRequest) -> str:
    """Why, as the keeper wrote it in a form; may be empty."""
    return words_in(request.POST, "reason")[:LONGEST_REASON]


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which shows the answer itself."""
    return request.headers.get("Accept", "").startswith("application/json")
