"""Who speaks or writes where no label says it: the person that the title lines name."""

import re
from itertools import pairwise

from documents.ingest.forms_of_address import split_title
from documents.ingest.name_words import UPPER, plain
from documents.ingest.names import NAME, fullest, in_reading_case, is_person_like, names_in, surname
from documents.ingest.people.biographies import is_role
from documents.ingest.people.lines import Mention, line_words, mentions
from documents.ingest.reading import CanonicalText, Evidence, Part, Segment, Voice
from documents.ingest.structure.outline import Outline, is_byline

# What leads to the name, the surest first. A name alone in a line may be anybody's.
_CUES = ("by", "possessive", "role", "line")


def speaker_of(source: CanonicalText, outline: Outline) -> Voice | None:
    """The one who gave the remarks; None where the title lines name nobody, or several alike."""
    people = mentions(source, outline.front())
    for cue in _CUES:
        fitting = [m for m in people if m.cue == cue]
        if cue == "line":
            fitting = [m for m in fitting if m.role or m.title]
        if fitting and len({plain(surname(m.name)) for m in fitting}) == 1:
            return _voice(fitting, Part.SPEAKER)
        if fitting:
            return None
    return _above_the_role(source, outline.front()) or _sovereign(source, outline.front())


def _above_the_role(source: CanonicalText, front: list[Segment]) -> Voice | None:
    """The one name that stands alone in a line, with what that person is in the line below."""
    words = [line_words(source, line) for line in front]
    found = {
        name: role
        for name, role in pairwise(words)
        if re.fullmatch(NAME, name) and is_person_like(name) and is_role(role)
    }
    if len(found) != 1:
        return None
    printed, role = next(iter(found.items()))
    name = in_reading_case(split_title(printed)[1])
    return Voice(_key_of(name), Part.SPEAKER, name, role, (), Evidence.BYLINE, printed)


_OF_A_SOVEREIGN = re.compile(
    r"\b(?i:address|message|homily|speech|remarks|letter|discours|discurso|mensaje)\b.{1,60}?"
    r"\b(?P<office>(?i:pope|pape|papa|king|queen|emperor|patriarch))\s"
    rf"(?P<name>[{UPPER}][\w’'-]+(?:\s(?:Paul|PAUL|[IVX]+\b))*)"
)


def _sovereign(source: CanonicalText, front: list[Segment]) -> Voice | None:
    """Who is called by an office and one name: "Address of His Holiness Pope Francis"."""
    for line in front:
        words = line_words(source, line)
        if found := _OF_A_SOVEREIGN.search(words):
            name = in_reading_case(found["name"])
            role = in_reading_case(found["office"])
            return Voice(_key_of(name), Part.SPEAKER, name, role, (), Evidence.BYLINE, words)
    return None


def authors_of(source: CanonicalText, outline: Outline) -> list[Voice]:
    """The authors in the byline, with the role printed under it."""
    front = outline.front()
    for place, line in enumerate(front):
        words = line_words(source, line)
        if not is_byline(words):
            continue
        names = re.sub(r"^\w+(?:\sby)?\s+", "", words, count=1)
        names = re.split(r"\s?[·|•]\s", names)[0]  # behind it stands the day
        role = None
        name_part, _, printed_role = names.partition(",")
        if printed_role and not names_in(printed_role):
            names, role = name_part, printed_role.strip()
        if place + 1 < len(front) and source.text[line.end : front[place + 1].start] == "\n":
            below = line_words(source, front[place + 1])
            if not re.search(r"\b(?:19|20)\d{2}\b", below):
                role = role or below
        people = [
            p.strip()
            for p in re.split(r",\s(?:and\s)?|\s(?:and|AND|&|et|y|und|e)\s", names)
            if p.strip()
        ]
        return [
            Voice(
                key=_key_of(person),
                part=Part.AUTHOR,
                name=in_reading_case(split_title(person)[1]),
                role=role,
                evidence=Evidence.BYLINE,
                basis=words,
            )
            for person in people
        ]
    return _named_above_the_day(source, front)


_DAY = re.compile(r"\b(?:19|20)\d\d\b")


def _named_above_the_day(source: CanonicalText, front: list[Segment]) -> list[Voice]:
    """The author of an article whose name stands alone between its title and the day."""
    for above, line, below in zip(front, front[1:], front[2:], strict=False):
        words = line_words(source, line)
        is_day = _DAY.search(line_words(source, below)) and len(line_words(source, below)) <= 60
        is_apart = not _DAY.search(line_words(source, above))
        if is_day and is_apart and re.fullmatch(NAME, words) and is_person_like(words):
            name = in_reading_case(split_title(words)[1])
            return [Voice(_key_of(name), Part.AUTHOR, name, None, (), Evidence.BYLINE, words)]
    return []


def _voice(people: list[Mention], part: Part) -> Voice:
    name = fullest([m.name for m in people])
    role = next((m.role for m in people if m.role), None)
    return Voice(_key_of(name), part, name, role, (), Evidence.BYLINE, people[0].line)


def _key_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(surname(name))).strip("-")
