"""Who may do what on the keeper's pages."""

import re

import pytest

from documents.models import Document
from documents.vocabularies import State
from tests.factories import make_speaker

PAGES = [
    "/keeping/",
    "/keeping/add/",
    "/keeping/documents/{pk}/",
    "/keeping/documents/{pk}/changes/",
    "/keeping/people/{person}/changes/",
    "/keeping/redact/",
    "/keeping/withdrawals/",
]
DEEDS = ["/keeping/documents/{pk}/withdraw/", "/keeping/documents/{pk}/discard/"]


def path_of(address: str, document: Document) -> str:
    return address.format(pk=document.pk, person=make_speaker("Ada Byron").pk)


@pytest.mark.parametrize("address", PAGES + DEEDS)
def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, load, address):
    path = path_of(address, load())
    answer = client.post(path) if address in DEEDS else client.get(path)
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={path}")


@pytest.mark.parametrize("group", ["Tagger", "Reviewer"])
@pytest.mark.parametrize("address", PAGES)
def test_others_are_refused_in_words(client, account, load, group, address):
    client.force_login(account(group))
    answer = client.get(path_of(address, load()))
    assert answer.status_code == 403
    assert "published by keepers" in answer.content.decode()


@pytest.mark.parametrize("address", [PAGES[1], PAGES[2], *DEEDS])
def test_others_change_nothing(client, account, load, address):
    document = load(publish=True)
    client.force_login(account("Reviewer"))
    answer = client.post(path_of(address, document), {"reason": "x", "publish": "yes"})
    assert answer.status_code == 403
    assert Document.objects.get().state == State.PUBLISHED


@pytest.mark.parametrize("address", PAGES)
def test_keepers_see_every_page(keeper, load, address):
    assert keeper.get(path_of(address, load())).status_code == 200


@pytest.mark.parametrize(
    ("group", "ways"),
    [
        (None, []),
        ("Tagger", ["tagging"]),
        ("Keeper", ["tagging", "keeping/documents/{pk}/correct"]),
    ],
)
def test_what_one_reads_leads_to_where_one_works_on_it(client, account, load, group, ways):
    document = load(publish=True)
    if group:
        client.force_login(account(group))
    passage = document.passages.get(versions__number="1")
    for read in (document.get_absolute_url(), passage.get_absolute_url()):
        main = client.get(read).content.decode().partition("<main")[2].partition("</main>")[0]
        led = re.findall(r'href="/((?:tagging|keeping)/[^"]*)"', main)
        for way in ways:
            assert any(href.startswith(way.format(pk=document.pk)) for href in led)
        assert bool(led) == bool(ways)


@pytest.mark.parametrize("address", DEEDS)
def test_a_visit_alone_changes_nothing(keeper, load, address):
    assert keeper.get(path_of(address, load(publish=True))).status_code in (200, 405)
    assert Document.objects.get().state == State.PUBLISHED


def test_a_form_from_elsewhere_is_refused(account, load):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account("Keeper"))
    document = load()
    assert strict.post(f"/keeping/documents/{document.pk}/discard/").status_code == 403
    assert Document.objects.filter(pk=document.pk).exists()
