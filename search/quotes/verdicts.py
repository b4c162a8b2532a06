"""What an aligned quotation amounts to.

The order in which verdicts are looked for, the first that holds being given:

1. refused: there are no words, or none that say anything by themselves;
2. not found: less than FLOOR of what was pasted stands in the archive in this order;
3. altered: words differ that the quotation claims were spoken so, or stand in brackets that turn
   the meaning; a wrong speaker is then a flag;
4. misattributed: the words are the archive's, and another speaks them than was said;
5. abridged: they are, but for what an ellipsis leaves out;
6. punctuation: they are, but for marks, case, spacing or spelling;
7. exact.

So a decisive change is never covered up by a milder verdict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.ingest.names import are_compatible
from search.quotes.alignment import LIKE, Alignment, align, alike
from search.quotes.differences import Callout, Difference, Kind, differences
from search.quotes.quotation import Quotation, Spoken
from search.quotes.source import Source, Voice
from search.quotes.word_classes import SMALL, content_words, negations

FLOOR = 0.5
"""The share of a quotation that has to stand in the archive; tests/search/quotes measures it."""

FEW = 4
"""With fewer words of content than this, that they stand here proves little."""

LONG_RUN = 8
"""So many words in a row are the archive's own, whatever stands around them."""

SMALL_WORD = 0.25
"""What a word of grammar counts towards the share, beside 1 for any other."""


class Verdict(StrEnum):
    EXACT = "exact"
    PUNCTUATION = "punctuation"
    ABRIDGED = "abridged"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"
    REFUSED = "refused"


class Flag(StrEnum):
    """What a reader has to know beside the verdict."""

    FEW_WORDS = "few_words"
    WRONG_SPEAKER = "wrong_speaker"
    SEVERAL_SPEAKERS = "several_speakers"
    """One quotation runs the words of several people together."""
    OMITS_NEGATION = "omits_negation"
    OMITS_CONDITION = "omits_condition"
    CUTS_NEGATION = "cuts_negation"
    """The sentence that the quotation is taken from begins with a negation before it."""
    CONTAINS = "contains"
    """Beside words of its own, the text has a long run of the archive's."""


@dataclass(frozen=True)
class Judgement:
    """A verdict and what it rests on. `share` is how much of the quotation the archive has, 0 to 1;
    `first` and `last` are the words of the source that it covers, both included.
    """

    verdict: Verdict
    source: Source
    first: int
    last: int
    share: float
    differences: tuple[Difference, ...] = ()
    flags: tuple[Flag, ...] = ()
    voices: tuple[Voice, ...] = ()
    """Whose words they are, in order, each once."""


def judge(quotation: Quotation, source: Source, said_by: str = "") -> Judgement | None:
    """Compares a quotation with a source. None if they have not a word in common.

    `said_by` is the name of who is said to have said it, as printed, or empty.
    """
    alignment = align(quotation.tokens, source.words)
    if alignment is None:
        return None
    covered = alignment.covered
    span = covered[0], covered[-1]
    found = differences(quotation, source, alignment)
    share = share_held(source, alignment, found)
    voices = tuple(dict.fromkeys(source.voices[at] for at in covered))
    flags = list(_flags(quotation, found, voices, said_by))
    if negations(source.sentence_before(span[0])):
        flags.append(Flag.CUTS_NEGATION)
    if share < 1 and alignment.longest_run >= LONG_RUN:
        flags.append(Flag.CONTAINS)
    verdict = _verdict(quotation, source, span, found, share, flags)
    return Judgement(verdict, source, *span, share, tuple(found), tuple(flags), voices)


def share_held(source: Source, alignment: Alignment, found: Sequence[Difference]) -> float:
    """How much of the quotation's words stands in the source in this order, 0 to 1."""
    same = [d.asked_span for d in found if d.kind in (Kind.JOINED, Kind.SPELLING)]
    held = whole = 0.0
    for step in alignment.steps:
        token = step.token
        if not isinstance(token, Spoken):
            continue
        weight = SMALL_WORD if token.word in SMALL else 1.0
        whole += weight
        if step.same or any(start <= token.start < end for start, end in same):
            held += weight
        elif step.after > step.first and alike(token.word, source.words[step.first]):
            held += weight * LIKE
    return held / whole if whole else 0.0


def _verdict(
    quotation: Quotation,
    source: Source,
    span: tuple[int, int],
    found: Sequence[Difference],
    share: float,
    flags: Sequence[Flag],
) -> Verdict:
    if any(_alters(difference) for difference in found) or Flag.SEVERAL_SPEAKERS in flags:
        return Verdict.ALTERED if share >= FLOOR else Verdict.NOT_FOUND
    if Flag.WRONG_SPEAKER in flags:
        return Verdict.MISATTRIBUTED
    if any(difference.kind is Kind.OMITTED for difference in found):
        return Verdict.ABRIDGED
    if _bare(quotation.text) != _bare(source.spoken(*span)):
        return Verdict.PUNCTUATION
    return Verdict.EXACT


def _alters(difference: Difference) -> bool:
    """Whether a difference changes words, or hides a decisive change in brackets."""
    if difference.kind is Kind.BRACKETED:
        return Callout.NEGATION in difference.callouts or Callout.NUMBER in difference.callouts
    return difference.kind.changes_words


def _flags(
    quotation: Quotation, found: Sequence[Difference], voices: Sequence[Voice], said_by: str
):
    if len(content_words(quotation.words)) < FEW:
        yield Flag.FEW_WORDS
    if len(voices) > 1:
        yield Flag.SEVERAL_SPEAKERS
    if said_by.strip() and not any(is_called(said_by, voice) for voice in voices):
        yield Flag.WRONG_SPEAKER
    omitted = [difference for difference in found if difference.kind is Kind.OMITTED]
    if any(Callout.NEGATION in difference.callouts for difference in omitted):
        yield Flag.OMITS_NEGATION
    if any(Callout.CONDITION in difference.callouts for difference in omitted):
        yield Flag.OMITS_CONDITION


def is_called(name: str, voice: Voice) -> bool:
    """Whether a name as somebody wrote it can be the name of a voice."""
    return any(are_compatible(name, known) for known in voice.names)


def _bare(text: str) -> str:
    """A text with white space folded and the marks at its ends left out: they belong to whoever
    quotes.
    """
    return " ".join(text.split()).strip(" .,;:!?\"'“”‘’«»…–—-")
