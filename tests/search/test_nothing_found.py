"""Honest zero: near spellings and looser readings with their counts, and what is not held."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Document
from documents.signals import documents_changed
from documents.vocabularies import Access
from documents.withdrawing.removal import withdraw_document as withdraw
from search.looser import any_of, loose
from search.matching import Asked
from search.models import Word
from search.query import parse
from search.reading import reading_of
from search.request import SearchRequest
from search.respelling import respelt
from search.results import search
from search.spellings import near, unknown
from tests.factories import Said, make_document, make_vocabulary
from tests.pages import folded

pytestmark = pytest.mark.django_db


def ways(q: str, words: str = "most", **selected: tuple[str, ...]) -> dict[str, int]:
    chosen = tuple(sorted(selected.items()))
    found = search(SearchRequest(q=q, words=words, selected=chosen)).ways
    for way in found:
        assert search_at(way.url) == way.count > 0
    return {f"{way.how}: {way.text}": way.count for way in found}


def search_at(url: str) -> int:
    from django.test import Client

    return Client().get(url + ("&" if "?" in url else "?") + "format=json").json()["total"]


def test_a_misspelt_word_leads_to_those_of_the_archive():
    make_document("Victims of trafficking.", "Trafficking and traffic.")
    assert ways("traficking") == {"Spelt otherwise: trafficking": 2}
    assert ways('"victims of traficking"')['Spelt otherwise: "victims of trafficking"'] == 1


def test_a_word_that_nobody_said_leads_to_those_that_begin_so():
    make_document("인권은 모두의 것입니다.", "Traffickers.", "Trafficking.")
    assert ways("인권") == {"Words that begin so: 인권*": 1}
    assert ways("traffi")["Words that begin so: traffi*"] == 2


def test_what_is_found_with_all_words_right_has_no_other_ways():
    make_document("labor")
    assert search(SearchRequest(q="labor")).ways == []


def test_a_phrase_that_nobody_said_leads_to_its_words_and_to_each_of_them():
    make_document("the slavery of debt", "debt")
    assert ways('"debt slavery"') == {
        "The words apart and in any form: debt slavery": 1,
        "Any one of the words: debt OR slavery": 2,
    }


def test_each_filter_is_tried_without():
    make_document(Said("labor", speaker="Ada Byron"), held="2008")
    make_document(Said("rest", speaker="Bo Chen"), held="2009")
    assert ways("labor", speaker=("bo-chen",), year=("2008",)) == {
        "Without the filters: labor": 1,
        "Without speaker: Bo Chen": 1,
    }


def test_several_values_of_one_filter_are_tried_without_all_of_them():
    make_document(Said("labor", speaker="Ada Byron"), held="2008")
    make_document("rest", held="2009")
    make_document("rest", held="2010")
    assert ways("labor", year=("2009", "2010")) == {"Without the filters: labor": 1}
    assert ways("labor", speaker=("ada-byron",), year=("2009", "2010")) == {
        "Without the filters: labor": 1,
        "Without year: 2010, 2009": 1,
    }


def test_a_field_of_the_query_is_tried_without():
    make_document(Said("labor", speaker="Ada Byron"))
    assert ways("labor speaker:nobody-known") == {"Without speaker: nobody-known": 1}


def test_words_are_tried_without_the_fields_and_with_each_and_fields_without_the_words():
    make_document(Said("labor", speaker="Ada Byron"), kind="speech", held="2008")
    make_document(Said("rest", speaker="Bo Chen"), kind="panel", held="2009")
    assert ways("labor speaker:chen year:2009 kind:speech") == {
        "The words alone: labor": 1,
        "Of the fields only kind: labor kind:speech": 1,
    }
    assert ways("labor speaker:chen year:2009") == {
        "The words alone: labor": 1,
        "Without: labor": 1,
    }
    assert ways("slavery speaker:chen kind:speech") == {}


def test_a_word_and_a_field_that_are_both_wrong_hide_no_word_that_is_there():
    make_document(Said("forced labor", speaker="Ada Byron"), kind="speech", held="2008")
    assert ways("zanzibarian labor year:1066") == {
        "Without year, most of the words: zanzibarian labor": 1
    }
    assert ways("zanzibarian kind:panel labor", words="all") == {
        "Without kind, most of the words: zanzibarian labor": 1
    }
    assert ways("zanzibarian labor kind:speech year:1066") == {
        "Without the fields, most of the words: zanzibarian labor": 1,
        "Of the fields only kind, most of the words: zanzibarian labor kind:speech": 1,
    }
    assert ways('"zanzibarian labor" year:1066') == {
        "Without year, the words apart, most of the words: zanzibarian labor": 1
    }
    assert ways("(zanzibarian OR qqq) labor -rest year:1066") == {
        "Any one of the words alone: zanzibarian OR qqq OR labor": 1
    }


def test_a_word_and_a_filter_that_are_both_wrong_hide_no_word_that_is_there():
    make_document("forced labor", kind="speech", held="2008")
    assert ways("zanzibarian labor", year=("1066",)) == {
        "Any one of the words, without the filters: zanzibarian OR labor": 1,
        "Without the filters: zanzibarian labor": 1,
    }
    assert ways("labor year:1066", kind=("panel",)) == {
        "Without year, without the filters: labor": 1
    }
    assert ways("zanzibarian labor year:1066", kind=("panel",)) == {
        "Without year, without the filters, most of the words: zanzibarian labor": 1
    }


def test_a_year_that_nothing_is_from_is_said_not_to_be_held(client):
    make_document("labor", held="2008")
    said = "Under “Year” the archive has no “1066”."
    for address in ("?q=labor+year:1066", "?q=labor&year=1066"):
        assert said in client.get(f"/search/{address}").content.decode()
    assert "the archive has no “1066..1070”" in "".join(
        reading_of(Asked(SearchRequest(q="labor year:1066..1070"))).remarks
    )
    make_document("labor", held="1066")
    assert said not in client.get("/search/?q=forced+year:1066").content.decode()
    assert ways("labor year:2018") == {"Without year: 2018": 2}


def test_words_that_one_language_drops_are_tried_as_a_phrase(client):
    make_document("We don't know the way, AT&T knows.")
    assert ways("AT&T")['In quotation marks: "AT&T"'] == 1
    make_document("Je parle de la femme.", language="fr")
    assert ways("don't") == {'In quotation marks: "don\'t"': 1}
    page = client.get("/search/", {"q": "don't"}).content.decode()
    assert "No passage has this word" not in page
    assert "English passages were not searched" in page and "has only words that" in page
    assert "nothing else" not in page and "finds anything either" not in page


def test_words_that_stand_apart_are_tried_one_by_one():
    make_document("labor", "slavery", "slavery")
    assert ways("labor slavery", words="all") == {
        "Most of the words: labor slavery": 3,
        "Any one of the words: labor OR slavery": 3,
        "Without: labor": 2,
        "Without: slavery": 1,
    }


@pytest.mark.parametrize(
    "q", ["", "-labor", "“”", '"a" -"b"', "x:y z", "¿", "labor OR rest", "a " * 60]
)
def test_nothing_breaks_on_odd_queries(q):
    make_document("nothing of that")
    assert isinstance(search(SearchRequest(q=q, selected=(("year", ("1900",)),))).ways, list)


def test_any_of_keeps_acronyms_and_contractions_whole():
    assert any_of("U.S. policy, zebra") == "U.S. OR policy OR zebra"
    assert any_of("zebra/U.S.-led they’re") == "zebra OR U.S. OR led OR they’re"
    assert any_of("law-enforcement gnu.") == "law OR enforcement OR gnu"


def test_any_of_leaves_alone_what_is_not_plain_words():
    assert any_of("a labor") == "a OR labor"
    for q in ("labor", "labor -rest", "a OR b", "speaker:x labor", "NOT a b", "(a b) c"):
        assert any_of(q) == q


def test_misspelt_loose_and_unfiltered_together_are_found_too():
    make_document("the slavery of debt", held="2008")
    make_document("rest", held="2010")
    assert ways('"debt slavry"', year=("2010",)) == {
        "Spelt otherwise, the words apart, without the filters: debt slavery": 1,
        "Any one of the words, without the filters: debt OR slavery": 1,
    }


def test_field_names_are_no_misspelt_words():
    make_document("speakers")
    assert list(respelt(parse("speaker:nobody"))) == []


def test_names_and_words_are_respelt_together_and_apart():
    make_vocabulary("topic", "Forced labor")
    make_document(Said("Victims speak.", "Ann O’Neill", tags={"topic": ["forced-labor"]}))
    assert ways("speaker:oneil topic:forcedlabor") == {
        "Spelt otherwise: speaker:ann-oneill topic:forced-labor": 1
    }
    assert ways("victms speaker:onei year:1999") == {
        "The words alone: victims": 1,
        "Of the fields only speaker: victims speaker:ann-oneill": 1,
    }
    assert ways("kind:intervieww") == {}


def test_words_apart_leave_the_values_of_fields_together():
    assert loose('“forced labor”~3 title:"human work" "x') == 'forced labor title:"human work" x'


def test_what_is_left_out_is_named_as_it_was_typed():
    make_document("Labor.", "Work.")
    assert ways("labor -labor") == {"Without: labor": 1, "Without: not labor": 1}
    assert ways('"') == {}


def test_the_list_of_words_follows_the_index_and_forgets_what_is_withdrawn():
    first = make_document("A shared Secret, 2008.", "shared again")
    second = make_document("shared")
    words = set(Word.objects.values_list("word", flat=True))
    assert {"shared", "secret", "again"} <= words and "2008" not in words
    assert unknown(["secret", "secrets", "a"]) == {"secrets"}
    withdraw(first, "as asked")
    assert set(Word.objects.values_list("word", "document_id")) == {("shared", second.pk)}
    assert near("secrt") == []


def test_near_spellings_are_ordered_by_likeness():
    make_document("forced force forged labour labor")
    assert set(near("labuor")) == {"labor", "labour"} and near("forcd")[0] == "forced"
    assert near("zebra") == []


SAID = [
    ("zebra", {}, "this word"),
    ("the zebra", {}, "this word"),
    ("labor", {"kind": ("panel",)}, "all of this"),
    ("labor kind:panel", {}, "all of this"),
    ("labor -forced", {}, "all of this"),
    ("zebra-labor", {}, "these words side by side"),
    ("zebra labor", {}, "all of these words"),
    ("zebra OR giraffe", {}, "any of these words"),
    ('"labor forced"', {}, "exactly these words"),
    ('"laboring"', {}, "exactly this word"),
    ('"labor forced" zebra', {}, "all of this"),
    ("zebra*", {}, "a word that begins like this"),
    ('"forced zebra"~3', {}, "these words so near each other"),
]


def test_no_more_is_said_of_the_words_than_is_true():
    make_document("forced labor", kind="speech")
    for query, selected, said in SAID:
        asked = Asked(SearchRequest(q=query, selected=tuple(selected.items()), words="all"))
        assert not asked.matching().exists(), query
        assert reading_of(asked).asked == said, query


def test_the_page_says_what_the_archive_does_not_hold(client):
    make_document("labor", kind="speech", held="2008")
    make_document("labor", kind="panel", held="2011")
    page = folded(client.get("/search/?q=labr"))
    assert "No passage has this word" in page
    assert "There is nothing from 2009 to 2010." in page
    assert "No document is of these kinds: interview, briefing" in page
    assert "/documents/?year=2011" in page
    assert Document.objects.count() == 2


def test_a_page_beyond_the_list_says_where_it_ends(client):
    make_document("labor")
    for number in (4, 999):
        page = client.get(f"/search/?q=labor&page={number}").content.decode()
        assert f"The list has no page {number}: it ends on" in page


def test_words_of_a_document_for_excerpts_only_are_offered_to_nobody():
    shut = make_document("The secretariat met.", access=Access.EXCERPT)
    assert ways("secretaryat") == {}
    assert list(respelt(parse("secretariat"))) == []
    make_document("An open secretariat.")
    assert ways("secretaryat") == {"Spelt otherwise: secretariat": 2}
    assert shut.pk not in Word.objects.values_list("document_id", flat=True)


def test_a_document_that_is_closed_takes_its_words_from_the_spellings():
    document = make_document("The secretariat met.")
    assert near("secretaryat") == ["secretariat"]
    document.access = Access.EXCERPT
    document.save()
    documents_changed.send(Document, document_ids=[document.pk])
    assert near("secretaryat") == []


def test_spellings_that_find_the_same_in_any_form_are_offered_once():
    make_document("Victims meet traffickers.", "A trafficker.")
    assert ways('"victims and trafickers"') == {
        "Spelt otherwise, the words apart: victims and traffickers": 1,
        "Any one of the words: victims OR and OR traffickers": 2,
    }


def test_of_a_query_of_many_phrases_few_other_readings_are_tried():
    make_document(*(f"one word{n} another" for n in range(12)))
    many = " ".join(f'("word{n} one" OR "another absent"~1 OR nothing{n}*)' for n in range(12))
    with CaptureQueriesContext(connection) as asked:
        assert not search(SearchRequest(q=many)).passages
    assert sum("word_set" in one["sql"] for one in asked.captured_queries) <= 3


def test_figures_that_were_read_as_one_number_are_offered_apart():
    make_document("Public Law 106-386")
    assert ways("106 386") == {"The numbers apart: (106) (386)": 1}


@pytest.mark.parametrize("q", ["slavery,labor", "slavery/labor", "slavery-labor"])
def test_words_that_are_joined_by_a_sign_are_offered_apart(q):
    make_document("labor and slavery")
    assert ways(q)["The words apart and in any form: slavery labor"] == 1
