"""What reference managers read from pages, by the rules that Zotero's reader keeps."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings as site
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.citations.describing import Cited
from documents.citations.kinds import MANNERS
from documents.citations.metadata import coins, json_ld, meta_tags
from documents.models import PassageVersion
from documents.templatetags.citing import _as_data
from tests.factories import Said, make_document, make_vocabulary

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=400)


def cited(title: str = "On engines", **more) -> Cited:
    item = {
        "id": "byron2008engines",
        "title": title,
        "author": [{"family": "Byron", "given": "Ada"}],
        "issued": {"date-parts": [[2008, 6]]},
        "accessed": {"date-parts": [[2026, 11, 25]]},
        "URL": "https://verbatim.example/documents/on-engines/",
    } | more
    return Cited(key="byron2008engines", kind="speech", manner=MANNERS["speech"], item=item)


def parts(span: str) -> dict[str, list[str]]:
    """A span's title as Zotero takes it apart; a part without "=" or a raw "%" ends its reading."""
    found: dict[str, list[str]] = {}
    for part in span.split("&"):
        key, equals, value = part.partition("=")
        assert equals and "=" not in value
        assert not re.search(r"%(?![0-9A-Fa-f]{2})", value) and "+" not in value
        found.setdefault(key, []).append(unquote(value, errors="strict"))
    return found


@given(TEXTS, st.lists(TEXTS, max_size=20), TEXTS)
@settings(max_examples=150)
def test_no_title_and_no_name_breaks_a_span(title, people, publisher):
    said = parts(
        coins(cited(title, author=[{"literal": name} for name in people], publisher=publisher))
    )
    assert said["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
    assert said["rft.type"] == ["presentation"]
    assert said.get("rft.title", [""])[0] == " ".join(title.split())


def test_a_span_names_every_author_and_the_date_as_exactly_as_it_is_known():
    said = parts(coins(cited()))
    assert said["rft.creator"] == ["Byron, Ada"] and said["rft.date"] == ["2008-06"]


def test_an_item_without_author_is_led_by_its_publisher():
    assert parts(coins(cited(author=[], publisher="Looms & Sons")))["rft.creator"] == [
        "Looms & Sons"
    ]


def test_a_page_says_its_type_once_and_one_tag_an_author():
    people = [{"family": "Byron", "given": "Ada"}, {"family": "Babbage", "given": "Charles"}]
    tags = meta_tags(cited(author=people, **{"event-title": "A fair", "event-place": "Paris"}))
    assert ("z:itemType", "presentation") in tags
    assert [c for n, c in tags if n == "z:presenters"] == ["Byron, Ada", "Babbage, Charles"]
    assert ("z:meetingName", "A fair") in tags and ("z:place", "Paris") in tags
    # Zotero would make authors of all people where a single one is called so.
    assert not any(name == "citation_author" for name, _ in tags)
    assert ("citation_publication_date", "2008/06") in tags


def test_who_asks_in_an_interview_is_no_interviewee():
    asking = [{"family": "Chen", "given": "Bo"}]
    item = replace(cited(interviewer=asking), manner=MANNERS["interview"])
    tags = meta_tags(item)
    assert ("z:interviewees", "Byron, Ada") in tags and ("z:interviewers", "Chen, Bo") in tags


def test_the_reporter_is_the_author_and_the_paper_what_it_is_published_in():
    paper = {"container-title": "The Daily Loom"}
    tags = meta_tags(replace(cited(**paper), manner=MANNERS["article"]))
    assert ("citation_author", "Byron, Ada") in tags and ("DC.source", "The Daily Loom") in tags


def test_a_talk_is_dated_by_its_day_and_not_by_the_transcript_s():
    item = cited(**{"event-date": {"date-parts": [[2008, 6, 3]]}})
    assert ("DC.date", "2008-06-03") in meta_tags(item)
    assert parts(coins(item))["rft.date"] == ["2008-06-03"]


def test_zotero_finds_no_line_that_it_would_take_people_from():
    """It reads people from elements of these classes where the metadata name nobody."""
    page = Path(site.BASE_DIR, "templates/documents/document.html").read_text(encoding="utf-8")
    assert not re.search(r'class="[^"]*\b(byline|vcard)\b', page)


def test_an_unknown_date_is_left_out():
    item = cited(issued={"date-parts": [[2007], [2009]], "circa": True})
    assert "datePublished" not in json_ld(item)
    assert not any("date" in name.lower() for name, _ in meta_tags(item))


def test_data_in_a_script_element_cannot_end_it():
    assert "<" not in _as_data({"name": "</script><script>alert(1)</script>"})


@pytest.mark.django_db
def test_a_result_page_has_a_span_a_hit_and_a_document_page_none(client):
    title = 'A 100 % "loom" & <more> = less'
    document = make_document(Said("Engines weave.", "Ada Byron"), "Engines count.", title=title)
    page = client.get("/search/", {"q": "engines"}).content.decode()
    spans = [unescape(t) for t in re.findall(r'class="Z3988" title="([^"]*)"', page)]
    assert len(spans) == 2
    assert all(parts(span)["rft.title"] == [title] for span in spans)
    page = client.get(document.get_absolute_url()).content.decode()
    assert "Z3988" not in page and page.count('name="z:itemType"') == 1
    assert "og:type" not in page


@pytest.mark.django_db
def test_a_passage_s_page_describes_the_passage_with_its_pinpoint_and_revision(client):
    make_document(Said("Engines weave </script>.", "Ada Byron"), title="On engines", held="2008")
    url = PassageVersion.objects.get().passage.get_absolute_url()
    page = client.get(url).content.decode()
    tags = dict(re.findall(r'<meta name="([^"]+)" content="([^"]*)">', page))
    assert tags["z:itemType"] == "presentation" and tags["z:presenters"] == "Byron, Ada"
    assert tags["z:extra"] == "Cited: para. 1"
    assert tags["DC.identifier"].endswith(f"{url}?rev=1") and "Z3988" not in page
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    quotation = json.loads(data)
    assert quotation["@type"] == "Quotation" and quotation["text"] == "Engines weave </script>."
    assert quotation["creator"] == [{"@type": "Person", "name": "Ada Byron"}]
    assert quotation["isPartOf"]["name"] == "On engines"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "spans"),
    [
        ("/search/?q=engines&view=documents", 3),
        ("/search/?q=engines&view=concordance", 3),
        ("/documents/", 2),
        ("/collections/tests/", 2),
        ("/speakers/ada-byron/", 2),
        ("/p-list/protection/", 1),
        ("/basket/", 2),
    ],
)
def test_every_list_has_a_span_for_each_of_its_items(client, address, spans):
    make_vocabulary("p", "Protection")
    make_document(Said("Engines weave.", "Ada Byron", tags={"p": ["protection"]}), "Engines count.")
    make_document(Said("Engines rest.", "Ada Byron"))
    ids = PassageVersion.objects.order_by("pk").values_list("passage__public_id", flat=True)[:2]
    client.post("/basket/add/", {"passage": list(ids)})
    page = client.get(address).content.decode()
    titles = [unescape(t) for t in re.findall(r'class="Z3988" title="([^"]*)"', page)]
    assert len(titles) == spans and all(parts(title)["rft.title"] for title in titles)
    assert "z:itemType" not in page
