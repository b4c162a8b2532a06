"""The labels that a transcript prints before its turns.

`label_forms` says what a candidate looks like. Whether the candidates of a text are labels is
decided over the whole text, since "Policy Podcast: ..." and "LAGON: ..." differ only in what the
rest of the page does: a label recurs, or its neighbours are labels of the same style.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from documents.ingest.names import (
    NAME,
    SUFFIXES,
    UPPER,
    bare_name,
    in_reading_case,
    initials,
    is_full,
    is_person_like,
    is_title,
    plain,
    split_title,
    surname,
    words_of,
)
from documents.ingest.reading import CAPTIONS, Block, CanonicalText
from documents.ingest.structure.each_once import each_once
from documents.ingest.structure.furniture import ASIDE_BY_ROLE
from documents.ingest.structure.label import Label, key_of
from documents.ingest.structure.label_forms import (
    ANSWER_BARE,
    BARE,
    BOLD,
    BOLD_COURTESY,
    CHEVRON,
    COLON,
    COLON_AND_ROLE,
    DASH,
    INSIDE,
    NAMED_DASH,
    RUN_ON,
    RUN_ON_QUESTION,
    SMALL,
    STOP,
    STOP_IN_FRENCH,
    TIMED,
    Form,
    is_label_like,
    kind_of,
)
from documents.ingest.structure.lone_labels import bare_questions, letters, lone_lines
from documents.ingest.structure.notes import is_only_notes
from documents.ingest.wordlists import words as word_set

MARKUP = "markup"
UNNAMED = "unnamed"
OFTEN = 3
GENERAL = frozenset({"question", "answer", "audience"})

# What stands before the name of a person in a list of who took part.
LISTED_PEOPLE = word_set("""
    narrator interviewer interviewee interviewers moderator moderators host hosts guest guests
    presenter presiding presider chair speaker speakers respondent panelist panelists discussant
    witness witnesses president
""")
# What follows a name after a comma in the caption of a case and is no role.
NO_ROLES = word_set("""
    inc ltd llc corp co et esq plaintiff plaintiffs defendant defendants petitioner petitioners
    respondent respondents appellant appellants appellee appellees
""")
# The dots that lead to a page in a table of contents.
_LEADERS = re.compile(r"\.{4,}\s*\d{1,4}$|(?:\. ){4,}\s*\d{1,4}$")
# "Mr. CONNORS": as no prose prints a name.
_NAME_IN_CAPITALS = re.compile(rf"[A-Z][a-z]+\.\s(?:[\w.]+\s)?[{UPPER}]{{3,}}(?:[-'’][{UPPER}]+)*")
# In brackets after a name: how somebody is heard, which is no role.
_HOW_HEARD = re.compile(
    r"\((?:voice-?over|on camera|off camera|(?:through|via) (?:an? )?(?:translator|interpreter)"
    r"|parle en \w+|s['’]exprime en \w+|habla en \w+|on phone|by (?:tele)?phone"
    r"|(?:as )?(?:translated|interpreted)|spoke in \w+|in \w+|singing|reading)\)",
    re.I,
)
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_SENTENCE = re.compile(r"[.?!…—][”\"’')\]]*$")
_LISTED_NAME = re.compile(rf"{NAME}(?:,? \([^()]+\)|, [^.?!:]{{2,120}})?(?:[ .]+\([^()]+\))?;?")


def find_labels(source: CanonicalText, described: Collection[str] = ()) -> list[Label]:
    """The labels of a text, in order; an empty list where it has none.

    `described` are labels that a keeper says it has: they are labels also where they come once.
    """
    blocks = [block for block in source.blocks if block.role not in ASIDE_BY_ROLE]
    if any(block.speaker for block in blocks):
        return [label for block in blocks if (label := _in_markup(block, source.words(block)))]
    candidates = _apart_from_heads(
        [label for block in blocks for label in _candidates(block, source.words(block))], source
    )
    chevrons = [label for label in candidates if label.style == "chevron"]
    if len(chevrons) >= 2:
        named, first = {label.key for label in chevrons if label.name}, chevrons[0].start
        goes_on = [
            x
            for x in candidates
            if x.key in named and (x.start > first or _SENTENCE.search(_rest_of_line(x, source)))
        ]
        kept = sorted({*chevrons, *goes_on}, key=lambda label: label.start)
    else:
        kept = _accepted(candidates, source, described)
    if not any(label.kind != "answer" for label in kept):
        kept = letters(blocks, source) or kept or lone_lines(blocks, source)
    if len(chevrons) < 2:
        begins = min((label.start for label in kept), default=0)
        once = each_once(candidates, blocks, source)
        kept = list({*kept, *(label for label in once if label.start >= begins)})
    if not kept:
        kept = bare_questions(blocks, source)
    if not kept and _is_caption_text(source):
        kept = [
            Label(b.start, b.start, "", UNNAMED, CHEVRON.style)
            for b in blocks
            if not is_only_notes(source.words(b))
        ]
    kept += _run_on(kept, blocks, source)
    labelled = {label.start for label in kept}
    kept += [
        Label(b.start, b.start, "", UNNAMED, MARKUP)
        for b in blocks
        if b.speaker is not None and b.start not in labelled
    ]
    if kept and source.media_type in CAPTIONS:  # their first words are spoken already
        said = next((b for b in blocks if not is_only_notes(source.words(b))), blocks[0])
        if said.end <= min(label.start for label in kept):
            kept.append(Label(said.start, said.start, "", UNNAMED, MARKUP))
    return sorted(kept, key=lambda label: label.start)


def _run_on(kept: list[Label], blocks: list[Block], source: CanonicalText) -> list[Label]:
    """Labels in mid-paragraph, after the end of a sentence: the page lost the break before them.

    Those that stand in capitals before other turns too, or come three times in this way. Where a
    page has lost many breaks, a lone "Q" after a sentence is a label as well.
    """
    colons = (label for label in kept if label.style == COLON.style and label.is_in_capitals)
    known = {label.name for label in colons if len(label.name) > 3}
    found = [
        _made(match, block.start, COLON.style)
        for block in blocks
        for match in RUN_ON.finditer(source.words(block))
        if is_label_like(match["label"])
    ]
    times = Counter(label.name for label in found)
    found = [x for x in found if x.name in known or times[x.name] >= OFTEN]
    if len(found) >= OFTEN:
        found += [
            _made(match, block.start, BARE.style)
            for block in blocks
            for match in RUN_ON_QUESTION.finditer(source.words(block))
        ]
    taken = [(label.start, label.end) for label in kept]
    return [x for x in found if not any(start <= x.start < end for start, end in taken)]


def _is_caption_text(source: CanonicalText) -> bool:
    """Captions without a sign for a change of speaker, a line for each: all in small letters."""
    letters = [c for c in source.text if c.isalpha() and c.lower() != c.upper()]
    capitals = sum(c.isupper() for c in letters)
    return len(source.blocks) >= 3 and len(letters) >= 100 and capitals <= 0.005 * len(letters)


def _in_markup(block: Block, words: str) -> Label | None:
    """The label that markup gives a block; where the words begin with it too, it is taken off."""
    first = _first(block, words)
    chevron = first is not None and first.style == CHEVRON.style
    if block.speaker is None:
        return first if chevron else None
    names = [name for name in (block.speaker_name, block.speaker) if name]
    if not names:
        return first if chevron else Label(block.start, block.start, "", UNNAMED, MARKUP)
    name, _, brackets = names[0].partition("(")
    families = {plain(surname(bare_name(each.partition("(")[0]))) for each in names}
    is_repeated = first is not None and (chevron or plain(surname(first.name)) in families)
    kind = "name" if block.speaker_name else kind_of(name.strip())
    if block.speaker_name and block.speaker:
        printed, _, beside = block.speaker.partition("(")
        brackets = beside or (printed if kind_of(printed.strip()) == "office" else "")
    return Label(
        start=block.start,
        end=first.end if first is not None and is_repeated else block.start,
        text=names[0],
        kind=kind,
        style=MARKUP,
        given_in_brackets=brackets.strip().removesuffix(")"),
        printed=block.speaker or names[0],
    )


def _candidates(block: Block, words: str) -> Iterator[Label]:
    first = _first(block, words)
    if first:
        yield first
    for inside in INSIDE.finditer(words):
        found = COLON.pattern.match(words, inside.start())
        if found and is_label_like(found["label"]):
            yield _made(found, block.start, "chevron" if inside[0].startswith(">") else "colon")


def _apart_from_heads(candidates: list[Label], source: CanonicalText) -> list[Label]:
    """The candidates without those that only look like labels, by the words that follow.

    A title with a colon is printed over and over with the same words after it, or goes on in
    capitals; "Interviewer: Thomas Ekwueme (TE)" says who the people are.
    """
    after = {label: _rest_of_line(label, source) for label in candidates}
    times = Counter((label.key, words) for label, words in after.items() if len(words.split()) >= 3)
    again = Counter((label.key, words) for label, words in after.items())
    shouts = sum(c.islower() for c in source.text) < 0.05 * max(1, len(source.text))
    return [
        label
        for label, words in after.items()
        if (times[label.key, words] < 2 or not words[-1:].isalnum())
        and not (again[label.key, words] > 1 and not shouts and _is_in_capitals(words))
        and (shouts or not _is_line_in_capitals(words))
        and not _LEADERS.search(words)
        and not (plain(label.name) in LISTED_PEOPLE and _LISTED_NAME.fullmatch(words))
        and not _explains_initials(label.name, words)
    ]


def _explains_initials(letters: str, words: str) -> bool:
    """ "JM: Jane Miller" says whose the initials are; nobody says it."""
    name = words.rstrip(";,.")
    return (
        letters.isupper()
        and 2 <= len(letters) <= 4
        and re.fullmatch(NAME, name) is not None
        and initials(name) == letters
    )


def _rest_of_line(label: Label, source: CanonicalText) -> str:
    """What follows in the line of a label; of one alone in its line, the next line."""
    return source.text[label.end : label.end + 300].lstrip().split("\n", 1)[0].strip()


def _is_in_capitals(words: str) -> bool:
    """ "THE RECRUITERS", the rest of a title that comes over and over."""
    return words.isupper() and sum(c.isalpha() for c in words) >= 6 and words[-1] not in ".?!-—"


def _is_line_in_capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(words.split()) >= 3 and words == words.upper() and len(letters) >= 10


def _first(block: Block, words: str) -> Label | None:
    """The candidate at the head of a block."""
    for form in (COLON, SMALL):
        found = form.pattern.match(words)
        if found and is_label_like(found["label"]):
            style = "chevron" if words.startswith(">>") else form.style
            label = _made(found, block.start, style)
            return replace(label, is_set_off=_is_set_off(block, words, found.end("label")))
    if found_bold := _bold(block, words, BOLD_COURTESY):
        return found_bold
    last = (TIMED, COLON_AND_ROLE)
    for form in (BARE, ANSWER_BARE, STOP, DASH, NAMED_DASH, STOP_IN_FRENCH, *last):
        found = form.pattern.match(words)
        if found and form is COLON_AND_ROLE and is_title(found["label"].split()[-1]):
            continue  # "Mr. Chairman, members of the committee: …"
        if found and (form not in last or is_label_like(found["label"])):
            return _made(found, block.start, form.style)
    if found_bold := _bold(block, words, BOLD):
        return found_bold
    found = CHEVRON.pattern.match(words)
    if found:
        return Label(block.start, block.start + found.end(), "", UNNAMED, CHEVRON.style)
    return None


def _is_set_off(block: Block, words: str, end_of_name: int) -> bool:
    """Whether the name at the head of a block, and it alone, is bold before a sentence."""
    if not block.strong or block.strong[0][0] != block.start:
        return False
    bold = block.strong[0][1] - block.start
    between = words[end_of_name : max(bold, end_of_name)]
    return (
        bold >= end_of_name
        and not any(c.isalnum() for c in re.sub(r"\([^)]*\)", "", between))
        and bool(_SENTENCE.search(words))
        and bool(re.match(r"\s*(?:\([^)]*\)\s*)?[:—–-]", words[end_of_name:]))
    )


def _bold(block: Block, words: str, form: Form) -> Label | None:
    """The label in the bold words at the head of a block."""
    if not block.strong or block.start != block.strong[0][0] or block.strong[0][1] >= block.end:
        return None
    bold = words[: block.strong[0][1] - block.start]
    found = form.pattern.match(bold)
    if not found or not is_label_like(found["label"]):
        return None
    rest = words[len(bold) :]
    beside = (found["brackets"] or "").strip(" ()") or found.groupdict().get("role") or ""
    return Label(
        start=block.start,
        end=block.start + len(bold) + len(rest) - len(rest.lstrip(" :.—–-")),
        text=found["label"].strip(),
        kind=kind_of(found["label"]),
        style=form.style,
        given_in_brackets=beside,
        printed=bold.strip().rstrip(".:") if beside else "",
        is_set_off=_is_set_off(block, words, found.end("label")),
    )


def _made(found: re.Match[str], offset: int, style: str) -> Label:
    groups = found.groupdict()
    brackets = (groups.get("brackets") or "").strip()
    if _HOW_HEARD.fullmatch(brackets) or _TIME.fullmatch(brackets.strip("()[]")):
        brackets = ""
    name, role = _parted(found["label"].strip())
    if role:
        groups["role"] = in_reading_case(role)
    # Of several brackets the first says who or from where: "(Stoke, North) (Lab)".
    inner = re.split(r"[)\]]\s?[(\[]", brackets)[0].strip("()[]") if brackets else ""
    if inner.count("(") > inner.count(")"):
        inner += ")"
    return Label(
        start=offset + found.start(),
        end=offset + found.end(),
        text=f"{name} {brackets}".strip(),
        printed=f"{name}, {role}" if role else "",
        kind=kind_of(found["label"]),
        style=style,
        given_in_brackets=inner or groups.get("role") or "",
    )


def _parted(label: str) -> tuple[str, str]:
    """ "ISHA DURRANT, NEWS ANCHOR", "Ana Molina, Radio Norte": the name, and what is beside it."""
    name, comma, role = label.partition(", ")
    first = role.split()[0].strip(".").casefold() if role else ""
    of_a_house = is_full(name) and is_person_like(name) and role[:1].isupper() and "," not in role
    if (
        not comma
        or not (label.isupper() or of_a_house)
        or first in SUFFIXES | NO_ROLES
        or split_title(name)[1] == ""
    ):
        return label, ""
    return name, role


def _accepted(
    candidates: list[Label], source: CanonicalText, described: Collection[str]
) -> list[Label]:
    """The candidates that are labels, judged together."""
    told = {key_of(label) for label in described}
    set_off = [x for x in candidates if x.is_set_off and _is_of_a_person(x)]
    if len({x.key for x in set_off}) >= 2:
        told |= {x.key for x in set_off}
    timed = [x for x in candidates if _TIME.search(source.text[x.start : x.end])]
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

    def fits(label: Label, families: set[str]) -> bool:
        # What comes before the first sure label is the page's head, unless initials are labels or
        # given names are: then the full name stood there once.
        in_words = _is_person_in_full(label)
        of_a_label = key_of(label.given_in_brackets) in {
            x.key for x in sure
        }  # "Jo Roe, Radio Norte"
        person = in_words and (of_a_label or _shares_a_word(label, families))
        if label.start < first and not has_initials and not person:
            return False
        if label.style == BOLD.style:  # a name in bold, and then a sentence
            begins = source.text[label.end : label.end + 1]
            return is_full(label.name) and not begins.islower() and is_person_like(label.name)
        if label.style == BARE.style or (in_capitals and label.is_in_capitals):
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
    return list(kept)


def _is_person_in_full(label: Label) -> bool:
    """Whether a label is a given and a family name, and no phrase."""
    name = bare_name(label.name)
    return (
        label.style == COLON.style
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
    if label.style in {STOP.style, DASH.style}:
        if label.style == STOP.style and _NAME_IN_CAPITALS.fullmatch(label.name):
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


def _is_named(label: Label, source: CanonicalText, families: set[str]) -> bool:
    """Whether the page says of a label that comes once that it is a person."""
    title, rest = split_title(label.name)
    if (title and rest) or label.kind in GENERAL or label.kind in {"office", "operator"}:
        return True
    if not is_full(label.name) and label.kind != "initials":
        return plain(rest) in families
    outside = source.text[: label.start] + source.text[label.end :]
    return rest in outside
