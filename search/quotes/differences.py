"""What stands between a quotation and the words that were spoken, block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from documents.folding import words
from search.quotes import word_classes
from search.quotes.alignment import Alignment, Step
from search.quotes.quotation import Insertion, Omission, Quotation, Spoken
from search.quotes.source import Source


class Kind(StrEnum):
    """What a difference does to the words."""

    JOINED = "joined"
    """The same letters, taken together or apart: "modern day" for "modernday"."""
    SPELLING = "spelling"
    """British for American spelling, or the other way round."""
    OMITTED = "omitted"
    """Left out, as an ellipsis says."""
    BRACKETED = "bracketed"
    """Put in or replaced, as square brackets say."""
    INTERRUPTED = "interrupted"
    """Left out silently, but spoken by another: "…, he said, …", or a word thrown in."""
    ADDED = "added"
    DROPPED = "dropped"
    REPLACED = "replaced"

    @property
    def changes_words(self) -> bool:
        """Whether words differ that the quotation claims were spoken so."""
        return self in (Kind.ADDED, Kind.DROPPED, Kind.REPLACED)


class Callout(StrEnum):
    """What makes a difference decisive."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    MODAL = "modal"
    CONDITION = "condition"


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
    for kind, group in groupby(alignment.steps, _sort):
        steps = list(group)
        if kind is not None:
            difference = _difference(kind, steps, quotation, source, at)
            if difference is not None:
                yield difference
        at = max((step.token.end for step in steps if step.token), default=at)


def _sort(step: Step) -> str | None:
    """None for a word that both have; neighbours of the same sort make one difference."""
    if isinstance(step.token, Omission):
        return Kind.OMITTED
    if isinstance(step.token, Insertion):
        return Kind.BRACKETED
    return None if step.same else "words"


def _difference(
    sort: str, steps: Sequence[Step], quotation: Quotation, source: Source, at: int
) -> Difference | None:
    tokens = [step.token for step in steps if step.token]
    span = (tokens[0].start, tokens[-1].end) if tokens else (at, at)
    first, after = steps[0].first, steps[-1].after
    asked = [word for token in tokens for word in _said(token)]
    held = source.words[first:after]
    if sort == Kind.OMITTED and not held:
        return None
    kind = Kind(sort) if sort != "words" else _kind(asked, held)
    if kind is Kind.DROPPED and _is_another_voice(source, first, after):
        kind = Kind.INTERRUPTED
    callouts: tuple[Callout, ...] = ()
    if kind not in (Kind.JOINED, Kind.SPELLING, Kind.INTERRUPTED):
        callouts = _callouts(asked, held, quotation, source, span, first)
    if kind is Kind.OMITTED and set(held) & word_classes.CONDITIONS:
        callouts = (*callouts, Callout.CONDITION)
    return Difference(
        kind,
        quotation.text[slice(*span)],
        source.text(first, after - 1) if held else "",
        callouts,
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


def _callouts(
    asked: Sequence[str],
    held: Sequence[str],
    quotation: Quotation,
    source: Source,
    span: tuple[int, int],
    first: int,
) -> tuple[Callout, ...]:
    before_held = source.words[first - 1] if first else ""
    before_asked = next(
        (t.word for t in reversed(quotation.tokens) if isinstance(t, Spoken) and t.end <= span[0]),
        "",
    )
    found = []
    negated = word_classes.negations(asked, before_asked), word_classes.negations(held, before_held)
    if len(negated[0]) != len(negated[1]):
        found.append(Callout.NEGATION)
    if _those(asked, word_classes.is_quantity) != _those(held, word_classes.is_quantity):
        found.append(Callout.NUMBER)
    if _those(asked, word_classes.MODALS.__contains__) != _those(
        held, word_classes.MODALS.__contains__
    ):
        found.append(Callout.MODAL)
    if _names(quotation.text, span) != _names_held(source, first, len(held)):
        found.append(Callout.NAME)
    return tuple(found)


def _those(words: Sequence[str], of_class) -> list[str]:
    return sorted(word for word in words if of_class(word))


def _names(text: str, span: tuple[int, int]) -> list[str]:
    """The words with a capital within a span that no sentence gave it."""
    return sorted(
        word.text
        for word in words(text[slice(*span)])
        if _is_name(text, span[0] + word.start, word.text)
    )


def _names_held(source: Source, first: int, count: int) -> list[str]:
    return sorted(
        heard.word
        for heard in source.heard[first : first + count]
        if _is_name(source.passages[heard.passage].text, heard.start, heard.word)
    )


def _is_name(text: str, at: int, word: str) -> bool:
    if not text[at].isupper() or word in word_classes.SMALL:
        return False
    before = text[:at].rstrip(" \t“\"'‘(")
    return bool(before) and before[-1] not in ".!?:\n—–…"
