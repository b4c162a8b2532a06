"""Where no words are asked for, list and counts come from the census; they are those of the
statement that searches.
"""

import datetime
from itertools import product

import pytest
from django.utils import timezone

from documents.withdrawing.removal import withdraw_document as withdraw
from search import census
from search.counting import count
from search.matching import Asked
from search.request import SearchRequest
from search.results import search
from tests.factories import Said, make_document, make_vocabulary

pytestmark = pytest.mark.django_db

SELECTIONS = [
    {},
    {"speaker": ("bo-li",)},
    {"speaker": ("bo-li", "unknown"), "year": ("2001", "undated")},
    {"mood": ("calm",)},
    {"mood": ("calm", "unread"), "kind": ("panel",)},
    {"mood": ("angry",), "tagged": ("yes",), "speaker": ("ann-day",)},
    {"kind": ("panel",), "year": ("2001", "2003"), "mood": ("calm", "angry")},
    {"tagged": ("no",), "part": ("speaker",)},
    {"speaker": ("nobody-at-all",)},
    {"kind": ("speech",), "mood": ("no-such-mood",)},
]


@pytest.fixture
def archive() -> None:
    """Some forty passages in eight documents. All of them say "word"."""
    make_vocabulary("mood", "Calm", "Angry")
    for n in range(8):
        said = [
            Said(
                f"word {n} {place}",
                speaker=("Ann Day", "Bo Li", None)[(n + place) % 3],
                tags={"mood": [("calm", "angry")[place % 2]]} if (n * place) % 3 == 1 else {},
            )
            for place in range(5)
        ]
        fields = {"held": str(2000 + n % 4), "year": 2000 + n % 4} if n % 4 else {}
        make_document(*said, kind=("panel", "speech", None)[n % 3], **fields)


def seen(request: SearchRequest) -> dict:
    results = search(request)
    return {
        "total": results.total,
        "documents": results.documents,
        "hits": [hit.id for hit in results.hits],
        "groups": [(group.document.pk, group.found) for group in results.groups],
        "facets": {
            facet.key: [(value.value, value.count) for value in facet.values]
            for facet in results.facets
        },
    }


def test_what_is_browsed_is_what_is_found_by_a_word_that_all_passages_have(archive):
    for selected, sort, view, page in product(
        SELECTIONS, ("newest", "oldest"), ("passages", "documents"), (1, 2)
    ):
        asked = {
            "selected": tuple(sorted(selected.items())),
            "sort": sort,
            "view": view,
            "page": page,
        }
        browsed = seen(SearchRequest(**asked))
        assert browsed == seen(SearchRequest(q="word", words="all", **asked)), asked
    assert len(seen(SearchRequest(sort="newest", page=2))["hits"]) == 20


def test_what_is_browsed_is_what_is_there_now(archive):
    panels = SearchRequest(selected=(("kind", ("panel",)),))
    before = search(panels).passages
    document = make_document("word", kind="panel", held="2020")
    assert search(panels).passages == before + 1
    assert search(panels).hits[0].document == document
    withdraw(document, "tests")
    assert search(panels).passages == before


def test_an_index_that_was_written_since_the_census_is_asked_itself(archive):
    """As by another process, between the two statements of a search."""
    panels = SearchRequest(selected=(("kind", ("panel",)),))
    before = search(panels).passages
    asked = Asked(panels)
    make_document("word", kind="panel", held="2020")
    counted = count(asked)
    assert counted.passages == before + 1
    assert len(counted.listed) == before + 1


def test_what_is_under_embargo_is_browsed_on_its_day(archive, monkeypatch):
    today = timezone.localdate()
    panels = SearchRequest(selected=(("kind", ("panel",)),))
    before = search(panels).passages
    make_document("word", kind="panel", embargo_until=today + datetime.timedelta(days=1))
    assert search(panels).passages == before
    monkeypatch.setattr(timezone, "localdate", lambda: today + datetime.timedelta(days=1))
    assert search(panels).passages == before + 1


def test_an_archive_with_too_many_kinds_of_passages_is_counted_row_by_row(archive, monkeypatch):
    calm = SearchRequest(selected=(("mood", ("calm",)),))
    expected = seen(calm)
    monkeypatch.setattr(census, "MOST", 3)
    monkeypatch.setattr(census, "_taken", {})
    assert seen(calm) == expected
    [(_, _, taken)] = census._taken.values()
    assert taken is None
