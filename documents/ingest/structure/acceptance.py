"""Which candidates are labels, judged together: they recur, or others of their style do."""

import re
from collections import Counter
from collections.abc import Collection

from documents.ingest.names import (
    UPPER,
    bare_name,
    is_courtesy,
    is_full,
    is_person_like,
    is_title,
    plain,
    split_title,
    surname,
    words_of,
)
from documents.ingest.reading import CAPTIONS, CanonicalText
from documents.ingest.structure.candidates import SENTENCE, TIME, UNNAMED
from documents.ingest.structure.han_labels import is_han
from documents.ingest.structure.initials import explained_initials
from documents.ingest.structure.label import Label, key_of
from documents.ingest.structure.label_forms import (
    BARE,
    BOLD,
    COLON,
    DASH,
    STOP,
    TIMED,
    people_of,
)

OFTEN = 3
# What somebody says in a paragraph of so many words is no line of a title page.
FEWEST_WORDS = 4
GENERAL = frozenset({"question", "answer", "audience"})
# "Mr. CONNORS": as no prose prints a name.
_NAME_IN_CAPITALS = re.compile(rf"[A-Z][a-z]+\.\s(?:[\w.]+\s)?[{UPPER}]{{3,}}(?:[-'’][{UPPER}]+)*")


def accepted(
    candidates: list[Label], source: CanonicalText, described: Collection[str]
) -> list[Label]:
    """The candidates that are labels, in no order; `described` are labels that a keeper named."""
    joint = [x for x in candidates if x.kind == UNNAMED and x.name]
    candidates = [x for x in candidates if x not in joint]
    told = {key_of(label) for label in described}
    set_off = [x for x in candidates if x.is_set_off]
    if len({x.key for x in set_off if _is_of_a_person(x)}) >= 2:
        told |= {x.key for x in set_off if _is_of_a_person(x) or x.kind in {*GENERAL, "office"}}
    told |= _bold_by_both_names(candidates, source)
    timed = [x for x in candidates if TIME.search(source.text[x.start : x.end])]
    if len(timed) >= OFTEN:  # what has a time beside it begins to speak then
        told |= {x.key for x in timed}
    times = Counter(label.key for label in candidates)
    by_style = Counter(label.style for label in candidates)
    sure = [x for x in candidates if x.key in told or _is_sure(x, times, by_style)]
    if sum(label.kind == "question" for label in sure) < 2:
        sure = [label for label in sure if label.kind != "answer" or label.style != BARE.style]
    if all(label.kind == "question" for label in sure):
        # Questions alone are a list of questions and answers at best, not a talk.
        sure = [label for label in sure if label.style != BARE.style]
    if not sure:
        return []
    first = min(label.start for label in sure)
    capitals = Counter(label.is_in_capitals for label in sure if _is_name(label))
    in_capitals = capitals[True] > 0 and capitals[True] >= capitals[False]
    # Where labels are names in full, one that comes once is one too; its parts may then come alone.
    in_full = sum(is_full(label.name) and not label.is_in_capitals for label in sure) >= OFTEN
    in_bold = len({label.key for label in sure if label.style == BOLD.style}) >= 2
    has_initials = any(label.kind == "initials" for label in sure)
    explained = explained_initials(source.text) if has_initials else {}
    has_no_head = source.media_type in CAPTIONS  # what stands first there is said already

    lines = Counter(_ends_its_line(label, source) for label in sure)

    def fits(label: Label, families: set[str]) -> bool:
        # What comes before the first sure label is the page's head, unless initials are labels or
        # given names are: then the full name stood there once.
        in_words = _is_person_in_full(label)
        of_a_label = key_of(label.given_in_brackets) in {
            x.key for x in sure
        }  # "Jo Roe, Radio Norte"
        person = in_words and (of_a_label or _shares_a_word(label, families))
        titled = in_words and _has_office(label) and _ends_its_line(label, source)
        before_all = titled and lines[True] >= OFTEN and lines[True] > lines[False]
        before_all |= _opens(label, source) or (in_capitals and _opens_as_listed(label, source))
        if label.start < first and not (has_initials or has_no_head or person or before_all):
            return False
        if label.style == BOLD.style:  # a name in bold, and then a sentence
            begins = source.text[label.end : label.end + 1]
            return is_full(label.name) and not begins.islower() and is_person_like(label.name)
        if label.style == BARE.style or (in_capitals and label.is_in_capitals):
            return True
        if label.text in explained:
            return True
        return not (in_capitals or label.is_in_capitals) and (
            person or (in_full and in_words) or _is_named(label, source, families)
        )

    kept = set(sure)
    for _ in range(
        2
    ):  # again, for the given names of those whose full name was found to be a label
        families = {plain(w) for label in kept for w in words_of(bare_name(label.name))}
        styles = {COLON.style, BARE.style, *([BOLD.style] if in_bold else [])}
        left = [x for x in candidates if x not in kept and x.style in styles]
        kept |= {label for label in left if fits(label, families)}
    families = {plain(surname(label.name)) for label in kept if label.name}
    kept |= {x for x in joint if all(plain(surname(p)) in families for p in people_of(x.name))}
    return list(kept)


def _bold_by_both_names(candidates: list[Label], source: CanonicalText) -> set[str]:
    """The keys of those who stand in bold before a sentence by their full name, and before another
    by their family name and a colon; none where that is one person only.
    """
    full = {
        plain(surname(x.name)): x.key
        for x in candidates
        if x.style == BOLD.style
        and is_full(x.name)
        and is_person_like(x.name)
        and not source.text[x.end : x.end + 1].islower()
    }
    families = {x.key for x in candidates if x.is_set_off and x.key in full}
    return families | {full[key] for key in families} if len(families) > 1 else set()


def _is_person_in_full(label: Label) -> bool:
    """Whether a label is a given and a family name, and no phrase."""
    name = bare_name(label.name)
    return (
        (label.style == COLON.style or (label.style == BOLD.style and label.is_set_off))
        and label.kind == "name"
        and is_full(name)
        and is_person_like(f"{name.split()[0]} {name.split()[-1]}")
        and len(words_of(name)) <= 4
        and not any(w[0].islower() and len(w) > 3 for w in words_of(name))
    )


def _shares_a_word(label: Label, families: set[str]) -> bool:
    return any(plain(w) in families for w in words_of(bare_name(label.name)))


def _is_name(label: Label) -> bool:
    """Whether a label is a name; a short one, EVE, looks like initials but for its vowel."""
    short = re.fullmatch(r"(?=.*[AEIOUY])[A-Z]{3,}", label.text)
    return label.kind == "name" or (label.kind == "initials" and short is not None)


def _is_of_a_person(label: Label) -> bool:
    title, rest = split_title(label.name)
    return label.kind == "name" and bool(title and rest or _is_person_in_full(label))


def _is_sure(label: Label, times: Counter[str], by_style: Counter[str]) -> bool:
    """Whether a candidate is a label by its own form, or because it recurs."""
    recurs = times[label.key] >= 2
    if is_han(label.text):
        return recurs or label.kind != "name"
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


def _ends_its_line(label: Label, source: CanonicalText) -> bool:
    """Whether the words stand in the line below a label."""
    return "\n" in source.text[label.start : label.end + 1]


def _opens(label: Label, source: CanonicalText) -> bool:
    """Whether somebody in office, named in full, says something: "President Jo Roe: The …." """
    beside = label.given_in_brackets
    holder = bare_name(beside if label.kind == "office" else label.name)
    in_office = label.kind == "office" or _has_office(label) or is_title(beside.split(" ")[0])
    said = source.text[label.end : label.end + 2000].split("\n")[0]
    return (
        label.style == COLON.style
        and in_office
        and is_full(holder)
        and is_person_like(holder)
        and len(said.split()) >= FEWEST_WORDS
        and SENTENCE.search(said) is not None
    )


def _opens_as_listed(label: Label, source: CanonicalText) -> bool:
    """Whether somebody whom the head lists says something: "PETER HALE: Let me welcome you." """
    said = source.text[label.end : label.end + 2000].split("\n")[0]
    return (
        label.is_in_capitals
        and _is_person_in_full(label)
        and re.search(rf"\b{re.escape(label.name)}\b", source.text[: label.start], re.I) is not None
        and len(said.split()) >= FEWEST_WORDS
        and SENTENCE.search(said) is not None
    )


def _has_office(label: Label) -> bool:
    title, rest = split_title(label.name)
    return bool(rest) and any(not is_courtesy(word) for word in title.split())


def _is_listed(family: str, above: str) -> bool:
    """Whether a line above begins with a full name of this family name: "Rev. Jo Roe, Trust"."""
    listed = rf"(?:\w+\.\s)?(?:[{UPPER}][\w.’'-]*\s){{1,3}}{re.escape(family)}"
    lines = re.finditer(rf"^\W*(?P<name>{listed})(?=\s?[,(–—-]|\s[{UPPER}]|$)", above, re.M)
    return any(is_person_like(found["name"]) for found in lines)


def _is_named(label: Label, source: CanonicalText, families: set[str]) -> bool:
    """Whether the page says of a label that comes once that it is a person."""
    title, rest = split_title(label.name)
    if (title and rest) or label.kind in GENERAL or label.kind in {"office", "operator"}:
        return True
    if not is_full(label.name) and label.kind != "initials":
        return plain(rest) in families or _is_listed(rest, source.text[: label.start])
    outside = source.text[: label.start] + source.text[label.end :]
    return rest in outside
