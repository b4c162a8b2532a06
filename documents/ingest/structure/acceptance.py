"""Which candidates are labels, judged together: they recur, or others of their style do.

Some are sure by themselves. What those have in common decides on the others (`habits`).
"""

import re
from collections import Counter
from collections.abc import Collection

from documents.ingest.forms_of_address import bare_name, is_full, split_title
from documents.ingest.name_words import UPPER, plain, words_of
from documents.ingest.names import FAMILY_IN_CAPITALS, initials, surname
from documents.ingest.reading import CanonicalText
from documents.ingest.structure.candidates import TIME, UNNAMED
from documents.ingest.structure.habits import (
    begins_a_sentence_in_bold,
    habits_of,
    is_person_in_full,
)
from documents.ingest.structure.han_labels import is_han
from documents.ingest.structure.label import GENERAL, OFTEN, Label, key_of
from documents.ingest.structure.label_forms import (
    BARE,
    BOLD,
    COLON,
    DASH,
    NUMBER_OF_QUESTION,
    STOP,
    TIMED,
    people_of,
)

# "Mr. CONNORS": as no prose prints a name.
_NAME_IN_CAPITALS = re.compile(
    rf"[A-Z][a-z]+\.\s(?:[\w.]+\s)?[{UPPER}]{{3,}}(?:[-'’][{UPPER}]+)*"
    r"|The\s(?:PRESIDING\sOFFICER|(?:(?:VICE|ACTING)\s)?(?:PRESIDENT|SPEAKER|CHAIR(?:MAN|WOMAN)?))"
    r"(?:\spro\stempore)?"
)


def accepted(
    candidates: list[Label], source: CanonicalText, described: Collection[str]
) -> list[Label]:
    """The candidates that are labels, in no order; `described` are labels that a keeper named."""
    joint = [x for x in candidates if x.kind == UNNAMED and x.name]
    single = [x for x in candidates if x not in joint]
    told = {key_of(label) for label in described} | _told(single, source)
    sure = _sure(single, told, source)
    if not sure:
        return []
    if not any(map(_is_bare_answer, sure)):
        single = [x for x in single if not _is_bare_answer(x)]
    habits, kept = habits_of(sure, source), set(sure)
    # Twice, for the given names of those whose full name is found to be a label.
    for _ in range(2):
        names = {plain(word) for label in kept for word in words_of(bare_name(label.name))}
        kept |= {x for x in single if x not in kept and habits.fit(x, names)}
    families = {plain(surname(label.name)) for label in kept if label.name}
    kept |= {x for x in joint if all(plain(surname(p)) in families for p in people_of(x.name))}
    return list(kept)


def _told(candidates: list[Label], source: CanonicalText) -> set[str]:
    """The keys of those that the page sets off, so that they are labels however often they come."""
    told = _bold_by_both_names(candidates, source)
    set_off = [x for x in candidates if x.is_set_off]
    if len({x.key for x in set_off if _is_of_a_person(x)}) >= 2:
        told |= {x.key for x in set_off if _is_of_a_person(x) or x.kind in {*GENERAL, "office"}}
    timed = [x for x in candidates if TIME.search(source.text[x.start : x.end])]
    if len(timed) >= OFTEN:  # what has a time beside it begins to speak then
        told |= {x.key for x in timed}
    asks = [x for x in candidates if NUMBER_OF_QUESTION.match(source.text, x.start, x.end)]
    asked_by_others = any(x.kind == "question" and x.style == COLON.style for x in candidates)
    if len(asks) > 1 or asked_by_others:  # whom a record numbers; "Frage Roe:", where "Frage:" is
        told |= {x.key for x in asks}
    by_family = {x.key for x in candidates if FAMILY_IN_CAPITALS.fullmatch(x.name)}
    if len(by_family) > 1:  # "Jo ROE", as no prose prints a name
        told |= by_family
    letters = Counter(x.name.replace(".", "") for x in candidates if x.kind == "initials")
    return told | {
        x.key
        for x in candidates
        if is_full(x.name) and letters[initials(x.name)] > 1  # "Jo Roe:", and then "J.R.:"
    }


def _sure(candidates: list[Label], told: set[str], source: CanonicalText) -> list[Label]:
    """Those that are labels whatever others are: told by their key, by their form, or recurring."""
    times = Counter(label.key for label in candidates)
    asked_in_words = {x.key for x in candidates if x.kind == "question" and x.style == COLON.style}
    if len(asked_in_words) > 1:  # "Frage:" and then "Zusatzfrage:"
        times.update(asked_in_words)
    by_style = Counter(label.style for label in candidates)
    sure = [x for x in candidates if x.key in told or _is_sure(x, times, by_style)]
    asked = sum(label.kind == "question" for label in sure)
    if asked < 2 or not _are_answers(sure, asked, source):
        sure = [label for label in sure if not _is_bare_answer(label)]
    if all(label.kind == "question" for label in sure):
        # Questions alone are a list of questions and answers at best, not a talk.
        sure = [label for label in sure if label.style != BARE.style]
    return sure


def _are_answers(sure: list[Label], asked: int, source: CanonicalText) -> bool:
    """Whether "A" before words is a label: with a stop, or about as often as there are questions;
    below one question "A President is bound by it" is none.
    """
    bare = [label for label in sure if _is_bare_answer(label)]
    with_stop = sum("." in source.text[label.start : label.end] for label in bare)
    return with_stop > 0 or len(bare) >= max(OFTEN, 0.6 * asked)


def _is_bare_answer(label: Label) -> bool:
    return label.kind == "answer" and label.style == BARE.style


def _bold_by_both_names(candidates: list[Label], source: CanonicalText) -> set[str]:
    """The keys of those who stand in bold before a sentence by their full name, and before another
    by their family name and a colon; none where that is one person only.
    """
    full = {
        plain(surname(x.name)): x.key
        for x in candidates
        if x.style == BOLD.style and begins_a_sentence_in_bold(x, source)
    }
    families = {x.key for x in candidates if x.is_set_off and x.key in full}
    return families | {full[key] for key in families} if len(families) > 1 else set()


def _is_of_a_person(label: Label) -> bool:
    title, rest = split_title(label.name)
    return label.kind == "name" and bool(title and rest or is_person_in_full(label))


def _is_sure(label: Label, times: Counter[str], by_style: Counter[str]) -> bool:
    """Whether a candidate is a label by its own form, or because it recurs."""
    recurs = times[label.key] >= 2
    if is_han(label.text):
        return recurs or label.kind != "name"
    if label.printed.startswith(("O SR. ", "A SRA. ")):  # no prose calls anybody so
        return True
    if label.style in {STOP.style, DASH.style}:
        whose = re.sub(r"\sof\s.*$", "", label.name)  # "Ms. PINGRAM of Maine"
        if label.style == STOP.style and _NAME_IN_CAPITALS.fullmatch(whose):
            return True
        return recurs or by_style[STOP.style] + by_style[DASH.style] >= 4
    if label.style == BOLD.style and by_style[BOLD.style] >= 4 and split_title(label.name)[0]:
        return True
    if label.style in {BARE.style, BOLD.style}:
        return recurs
    if label.style == TIMED.style:
        return by_style[TIMED.style] >= OFTEN
    if label.kind in {"operator", "office"}:
        return recurs or label.is_in_capitals or bool(label.given_in_brackets)
    if label.kind in GENERAL:
        return recurs or label.is_in_capitals
    title, rest = split_title(label.name)
    if label.printed and label.is_in_capitals and is_full(label.name):  # "JANE ROE, ANCHOR:"
        return True
    if title and rest and (label.is_in_capitals or label.given_in_brackets):
        return True
    return recurs
