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
    jump: bool = False,
) -> SafeString:
    """The words of a passage, or of a line of a slide: notes, quoted and found words told apart.

    `marks` are spans of the passage's text, in order, offsets in Unicode code points. With `jump`
    the first of them can be jumped to, where it stands far below.
    """
    text = shown.version.text
    marks = list(marks or ())
    spans = [*shown.spans, *(Span(start, end, "mark") for start, end in marks)]
    start, end = (line.start, line.end) if line else (0, len(text))
    first = marks[0][0] if jump and shown.arrival(marks) == shown.first_mark else None
    pieces: list[SafeString] = []
    at = start
    for run in runs(text, spans, start, end):
        pieces.append(_element(run, shown.first_mark if at == first else ""))
        at += len(run.text)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _element(run: Run, mark_id: str = "") -> SafeString:
    html = escape(run.text)
    for kind, element in ELEMENTS:
        if kind in run.kinds:
            html = format_html(element, html)
    return format_html('<span class="first" id="{}">{}</span>', mark_id, html) if mark_id else html


@register.filter
def arrival(passage: ShownPassage, found: dict[int, list[tuple[int, int]]]) -> str:
    """Where to jump to in a passage with found words, by version (primary key)."""
    return passage.arrival(found.get(passage.version.pk, []))


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


@register.filter
def words_of(line: str) -> list[str]:
    """The words of a line, to go through in a template."""
    return line.split()
