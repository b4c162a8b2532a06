"""What waits for a decision is a facet for those who tag, and for nobody else."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from documents.models import Anchor, Document, Round, Tagging, Term, Vocabulary
from documents.vocabularies import AnchorState
from tests.factories import Said, make_account, make_document, make_vocabulary, tag

pytestmark = pytest.mark.django_db

NONE, PROPOSED, SUGGESTED, REOPENED = "none", "p-proposed", "p-suggested", "p-reopened"


@pytest.fixture
def document() -> Document:
    """Five passages: one untouched, one marked, one read, and of two something waits."""
    make_vocabulary("p", "Protection", "Prevention", register=True)
    make_vocabulary("topic", "Ships")
    document = make_document(
        Said("One word."),
        Said("Two words.", tags={"p": ["protection"]}),
        Said("Three words.", read=["p"]),
        Said("Four words.", suggested={"p": ["protection"]}),
        Said("Five words.", tags={"p": ["prevention"]}, suggested={"topic": ["ships"]}),
        held="2008-06-03",
    )
    Tagging.objects.filter(status="suggested").update(by=None, agent="the term’s query")
    last = document.passages.order_by("pk").last()
    proposed = tag(last, "p", "protection", "suggested")
    Tagging.objects.filter(pk=proposed.pk).update(by=User.objects.create_user("other"), agent="")
    return document


def signed_in(group: str) -> Client:
    client = Client()
    client.force_login(make_account(group))
    return client


def asked(client: Client, query: str = "") -> dict:
    return client.get(f"/search/?format=json&{query}").json()


def counts(client: Client, query: str = "", facet: str = "waiting") -> dict[str, int]:
    return {value["value"]: value["count"] for value in asked(client, query)["facets"][facet]}


def test_list_total_and_counts_agree(document):
    tagger = signed_in("Tagger")
    found = counts(tagger)
    assert found == {NONE: 3, SUGGESTED: 1, PROPOSED: 1, "topic-suggested": 1}
    for value, number in found.items():
        answer = asked(tagger, f"waiting={value}")
        assert answer["total"] == len(answer["hits"]) == number
        assert counts(tagger, f"waiting={value}") == found, "a facet leaves its own selection out"
    assert counts(tagger, "waiting=none&p=unread", "p")["unread"] == 1
    assert counts(tagger, "q=words&count=documents") == dict.fromkeys(found, 1)
    assert asked(tagger, "waiting=nothing-known")["total"] == 0


def test_words_that_were_corrected_wait_too(document):
    Anchor.objects.filter(taggings__status="approved").update(state=AnchorState.REVIEW)
    assert counts(signed_in("Reviewer"))[REOPENED] == 2


def test_readers_see_nothing_of_it_whoever_asked_before(document, client):
    tagger = signed_in("Tagger")
    answer = tagger.get("/search/")
    assert "Waits for a decision" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    nobody = Client()
    nobody.force_login(User.objects.create_user("nobody"))
    for reader in (client, nobody):
        page = reader.get("/search/?waiting=p-suggested")
        assert "Waits for a decision" not in page.content.decode()
        assert "no-store" not in page.get("Cache-Control", "")
        assert "waiting" not in asked(reader)["facets"]
        assert asked(reader, "waiting=p-suggested")["total"] == 5
    assert SUGGESTED in counts(tagger)


def test_the_query_language_does_not_know_it(document):
    assert asked(signed_in("Tagger"), "q=waiting:p-suggested")["total"] == 0


def test_what_a_blind_round_hides_is_not_counted(document):
    tagger = signed_in("Tagger")
    round_ = Round.objects.create(
        vocabulary=Vocabulary.objects.get(query_key="p"), name="First", blind=True, seed=1
    )
    round_.taggers.add(User.objects.get(username="tagger"))
    round_.passages.add(*document.passages.all())
    assert counts(tagger) == {NONE: 4, "topic-suggested": 1}
    assert counts(signed_in("Reviewer"))[SUGGESTED] == 1


def test_what_is_done_in_bulk_is_done_to_what_waits_alone(document):
    keeper = signed_in("Reviewer")
    term = Term.objects.get(slug="protection").versions.get()
    answer = keeper.post(
        "/tagging/bulk/?waiting=p-suggested", {"term": term.pk, "act": "tag", "expected": 1}
    )
    assert answer.status_code == 302
    approved = Tagging.objects.filter(status="approved", term_version=term)
    texts = approved.values_list("anchor__passage__versions__text", flat=True)
    assert sorted(texts) == ["Four words.", "Two words."]
    assert counts(keeper).get(SUGGESTED) is None
