"""What a reader does with a basket, as pages send it."""

from django.test import Client

from documents.models import (
    PassageVersion,
)


def ids() -> list[str]:
    rows = PassageVersion.objects.public().order_by("passage__document", "order")
    return list(rows.values_list("passage__public_id", flat=True))


def add(client: Client, *passages: str, **more):
    return client.post("/basket/add/", {"passage": passages, **more})


def kept(client: Client) -> list[str]:
    page = client.get("/basket/")
    return [one.words for one in page.context["quoted"]]


def change(client: Client, place: int, do: str, **more):
    """Press a button of the item at a place, as the page would send it: with notes and places."""
    return press(client, client.get("/basket/"), place, do, **more)


def press(
    client: Client,
    page,
    place: int,
    do: str,
    note: str | None = None,
    to: int | None = None,
    **more,
):
    """The same on a page that was fetched before."""
    quoted = page.context["quoted"]
    sent = {one.note_field: one.note for one in quoted}
    sent |= {f"place-{one.pk}-{n}": n for n, one in enumerate(quoted, start=1)}
    if note is not None:
        sent[quoted[place].note_field] = note
    if to is not None:
        sent[f"place-{quoted[place].pk}-{place + 1}"] = to
    deed = do if do == "keep" else f"{do}:{quoted[place].pk}"
    return client.post("/basket/change/", {"do": deed, **sent, **more})


def notes(client: Client) -> list[str]:
    return [one.note for one in client.get("/basket/").context["quoted"]]
