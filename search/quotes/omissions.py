"""What is to be said of the words that an ellipsis passes over.

Pure.
"""

from collections.abc import Iterator, Sequence

from search.quotes.callouts import Callout
from search.quotes.differences import Difference, Kind
from search.quotes.judgement import LONG_OMISSION, Flag
from search.quotes.quotation import Omission, Quotation, Spoken
from search.quotes.source import Source

_LIMITS = frozenset((Callout.NUMBER, Callout.MODAL, Callout.FREQUENCY))

SCRAP = 2
"""So many words by themselves are found, in their order, in nearly any text."""


def is_all_scraps(quotation: Quotation) -> bool:
    """Whether a quotation leaves out so much that no part of it has more than SCRAP words."""
    parts = quotation.between_omissions
    return len(parts) > 1 and all(sum(map(len, runs)) <= SCRAP for runs in parts)


def flags_of_omissions(
    quotation: Quotation, source: Source, covered: Sequence[int], found: Sequence[Difference]
) -> Iterator[Flag]:
    """What is to be said of omissions; `covered` are the words of the source that words of the
    quotation stand for.
    """
    omitted = [difference for difference in found if difference.kind is Kind.OMITTED]
    if any(Callout.NEGATION in difference.callouts for difference in omitted):
        yield Flag.OMITS_NEGATION
    if any(Callout.CONDITION in difference.callouts for difference in omitted):
        yield Flag.OMITS_CONDITION
    if any(_limits_within_a_sentence(one, source) for one in omitted):
        yield Flag.OMITS_LIMIT
    if any(_are_of_others(one, source, covered) for one in omitted):
        yield Flag.OMITS_OTHERS
    if any(one.held_words[1] - one.held_words[0] > LONG_OMISSION for one in omitted):
        yield Flag.FAR_APART
    if any(_makes_one_of_two(one, source) for one in omitted):
        yield Flag.SPLICED
    if any(_leaves_a_scrap(one, quotation, source) for one in omitted):
        yield Flag.SCRAP


def _is_in_one_sentence(omission: Difference, source: Source) -> bool | None:
    """Whether what was left out is of one sentence with the words on both sides of it; None where
    nothing of the source stands on one of them.
    """
    first, after = omission.held_words
    if first == 0 or after == len(source.words):
        return None
    return source.is_one_sentence(first - 1, after)


def _limits_within_a_sentence(omission: Difference, source: Source) -> bool:
    """Whether a number, a modal verb or a word of frequency was left out of a sentence."""
    is_limit = not _LIMITS.isdisjoint(omission.callouts)
    return is_limit and _is_in_one_sentence(omission, source) is True


def _are_of_others(omission: Difference, source: Source, covered: Sequence[int]) -> bool:
    """Whether an ellipsis passes over passages in which others speak."""
    voices = {source.voices[at] for at in covered}
    passages = {source.heard[at].passage for at in covered}
    return any(
        source.voices[at] not in voices and source.heard[at].passage not in passages
        for at in range(*omission.held_words)
    )


def _makes_one_of_two(omission: Difference, source: Source) -> bool:
    """Whether an ellipsis leads from within one sentence into the middle of another."""
    if _is_in_one_sentence(omission, source) is not False:
        return False
    first, after = omission.held_words
    return bool(source.sentence_behind(first - 1) and source.sentence_before(after))


def _leaves_a_scrap(omission: Difference, quotation: Quotation, source: Source) -> bool:
    """Whether a word or two beside an ellipsis stand in another sentence than what they follow."""
    if _is_in_one_sentence(omission, source) is not False:
        return False
    tokens = quotation.tokens
    before = [token for token in tokens if token.end <= omission.asked_span[0]]
    behind = [token for token in tokens if token.start >= omission.asked_span[1]]
    return any(
        sum(isinstance(token, Spoken) for token in _up_to_omission(side)) <= SCRAP
        for side in (before[::-1], behind)
    )


def _up_to_omission(tokens: Sequence) -> Sequence:
    at = next((n for n, token in enumerate(tokens) if isinstance(token, Omission)), len(tokens))
    return tokens[:at]
