"""Where tagged or quoted words stand in a corrected text, and how surely.

The selectors decide in turn, as the annotation clients do it: the exact words, alone or told apart
by what stands around them; then words that are nearly the same, with nothing else near them. Words
in which a number, a name or a negation differs are never taken for the same. Offsets count Unicode
code points.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from os.path import commonprefix

from rapidfuzz import fuzz

from documents.tagging.anchors import TELLING_LENGTH, Span, agreement
from documents.tagging.marks import Place

FLOOR = 90.0
"""From this likeness (0 to 100) changed words may be those that were meant."""
MAY_BE_THE_SAME = 60.0
"""From this likeness a person is asked whether words are those that were meant."""
CLEAR = 12.0
"""By how much they must lead whatever else is like them."""
TELLING_NEIGHBOUR = 16
"""So many code points on each side, standing once, tell where words were put in place of others."""
NEAR = 8
"""So many words and marks on each side are the neighbourhood of words."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Thai, Lao, Burmese, Khmer, kana and Chinese characters are written without spaces.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
_OF_ONE_WORD = re.compile(rf"[^\W_{_UNSPACED}]{{2}}")
_END = "\0"


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# English, French, German, Spanish, Italian, Portuguese.
_NEGATIONS = _listed("""
    no not never none nobody nothing neither nor nowhere without cannot hardly scarcely barely
    ne pas jamais rien sans aucun aucune ni nicht kein keine keinen keiner keinem nie niemals
    nichts ohne nunca jamás nada sin ningún ninguna non mai senza nessuno não sem nem
""")
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "anti", "de", "mis")
_NUMBERS = _listed("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions trillion dozen dozens
    half third quarter first second fourth fifth once twice percent per cent
""")


class Sureness(Enum):
    """How words were found again."""

    EXACT = "exact"
    """The same words, once, or told apart by what stands around them."""
    LIKE = "like"
    """Nearly the same, or the same among others: somebody must look."""


@dataclass(frozen=True)
class Found:
    """Where the words stand now, and how surely."""

    span: Span
    sureness: Sureness


@dataclass(frozen=True)
class Stood:
    """Where words stood in the former text: the passage and their offsets in it.

    `changed` are all passages (it is one of them) that do not stand just as they were, so that
    their words may be anywhere now; each as `spaced` gives it.
    """

    passage: str
    start: int
    end: int
    changed: Sequence[str]


def find_again(text: str, place: Place, stood: Stood | None = None) -> Found | None:
    """The words of `place` in another text, None where they cannot be told.

    With `stood`, words are not the same for sure where the former text had them several times and
    what stands around them now stood around the others as well.
    """
    spans = list(_occurrences(text, place.exact))
    if not spans:
        return _nearly(text, place.exact)
    found = _told_apart(text, spans, place)
    if found and stood and _may_be_others(text, found.span, stood):
        return Found(found.span, Sureness.LIKE)
    return found


def find_corrected(text: str, place: Place) -> Span | None:
    """The words that clearly stand for those of `place` in a corrected text, whatever differs: what
    is between the same neighbours, else words that are like them and alone in that.

    Whether they are still the words that were meant, a person has to say.
    """
    return _between(text, place) or _likest(text, place.exact, MAY_BE_THE_SAME)


def same_facts(before: str, after: str) -> bool:
    """Whether no number, no name and no negation differs between two wordings."""
    a, b = _WORD.findall(before), _WORD.findall(after)
    return _facts(a) == _facts(b) and not _negated(a, b) and not _negated(b, a)


def _occurrences(text: str, exact: str) -> Iterator[Span]:
    """Where the exact words stand, not as a part of longer words."""
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        if not (_joined(text, start, exact[:1]) or _joined(text, end, exact[-1:])):
            yield Span(start, end)
        start = text.find(exact, start + 1)


def _joined(text: str, at: int, edge: str) -> bool:
    """Whether a word goes on over this place."""
    return edge.isalnum() and _goes_on(text, at)


def _told_apart(text: str, spans: list[Span], place: Place) -> Found | None:
    agreements = {span: agreement(text, span, place) for span in spans}
    best = max(agreements.values())
    nearest = [span for span in spans if agreements[span] == best]
    if len(nearest) > 1:
        return None
    around = len(place.prefix) + len(place.suffix)
    telling = len(place.exact) >= TELLING_LENGTH and len(spans) == 1
    sure = telling or best * 2 >= around
    return Found(nearest[0], Sureness.EXACT if sure else Sureness.LIKE)


def spaced(passage: str) -> str:
    """The words and marks of a passage and its two ends, with a space around each."""
    return f" {' '.join([_END, *_TOKEN.findall(passage), _END])} "


def _may_be_others(text: str, span: Span, stood: Stood) -> bool:
    """Whether the words, with all around them that is as it was, stood elsewhere too.

    Far words tell only where the nearest on both sides are as they were.
    """
    before, after = _around(text, span.start, span.end)
    was_before, was_after = _around(stood.passage, stood.start, stood.end)
    before, after = _same(before, was_before), _same(after, was_after)
    if len(before) < min(NEAR, len(was_before)) or len(after) < min(NEAR, len(was_after)):
        before, after = before[:NEAR], after[:NEAR]
    words = _TOKEN.findall(text[span.start : span.end])
    stretch = f" {' '.join([*reversed(before), *words, *after])} "
    return sum(_count(passage, stretch) for passage in stood.changed) > 1


def _same(ones: list[str], others: list[str]) -> list[str]:
    """What both begin with; a mark, such as that of a list, is the same by chance at its end."""
    same = list(commonprefix([ones, others]))
    while same and not (same[-1] == _END or same[-1].isalnum()):
        same.pop()
    return same


def _around(passage: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words and marks before, the nearest first, and after."""
    before = [_END, *_TOKEN.findall(passage[:start])]
    return before[::-1], [*_TOKEN.findall(passage[end:]), _END]


def _count(passage: str, words: str) -> int:
    """How often words stand there, also where they overlap."""
    count, at = 0, passage.find(words)
    while at >= 0:
        count, at = count + 1, passage.find(words, at + 1)
    return count


def _nearly(text: str, exact: str) -> Found | None:
    """Words that are much like these and stand alone in that."""
    span = _likest(text, exact, FLOOR)
    if span is None or not same_facts(exact, text[span.start : span.end]):
        return None
    return Found(span, Sureness.LIKE)


def _likest(text: str, exact: str, floor: float) -> Span | None:
    """The words that are like these, from a likeness on, with nothing else near them in that."""
    best = fuzz.partial_ratio_alignment(exact, text, score_cutoff=floor - 10)
    if best is None or len(exact) > len(text) * 1.2:
        return None
    span = _whole_words(text, best.dest_start, best.dest_end)
    score = fuzz.ratio(exact, text[span.start : span.end])
    if score < floor:
        return None
    rest = text[: span.start] + "\0" * (span.end - span.start) + text[span.end :]
    rival = fuzz.partial_ratio_alignment(exact, rest, score_cutoff=score - CLEAR)
    return None if rival is not None else span


def _between(text: str, place: Place) -> Span | None:
    """What stands between the words that stood before and after those of `place`."""
    before, after = place.prefix[-TELLING_NEIGHBOUR:], place.suffix[:TELLING_NEIGHBOUR]
    if min(len(before), len(after)) < TELLING_NEIGHBOUR or text.count(before) != 1:
        return None
    start = text.index(before) + len(before)
    end = text.find(after, start)
    if end < 0 or text.count(after) != 1 or end - start > 2 * len(place.exact) + TELLING_NEIGHBOUR:
        return None
    span = _whole_words(text, start, end)
    return span if any(c.isalnum() for c in text[span.start : span.end]) else None


def _whole_words(text: str, start: int, end: int) -> Span:
    while _goes_on(text, start):
        start -= 1
    while _goes_on(text, end):
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _goes_on(text: str, at: int) -> bool:
    """Whether a word that is written between spaces goes on over this place."""
    return at > 0 and _OF_ONE_WORD.match(text, at - 1) is not None


def _facts(words: list[str]) -> list[str]:
    """The numbers, names (words with a capital) and negations, in order: "12 men from 21 villages"
    are not 21 men from 12. A negation stands between the beginnings of the words beside it.
    """
    facts = []
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if _negates(word.casefold().replace("’", "'")):
            facts.append(f"{before[:3]} {word} {after[:3]}".casefold())
        elif word[0].isupper() or any(c.isdigit() for c in word) or word.casefold() in _NUMBERS:
            facts.append(word.casefold())
    return facts


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def _negated(ones: list[str], others: list[str]) -> bool:
    """Whether a word of one side stands on the other with a prefix that negates it."""
    known = {word.casefold() for word in ones} - {word.casefold() for word in others}
    there = {word.casefold() for word in others} - {word.casefold() for word in ones}
    return any(prefix + word in there for word in known for prefix in _NEGATING)
