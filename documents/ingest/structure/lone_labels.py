"""Labels that no colon follows: names alone in their line, and single letters that take turns.

"**NOOR HADDAD**", and her words in the paragraphs below; "F: …", "A: …" of an oral history. Each is
too little to be a label by itself: what tells is that they take turns through the whole text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from documents.ingest.forms_of_address import bare_name, is_full, split_title
from documents.ingest.names import is_person_like
from documents.ingest.reading import Block, CanonicalText
from documents.ingest.structure.label import Label, key_of
from documents.ingest.structure.label_forms import (
    COLON,
    FIELDS,
    LETTER_AND_DASH,
    LETTER_AND_STOP,
    LETTERS_AND_STOP,
    LONE,
    LONE_OFFICE,
    SINGLE_LETTER,
    SPELLED_LETTER,
    Form,
    is_label_like,
)
from documents.ingest.structure.label_kinds import kind_of
from documents.ingest.structure.notes import is_moved_by

# So many labels of one kind, of two voices that come again each, are no chance.
FEWEST = 4
MOST_WORDS = 8
_ENDS = re.compile(r"[.?!…:—–-][”\"’'»)\]]*$")


def lone_lines(blocks: Sequence[Block], source: CanonicalText) -> list[Label]:
    """The names alone in their line that take turns; none where they do not."""
    found: list[Label] = []
    for above, block, following in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if is_moved_by(source.words(above)):
            continue
        label = _lone(block, source.words(block))
        below = source.words(following)
        if label and _lone(following, below) is None and _is_said(below):
            found.append(label)
    times = Counter(_person(label) for label in found)
    again = [key for key, n in times.items() if n >= 2]
    changes = sum(a.key != b.key for a, b in pairwise(found))
    in_bold = [label for label in found if label.is_set_off]
    if len(in_bold) == len(found) and again and all(map(_is_surely_a_person, found)):
        again = [*times]  # full names in bold are labels though one of them alone comes again
    if len(again) < 2 or len(found) < FEWEST or changes < 0.6 * (len(found) - 1):
        return []
    return [label for label in found if times[_person(label)] >= 2 or _is_surely_a_person(label)]


def _person(label: Label) -> str:
    """By what a person is known again: "The Minister of State (Victoria Aske)" is Victoria Aske."""
    beside = label.given_in_brackets
    if label.kind != "office" or not _is_holder(beside):
        return label.key
    return key_of(bare_name(beside) if is_full(beside) else beside)


def _is_holder(beside: str) -> bool:
    """Whether what stands in brackets beside an office is a person: "Jo Roe", "Lord Roe"."""
    title, rest = split_title(beside)
    return bool(title and rest) or (is_full(beside) and is_person_like(beside))


def _lone(block: Block, words: str) -> Label | None:
    if (
        len(words.split()) > 3 * MOST_WORDS
        or words[-1] in ".?!"
        or block.role in {"item", "table", "rule"}
    ):
        return None
    for form in (LONE_OFFICE, LONE):
        match = form.pattern.fullmatch(words)
        if not match or _is_field(match["label"]):
            continue
        if form is LONE and not is_label_like(match["label"]):
            continue
        if len(match["label"].split()) > MOST_WORDS and form is LONE:
            return None
        within = (match["brackets"] or "").strip().strip("()")
        kind = "office" if form is LONE_OFFICE else kind_of(match["label"])
        within = re.split(r"\)\s?\(", within)[0]
        if form is LONE_OFFICE and not _is_holder(within):
            continue
        return Label(
            block.start,
            block.end,
            match["label"].strip(),
            kind,
            LONE.style,
            given_in_brackets=within,
            printed=match["label"].strip(),
            is_set_off=_is_bold(block),
        )
    return None


def _is_field(label: str) -> bool:
    return label.casefold().strip(" .") in FIELDS


def _is_said(words: str) -> bool:
    """Whether a paragraph can be somebody's words: it ends like a sentence, is long, or begins one
    that the next goes on: "I beg to move,".
    """
    return bool(_ENDS.search(words)) or len(words.split()) > 25 or words.startswith("I beg to ")


def _is_surely_a_person(label: Label) -> bool:
    title, rest = split_title(label.name)
    if label.kind in {"office", "audience", "question"}:
        return True
    return bool(title and rest) or is_full(label.name)


def letters(blocks: Sequence[Block], source: CanonicalText) -> list[Label]:
    """Single letters before turns that take turns: of two or three people, each again and again.

    "Q" and "A" together are question and answer, as "P." and "R." are in Spanish; "A" beside
    another letter is a person. A full stop follows those of question and answer alone.
    """
    found = list(_single_letters(blocks, source, SINGLE_LETTER))
    if not found:
        found = list(_single_letters(blocks, source, LETTER_AND_DASH))
        if frozenset(label.text for label in found) not in _ASKED_AND_ANSWERED:
            found = []
    if not found:
        found = list(_single_letters(blocks, source, LETTER_AND_STOP))
        if frozenset(label.text for label in found) not in _ASKED_AND_ANSWERED:
            found = _two_through_all(blocks, source)
    times = Counter(label.text for label in found)
    changes = sum(a.text != b.text for a, b in pairwise(found))
    taking_turns = changes >= 0.6 * (len(found) - 1) and len(found) >= FEWEST
    if not taking_turns or not 2 <= len(times) <= 4 or sum(n >= 2 for n in times.values()) < 2:
        return []
    pair = _ASKED_AND_ANSWERED.get(frozenset(times))
    if pair and (pair == "QA" or _first_asks(pair, found, blocks, source)):
        kinds = dict(zip(pair, ("question", "answer"), strict=True))
        found = [replace(label, kind=kinds[label.text]) for label in found]
        return [*found, *_spelled_out(pair, blocks, source)]
    return found


def _spelled_out(pair: str, blocks: Sequence[Block], source: CanonicalText) -> Iterator[Label]:
    """The words that the letters shorten, before the first question and answer: "Pregunta. ¿…?" """
    for block in blocks:
        match = SPELLED_LETTER.pattern.match(source.words(block))
        if match and match["label"][0] in pair:
            kind = kind_of(match["label"])
            start, end = block.start, block.start + match.end()
            yield Label(start, end, match["label"], kind, SPELLED_LETTER.style)


def _two_through_all(blocks: Sequence[Block], source: CanonicalText) -> list[Label]:
    """The initials of two with a stop before nearly every paragraph: "FSR. Why?", "TL. So." """
    found = list(_single_letters(blocks, source, LETTERS_AND_STOP))
    below = [block for block in blocks if found and block.start >= found[0].start]
    are_two = len({label.text for label in found}) == 2
    return found if are_two and len(found) >= 0.7 * len(below) else []


# Question and answer in English, French, Spanish or Italian, German.
_ASKED_AND_ANSWERED = {frozenset(pair): pair for pair in ("QA", "QR", "PR", "DR", "FA")}


def _first_asks(
    pair: str, found: Sequence[Label], blocks: Sequence[Block], source: CanonicalText
) -> bool:
    """Whether the turns of the first letter of a pair ask, and those of the second hardly do."""
    by_start = {block.start: source.words(block) for block in blocks}
    asks = Counter(label.text for label in found if "?" in by_start[label.start])
    times = Counter(label.text for label in found)
    asked, answered = (asks[letter] / times[letter] for letter in pair)
    return asked >= 0.5 and answered < 0.5 * asked


def _single_letters(blocks: Sequence[Block], source: CanonicalText, form: Form) -> Iterator[Label]:
    for block in blocks:
        if match := form.pattern.match(source.words(block)):
            start, end = block.start, block.start + match.end()
            yield Label(start, end, match["label"], "initials", form.style)


def bare_questions(blocks: Sequence[Block], source: CanonicalText) -> list[Label]:
    """Questions in paragraphs of their own, and their answers, where nothing says who speaks.

    Only where the head calls the text an interview, or the questions are set in bold.
    """
    asks = [_is_question(block, source) for block in blocks]
    places = [place for place, is_question in enumerate(asks) if is_question]
    in_bold = all(_is_bold(blocks[place]) for place in places)
    if in_bold and places:  # what else is bold between them asks as well
        places = [
            place
            for place in range(places[0], places[-1] + 1)
            if place in places or (_is_bold(blocks[place]) and blocks[place].role == "paragraph")
        ]
    if len(places) < 3 or not (in_bold or _INTERVIEW.search(source.text[:800])):
        return []
    if any(b - a < 2 for a, b in pairwise(places)) or places[-1] + 1 >= len(blocks):
        return []
    if len(places) < 0.2 * (len(blocks) - places[0]):
        return []
    starts = [(blocks[place + n].start, kind) for place in places for n, kind in _TWO]
    heads = {block.start: COLON.pattern.match(source.words(block)) for block in blocks}
    return [_turn(start, kind, heads[start]) for start, kind in starts]


def questions_between(
    kept: Sequence[Label], blocks: Sequence[Block], source: CanonicalText
) -> list[Label]:
    """Questions without a label, each above an answer with one, in a text that its head calls an
    interview, or behind a dash; none where a labelled one asks too.
    """
    if any(x.kind == "question" for x in kept):
        return []
    labelled = {label.start: label for label in kept}
    above = [a for a, b in pairwise(blocks) if a.start not in labelled and b.start in labelled]
    dashed = [b for b in above if _DASHED.match(source.words(b))]
    if len(dashed) == len(above) > 2:
        ends = {b.start: b.start + 2 for b in dashed}
        return [Label(start, end, "", "question", LONE.style) for start, end in ends.items()]
    if not _INTERVIEW.search(source.text[:800]):
        return []
    asked = [block for block in above if _is_question(block, source)]
    begins = bool(asked) and asked[0].start < min(labelled)
    asks = sum(source.words(b)[-1] == "?" for b in blocks if b.start in labelled)
    if not begins or len(asked) < 2 or asks:
        return []
    return [Label(block.start, block.start, "", "question", LONE.style) for block in asked]


def asked_first(
    kept: Sequence[Label], blocks: Sequence[Block], source: CanonicalText
) -> list[Label]:
    """The question above the first answer, where a page prints "Q" before the others only."""
    kinds = {label.kind for label in kept}
    first = min(kept, key=lambda label: label.start, default=None)
    if not first or first.kind != "answer" or not kinds <= {"question", "answer"}:
        return []
    place = next((n for n, block in enumerate(blocks) if block.start == first.start), 0)
    if not place or not _is_question(blocks[place - 1], source):
        return []
    place -= 1
    while place and _ENDS.search(source.words(blocks[place - 1])[-2:]) and place > 1:
        if blocks[place - 1].role != "paragraph":
            break
        place -= 1
    begins = blocks[place].start
    return [Label(begins, begins, "", "question", LONE.style)]


def _turn(start: int, kind: str, head: re.Match[str] | None) -> Label:
    """A question or answer, without the label that only the first of them may have."""
    named = head if head and is_label_like(head["label"]) and head["label"][:1].isupper() else None
    end, printed = (start + named.end(), named["label"]) if named else (start, "")
    return Label(start, end, "", kind, LONE.style, printed=printed)


_TWO = ((0, "question"), (1, "answer"))
_INTERVIEW = re.compile(
    r"\binterview|\bquestions (?:for|to|with)\b|\bconversation with\b|\bq ?& ?a\b|\bentretien\b"
    r"|\bentrevista\b|\bim gespräch\b|\bgespräch mit\b"
    r"|\bwe (?:spoke|talked|asked|met)\b|\bspoke (?:to|with) (?:us|the)\b",
    re.I,
)
_DASHED = re.compile(r"[-–—]\s(?=\S)")
LONGEST_QUESTION = 60


def _is_question(block: Block, source: CanonicalText) -> bool:
    words = source.words(block)
    return words[-1] in "?" and len(words.split()) <= LONGEST_QUESTION and block.role != "heading"


def _is_bold(block: Block) -> bool:
    return bool(block.strong) and block.strong[0] == (block.start, block.end)


__all__ = ["asked_first", "bare_questions", "letters", "lone_lines", "questions_between"]
