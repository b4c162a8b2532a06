"""What reference managers read from pages, by the rules that Zotero's reader keeps."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.citations.describing import Cited
from documents.citations.kinds import MANNERS
from documents.citations.metadata import coins, json_ld, meta_tags
from documents.templatetags.citing import _as_data
from tests.factories import Said, make_document

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
    tags = meta_tags(cited(author=people))
    assert ("z:itemType", "presentation") in tags
    assert [c for n, c in tags if n == "citation_author"] == ["Byron, Ada", "Babbage, Charles"]
    assert ("citation_publication_date", "2008/06") in tags


def test_an_unknown_date_is_left_out():
    item = cited(issued={"literal": "between 2007 and 2009"})
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
