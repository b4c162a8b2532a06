"""The archive's controlled lists, for the frame of every page."""

from django import template

from documents.models import Vocabulary

register = template.Library()


@register.simple_tag(takes_context=True)
def vocabularies(context: template.Context) -> list[Vocabulary]:
    """All vocabularies in order; none where a page is made without a request, as 500 is."""
    return list(Vocabulary.objects.all()) if "request" in context else []
