"""A reader's basket: which one it is, and what is done with it.

The key stands in a cookie of this site. A basket that was not touched for `KEPT` days is removed
when somebody begins a new one; a shared copy stays as long as the archive.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from documents.models import Basket, BasketItem, Passage
from documents.models.basket import LONGEST_NOTE

COOKIE = "basket"
KEPT = 400
"""Days; browsers keep no cookie for longer."""
MOST = 500
UNDO = timedelta(days=1)


class Full(Exception):
    """The basket has no room for all of it; the message says so to the reader."""


def basket_of(request: HttpRequest) -> Basket | None:
    """The basket of whoever asks, None where there is none yet. Without a cookie, no query."""
    key = request.COOKIES.get(COOKIE, "")
    return Basket.objects.filter(key_sha256=_digest(key)).first() if key else None


def begin() -> tuple[Basket, str]:
    """A new basket and its key. Baskets that were given up go."""
    Basket.objects.filter(changed_at__lt=timezone.now() - timedelta(days=KEPT)).delete()
    key = secrets.token_urlsafe(32)
    return Basket.objects.create(key_sha256=_digest(key)), key


def remember(request: HttpRequest, response: HttpResponse, key: str) -> None:
    """Leave the key with the browser, for as long as browsers keep one."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=KEPT * 24 * 60 * 60,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def items(basket: Basket) -> QuerySet[BasketItem]:
    """What is in the basket, in order."""
    return basket.items.filter(removed_at=None).select_related("passage").order_by("order", "pk")


@transaction.atomic
def add(basket: Basket, passages: Sequence[Passage]) -> int:
    """Put passages at the end, those that are in it already left where they are. Returns how many
    are new. Raises Full, and adds nothing then.
    """
    _lock(basket)
    held = set(items(basket).values_list("passage_id", flat=True))
    new = [passage for passage in passages if passage.pk not in held]
    if len(held) + len(new) > MOST:
        raise Full(
            f"A basket holds {MOST} passages, and this one has {len(held)}. Export or share it, "
            "then take something out."
        )
    last = basket.items.aggregate(last=Max("order"))["last"] or 0
    for order, passage in enumerate(new, start=last + 1):
        BasketItem.objects.update_or_create(
            basket=basket, passage=passage, defaults={"order": order, "removed_at": None}
        )
    return len(new)


@transaction.atomic
def move(basket: Basket, item: BasketItem, by: int) -> None:
    """Move an item up (-1) or down (1), past the one that is next to it now."""
    _lock(basket)
    ordered = list(items(basket))
    at = next((n for n, other in enumerate(ordered) if other.pk == item.pk), None)
    if at is None or not 0 <= at + by < len(ordered):
        return
    ordered.insert(at + by, ordered.pop(at))
    for order, other in enumerate(ordered, start=1):
        other.order = order
    BasketItem.objects.bulk_update(ordered, ["order"])


def write_note(basket: Basket, item: BasketItem, note: str) -> None:
    """Keep the reader's note on a passage; more than `LONGEST_NOTE` characters are cut."""
    item.note = note.replace("\0", "")[:LONGEST_NOTE]
    item.save(update_fields=["note"])
    basket.save(update_fields=["changed_at"])


@transaction.atomic
def remove(basket: Basket, removed: QuerySet[BasketItem]) -> int:
    """Take items out, together: `restore` puts all of them back."""
    _lock(basket)
    return removed.filter(basket=basket, removed_at=None).update(removed_at=timezone.now())


def last_removed(basket: Basket) -> list[BasketItem]:
    """What was taken out last, all of it that went together; none after a day."""
    rows = basket.items.filter(removed_at__gt=timezone.now() - UNDO)
    last = rows.aggregate(last=Max("removed_at"))["last"]
    return list(rows.filter(removed_at=last).select_related("passage")) if last else []


@transaction.atomic
def restore(basket: Basket) -> int:
    """Put back what was taken out last, in its place. Raises Full."""
    _lock(basket)
    back = last_removed(basket)
    if items(basket).count() + len(back) > MOST:
        raise Full(f"A basket holds {MOST} passages: take something out first.")
    return basket.items.filter(pk__in=[item.pk for item in back]).update(removed_at=None)


def _lock(basket: Basket) -> None:
    """Two tabs that change a basket at once do so one after the other."""
    Basket.objects.select_for_update().get(pk=basket.pk)
    basket.save(update_fields=["changed_at"])


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
