"""The date of a text: printed in its head as a date line, in its title or beside "released".

A date in the text proper is talked about and is never taken; nor is that of a law, of a copyright,
of an update or of today. Doubt is kept in the value: where a printed weekday contradicts the day,
or day and month in figures could be either, the value ends in "?" (EDTF, uncertain).
"""

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dateparser.date import DateDataParser
from rapidfuzz.distance import Levenshtein

from documents import edtf
from documents.ingest.description.head import Head, Line
from documents.ingest.description.kinds import PUBLISHED_KINDS
from documents.ingest.reading import Known
from documents.vocabularies import Evidence, Kind

LANGUAGES = ["en", "fr", "es", "pt", "de", "it"]

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lundi lunes montag lunedì segunda-feira",
            "tuesday tue tues mardi martes dienstag martedì terça-feira",
            "wednesday wed mercredi miércoles mittwoch mercoledì quarta-feira",
            "thursday thu thurs thur jeudi jueves donnerstag giovedì quinta-feira",
            "friday fri vendredi viernes freitag venerdì sexta-feira",
            "saturday sat samedi sábado samstag sonnabend sabato",
            "sunday sun dimanche domingo sonntag domenica",
        )
    )
    for name in names.split()
}


_WEEKDAY = r"(?:(?P<weekday>[^\W\d_]{3,10}(?:-feira)?)\.?,?\s+(?:(?:the|le|el|den|o)\s+)?)?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th|er|[ºo°.]))?"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_TO = r"(?:\s*(?:-|–|—|to|and|au|al|a)\s*(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?"

SPELLED = (
    re.compile(rf"(?<![\w$]){_WEEKDAY}{_MONTH}\s+{_DAY}{_TO},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(
        rf"(?<![\w$]){_WEEKDAY}{_DAY}{_TO}\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?{_YEAR}",
        re.IGNORECASE,
    ),
)
MONTH_ONLY = re.compile(rf"(?<![\w\d]){_MONTH},?\s+(?:de\s+|del\s+)?{_YEAR}", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])([01]?\d)\2([0-3]?\d)(?!\d)")
IN_HAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年\s?(1?\d)\s?月(?:\s?([1-3]?\d)\s?日)?")
FIGURES = re.compile(r"(?<![\d/.-])([0-3]?\d)([-/.])([0-3]?\d)\2((?:19|20)?\d\d)(?![\d/-])")

# Words beside a date that say it is another's: laws, copyrights, versions, lives, references.
ANOTHERS = re.compile(
    r"©|\(c\)|copyright|all rights reserved|\b(?:act|law|public law|resolution|amended|amendment|"
    r"updated|modified|reviewed|revised|accessed|retrieved|downloaded|printed on|effective|expires|"
    r"born|died|since|until|deadline|next|upcoming|in force|photo|as of|archived|captured|"
    r"to be held|mis à jour|actualizado)\b",
    re.IGNORECASE,
)
RELEASED = re.compile(
    r"\b(?:release[ds]?|published?|publication|posted|issued|filed|first appeared|publié|publicado|"
    r"veröffentlicht)\b",
    re.IGNORECASE,
)
RECORDED = re.compile(r"\b(?:recorded|taped|filmed|enregistré|grabado)\b", re.IGNORECASE)
HELD = re.compile(
    r"\b(?:held|delivered|given|date|argued|heard|convened|aired|broadcast|hearing|prononcé)\b",
    re.IGNORECASE,
)

# Signs of the United States, where the month comes first in figures.
AMERICAN = re.compile(
    r"\b(?:(?:[ECMPH]|AK|HA)[SD]T|Washington|White House|United States|U\.S\.|"
    r"Congress|Senate|A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|"
    r"PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|D\.?C\.?)\b"
)

# Digits misread in scanning: "2OO8", "l5 October".
MISREAD = re.compile(r"(?<![\w])(?=[0-9OoIl]{0,3}[0-9])[0-9OoIl]{2,4}(?!\w)")
DIGITS = str.maketrans("OoIl", "0011")
MISREAD_LETTERS = re.compile(r"(?<=[A-Za-z])[01](?=[A-Za-z])")
LETTERS = str.maketrans("01", "OI")

# A month's name misread by one letter in scanning, "Septernber", is taken for the month.
MONTHS = [name.casefold() for name in month_name if name]


@dataclass(frozen=True)
class Printed:
    """A date as printed: its EDTF value, the words, and how surely it is that of the text."""

    value: str
    words: str
    line: Line
    role: str
    """held, published, recorded, or "" where the words beside it leave that open."""
    rank: int
    contradiction: str = ""


# What a page says of itself: "This is a rush transcript from “On the Record”, December 1, 2008."
OF_TRANSCRIPT = re.compile(
    r"(?:this|what follows|the following|below) is an? (?:\w+ ){0,3}transcript\b[^.?!]{0,160}",
    re.IGNORECASE,
)
# How a page of a debate says when it was: "… in a Committee at 12:00 pm on 21 July 2014."
AT_AN_HOUR = re.compile(
    r"\b\d{1,2}[:.]\d\d\s?[ap]\.?m\.?,? on (?:[^\W\d_]+,? )?(?:\d|[A-Z][a-z]+ \d)[\w ,]{4,20}",
    re.IGNORECASE,
)
UPDATED = re.compile(r"(?:last )?updated\b", re.IGNORECASE)
AGO = re.compile(r"\bupdated\b.*\bago$", re.IGNORECASE)
"""When a page was last touched, as sites say it."""


def dates(
    head: Head, title: Line | None, kind: Known | None, language: Known | None, dateline: str = ""
) -> dict[str, Known]:
    """held, published and recorded, so far as the head prints them.

    A date without a word beside it is the day of what was spoken, or of the publication of what was
    written. `dateline` are the town and day before the first words of a report: where the head has
    no date, that day is the one of publication.
    """
    american = language is None or language.value.startswith("en")
    found = sorted(_candidates(head, title, american), key=lambda p: (-p.rank, p.line.start))
    written = kind is not None and Kind(kind.value) in PUBLISHED_KINDS
    usual = "published" if written else "held"
    known: dict[str, Known] = {}
    for printed in found:
        known.setdefault(printed.role or usual, _known(printed, found, usual))
    if not known:
        for value, start, end, _ in dates_in(dateline, american)[:1]:
            known["published"] = Known(value, Evidence.BYLINE, f"“{dateline[start:end]}”")
    if not known and written and (updated := _updated(head, american)):
        known["published"] = updated
    return known


def _updated(head: Head, american: bool) -> Known | None:
    """About when a report appeared that prints only the day on which it was last touched."""
    for line in head.lines[:8]:
        days = dates_in(line.text, american) if UPDATED.match(line.text) else []
        if len(days) == 1 and len(days[0][0]) == 10:
            return Known(f"{days[0][0]}~", Evidence.BYLINE, f"“{line.text}”")
    return None


def _known(printed: Printed, found: Sequence[Printed], usual: str) -> Known:
    """The value with its evidence; another day printed as plainly makes it uncertain."""
    role, value, basis = printed.role or usual, printed.value, f"“{printed.words}”"
    if printed.contradiction:
        basis += f"; {printed.contradiction}"
    rival = next(
        (
            p
            for p in found
            if (p.role or usual) == role
            and p.rank == printed.rank
            and not _agree(p.value, printed.value)
        ),
        None,
    )
    if rival:
        basis += f"; the text also prints “{rival.words}”"
    if (rival or printed.contradiction) and not edtf.is_doubtful(value) and "/" not in value:
        value += "?"
    return Known(value, Evidence.BYLINE, basis)


def _agree(one: str, other: str) -> bool:
    a, b = edtf.bounds(one), edtf.bounds(other)
    return bool(a and b and a[0] <= b[1] and b[0] <= a[1])


def _candidates(head: Head, title: Line | None, american: bool) -> Iterator[Printed]:
    certain = any(AMERICAN.search(line.text) for line in head.lines)
    before = ""
    for number, line in enumerate(head.lines):
        text = line.text
        if line.is_prose and not (title and line.start == title.start):
            of_itself = OF_TRANSCRIPT.match(text) or AT_AN_HOUR.search(text)
            text = of_itself[0] if of_itself else ""
        for value, start, end, contradiction in dates_in(text, american, certain):
            words = text[start:end]
            around = AGO.sub("", text[:start] + " " + text[end:])
            if ANOTHERS.search(around) and not RELEASED.search(around):
                continue
            beside = around if re.search(r"[^\W\d_]", around) else before
            is_title = bool(title and line.start == title.start)
            rank = _rank(text, start, end, value, is_title, number)
            if rank:
                role = "" if is_title else _role(beside)
                yield Printed(value, words, line, role, rank, contradiction)
        before = text if len(text.split()) <= 6 else ""


def _role(beside: str) -> str:
    if RECORDED.search(beside):
        return "recorded"
    if RELEASED.search(beside):
        return "published"
    return "held" if HELD.search(beside) else ""


def _rank(text: str, start: int, end: int, value: str, is_title: bool, number: int) -> int:
    """How surely a date is that of the text; 0 for a date that is only mentioned."""
    rest = text[:start] + " " + text[end:]
    others = [
        w for w in re.findall(r"[^\W\d_]{2,}", rest) if w.casefold() not in ("at", "to", "pm", "am")
    ]
    fine = len(value.rstrip("?~")) >= 10
    if not others:
        return 6 if fine else (3 if number < 40 else 0)
    if not fine:
        apart = len(others) <= 8 and number < 12 and _stands_apart(text, start, end)
        return 2 if len(others) <= 2 or apart or is_title and end == len(text) else 0
    at_edge = end >= len(text) - 2 or start <= 2
    if RELEASED.search(rest) or RECORDED.search(rest) or HELD.search(rest) and len(others) <= 8:
        return 5
    if is_title or len(others) <= 4:
        return 5 if at_edge or len(others) <= 4 else 4
    in_brackets = text[:start].count("(") > text[end:].count("(")
    if at_edge or in_brackets and number < 8:
        return 4
    return 1 if number < 12 and len(others) <= 12 else 0


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a month stands in brackets of its own, or behind a comma or stroke at the end of a
    line: "Second day, morning (October 2011)", "The Ledger, May 2019", "March 2020 | Volume 12".
    """
    before, after = text[:start].rstrip(), text[end:].lstrip()
    in_brackets = before[-1:] in "([" and after[:1] in ")]" and bool(before and after)
    at_end = before[-1:] in tuple(",|·•–—-/") and not after
    return in_brackets or at_end or (not before and after[:1] in tuple("|·•–—-/"))


def dates_in(
    text: str, month_first: bool = True, certain: bool = True
) -> list[tuple[str, int, int, str]]:
    """The dates in a line: (EDTF value, start, end, contradiction), in order, not overlapping.

    `month_first` is how day and month in figures are read where both are possible; unless `certain`
    such a date is marked uncertain.
    """
    text = MISREAD.sub(lambda word: word[0].translate(DIGITS), text)
    text = MISREAD_LETTERS.sub(lambda letter: letter[0].translate(LETTERS), text)
    found: list[tuple[str, int, int, str]] = []
    for pattern in SPELLED:
        for match in pattern.finditer(text):
            if parsed := _spelled(match):
                found.append(parsed)
    for match in YEAR_FIRST.finditer(text):
        year, _, month, day = match.groups()
        if value := _day(int(year), int(month), int(day)):
            found.append((value, *match.span(), ""))
    for match in IN_HAN.finditer(text):
        year, month_number, day = int(match[1]), int(match[2]), int(match[3] or 1)
        if value := _day(year, month_number, day):
            found.append((value if match[3] else value[:7], *match.span(), ""))
    for match in FIGURES.finditer(text):
        if value := _in_figures(match, month_first, certain):
            found.append((value, *match.span(), ""))
    for match in MONTH_ONLY.finditer(text):
        if month := _month(match["month"]):
            found.append((f"{match['year']}-{month:02}", *match.span(), ""))
    if re.fullmatch(r"[(\[]?(?:19|20)\d\d[)\]]?", text):
        found.append((text.strip("()[]"), 0, len(text), ""))
    return _apart(found)


def _apart(found: list[tuple[str, int, int, str]]) -> list[tuple[str, int, int, str]]:
    """The longest of overlapping dates, in the order of the line."""
    kept: list[tuple[str, int, int, str]] = []
    for one in sorted(found, key=lambda f: f[1] - f[2]):
        if all(one[2] <= other[1] or one[1] >= other[2] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f[1])


def _spelled(match: re.Match[str]) -> tuple[str, int, int, str] | None:
    month = _month(match["month"])
    value = month and _day(int(match["year"]), month, int(match["day"]))
    if not value:
        return None
    start, end = match.span()
    weekday = (match["weekday"] or "").casefold()
    if weekday and weekday not in WEEKDAYS:
        start, weekday = min(match.start("month"), match.start("day")), ""
    last = match["last"] and _day(int(match["year"]), month or 0, int(match["last"]))
    if last and last > value:
        return f"{value}/{last}", start, end, ""
    return value, start, end, _contradiction(weekday, value)


def _contradiction(weekday: str, value: str) -> str:
    if not weekday or date.fromisoformat(value).weekday() == WEEKDAYS[weekday]:
        return ""
    return f"that day was a {day_name[date.fromisoformat(value).weekday()]}"


def _in_figures(match: re.Match[str], month_first: bool, certain: bool) -> str | None:
    first, _, second, written = match.groups()
    year = int(written) if len(written) == 4 else 2000 + int(written) - 100 * (int(written) > 68)
    by_month, by_day = _day(year, int(first), int(second)), _day(year, int(second), int(first))
    if by_month and by_day and by_month != by_day:
        if not month_first or (match[2] == "." and not certain):  # points are a European habit
            return by_day
        return by_month if certain else by_month + "?"
    return by_month or by_day


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _parser() -> DateDataParser:
    settings: Any = {"REQUIRE_PARTS": ["month", "year"], "PREFER_DAY_OF_MONTH": "first"}
    return DateDataParser(languages=LANGUAGES, settings=settings)


@lru_cache(maxsize=2048)
def _month(name: str) -> int | None:
    """The number of a month by its name or abbreviation in one of the languages; None for no month.

    Only the name is given to the parser, with a day and year: what is missing it takes from today.
    """
    folded = name.casefold().rstrip(".")
    if folded in WEEKDAYS:
        return None
    parsed = _parser().get_date_data(f"1 {folded} 2000")
    if parsed.date_obj and parsed.period == "day":
        return parsed.date_obj.month
    near = [m for m in MONTHS if len(folded) > 4 and _one_letter_off(folded, m)]
    return MONTHS.index(near[0]) + 1 if len(near) == 1 else None


def _one_letter_off(word: str, month: str) -> bool:
    return word[0] == month[0] and Levenshtein.distance(word, month, score_cutoff=2) <= 2
