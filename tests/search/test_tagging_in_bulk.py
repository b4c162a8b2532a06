"""Tagging all that a search finds: previewed, done as one action, undone whole."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Batch, PassageVersion, Reading, Tagging, TermVersion
from documents.tagging.deeds import deed_of
from documents.tagging.judging import Judge
from documents.tagging.undoing import undo
from search.request import SearchRequest
from search.tagging.bulk import held, tag_all, untag_all
from tests.factories import Said, make_document, make_vocabulary, tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(db) -> TermVersion:
    make_vocabulary("p", "Protection", "Prevention", register=True)
    return TermVersion.objects.get(label="Prevention")


@pytest.fixture
def texts(term):
    return make_document(*(Said(f"Labor of the {n} kind.") for n in ("one", "two", "odd", "last")))


def total(client, query: str) -> int:
    return client.get(f"/search/?{query}&format=json").json()["total"]


def do(client, query: str, term: TermVersion, act: str = "tag", expected: int | None = None):
    page = client.get(f"/tagging/bulk/?{query}&term={term.pk}&act={act}")
    found = page.context["preview"].found if expected is None else expected
    asked = {"term": term.pk, "act": act, "expected": found}
    return client.post(f"/tagging/bulk/?{query}", asked)


def test_the_preview_says_what_would_be_done(client, reviewer, texts, term):
    one, two, *_ = texts.passages.order_by("pk")
    tag(one, "p", "prevention")
    tag(two, "p", "prevention", "rejected")
    page = client.get(f"/tagging/bulk/?q=labor&term={term.pk}")
    preview = page.context["preview"]
    assert (preview.found, preview.to_tag, preview.on, preview.rejected) == (4, 2, 1, 1)
    assert "Mark 2 passages" in page.content.decode()
    assert Tagging.objects.count() == 2, "a preview changes nothing"


def test_all_hits_are_tagged_found_and_read_in_one_action(client, reviewer, texts, term):
    assert do(client, "q=labor", term).url == "/tagging/actions/"
    assert total(client, "p=prevention") == 4
    assert Reading.objects.count() == 4
    batch = Batch.objects.get()
    assert batch.action == "Prevention approved on 4 of 4 passages, found by “labor”"
    assert (batch.query, batch.taggings.count()) == ("/search/?q=labor", 4)


def test_what_is_undone_is_as_before(client, reviewer, texts, term):
    one, two, *_ = texts.passages.order_by("pk")
    tag(one, "p", "prevention")
    tag(two, "p", "prevention", "suggested")
    columns = ("pk", "anchor", "status", "decided_by", "reason", "batch")
    before = set(Tagging.objects.values_list(*columns))
    do(client, "q=labor", term)
    assert set(Tagging.objects.values_list("status", flat=True)) == {"approved"}
    done = undo(Batch.objects.get(), reviewer)
    assert (set(Tagging.objects.values_list(*columns)), done.left) == (before, 0)
    assert not Reading.objects.exists()


@pytest.mark.parametrize("act", ["tag", "untag"])
def test_the_same_asked_twice_at_once_is_done_once(client, reviewer, texts, term, act):
    """The second waits until the first is done, and only then looks at what stands."""
    if act == "untag":
        do(client, "q=labor", term)
    do(client, "q=labor", term, act)
    batches = Batch.objects.count()
    page = client.post(
        "/tagging/bulk/?q=labor", {"term": term.pk, "act": act, "expected": 4}, follow=True
    )
    assert "Nothing was left to do" in page.content.decode()
    assert Batch.objects.count() == batches
    judge = Judge(reviewer)
    with CaptureQueriesContext(connection) as asked, deed_of(reviewer) as deed:
        if act == "tag":
            tag_all(deed, judge, SearchRequest(q="labor"), term)
        else:
            untag_all(deed, SearchRequest(q="labor"), term, "No.")
    said = [query["sql"] for query in asked.captured_queries]
    waits = next(n for n, sql in enumerate(said) if "FOR NO KEY UPDATE" in sql)
    looks = next(n for n, sql in enumerate(said) if 'FROM "documents_tagging"' in sql)
    assert waits < looks


@pytest.mark.parametrize("many", [1, 100])
def test_marks_are_taken_from_all_hits_and_put_back(
    client, reviewer, texts, term, many, monkeypatch
):
    monkeypatch.setattr("documents.tagging.deeds.MANY", many)
    for passage in texts.passages.all():
        tag(passage, "p", "prevention")
    do(client, "q=one+OR+two", term, "untag")
    assert Tagging.objects.filter(status="rejected").count() == 2
    client.post(f"/tagging/actions/{Batch.objects.get().pk}/undo/")
    assert Tagging.objects.filter(status="approved").count() == 4


def test_nothing_is_done_where_the_search_finds_another_number_now(client, reviewer, texts, term):
    answer = do(client, "q=labor", term, expected=3)
    assert answer.status_code == 409
    assert "Nothing was done" in answer.content.decode()
    assert not Tagging.objects.exists()


def test_without_a_search_there_is_nothing_to_tag(client, reviewer, texts, term):
    client.post("/tagging/bulk/", {"term": term.pk, "act": "tag", "expected": 4})
    assert not Tagging.objects.exists()


@pytest.mark.parametrize("asked", [{}, {"term": "x"}, {"term": "999999"}, {"act": "x"}])
def test_what_is_not_known_is_refused(client, reviewer, texts, term, asked):
    answer = client.post("/tagging/bulk/?q=labor", {"act": "tag", "expected": 4, **asked})
    assert answer.status_code == 422
    assert not Tagging.objects.exists()


def test_an_address_that_the_search_refuses_is_refused_here(client, reviewer, term):
    assert client.get("/tagging/bulk/?page=x").status_code == 400


def test_a_text_that_was_corrected_meanwhile_is_not_tagged_as_it_was(texts):
    found = list(PassageVersion.objects.filter(passage__document=texts))
    with CaptureQueriesContext(connection) as asked:
        assert held(found) == found
    assert any("FOR NO KEY UPDATE" in query["sql"] for query in asked.captured_queries)

    texts.revisions.update(is_current=False)

    assert held(found) == []
