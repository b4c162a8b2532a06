"""Citation templates of the English Wikipedia (Help:Citation Style 1)."""

from calendar import month_name
from collections.abc import Sequence
from typing import Any

from documents.citations import dates, names
from documents.citations.describing import Cited

SEASONS = ("Spring", "Summer", "Autumn", "Winter")


def wikipedia(cited: Sequence[Cited]) -> str:
    """A template a line."""
    return "".join(f"{_template(one)}\n" for one in cited)


def _template(cited: Cited) -> str:
    item = cited.item
    template = cited.manner.wikipedia
    where = ", ".join(part for part in (cited.locator, cited.pinpoint) if part)
    parameters: list[tuple[str, str | None]] = [
        *_people(item.get("author", [])),
        *_hosts(item),
        ("title", item["title"]),
        ("work", item.get("container-title")),
        ("type", item.get("genre") if template in ("cite interview", "cite web") else None),
        ("event", item.get("event-title") if template == "cite speech" else None),
        ("location", item.get("event-place") if template == "cite speech" else None),
        ("publisher", item.get("publisher")),
        ("date", _date(cited.date)),
        ("at", where or None),
        ("url", item["URL"]),
        ("access-date", _date(item["accessed"])),
        ("language", _foreign(cited)),
    ]
    said = "".join(f" |{name}={_safe(value)}" for name, value in parameters if value)
    return f"{{{{{template}{said}}}}}"


def _foreign(cited: Cited) -> str | None:
    return None if cited.is_english else cited.item.get("language")


def _people(people: Sequence[names.Name]) -> list[tuple[str, str | None]]:
    """ "last", "first" for one; "last1", "first1" … for several; "author" for bodies."""
    said: list[tuple[str, str | None]] = []
    for n, name in enumerate(people, start=1):
        count = "" if len(people) == 1 else str(n)
        if not name.get("given"):
            said.append((f"author{count}", names.short(name)))
        else:
            given = ", ".join(name[part] for part in ("given", "suffix") if name.get(part))
            said += [(f"last{count}", name["family"]), (f"first{count}", given)]
    return said


def _hosts(item: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [
        (role, ", ".join(names.in_order(name) for name in item.get(role, [])))
        for role in ("interviewer", "host")
    ]


def _date(date: dict[str, Any] | None) -> str | None:
    """ "3 June 2008", "June 2007", "c. 2008", "30 May – 2 June 2009": the forms that the templates
    know, which want spaces about the dash where there are any beside it, both ends alike, and "c."
    before years alone (Help:Citation Style 1).
    """
    if not date:
        return None
    if "literal" in date:
        return str(date["literal"])
    if "season" in date:
        return f"{SEASONS[date['season'] - 1]} {date['date-parts'][0][0]}"
    ends = date["date-parts"]
    if date.get("circa"):
        return f"c. {_span([end[:1] for end in ends])}"
    shortest = min(map(len, ends))
    first, last = ends[0][:shortest], ends[-1][:shortest]
    return _span([first] if first == last else [first, last])


def _span(ends: Sequence[Sequence[int]]) -> str:
    if len({end[0] for end in ends}) == 1 and len(ends) > 1:
        year = ends[0][0]
        if all(len(end) == 2 for end in ends):
            return f"{'–'.join(month_name[end[1]] for end in ends)} {year}"
        return f"{dates.day_month({'date-parts': ends})} {year}".strip()
    return (" – " if any(len(end) > 1 for end in ends) else "–").join(_day(end) for end in ends)


def _day(parts: Sequence[int]) -> str:
    year, month, day = (*parts, None, None)[:3]
    return " ".join(str(p) for p in (day, month_name[month] if month else None, year) if p)


def _safe(value: str) -> str:
    """A value that cannot end the template or begin markup."""
    value = " ".join(value.split())
    for sign in "&<>[]{}|'":
        if sign == "'" and "''" not in value:
            continue
        value = value.replace(sign, f"&#{ord(sign)};") if sign != "&" else value
    return value
