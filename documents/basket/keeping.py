"""A reader's basket: which one it is, and what is done with it.

The key stands in a cookie of this site. A basket that was not touched for `KEPT` days is removed
when somebody begins a new one; a shared copy stays as long as the archive.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
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
    # A passage that was taken out comes back at the end, with its note.
    BasketItem.objects.bulk_create(
        (
            BasketItem(basket=basket, passage=passage, order=order)
            for order, passage in enumerate(new, start=last + 1)
        ),
        update_conflicts=True,
        unique_fields=["basket", "passage"],
        update_fields=["order", "removed_at"],
    )
    return len(new)


@transaction.atomic
def move(basket: Basket, item: BasketItem, by: int) -> None:
    """Move an item up (-1) or down (1), past the one that is next to it now."""
    _lock(basket)
    ordered = list(items(basket))
    at = next((n for n, other in enumerate(ordered) if other.pk == item.pk), None)
    if at is not None and 0 <= at + by < len(ordered):
        _put(ordered, at, at + by)


@transaction.atomic
def move_to(basket: Basket, item: BasketItem, place: int) -> None:
    """Move an item to a place, counted from one; beyond the last it becomes the last."""
    _lock(basket)
    ordered = list(items(basket))
    at = next((n for n, other in enumerate(ordered) if other.pk == item.pk), None)
    if at is not None:
        _put(ordered, at, min(max(place, 1), len(ordered)) - 1)


def _put(ordered: list[BasketItem], at: int, to: int) -> None:
    ordered.insert(to, ordered.pop(at))
    for order, other in enumerate(ordered, start=1):
        other.order = order
    BasketItem.objects.bulk_update(ordered, ["order"])


@dataclass(frozen=True)
class Typed:
    """A note as a page sent it: for the item of that key, and what it was when the page was made,
    by `fingerprint`.
    """

    item: int
    was: str
    note: str

    @property
    def is_new(self) -> bool:
        """Whether somebody typed something."""
        return fingerprint(self.note) != self.was


@dataclass
class Outcome:
    """What became of notes that were typed: how many were kept, how many of them joined to what
    another window wrote, how many passages came back for them; and those that could not be kept.
    """

    kept: int = 0
    joined: int = 0
    put_back: int = 0
    lost: list[str] = field(default_factory=list)


def fingerprint(note: str) -> str:
    """By which a page says what a note was when it was made."""
    return hashlib.sha256(note.encode(errors="replace")).hexdigest()[:8]


@transaction.atomic
def write_notes(basket: Basket, typed: Sequence[Typed]) -> Outcome:
    """Keep what was typed. Nothing of it is lost: a note that was changed in another window as well
    is joined to that; a passage that was taken out meanwhile comes back with its note.
    """
    outcome = Outcome()
    typed = [one for one in typed if one.is_new]
    if not typed:
        return outcome
    _lock(basket)
    rows = {item.pk: item for item in basket.items.filter(pk__in=[one.item for one in typed])}
    room = MOST - items(basket).count()
    for one in typed:
        item, note = rows.get(one.item), one.note.replace("\0", "")
        if item is None:
            outcome.lost.append(note)
            continue
        is_overtaken = fingerprint(item.note) != one.was
        # What goes on with the other, as a note that was sent while it was typed, is the later one.
        joins = is_overtaken and item.note not in note and note not in item.note
        whole = f"{item.note} / {note}" if joins else note
        if is_overtaken and not joins:
            whole = max(item.note, note, key=len)
        if len(whole) > LONGEST_NOTE or (item.removed_at and not room):
            outcome.lost.append(note)
            continue
        if item.removed_at:
            room -= 1
            outcome.put_back += 1
        item.note, item.removed_at = whole, None
        item.save(update_fields=["note", "removed_at"])
        outcome.kept += 1
        outcome.joined += bool(joins)
    return outcome


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
