"""Passages by year as a drawing: inline SVG, shaped by classes only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

TOP = 20.0
BELOW = 22
WIDEST_BAR = 34.0

ROOM = '<rect class="hit" x="{}" y="0" width="{}" height="{}"/>'
BAR = '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
NUMBER = '<text class="n" x="{}" y="{}">{}</text>'
GAP = '<rect class="nil" x="{}" y="{}" width="2" height="3"/>'
LABEL = '<text x="{}" y="{}">{}</text>'


@dataclass(frozen=True)
class Year:
    """A year, or None for undated, with its count and where its bar leads."""

    year: int | None
    count: int
    url: str = ""
    selected: bool = False


@register.filter
def spoken(year: Year, unit: str) -> str:
    """A bar as a screen reader says it: "2007, 3 passages, selected"; `unit` is in the plural."""
    what = unit.removesuffix("s") if year.count == 1 else unit
    selected = ", selected" if year.selected else ""
    return f"{year.year or 'Undated'}, {year.count} {what}{selected}"


@dataclass(frozen=True)
class Canvas:
    """The two sizes of the drawing: links on wide screens, one labelled image on the phone."""

    kind: str
    width: int
    height: int
    label_room: float
    short_labels: bool
    undated: float
    """The share of the width that the undated take, apart on the right."""

    @property
    def floor(self) -> float:
        return float(self.height - BELOW)

    @property
    def caption(self) -> int:
        return self.height - 5


@dataclass(frozen=True)
class Bar:
    """A bar and the space around it that can be pressed; `share` is its count in that of the
    fullest. A label or a number that finds no room is empty.
    """

    year: Year
    canvas: Canvas
    left: float
    across: float
    share: float
    label: str = ""
    number: str = ""

    @property
    def thick(self) -> float:
        return min(max(self.across * 0.62, 1.5), WIDEST_BAR)

    @property
    def tall(self) -> float:
        return max((self.canvas.floor - TOP) * self.share, 2.0)

    @property
    def middle(self) -> float:
        return round(self.left + self.across / 2, 1)

    @property
    def x(self) -> float:
        return round(self.middle - self.thick / 2, 1)

    @property
    def y(self) -> float:
        return round(self.canvas.floor - self.tall, 1)

    @property
    def above(self) -> float:
        return round(self.y - 6, 1)

    @property
    def shape(self) -> SafeString:
        """The bar with its texts. Not a template: a page has as many as there are years, twice."""
        canvas, kind = self.canvas, "bar sel" if self.year.selected else "bar"
        return format_html(
            "{}{}{}{}",
            format_html(ROOM, self.left, self.across, canvas.height),
            format_html(BAR, kind, self.x, self.y, round(self.thick, 1), round(self.tall, 1)),
            format_html(NUMBER, self.middle, self.above, self.number) if self.number else "",
            format_html(LABEL, self.middle, canvas.caption, self.label) if self.label else "",
        )


CANVASES = (Canvas("desk", 880, 104, 44, False, 0.085), Canvas("phone", 358, 96, 30, True, 0.15))


@dataclass(frozen=True)
class Drawing:
    """Bars, the ticks of the years between them that are empty, and the two base lines."""

    canvas: Canvas
    bars: list[Bar]
    empty: list[float]
    dated_to: float
    undated_from: float | None

    @property
    def line(self) -> float:
        return self.canvas.floor + 0.5

    @property
    def gaps(self) -> SafeString:
        """A tick for each year between the others that is empty."""
        return format_html_join("", GAP, ((x, self.canvas.floor - 3) for x in self.empty))


@register.inclusion_tag("_timeline.html")
def timeline(years: Iterable[Year], label: str, unit: str = "passages") -> dict[str, object]:
    """The years from the first to the last, empty ones included, and undated apart. `unit` is what
    is counted: "passages" or "documents".
    """
    years = list(years)
    dated = sorted((y for y in years if y.year is not None), key=lambda y: y.year or 0)
    told = ", ".join(f"{y.year}: {y.count}" for y in dated)
    undated = [f"undated: {y.count}" for y in years if y.year is None and y.count]
    return {
        "label": label,
        "unit": unit,
        "told": "; ".join([told, *undated] if told else undated),
        "drawings": [_draw(years, canvas) for canvas in CANVASES]
        if any(y.count for y in years)
        else [],
    }


@register.filter
def as_years(counts: dict[int | None, int], url: str) -> list[Year]:
    """Counts by year as years whose bars lead to `url` with the year added to its query."""
    joint = "&" if "?" in url else "?"
    return [Year(year, n, f"{url}{joint}year={year or 'undated'}") for year, n in counts.items()]


def _draw(years: list[Year], canvas: Canvas) -> Drawing:
    held = {y.year: y for y in years if y.year is not None and y.count}
    dated = [y.year for y in years if y.year is not None]
    undated = next((y for y in years if y.year is None and y.count), None)
    most = max(y.count for y in years)
    room = canvas.width * (1 - canvas.undated - 0.03) if undated else float(canvas.width)
    span = range(min(dated), max(dated) + 1) if dated else range(0)
    step = min(room / len(span), canvas.width / 8) if span else 0.0
    middles = {year: (place + 0.5) * step for place, year in enumerate(span)}

    numbered = _with_room(held.values(), middles, lambda y: 8 + 7 * len(f"{y.count:,}"))
    labelled = _with_room(held.values(), middles, lambda _: canvas.label_room)
    bars = [
        Bar(
            year,
            canvas,
            left=round(middles[number] - step / 2, 1),
            across=round(step, 1),
            share=year.count / most,
            label=_label(number, canvas) if number in labelled else "",
            number=f"{year.count:,}" if number in numbered else "",
        )
        for number, year in sorted(held.items())
    ]
    if undated:
        apart = round(canvas.width * canvas.undated, 1)
        left, share = round(canvas.width - apart, 1), undated.count / most
        bars.append(Bar(undated, canvas, left, apart, share, "undated", f"{undated.count:,}"))
    return Drawing(
        canvas,
        bars,
        [round(middles[year] - 1, 1) for year in span if year not in held],
        round(step * len(span), 1),
        round(canvas.width * (1 - canvas.undated), 1) if undated else None,
    )


def _with_room(
    years: Iterable[Year], middles: dict[int, float], room: Callable[[Year], float]
) -> set[int]:
    """The years that get a text in a crowded drawing: the fullest first, while there is room."""
    placed: list[tuple[float, float]] = []
    chosen: set[int] = set()
    for year in sorted(years, key=lambda y: (-y.count, y.year or 0)):
        at, needs = middles[year.year or 0], room(year)
        if all(abs(at - other) >= (needs + width) / 2 for other, width in placed):
            placed.append((at, needs))
            chosen.add(year.year or 0)
    return chosen


def _label(year: int, canvas: Canvas) -> str:
    return f"’{year % 100:02}" if canvas.short_labels else str(year)
