from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from documents.basket import keeping
from documents.models import (
    Basket,
    BasketItem,
    SharedBasket,
)
from tests.documents.basket.reader import add, change, ids, kept, notes
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


def test_a_passage_is_added_with_one_button_and_stays_after_the_browser_closed(client, three):
    page = client.get("/documents/on-engines/").content.decode()
    assert page.count("Add to basket") == 3 and "basket" not in client.cookies
    response = add(client, three[1], next="/documents/on-engines/#p2")
    assert response["Location"] == "/documents/on-engines/#p2"
    cookie = response.cookies["basket"]
    assert cookie["max-age"] > 300 * 24 * 3600 and cookie["httponly"]
    assert cookie.value not in Basket.objects.get().key_sha256
    again = Client()
    again.cookies["basket"] = cookie.value
    assert kept(again) == ["Two."]
    page = again.get("/documents/on-engines/").content.decode()
    assert page.count("Add to basket") == 2 and "(1)" in page


def test_it_is_reordered_noted_and_put_back(client, three):
    add(client, *three)
    change(client, 2, "up")
    change(client, 0, "down")
    assert kept(client) == ["Three.", "One <b>.", "Two."]
    change(client, 1, "keep", note="Opening, <chapter> 3")
    change(client, 1, "remove")
    assert kept(client) == ["Three.", "Two."]
    client.post("/basket/restore/")
    assert kept(client) == ["Three.", "One <b>.", "Two."]
    page = client.get("/basket/").content.decode()
    assert "Opening, &lt;chapter&gt; 3" in page and "One &lt;b&gt;." in page
    client.post("/basket/empty/")
    assert kept(client) == []
    client.post("/basket/restore/")
    assert len(kept(client)) == 3


def test_what_was_taken_out_and_is_added_again_comes_at_the_end_with_its_note(client, three):
    add(client, *three)
    change(client, 0, "keep", note="Mine")
    change(client, 0, "remove")
    add(client, three[1], three[0])
    assert kept(client) == ["Two.", "Three.", "One <b>."]
    assert notes(client) == ["", "", "Mine"]


def test_many_passages_are_added_by_a_few_statements(client, django_assert_max_num_queries):
    make_document(*(Said(f"Words {n}.") for n in range(100)))
    passages = ids()
    with django_assert_max_num_queries(12):
        add(client, *passages)
    assert BasketItem.objects.count() == 100


def test_two_tabs_change_one_basket(client, three):
    add(client, three[0])
    other = Client()
    other.cookies["basket"] = client.cookies["basket"].value
    add(other, three[1])
    add(client, three[2], three[0])
    assert kept(client) == kept(other) == ["One <b>.", "Two.", "Three."]


def test_a_passage_goes_to_the_place_that_is_typed(client):
    make_document(*(Said(f"Words {n}.") for n in range(1, 41)), title="A")
    add(client, *ids())
    response = change(client, 36, "keep", to=2)
    moved = client.get("/basket/").context["quoted"][1]
    assert moved.words == "Words 37." and response["Location"] == f"/basket/#i{moved.pk}"
    change(client, 0, "keep", to=999)
    assert kept(client)[-1] == "Words 1."
    change(client, 5, "keep", to=0)
    assert kept(client)[0] == "Words 6." and len(kept(client)) == 40


def test_an_action_goes_back_to_the_passage_in_the_same_style(client, three):
    add(client, *three)
    pk = client.get("/basket/").context["quoted"][1].pk
    assert change(client, 1, "up", style="apa")["Location"] == f"/basket/?style=apa#i{pk}"
    assert change(client, 0, "remove", style="mla")["Location"] == "/basket/?style=mla#removed"
    answer = client.post("/basket/restore/", {"style": "mla"})
    assert answer["Location"] == f"/basket/?style=mla#i{pk}"


def test_a_full_basket_says_so_and_takes_nothing_more(client, three, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 2)
    add(client, *three[:2])
    add(client, three[2])
    page = client.get("/basket/")
    assert "A basket holds 2 passages" in page.content.decode()
    assert BasketItem.objects.count() == 2


def test_htmx_gets_the_button_as_it_is_then(client, three):
    response = client.post("/basket/add/", {"passage": three[0]}, headers={"HX-Request": "true"})
    said = response.content.decode()
    assert response.status_code == 200 and "your basket" in said and "(1)" in said


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_what_another_site_sends_changes_nothing(client, three, headers):
    response = client.post("/basket/add/", {"passage": three[0]}, headers=headers)
    assert response.status_code == 403 and not Basket.objects.exists()


def test_odd_requests_are_answered_in_words(client, three):
    assert client.post("/basket/add/", {"passage": "é"}).status_code == 400
    assert client.post("/basket/add/", {"passage": "nothing"}).status_code == 404
    assert client.post("/basket/share/").status_code == 404
    add(client, three[0], next="https://evil.example/")
    for deed in ("up:x", "up:²", "up:-1", "up:" + "9" * 20, "dance:1", "dance"):
        assert client.post("/basket/change/", {"do": deed}).status_code == 400, deed
    client.post("/basket/change/", {"do": "up:99"})
    assert "Nothing was moved" in client.get("/basket/").content.decode()
    odd = {"do": "", "note-x-y": "a", "place-1": "1"}
    assert client.post("/basket/change/", odd).status_code == 302
    change(client, 0, "keep", **{f"place-{BasketItem.objects.get().pk}-7": "first"})
    assert "“first” is no place" in client.get("/basket/").content.decode()
    assert client.get("/basket/export/?format=pdf").status_code == 400
    assert client.get("/basket/nowhere/").status_code == 404


def test_baskets_that_were_given_up_go_and_shared_copies_stay(client, three):
    add(client, three[0])
    client.post("/basket/share/")
    old = timezone.now() - timedelta(days=keeping.KEPT + 1)
    Basket.objects.update(changed_at=old)
    add(Client(), three[1])
    assert Basket.objects.count() == 1 and SharedBasket.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "address",
    ["/basket/%00/", "/basket/%00/export/?format=csv", "/basket/a b/", "/reports/%00/"],
)
def test_an_address_that_cannot_be_is_not_found(client, method, address):
    assert getattr(client, method)(address).status_code == 404


@pytest.mark.parametrize("passage", ["\0", "a\0b", "é", "", "a" * 99])
def test_a_passage_that_cannot_be_is_refused(client, passage):
    assert client.post("/basket/add/", {"passage": passage}).status_code in (400, 404)
