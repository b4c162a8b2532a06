"""What search engines are told."""

import re
from datetime import timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.utils import timezone

from documents.vocabularies import Access
from tests.factories import Said, make_document, make_vocabulary

pytestmark = pytest.mark.django_db


def test_robots_read_documents_and_walk_through_no_searches(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(answer.content.decode().splitlines())
    for path in ("/", "/documents/a/", "/passages/abc/", "/topics/x/", "/help/search/"):
        assert rules.can_fetch("Anybody", f"http://testserver{path}")
    for path in ("/search/?q=a", "/keeping/people/", "/tagging/", "/admin/", "/basket/"):
        assert not rules.can_fetch("Anybody", f"http://testserver{path}")
    assert rules.site_maps() == ["http://testserver/sitemap.xml"]


def test_the_site_map_lists_what_everybody_may_read_and_every_address_answers(client):
    make_vocabulary("topic", "Ships")
    shown = make_document(Said("Words.", "Ada Byron"), title="On engines")
    for number, closed in enumerate(
        (
            {"access": Access.HIDDEN},
            {"embargo_until": timezone.localdate() + timedelta(9)},
            {"published_now": False},
        )
    ):
        make_document(Said("Words.", f"Bo Chen {number}"), title=f"Closed {number}", **closed)
    parts = re.findall("<loc>([^<]*)</loc>", client.get("/sitemap.xml").content.decode())
    found = [
        address
        for part in parts
        for address in re.findall("<loc>([^<]*)</loc>", client.get(part).content.decode())
    ]
    paths = [address.removeprefix("http://testserver") for address in found]
    assert {shown.get_absolute_url(), "/speakers/ada-byron/", "/topic-list/ships/"} <= set(paths)
    assert not any("closed" in path or "chen" in path for path in paths)
    assert all(client.get(path).status_code == 200 for path in paths)
