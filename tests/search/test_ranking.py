import pytest
from django.db import connection

from search.counting import count
from search.matching import Asked, ask
from search.models import IndexedPassage
from search.ranking import FREQUENCY
from search.request import SearchRequest
from search.results import Page, search
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


def ranked(q: str, **changes) -> list[str]:
    return [hit.text for hit in search(SearchRequest(q=q, **changes)).hits]


@pytest.mark.parametrize("times", [0, 1, 2, 3, 7, 12, 20, 25])
def test_how_often_a_stem_stands_in_a_passage_is_read_from_its_rank(times):
    expression = FREQUENCY % {"expressions": "to_tsvector('english', %s), 'word'"}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression}", ["word other " * times + "thing"])
        assert cursor.fetchone()[0] == times


def test_the_exact_phrase_comes_first_then_the_denser_passage():
    make_document(
        "labor labor labor that is forced forced",
        "a long passage in which labor is named and much else is said before it was forced on",
        "it was about forced labor, they said, and about many other things that happened then",
    )
    assert ranked("forced labor") == [
        "it was about forced labor, they said, and about many other things that happened then",
        "labor labor labor that is forced forced",
        "a long passage in which labor is named and much else is said before it was forced on",
    ]


@pytest.mark.parametrize("others", ["", ' OR "to it" OR "of it" OR "in it"'])
def test_whoever_says_more_of_several_phrases_comes_first(others):
    make_document("and so it is", "and so on, as it was", "as it was")
    assert ranked('"and so" OR "as it"' + others)[0] == "and so on, as it was"


def test_a_rare_word_weighs_more_than_a_frequent_one():
    make_document(*["people of the state"] * 9, "people and people", "zeal and people")
    assert ranked("people OR zeal")[0] == "zeal and people"


def test_passages_of_equal_rank_keep_the_order_of_reading():
    make_document(*[f"word {letter}" for letter in "abcdef"])
    assert ranked("word") == [f"word {letter}" for letter in "abcdef"]


def test_each_language_is_ranked_by_its_own_stems():
    make_document("nation et nations", "une nation", language="fr")
    make_document("nations of a nation and a nation", language="en")
    assert len(ranked("nations")) == 3
    assert ranked("nations")[-1] == "une nation"


def test_a_word_weighs_the_same_in_every_language():
    make_document(*["the president and the people said so"] * 10)
    make_document("le president et ses ministres l'ont dit", language="fr")
    assert ranked("president OR people")[-1] == "le president et ses ministres l'ont dit"


def test_a_word_that_is_too_common_in_one_language_weighs_little_in_others():
    make_document(*["it was the president of a state"] * 5, *["nothing of it was said"] * 10)
    make_document("the minister of a state", language="fr")
    assert ranked("the OR president")[-1] == "the minister of a state"


@pytest.mark.parametrize(
    ("q", "indexes"),
    [
        ("forced labor", ["search_passage_stems"]),
        ("forced OR labor", ["search_passage_stems"]),
        ('"of the labor"', ["search_passage_word_set"]),
        ('forced OR "of the labor"', ["search_passage_stems", "search_passage_word_set"]),
        ("forced -labor", ["search_passage_stems"]),
        ("forced U.S.", ["search_passage_stems"]),
        ("forced labor cobalt", ["search_passage_stems"]),  # most of the words
        ("forc*", ["search_passage_word_set"]),
        ('"labor forced"~3', ["search_passage_word_set"]),
    ],
)
def test_words_and_phrases_are_looked_up_in_an_index_in_every_language(q, indexes):
    make_document("Forced labor")
    make_document(Said("Travail forcé", language="fr"), language="de")
    fill(3000)
    with connection.cursor() as cursor:  # where no index can answer, it is scanned all the same
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = ask(SearchRequest(q=q)).found.explain()
    assert all(index in plan for index in indexes), plan
    assert "Seq Scan" not in plan


NOT_COPIED = ("pk", "passage_id", "facts", "marks")


def fill(number: int) -> None:
    """More rows of other words, so that an index is worth its while."""
    row = IndexedPassage.objects.values().first()
    columns = ", ".join(f'"{name}"' for name in row if name not in NOT_COPIED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_passage (passage_id, {columns})"  # noqa: S608
            f" SELECT -extra, {columns} FROM search_passage, generate_series(1, %s) AS extra",
            [number],
        )
        cursor.execute("UPDATE search_passage SET stems = 'filler' WHERE passage_id < 0")
        cursor.execute(
            "INSERT INTO search_passage_words (document_id, passage_id, words, word_set)"
            " SELECT document_id, passage_id, ' filler ', 'filler' FROM search_passage"
            " WHERE passage_id < 0"
        )
        for index in ("search_passage_stems", "search_passage_word_set"):
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        cursor.execute("ANALYZE search_passage, search_passage_words")


def test_list_total_and_facets_are_one_statement(django_assert_num_queries):
    make_document("word", "word")
    asked = Asked(SearchRequest(q="word", selected=(("kind", ("speech",)),)))
    assert count(asked).passages == 2  # what their fingerprints stand for is remembered
    with django_assert_num_queries(1):
        assert count(asked).passages == 2


@pytest.mark.parametrize(
    ("number", "passages", "links"),
    [
        (1, 15, [1]),
        (1, 100, [1, 2, 3, None, 5]),
        (6, 240, [1, None, 4, 5, 6, 7, 8, None, 12]),
        (500, 10**6, [1, None, 498, 499, 500]),
        (7, 15, [1]),
    ],
)
def test_the_pages_that_are_linked(number, passages, links):
    page = Page(SearchRequest(q="a", page=number), passages)
    assert [link for link, _, _ in page.links] == links
    assert page.next_url == "" if number in (500, 7) else True
