"""How the checker's page says years."""

from collections.abc import Sequence

from django import template

from documents.wording import joined

register = template.Library()

MOST_YEARS = 6


@register.filter
def some_years(years: Sequence[int]) -> str:
    """ "2007, 2008 and 2014"; of many, the first and the last: "2009 to 2016 (8 years)"."""
    if len(years) <= MOST_YEARS:
        return joined([str(year) for year in years])
    return f"{len(years)} years, {min(years)} to {max(years)}"


@register.filter
def in_year(counts: dict[int | None, int], year: int) -> int:
    """How many passages are from a year."""
    return counts.get(year, 0)
