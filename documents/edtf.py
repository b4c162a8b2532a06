"""Dates as the archive keeps them: EDTF values, the days they span, and how pages say them.

The values are those of the Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2; Library of
Congress, https://www.loc.gov/standards/datetime/), parsed by the `edtf` library. The archive takes
those whose earliest and latest day are both known and lie in the years 1 to 9999: an event without
an end, or a date before our era, is not the date of something said in public.

In every function None (unknown) stays None.
"""

import re
from calendar import month_name, monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import edtf
from edtf.parser import parser_classes as forms

LONGEST = 60

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class NotADate(ValueError):
    """A value is not an EDTF date that the archive takes. The message says why."""


@lru_cache(maxsize=4096)
def _parsed(value: str) -> Any:
    """The library's object for an EDTF value; raises NotADate."""
    if not isinstance(value, str) or not value or len(value) > LONGEST or value != value.strip():
        raise NotADate(f"{str(value)[:LONGEST]!r} is not an EDTF date")
    try:
        parsed = edtf.parse_edtf(value)
    except edtf.EDTFParseException as error:
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?[~?%]?", value):
            raise NotADate(f"“{value}” is not in the calendar") from error
        raise NotADate(
            f"“{value}” is not an EDTF date, such as 2008-06-03, 2007-06 or 2008~"
        ) from error
    for end in (getattr(parsed, "lower", None), getattr(parsed, "upper", None)):
        # The library guesses ten years for an end that is left out: unknown stays unknown.
        if isinstance(end, forms.UnspecifiedIntervalSection):
            raise NotADate(f"“{value}” has no known beginning or end")
    return parsed


@lru_cache(maxsize=4096)
def _bounds(value: str) -> tuple[date, date]:
    parsed = _parsed(value)
    try:
        earliest = date(*parsed.lower_strict()[:3])
        latest = date(*parsed.upper_strict()[:3])
    except TypeError as error:  # the library answers infinity for an open end
        raise NotADate(f"“{value}” has no known beginning or end") from error
    except (ValueError, OverflowError) as error:
        raise NotADate(f"“{value}” is not within the years 1 to 9999") from error
    if earliest > latest:
        raise NotADate(f"“{value}” ends before it begins")
    return earliest, latest


def is_valid(value: str | None) -> bool:
    """Whether a value is an EDTF date that the archive takes."""
    return problem(value) is None if value is not None else False


def problem(value: str) -> str | None:
    """Why a value is not a date that the archive takes, as a sentence; None where it is one."""
    try:
        _bounds(value)
    except NotADate as error:
        return str(error)
    return None


def bounds(value: str | None) -> tuple[date, date] | None:
    """The earliest and the latest day that a value can mean, both included.

    A sign of doubt (`~`, `?`, `%`) does not widen them: it says how sure the value is, not how far
    off it may be. Raises NotADate.
    """
    return None if value is None else _bounds(value)


def year(value: str | None) -> int | None:
    """The year to count a document under; None where the value leaves open which year it is.

    An event that lasts into another year counts under the year in which it begins.
    """
    if value is None:
        return None
    parsed = _parsed(value)
    earliest, latest = _bounds(value)
    if isinstance(parsed, forms.Interval):
        latest = _bounds(str(parsed.lower))[1]
    return earliest.year if earliest.year == latest.year else None


def is_doubtful(value: str | None) -> bool:
    """Whether the value carries a sign of estimate or doubt (`~`, `?` or `%`)."""
    return value is not None and any(sign in value for sign in "~?%")


def iso(value: str | None) -> str | None:
    """The ISO 8601 date of the precision that the value has: "2008-06-03", "2007-06", "2007".

    Signs of doubt are dropped; a span of days is given by what its days have in common. None where
    they do not even have the year in common.
    """
    if value is None:
        return None
    earliest, latest = _bounds(value)
    if earliest == latest:
        return earliest.isoformat()
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.year:04}-{earliest.month:02}"
    return f"{earliest.year:04}" if earliest.year == latest.year else None


def in_words(value: str | None) -> str | None:
    """The value as a reader says it: "17 February 2022", "between 5 and 12 June 2007".

    Raises NotADate.
    """
    if value is None:
        return None
    _bounds(value)
    return _words(_parsed(value))


def _words(parsed: Any) -> str:
    if isinstance(parsed, forms.UncertainOrApproximate):
        return _with_doubt(_words(parsed.date), parsed)
    if isinstance(parsed, forms.PartialUncertainOrApproximate):
        return _with_doubt(_of_span(parsed), parsed)
    if isinstance(parsed, forms.Interval):
        return _joined(_words(parsed.lower), _words(parsed.upper), "{} to {}")
    if isinstance(parsed, forms.OneOfASet):
        return " or ".join(_members(parsed.objects))
    if isinstance(parsed, forms.MultipleDates):
        return " and ".join(_members(parsed.objects))
    if isinstance(parsed, forms.Level2Season | forms.Season) and int(parsed.season) in SEASONS:
        return f"{SEASONS[int(parsed.season)]} {int(parsed.year)}"
    return _of_span(parsed)


def _members(objects: Iterable[Any]) -> list[str]:
    return [
        _joined(_words(member.lower), _words(member.upper), "between {} and {}")
        if isinstance(member, forms.Consecutives)
        else _words(member)
        for member in objects
    ]


def _with_doubt(words: str, parsed: Any) -> str:
    if parsed.is_uncertain or parsed.is_uncertain_and_approximate:
        words = f"{words} (uncertain)"
    if parsed.is_approximate or parsed.is_uncertain_and_approximate:
        words = f"about {words}"
    return words


def _joined(first: str, last: str, pattern: str) -> str:
    """Two dates in one phrase, with the month and year said once where both share them."""
    head, tail = first.split(), last.split()
    if len(head) == len(tail):
        while len(head) > 1 and head[-1] == tail[len(head) - 1]:
            head.pop()
    return pattern.format(" ".join(head), last)


def _of_span(parsed: Any) -> str:
    """Words for a value that is known by its first and last day only."""
    first, last = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    if first == last:
        return _day(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{month_name[first.month]} {first.year}"
    whole_years = whole_months and (first.month, last.month) == (1, 12)
    if whole_years and first.year == last.year:
        return str(first.year)
    if whole_years and first.year % 10 == 0 and last.year == first.year + 9:
        return f"the {first.year}s"
    return _joined(_day(first), _day(last), "between {} and {}")


def _day(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"
