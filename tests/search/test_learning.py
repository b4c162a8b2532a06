"""The learned model: what it needs, what it suggests, how it is measured."""

import pytest
from django.core.management import CommandError, call_command

from documents.models import Tagging, Vocabulary
from search.tagging import learning
from tests.factories import Said, make_document, make_vocabulary

pytestmark = pytest.mark.django_db

HARBOUR = "The harbour is full of ships and the ships wait for cargo, number {n}."
COURT = "The court convicted the accused and the judge passed a sentence, number {n}."


@pytest.fixture
def vocabulary(db) -> Vocabulary:
    return make_vocabulary("topic", "Ships", "Courts", "Rare")


@pytest.fixture
def read(vocabulary) -> None:
    """Two documents that were read: half of each on ships, half on courts."""
    for document in range(2):
        passages = []
        for n in range(4):
            passages.append(Said(HARBOUR.format(n=n), tags={"topic": ["ships"]}))
            passages.append(Said(COURT.format(n=n), tags={"topic": ["courts"]}))
        rare = [Said("Rare.", tags={"topic": ["rare"]})] if document else []
        make_document(*passages, *rare)


@pytest.fixture
def unread(read) -> list:
    document = make_document(
        Said("Ships wait in the harbour."), Said("The judge of the court convicted him.")
    )
    return list(document.passages.order_by("pk"))


def test_without_the_extra_page_and_command_say_how_to_get_it(monkeypatch, unread, admin_client):
    monkeypatch.setattr(learning, "find_spec", lambda name: None)
    page = admin_client.get("/tagging/suggestions/?learned=on").content.decode()
    assert "“make suggest”" in page
    answer = admin_client.post("/tagging/suggestions/", {"learned": "on"}, follow=True)
    assert "“make suggest”" in answer.content.decode()
    with pytest.raises(CommandError, match="make suggest"):
        call_command("suggest_tags", "--learned")
    assert not Tagging.objects.filter(status="suggested").exists()


def test_a_term_is_learned_from_enough_passages_in_two_documents(read, vocabulary):
    known = learning.examples(vocabulary)
    assert [str(term) for term in known.learnable()] == ["Ships", "Courts"]


def test_a_passage_is_judged_by_a_model_that_has_not_seen_its_document():
    assert learning._folds([3, 1, 1, 2]) == [{1}, {2}, {3}]
    many = learning._folds(range(25))
    assert len(many) == 10 and sorted(d for fold in many for d in fold) == list(range(25))
    assert learning._folds([1, 1]) == []


def test_it_is_measured_on_what_it_has_not_seen(read, vocabulary):
    pytest.importorskip("sklearn", reason="the extra is not installed: make suggest")
    found = {str(row.term): row for row in learning.measure_learning(learning.examples(vocabulary))}
    assert (found["Ships"].precision, found["Ships"].recall) == (1.0, 1.0)
    assert (found["Ships"].approved, found["Ships"].passages) == (8, 17)


def test_what_was_seen_only_in_its_own_document_is_not_found(vocabulary):
    pytest.importorskip("sklearn", reason="the extra is not installed: make suggest")
    for words in ("alpha beta gamma", "delta epsilon zeta"):
        said = [Said(f"{words} {n}", tags={"topic": ["ships"]}) for n in range(4)]
        make_document(*said, *(Said(f"other words {n}", read=["topic"]) for n in range(4)))
    (row,) = learning.measure_learning(learning.examples(vocabulary))
    assert (row.right, row.recall) == (0, 0.0)


def test_it_suggests_with_the_words_and_approves_nothing(unread, vocabulary, admin_user):
    pytest.importorskip("sklearn", reason="the extra is not installed: make suggest")
    ships, courts = unread
    assert learning.suggest_learned(vocabulary, rehearse=True).total == 2
    assert not Tagging.objects.filter(status="suggested").exists()
    learning.suggest_learned(vocabulary, by=admin_user)
    made = Tagging.objects.filter(agent=learning.AGENT).order_by("anchor__passage")
    assert [(t.anchor.passage, str(t.term_version), t.status) for t in made] == [
        (ships, "Ships", "suggested"),
        (courts, "Courts", "suggested"),
    ]
    assert "harbour" in made[0].reason and made[0].by is None
    made[0].delete()
    Tagging.objects.filter(agent=learning.AGENT).update(status="rejected")
    assert learning.suggest_learned(vocabulary).total == 1, "what was rejected does not come back"
