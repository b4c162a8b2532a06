"""Setting the words of passages: markup is made here, last, and everything else is escaped."""

from collections.abc import Container, Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from documents.edition import Edition, ShownPassage
from documents.spans import Line, Run, Span, runs

register = template.Library()

# From the inside out.
ELEMENTS = (
    ("mark", "<mark>{}</mark>"),
    ("note", '<i class="scene">{}</i>'),
    ("quoted", '<span class="quoted">{}</span>'),
)


@register.simple_tag
def words(
    shown: ShownPassage,
    marks: Iterable[tuple[int, int]] | None = None,
    line: Line | None = None,
) -> SafeString:
    """The words of a passage, or of a line of a slide: notes, quoted and found words told apart.

    `marks` are spans of the passage's text, offsets in Unicode code points.
    """
    text = shown.version.text
    spans = [*shown.spans, *(Span(start, end, "mark") for start, end in marks or ())]
    start, end = (line.start, line.end) if line else (0, len(text))
    return format_html_join("", "{}", ((_element(run),) for run in runs(text, spans, start, end)))


def _element(run: Run) -> SafeString:
    html = escape(run.text)
    for kind, element in ELEMENTS:
        if kind in run.kinds:
            html = format_html(element, html)
    return html


@register.filter
def item(mapping: dict, key: object) -> object:
    """The value under a key, None where there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def found_in(edition: Edition, versions: Container[int]) -> list[ShownPassage]:
    """The passages of an edition whose versions (primary keys) were found, in order."""
    return [
        passage
        for turn in edition.turns
        for passage in turn.passages
        if passage.version.pk in versions
    ]
