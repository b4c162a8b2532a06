"""How what was found is laid out: facets in view and folded away, the years, found slides."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from documents.edition import ShownPassage
from documents.folding import is_unspaced
from documents.margins import PALETTE
from documents.models import Document
from documents.spans import Line
from documents.templatetags.prose import counted
from documents.templatetags.timeline import Year
from search.facets import Facet, FacetValue
from search.filters import PassageFilter
from search.highlighting import Place
from search.matching import ask
from search.reading import Part, Reading
from search.results import Results

register = template.Library()

IN_VIEW = 7
"""Values of a facet that stand in view; the selected ones do in any case."""
SLIDE_LINES = 4
"""Lines of a found slide that are shown below its title."""
LISTED = 40
"""Values that can be unfolded beside the results; all of them stand on a page of their own."""
SEARCHABLE = 15
"""Longer lists have a box to search them."""
VALUE = (
    '<label class="{}"><input type="checkbox" id="f-{}-{}" name="{}" value="{}"{}>'
    '<span class="fl">{}</span><span class="fc">{}<span class="vh"> {}</span></span></label>\n'
)
FOLDED = ("role", "publisher", "language", "collection")
"""Facets that are rarely asked for."""


@register.simple_tag(takes_context=True)
def search_found(context: template.Context, document: Document) -> set[int]:
    """The versions (primary keys) in a document that a search for `?q=` finds; none without `q`."""
    q = context["request"].GET.get("q", "")
    asked = PassageFilter(QueryDict(urlencode({"q": q}))) if q else None
    if asked is None or not asked.is_valid() or not (request := asked.search_request()).q:
        return set()
    rows = ask(request, asked.archive).matching().filter(document_id=document.pk)
    return set(rows.values_list("version_id", flat=True))


@register.filter
def only(marks: dict[int, list[Place]], versions: set[int]) -> dict[int, list[Place]]:
    """The marks in some versions: what is marked in a document is what was found in it."""
    return {version: places for version, places in marks.items() if version in versions}


@register.simple_tag
def boxes(facet: Facet, values: Iterable[FacetValue], unit: str) -> SafeString:
    """Values of a facet to tick, each with its count. Not a template: a page has hundreds."""
    return format_html_join(
        "",
        VALUE,
        (
            (
                "fv" if value.count else "fv zero",
                facet.key,
                slugify(value.value),
                facet.key,
                value.value,
                " checked" if value.selected else "",
                value.label,
                intcomma(value.count),
                unit_of(value.count, unit),
            )
            for value in values
        ),
    )


@register.filter
def worth_showing(facets: list[Facet]) -> list[Facet]:
    """The facets that can narrow the result: those with a choice, or with something selected."""
    return [f for f in facets if _narrows(f) and (f.key not in FOLDED or f.selected)]


@register.filter
def worth_folding(facets: list[Facet]) -> list[Facet]:
    """The facets that fold away under "More filters"."""
    return [f for f in facets if _narrows(f) and f.key in FOLDED and not f.selected]


@register.filter
def unit_of(number: int, unit: str) -> str:
    """What is counted, behind its number: "passage" or "passages"; `unit` is in the plural."""
    return unit.removesuffix("s") if number == 1 else unit


@register.filter
def first_values(facet: Facet) -> list[FacetValue]:
    """The values that stand in view."""
    return [v for place, v in enumerate(facet.values) if place < IN_VIEW or v.selected]


@register.filter
def more_values(facet: Facet) -> list[FacetValue]:
    """The values that are folded away below those in view."""
    more = [v for place, v in enumerate(facet.values) if place >= IN_VIEW and not v.selected]
    return more[:LISTED]


@register.filter
def is_long(facet: Facet) -> bool:
    """Whether there are so many values that one searches them."""
    return len(facet.values) > SEARCHABLE


@register.filter
def shown_values(facet: Facet) -> int:
    """How many values stand beside the results, in view or folded away."""
    return len(first_values(facet)) + len(more_values(facet))


@register.simple_tag
def values_url(key: str, asked_for: Iterable[tuple[str, str]]) -> str:
    """The address of all values of a facet, within what else was asked for."""
    return reverse("search-values", query=[("of", key), *asked_for])


@register.filter
def register_values(facet: Facet) -> list[tuple[FacetValue, list[str]]]:
    """The values of a register, each with the cells that draw it: one filled, none for a bucket."""
    terms = [value for value in facet.values if not value.bucket]
    return [
        (value, [_cell(place) if other is value else "" for place, other in enumerate(terms, 1)])
        for value in facet.values
    ]


@register.filter
def facet_years(facet: Facet) -> list[Year]:
    """The year facet for the timeline: from the first year found to the last, whatever is typed."""
    found = [int(v.value) for v in facet.values if v.count and not v.bucket]
    return [
        Year(None if v.bucket else int(v.value), v.count, v.url, v.selected)
        for v in facet.values
        if v.bucket or (v.value.isdecimal() and found and min(found) <= int(v.value) <= max(found))
    ]


@register.filter
def with_joints(reading: Reading) -> list[tuple[str, Part]]:
    """The parts of a reading, each with what joins it to the one before: " and ", " or "."""
    joined: list[tuple[str, Part]] = []
    joint = ""
    for part in reading.parts:
        if part.kind == "or":
            joint = " or "
            continue
        joined.append(("" if part.kind == "close" else joint, part))
        joint = "" if part.kind == "open" else " and "
    return joined


@register.filter
def in_its_marks(part: Part) -> str:
    """The words of a part of a reading, in quotation marks where they stand side by side."""
    return f"“{part.text}”" if part.kind in ("phrase", "near") else part.text


@register.filter
def qualified(part: Part) -> str:
    """What is said of a part of a reading behind its words: how they are looked for."""
    said = {
        "near": f" within {part.within} {unit_of(part.within, 'words')}"
        if part.within
        else " side by side, in any order",
        "beginning": "…",
        "acronym": ", the acronym",
    }.get(part.kind, "")
    also = f", also {part.also}" if part.also else ""
    stem = f" (all with the stem {part.stem}-)" if part.stem else ""
    return f"{said}{also}{stem}{', without equivalents' if part.plain else ''}"


@register.filter
def manner(reading: Reading) -> str:
    """How the words of a query are looked for; "" where each says so itself."""
    kinds = {part.kind for part in reading.terms if part.kind not in ("field", "acronym")}
    as_letters = all(is_unspaced(part.text) for part in reading.terms)
    if kinds == {"phrase"} or kinds and as_letters:
        return "exactly as written"
    if kinds == {"word"}:
        return "in any form"
    return "words in any form, phrases exactly" if kinds == {"word", "phrase"} else ""


@register.filter
def found_in_words(results: Results) -> str:
    """How much was found: "3 passages in 2 documents", "9 occurrences in 3 passages"."""
    passages = counted(results.passages, "passage,passages")
    documents = counted(results.documents, "document,documents")
    if results.concordance and results.concordance.lines:
        lined_up = counted(results.concordance.passages, "passage,passages")
        return f"{counted(results.concordance.occurrences, 'occurrence,occurrences')} in {lined_up}"
    if results.unit == "documents" or results.request.view == "documents":
        return f"{documents}, with {passages}"
    return f"{passages} in {documents}"


@register.filter
def slide_extract(shown: ShownPassage, marks: list[Place]) -> list[Line | None]:
    """The title of a found slide and the lines with marks, else its first ones; None is a gap."""
    if not shown.lines:
        return []
    title, *lines = shown.lines
    marked = [line for line in lines if any(s < line.end and e > line.start for s, e in marks)]
    kept = (marked or lines)[:SLIDE_LINES]
    extract: list[Line | None] = [title]
    for before, line in zip([title, *lines], lines, strict=False):
        if line in kept:
            if before is not title and before not in kept:
                extract.append(None)
            extract.append(line)
    return [*extract, None] if lines and lines[-1] not in kept else extract


def _narrows(facet: Facet) -> bool:
    return len(facet.values) > 1 or bool(facet.selected)


def _cell(place: int) -> str:
    return f"p{place}" if place <= PALETTE else "on"
