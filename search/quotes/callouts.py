"""What makes a difference between two texts decisive: a negation, a number, a name, and so on."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from documents.folding import folded_words, words
from documents.ingest.quotations.named import GIVEN
from search.quotes import word_classes
from search.quotes.alignment import alike
from search.quotes.figures import figures
from search.quotes.number_words import number_words
from search.quotes.quotation import Quotation, Spoken
from search.quotes.source import Source

_WORD_BEFORE = re.compile(r"([A-ZÄÖÜ]\w+) $")
_LONGEST_BEFORE = 40
_TWO_WORDS = re.compile(r"(\w+) (\w+)")
_BEGINS_IN_GERMAN = re.compile(
    r"(?:d(?:er|ie|as|e[nms])|(?:k?ein|[mds]ein|ihr|unser|dies|jed|all|viel|manch)(?:e[nmrs]?)?"
    r"|ich|wir|sie|er|es|man|i[nm]|a[nm]|auf|vo[nm]|zu[mr]?|mit|für|bei|nach|aus|über|unter|durch"
    r"|gegen|ohne|und|oder|aber|denn|wenn|weil|dass|als|wie|auch|nur|so|doch|noch|mehr|zwei|drei)",
    re.IGNORECASE,
)
"""Words that a German sentence begins with before a noun."""


class Callout(StrEnum):
    """What makes a difference decisive."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    MODAL = "modal"
    CONDITION = "condition"
    FREQUENCY = "frequency"
    DATE = "date"


def of_words(
    asked: Sequence[str],
    held: Sequence[str],
    quotation: Quotation,
    source: Source,
    span: tuple[int, int],
    first: int,
) -> list[Callout]:
    """What differs between words of a quotation, at `span` of its text, and those of the source
    from `first` on that stand in their place.
    """
    before = next(
        (t.word for t in reversed(quotation.tokens) if isinstance(t, Spoken) and t.end <= span[0]),
        "",
    )
    one, other = _capitals(quotation.text, span), _capitals_held(source, first, len(held))
    months = _months(one), _months(other)
    found = _of_classes(
        [word for word in asked if word not in months[0]],
        [word for word in held if word not in months[1]],
        before,
        source.words[first - 1] if first else "",
        source.stated_config,
    )
    text = quotation.text[slice(*span)]
    if _quantities(asked, source) != _quantities(held, source) and not (
        held and _same_figures(text, source.text(first, first + len(held) - 1), source)
    ):
        found.append(Callout.NUMBER)
    if _dates(asked) + months[0] != _dates(held) + months[1]:
        found.append(Callout.DATE)
    if _names(one, source) != _names(other, source) and not _leads_in(asked, quotation, span):
        found.append(Callout.NAME)
    return found


def _leads_in(asked: Sequence[str], quotation: Quotation, span: tuple[int, int]) -> bool:
    """Whether a quotation begins with a word or two of grammar, which stand for nobody: "a" in
    "a resolution", where the archive has "Justice resolution".
    """
    is_first = span[0] == quotation.tokens[0].start
    small = word_classes.SMALL - word_classes.POINTING - word_classes.NEGATIONS
    return is_first and bool(asked) and small.issuperset(asked)


def of_brackets(
    asked: Sequence[str], held: Sequence[str], text: str, source: Source
) -> list[Callout]:
    """What words in square brackets, `text` with them, turn in what the source has in their place.

    Names and numbers that stand around in the source may be put in to explain: "[the United
    States]" for "it". They may not take the place of others.
    """
    if set(asked) <= word_classes.EDITORIAL:
        return []
    found = _of_classes(asked, held, "", "", source.stated_config)
    denied = (_those(side, word_classes.DENYING.__contains__) for side in (asked, held))
    if Callout.NEGATION not in found and len({len(those) for those in denied}) > 1:
        found.append(Callout.NEGATION)
    around = set(source.words)
    if _quantities(held, source):
        if _quantities(asked, source) != _quantities(held, source) and not _same_figures(
            text, " ".join(held), source
        ):
            found.append(Callout.NUMBER)
    elif not set(_quantities(asked, source)) <= around or any(
        word in word_classes.QUANTITIES and not word_classes.is_number(word) for word in asked
    ):
        found.append(Callout.NUMBER)
    names = [w.text for w in words(text) if text[w.start].isupper() and _says_something(w.text)]
    if names and not stand_around(names, source):
        found.append(Callout.NAME)
    return found


def stand_around(asked: Sequence[str], source: Source) -> bool:
    """Whether each of some words, or all of them by their initials, stands in the source or in the
    names of those who speak in it; with other endings as well.
    """
    around = set(source.words) | {
        word.text
        for passage in source.passages
        for name in passage.voice.names
        for word in words(name)
    }
    initials = "".join(word[0] for word in asked)
    if len(initials) > 1 and (initials in around or set(initials) <= around):
        return True
    return all(word in around or any(alike(word, other) for other in around) for word in asked)


def replaces_what_is_said(asked: Sequence[str], held: Sequence[str], source: Source) -> bool:
    """Whether words in brackets take the place of others that say something: "[weak]" for
    "strong", "[traffickers]" for "numbers", but not "[trafficking]" for "it" or "this crime".

    Words that stay, with whatever ending or by their initials, are not replaced.
    """
    new = [w for w in asked if _says_something(w) and not word_classes.is_quantity(w)]
    gone = word_classes.content_words(held)
    if not new or not gone:
        return False
    if not stand_around(new, source):
        return True
    if _point_back(held):
        return False
    initials = {"".join(word[0] for word in side) for side in (new, gone)}
    return (
        not initials & {"".join(side) for side in (new, gone, held)}
        and not all(_is_among(word, new) for word in gone)
        and not all(_is_among(word, gone) for word in new)
    )


def qualifies_what_is_said(asked: Sequence[str], before: str, after: str, source: Source) -> bool:
    """Whether words in brackets, with nothing behind them in the source, say more than was said of
    a thing: "a [terrible] process", "[clearly] ours", "victims [and traffickers]"; but not "they
    [the prosecutors] will".

    `before` and `after` are the words that stand directly beside the brackets, "" where a mark or
    nothing does.
    """
    new = [w for w in asked if _says_something(w) and not word_classes.is_quantity(w)]
    if new and asked[0] in word_classes.ADDING:
        return True
    if not new or len(new) < len(asked) or stand_around(new, source):
        return False
    if any(word.endswith("ly") for word in new):
        return True
    return before not in word_classes.PRONOUNS and _says_something(after)


def _point_back(held: Sequence[str]) -> bool:
    return any(word in word_classes.POINTING for word in held)


def _is_among(word: str, words: Sequence[str]) -> bool:
    return any(word == other or alike(word, other) for other in words)


def _says_something(word: str) -> bool:
    return (
        word not in word_classes.SMALL
        and word not in word_classes.EDITORIAL
        and word_classes.is_whole(word)
    )


def _of_classes(
    asked: Sequence[str], held: Sequence[str], before_asked: str, before_held: str, config: str
) -> list[Callout]:
    """What differs between words by what they are, whatever they stand among."""
    found = []
    negated = word_classes.negations(asked, before_asked, config)
    if len(negated) != len(word_classes.negations(held, before_held, config)):
        found.append(Callout.NEGATION)
    for callout, those in (
        (Callout.MODAL, word_classes.MODALS),
        (Callout.FREQUENCY, word_classes.FREQUENCIES),
        (Callout.CONDITION, word_classes.CONDITIONS - word_classes.MERE_LINKS),
    ):
        if _those(asked, those.__contains__) != _those(held, those.__contains__):
            found.append(callout)
    return found


def _those(words: Sequence[str], of_class: Callable[[str], bool]) -> list[str]:
    return sorted(word for word in words if of_class(word))


def _quantities(words: Sequence[str], source: Source) -> list[str]:
    numbers = number_words(source.config).words
    return _those(words, lambda word: word_classes.is_quantity(word) or word in numbers)


def _same_figures(text: str, other: str, source: Source) -> bool:
    both = (figures(side, source.config) for side in (text, other))
    one, another = ([figure.says for figure in found] for found in both)
    return bool(one) and one == another


class _Capital(NamedTuple):
    """A folded word with a capital, in which text it stands, and where."""

    word: str
    text: str
    at: int


def _capitals(text: str, span: tuple[int, int]) -> list[_Capital]:
    return [
        _Capital(word.text, text, span[0] + word.start)
        for word in words(text[slice(*span)])
        if text[span[0] + word.start].isupper()
    ]


def _capitals_held(source: Source, first: int, count: int) -> list[_Capital]:
    found = [
        _Capital(heard.word, source.passages[heard.passage].text, heard.start)
        for heard in source.heard[first : first + count]
    ]
    return [one for one in found if one.text[one.at].isupper()]


def _dates(words: Sequence[str]) -> list[str]:
    return _those(words, word_classes.DATES.__contains__)


def _months(capitals: Sequence[_Capital]) -> list[str]:
    """The months among words with a capital that are other words without one: "May"."""
    return sorted(
        one.word
        for one in capitals
        if one.word in word_classes.DATES_WITH_CAPITALS and not _begins(one)
    )


def _names(capitals: Sequence[_Capital], source: Source) -> list[str]:
    """The words with a capital that no sentence gave them, nor German to every noun."""
    return sorted(one.word for one in capitals if _is_name(one, source))


def _is_name(capital: _Capital, source: Source) -> bool:
    word, text, at = capital
    dates = word_classes.DATES | word_classes.DATES_WITH_CAPITALS
    if word in word_classes.SMALL or word in dates:
        return False
    if _begins(capital):
        return False
    return source.config != "german" or _is_name_in_german(text, at, word, source)


def _begins(capital: _Capital) -> bool:
    """Whether a sentence gave a word its capital."""
    before = capital.text[: capital.at].rstrip(" \t“\"'‘([")
    return not before or before[-1] in ".!?:\n—–…"


def _is_name_in_german(text: str, at: int, word: str, source: Source) -> bool:
    """Whether a word with a capital is more than a noun: it stands beside another with a capital,
    is an acronym or a given name, or somebody who speaks there is called so.
    """
    before, behind = (
        _WORD_BEFORE.search(text, max(0, at - _LONGEST_BEFORE), at),
        _TWO_WORDS.match(text, at),
    )
    is_beside = (before is not None and not _BEGINS_IN_GERMAN.fullmatch(before[1])) or (
        behind is not None and behind[2][0].isupper()
    )
    return (
        is_beside
        or text[at : at + len(word)].isupper()
        or word in GIVEN
        or any(word in folded_words(name) for p in source.passages for name in p.voice.names)
    )
