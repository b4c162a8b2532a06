"""What an aligned quotation amounts to.

The order in which verdicts are looked for, the first that holds being given:

1. refused: there are no words, or none that say anything by themselves;
2. not found: less than FLOOR of what was pasted stands in the archive in this order, and less than
   REORDERED of it clause by clause in one passage;
3. altered: words differ that the quotation claims were spoken so, or stand in brackets that turn
   the meaning; a wrong speaker is then a flag;
4. misattributed: the words are the archive's, and another speaks them than was said;
5. abridged: they are, but for what an ellipsis leaves out;
6. punctuation: they are, but for marks, case, spacing, spelling, another notation of a number, or
   brackets that explain;
7. exact.

So a decisive change is never covered up by a milder verdict.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import mode

from documents.folding import folded_words
from search.quotes.alignment import LIKE, Alignment, align, align_by_sentence, alike
from search.quotes.callouts import qualifies_what_is_said, replaces_what_is_said
from search.quotes.differences import Difference, Kind, differences
from search.quotes.edges import within_its_sentences
from search.quotes.judgement import AS_IF_ANOTHERS, MILD, Flag, Judgement, Verdict
from search.quotes.marks import marks
from search.quotes.naming import is_called
from search.quotes.omissions import flags_of_omissions
from search.quotes.quotation import Quotation, Spoken
from search.quotes.quoting import quoting_voice
from search.quotes.reordering import in_any_order, with_moved
from search.quotes.source import Passage, Source, Voice
from search.quotes.stated import flags_of_name
from search.quotes.word_classes import EDITORIAL, SMALL, content_words, has_condition, negations

FLOOR = 0.5
"""The share of a quotation that has to stand in the archive; tests/search/quotes measures it."""

FEW = 4
"""With fewer words of content than this, that they stand here proves little."""

LONG_RUN = 8
"""So many words in a row are the archive's own, whatever stands around them."""

MUCH_ELSE = 6
"""So many words that the archive lacks, IN_A_ROW, are more than an altered quotation has."""

IN_A_ROW = 2

NEARLY = 0.2
"""So much less of a quotation one speaker may have than several, to be the one who is meant."""

REORDERED = 0.7
"""The share of a quotation that has to stand in one passage, clause by clause in whatever order, to
be altered where less than FLOOR stands there in its own order.
"""

SMALL_WORD = 0.25
"""What a word of grammar counts towards the share, beside 1 for any other."""


def judge(
    quotation: Quotation, source: Source, said_by: str = "", may_be_misspelled: bool = False
) -> Judgement | None:
    """Compares a quotation with a source. None if they have not a word in common.

    `said_by` is the name of who is said to have said it, as printed, or empty;
    `may_be_misspelled` where the archive has nobody of that name.

    Square brackets that the archive has as well are read as its own, unless the quotation comes
    out altered so: then they are the quoter's.
    """
    as_printed = quotation.with_brackets_of(source.bracketed)
    found = _judge(as_printed, source, said_by, may_be_misspelled)
    if as_printed != quotation and not (found and found.verdict in MILD):
        found = _judge(quotation, source, said_by, may_be_misspelled)
    if found and not AS_IF_ANOTHERS.isdisjoint(found.flags):
        # Somebody else may say the same words first: a question that the answer repeats.
        for own in _own_passages(source, said_by):
            theirs = _judge(as_printed, own, said_by, may_be_misspelled)
            if theirs and theirs.verdict in MILD and theirs.verdict is not Verdict.MISATTRIBUTED:
                found = theirs
                break
    if found and Flag.SEVERAL_SPEAKERS in found.flags:
        found = _by_one(as_printed, source, said_by, may_be_misspelled, found)
    if found is None or not any(difference.kind is Kind.MARK for difference in found.differences):
        return found
    # The same words may stand in it twice: "another question" and "Another question?".
    for passage in source.passages:
        alone = _judge(as_printed, replace(source, passages=(passage,)), said_by, may_be_misspelled)
        if alone and alone.verdict is Verdict.EXACT:
            return alone
    return found


def _by_one(
    quotation: Quotation, source: Source, said_by: str, may_be_misspelled: bool, found: Judgement
) -> Judgement:
    """How a quotation stands to the passages of one speaker, where they have nearly as much of it
    as the passages of several: a word or two at its ends are found anywhere.
    """
    for _, row in groupby(source.passages, lambda passage: passage.voice):
        alone = _judge(quotation, replace(source, passages=tuple(row)), said_by, may_be_misspelled)
        if (
            alone
            and Flag.SEVERAL_SPEAKERS not in alone.flags
            and alone.verdict is Verdict.ALTERED
            and alone.share > found.share - NEARLY
        ):
            return alone
    return found


def _own_passages(source: Source, said_by: str) -> Iterator[Source]:
    """The passages, in rows, in which whoever is stated speaks or is quoted."""
    if not said_by.strip():
        return
    for is_own, row in groupby(source.passages, lambda passage: _is_heard(said_by, passage)):
        if is_own:
            yield replace(source, passages=tuple(row))


def _is_heard(name: str, passage: Passage) -> bool:
    heard = (passage.voice, *(quoted.voice for quoted in passage.quoted))
    return any(is_called(name, voice) for voice in heard)


def _judge(
    quotation: Quotation, source: Source, said_by: str, may_be_misspelled: bool
) -> Judgement | None:
    alignment = align(quotation.tokens, source.words)
    if alignment is None:
        return None
    alignment = within_its_sentences(alignment, source)
    found = differences(quotation, source, alignment)
    share = share_held(source, alignment, found)
    there = _in_any_order(quotation, source, alignment.covered)
    if share < _weight(quotation.words, there):
        alignment, found, share = _by_sentence(quotation, source, alignment, found, share)
    found += marks(quotation, source, alignment)
    covered = alignment.covered
    span = covered[0], covered[-1]
    voices = tuple(dict.fromkeys(source.voices[at] for at in covered))
    quoting = quoting_voice(quotation, source, alignment)
    flags = list(_flags(quotation, found, voices, quoting, said_by))
    if said_by.strip():
        flags += flags_of_name(said_by, voices, source, span, may_be_misspelled)
    if quoting and Flag.SEVERAL_SPEAKERS not in flags:
        voices = (quoting,)
    flags += _of_what_is_cut(source, span)
    flags += flags_of_omissions(quotation, source, covered, found)
    if share < 1 and _weight(quotation.words, there) >= max(REORDERED, share + 0.1):
        flags.append(Flag.REORDERED)
        found = with_moved(found, quotation, there)
    run = alignment.longest_run
    if run[1] - run[0] >= LONG_RUN and (
        _words_of_its_own(found) >= MUCH_ELSE or _has_words_around(quotation, found)
    ):
        flags.append(Flag.CONTAINS)
    verdict = _verdict(quotation, source, span, found, share, flags)
    return Judgement(verdict, source, *span, share, tuple(found), tuple(flags), voices, run)


def _of_what_is_cut(source: Source, span: tuple[int, int]) -> Iterator[Flag]:
    """What is to be said of the rest of the sentences that a quotation begins and ends in."""
    before, behind = source.sentence_before(span[0]), source.sentence_behind(span[1])
    config = source.stated_config
    if negations(before, config=config):
        yield Flag.CUTS_NEGATION
    if negations(behind, source.words[span[1]], config):
        yield Flag.CUTS_NEGATION_BEHIND
    if has_condition(before, config):
        yield Flag.CUTS_CONDITION
    if has_condition(behind, config):
        yield Flag.CUTS_CONDITION_BEHIND


def _by_sentence(
    quotation: Quotation,
    source: Source,
    alignment: Alignment,
    found: list[Difference],
    share: float,
) -> tuple[Alignment, list[Difference], float]:
    """How a quotation stands in a passage if sentences between its own were left out unsaid: where
    it has more of its words so, else as it was.
    """
    before = alignment, found, share
    if quotation.by_sentence == quotation.tokens:
        return before
    passage = mode(source.heard[at].passage for at in alignment.covered)
    places = [at for at, heard in enumerate(source.heard) if heard.passage == passage]
    other = align_by_sentence(quotation.by_sentence, source.words, places[0], places[-1] + 1)
    if other is None:
        return before
    found = differences(quotation, source, other)
    is_told = any(d.kind in (Kind.DROPPED, Kind.INTERRUPTED) for d in found)
    other_share = share_held(source, other, found)
    return (other, found, other_share) if is_told and other_share > share else before


def _words_of_its_own(found: Sequence[Difference]) -> int:
    """How many words a quotation has, several in a row, that are none of the archive's."""
    changed = [d for d in found if d.kind in (Kind.ADDED, Kind.REPLACED)]
    rows = [len(folded_words(difference.asked)) for difference in changed]
    return sum(row for row in rows if row >= IN_A_ROW)


def _has_words_around(quotation: Quotation, found: Sequence[Difference]) -> bool:
    """Whether words were put before or behind those of the archive: "He said that …"."""
    ends = {quotation.tokens[0].start, quotation.tokens[-1].end}
    fewest = {Kind.ADDED: IN_A_ROW, Kind.REPLACED: IN_A_ROW + 1}
    return any(
        not ends.isdisjoint(difference.asked_span)
        and len(folded_words(difference.asked)) >= fewest[difference.kind]
        for difference in found
        if difference.kind in fewest
    )


def _in_any_order(quotation: Quotation, source: Source, covered: Sequence[int]) -> list[bool]:
    """Of each word, whether it stands, clause by clause, in the passage that has most of what was
    found.
    """
    passage = mode(source.heard[at].passage for at in covered)
    there = [heard.word for heard in source.heard if heard.passage == passage]
    return in_any_order(quotation.words, there)


def _weight(words: Sequence[str], chosen: Sequence[bool]) -> float:
    """The share of some words that is chosen, words of grammar counting less."""
    weights = [SMALL_WORD if word in SMALL else 1.0 for word in words]
    return sum(w for w, is_one in zip(weights, chosen, strict=True) if is_one) / sum(weights)


def _of_quoting(voices: Sequence[Voice], quoting: Voice, said_by: str) -> Flag:
    """What is to be said of a text in which somebody is quoted."""
    stated = [voice for voice in voices if said_by.strip() and is_called(said_by, voice)]
    if not stated or quoting in stated:
        return Flag.QUOTES
    are_all = set(voices) == {quoting, *stated}
    return Flag.WORDS_AROUND if are_all else Flag.SEVERAL_SPEAKERS


def share_held(source: Source, alignment: Alignment, found: Sequence[Difference]) -> float:
    """How much of the quotation's words stands in the source in this order, 0 to 1."""
    alike_kinds = (Kind.JOINED, Kind.SPELLING, Kind.NOTATION)
    same = [d.asked_span for d in found if d.kind in alike_kinds]
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
    altered = any(_alters(difference, quotation, source) for difference in found)
    if altered or Flag.SEVERAL_SPEAKERS in flags:
        is_close = share >= FLOOR or Flag.REORDERED in flags
        return Verdict.ALTERED if is_close else Verdict.NOT_FOUND
    if Flag.WRONG_SPEAKER in flags:
        return Verdict.MISATTRIBUTED
    if any(difference.kind is Kind.OMITTED for difference in found):
        return Verdict.ABRIDGED
    if Flag.WORDS_AROUND in flags:
        return Verdict.PUNCTUATION
    differ = any(difference.kind is Kind.MARK for difference in found)
    if differ or _bare(quotation.covered) != _bare(source.spoken(*span)):
        return Verdict.PUNCTUATION
    return Verdict.EXACT


def _alters(difference: Difference, quotation: Quotation, source: Source) -> bool:
    """Whether a difference changes words, or hides a decisive change in brackets."""
    if difference.kind is Kind.MARK:
        return bool(difference.callouts)
    if difference.kind is not Kind.BRACKETED:
        return difference.kind.changes_words
    asked, held = folded_words(difference.asked), source.words[slice(*difference.held_words)]
    if difference.callouts or set(asked) <= EDITORIAL:
        return bool(difference.callouts)
    if held:
        return replaces_what_is_said(asked, held, source)
    return qualifies_what_is_said(asked, *_beside(difference, quotation), source)


def _beside(difference: Difference, quotation: Quotation) -> tuple[str, str]:
    """The words before and behind a difference, "" where a mark or nothing stands between."""
    start, end = difference.asked_span
    spoken = [token for token in quotation.tokens if isinstance(token, Spoken)]
    before = [
        t.word for t in spoken if not quotation.text[t.end : start].strip() and t.end <= start
    ]
    after = [t.word for t in spoken if not quotation.text[end : t.start].strip() and t.start >= end]
    return (before or [""])[-1], (after or [""])[0]


def _flags(
    quotation: Quotation,
    found: Sequence[Difference],
    voices: Sequence[Voice],
    quoting: Voice | None,
    said_by: str,
) -> Iterator[Flag]:
    if len(content_words(quotation.words)) < FEW:
        yield Flag.FEW_WORDS
    if quoting:
        yield _of_quoting(voices, quoting, said_by)
    elif len(voices) > 1:
        yield Flag.SEVERAL_SPEAKERS
    bracketed = [d for d in found if d.kind is Kind.BRACKETED]
    if any(not set(folded_words(d.asked)) <= EDITORIAL for d in bracketed):
        yield Flag.BRACKETS


def _bare(text: str) -> str:
    """A text with white space folded."""
    return " ".join(text.split())
