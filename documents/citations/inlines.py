"""Pandoc's inline elements as plain text, HTML or Markdown. Markup is made here, text escaped."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.languages import Language, attributes, isolated, language

Inline = dict[str, Any]
Write = Callable[[Sequence[Inline]], str]

QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
HTML_ELEMENTS = {
    "Emph": "i",
    "Strong": "b",
    "Superscript": "sup",
    "Subscript": "sub",
    "Strikeout": "s",
    "Underline": "u",
}
MARKDOWN_SIGNS = {"Emph": "*", "Strong": "**"}
TEXT = ("Str", "Space", "SoftBreak")
WITH_ATTRIBUTES = ("Span", "Link")


def to_text(inlines: Sequence[Inline]) -> str:
    """The inlines without their markup."""
    return "".join(_text_of(inline, to_text) or to_text(_inside(inline)) for inline in inlines)


def to_html(inlines: Sequence[Inline]) -> SafeString:
    """The inlines as HTML, the text escaped; what runs from right to left is set apart."""
    return format_html_join("", "{}", ((_html(inline),) for inline in _with_text_joined(inlines)))


def to_markdown(inlines: Sequence[Inline]) -> str:
    """The inlines as Markdown, what would be read as markup escaped."""
    return "".join(map(_markdown, inlines))


def to_runs(inlines: Sequence[Inline]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is in italics: for word processors."""
    for in_italics, found in groupby(_runs(inlines), itemgetter(1)):
        yield "".join(text for text, _ in found), in_italics


def _runs(inlines: Sequence[Inline]) -> Iterator[tuple[str, bool]]:
    for inline in inlines:
        if inline["t"] == "Emph":
            yield to_text(inline["c"]), True
        elif inline["t"] == "Quoted":
            opening, closing = QUOTES[inline["c"][0]["t"]]
            yield opening, False
            yield from _runs(inline["c"][1])
            yield closing, False
        elif inline["t"] == "Note":
            for block in inline["c"]:
                yield from _runs(block["c"])
        elif (text := _text_of(inline, to_text)) is not None:
            yield text, False
        else:
            yield from _runs(_inside(inline))


def _with_text_joined(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """The inlines, words and the spaces between them as one."""
    for is_text, found in groupby(inlines, lambda inline: inline["t"] in TEXT):
        if is_text:
            yield {"t": "Str", "c": to_text(list(found))}
        else:
            yield from found


def in_language(inlines: Sequence[Inline], found: Language) -> list[Inline]:
    """The inlines as words of a language, which HTML says of them; as they are where it is the
    page's.
    """
    if found.is_the_page_s or not found.tag:
        return list(inlines)
    said = [["lang", found.tag], ["dir", found.direction]]
    return [{"t": "Span", "c": [["", [], said], list(inlines)]}]


def from_text(text: str) -> list[Inline]:
    """Plain text as inline elements: nothing in it is markup."""
    return [{"t": "Str", "c": text}]


def _html(inline: Inline) -> SafeString:
    if element := HTML_ELEMENTS.get(inline["t"]):
        return format_html("<{0}>{1}</{0}>", element, to_html(inline["c"]))
    if inline["t"] == "Link" and inline["c"][2][0].startswith(("http://", "https://")):
        return format_html('<a href="{}">{}</a>', inline["c"][2][0], to_html(inline["c"][1]))
    if inline["t"] == "Span" and (tag := dict(inline["c"][0][2]).get("lang")):
        return format_html("<span{}>{}</span>", attributes(language(tag)), to_html(inline["c"][1]))
    if inline["t"] == "Quoted":
        opening, closing = QUOTES[inline["c"][0]["t"]]
        return format_html("{}{}{}", opening, to_html(inline["c"][1]), closing)
    if inline["t"] == "Note":
        return format_html_join("", "{}", ((to_html(block["c"]),) for block in inline["c"]))
    text = _text_of(inline, to_text)
    return to_html(_inside(inline)) if text is None else isolated(text)


def _markdown(inline: Inline) -> str:
    if sign := MARKDOWN_SIGNS.get(inline["t"]):
        return f"{sign}{to_markdown(inline['c'])}{sign}"
    text = _text_of(inline, to_markdown, _escaped_markdown)
    return to_markdown(_inside(inline)) if text is None else text


def _escaped_markdown(text: str) -> str:
    """Signs that Markdown would take for markup, but for those in an address."""
    if text.startswith(("http://", "https://")):
        return text
    text = re.sub(r"([\\`*_<>#|~]|\](?=[\[(:]))", r"\\\1", text)
    return re.sub(r"&(?=#?\w+;)", "&amp;", text)


def _text_of(inline: Inline, inner: Write, escaped: Callable[[str], str] = str) -> str | None:
    """What an element says that is the same in every form; None for what only holds others."""
    match inline["t"]:
        case "Str":
            return escaped(inline["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Quoted":
            opening, closing = QUOTES[inline["c"][0]["t"]]
            return f"{opening}{inner(inline['c'][1])}{closing}"
        case "Code" | "Math" | "RawInline":
            return escaped(inline["c"][1])
        case "Note":
            return "".join(inner(block["c"]) for block in inline["c"])
    return None


def _inside(inline: Inline) -> Sequence[Inline]:
    content = inline.get("c", [])
    return content[1] if inline["t"] in (*WITH_ATTRIBUTES, "Cite") else content
