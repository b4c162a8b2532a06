"""The archive's controlled lists, for the frame of every page."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.models import Tagging, Vocabulary
from documents.templatetags.prose import day

register = template.Library()


@register.simple_tag(takes_context=True)
def vocabularies(context: template.Context) -> list[Vocabulary]:
    """All vocabularies in order; none where a page is made without a request, as 500 is."""
    return list(Vocabulary.objects.all()) if "request" in context else []


@register.simple_tag(name="register")
def register_of(cells: Iterable[str], unread: bool = False) -> SafeString:
    """A register as cells: each filled by a class, or empty."""
    return _drawn(tuple(cells), "reg unread" if unread else "reg")


@register.filter
def decision(tagging: Tagging) -> str:
    """By whom and when a tagging was decided: " by Ada Byron, 17 February 2022"."""
    who = tagging.decided_by or tagging.decider
    by = f" by {who}" if who else ""
    return f"{by}, {day(tagging.decided_at)}" if tagging.decided_at else by


@lru_cache(maxsize=1000)
def _drawn(cells: tuple[str, ...], kind: str) -> SafeString:
    """There are few different ones, and a page has dozens."""
    filled = (format_html(' class="{}"', cell) if cell else "" for cell in cells)
    drawn = format_html_join("", "<b{}></b>", ((cell,) for cell in filled))
    return format_html('<span class="{}" aria-hidden="true">{}</span>', kind, drawn)
