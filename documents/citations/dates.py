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
    """A day as CSL-JSON has it."""
    return {"date-parts": [[day.year, day.month, day.day]]}


def beyond_csl(value: str | None) -> str:
    """The date in words where CSL's form says less than is known or hides a doubt, else empty."""
    if value is None or "/" in value and not edtf.is_doubtful(value):
        return ""
    return "" if edtf.iso(value) == value else edtf.in_words(value) or ""


def day_month(value: CSLDate) -> str:
    """Day and month without the year: "3 June", "3–5 June", "Spring"; empty where unknown. Over New
    Year with the years: "30 December 2014 – 2 January 2015", "December 2014 – January 2015".
    """
    over_new_year = _over_new_year(value, "{day} {month} {year}", " – ")
    return over_new_year or _within_year(value, "{day} {month}", " – ")


def american(value: CSLDate) -> str:
    """The whole date as Americans write it: "June 3, 2008", "June 2008", "April 14–16, 2014"; an
    estimate in brackets, "[June 2008?]"; empty where no month is known. Dashes without spaces, as
    the style sets them (Chicago).
    """
    if said := _over_new_year(value, "{month} {day}, {year}", "–"):
        return said
    day = _within_year(value, "{month} {day}", "–")
    if not day:
        return ""
    said = f"{day}{',' if day[-1].isdecimal() else ''} {first_of(value)[0]}"
    return f"[{said}?]" if value.get("circa") else said


def first_of(value: CSLDate) -> tuple[int, int | None, int | None]:
    """Year, month and day of a date, or those of its first day; what is not known is None."""
    year, month, day = (*value["date-parts"][0], None, None)[:3]
    return year, month, day


def fixes_a_year(value: CSLDate) -> bool:
    """Whether the date leaves no doubt in which year it is, or began."""
    years = {end[0] for end in value.get("date-parts", [])}
    return len(years) == 1 or (len(years) > 1 and not value.get("circa"))


def iso_span(value: CSLDate) -> str:
    """The date as ISO 8601-2 has it, a span with a slash, an estimate with "~"; empty for none."""
    if "date-parts" not in value:
        return ""
    ends = [
        "-".join(f"{part:02}" if n else f"{part:04}" for n, part in enumerate(end))
        for end in value["date-parts"]
    ]
    if "season" in value:
        ends = [f"{ends[0]}-{20 + value['season']}"]
    return "/".join(ends) + ("~" if value.get("circa") else "")


def span_in_words(value: CSLDate) -> str:
    """The days or months of an event that has several, "14 to 16 April 2014"; empty for all else:
    what formats with room for a single day leave out.
    """
    if value.get("circa") or len(value.get("date-parts", [])) < 2:
        return ""
    return edtf.in_words(iso_span(value)) or ""


def _over_new_year(value: CSLDate, form: str, dash: str) -> str:
    """The days or months of an event that ends in another year; empty for all else."""
    ends = value.get("date-parts", [])
    if len({end[0] for end in ends}) < 2 or value.get("circa"):
        return ""
    if all(len(end) == 3 for end in ends):
        return dash.join(form.format(year=y, month=month_name[m], day=d) for y, m, d in ends)
    if all(len(end) == 2 for end in ends):
        return dash.join(f"{month_name[month]} {year}" for year, month in ends)
    return ""


def _within_year(value: CSLDate, form: str, dash: str) -> str:
    if "season" in value:
        return SEASON_NAMES[value["season"] - 1]
    ends = [end[1:] for end in value.get("date-parts", [])]
    if not ends or not all(ends) or len({end[0] for end in value["date-parts"]}) > 1:
        return ""
    if len(ends) == 2 and len(ends[0]) == len(ends[1]) == 2 and ends[0][0] == ends[1][0]:
        return form.format(day=f"{ends[0][1]}–{ends[1][1]}", month=month_name[ends[0][0]])
    said = (
        form.format(day=end[1] if len(end) > 1 else "", month=month_name[end[0]]) for end in ends
    )
    return dash.join(one.strip() for one in said)


def _parts(iso: str) -> list[int]:
    return [int(part) for part in iso.split("-")]
