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
    span = coins(cited(author=[], publisher="Looms & Sons"))
    assert [clean_author(name) for name in parts(span)["rft.creator"]] == [("", "Looms & Sons")]


def clean_author(name: str) -> tuple[str, str]:
    """Given and family name as Zotero reads them from one text (its utilities, "cleanAuthor")."""
    bare = name.strip(" .,/[]:")
    if "," not in name:
        given, _, family = bare.rpartition(" ")
        return given, family
    family, *rest = re.split(", ?", re.sub(r"\.([^ ])", r". \1", bare, count=1))
    return (rest[0] if rest else ""), family


KING = {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
HOUSE = {"literal": "House of Looms"}
ONE_NAME = {"family": "Abu Bakr"}


def test_names_come_out_of_zotero_as_they_went_in():
    people = [KING, HOUSE, ONE_NAME]
    expected = [("Martin Luther Jr", "King"), ("", "House of Looms"), ("", "Abu Bakr")]
    assert list(map(clean_author, parts(coins(cited(author=people)))["rft.creator"])) == expected
    for kind, name in {
        "speech": "z:presenters",
        "interview": "z:interviewees",
        "podcast": "z:guests",
        "hearing": "bib:contributors",
        "article": "bib:authors",
        "press-statement": "bib:authors",
        None: "bib:authors",
    }.items():
        tags = meta_tags(replace(cited(author=people), manner=MANNERS[kind]))
        assert [clean_author(c) for n, c in tags if n == name] == expected
        assert "citation_author" not in dict(tags), "Zotero would read no others beside it"


@pytest.mark.parametrize("kind", sorted(MANNERS, key=str))
def test_every_kind_gives_zotero_people_date_publisher_and_address(kind):
    """Of each kind, one item of the type that it is, with all that the type has a field for."""
    asking = {"interviewer": [{"family": "Chen", "given": "Bo"}]}
    others = {"contributor": [{"family": "Rose", "given": "Cy"}]}
    item = cited(publisher="The House", **{"event-place": "Paris"}, **asking, **others)
    tags = meta_tags(replace(item, manner=MANNERS[kind]))
    said = dict(tags)
    assert [content for name, content in tags if name == "z:itemType"] == [MANNERS[kind].zotero]
    everybody = [c for n, c in tags if n.startswith(("z:", "bib:", "citation_author"))]
    for name in ("Byron, Ada", "Chen, Bo", "Rose, Cy"):
        assert everybody.count(name) == 1
    assert said["DC.date"] == "2008-06" and said["citation_public_url"] == item.item["URL"]
    places = [said.get("citation_publisher"), said.get("z:websiteTitle"), said.get("z:extra")]
    assert any("The House" in place for place in places if place)
    span = parts(coins(replace(item, manner=MANNERS[kind])))
    assert span["rft.creator"] == ["Byron, Ada"] and span["rft.place"] == ["Paris"]
    assert span["rft.contributor"] == ["Chen, Bo", "Rose, Cy"]


def test_who_published_a_talk_stands_where_zotero_s_styles_find_it():
    tags = dict(meta_tags(cited(publisher="The House")))
    assert tags["z:extra"] == "Publisher: The House"
    tags = dict(meta_tags(replace(cited(publisher="The House"), manner=MANNERS["press-statement"])))
    assert tags["z:websiteTitle"] == "The House" and "z:extra" not in tags


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


def test_an_event_over_new_year_has_its_first_day_and_tells_all_of_them():
    days = {"date-parts": [[2009, 12, 30], [2010, 1, 2]]}
    item = cited(issued=days, **{"event-date": days, "event-title": "A fair"})
    said = "Held 30 December 2009 to 2 January 2010"
    tags = dict(meta_tags(item))
    assert tags["DC.date"] == "2009-12-30" and tags["z:extra"] == said
    span = parts(coins(item))
    assert span["rft.date"] == ["2009-12-30"] and span["rft.description"] == [said]
    work = json_ld(item)
    assert work["dateCreated"] == work["recordedAt"]["startDate"] == "2009-12-30"


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
def test_the_abstract_of_a_document_is_its_summary_or_nothing(client):
    for summary in ("", "Of looms & engines."):
        document = make_document("Engines weave.", summary=summary)
        page = client.get(document.get_absolute_url()).content.decode()
        found = re.findall(r'<meta name="(?:DC\.)?description" content="([^"]*)"', page)
        assert [unescape(said) for said in found] == ([summary] * 2 if summary else [])


@pytest.mark.django_db
def test_a_passage_s_page_describes_the_passage_with_its_pinpoint_and_revision(client):
    make_document(Said("Engines weave </script>.", "Ada Byron"), title="On engines", held="2008")
    url = PassageVersion.objects.get().passage.get_absolute_url()
    page = client.get(url).content.decode()
    tags = dict(re.findall(r'<meta name="([^"]+)" content="([^"]*)">', page))
    assert tags["z:itemType"] == "presentation" and tags["z:presenters"] == "Byron, Ada"
    assert tags["z:extra"] == "Cited: para. 1"
    assert unescape(tags["z:abstractNote"]) == "Engines weave </script>."
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
