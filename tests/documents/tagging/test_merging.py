"""Merged terms: every tag, address and narrower term goes on under the other."""

import pytest

from documents.models import Batch, Tagging, Term
from documents.tagging.merging import NotMergeable, merge
from documents.tagging.undoing import NotUndoable, undo
from tests.factories import Said, make_account, make_document, make_vocabulary, tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(db) -> dict[str, Term]:
    vocabulary = make_vocabulary("topic", "Bondage", "Debt", "Peonage")
    return {term.slug: term for term in vocabulary.terms.all()}


@pytest.fixture
def talk(terms):
    return make_document(
        Said("One.", tags={"topic": ["debt"]}), Said("Two.", tags={"topic": ["bondage"]})
    )


def total(client, slug: str) -> int:
    return client.get(f"/search/?topic={slug}&format=json").json()["total"]


def test_tags_and_the_address_go_on(client, terms, talk):
    merged = merge(terms["debt"], terms["bondage"])
    assert (merged.moved, merged.joined) == (1, 0)
    assert total(client, "bondage") == 2
    answer = client.get("/topic-list/debt/")
    assert (answer.status_code, answer.url) == (301, "/topic-list/bondage/")
    assert "no-cache" in answer["Cache-Control"], "the merger may be undone"


def test_an_old_filter_finds_what_the_other_finds(client, terms, talk):
    merge(terms["debt"], terms["bondage"])
    assert total(client, "debt") == 2


def test_what_both_had_is_one_tag_and_stays_approved(terms, talk):
    passage = talk.passages.order_by("pk").first()
    anchor = Tagging.objects.get(anchor__passage=passage).anchor
    twin = tag(passage, "topic", "bondage", "suggested")
    Tagging.objects.filter(pk=twin.pk).update(anchor=anchor)
    assert merge(terms["debt"], terms["bondage"]).joined == 1
    assert Tagging.objects.get(anchor=anchor).status == "approved"


def test_narrower_terms_and_earlier_mergers_follow(terms):
    Term.objects.filter(pk=terms["peonage"].pk).update(broader=terms["debt"])
    merge(terms["debt"], terms["bondage"])
    assert Term.objects.get(slug="peonage").broader == terms["bondage"]
    merge(terms["bondage"], terms["peonage"])
    assert Term.objects.get(slug="debt").merged_into == terms["peonage"]
    assert Term.objects.get(slug="peonage").broader is None


def test_what_cannot_be_merged_is_refused(terms):
    other = make_vocabulary("p", "Debt").terms.get()
    with pytest.raises(NotMergeable):
        merge(terms["debt"], terms["debt"])
    with pytest.raises(NotMergeable):
        merge(terms["debt"], other)
    merge(terms["debt"], terms["bondage"])
    with pytest.raises(NotMergeable):
        merge(terms["debt"], terms["peonage"])


def test_a_keeper_sees_what_goes_over_before_it_does(client, terms, talk):
    client.force_login(make_account("Keeper"))
    source, target = (terms[slug].versions.get().pk for slug in ("debt", "bondage"))
    page = client.get(f"/tagging/terms/merge/?source={source}&target={target}")
    assert "1 tag on 1 passage" in page.content.decode()
    assert Term.objects.filter(merged_into=None).count() == 3
    client.post("/tagging/terms/merge/", {"source": source, "target": target})
    assert Term.objects.get(slug="debt").merged_into == terms["bondage"]
    same = client.post("/tagging/terms/merge/", {"source": target, "target": target})
    assert same.status_code == 422


def test_a_merge_is_undone_whole(client, terms, talk, admin_user):
    passage = talk.passages.order_by("pk").first()
    twin = tag(passage, "topic", "bondage", "suggested")
    Tagging.objects.filter(pk=twin.pk).update(
        anchor=Tagging.objects.get(agent="tests", term_version__label="Debt").anchor
    )
    Term.objects.filter(slug="peonage").update(broader=terms["debt"])
    before = standing()
    merge(terms["debt"], terms["bondage"], admin_user)
    assert standing() != before
    undo(Batch.objects.get(), admin_user)
    assert standing() == before
    assert (total(client, "debt"), total(client, "bondage")) == (1, 1)
    assert client.get("/topic-list/debt/").status_code == 200


def test_a_merge_is_not_undone_over_a_later_one(terms, talk, admin_user):
    merge(terms["debt"], terms["bondage"], admin_user)
    first = Batch.objects.get()
    merge(terms["bondage"], terms["peonage"], admin_user)
    before = standing()
    with pytest.raises(NotUndoable, match="“debt” was merged"):
        undo(first, admin_user)
    assert standing() == before
    for batch in (Batch.objects.exclude(pk=first.pk).get(), first):
        undo(batch, admin_user)
    assert not Term.objects.exclude(merged_into=None).exists()


def standing() -> list:
    """What is tagged how, and how terms stand to each other."""
    tags = Tagging.objects.order_by("pk").values_list("pk", "term_version", "anchor", "status")
    return [*tags, *Term.objects.order_by("pk").values_list("pk", "broader", "merged_into")]
