"""What reference managers and search engines read from pages."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.citations.describing import Cited, cite_documents, cite_passages
from documents.citations.metadata import coins, json_ld, meta_tags
from documents.citations.quoting import in_marks
from documents.models import Document

register = template.Library()
register.filter(in_marks)


@register.simple_tag(takes_context=True)
def coins_of(context: template.Context, shown: Iterable[Any]) -> SafeString:
    """One COinS span for each passage, in order: empty elements that only reference managers see.

    `{% coins_of hits %}`: anything that has a `.version`, with its document, revision and speaker
    selected, and who is `.quoted` in it.
    """
    request: HttpRequest = context["request"]
    shown = list(shown)
    described = cite_passages(
        [one.version for one in shown],
        request.build_absolute_uri,
        timezone.localdate(),
        with_names=False,
        quoted={one.version.passage_id: one.quoted for one in shown},
    )
    return coins_spans(described)


@register.simple_tag(takes_context=True)
def coins_of_documents(context: template.Context, documents: Iterable[Document]) -> SafeString:
    """The same for documents in a list, each once."""
    request: HttpRequest = context["request"]
    once = {document.pk: document for document in documents}.values()
    return coins_spans(cite_documents(once, request.build_absolute_uri, timezone.localdate()))


@register.simple_tag
def coins_spans(described: Iterable[Cited]) -> SafeString:
    """The same for what is described already."""
    return format_html_join(
        "\n", '<span class="Z3988" title="{}"></span>', ((coins(cited),) for cited in described)
    )


@register.simple_tag
def citation_meta(cited: Cited) -> SafeString:
    """The meta tags of a document's page, and its description for search engines."""
    tags = format_html_join("\n", '<meta name="{}" content="{}">', meta_tags(cited))
    return format_html(
        '{}\n<script type="application/ld+json">{}</script>', tags, _as_data(json_ld(cited))
    )


@register.simple_tag
def person_meta(person: dict[str, Any]) -> SafeString:
    """The description of a person's page for search engines (`documents.citations.people`)."""
    return format_html('<script type="application/ld+json">{}</script>', _as_data(person))


def _as_data(value: object) -> SafeString:
    """JSON that can stand in a script element: nothing in it can end the element."""
    data = json.dumps(value)
    for sign in "<>&":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(data)  # noqa: S308 (every sign that HTML reads is escaped just above)
