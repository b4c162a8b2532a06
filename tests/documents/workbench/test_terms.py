"""The keeper's pages for terms: order, definitions as versions, addresses, splitting."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.models import Batch, FormerAddress, Passage, Tagging, Term, TermVersion, Vocabulary
from documents.signals import judgments_changed
from documents.tagging.merging import merge
from documents.tagging.undoing import NotUndoable, undo
from tests.factories import tag
from tests.pages import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(signed_in):
    return signed_in("Keeper")


@pytest.fixture
def written(keeper):
    """Writes a term anew, as its page would: all as it is but for what is given."""

    def write(slug: str, /, **changed):
        term = Term.objects.get(slug=slug)
        form = keeper.get(f"/tagging/terms/{term.pk}/").context["form"]
        shown = {name: form[name].value() for name in form.fields}
        asked = {name: "" if value is None else value for name, value in shown.items()}
        return keeper.post(f"/tagging/terms/{term.pk}/", asked | changed)

    return write


def order(vocabulary) -> list[str]:
    return list(vocabulary.terms.order_by("order", "pk").values_list("slug", flat=True))


def test_terms_are_moved_and_stay_at_the_ends(keeper, ps):
    for name, slug in (("up", "prevention"), ("up", "prevention"), ("up", "prevention")):
        keeper.post("/tagging/terms/?vocabulary=p", {name: slug})
    assert order(ps) == ["prevention", "prosecution", "protection"]
    keeper.post("/tagging/terms/?vocabulary=p", {"down": "protection"})
    assert order(ps) == ["prevention", "prosecution", "protection"]


def test_the_page_of_a_term_asks_no_more_for_a_long_list(keeper, ps, django_assert_num_queries):
    page = f"/tagging/terms/{Term.objects.get(slug='prevention').pk}/"
    with CaptureQueriesContext(connection) as short:
        keeper.get(page)
    for number in range(5):
        term = Term.objects.create(vocabulary=ps, slug=f"term-{number}", order=number)
        TermVersion.objects.create(term=term, number=1, label=f"Term {number}", definition="It.")
    with django_assert_num_queries(len(short)):
        assert "Term 4</option>" in keeper.get(page).content.decode()


def test_a_changed_definition_is_a_new_version_and_tags_keep_theirs(written, version, keeper):
    tagging = tag(version(2).passage, "p", "protection")
    written("protection", definition="Care for victims.", examples="A shelter.\n A hotline. \n")
    first, second = Term.objects.get(slug="protection").versions.order_by("number")
    assert (second.definition, second.by.username) == ("Care for victims.", "keeper")
    assert second.examples == ["A shelter.", "A hotline."]
    tagging.refresh_from_db()
    assert tagging.term_version == first
    page = folded(keeper.get(f"/tagging/terms/{first.term_id}/"))
    assert "1 tag made under it" in page and "0 tags made under it" in page


def test_readers_learn_under_which_definition_a_tag_was_made(written, version, client):
    tag(version(2).passage, "p", "protection")
    Tagging.objects.update(decided_at=timezone.now())
    here = version(2).passage.get_absolute_url()
    assert "of the definition" not in folded(client.get(here))
    written("protection", definition="Care for victims.")
    assert "under version 1 of the definition" in folded(client.get(here))
    assert "Version 2 of this definition, since" in folded(client.get("/codebook/"))


def test_what_stays_the_same_makes_no_version(written, ps):
    assert written("protection", colour="3", queries="shelter*").status_code == 302
    term = Term.objects.get(slug="protection")
    assert (term.versions.count(), term.colour, term.queries) == (1, 3, "shelter*")


def test_who_was_overtaken_is_told_and_nothing_is_lost(written, ps, keeper):
    term = Term.objects.get(slug="protection")
    page = keeper.get(f"/tagging/terms/{term.pk}/").context["form"]
    written("protection", queries="shelter*")
    written("protection", definition="Mine.")
    yours = {"definition": "Yours.", "queries": "", "keyboard": "7"}
    answer = written("protection", **yours, seen=page["seen"].value())
    said = answer.content.decode()
    assert answer.status_code == 422 and "Somebody has changed it meanwhile" in said
    assert "Queries: “shelter*”" in said and "Definition: “Mine.”" in said
    term.refresh_from_db()
    assert (term.versions.count(), term.queries, term.keyboard) == (2, "shelter*", "2")
    again = {"seen": answer.context["form"]["seen"].value()}
    assert written("protection", **yours, **again).status_code == 302


def test_a_renamed_term_is_found_under_its_former_address(written, version, client):
    tag(version(2).passage, "p", "protection")
    for slug in ("victim-care", "care"):
        written(Term.objects.get(vocabulary__query_key="p", order=1).slug, slug=slug)
    for former in ("protection", "victim-care"):
        answer = client.get(f"/p-list/{former}/")
        assert (answer.status_code, answer.url) == (301, "/p-list/care/")
        assert client.get(f"/search/?p={former}&format=json").json()["facets"]["p"]
    assert written("prevention", slug="protection").status_code == 422
    assert written("care", slug="protection").status_code == 302, "its own it may have again"
    assert client.get("/p-list/protection/").status_code == 200
    assert client.get("/p-list/care/").url == "/p-list/protection/"
    assert FormerAddress.objects.get(slug="victim-care").to == "protection"


def test_no_term_stands_under_itself(written, ps):
    prosecution, protection, prevention = ps.terms.order_by("order")
    written("protection", broader=str(prosecution.pk))
    written("prevention", broader=str(protection.pk))
    for above in (prosecution, protection, prevention):
        assert written("prosecution", broader=str(above.pk)).status_code == 422, above
    assert Term.objects.get(slug="prosecution").broader is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"keyboard": "1"}, "Another term has the key 1"),
        ({"keyboard": "x"}, "One digit"),
        ({"label": ""}, "required"),
        ({"label": "prosecution "}, "Another term is called “Prosecution”"),
        ({"colour": "9"}, "not one of the available choices"),
        ({"alternative_labels": "x" * 201}, "At most 200 characters"),
        ({"slug": "prosecution"}, "Another term has the address"),
        ({"slug": "None"}, "stands for passages without a term"),
    ],
)
def test_what_cannot_be_is_said_in_words(written, ps, changed, said):
    answer = written("protection", **changed)
    assert answer.status_code == 422 and said in answer.content.decode()


def test_a_new_term_stands_at_the_end(keeper, ps):
    asked = {"label": "Partnership", "definition": "Together."}
    assert keeper.post("/tagging/terms/new/?vocabulary=p", asked).status_code == 302
    assert order(ps)[-1] == "partnership"
    assert keeper.post("/tagging/terms/new/?vocabulary=p", asked).status_code == 422


@contextmanager
def somebody_faster(does):
    """While a vocabulary is waited for, whoever holds it `does` something and lets it go."""
    waited = []

    def look(execute, sql, *arguments):
        if not waited and "documents_vocabulary" in sql and "FOR NO KEY UPDATE" in sql:
            waited.append(sql)
            does()
        return execute(sql, *arguments)

    with connection.execute_wrapper(look):
        yield
    assert waited


def add(slug: str, label: str, **more) -> None:
    topics = Vocabulary.objects.get(query_key="topic")
    made = Term.objects.create(vocabulary=topics, slug=slug, order=9, **more)
    made.versions.create(number=1, label=label, definition="D.")


def test_what_two_keepers_write_at_once_is_not_called_alike(keeper, asked_to_split):
    new = {"label": "Ports", "definition": "Harbours.", "keyboard": "5"}
    with somebody_faster(lambda: add("ports", "Ports")):
        answer = keeper.post("/tagging/terms/new/?vocabulary=topic", new)
    assert answer.status_code == 422 and "is called “Ports”" in answer.content.decode()
    with somebody_faster(lambda: add("docks", "Docks", keyboard="5")):
        answer = keeper.post("/tagging/terms/new/?vocabulary=topic", new | {"label": "Quays"})
    assert answer.status_code == 422 and "has the key 5" in answer.content.decode()
    with somebody_faster(lambda: add("chains", "Chains")):
        answer = keeper.post("/tagging/terms/split/", asked_to_split | {"expected": 1})
    assert answer.status_code == 422 and "is called “Chains”" in answer.content.decode()
    add("chains", "Chains")
    chains, docks = (Term.objects.get(slug=slug) for slug in ("chains", "docks"))
    asked = {"source": chains.versions.get().pk, "target": docks.versions.get().pk}
    with somebody_faster(lambda: Term.objects.filter(pk=chains.pk).update(merged_into=docks)):
        answer = keeper.post("/tagging/terms/merge/", asked)
    assert answer.status_code == 422 and "merged into another term" in answer.content.decode()


def test_a_merger_is_not_undone_over_a_name_or_a_key_that_another_got_since(keeper, topics):
    add("ports", "Ports", keyboard="5")
    ports, into = Term.objects.get(slug="ports"), topics.terms.get(slug="supply-chains")
    user = keeper.get("/tagging/").wsgi_request.user
    merge(ports, into, user)
    add("harbours", "ports")
    with pytest.raises(NotUndoable, match="called “ports”"):
        undo(Batch.objects.get(), user)
    other = Term.objects.get(slug="harbours")
    other.versions.update(label="Harbours")
    Term.objects.filter(pk=other.pk).update(keyboard="5")
    with pytest.raises(NotUndoable, match="key 5"):
        undo(Batch.objects.get(), user)
    Term.objects.filter(pk=other.pk).update(keyboard="")
    undo(Batch.objects.get(), user)
    assert Term.objects.get(slug="ports").merged_into is None


@pytest.fixture
def asked_to_split(version, ps):
    """Forced labor is on ¶ 2 and ¶ 3; what is of supply chains is to become another term."""
    for number in (2, 3):
        tag(version(number).passage, "topic", "forced-labor")
        judgments_changed.send(Passage, passage_ids={version(number).passage_id})
    label, definition = "Chains", "Labor in supply chains."
    term = Term.objects.get(slug="forced-labor").versions.get()
    return {"term": term.pk, "q": "chains", "label": label, "definition": definition}


def test_a_term_is_split_by_a_query_after_a_preview(keeper, asked_to_split, client):
    page = keeper.get("/tagging/terms/split/", asked_to_split)
    shown = page.context["preview"]
    assert (shown.tags, shown.passages, shown.found, shown.stays) == (1, 1, 1, 1)
    assert not Term.objects.filter(slug="chains").exists()
    stale = keeper.post("/tagging/terms/split/", asked_to_split | {"expected": 7})
    assert stale.status_code == 409 and not Batch.objects.exists()
    done = keeper.post("/tagging/terms/split/", asked_to_split | {"expected": 1})
    assert done.url == "/topic-list/chains/"
    for slug in ("chains", "forced-labor"):
        assert client.get(f"/search/?topic={slug}&format=json").json()["total"] == 1, slug


def test_a_split_is_undone_whole_and_its_address_leads_on(keeper, asked_to_split, client, version):
    keeper.post("/tagging/terms/split/", asked_to_split | {"expected": 1})
    assert "went over to Chains" in keeper.get("/tagging/terms/?vocabulary=topic").content.decode()
    batch = Batch.objects.get()
    later = tag(version(1).passage, "topic", "chains")
    keeper.post(f"/tagging/actions/{batch.pk}/undo/")
    assert Tagging.objects.filter(term_version__term__slug="chains").count() == 2, "used since"
    later.delete()
    keeper.post(f"/tagging/actions/{batch.pk}/undo/")
    assert client.get("/search/?topic=forced-labor&format=json").json()["total"] == 2
    assert client.get("/topic-list/chains/").url == "/topic-list/forced-labor/"


def test_a_split_is_undone_also_where_the_same_was_judged_again_since(
    keeper, asked_to_split, version
):
    forced, since = Term.objects.get(slug="forced-labor"), {}
    tags = {name: Tagging.objects.get(anchor__passage=version(3).passage) for name in ("first",)}
    for name in ("second", "third"):
        tags[name] = Tagging.objects.get(pk=tags["first"].pk)
        tags[name].pk, tags[name].agent = None, name
        tags[name].save(force_insert=True)
    Tagging.objects.filter(pk=tags["first"].pk).update(status="rejected", reason="Not so.")
    keeper.post("/tagging/terms/split/", asked_to_split | {"expected": 3})
    for name, status in (("first", "suggested"), ("third", "approved")):
        since[name] = Tagging.objects.get(pk=tags[name].pk)
        since[name].pk, since[name].status = None, status
        since[name].term_version = forced.versions.get()
        since[name].decided_by_id = Batch.objects.get().by_id if status == "approved" else None
        since[name].save(force_insert=True)
    Tagging.objects.filter(pk=tags["second"].pk).update(reason="Looked at since.")
    keeper.post(f"/tagging/actions/{Batch.objects.get().pk}/undo/")
    rows = Tagging.objects.filter(anchor__passage=version(3).passage).order_by("agent")
    assert list(rows.values_list("pk", "term_version__term", "status", "reason")) == [
        (tags["second"].pk, forced.pk, "approved", "Looked at since."),
        (tags["first"].pk, forced.pk, "rejected", "Not so."),
        (since["third"].pk, forced.pk, "approved", ""),
    ]
