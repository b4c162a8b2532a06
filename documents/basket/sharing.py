"""Sharing a basket: a copy as it is now, under an address that nobody can guess."""

import json
import secrets
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.db import transaction

from documents.basket.keeping import items
from documents.basket.quoted import in_basket
from documents.basket.snapshot import to_data
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
    copied = [
        SharedItem(
            version=one.version,
            order=order,
            citation=one.citation,
            note=one.note,
            described=to_data(one.snapshot),
        )
        for order, one in enumerate(quoted, start=1)
        if one.snapshot
    ]
    last = basket.shares.order_by("-pk").first()
    if last and list(map(_said, copied)) == list(map(_said, last.items.order_by("order"))):
        return last
    if basket.shares.count() >= MOST_SHARED:
        raise NotShared(f"This basket was shared {MOST_SHARED} times already. Begin a new one.")
    shared = SharedBasket.objects.create(key=secrets.token_urlsafe(24), basket=basket)
    for item in copied:
        item.shared = shared
    SharedItem.objects.bulk_create(copied)
    return shared


def _said(item: SharedItem) -> list[Any]:
    """What a copy says of a passage, but for the day on which it was read."""
    described = deepcopy(item.described or {})
    described.get("cited", {}).get("item", {}).pop("accessed", None)
    # As it comes back from the database: tuples are lists there.
    return json.loads(json.dumps([item.version_id, item.citation, item.note, described]))
