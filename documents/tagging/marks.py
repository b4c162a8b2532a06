"""What is exchanged of judgments, whatever the format: a mark says who judged what of which words.

Marks name documents, terms, hands and rounds; which rows those are, `importing` and `exporting`
know.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from documents.vocabularies import TaggingStatus

CONTEXT_LENGTH = 32
"""How many code points before and after the words a quote selector keeps."""
LONGEST_NAME = 200
"""Code points in the name of a hand, a decider or a round."""
MOST_ERRORS = 50
"""Of a file no more lines are named that are wrong."""

T = TypeVar("T")


class ExchangeError(Exception):
    """A file of judgments cannot be taken in. The message says where it fails and why; `sentences`
    says it of each line.
    """

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Place:
    """The words that are judged: in which document, which words, between which others.

    `start` and `end` are offsets in the canonical text of the revision with that number and
    SHA-256; they are a hint, the words decide. `whole` says that the words are one passage from end
    to end. Of a text whose words may not be handed on `exact` is empty: then the offsets decide, in
    the text with that SHA-256, and `link` says where the whole can be read.
    """

    document: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    whole: bool = False
    revision: int | None = None
    text_sha256: str = ""
    link: str = ""


@dataclass(frozen=True)
class Hand:
    """Who judged: the name of a hand, rule or file, and the account where there is one."""

    name: str
    account: str = ""


@dataclass(frozen=True)
class RoundMark:
    """The round that a judgment belongs to."""

    name: str
    blind: bool = False
    settled: datetime | None = None


@dataclass(frozen=True)
class TaggingMark:
    """One judgment: the term, in that version of its definition, holds here."""

    place: Place
    vocabulary: str
    term: str
    version: int
    hand: Hand
    created: datetime
    status: TaggingStatus = TaggingStatus.APPROVED
    round: RoundMark | None = None
    reason: str = ""
    decided: datetime | None = None
    decider: str = ""
    where: str = field(default="", compare=False)
    """In which line, or annotation, of a file it stands."""


@dataclass(frozen=True)
class ReadingMark:
    """That a hand has read the passage for the vocabulary, whether or not a term held."""

    place: Place
    vocabulary: str
    hand: Hand
    created: datetime
    round: RoundMark | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True)
class CommentMark:
    """What a hand said about the passage to the others who tag."""

    place: Place
    text: str
    hand: Hand
    created: datetime
    round: RoundMark | None = None
    where: str = field(default="", compare=False)


Mark = TaggingMark | ReadingMark | CommentMark


def read_each(items: Iterable[tuple[str, T]], read: Callable[[T], list[Mark]]) -> list[Mark]:
    """The judgments of the parts of a file, each with where it stands. Raises ExchangeError, which
    names all parts that are wrong.
    """
    marks: list[Mark] = []
    wrong: list[str] = []
    for where, item in items:
        try:
            marks += [replace(mark, where=where) for mark in read(item)]
        except (ExchangeError, KeyError, TypeError, ValueError) as error:
            wrong.append(f"{where}: {_in_words(error)}")
        if len(wrong) == MOST_ERRORS:
            wrong.append("Perhaps there are more.")
            break
    if wrong:
        raise ExchangeError(*wrong)
    return marks


def _in_words(error: Exception) -> str:
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
