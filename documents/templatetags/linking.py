"""Names that lead to their own pages."""

from collections.abc import Iterable
from typing import Protocol

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.models import Document, Receipt, Speaker, TermVersion
from documents.vocabularies import Access

register = template.Library()


class Named(Protocol):
    """A voice, or a passage by what its voice is called."""

    @property
    def speaker(self) -> Speaker | None: ...

    @property
    def shown_name(self) -> str: ...


@register.filter
def linked(voice: Named | None, look: str = "") -> SafeString:
    """What a voice is called, leading to its person where that is known; `look` is a class."""
    name = voice.shown_name if voice else ""
    if voice is None or voice.speaker is None:
        return format_html("{}", name or "Voice unknown")
    kind = format_html(' class="{}"', look) if look else ""
    return format_html('<a{} href="{}">{}</a>', kind, voice.speaker.get_absolute_url(), name)


@register.filter
def all_linked(voices: Iterable[Named]) -> SafeString:
    """What voices are called, in a row, each leading to its person."""
    return format_html_join(", ", "{}", ((linked(voice),) for voice in voices))


@register.filter
def terms_linked(terms: Iterable[TermVersion]) -> SafeString:
    """Terms in a row, each leading to its page."""
    links = ((term.term.get_absolute_url(), term.label) for term in terms)
    return format_html_join(", ", '<a href="{}">{}</a>', links)


@register.simple_tag
def received_as(receipt: Receipt, document: Document) -> SafeString | str:
    """The name of a file as received, leading to the file where everybody may have it."""
    if document.access != Access.FULL:
        return receipt.name
    address = reverse(
        "document-original", args=[document.slug], query={"sha256": receipt.original.sha256}
    )
    return format_html('<a href="{}">{}</a>', address, receipt.name)
