"""The whole list of a facet: searchable, with the counts of the results, for long lists."""

import pytest

from search.request import SearchRequest
from search.results import search
from tests.factories import Said, make_document
from tests.pages import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd() -> None:
    make_document(*(Said("labor", speaker=f"Ada Number{n}") for n in range(60)), held="2008")
    make_document(Said("labor", speaker="José Álvarez"), Said("rest", speaker="Bo Chen"))


def test_a_long_list_is_searched_by_the_beginnings_of_words_whatever_the_accents(client, crowd):
    page = client.get("/search/values/?of=speaker&q=labor&find=alva").content.decode()
    assert "1 value begins with “alva”" in page
    assert 'value="jose-alvarez"' in page and "ada-number1" not in page


def test_where_nothing_begins_so_what_is_like_it_is_listed(client, crowd):
    asked = "/search/values/?of=speaker&q=labor&find=alvraez"
    page = folded(client.get(asked, headers={"HX-Request": "true"}))
    assert "begins with “alvraez”. What is like it:" in page
    assert 'value="jose-alvarez"' in page and "ada-number1" not in page
    assert "0 values begin with “alvraez”; what is like it" in folded(client.get(asked))


def test_the_whole_list_stands_there_with_the_counts_of_the_facet(client, crowd):
    response = client.get("/search/values/?of=speaker&q=labor")
    shown = {value.value: value.count for value in response.context["shown"]}
    facet = search(SearchRequest(q="labor")).facet["speaker"]
    assert shown == {value.value: value.count for value in facet.values}
    assert len(shown) == 61


def test_what_is_selected_stays_in_the_list_and_the_rest_of_the_search_in_the_form(client, crowd):
    page = folded(
        client.get(
            "/search/values/?of=speaker&q=labor&year=2008&speaker=bo-chen&find=number7&count=documents"
        )
    )
    assert (
        '<input type="checkbox" id="f-speaker-bo-chen" name="speaker" value="bo-chen" checked>'
        in page
    )
    assert '<input type="hidden" name="year" value="2008">' in page
    assert '<input type="hidden" name="count" value="documents">' in page
    assert '<input type="hidden" name="speaker" value="bo-chen">' in page  # of the box to find in


def test_in_place_the_list_comes_without_a_page(client, crowd):
    response = client.get(
        "/search/values/?of=speaker&q=labor&find=zz", headers={"HX-Request": "true"}
    )
    assert "Nothing in this list begins with “zz”." in response.content.decode()
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize("query", ["", "?of=nothing", "?of=speaker&page=x", "?of=document"])
def test_what_is_no_list_is_refused_in_words(client, query):
    response = client.get(f"/search/values/{query}")
    assert response.status_code == 400
    assert (
        "Lists are:" in response.content.decode() or "not understood" in response.content.decode()
    )


def test_beside_the_results_a_long_list_has_a_box_and_leads_to_the_whole(client, crowd):
    page = folded(client.get("/search/?q=labor"))
    assert 'form="find-speaker"' in page and 'form="find-year"' not in page
    assert '<a href="/search/values/?of=speaker&amp;q=labor">All 61</a>' in page
