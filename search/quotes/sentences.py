"""What a finding is said to be, in words: it says what the archive holds, never what is true.

Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from search.quotes.callouts import Callout
from search.quotes.differences import Difference, Kind
from search.quotes.judgement import LONG_OMISSION, Flag, Judgement, Verdict


@dataclass(frozen=True)
class Meaning:
    """A verdict's name on pages and what it means."""

    label: str
    means: str


MEANINGS = {
    Verdict.EXACT: Meaning(
        "Exact",
        "These words, in this order, in one passage or in neighbouring passages of one speaker.",
    ),
    Verdict.PUNCTUATION: Meaning(
        "Same words",
        "The words are the same; quotation marks, dashes, capitals, brackets, spacing, spelling or "
        "the way a number is written differ.",
    ),
    Verdict.ABRIDGED: Meaning(
        "Abridged",
        "The same words, with something left out where the quotation has an ellipsis. What was "
        "left out is shown, and pointed out where it held a negation or a condition.",
    ),
    Verdict.ALTERED: Meaning(
        "Altered",
        "Close to a passage, but words differ. Each difference is shown; a changed number, name, "
        "negation, condition, modal verb or word of frequency is called out.",
    ),
    Verdict.MISATTRIBUTED: Meaning(
        "Misattributed", "The words are here, said by somebody else than stated."
    ),
    Verdict.NOT_FOUND: Meaning(
        "Not found",
        "Nothing close enough. The nearest passages are named as such, never as a confirmation.",
    ),
    Verdict.REFUSED: Meaning("Not checked", "It could not be checked; the reason is given."),
}

DECISIVE = {
    Callout.NEGATION: "A negation",
    Callout.NUMBER: "A number or quantity",
    Callout.NAME: "A name",
    Callout.MODAL: "A modal verb",
    Callout.CONDITION: "A condition",
    Callout.FREQUENCY: "A word of frequency or degree",
    Callout.DATE: "A date or time",
}

REMARKS = {
    Flag.FEW_WORDS: "So few words prove little: many people may have said them.",
    Flag.WRONG_SPEAKER: "Somebody else than stated said this.",
    Flag.NAME_GUESSED: "The name is not quite the speaker’s: taken for it, as nobody else has it.",
    Flag.NO_NAME: "Who is stated is not named, so that the speaker was not compared.",
    Flag.UNKNOWN_VOICE: "The archive does not know whose words these are.",
    Flag.ONE_OF_THOSE: "Several people are stated, and one of them said it.",
    Flag.WRITTEN_TOGETHER: "Several people wrote it together; who is stated is one of them.",
    Flag.SECOND_HAND: "The archive has it at second hand: another quotes it, with that name.",
    Flag.SEVERAL_SPEAKERS: "It runs the words of several people together.",
    Flag.QUOTES: "Somebody is quoted in it, between quotation marks as in the passage.",
    Flag.WORDS_AROUND: "What stands outside its quotation marks is not said by whoever is stated.",
    Flag.OMITS_NEGATION: "What was left out holds a negation.",
    Flag.OMITS_CONDITION: "What was left out holds a condition.",
    Flag.OMITS_LIMIT: (
        "What was left out of a sentence holds a number or quantity, a modal verb or a word of "
        "frequency."
    ),
    Flag.CUTS_NEGATION: "In its sentence a negation stands before it, and was not quoted.",
    Flag.CUTS_NEGATION_BEHIND: "In its sentence a negation follows it, and was not quoted.",
    Flag.CUTS_CONDITION: "In its sentence a condition stands before it, and was not quoted.",
    Flag.CUTS_CONDITION_BEHIND: "In its sentence a condition follows it, and was not quoted.",
    Flag.FAR_APART: (
        f"Its parts stand far apart: an ellipsis passes over more than {LONG_OMISSION} words."
    ),
    Flag.SPLICED: "An ellipsis makes one sentence of parts of two.",
    Flag.SCRAP: (
        "A word or two beside an ellipsis are of another sentence: so short a piece stands in "
        "nearly any text."
    ),
    Flag.OMITS_OTHERS: "What was left out holds words of others, who spoke in between.",
    Flag.CONTAINS: "It contains words of the archive, and does not stand here as a whole.",
    Flag.REORDERED: "Its parts stand in the passage in another order.",
    Flag.BRACKETS: "What stands in square brackets is not the speaker’s.",
    Flag.NOT_ALL_COMPARED: "Not every place that may hold it was compared: check it in parts.",
}


def remarks(judgement: Judgement) -> list[str]:
    """What a reader has to know beside the verdict, a sentence for each flag."""
    return [REMARKS[flag] for flag in judgement.flags]


def callouts(judgement: Judgement, closed: bool = False) -> list[str]:
    """The differences in sentences, the decisive ones first, then what else is to be known.

    That the speaker is wrong is said with the verdict. With `closed` no words of the archive are
    told.
    """
    told = [d for d in judgement.differences if d.kind not in (Kind.OMITTED, Kind.INTERRUPTED)]
    decisive = [d for d in told if d.callouts]
    others = [d for d in told if not d.callouts]
    return [
        *(f"{_kinds(d.callouts)}: {_how(d, closed)}." for d in decisive),
        *(f"{_first_up(_how(d, closed))}." for d in others),
        *(REMARKS[flag] for flag in judgement.flags if flag is not Flag.WRONG_SPEAKER),
    ]


def _kinds(found: Iterable[Callout]) -> str:
    names = [DECISIVE[callout] for callout in found]
    *others, last = [names[0], *(name[0].lower() + name[1:] for name in names[1:])]
    return f"{', '.join(others)} and {last} differ" if others else f"{last} differs"


def _how(difference: Difference, closed: bool) -> str:
    asked, held = f"“{difference.asked}”", f"“{_short(difference.held)}”"
    if closed:
        held = "other words"
    match difference.kind:
        case Kind.ADDED:
            return f"{asked} was put in"
        case Kind.MARK if not difference.held:
            return f"{asked} does not stand there"
        case Kind.MARK if not difference.asked:
            return "a sign is missing" if closed else f"{held} is missing"
        case Kind.MOVED:
            return f"{asked} stands elsewhere in the passage"
        case Kind.DROPPED:
            return "words are missing" if closed else f"{held} is missing"
        case Kind.SPELLING:
            return f"{asked} is British or American spelling of {held}"
        case Kind.NOTATION:
            return f"{asked} is another way of writing {held}"
        case Kind.JOINED:
            return f"{asked} is written together or apart, unlike {held}"
        case Kind.BRACKETED:
            if not difference.held:
                return f"{asked} is marked as put in"
            return f"{asked} is marked as standing for {held}"
    return f"{asked} stands for {held}"


def _short(text: str, most: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
