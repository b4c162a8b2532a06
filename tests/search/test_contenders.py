"""Where only those are ranked that can come first, the page is the same as if all had been."""

from random import Random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from documents.models import Equivalents
from search import contenders as contending
from search import finding
from search.contenders import contenders
from search.counting import count
from search.density import DENSE, K1, TYPICAL, B, below
from search.matching import Asked
from search.models import IndexedPassage
from search.query import parse
from search.ranking import ranks
from search.request import SearchRequest
from search.results import search
from search.standing import standing
from search.statistics import Statistics
from tests.factories import make_document, make_vocabulary

WORDS = ("labor", "labour", "forced", "nations", "US", "trafficking", "the", "zeal", "aim")
WEIGHTS = (6, 2, 3, 3, 2, 3, 9, 20, 20)
OTHERS = " ".join(f"other{number}" for number in range(40))
QUERIES = (
    "labor",
    "forced OR nation",
    "labor OR trafficking OR nation",
    "US OR forced",
    "US",
    "the OR nation",
    "nations OR nation",
)
SELECTED = (
    (),
    (("year", ("2001",)),),
    (("type", ("text",)),),
    (("language", ("en",)), ("tagged", ("no",)), ("year", ("2001",))),
)


@pytest.fixture
def tried_everywhere(monkeypatch) -> None:
    """Contenders alone are ranked in archives of any size, on any page."""
    monkeypatch.setattr(contending, "BROAD", -1)
    monkeypatch.setattr(contending, "ONE_IN", -1)


def saturated(times: int, length: int, mean: float) -> float:
    return times / (times + K1 * (1 - B + B * length / mean))


@given(st.integers(1, 300), st.integers(1, 20_000), st.floats(1, 5000))
def test_what_is_not_dense_stays_below_the_bound_whatever_the_mean(times, length, mean):
    if saturated(times, length, TYPICAL) < DENSE:
        assert saturated(times, length, mean) <= below(mean) * (1 + 1e-9)


@pytest.mark.django_db
def test_the_index_keeps_the_words_that_stand_often_in_a_passage_for_its_length():
    make_document("labor", f"labor {OTHERS}", f"labor labor labor labor labor {OTHERS}")
    dense = IndexedPassage.objects.order_by("order").values_list("dense", flat=True)
    assert list(dense) == ["'labor'", "", "'labor'"]


@pytest.mark.django_db
def test_only_contenders_are_ranked_where_enough_stand_above_the_bound(tried_everywhere):
    make_document(*[f"labor {OTHERS}"] * 30, *["labor and labor"] * 20)
    [first] = contenders(Asked(SearchRequest(q="labor")))
    scored = first.rows.annotate(**ranks(parse("labor"), standing()))
    assert scored.count() == scored.filter(score__gte=first.bound).count() == 20
    assert len(search(SearchRequest(q="labor")).hits) == 20


@pytest.mark.django_db
def test_of_two_words_those_that_have_both_and_one_densely_are_tried_first(tried_everywhere):
    make_document(
        *[f"labor nation {OTHERS}"] * 30, *["labor", "nation"] * 20, *["labor labor nation"] * 10
    )
    fewest, few = contenders(Asked(SearchRequest(q="labor OR nation")))
    assert fewest.bound > few.bound
    assert (fewest.rows.count(), few.rows.count()) == (10, 80)


@pytest.mark.django_db
def test_only_what_is_selected_contends(tried_everywhere):
    make_document(*["labor"] * 3, held="2001")
    make_document(*["labor"] * 4, held="2002")
    [first] = contenders(Asked(SearchRequest(q="labor", selected=(("year", ("2002",)),))))
    assert first.rows.count() == 4


@pytest.mark.django_db
def test_all_are_ranked_where_too_little_of_a_word_is_selected(tried_everywhere, monkeypatch):
    make_document(*["labor"] * 3, held="2001")
    make_document(*["labor"] * 400, held="2002")
    monkeypatch.setattr(contending, "ONE_IN", 1)
    monkeypatch.setattr(Statistics, "estimate", lambda *_: 403)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_passage")

    def tried(year: str) -> bool:
        return bool(contenders(Asked(SearchRequest(q="labor", selected=(("year", (year,)),)))))

    assert (tried("2001"), tried("2002"), tried("1066")) == (False, True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "q", ["forced labor", '"labor"', "labor -forced", "traffick*", "anti-trafficking", ""]
)
def test_all_are_ranked_where_a_query_asks_for_more_than_any_of_some_words(q, tried_everywhere):
    make_document("forced labor, anti-trafficking")
    assert contenders(Asked(SearchRequest(q=q))) == []


@pytest.mark.django_db
def test_the_page_is_the_same_as_if_all_had_been_ranked(tried_everywhere, monkeypatch):
    Equivalents.objects.create(forms=["labor", "labour"])
    drawn = Random(8)  # noqa: S311
    for language, year in (("en", "2001"), ("fr", "2001"), ("en", "2002")):
        lengths = [drawn.choice((1, 3, 8, 30, 90)) for _ in range(100)]
        texts = [" ".join(drawn.choices(WORDS, WEIGHTS, k=length)) for length in lengths]
        make_document(*texts, language=language, held=year)
    requests = [
        SearchRequest(q=q, selected=selected, page=page, count=unit)
        for q in QUERIES
        for selected in SELECTED
        for page in (1, 3, 5)
        for unit in ("passages", "documents")
    ]
    assert all(contenders(Asked(request)) for request in requests)
    found = [count(Asked(request)) for request in requests]
    monkeypatch.setattr(finding, "contenders", lambda asked: [])
    assert found == [count(Asked(request)) for request in requests]
    assert sum(len(counted.listed) for counted in found) > 1000


@pytest.mark.django_db
def test_whoever_tags_is_answered_too(tried_everywhere, admin_client):
    make_vocabulary("p", "Protection")
    make_document("labor")
    answer = admin_client.get("/search/?q=labor&format=json")
    assert answer.json()["total"] == 1
    assert "waiting" in answer.json()["facets"]
