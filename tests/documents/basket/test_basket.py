import csv
import io
import json
import re
from datetime import timedelta
from unittest.mock import Mock

import bibtexparser
import docx
import pypandoc
import pytest
import rispy
from django.test import Client
from django.utils import timezone

from documents.basket import keeping
from documents.basket.exports import FILES
from documents.models import (
    Basket,
    BasketItem,
    Document,
    PassageVersion,
    SharedBasket,
    SharedItem,
    Speaker,
)
from documents.withdrawing.removal import withdraw_document as withdraw
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def three() -> list[str]:
    make_document(Said("One <b>."), Said("Two."), Said("Three."), title="On engines", held="2008")
    return ids()


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


def test_an_action_goes_back_to_the_passage_in_the_same_style(client, three):
    add(client, *three)
    pk = client.get("/basket/").context["quoted"][1].pk
    assert change(client, 1, "up", style="apa")["Location"] == f"/basket/?style=apa#i{pk}"
    assert change(client, 0, "remove", style="mla")["Location"] == "/basket/?style=mla#removed"
    answer = client.post("/basket/restore/", {"style": "mla"})
    assert answer["Location"] == f"/basket/?style=mla#i{pk}"


def test_a_script_keeps_a_note_and_learns_the_name_of_its_field(client, three):
    add(client, *three)
    one = client.get("/basket/").context["quoted"][0]
    answer = client.post(
        "/basket/change/", {one.note_field: "Typed"}, headers={"Accept": "application/json"}
    )
    [again] = [q for q in client.get("/basket/").context["quoted"] if q.pk == one.pk]
    assert answer.json() == {f"n{one.pk}": again.note_field} and again.note == "Typed"


def test_without_pandoc_the_basket_and_its_files_say_so(client, three, monkeypatch):
    monkeypatch.setattr(pypandoc, "get_pandoc_path", Mock(side_effect=OSError))
    add(client, three[0])
    said = "follow no style"
    assert said in client.get("/basket/", {"style": "mla"}).content.decode()
    address = client.post("/basket/share/")["Location"]
    assert said in client.get(address).content.decode()
    for form in ("markdown", "text", "html"):
        for base in ("/basket/", address):
            file = client.get(f"{base}export/", {"format": form}).content.decode()
            assert said in file and "para. 1" not in file and "¶ 1" in file
    assert said not in client.get(f"{address}export/?format=ris").content.decode()


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
    assert client.post("/basket/change/", {"do": "", "note-x-y": "a", "place-1": "1"}).status_code
    change(client, 0, "keep", **{f"place-{BasketItem.objects.get().pk}-7": "first"})
    assert "“first” is no place" in client.get("/basket/").content.decode()
    assert client.get("/basket/export/?format=pdf").status_code == 400
    assert client.get("/basket/nowhere/").status_code == 404


def test_a_shared_basket_shows_it_as_it_was_and_what_is_withdrawn_is_gone(client, three):
    other = make_document("Elsewhere.", title="Other")
    add(client, *three, *(i for i in ids() if i not in three))
    change(client, 0, "keep", note="Mine")
    address = client.post("/basket/share/")["Location"]
    assert client.post("/basket/share/")["Location"] == address
    change(client, 0, "keep", note="Changed")
    change(client, 1, "remove")
    before = files_of(address)
    Document.objects.filter(title="On engines").update(
        title="Renamed", publisher="The House", kind="lecture"
    )
    Speaker.objects.update(name="Eve Other", sort_name="Other, Eve")
    assert files_of(address) == before
    reader = Client()
    response = reader.get(address)
    page = response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow" and 'name="robots"' in page
    assert "Two." in page and "Note: Mine" in page and "Changed" not in page
    assert "“On Engines”" in page and "Elsewhere." in page
    withdraw(other, "A reason.")
    page = reader.get(address).content.decode()
    assert "Elsewhere." not in page and "“Other”" not in page and "no longer in the archive" in page
    for form in FILES:
        assert reader.get(f"{address}export/?format={form}").status_code == 200


def files_of(address: str) -> dict[str, str]:
    """Every file of text that a shared copy gives, but for the day on which it was made."""
    texts = {}
    for form in set(FILES) - {"docx"}:
        text = Client().get(f"{address}export/?format={form}").content.decode()
        texts[form] = re.sub(r"\d{4}-\d\d-\d\dT[\d:+]+", "", text)
        assert "2008" in texts[form] and "Speaker" in texts[form], form
    return texts


def test_copies_from_before_descriptions_were_kept_are_read(client, three):
    add(client, *three)
    address = client.post("/basket/share/")["Location"]
    SharedItem.objects.update(described=None)
    assert "Ada Speaker" in files_of(address)["csv"]


def test_two_hundred_passages_come_back_from_word_in_order(client):
    make_document(*(Said(f"Words number {n}, & “quoted”.") for n in range(100)), title="A")
    make_document(*(Said(f"Words number {n}.\x0b") for n in range(100, 200)), title="B")
    passages = ids()[::-1]
    add(client, *passages)
    change(client, 7, "keep", note="My <note>")
    body = client.get("/basket/export/?format=docx").content
    paragraphs = docx.Document(io.BytesIO(body)).paragraphs
    quotes = [n for n, p in enumerate(paragraphs) if p.style.name == "Quote"]
    expected = [int("".join(filter(str.isdigit, w))) for w in kept(client)]
    assert len(quotes) == 200
    assert [int("".join(filter(str.isdigit, paragraphs[n].text))) for n in quotes] == expected
    for n, public_id in zip(quotes, passages, strict=True):
        assert f"/passages/{public_id}/?rev=1" in paragraphs[n + 1].text
    assert paragraphs[quotes[7] + 2].text == "Note: My <note>"


def test_titles_that_a_style_sets_in_italics_are_so_in_every_file(client, three):
    add(client, three[0])
    address = client.post("/basket/share/", {"style": "apa"})["Location"]
    for base in ("/basket/", address):
        body = client.get(f"{base}export/?format=docx&style=apa").content
        runs = [r for p in docx.Document(io.BytesIO(body)).paragraphs for r in p.runs]
        assert [run.text for run in runs if run.italic] == ["On engines"]
        for form, said in {
            "html": "(2008). <i>On engines</i> [Speech]",
            "markdown": "(2008). *On engines* [Speech]",
            "text": "(2008). On engines [Speech]",
            "csv": "(2008). On engines [Speech]",
        }.items():
            file = client.get(f"{base}export/?format={form}&style=apa").content.decode()
            assert said in file, form
            assert form != "html" or "One &lt;b&gt;." in file
        page = client.get(f"{base}?style=apa").content.decode()
        assert "<i>On engines</i>" in page


def test_markdown_and_csv_hold_quotations_citations_and_notes(client, three):
    add(client, three[0], three[2])
    change(client, 0, "keep", note="=1+1")
    said = client.get("/basket/export/?format=markdown").content.decode()
    assert "> “One \\<b\\>.”" in said and "Note: =1+1" in said and "> “Three.”" in said
    body = client.get("/basket/export/?format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    assert [row["words"] for row in rows] == ["One <b>.", "Three."]
    assert rows[0]["note"] == "'=1+1"
    assert "“On Engines” (speech, 2008), para. 1" in rows[0]["citation"]


def test_reference_managers_get_every_passage_with_its_note(client, three):
    add(client, *three)
    change(client, 1, "keep", note="For the preface")
    said = client.get("/basket/export/?format=bibtex").content.decode()
    assert len(bibtexparser.parse_string(said).entries) == 3 and "For the preface" in said
    said = client.get("/basket/export/?format=biblatex").content.decode()
    assert len(bibtexparser.parse_string(said).entries) == 3 and "@unpublished{" in said
    records = rispy.loads(client.get("/basket/export/?format=ris").content.decode())
    assert [r["title"] for r in records] == ["On engines"] * 3
    assert "For the preface" in records[1]["notes"][0]
    items = json.loads(client.get("/basket/export/?format=csljson").content)
    assert [item["id"] for item in items] == [f"speaker2008engines-p{n}" for n in (1, 2, 3)]


def test_citations_follow_the_style_that_is_asked_for(client, three):
    add(client, three[0])
    page = client.get("/basket/", {"style": "apa"}).content.decode()
    assert "Speaker, A. (2008)." in page and "In the text: (Speaker, 2008, para. 1)" in page
    said = client.get("/basket/export/?format=markdown&style=mla").content.decode()
    assert "Speaker, Ada. “On Engines.”" in said
    make_document(Said("Looms."), title="A loom", held="2008")
    add(client, three[1], ids()[0])
    page = client.get("/basket/", {"style": "apa"}).content.decode()
    for number, said in (("1", "2008b"), ("2", "2008b"), ("1", "2008a")):
        assert f"(Speaker, {said}, para. {number})" in page
    assert client.get("/basket/", {"style": "papyrus"}).status_code == 400


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
