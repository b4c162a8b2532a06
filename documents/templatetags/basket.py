"""The basket on every page: how much is in it, and the button that adds a passage."""

from django import template
from django.http import HttpRequest

from documents.basket import keeping

register = template.Library()


@register.simple_tag(takes_context=True)
def basket_size(context: template.Context) -> int:
    """How many passages are in the reader's basket. Without one, the database is not asked."""
    return len(_held(context.get("request")))


@register.inclusion_tag("basket/_button.html", takes_context=True)
def basket_button(context: template.Context, public_id: str, anchor: str = "") -> dict:
    """The button that adds a passage, or that it is in the basket. `anchor` is where the page goes
    on after the form was sent.
    """
    request = context.get("request")
    back = request.get_full_path() if request else ""
    return {
        "public_id": public_id,
        "is_in": public_id in _held(request),
        "next": f"{back}#{anchor}" if anchor else back,
    }


def _held(request: HttpRequest | None) -> frozenset[str]:
    """The ids of the passages in the basket, read once a page."""
    if request is None:
        return frozenset()
    if not hasattr(request, "_in_basket"):
        own = keeping.basket_of(request)
        ids = keeping.items(own).values_list("passage__public_id", flat=True) if own else ()
        request._in_basket = frozenset(ids)  # type: ignore[attr-defined]
    return request._in_basket  # type: ignore[attr-defined]
