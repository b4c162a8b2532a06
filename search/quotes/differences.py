"""What stands between a quotation and the words that were spoken, block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from search.quotes import callouts, word_classes
from search.quotes.alignment import Alignment, Step
from search.quotes.callouts import Callout
from search.quotes.figure_pairs import FigurePair, figure_pairs
from search.quotes.quotation import Insertion, Omission, Quotation, Spoken
from search.quotes.source import Source

WORDS = "words"
APOSTROPHES = ("'", "’")


class Kind(StrEnum):
    """What a difference does to the words."""

    JOINED = "joined"
    """The same letters, taken together or apart: "modern day" for "modernday"."""
    SPELLING = "spelling"
    """British for American spelling, or the other way round."""
    NOTATION = "notation"
    """The same number in another notation: "30" for "thirty", "80%" for "80 percent"."""
    OMITTED = "omitted"
    """Left out, as an ellipsis says."""
    BRACKETED = "bracketed"
    """Put in or replaced, as square brackets say."""
    INTERRUPTED = "interrupted"
    """Left out silently, but spoken by another: "…, he said, …", or a word thrown in."""
    ADDED = "added"
    DROPPED = "dropped"
    REPLACED = "replaced"
    MOVED = "moved"
    """Spoken elsewhere in the passage, before or after."""

    MARK = "mark"
    """A question for a statement, a sign ("~", "²") or a note that the archive does not have
    there; a number that a sign makes another is called out.
    """

    @property
    def changes_words(self) -> bool:
        """Whether words differ that the quotation claims were spoken so."""
        return self in (Kind.ADDED, Kind.DROPPED, Kind.REPLACED, Kind.MOVED)


@dataclass(frozen=True)
class Difference:
    """One stretch that differs: what the quotation has there, what the archive has, as written."""

    kind: Kind
    asked: str
    held: str
    callouts: tuple[Callout, ...] = ()
    asked_span: tuple[int, int] = (0, 0)
    """Where it stands in the quotation's text; empty where the quotation has nothing."""
    held_words: tuple[int, int] = (0, 0)
    """The words of the source, by position, from the first up to, not including, the last."""


def differences(quotation: Quotation, source: Source, alignment: Alignment) -> list[Difference]:
    """The differences along an alignment, in order."""
    return list(_differences(quotation, source, alignment))


def _differences(
    quotation: Quotation, source: Source, alignment: Alignment
) -> Iterator[Difference]:
    at = 0
    sorts = _sorts(quotation, source, alignment.steps)
    for sort, group in groupby(zip(sorts, alignment.steps, strict=True), lambda pair: pair[0]):
        steps = [step for _, step in group]
        if sort is not None:
            difference = _difference(sort, steps, quotation, source, at)
            if difference is not None:
                yield difference
        at = max((step.token.end for step in steps if step.token), default=at)


def _sorts(
    quotation: Quotation, source: Source, steps: Sequence[Step]
) -> list[str | FigurePair | None]:
    """Of what sort each step is; neighbours of the same sort make one difference, and None is a
    word that both have.
    """
    sorts: list[str | FigurePair | None] = [_sort(step) for step in steps]
    for at, (step, following) in enumerate(pairwise(steps)):
        # "can" for "can't" is a change of the word, not of its last letter.
        if _is_one_word(step, following, quotation, source):
            if sorts[at] == WORDS and sorts[at + 1] is None:
                sorts[at + 1] = WORDS
            elif sorts[at] is None and sorts[at + 1] == WORDS:
                sorts[at] = WORDS
    for pair in figure_pairs(quotation, source, steps):
        changed = any(sort is not None for sort in sorts[slice(*pair.steps)])
        if changed or not pair.is_same:
            sorts[slice(*pair.steps)] = [pair] * (pair.steps[1] - pair.steps[0])
    return sorts


def _is_one_word(step: Step, following: Step, quotation: Quotation, source: Source) -> bool:
    """Whether an apostrophe alone stands between two steps, in the quotation or in the source."""
    if isinstance(step.token, Spoken) and isinstance(following.token, Spoken):
        between = quotation.text[step.token.end : following.token.start]
        if between in APOSTROPHES:
            return True
    if step.first < step.after == following.first < following.after:
        before, after = source.heard[step.after - 1], source.heard[following.first]
        if before.passage == after.passage:
            text = source.passages[before.passage].text
            return text[before.end : after.start] in APOSTROPHES
    return False


def _sort(step: Step) -> str | None:
    if isinstance(step.token, Omission):
        return Kind.OMITTED
    if isinstance(step.token, Insertion):
        return Kind.BRACKETED
    return None if step.same else WORDS


def _difference(
    sort: str | FigurePair, steps: Sequence[Step], quotation: Quotation, source: Source, at: int
) -> Difference | None:
    if isinstance(sort, FigurePair):
        return Difference(
            Kind.NOTATION if sort.is_same else Kind.REPLACED,
            sort.asked,
            sort.held,
            () if sort.is_same else (Callout.NUMBER,),
            sort.asked_span,
            (steps[0].first, steps[-1].after),
        )
    tokens = [step.token for step in steps if step.token]
    span = (tokens[0].start, tokens[-1].end) if tokens else (at, at)
    first, after = steps[0].first, steps[-1].after
    asked = [word for token in tokens for word in _said(token)]
    held = source.words[first:after]
    if (sort == Kind.OMITTED and not held) or (sort == Kind.BRACKETED and asked == held):
        return None
    kind = Kind(sort) if sort != WORDS else _kind(asked, held)
    if kind is Kind.DROPPED and _is_another_voice(source, first, after):
        kind = Kind.INTERRUPTED
    found: list[Callout] = []
    if kind is Kind.BRACKETED:
        found = callouts.of_brackets(asked, held, quotation.text[slice(*span)], source)
    elif kind not in (Kind.JOINED, Kind.SPELLING, Kind.INTERRUPTED):
        found = callouts.of_words(asked, held, quotation, source, span, first)
    if kind is Kind.OMITTED and set(held) & word_classes.CONDITIONS:
        found = [*(c for c in found if c is not Callout.CONDITION), Callout.CONDITION]
    return Difference(
        kind,
        quotation.text[slice(*span)],
        source.text(first, after - 1) if held else "",
        tuple(found),
        span,
        (first, after),
    )


def _is_another_voice(source: Source, first: int, after: int) -> bool:
    """Whether one voice goes on behind some words that are all somebody else's."""
    return (
        first > 0
        and after < len(source.words)
        and source.voices[first - 1] == source.voices[after]
        and source.voices[after] not in source.voices[first:after]
    )


def _said(token: Spoken | Omission | Insertion) -> tuple[str, ...]:
    if isinstance(token, Spoken):
        return (token.word,)
    return token.words if isinstance(token, Insertion) else ()


def _kind(asked: Sequence[str], held: Sequence[str]) -> Kind:
    if not held:
        return Kind.ADDED
    if not asked:
        return Kind.DROPPED
    if "".join(asked) == "".join(held) and _in_thousands(asked) and _in_thousands(held):
        return Kind.JOINED
    if len(asked) == len(held) and all(
        one == other or word_classes.is_spelling(one, other)
        for one, other in zip(asked, held, strict=True)
    ):
        return Kind.SPELLING
    return Kind.REPLACED


def _in_thousands(words: Sequence[str]) -> bool:
    """Whether figures in a row can be one number: "1", "500" for 1,500, but not "20", "9" for 20.9.

    What stands between them is not in the words; two figures are the same number put together only
    where the second has the three digits of thousands.
    """
    return all(
        len(second) == 3 and second.isdecimal()
        for first, second in pairwise(words)
        if first[-1].isdecimal() and second[0].isdecimal()
    )
