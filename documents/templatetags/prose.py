"""How pages say numbers, dates and places in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from documents import edtf
from documents.citations.plain import pinpoint as pinpoint_of
from documents.models import Appearance, Document, PassageVersion
from documents.vocabularies import Kind, Part
from documents.wording import how_known, joined

register = template.Library()
register.filter(joined)
register.simple_tag(how_known)

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@register.filter
def in_words(number: int) -> str:
    """A number within a sentence: up to ten in words, beyond in figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else intcomma(number)


@register.filter
def counted(number: int, forms: str) -> str:
    """`3|counted:"passage,passages"` is "3 passages"."""
    one, many = forms.split(",")
    return f"{intcomma(number)} {one if number == 1 else many}"


@register.filter
def counted_in_words(number: int, forms: str) -> str:
    """`3|counted_in_words:"passage,passages"` is "three passages"."""
    one, many = forms.split(",")
    return f"{in_words(number)} {one if number == 1 else many}"


@register.filter
def after(words: object, lead: str) -> SafeString | str:
    """`publisher|after:", "`: words behind what leads to them; nothing where there are none."""
    return format_html("{}{}", lead, words) if words else ""


@register.filter
def years_to(first: int | None, last: int | None) -> str:
    """A span of years: "from 2007 to 2010", "of 2007"; empty for None."""
    if first is None:
        return ""
    return f"of {first}" if first == last else f"from {first} to {last}"


@register.filter
def in_spans(years: Iterable[tuple[int, int]]) -> str:
    """Spans of years, where there is something in neither: "of 2003 or from 2007 to 2010"."""
    return joined([years_to(first, last) for first, last in years], "or")


@register.filter
def edtf_words(value: str | None) -> str:
    """An EDTF date in words: "17 February 2022", "about 2008"; "undated" for None."""
    return edtf.in_words(value) or "undated"


@register.filter
def edtf_iso(value: str | None) -> str:
    """The ISO 8601 date of an EDTF value, for `<time datetime>`; empty where it has none."""
    return edtf.iso(value) or ""


@register.filter
def day_month(value: str | None) -> str:
    """What stands below the year in a margin: "17 Feb", "Jun", "about"; empty for a bare year."""
    bounds = edtf.bounds(value)
    if bounds is None:
        return ""
    first, last = bounds
    doubt = "about " if edtf.is_doubtful(value) else ""
    if first == last:
        return f"{doubt}{first.day} {first:%b}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{doubt}{first:%b}"
    return doubt.strip()


@register.filter
def short_date(value: str | None) -> str:
    """A date for a narrow column: "17 Feb 2022", "Jun 2007", "about 2008", "Undated"."""
    bounds = edtf.bounds(value)
    if bounds is None:
        return "Undated"
    first, last = bounds
    if first.year != last.year:
        return edtf.in_words(value) or ""
    rest = day_month(value)
    return f"{rest} {first.year}" if rest else str(first.year)


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as pages say it: "17 February 2022"."""
    if value is None:
        return "unknown"
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.day} {value:%B %Y}"


@register.filter
def pinpoint(version: PassageVersion) -> str:
    """ "¶ 12" or "slide 4"."""
    return pinpoint_of(version)


@register.filter
def spoken_pinpoint(version: PassageVersion) -> str:
    """The pinpoint as a screen reader should say it: "Paragraph 12", "Slide 4"."""
    return pinpoint_of(version).replace("¶", "Paragraph").capitalize()


@register.filter
def kind_label(kind: str | None) -> str:
    """A kind of document as pages begin with it: "Press conference"; "Kind unknown" for None."""
    return str(Kind(kind).label).capitalize() if kind else "Kind unknown"


@register.filter
def kind_names(kinds: Iterable[Kind]) -> list[str]:
    """Kinds of documents within a sentence."""
    return [str(kind.label) for kind in kinds]


@register.filter
def described(document: Document) -> str:
    """What a document is, in a line: "Panel, Council on Foreign Relations"."""
    where = document.event if document.event and document.event != document.title else None
    parts = [kind_label(document.kind), where or document.publisher or document.venue]
    return ", ".join(part for part in parts if part)


@register.filter
def percent(part: int, whole: int) -> int:
    """A part in whole per cent; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


@register.filter
def share(value: float | None) -> str:
    """A share in per cent: "83%"; "unknown" for None."""
    return "unknown" if value is None else f"{100 * value:.0f}%"


@register.filter
def lower_first(words: str) -> str:
    """A name within a sentence: "topics", "the 4 Ps"; what is all capitals stays."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


@register.filter
def language_name(tag: str | None) -> str:
    """The English name of a language by its BCP 47 tag; the tag itself where Django has no name."""
    if not tag:
        return "Unknown"
    try:
        return str(get_language_info(tag.split("-")[0].lower())["name"])
    except KeyError:
        return tag


@register.filter
def people_line(voices: Iterable[Appearance]) -> str:
    """Who is heard, by part: "Ada Byron presiding, with Bo Chen and Cy Duarte." """
    by_part: dict[str, list[str]] = defaultdict(list)
    for voice in voices:
        if voice.name or voice.speaker_id:
            by_part[voice.part].append(voice.shown_name)
    heard = [*by_part[Part.SPEAKER], *by_part[Part.PANELIST], *by_part[Part.WITNESS]]
    phrases = []
    if by_part[Part.AUTHOR]:
        phrases.append(f"by {joined(by_part[Part.AUTHOR])}")
    if by_part[Part.PRESIDER]:
        phrases.append(f"{joined(by_part[Part.PRESIDER])} presiding")
    if heard:
        with_ = "with " if by_part[Part.PRESIDER] else ""
        phrases.append(f"{with_}{_some(heard)}")
    if by_part[Part.INTERVIEWER]:
        phrases.append(f"interviewed by {joined(by_part[Part.INTERVIEWER])}")
    line = ", ".join(phrases)
    return f"{line[:1].upper()}{line[1:]}." if line else ""


def _some(names: list[str], most: int = 8) -> str:
    if len(names) <= most:
        return joined(names)
    return f"{', '.join(names[:most])} and {in_words(len(names) - most)} others"


@register.filter
def gist(definition: str) -> str:
    """The beginning of a definition, up to where it starts to list or to distinguish."""
    return re.split(r"[:;]|\.(?=\s|$)", definition.strip(), maxsplit=1)[0]


@register.filter
def first_sentence(text: str) -> str:
    """The first sentence of an explanation; the rest is for those who read on."""
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


@register.filter
def documents_of(voices: Iterable[Appearance]) -> int:
    """In how many documents some voices are heard."""
    return len({voice.document_id for voice in voices})


@register.filter
def first_clause(role: str) -> str:
    """The first of several roles that are printed in a row, for a margin."""
    return role.split(";", maxsplit=1)[0].strip()


@register.filter
def setting(document: Document) -> str:
    """Kind, event, place and publisher in a phrase; what one of them already says is left out."""
    said = [kind_label(document.kind)]
    for value in (document.event, document.venue, document.place, document.publisher):
        if value and value != document.title and not any(value in before for before in said):
            said.append(value)
    return ", ".join(said)


@register.filter
def sentence(words: str) -> str:
    """Words that somebody entered, closed by one full stop."""
    words = words.strip()
    return words if words.endswith((".", "!", "?", "”")) or not words else f"{words}."


@register.filter
def dated(document: Document) -> str:
    """When a document was held and published: "Held 17 February 2022; published March 2022"."""
    held = f"Held {edtf_words(document.held)}" if document.held else ""
    published = f"published {edtf_words(document.published)}" if document.published else ""
    said = "; ".join(part for part in (held, published) if part)
    return f"{said[:1].upper()}{said[1:]}" or "Undated: the text names no day"


@register.filter
def placed(document: Document) -> str:
    """Where a document was spoken: "Russell Building, Washington"; "Unknown" where nothing says."""
    return ", ".join(part for part in (document.venue, document.place) if part) or "Unknown"


@register.filter
def with_roles(voices: Iterable[Appearance]) -> list[Appearance]:
    """The voices for which the text prints a role."""
    return [voice for voice in voices if voice.role]
