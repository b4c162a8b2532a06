"""Whether a quotation's clauses stand in a passage in another order.

Pure.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from documents.folding import folded_words
from search.quotes.callouts import Callout
from search.quotes.differences import Difference, Kind
from search.quotes.quotation import Quotation, Spoken
from search.quotes.word_classes import is_number

SHORTEST = 3
"""Words in a row that are a clause rather than a coincidence."""


def in_any_order(words: Sequence[str], passage: Sequence[str]) -> list[bool]:
    """Of each word, whether it stands in a run of SHORTEST words or more that the passage has too,
    wherever it has it.
    """
    beginnings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(passage) - SHORTEST + 1):
        beginnings[tuple(passage[at : at + SHORTEST])].append(at)
    found = [False] * len(words)
    at = 0
    while at <= len(words) - SHORTEST:
        places = beginnings.get(tuple(words[at : at + SHORTEST]), [])
        run = max((_run(words, at, passage, place) for place in places), default=0)
        found[at : at + run] = [True] * run
        at += run or 1
    return found


def with_moved(
    found: Sequence[Difference], quotation: Quotation, is_there: Sequence[bool]
) -> list[Difference]:
    """The differences, those that are but words of the passage in another place called so.

    `is_there` is what `in_any_order` said of the quotation's words.
    """
    spoken = [token for token in quotation.tokens if isinstance(token, Spoken)]
    places = [token.start for token, known in zip(spoken, is_there, strict=True) if known]
    absent = [token.start for token, known in zip(spoken, is_there, strict=True) if not known]
    return [
        replace(
            one,
            kind=Kind.MOVED,
            held="",
            callouts=(Callout.NUMBER,) if _is_all_numbers(one.asked) else (),
            held_words=(one.held_words[0],) * 2,
        )
        if one.kind in (Kind.ADDED, Kind.REPLACED)
        and any(one.asked_span[0] <= at < one.asked_span[1] for at in places)
        and not any(one.asked_span[0] <= at < one.asked_span[1] for at in absent)
        else one
        for one in found
    ]


def _is_all_numbers(text: str) -> bool:
    """Whether nothing but a number was moved, so that it stands for another one."""
    return all(is_number(word) for word in folded_words(text))


def _run(words: Sequence[str], at: int, passage: Sequence[str], place: int) -> int:
    """How many words from one place on are the same as those from another on."""
    length = 0
    for word, other in zip(words[at:], passage[place:], strict=False):
        if word != other:
            break
        length += 1
    return length
