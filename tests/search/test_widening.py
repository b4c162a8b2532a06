"""Where no passage has all the words, those that have most of them are found, and it is said so."""

import pytest

from documents.models import Equivalents
from search.index import reindex
from search.request import SearchRequest
from search.results import search
from tests.factories import Said, make_document
from tests.pages import folded

pytestmark = pytest.mark.django_db


def texts(q: str, **asked) -> list[str]:
    return [hit.text for hit in search(SearchRequest(q=q, **asked)).hits]


def least(q: str, **asked) -> tuple[int, int] | None:
    widened = search(SearchRequest(q=q, **asked)).widened
    return (widened.least, widened.words) if widened else None


def test_one_word_that_nobody_said_does_not_hide_what_has_the_others():
    make_document("cobalt mines", "cobalt alone", "mines alone", "neither")
    assert texts("cobalt mines Katanga") == ["cobalt mines", "cobalt alone", "mines alone"]
    assert least("cobalt mines Katanga") == (1, 3)


def test_as_few_words_are_given_up_as_leave_enough():
    make_document(*["cobalt mines"] * 5, "cobalt", "mines")
    assert texts("cobalt mines Katanga") == ["cobalt mines"] * 5
    assert least("cobalt mines Katanga") == (2, 3)


def test_all_words_are_demanded_where_a_passage_has_them():
    make_document("cobalt mines", "cobalt")
    assert texts("cobalt mines") == ["cobalt mines"]
    assert least("cobalt mines") is None


def test_a_filter_narrows_and_never_widens():
    make_document("cobalt mines", held="2008")
    make_document("cobalt", held="2009")
    in_2009 = (("year", ("2009",)),)
    assert texts("cobalt mines", selected=in_2009) == []
    assert texts("cobalt Katanga", selected=in_2009) == ["cobalt"]


def test_all_of_the_words_can_be_demanded():
    make_document("cobalt")
    assert texts("cobalt Katanga") == ["cobalt"]
    assert texts("cobalt Katanga", words="all") == []


@pytest.mark.parametrize(
    "q",
    ['cobalt "Katanga"', "cobalt +Katanga", "cobalt Katan*", "cobalt", "cobalt title:Katanga"],
)
def test_what_is_asked_for_by_signs_is_not_given_up(q):
    make_document("mines", "cobalt" if q != "cobalt" else "mines")
    assert texts(q) == []


def test_what_is_excluded_stays_excluded():
    make_document("cobalt", "cobalt children")
    assert texts("cobalt Katanga -children") == ["cobalt"]


def test_words_joined_by_a_hyphen_are_found_apart():
    make_document("centred on a survivor")
    assert texts("survivor-centred law") == ["centred on a survivor"]


def test_a_word_with_a_hyphen_is_one_of_the_words_where_any_passage_has_it():
    make_document("law enforcement", "law", "enforcement")
    assert texts("law-enforcement xylophone") == ["law enforcement"]
    assert least("law-enforcement xylophone") == (1, 2)


def test_what_is_left_of_a_word_with_a_common_one_does_not_do_for_it():
    make_document("children", "risk", "les enfants")
    assert texts("at-risk children") == ["children"]
    assert texts("by-risk xylophone") == []


def test_a_word_that_another_language_keeps_does_not_count_as_if_it_were_there():
    make_document("le travail", language="fr")
    make_document("labor", "labor zebra", "labor", "labor", "labor")
    assert least("because labor zebra gnu") == (1, 4)
    make_document(*["labor zebra"] * 4)
    assert least("because labor zebra gnu") == (2, 4)
    assert set(texts("because labor zebra gnu")) == {"labor zebra"}


def test_words_that_mean_the_same_count_as_one():
    Equivalents.objects.create(forms=["labor", "labour"])
    make_document("forced labour", "labor")
    assert texts("forced labor Katanga") == ["forced labour", "labor"]


def test_words_too_common_to_be_kept_are_not_counted():
    make_document("cobalt", "of the")
    assert texts("the cobalt of Katanga") == ["cobalt"]
    assert least("the cobalt of Katanga") == (1, 2)


def test_each_language_counts_by_its_own_dictionary():
    make_document("die Minen", language="de")
    make_document("the mines", language="en")
    reindex()
    assert set(texts("Minen mines Katanga")) == {"die Minen", "the mines"}


def test_the_page_says_so_with_a_way_back(client):
    make_document("cobalt mines", Said("cobalt", speaker="Ada Byron"))
    page = folded(client.get("/search/?q=cobalt+mines+Katanga"))
    assert "No passage has all three words." in page
    assert "These have at least one of them." in page
    two = folded(client.get("/search/?q=cobalt+Katanga"))
    assert "No passage has both words." in two
    assert "/search/?q=cobalt+mines+Katanga&amp;words=all" in page
    strict = client.get("/search/?q=cobalt+mines+Katanga&words=all").content.decode()
    assert "No passage has all of these words" in strict and "Most of the words" in strict
    data = client.get("/search/?q=cobalt+mines+Katanga&format=json").json()
    assert (data["total"], data["words"]) == (2, "most")


def test_a_misspelt_word_is_shown_the_right_one_all_the_same():
    make_document("cobalt mines", "cobalt")
    results = search(SearchRequest(q="cobalt minse"))
    assert [(way.text, way.count) for way in results.ways] == [("cobalt mines", 1)]


def test_few_hits_lead_to_any_one_of_the_words(client):
    make_document("cobalt mines", "cobalt")
    page = client.get("/search/?q=cobalt+mines").content.decode()
    assert "/search/?q=cobalt+OR+mines" in page


def test_an_unknown_demand_is_refused(client):
    assert client.get("/search/?q=a&words=none").status_code == 400


def test_a_word_of_a_compound_may_be_missing_with_its_equivalents():
    Equivalents.objects.create(forms=["defence", "defense"])
    make_document("In selfdefence.", "Defense of law.", "Of law.")
    assert len(texts("self defense law quorum")) == 3
    assert least("self defense law quorum") == (1, 4)
