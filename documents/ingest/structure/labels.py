"""The labels that a transcript prints before its turns.

`candidates` finds what looks like a label, by the table in `label_forms`. Which of them are labels
`acceptance` decides over the whole text, since "Policy Podcast: ..." and "LAGON: ..." differ only
in what the rest of the page does: a label recurs, or its neighbours are labels of the same style.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from documents.ingest.name_words import plain
from documents.ingest.names import NAME, initials
from documents.ingest.reading import CAPTIONS, Block, CanonicalText
from documents.ingest.structure.acceptance import accepted
from documents.ingest.structure.candidates import (
    MARKUP,
    SENTENCE,
    UNNAMED,
    candidates_in,
    label_in_markup,
    label_of,
)
from documents.ingest.structure.each_once import each_once
from documents.ingest.structure.furniture import ASIDE_BY_ROLE
from documents.ingest.structure.initials import explained_initials
from documents.ingest.structure.label import OFTEN, Label
from documents.ingest.structure.label_forms import (
    BARE,
    CHEVRON,
    COLON,
    FIELDS,
    LONE,
    RUN_ON,
    RUN_ON_QUESTION,
    RUN_ON_TIMED,
    SMALL_CHEVRON,
    SMALL_RUN_ON,
    is_label_like,
)
from documents.ingest.structure.label_kinds import kind_of
from documents.ingest.structure.lone_labels import (
    asked_first,
    bare_questions,
    letters,
    lone_lines,
    questions_between,
)
from documents.ingest.structure.named_again import named_again
from documents.ingest.structure.notes import is_only_notes
from documents.ingest.structure.table_rows import table_rows
from documents.ingest.wordlists import words as word_set

# What stands before the name of a person in a list of who took part.
LISTED_PEOPLE = word_set("""
    narrator interviewer interviewee interviewers moderator moderators host hosts guest guests
    presenter presiding presider chair speaker speakers respondent panelist panelists discussant
    witness witnesses president
""")
# Nothing but words in marks, as prose quotes them behind a colon.
_QUOTED = re.compile(r"“[^”]+”|\"[^\"]+\"|«[^»]+»|„[^“”]+[“”]")
_OPENS_QUOTED = re.compile(r"[“\"«„»]\s?\S")
_CLOSES_QUOTED = re.compile(r"[”\"»“«]\W{0,2}$")
# The dots that lead to a page in a table of contents.
_LEADERS = re.compile(r"\.{4,}\s*\d{1,4}$|(?:\. ){4,}\s*\d{1,4}$")
_LISTED_NAME = re.compile(
    rf"{NAME}(?:,? \([^()]+\)|, [^.?!:]{{2,120}})?(?:[ .]+\([^()]+\))?"
    r"(?:\s(?:MP|MEP|QC|KC|TD))?[;.]?"
)


def find_labels(source: CanonicalText, described: Collection[str] = ()) -> list[Label]:
    """The labels of a text, in order; an empty list where it has none.

    `described` are labels that a keeper says it has: they are labels also where they come once.
    """
    blocks = [block for block in source.blocks if block.role not in ASIDE_BY_ROLE]
    if any(block.speaker for block in blocks):
        return [label for block in blocks if (label := label_in_markup(block, source.words(block)))]
    if rows := table_rows(blocks, source):
        return rows
    explained = explained_initials(source.text)
    candidates = _apart_from_heads(
        [x for block in blocks for x in candidates_in(block, source.words(block), explained)],
        source,
    )
    candidates = _in_small_letters(candidates, blocks, source)
    chevrons = [label for label in candidates if label.style == "chevron"]
    if len(chevrons) >= 2:
        kept = _with_chevrons(chevrons, candidates, source)
    else:
        kept = accepted(candidates, source, described)
    if not any(label.kind != "answer" for label in kept):
        kept = letters(blocks, source) or kept or lone_lines(blocks, source)
    if len(chevrons) < 2:
        begins = min((label.start for label in kept), default=0)
        once = each_once(candidates, blocks, source)
        kept = list({*kept, *(label for label in once if label.start >= begins)})
    if not kept:
        kept = bare_questions(blocks, source)
    if not kept and _is_caption_text(source):
        kept = [_unnamed(b, CHEVRON.style) for b in blocks if not is_only_notes(source.words(b))]
    kept = _with_called(kept, blocks, source)
    kept += questions_between(kept, blocks, source) + asked_first(kept, blocks, source)
    kept += _run_on(kept, candidates, blocks, source)
    kept += named_again(kept, blocks, source)
    kept += _in_markup_or_captions(kept, blocks, source)
    return sorted(kept, key=lambda label: label.start)


def _with_chevrons(
    chevrons: list[Label], candidates: list[Label], source: CanonicalText
) -> list[Label]:
    """Labels behind ">>", and those of the same names that lost it."""
    named, first = {label.key for label in chevrons if label.name}, chevrons[0].start
    goes_on = [
        x
        for x in candidates
        if x.key in named and (x.start > first or SENTENCE.search(_rest_of_line(x, source)))
    ]
    block = next(b for b in source.blocks if b.start <= first < b.end)
    before = [_unnamed(block, CHEVRON.style)] if block.start < first else []
    return sorted({*before, *chevrons, *goes_on}, key=lambda label: label.start)


def _with_called(kept: list[Label], blocks: list[Block], source: CanonicalText) -> list[Label]:
    """With the lines that a page calls the name of who speaks, where there is talk besides or one
    of them comes again: a list of those who take part has none again.
    """
    called = [_called(b, source) for b in blocks if b.role == "label"]
    again = len({label.key for label in called}) < len(called)
    if len(called) < 2 or not (again or kept):
        return kept
    return [*called, *(x for x in kept if all(x.start != label.start for label in called))]


def _called(block: Block, source: CanonicalText) -> Label:
    """The label of a line that holds a name, in bold if it holds what the person is as well."""
    words = source.words(block)
    start, end = block.strong[0] if block.strong else (block.start, block.end)
    name = source.text[start:end].strip(" :,–—-")
    beside = words.replace(source.text[start:end], "", 1).strip(" :,–—-")
    beside = re.sub(r"^\(([^()]*)\)$", r"\1", beside)
    return Label(block.start, block.end, name, kind_of(name), LONE.style, beside, printed=name)


def _unnamed(block: Block, style: str) -> Label:
    return Label(block.start, block.start, "", UNNAMED, style)


def _in_markup_or_captions(
    kept: list[Label], blocks: list[Block], source: CanonicalText
) -> list[Label]:
    """Turns that the format marks without a name, and what captions say before the first label."""
    labelled = {label.start for label in kept}
    found = [
        _unnamed(b, MARKUP) for b in blocks if b.speaker is not None and b.start not in labelled
    ]
    starts = [label.start for label in [*kept, *found]]
    if starts and source.media_type in CAPTIONS:  # their first words are spoken already
        said = next((b for b in blocks if not is_only_notes(source.words(b))), blocks[0])
        if said.end <= min(starts):
            found.append(_unnamed(said, MARKUP))
    return found


def _run_on(
    kept: list[Label], candidates: list[Label], blocks: list[Block], source: CanonicalText
) -> list[Label]:
    """Labels in mid-paragraph, after the end of a sentence: the page lost the break before them.

    Those that stand in capitals before other turns too, or come three times in this way. Where a
    page has lost many breaks, a lone "Q" after a sentence is a label as well.
    """
    colons = (label for label in kept if label.style == COLON.style and label.is_in_capitals)
    known = {label.name for label in colons if len(label.name) > 3}
    found = [
        label_of(match, block.start, COLON.style)
        for block in blocks
        for match in RUN_ON.finditer(source.words(block))
        if is_label_like(match["label"])
    ]
    held = set(kept)
    heads = [x for x in candidates if x.style == COLON.style and x.is_in_capitals and x not in held]
    times = Counter(label.name for label in [*found, *heads])
    often = {name for name, n in times.items() if n >= OFTEN}
    known |= often | {name for name, n in times.items() if n > 1 and often}
    full = {label.name for label in found if label.given_in_brackets and often}
    found = [x for x in found if x.name in known | full]
    inside = known & {label.name for label in found}
    found += [x for x in heads if x.name in inside]
    timed = [
        label_of(match, block.start, COLON.style)
        for block in blocks
        for match in RUN_ON_TIMED.finditer(source.words(block))
    ]
    found += timed if len(timed) >= OFTEN else []
    if len(found) >= OFTEN:
        found += [
            label_of(match, block.start, BARE.style)
            for block in blocks
            for match in RUN_ON_QUESTION.finditer(source.words(block))
        ]
    taken = sorted((label.start, label.end) for label in kept)
    return [x for x in found if not _is_within(x.start, taken)]


def _is_within(at: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of some stretches that are in order and apart."""
    before = bisect_right(taken, (at, len(taken) and taken[-1][1])) - 1
    return before >= 0 and taken[before][0] <= at < taken[before][1]


def _in_small_letters(
    candidates: list[Label], blocks: list[Block], source: CanonicalText
) -> list[Label]:
    """The candidates with those of captions that have no capitals, where such labels come again."""
    letters = [c for c in source.text if c.isalpha()]
    if sum(c.isupper() for c in letters) > 0.05 * len(letters):
        return candidates
    for pattern, style in ((SMALL_CHEVRON, CHEVRON.style), (SMALL_RUN_ON, COLON.style)):
        found = [
            replace(label_of(match, block.start, style), text=match["label"].title(), kind="name")
            for block in blocks
            for match in pattern.finditer(source.words(block))
            if plain(match["label"]) not in FIELDS
        ]
        times = Counter(label.key for label in found)
        if sum(n > 1 for n in times.values()) >= (1 if style == CHEVRON.style else 2):
            found = [x for x in found if style == CHEVRON.style or times[x.key] > 1]
            taken = {label.start for label in found}
            return [*(x for x in candidates if x.start not in taken), *found]
    return candidates


def _is_caption_text(source: CanonicalText) -> bool:
    """Captions without a sign for a change of speaker, a line for each: all in small letters."""
    letters = [c for c in source.text if c.isalpha() and c.lower() != c.upper()]
    capitals = sum(c.isupper() for c in letters)
    return len(source.blocks) >= 3 and len(letters) >= 100 and capitals <= 0.005 * len(letters)


def _apart_from_heads(candidates: list[Label], source: CanonicalText) -> list[Label]:
    """The candidates without those that only look like labels, by the words that follow.

    A title with a colon is printed over and over with the same words after it, or goes on in
    capitals; "Interviewer: Thomas Ekwueme (TE)" says who the people are.
    """
    after = {label: _rest_of_line(label, source) for label in candidates}
    if _is_report(after, source):
        after = {label: words for label, words in after.items() if label.kind != "name"}
    times = Counter((label.key, words) for label, words in after.items() if len(words.split()) >= 3)
    again = Counter((label.key, words) for label, words in after.items())
    label_times = Counter(label.key for label in candidates)
    shouts = sum(c.islower() for c in source.text) < 0.05 * max(1, len(source.text))
    return [
        label
        for label, words in after.items()
        if label.style == CHEVRON.style  # another begins to speak, whatever the words are
        or not _is_field(label, words, label_times[label.key])
        and not (label_times[label.key] == 1 and _is_before_quoted(label, words))
        and (times[label.key, words] < 2 or not words[-1:].isalnum())
        and not (again[label.key, words] > 1 and not shouts and _is_in_capitals(words))
        and (shouts or not _is_line_in_capitals(words))
        and not _LEADERS.search(words)
        and not (plain(label.name) in LISTED_PEOPLE and _LISTED_NAME.fullmatch(words))
        and not _explains_initials(label.name, words)
    ]


def _is_report(after: Mapping[Label, str], source: CanonicalText) -> bool:
    """Whether whatever stands behind a name and a colon is quoted, in a report that tells the rest
    itself in paragraphs without names.
    """
    quoted = [label for label, words in after.items() if label.kind == "name"]
    if len(quoted) < 2 or not all(_OPENS_QUOTED.match(after[label]) for label in quoted):
        return False
    starts = {label.start for label in after}
    told = [
        block
        for block in source.blocks
        if block.start > quoted[0].start
        and block.start not in starts
        and not _CLOSES_QUOTED.search(source.words(block))
        and block.role == "paragraph"
    ]
    return len(told) >= max(3, 0.5 * len(quoted))


def _is_before_quoted(label: Label, words: str) -> bool:
    """ "Jane Doe: “…”" of prose; what is bold up to the colon is a label all the same."""
    return label.kind == "name" and not label.is_set_off and _QUOTED.fullmatch(words) is not None


_TIME_OF_DAY = re.compile(r"\d{1,2}[:.h]\s?\d{2}(?:\s(?:[ap]\.?m\.?|uhr|h|heures|horas))?\.?", re.I)


def _is_field(label: Label, words: str, times: int) -> bool:
    """ "PRN: 2009/303": a name that comes once, and after it nothing that is spoken."""
    if label.kind == "office" and re.fullmatch(r"(?=.*\d)[A-Z\d][A-Z\d/.-]+", words):
        return True  # "WITNESS: SWN-OTP-P-0117"
    if times == 1 and _TIME_OF_DAY.fullmatch(words):
        return True  # "Schluss der Sitzung: 15:00 Uhr"
    return (
        times == 1
        and label.kind in {"name", "initials"}
        and any(c.isdigit() for c in words)
        and not any(c.isalpha() for c in words)
    )


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
