"""What an engine of the benchmark is asked, and what it answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.benchmarks.corpus import Document

PAGE_SIZE = 20


@dataclass(frozen=True)
class Question:
    """A query with what is selected beside it.

    `every` are words that must all be there, `phrase` words in a row, `some` words of which one
    suffices, `none` words that must not be there. `selected` are values by facet: within a facet
    any of them, between facets all. `page` counts from 1, with twenty hits each.
    """

    every: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    selected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE

    @property
    def is_blank(self) -> bool:
        """No words are asked for: the archive is browsed."""
        return not (self.every or self.phrase or self.some)

    def as_web_query(self) -> str:
        """As one types it: the language that we and PostgreSQL's websearch have in common."""
        parts = [*self.every, *(f"-{word}" for word in self.none)]
        if self.phrase:
            parts.append('"{}"'.format(" ".join(self.phrase)))
        return " ".join([*parts, " OR ".join(self.some)]).strip()


@dataclass(frozen=True)
class Answer:
    """How many passages there are, the marked texts of a page of them, and by facet the number of
    passages with each value, counted without the facet's own selection.
    """

    total: int
    snippets: list[str]
    facets: dict[str, dict[str, int]]


class Engine(Protocol):
    """One way to search. `name` heads its column; `load` fills it from nothing."""

    name: str

    def load(self, documents: Iterable[Document], folder: Path) -> None: ...

    def open(self, folder: Path) -> None:
        """Get ready for questions to what was loaded before."""

    def ask(self, question: Question) -> Answer: ...
