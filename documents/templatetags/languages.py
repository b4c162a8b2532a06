"""In which language words stand, for pages that are in another."""

from django import template
from django.utils.safestring import SafeString

from documents import languages

register = template.Library()
register.filter(languages.isolated)


@register.simple_tag
def in_language(*tags: str | None) -> SafeString:
    """`<p{% in_language version.language document.language %}>`: the attributes of an element with
    words in the language of the first tag that is not empty.
    """
    return languages.attributes(languages.language(*tags))
