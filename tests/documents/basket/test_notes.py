import pytest

from documents.models import (
    BasketItem,
)
from tests.documents.basket.reader import add, change, kept, notes, press

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("do", ["up", "down", "remove", "keep"])
def test_every_button_keeps_all_notes_that_were_typed(client, three, do):
    add(client, *three)
    page = client.get("/basket/")
    first, last = page.context["quoted"][0], page.context["quoted"][2]
    typed = {first.note_field: "Typed here", last.note_field: "And there"}
    press(client, page, 1, do, **typed)
    found = dict(BasketItem.objects.values_list("pk", "note"))
    assert (found[first.pk], found[last.pk]) == ("Typed here", "And there")


@pytest.mark.parametrize("address", ["share", "empty", "restore"])
def test_so_do_sharing_emptying_and_putting_back(client, three, address):
    add(client, *three)
    one = client.get("/basket/").context["quoted"][0]
    client.post(f"/basket/{address}/", {one.note_field: "Typed"})
    assert BasketItem.objects.get(pk=one.pk).note == "Typed"


def test_a_note_on_a_passage_that_another_window_took_out_is_kept(client, three):
    add(client, *three)
    stale = client.get("/basket/")
    change(client, 1, "remove")
    press(client, stale, 1, "keep", note="Typed in vain?")
    assert kept(client) == ["One <b>.", "Two.", "Three."] and notes(client)[1] == "Typed in vain?"
    assert press(client, stale, 0, "up").status_code == 302
    assert notes(client)[1] == "Typed in vain?"


def test_notes_of_two_windows_are_joined_and_what_nobody_typed_overwrites_nothing(client, three):
    add(client, *three)
    stale = client.get("/basket/")
    change(client, 0, "keep", note="From here")
    press(client, stale, 1, "down")
    assert notes(client) == ["From here", "", ""]
    press(client, stale, 0, "keep", note="From there")
    assert "Both are kept" in client.get("/basket/").content.decode()
    assert notes(client)[0] == "From here / From there"


@pytest.mark.parametrize("order", [1, -1])
def test_a_note_that_was_sent_while_it_was_typed_is_not_joined_to_itself(client, three, order):
    add(client, *three)
    page = client.get("/basket/")
    for note in ("For the", "For the preface")[::order]:
        press(client, page, 0, "keep", note=note)
    assert notes(client)[0] == "For the preface"


def test_a_note_that_cannot_be_kept_is_shown(client, three):
    add(client, *three)
    stale = client.get("/basket/")
    client.cookies.clear()
    response = press(client, stale, 0, "keep", note="Typed <b>")
    assert response.status_code == 409 and "Typed &lt;b&gt;" in response.content.decode()
    add(client, three[0])
    response = change(client, 0, "keep", note="n" * 2001)
    assert response.status_code == 409 and "n" * 2001 in response.content.decode()
    response = press(client, stale, 0, "keep", note="Of another basket")
    assert response.status_code == 409 and "Of another basket" in response.content.decode()


def test_a_script_keeps_a_note_and_learns_the_name_of_its_field(client, three):
    add(client, *three)
    one = client.get("/basket/").context["quoted"][0]
    answer = client.post(
        "/basket/change/", {one.note_field: "Typed"}, headers={"Accept": "application/json"}
    )
    [again] = [q for q in client.get("/basket/").context["quoted"] if q.pk == one.pk]
    assert answer.json() == {f"n{one.pk}": again.note_field} and again.note == "Typed"
