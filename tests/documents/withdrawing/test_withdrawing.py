"""A keeper withdraws a passage or a document; nothing of it is left but that it was there."""

import re

import pytest
from django.test import Client

from documents import correcting, identifying, undoing
from documents.ingest import worksheet
from documents.ingest.reading import Unreadable
from documents.models import (
    Appearance,
    BatchEntry,
    Comment,
    IngestRun,
    Original,
    PassageVersion,
    Speaker,
    Withdrawal,
)
from documents.tagging.deeds import deed_of
from documents.tagging.undoing import undo as undo_action
from documents.withdrawing import redacting, removal
from tests.documents.withdrawing.traces import (
    ADDRESS,
    KEPT,
    again,
    passage_saying,
    said_in_the_database,
)

pytestmark = pytest.mark.django_db


def test_the_page_says_what_vanishes_with_a_passage_and_a_visit_changes_nothing(keeper, load):
    load(publish=True)
    passage = passage_saying("forty years")

    page = keeper.get(f"/keeping/passages/{passage.public_id}/withdraw/").content.decode()

    assert KEPT in page and "1 wording of it" in page and "Withdraw for good" in page
    passage.refresh_from_db()
    assert passage.withdrawn_at is None


def test_a_withdrawn_passage_is_gone_from_every_table_and_file(
    keeper, load, django_capture_on_commit_callbacks
):
    document = load(publish=True)
    former = document.receipts.get().original
    passage = passage_saying("forty years")
    with django_capture_on_commit_callbacks(execute=True):
        answer = keeper.post(
            f"/keeping/passages/{passage.public_id}/withdraw/", {"reason": "Asked for."}
        )
    assert answer.status_code == 302
    passage.refresh_from_db()
    done = Withdrawal.objects.get()
    assert passage.withdrawn_at and (done.by.username, done.reason) == ("keeper", "Asked for.")
    assert said_in_the_database("forty years", "keep them on ourselves") == []
    assert not former.path.exists()
    assert b"forty years" not in document.receipts.get().original.read()
    page = Client().get(f"/passages/{passage.public_id}/")
    assert page.status_code == 410 and b"This passage was withdrawn" in page.content
    assert "This passage was withdrawn" in Client().get(ADDRESS).content.decode()
    assert "A passage was withdrawn" in Client().get("/corrections/").content.decode()
    feed = Client().get("/corrections/feed/").content.decode()
    assert "A passage was withdrawn" in feed and "Asked for." not in feed
    with pytest.raises(Unreadable, match="withdrawn on"):
        again(f"The Harbour at Night\n\nMARSH: {KEPT} And more of it.")


def test_other_passages_keep_the_same_words_when_one_is_withdrawn(load):
    text = "The Fog\n\nMARSH: The fog keeps nobody but itself, whatever they say of it.\n\n"
    load(text + text.partition("\n\n")[2], publish=True)
    one, two = (v.passage for v in PassageVersion.objects.current().numbered().order_by("order"))

    from documents.withdrawing.removal import withdraw_passage

    withdraw_passage(one, "As asked.")

    assert "whatever they say" in two.versions.get().text
    assert "whatever they say" not in one.versions.get().text


def test_two_keepers_withdraw_a_passage_once(load):
    load(publish=True)
    one, other = passage_saying("forty years"), passage_saying("forty years")
    removal.withdraw_passage(one, "asked for")
    with pytest.raises(redacting.NotRedactable, match="withdrawn already"):
        removal.withdraw_passage(other, "asked for")
    assert Withdrawal.objects.count() == 1


def test_what_was_said_of_a_withdrawn_passage_is_gone_from_the_actions_too(account, load):
    keeper = account("Keeper")
    passage = load(publish=True).passages.order_by("pk")[0]
    for text in ("Said of it.", "Said of it, and taken back."):
        with deed_of(keeper, "Comment kept") as deed:
            deed.comment([Comment(passage=passage, by=keeper, text=text)])
    undo_action(deed.batch, keeper)
    assert Comment.objects.count() == 1
    assert BatchEntry.objects.filter(after__text__startswith="Said of it").count() == 2
    removal.withdraw_passage(passage, "As asked.")
    assert not BatchEntry.objects.exists()


LONG = "I was nineteen when they came. They took my papers away from me, and nobody said a word."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"It was dark.\n\n{LONG}", f"It was dark. {LONG}"),
        (f"{LONG} It was dark.", f"{LONG.replace('papers', 'pass')}\n\nIt was dark."),
        ("It was dark. I ran home.", "It was dark.\n\nI ran home."),
    ],
)
def test_a_withdrawn_passage_is_gone_from_what_it_was_cut_from_or_joined_to(
    load, client, before, after
):
    """Each passage that the correction made or changed is withdrawn in turn."""
    document = load(f"The Night\n\nMARSH: We met at the harbour.\n\n{before}", publish=True)
    text = worksheet.write(correcting.sheet_of(document.revisions.get()))
    correcting.correct(document, text.replace(before, after), "Cut anew.", 1, asks=False)
    for version in PassageVersion.objects.current().numbered().order_by("-order")[:2]:
        if version.text in after:
            removal.withdraw_passage(version.passage, "As asked.")
            assert said_in_the_database(*re.split(r"(?<=[.]) ", version.text)) == []
    assert said_in_the_database("papers away", "nineteen", "ran home") == []
    assert "We met at the harbour." in client.get(document.get_absolute_url()).content.decode()


def test_a_withdrawn_document_leaves_nothing_but_that_it_was_there(
    keeper, load, django_capture_on_commit_callbacks
):
    document = load(publish=True)
    ids = list(document.passages.exclude(public_id=None).values_list("public_id", flat=True))
    path = document.receipts.get().original.path
    assert said_in_the_database("harbour at night", "Ada Marsh")
    page = keeper.get(f"/keeping/documents/{document.pk}/withdraw/").content.decode()
    assert "4 numbered passages" in page and "1 file as received" in page

    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(f"/keeping/documents/{document.pk}/withdraw/", {"reason": "As asked."})

    assert said_in_the_database("harbour", "marsh", "forty years") == []
    assert not path.exists() and not Original.objects.exists() and not Speaker.objects.exists()
    for address in (ADDRESS, f"{ADDRESS}history/", "/speakers/ada-marsh/"):
        page = Client().get(address)
        assert page.status_code == 410 and b"was withdrawn" in page.content, address
    assert {Client().get(f"/passages/{key}/").status_code for key in ids} == {410}
    ledger = Client().get("/corrections/").content.decode()
    assert "The document was withdrawn" in ledger and "Harbour" not in ledger
    assert b"As asked." in keeper.get("/keeping/withdrawals/").content
    assert b"As asked." not in Client().get("/corrections/").content


def test_a_heading_that_was_made_for_a_withdrawn_document_and_undone_leaves_no_name(load):
    document = load(publish=True)
    voice = document.appearances.get(name="Ada Marsh")
    decision = identifying.give([voice], "Marisol Vega")
    identifying.undo(decision)
    other = load("A Talk\n\nMS. HART: We met at the quay.", "talk", publish=True)
    kept = identifying.give(other.appearances.all(), "Cora Quinn")
    identifying.undo(kept)
    assert said_in_the_database("marisol")

    removal.withdraw_document(document, "As asked.")

    assert said_in_the_database("marisol", "vega") == []
    assert Client().get("/speakers/marisol-vega/").status_code == 410
    assert said_in_the_database("cora")


@pytest.mark.parametrize("key", ["harbour", "elsewhere"])
def test_a_withdrawn_document_does_not_come_back_under_any_key(load, key):
    from documents.withdrawing.removal import withdraw_document
    from tests.documents.keeping.conftest import INTERVIEW

    withdraw_document(load(publish=True), "As asked.")

    with pytest.raises(Unreadable, match="withdrawn on"):
        again(INTERVIEW, key)
    with pytest.raises(Unreadable, match="withdrawn on"):
        again("Another Night\n\nMR. X: " + KEPT, "another")


def test_a_discarded_draft_leaves_no_words_in_the_history(load):
    from documents import drafts

    document = load()
    Appearance.objects.filter(name__contains="Marsh").update(role="Master of the lamp")
    drafts.discard(document)
    Speaker.objects.all().delete()

    assert said_in_the_database("forty years", "Harbour at Night", "Master of the lamp") == []


def test_an_undone_load_leaves_no_words_in_the_history(load):
    load(publish=True)
    run = IngestRun.objects.get()
    undoing.undo(run)

    assert said_in_the_database("forty years", "keeps nobody") == []
