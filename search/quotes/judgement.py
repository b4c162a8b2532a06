"""What is said of a quotation: a verdict, flags beside it, and what they rest on."""

from dataclasses import dataclass
from enum import StrEnum

from search.quotes.differences import Difference, Kind
from search.quotes.source import Source, Voice


class Verdict(StrEnum):
    """How a quotation stands to the archive, as `search.quotes.verdicts` decides it."""

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
    NAME_GUESSED = "name_guessed"
    """The name that was stated is nearly the speaker's, and nobody else's in the archive."""
    NO_NAME = "no_name"
    """Who is stated is not named, so that nothing could be compared."""
    UNKNOWN_VOICE = "unknown_voice"
    """The archive does not know whose words they are."""
    ONE_OF_THOSE = "one_of_those"
    """Several people are named, and one of them said it."""
    WRITTEN_TOGETHER = "written_together"
    """Whoever is stated is one of the authors of a text that several wrote."""
    SECOND_HAND = "second_hand"
    """The words stand in quotation marks in what another said, who names the person stated."""
    SEVERAL_SPEAKERS = "several_speakers"
    """One quotation runs the words of several people together."""
    QUOTES = "quotes"
    """It is one person's text, in which it sets between marks what another said, as the text
    does.
    """
    WORDS_AROUND = "words_around"
    """Whoever is stated is quoted in it; the words around are another's."""
    OMITS_NEGATION = "omits_negation"
    OMITS_CONDITION = "omits_condition"
    OMITS_LIMIT = "omits_limit"
    """What was left out of one sentence holds a number, a modal verb or a word of frequency."""
    CUTS_NEGATION = "cuts_negation"
    """In the sentence that the quotation is taken from, a negation stands before it."""
    CUTS_NEGATION_BEHIND = "cuts_negation_behind"
    """In that sentence a negation stands behind it."""
    CUTS_CONDITION = "cuts_condition"
    CUTS_CONDITION_BEHIND = "cuts_condition_behind"
    """In that sentence a condition stands before it, or behind it."""
    FAR_APART = "far_apart"
    """An ellipsis passes over more than LONG_OMISSION words."""
    SPLICED = "spliced"
    """An ellipsis leads from within one sentence into the middle of another."""
    SCRAP = "scrap"
    """A word or two stand by themselves behind an ellipsis, or before it, in another sentence."""
    OMITS_OTHERS = "omits_others"
    """What was left out holds turns of others."""
    CONTAINS = "contains"
    """Beside words of its own, the text has a long run of the archive's."""
    REORDERED = "reordered"
    """Its clauses stand in one passage, in another order."""
    BRACKETS = "brackets"
    """Words in square brackets are the quoter's own."""
    NOT_ALL_COMPARED = "not_all_compared"
    """There were more places that may hold it than could be compared."""


AS_IF_ANOTHERS = frozenset((Flag.WRONG_SPEAKER, Flag.SEVERAL_SPEAKERS, Flag.UNKNOWN_VOICE))
"""The flags by which words are not those of whoever is stated, or not known to be."""

MILD = (Verdict.EXACT, Verdict.PUNCTUATION, Verdict.ABRIDGED, Verdict.MISATTRIBUTED)
"""The verdicts by which the words are the archive's."""


LONG_OMISSION = 400
"""Words that an ellipsis passes over, of which so many are told; of more, SHOWN_OF_LONG at either
end.
"""

SHOWN_OF_LONG = 60

CUT = " […] "


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
    run: tuple[int, int] = (0, 0)
    """The longest run of the source's words that the quotation has, from the first up to, not
    including, the last.
    """

    @property
    def long_omissions(self) -> list[tuple[int, int]]:
        """The words of the source that long omissions pass over, from the first up to, not
        including, the last.
        """
        omitted = (d.held_words for d in self.differences if d.kind is Kind.OMITTED)
        return [words for words in omitted if words[1] - words[0] > LONG_OMISSION]

    @property
    def told(self) -> list[tuple[int, int]]:
        """The words of the source that are told of it, in stretches, the first and last of each
        included: all that it covers but the middle of long omissions.
        """
        found, first = [], self.first
        for start, end in self.long_omissions:
            found.append((first, start + SHOWN_OF_LONG - 1))
            first = end - SHOWN_OF_LONG
        return [*found, (first, self.last)]

    @property
    def text(self) -> str:
        """These words as they stand in the passages, CUT for what is not told."""
        return CUT.join(self.source.text(*stretch) for stretch in self.told)

    def held(self, difference: Difference) -> str:
        """What the archive has at a difference; of a long omission, both ends and CUT."""
        start, end = difference.held_words
        if (start, end) not in self.long_omissions:
            return difference.held
        ends = (start, start + SHOWN_OF_LONG - 1), (end - SHOWN_OF_LONG, end - 1)
        return CUT.join(self.source.text(*words) for words in ends)
