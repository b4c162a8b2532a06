"""The views: passages, documents with the best of each, keyword in context."""

import pytest

from documents.models import Document
from documents.publishing import announce
from documents.vocabularies import Access
from search.request import SearchRequest
from search.results import search
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


def test_documents_are_listed_by_their_best_passage_with_all_that_was_found_in_each(client):
    make_document(
        "labor among very many other words here", *["labor"] * 4, title="Many", held="2007"
    )
    make_document("forced labor", "labor was then forced upon us all", title="Exact", held="2008")
    results = search(SearchRequest(q="forced OR labor", view="documents", sort="newest"))
    assert [(g.document.title, g.found, len(g.hits)) for g in results.groups] == [
        ("Exact", 2, 2),
        ("Many", 5, 3),
    ]
    answer = client.get(results.groups[1].url, {"format": "json"} | {"x": ""})
    assert "document=" in results.groups[1].url
    assert answer.status_code == 200
    assert (
        search(
            SearchRequest(q="labor", selected=(("document", (results.groups[1].document.slug,)),))
        ).total
        == 5
    )


def test_documents_go_over_pages_without_repetition():
    for number in range(23):
        make_document("labor", held=str(1990 + number % 7))
    seen = []
    for page in (1, 2, 3, 4):
        results = search(SearchRequest(q="labor", view="documents", page=page))
        seen += [group.document.pk for group in results.groups]
    assert len(seen) == len(set(seen)) == 23
    assert results.page.is_beyond and results.page.count == 3


def test_a_concordance_has_a_line_for_every_occurrence(client):
    make_document("We end forced labor, and forced labor ends us.", "No labor.", held="2008")
    answer = client.get("/search/?q=labor&view=concordance&sort=left&format=json").json()
    assert answer["total"] == 2 and answer["occurrences"] == 3
    assert [line["before"].split()[-1] for line in answer["lines"]] == ["forced", "forced", "No"]
    assert answer["lines"][2] | {"id": 0, "url": 0} == {
        "id": 0,
        "url": 0,
        "before": "No ",
        "found": "labor",
        "after": ".",
    }


def test_what_comes_before_stands_to_the_right_where_all_lines_run_so(client):
    make_document("العمل القسري جريمة", language="ar")
    asked = {"q": "القسري", "view": "concordance", "sort": "left"}
    assert (
        '<table class="kwic" role="table" dir="rtl">'
        in client.get("/search/", asked).content.decode()
    )
    make_document("he said القسري", language="en")
    page = client.get("/search/", asked).content.decode()
    assert '<table class="kwic" role="table">' in page


def test_lines_go_over_pages():
    make_document(*(f"labor a{n} labor" for n in range(40)))
    request = SearchRequest(q="labor", view="concordance", sort="right")
    first, second = (search(request.asking(page=page)) for page in (1, 2))
    assert first.page.count == 2 and first.concordance.occurrences == 80
    lines = [line for page in (first, second) for _, line in page.concordance.lines]
    assert [line.right for line in lines] == sorted(line.right for line in lines)
    assert len(lines) == 80


def test_a_concordance_that_was_remembered_tells_nothing_that_was_closed_since():
    document = make_document("zeal labor", "aim labor")
    request = SearchRequest(q="labor", view="concordance", sort="left")

    def numbers() -> list[str]:
        return [hit.number for hit, _ in search(request).concordance.lines]

    assert numbers() == numbers() == ["2", "1"]
    Document.objects.filter(pk=document.pk).update(access=Access.EXCERPT)
    announce([document.pk])
    assert numbers() == ["1", "2"]


def test_a_concordance_of_many_passages_says_how_many_are_lined_up(client, monkeypatch):
    monkeypatch.setattr("search.listing.IN_A_CONCORDANCE", 2)
    make_document("labor one", "labor two", "labor three")
    page = client.get("/search/?q=labor&view=concordance&sort=left").content.decode()
    assert "The first 2 of 3 passages are lined up." in page


def test_a_concordance_without_words_says_what_to_do(client):
    make_document("labor")
    page = client.get("/search/?view=concordance").content.decode()
    assert "Type some above." in page
    page = client.get("/search/?view=concordance&q=-rest").content.decode()
    assert "There are none to look for in this query" in page


def test_another_view_keeps_the_request_and_leaves_an_order_of_its_own_behind():
    request = SearchRequest(q="labor", selected=(("year", ("2008",)),), page=3)
    lined_up = request.viewing("concordance")
    assert (lined_up.sort, lined_up.page, lined_up.selected) == ("left", 1, request.selected)
    assert lined_up.viewing("passages") == request.asking()


def test_without_words_there_is_no_best_match_to_choose(client):
    make_document(Said("labor"), held="2008")
    page = client.get("/search/").content.decode()
    assert "Best match first" not in page and "Newest first" in page
