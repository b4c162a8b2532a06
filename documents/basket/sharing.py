"""Sharing a basket: a copy as it is now, under an address that nobody can guess."""

import secrets
from collections.abc import Callable

from django.db import transaction

from documents.basket.keeping import items
from documents.basket.quoted import in_basket
from documents.citations.choices import Style
from documents.models import Basket, SharedBasket, SharedItem

MOST_SHARED = 100
"""Copies that may be made of one basket."""


class NotShared(Exception):
    """Nothing was shared; the message says why to the reader."""


@transaction.atomic
def share(
    basket: Basket, address_of: Callable[[str], str], style: Style = Style.CHICAGO
) -> SharedBasket:
    """The copy of what is in the basket, cited in a style; the one that was made last, if it is the
    same.

    Raises NotShared.
    """
    Basket.objects.select_for_update().get(pk=basket.pk)
    quoted = [one for one in in_basket(list(items(basket)), address_of, style) if one.version]
    if not quoted:
        raise NotShared("There is nothing in the basket to share.")
    rows = [(one.version.pk, one.citation, one.note) for one in quoted if one.version]
    last = basket.shares.order_by("-pk").first()
    if last and rows == list(last.items.values_list("version", "citation", "note")):
        return last
    if basket.shares.count() >= MOST_SHARED:
        raise NotShared(f"This basket was shared {MOST_SHARED} times already. Begin a new one.")
    shared = SharedBasket.objects.create(key=secrets.token_urlsafe(24), basket=basket)
    SharedItem.objects.bulk_create(
        SharedItem(shared=shared, version_id=version, order=order, citation=citation, note=note)
        for order, (version, citation, note) in enumerate(rows, start=1)
    )
    return shared
