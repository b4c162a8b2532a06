"""Event, venue, place, publisher and summary of a text, so far as its head prints them."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from documents.ingest.description.bodies import NEWSPAPER, is_institution
from documents.ingest.description.dates import HELD, RECORDED, RELEASED, dates_in
from documents.ingest.description.head import Head, Line
from documents.ingest.description.kinds import DATELINE
from documents.ingest.description.title_lines import GENRE, NOT_A_TITLE
from documents.ingest.description.titles import OPEN_END
from documents.ingest.name_words import plain
from documents.ingest.reading import CanonicalText, Known, Segment, Voice
from documents.vocabularies import Evidence, PassageType

VENUE = re.compile(
    r"\b(?:room|hall|auditorium|theat(?:er|re)|ballroom|hotel|palace|casa rosada|pavilion|"
    r"gymnasium|stadium|chamber|headquarters|library|museum|church|cathedral|briefing room|"
    r"capitol|rotunda|"
    r"rose garden|conference cent(?:er|re)|club|aboard|"
    r"via (?:conference call|telephone|video|zoom)|by telephone|virtual meeting|salle|"
    r"palais|sala|palacio)\b",
    re.IGNORECASE,
)
TIME = re.compile(
    r"^\(?(?:at )?\d{1,2}[:.]\d\d\s*(?:[ap]\.?\s?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?[.)]?$",
    re.IGNORECASE,
)
# "The Market Street Review", not "The Hague, Netherlands".
THE_REVIEW = re.compile(r"The(?: [^\s,]+){2,}")
PLACE = re.compile(r"^\(?(?:[A-ZÀ-Ý][\w.’'-]*\s?){1,4}(?:, (?:[A-ZÀ-Ý][\w.’'-]*\s?){1,4}){0,2}\)?$")
WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    re.IGNORECASE,
)
SITTING = re.compile(r"\b(?:meeting|sitting|session)$", re.IGNORECASE)  # "Stated Meeting"
OFFICE = re.compile(
    r"\b(?:secretary|minister|president|director|ambassador|professor|chair(?:man|woman)?|fellow|"
    r"senator|representative|attorney|officer|adviser|advisor|editor|counsel|dean|author)\b",
    re.IGNORECASE,
)

# "The committee met at 10:05 a.m., in room SD-419, Dirksen Senate Office Building, Hon. …"
MET_IN = re.compile(
    r"\bmet\b.{0,120}?\bin (?P<venue>[Rr]oom [\w-]+(?:,? (?:of |in )?(?:the )?[A-Z][\w.’' -]{2,60}?"
    r"(?:Building|House|Capitol|Center))?)(?=[,.;]|$)"
)
# "Held at the Institute for Labour, Geneva, 7 March 2015"
HELD_AT = re.compile(
    r"^(?:[Hh]eld|HELD|[Dd]elivered|[Gg]iven|[Rr]ecorded)? ?(?:at|in) (?:the )?"
    r"(?P<venue>[A-Z][^,\d]{3,80}), "
    r"(?P<place>[A-Z][\w’' -]{2,40}(?:, [A-Z][\w.’' -]{1,30})?),? (?:on )?(?=\(?(?:[A-Z]\w+ )?\d)"
)

EVENTS = (
    re.compile(
        r"\bpart of the (?P<event>[A-Z][^.\n]{3,100}?(?: series| program(?:me)?| project)?)\.",
        re.IGNORECASE,
    ),
    re.compile(
        r"^[“\"](?P<event>[^”\"]{5,120})[”\"],? (?:event|conference|symposium|forum|meeting)\b",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<event>(?:hearing|audition) (?:before|of|devant) .{4,150})$", re.IGNORECASE),
)
AT_EVENT = re.compile(
    r"^(?:[\w’'-]+ )*(?:remarks?|statement|address|speech|presentation)\b.{0,80}?"
    r"\b(?:at|before|during) (?:the |a |an )?(?P<event>[A-Z].{4,150})$",
    re.IGNORECASE,
)
EVENT = re.compile(
    r"\b(?:session|conference|summit|forum|symposium|workshop|thematic debate|lecture series|"
    r"committee on|comité permanent|conférence|sommet)\b",
    re.IGNORECASE,
)
LEANS_BACK = re.compile(
    r"^(?:on|at|by|to|of|and|for|the \d|in|with|from|via|before|during)\b", re.IGNORECASE
)

NAME_WORD = r"(?:[A-Z][\w.&’'-]*|of|for|and|the|on)"
PUBLISHED_BY = re.compile(rf"\b[Pp]ublished by (?:the )?(?P<body>{NAME_WORD}(?: {NAME_WORD})*)")
OFFICE_OF = re.compile(r"^(?:office|bureau|department|ministry) of\b", re.IGNORECASE)
SITE_OF = re.compile(r"\s+(?:web ?site|home ?page|online)$", re.IGNORECASE)

ENOUGH_FOR_SUMMARY = 10
MOST_FOR_SUMMARY = 120
POINTER = re.compile(
    r"^(?:this (?:meeting|event|transcript|interview)|learn|click|read|note|photo|please|"
    r"(?:the|le|la) (?:sub)?(?:committee|comité) met\b|[^.]{2,80}: |"
    r"(?:The|M[rs]+\.|Dr\.) (?-i:[A-Z]{2}))",
    re.IGNORECASE,
)


def provenance(
    source: CanonicalText,
    segments: Sequence[Segment],
    voices: Sequence[Voice],
    head: Head,
    titled: tuple[Line | None, str],
) -> dict[str, Known]:
    """The keys event, venue, place, publisher and summary, each only where something prints it.

    `titled` are the line of the title and the whole of it.
    """
    title, title_text = titled
    lines = [line for line in head.lines if line.role != "table"]
    people = [plain(voice.name) for voice in voices if voice.name]
    of_nobody = [x for x in lines if not any(name in plain(x.text) for name in people)]
    # Before the words of a turn stands its label and no town.
    opening = "" if head.labelled else source.text[head.end : head.end + 300]
    found = {
        "event": _event(lines, title, title_text),
        "venue": _venue(lines, title),
        "place": _place(of_nobody, title, opening),
        "publisher": _publisher(source, segments, lines, title),
        "summary": _summary(lines) if head.labelled else None,
    }
    return {key: known for key, known in found.items() if known}


def _event(lines: Sequence[Line], title: Line | None, title_text: str) -> Known | None:
    """The event that the head names in a phrase of its own, or the title after "at" or "before"."""
    for pattern in EVENTS:
        for line in lines:
            match = pattern.search(line.text)
            if match and not line.set_aside and match["event"].casefold() != title_text.casefold():
                return _printed(match["event"].strip(" ,"), line)
    if match := AT_EVENT.search(title_text):
        return Known(match["event"], Evidence.BYLINE, f"“{title_text}”")
    for line in lines:
        if EVENT.search(line.text) and _stands_alone(line) and not _is(line, title):
            return _printed(line.text.strip("[]()"), line)
    return None


def _stands_alone(line: Line) -> bool:
    """A short line that is a name in itself, not the middle of a phrase or of a list of people."""
    return (
        len(line.words) <= 14
        and not line.set_aside
        and not line.is_prose
        and not line.text.startswith("[")
        and not OPEN_END.search(line.text)
        and not LEANS_BACK.match(line.text)
        and not OFFICE.search(line.text)
        and not NOT_A_TITLE.match(line.text)
        and not GENRE.match(line.text)
    )


def _venue(lines: Sequence[Line], title: Line | None) -> Known | None:
    for line in lines:
        if line.is_prose and (match := MET_IN.search(line.text)):
            return _printed(match["venue"].strip(" ,"), line)
        if match := HELD_AT.match(line.text):
            return _printed(match["venue"], line)
    for line in lines:
        short = len(line.words) <= 8 and not line.is_prose and not line.set_aside
        if (
            short
            and VENUE.search(line.text)
            and not OFFICE.search(line.text)
            and not _is(line, title)
        ):
            return _printed(line.text.strip("()"), line)
    return None


def _place(lines: Sequence[Line], title: Line | None, opening: str) -> Known | None:
    """A name like a place's: in brackets, above or before a date or a time, or in a dateline."""
    for line, after in zip_longest(lines, lines[1:]):
        if _is(line, title) or line.set_aside or line.in_capitals or not _is_place(line.text):
            continue
        bracketed = line.text.startswith("(") and line.text.endswith(")") and "," in line.text
        near = after is not None and _is_when(after)
        if bracketed or near and (after.follows_closely or len(line.words) <= 4):
            return _printed(line.text.strip("()"), line)
    for line in lines:
        if (match := HELD_AT.match(line.text)) and _is_place(match["place"]):
            return _printed(match["place"], line)
    for line in lines:
        spans = dates_in(line.text)
        if not spans or line.text[spans[-1][2] :].strip(" .)") or _is(line, title):
            continue
        before = line.text[: spans[0][1]].strip(" ,–—-(")
        if _is_place(before) and len(before.split()) <= 4:
            return _printed(before, line)
    return _in_dateline(opening.lstrip())


def _in_dateline(opening: str) -> Known | None:
    match = DATELINE.match(opening)
    if not match:
        return None
    place = re.split(r"\s*(?:\(|--|[–—]|\s-\s)", match[0])[0].strip(" ,")
    place = re.sub(r",?\s+[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?$", "", place)
    words = opening[: match.end() - 1].strip()
    return Known(place, Evidence.BYLINE, f"“{words}”") if len(place.split()) <= 4 else None


def _is_place(text: str) -> bool:
    return (
        bool(PLACE.match(text))
        and not WEEKDAY.fullmatch(text)
        and not THE_REVIEW.match(text)
        and len(text) > 2
        and not OFFICE.search(text)
        and not VENUE.search(text)
        and not is_institution(text.strip("()"))
        and not NOT_A_TITLE.match(text)
        and not GENRE.match(text)
        and not SITTING.search(text)
        and not dates_in(text)
        and not any(word.search(text) for word in (HELD, RECORDED, RELEASED))
    )


def _is_when(line: Line) -> bool:
    if TIME.match(line.text):
        return True
    spans = dates_in(line.text)
    rest = line.text[: spans[0][1]] + line.text[spans[-1][2] :] if spans else line.text
    return bool(spans) and len(re.findall(r"[^\W\d_]{3,}", rest)) == 0


def _publisher(
    source: CanonicalText, segments: Sequence[Segment], lines: Sequence[Line], title: Line | None
) -> Known | None:
    """A masthead above the title, or a "published by" in what was set aside."""
    for number, line in enumerate(lines[:12]):
        above = title is None or line.start < title.start
        below = not above and number <= 4 and OFFICE_OF.match(following(lines, number))
        if (above or below) and _is_masthead(line) and not _is(line, title):
            return _printed(line.text, line)
    aside = [source.text[s.start : s.end] for s in segments if s.type == PassageType.FURNITURE]
    for text in [*aside, source.text[-1500:]]:
        if match := PUBLISHED_BY.search(text):
            body = SITE_OF.sub("", match["body"])
            return Known(body, Evidence.BYLINE, f"“{match[0]}”")
    return None


def _is_masthead(line: Line) -> bool:
    is_menu = line.set_aside and line.text.startswith("Home ")  # "Home News", by its links
    return bool(NEWSPAPER.fullmatch(line.text) and not is_menu) or (
        is_institution(line.text)
        and len(line.words) <= 8
        and not line.is_prose
        and not OFFICE.search(line.text)
        and not LEANS_BACK.match(line.text)
        and not OPEN_END.search(line.text)
    )


def following(lines: Sequence[Line], number: int) -> str:
    """The text of the line below; empty below the last."""
    return lines[number + 1].text if number + 1 < len(lines) else ""


def _summary(lines: Sequence[Line]) -> Known | None:
    """The paragraph above the transcript that tells what the event was about."""
    told = [
        line
        for line in lines
        if line.is_prose
        and ENOUGH_FOR_SUMMARY <= len(line.words) <= MOST_FOR_SUMMARY
        and line.text.endswith(".")
        and ";" not in line.text
        and not line.set_aside
        and not POINTER.match(line.text)
    ]
    return _printed(told[-1].text, told[-1]) if told else None


def _printed(value: str, line: Line) -> Known:
    return Known(value, Evidence.BYLINE, f"“{line.text[:200]}”")


def _is(line: Line, title: Line | None) -> bool:
    return title is not None and line.start == title.start
