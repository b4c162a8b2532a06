"""Which numbers of a quotation stand for which of the source, and whether they are the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.spoken import spoken
from search.quotes.alignment import Step
from search.quotes.figures import Figure, figures
from search.quotes.quotation import Quotation, Spoken
from search.quotes.source import Source

BRACKETS = str.maketrans("[]", "  ")
"""A transcriber writes "$5 [billion]" where somebody said "five"."""


@dataclass(frozen=True)
class FigurePair:
    """Numbers that stand for each other: as written on both sides, whether they are the same by
    value and unit, the steps of the alignment that they take, from the first up to, not including,
    the last, and where they stand in the quotation's text.
    """

    is_same: bool
    asked: str
    held: str
    steps: tuple[int, int]
    asked_span: tuple[int, int]


@dataclass(frozen=True)
class _Placed:
    """A figure, as it is written, with the steps that it takes."""

    figure: Figure
    text: str
    first: int
    after: int
    is_asked: bool


def figure_pairs(
    quotation: Quotation, source: Source, steps: Sequence[Step]
) -> Iterator[FigurePair]:
    """The numbers that both sides have at the same place, in order.

    A number of the source is taken whole, also where the quotation begins or ends within it.
    """
    placed = [*_asked(quotation, steps, source.config), *_held(source, steps)]
    together: list[_Placed] = []
    text = quotation.text
    for one in sorted(placed, key=lambda one: (one.first, one.after)):
        if together and not _touch(together, one, steps):
            yield from _pair(together, text, steps)
            together = []
        together.append(one)
    yield from _pair(together, text, steps)


def _asked(quotation: Quotation, steps: Sequence[Step], config: str) -> Iterator[_Placed]:
    for figure in figures(quotation.spoken.translate(BRACKETS), config):
        at = [
            n
            for n, step in enumerate(steps)
            if isinstance(step.token, Spoken)
            and step.token.start < figure.end
            and figure.start < step.token.end
        ]
        if at:
            text = quotation.text[figure.start : figure.end]
            yield _Placed(figure, text, at[0], at[-1] + 1, is_asked=True)


def _held(source: Source, steps: Sequence[Step]) -> Iterator[_Placed]:
    places: dict[int, dict[int, int]] = {}
    for n, step in enumerate(steps):
        if step.token is None or isinstance(step.token, Spoken):
            for word in range(step.first, step.after):
                places.setdefault(source.heard[word].passage, {})[word] = n
    for at, words in places.items():
        passage = source.passages[at]
        said = spoken(passage.text, passage.notes).translate(BRACKETS)
        for figure in figures(said, source.config):
            taken = [
                n
                for word, n in words.items()
                if source.heard[word].start < figure.end and figure.start < source.heard[word].end
            ]
            if taken:
                text = passage.text[figure.start : figure.end]
                yield _Placed(figure, text, min(taken), max(taken) + 1, is_asked=False)


def _touch(together: Sequence[_Placed], one: _Placed, steps: Sequence[Step]) -> bool:
    """Whether a figure takes a step of others, or one beside them where neither is the same."""
    end = max(other.after for other in together)
    if one.first < end:
        return True
    sides = {other.is_asked for other in together}
    return (
        one.first == end
        and sides == {not one.is_asked}
        and not steps[end - 1].same
        and not steps[end].same
    )


def _pair(together: Sequence[_Placed], text: str, steps: Sequence[Step]) -> Iterator[FigurePair]:
    asked = [one for one in together if one.is_asked]
    held = [one for one in together if not one.is_asked]
    if not asked or not held:
        return
    first, after = min(one.first for one in together), max(one.after for one in together)
    tokens = [step.token for step in steps[first:after] if step.token]
    start = min(asked[0].figure.start, *(token.start for token in tokens))
    end = max(asked[-1].figure.end, *(token.end for token in tokens))
    yield FigurePair(
        [one.figure.says for one in asked] == [one.figure.says for one in held],
        text[start:end],
        " ".join(one.text for one in held),
        (first, after),
        (start, end),
    )
