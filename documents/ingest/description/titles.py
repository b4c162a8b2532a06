"""The title of a text: the first line of its head that names it, with its continuation lines.

Where no line names it (`title_lines`), or the text begins amid talk, it has no title.
"""

import re
from collections.abc import Sequence

from documents.ingest.description.bodies import is_institution
from documents.ingest.description.head import Head, Line
from documents.ingest.description.records import (
    DEEPEST,
    MEETING,
    VERSUS,
    body_that_met,
    title_of_record,
    title_of_sitting,
)
from documents.ingest.description.title_lines import (
    GENRE,
    NOT_A_TITLE,
    SAYS_WHAT_IT_IS,
    TOWN,
    is_committee,
    is_mostly_date,
    naming_lines,
)
from documents.ingest.names import is_person_like

EVENT = re.compile(
    r"\b(?:session|conference|summit|forum|symposium|workshop|debate|meeting|congress|assembly|"
    r"conférence|sommet|sesión|cumbre)\b",
    re.IGNORECASE,
)

HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|amb|prof|hon|sen|rep|gov|gen|sir|dame|h\.?\s?e|his excellency|"
    r"her excellency|ambassador|senator|professor|secretary|president|minister|judge|rev)\b\.?\s+)",
    re.IGNORECASE,
)

# A line that ends in one of these, or a following line that begins so, is not the whole of a title.
OPEN_END = re.compile(
    r"(?:[,:;&—–-]|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|as|into|before|between|"
    r"against|under|de|du|des|la|le|les|et|sur|del|el|y|para|von|und|der))$",
    re.IGNORECASE,
)

# What a sitting was about is named in so many words; shorter lines are of the record's own head.
FEWEST_WORDS_OF_ITEM = 5

DOCKET = re.compile(
    r",?\s*[(\[]?(?:Docket |Case )?Nos?\.? ?\d[\w:-]*(?:(?:,| and| &) [\w-]+)*[)\]]?$", re.I
)
BYLINE = re.compile(r"^(?:by|par|por|von) [^\W\d_]{2,}(?: [^\W\d_]\S*){1,3}$", re.IGNORECASE)
# What stands below a headline: who wrote it, or when it was on the air.
SIGNED = re.compile(
    r"^(?:by|par|por|von) (?-i:[A-ZÀ-Þ])[\w.’'-]+ (?-i:[A-ZÀ-Þ]).{0,120}$|^aired ", re.IGNORECASE
)
AND = re.compile(r"^(?:and|et|y|und|with|avec|con|&) ", re.IGNORECASE)
# The statement of one who takes part; the hearing has a title of its own.
OF_ONE_WHO_SPEAKS = re.compile(
    r"^(?:opening|closing|prepared|oral|written|additional) (?:statements?|remarks) (?:of|by)\b",
    re.IGNORECASE,
)
# "Interview: Jakob Lind" below the title says who asked.
WHO_ASKED = re.compile(r"^(?:interview|entretien|entrevista|gespräch) ?: ?(?P<name>.+)$", re.I)
IN_MARKS = re.compile(r"^(?:[“\"„][^”\"“]+[”\"“]|«[^»]+»|»[^«]+«|‘[^’]+’)$")
EPISODE = re.compile(r"^(?:season \d+,? )?(?:episode|ep\.?) ?#?\d+ ?[:.–—-] ?\S", re.IGNORECASE)
SERIES = re.compile(r"\b(?:project|collection|series|archives?|program(?:me)?)$", re.IGNORECASE)
SESSION = re.compile(r"^(?:[\w-]+ )*(?:session|year)$", re.IGNORECASE)
HANGS = re.compile(r"\b(?:by|of|with|before|par|de|avec|por|con)$", re.IGNORECASE)
LEANS_ON = re.compile(r"^(?:by|of|on|at|to|before|with|for|in|par|de|del|por|von)\b", re.IGNORECASE)
BY_SOMEBODY = re.compile(r"\b(?:by|par|por) \w", re.IGNORECASE)

# "I. Introduction", "2. What the contract said"
NUMBERED_PART = re.compile(r"(?:[IVX]{1,4}|\d{1,2})[.)] \S")


def title_of(head: Head, site: str | None = None) -> tuple[str, Line] | None:
    """The title and the line on which it begins; None where the head names nothing.

    `site` is the name of the site as the format declares it: a line that repeats it is no title.
    """
    if record := title_of_record(head):
        return record
    named = naming_lines(head.lines[:DEEPEST], site)
    sitting = title_of_sitting(head.lines)
    if sitting and all(len(head.lines[n].words) < FEWEST_WORDS_OF_ITEM for n in named):
        return sitting
    if all(_is_sentence(head.lines[n]) for n in named) and (body := body_that_met(head.lines)):
        return body
    if not named:
        return None
    first = _where_it_begins(head.lines, named)
    title = _whole(head.lines, first)
    if is_bare_genre(title):
        # "Press Statement", the speaker and the place; what it is about comes last.
        about = next((n for n in named if n > first and LEANS_ON.match(head.lines[n].text)), None)
        if about is not None:
            return _whole(head.lines, about), head.lines[about]
    if VERSUS.search(title):
        title = DOCKET.sub("", title)
    return title, head.lines[first]


def _where_it_begins(lines: Sequence[Line], named: Sequence[int]) -> int:
    """Which of the lines that may name the text is the first of its title."""
    first = _first_of_its_form(lines, named)
    genres = [n for n in named if _says_what_it_is(lines[n].text)]
    if genres and genres[0] > first and _gives_way(lines[first], lines[genres[0]]):
        first = genres[0]
    elif len(lines[first].words) <= 2:  # the subject, and below it what somebody said of it
        first = next((n for n in named[:2] if IN_MARKS.match(lines[n].text)), first)
    if _is_above_a_headline(lines, named, first):
        first += 1
    episode = next((n for n in named if EPISODE.match(lines[n].text)), first)
    if episode > first and len(lines[first].words) <= 8:  # below the name of the series
        return episode
    return first


def _first_of_its_form(lines: Sequence[Line], named: Sequence[int]) -> int:
    """The first heading, else the first line that is no sentence, else the first of all."""
    headings = [
        n for n in named if lines[n].role == "heading" and not NUMBERED_PART.match(lines[n].text)
    ]
    first = next(iter(headings or [n for n in named if not _is_sentence(lines[n])] or named))
    if headings and lines[first].level > 1:  # the name of a part of the site above the title
        return next((n for n in headings if lines[n].level == 1), first)
    return first


def _says_what_it_is(text: str) -> bool:
    """Whether a line names the genre, and not the part of somebody in it."""
    asked = WHO_ASKED.match(text)
    return (
        GENRE.search(text) is not None
        and not OF_ONE_WHO_SPEAKS.match(text)
        and not (asked and is_person_like(asked["name"]))
    )


def _is_above_a_headline(lines: Sequence[Line], named: Sequence[int], first: int) -> bool:
    """Whether a line is the name of a column above the headline and who wrote it."""
    below = first + 1
    if lines[first].role == "heading" or len(lines[first].words) > 3 or below not in named:
        return False
    is_signed = below + 1 < len(lines) and SIGNED.match(lines[below + 1].text)
    is_headline = lines[below].text[-1] not in ".?!"
    return bool(is_headline and is_signed and len(lines[below].words) > 4)


def _is_sentence(line: Line) -> bool:
    """Whether a line is a sentence: what a site says of itself above a title."""
    says_what_it_is = SAYS_WHAT_IT_IS.match(line.text)
    return len(line.words) > 6 and line.text[-1] == "." and not says_what_it_is


def is_bare_genre(title: str) -> bool:
    """Whether a title says only what the text is: "Remarks", "Press Statement"."""
    match = GENRE.match(title)
    return match is not None and len(title) - match.end() <= 1 and len(title.split()) <= 2


def _gives_way(first: Line, genre: Line) -> bool:
    """Whether a line that names a genre is the title rather than the line first found before it."""
    if first.role == "heading" or first.text.endswith("?"):
        return False
    if EVENT.search(first.text) and not GENRE.search(first.text):
        return True
    if SERIES.search(first.text):
        return True
    if is_committee(first.text) and re.match(r"[\w -]{4,40}: |exchange of views", genre.text, re.I):
        return True
    bare = is_bare_genre(genre.text) or HANGS.search(genre.text)
    if first.in_capitals and len(first.words) <= 3 and bare:
        return True  # the name of the country above "Statement", "by …"
    return (
        len(first.words) <= 4
        and ":" not in first.text
        and genre.text[0].isupper()
        and len(genre.words) > 2
    )


def _whole(lines: Sequence[Line], first: int) -> str:
    """The title with the lines that go on with it."""
    title = lines[first].text
    bare = is_bare_genre(title)
    for before, line in zip(lines[first:], lines[first + 1 :], strict=False):
        if is_mostly_date(line.text) or line.is_prose:
            break
        if SESSION.match(before.text) and MEETING.match(line.text):
            title += f", {line.text}"
            continue
        hangs = before is lines[first] and HANGS.search(before.text)
        if BYLINE.match(line.text) and not (bare or hangs):
            break
        of_the_occasion = (
            not line.follows_closely and LEANS_ON.match(line.text) and BY_SOMEBODY.search(title)
        )
        goes_with = LEANS_ON.match(line.text) or LEANS_ON.match(before.text)
        leans = not of_the_occasion and (hangs or bare and goes_with)
        if not leans and not (line.follows_closely and _goes_on(before, line)):
            break
        title += ("" if title.endswith(("-", "—")) else " ") + line.text
    return title.rstrip(",;")


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the one before: by its words, or in one block of capitals."""
    if OPEN_END.search(before.text) or line.text[:1].islower():
        return True
    if _is_full_line_in_capitals(before, line):
        return True
    leans = before.in_capitals and line.in_capitals and LEANS_ON.match(line.text)
    if leans and not NOT_A_TITLE.match(line.text):  # "IN JOINT PRESS CONFERENCE"
        return True
    return (
        before.in_capitals
        and line.in_capitals
        and line.block == before.block
        and not NOT_A_TITLE.match(line.text)
        and not is_institution(line.text)
        and not HONORIFIC.match(line.text)
    ) or (
        bool(AND.match(line.text))
        and before.in_capitals == line.in_capitals
        and not before.is_prose
    )


def _is_full_line_in_capitals(before: Line, line: Line) -> bool:
    """A line of a title in capitals so long that it had to be broken, and its second line."""
    return (
        before.in_capitals
        and line.in_capitals
        and len(before.words) >= 5
        and len(before.text) >= 30
        and not any(NOT_A_TITLE.match(x.text) or is_mostly_date(x.text) for x in (before, line))
        and not is_institution(line.text)
        and not HONORIFIC.match(line.text)
        and not BYLINE.match(line.text)
        and not TOWN.match(line.text)
    )
