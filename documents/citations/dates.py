"""EDTF dates as CSL has them: what is not known is left out, what is estimated is marked."""

from calendar import month_name
from datetime import date
from typing import Any

from documents import edtf

CSLDate = dict[str, Any]

SEASONS = {"21": 1, "22": 2, "23": 3, "24": 4}


def csl_date(value: str | None) -> CSLDate | None:
    """The date with the precision that it has; None for None.

    An event of several days is a range, a date somewhere between two days is given by what these
    have in common, and in words ("literal") where that is not even the year. Raises edtf.NotADate.
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
        return {"literal": edtf.in_words(value)}
    return {"date-parts": [_parts(common)], **doubt}


def csl_day(day: date) -> CSLDate:
    return {"date-parts": [[day.year, day.month, day.day]]}


def beyond_csl(value: str | None) -> str:
    """The date in words where CSL's form says less than is known or hides a doubt, else empty."""
    if value is None or "/" in value and not edtf.is_doubtful(value):
        return ""
    return "" if edtf.iso(value) == value else edtf.in_words(value) or ""


def day_month(item: dict[str, Any]) -> str:
    """The day and month of an item's date, without the year: "3 June"; empty where unknown."""
    parts = item.get("issued", {}).get("date-parts", [[]])
    if len(parts) != 1 or len(parts[0]) < 2:
        return ""
    _, month, *day = parts[0]
    return " ".join([*map(str, day), month_name[month]])


def month_day(item: dict[str, Any]) -> str:
    """The same as Americans write it: "June 3"."""
    return " ".join(reversed(day_month(item).split()))


def _parts(iso: str) -> list[int]:
    return [int(part) for part in iso.split("-")]
