"""EDTF dates as CSL has them: what is not known is left out, what is estimated is marked."""

from calendar import month_name
from datetime import date
from typing import Any

from documents import edtf

CSLDate = dict[str, Any]

SEASON_NAMES = ("Spring", "Summer", "Autumn", "Winter")
SEASONS = {"21": 1, "22": 2, "23": 3, "24": 4}


def csl_date(value: str | None) -> CSLDate | None:
    """The date with the precision that it has; None for None.

    An event of several days is a range. A date somewhere between two days is given by what these
    have in common; where that is not even the year, by both years as an estimate. Raises
    edtf.NotADate.
    """
    if value is None:
        return None
    doubt = {"circa": True} if edtf.is_doubtful(value) else {}
    if "/" in value:
        ends = [edtf.iso(end.rstrip("~?%")) for end in value.split("/")]
        if all(ends):
            return {"date-parts": [_parts(end) for end in ends if end], **doubt}
    if value[:4].isdecimal() and value[4:5] == "-" and value[5:7] in SEASONS:
        return {"date-parts": [[int(value[:4])]], "season": SEASONS[value[5:7]], **doubt}
    common = edtf.iso(value)
    if common is None:
        first, last = edtf.bounds(value) or (date.min, date.max)
        return {"date-parts": [[first.year], [last.year]], "circa": True}
    return {"date-parts": [_parts(common)], **doubt}


def csl_day(day: date) -> CSLDate:
    return {"date-parts": [[day.year, day.month, day.day]]}


def beyond_csl(value: str | None) -> str:
    """The date in words where CSL's form says less than is known or hides a doubt, else empty."""
    if value is None or "/" in value and not edtf.is_doubtful(value):
        return ""
    return "" if edtf.iso(value) == value else edtf.in_words(value) or ""


def day_month(value: CSLDate) -> str:
    """Day and month without the year: "3 June", "3–5 June", "Spring"; empty where unknown. Over New
    Year with the years: "30 December 2014 – 2 January 2015".
    """
    return _over_new_year(value, "{day} {month} {year}") or _within_year(value, "{day} {month}")


def american(value: CSLDate) -> str:
    """The whole date as Americans write it: "June 3, 2008", "June 2008", "April 14–16, 2014"; an
    estimate in brackets, "[June 2008?]"; empty where no month is known.
    """
    if said := _over_new_year(value, "{month} {day}, {year}"):
        return said
    day = _within_year(value, "{month} {day}")
    if not day:
        return ""
    said = f"{day}{',' if day[-1].isdecimal() else ''} {first_of(value)[0]}"
    return f"[{said}?]" if value.get("circa") else said


def first_of(value: CSLDate) -> tuple[int, int | None, int | None]:
    """Year, month and day of a date, or those of its first day; what is not known is None."""
    year, month, day = (*value["date-parts"][0], None, None)[:3]
    return year, month, day


def fixes_a_year(value: CSLDate) -> bool:
    """Whether the date leaves no doubt which year it is."""
    return len({end[0] for end in value.get("date-parts", [])}) == 1


def _over_new_year(value: CSLDate, form: str) -> str:
    """The days of an event that ends in another year; empty for all else."""
    ends = value.get("date-parts", [])
    if fixes_a_year(value) or not all(len(end) == 3 for end in ends) or value.get("circa"):
        return ""
    return " – ".join(form.format(year=y, month=month_name[m], day=d) for y, m, d in ends)


def _within_year(value: CSLDate, form: str) -> str:
    if "season" in value:
        return SEASON_NAMES[value["season"] - 1]
    ends = [end[1:] for end in value.get("date-parts", [])]
    if not ends or not all(ends) or not fixes_a_year(value):
        return ""
    if len(ends) == 2 and len(ends[0]) == len(ends[1]) == 2 and ends[0][0] == ends[1][0]:
        return form.format(day=f"{ends[0][1]}–{ends[1][1]}", month=month_name[ends[0][0]])
    said = (
        form.format(day=end[1] if len(end) > 1 else "", month=month_name[end[0]]) for end in ends
    )
    return " – ".join(one.strip() for one in said)


def _parts(iso: str) -> list[int]:
    return [int(part) for part in iso.split("-")]
