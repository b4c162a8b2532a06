"""Who reads sees how much has been read: marked, none, not decided and not yet read are apart."""

import pytest
from django.contrib.auth.models import User

from documents.models import Passage, Tagging
from documents.signals import judgments_changed
from documents.tagging.document_queue import standings_in
from documents.tagging.judging import Judge
from documents.tagging.queue import by_document
from tests.factories import Said, make_account, make_document, make_vocabulary, tag
from tests.pages import folded

pytestmark = pytest.mark.django_db


def test_every_passage_is_counted_once_by_how_it_stands(client):
    vocabulary = make_vocabulary("p", "Protection", "Prevention", "Partnership", register=True)
    document = make_document(
        Said("One.", tags={"p": ["protection", "prevention"]}),
        Said("Two.", read=["p"]),
        Said("Three.", read=["p"]),
        Said("Four.", suggested={"p": ["protection"]}),
        Said("Five.", read=["p"], suggested={"p": ["protection"]}),
        held="2008-06-03",
    )
    tagger = User.objects.create_user("tagger")
    first, _, third, *_ = document.passages.order_by("pk")
    for passage, term in ((third, "prevention"), (first, "partnership")):  # the first is marked too
        proposed = tag(passage, "p", term, "suggested")
        Tagging.objects.filter(pk=proposed.pk).update(by=tagger)
        judgments_changed.send(Passage, passage_ids={passage.pk})
    page = client.get("/coverage/?vocabulary=p")
    ((year, row),) = page.context["years"]
    assert (row.tagged, row.none, row.waiting, row.unread) == (1, 2, 1, 1)
    assert (row.total, row.share) == (5, 60)
    assert page.context["documents"][0][1] == row
    said = " ".join(folded(page).split())
    assert "3 of 5 passages are settled" in said

    # The search, the page of a passage and the workbench say the same.
    found = client.get("/search/?format=json").json()["facets"]["p"]
    counted = {value["value"]: value["count"] for value in found}
    for value, number in (("none", 2), ("undecided", 1), ("unread", 1)):
        assert counted[value] == number, value
        assert client.get(f"/search/?p={value}&format=json").json()["total"] == number, value
    exported = client.get("/search/?format=jsonl").getvalue().decode()
    assert exported.count('"p": ["undecided"]') == 1
    pages = [folded(client.get(p.get_absolute_url())) for p in document.passages.all()]
    said = {"and none of them holds": 2, "Not decided yet": 1, "Not yet read": 1}
    assert {words: sum(words in page for page in pages) for words in said} == said
    for address in (document.get_absolute_url(), "/search/?q=three"):
        assert "Not decided yet for" in folded(client.get(address)), address
    standings = standings_in(Judge(tagger), vocabulary, document)
    assert sum(each.is_settled for each in standings) == row.settled
    assert sum(each.waits for each in standings) == row.waiting
    (numbers,) = by_document(Judge(tagger), vocabulary)
    assert (numbers["none"], numbers["proposed"], numbers["untagged"]) == (2, 2, 0)
    assert numbers["suggested"] == 2


def test_those_who_tag_see_what_is_suggested_apart(client):
    make_vocabulary("p", "Protection", register=True)
    make_document(
        Said("One.", tags={"p": ["protection"]}),
        Said("Two.", suggested={"p": ["protection"]}),
        Said("Three."),
    )
    Tagging.objects.filter(status="suggested").update(by=None, agent="the term’s query")
    page = client.get("/coverage/")
    row = page.context["all"]
    assert (row.tagged, row.suggested, row.unread) == (1, 0, 2)
    assert "uggest" not in page.content.decode() and "no-store" not in page.get("Cache-Control", "")
    client.force_login(make_account("Tagger"))
    page = client.get("/coverage/")
    row = page.context["all"]
    assert (row.tagged, row.suggested, row.unread) == (1, 1, 1)
    assert page.context["documents"][0][1] == row and "no-store" in page["Cache-Control"]


def test_what_is_not_public_is_not_counted(client):
    make_vocabulary("p", "Protection")
    make_document("Hidden.", access="hidden")
    make_document("A draft.", published_now=False)
    assert client.get("/coverage/").context["all"].total == 0


def test_an_unknown_vocabulary_is_refused_and_an_empty_archive_says_so(client):
    assert "no vocabulary yet" in client.get("/coverage/").content.decode()
    assert client.get("/coverage/?vocabulary=x").status_code == 400


def test_the_passage_says_who_approved_unless_names_are_off(client):
    vocabulary = make_vocabulary("p", "Protection")
    document = make_document("We protect.")
    tagging = tag(document.passages.get(), "p", "protection")
    tagging.decided_by, tagging.decided_at = User.objects.create_user("r.hale"), tagging.created_at
    tagging.save()
    address = document.passages.get().get_absolute_url()
    assert "Approved by r.hale" in client.get(address).content.decode()
    vocabulary.names_deciders = False
    vocabulary.save()
    page = client.get(address).content.decode()
    assert "Approved" in page and "r.hale" not in page
