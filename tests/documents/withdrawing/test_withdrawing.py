"""A keeper withdraws a passage or a document; nothing of it is left but that it was there."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from documents import correcting, identifying, undoing
from documents.identifying import NotPossible
from documents.ingest import importer, worksheet
from documents.ingest.reading import RULES_VERSION, Unreadable
from documents.models import (
    Appearance,
    BatchEntry,
    Comment,
    Document,
    IngestRun,
    Original,
    Passage,
    PassageVersion,
    Remembered,
    SharedBasket,
    SharedItem,
    Speaker,
    Withdrawal,
)
from documents.tagging.deeds import deed_of
from documents.tagging.undoing import undo as undo_action
from documents.vocabularies import State
from documents.withdrawing import memory, redacting, removal, scrubbing
from documents.withdrawing.masks import Words
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db

KEPT = "We keep them on ourselves, and we have done so for forty years."
ADDRESS = "/documents/the-harbour-at-night/"


def said_in_the_database(*words: str) -> list[str]:
    """The columns, of any type, that hold one of some words."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name !~ '^pg_'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE ANY(%s) LIMIT 1',  # noqa: S608
                [[f"%{word}%" for word in words]],
            )
            found += [f"{table}.{column}" for _ in cursor.fetchall()]
    return found


def passage_saying(words: str) -> Passage:
    return PassageVersion.objects.current().get(text__contains=words).passage


def again(text: str, key: str = "harbour") -> None:
    run = IngestRun.objects.create(source="again", rules_version=RULES_VERSION)
    importer.load(importer.Incoming(f"{key}.txt", text.encode(), key), run, publish=True)


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


def test_undoing_a_load_does_not_bring_redacted_words_back(load):
    document = load(publish=True)
    run = IngestRun.objects.create(source="second", rules_version=RULES_VERSION)
    text = PassageVersion.objects.get(text=KEPT).revision.text.replace("forty", "fifty")
    second = importer.Incoming("harbour.txt", text.encode(), "harbour")
    importer.load(second, run, publish=True)
    redacting.redact(Words(("ourselves",)), "As asked.", document=document)

    undoing.undo(run)

    assert document.revisions.count() == 3
    latest = document.revisions.get(number=3)
    assert "forty" in latest.text and "ourselves" not in latest.text
    assert said_in_the_database("ourselves") == []


def test_a_redaction_is_of_one_document_where_it_is_so_asked(load):
    one = load(publish=True)
    text = "Another Night\n\nMARSH: The fog keeps me, not itself.\n\nMR. X: And nobody else."
    load(text, "other", publish=True)
    redacting.redact(Words(("fog",)), "As asked.", document=one)

    other = PassageVersion.objects.current().get(text__contains="keeps me")
    assert "fog" in other.text
    assert not PassageVersion.objects.filter(passage__document=one, text__contains="fog").exists()


def test_a_name_vanishes_as_lists_order_it_and_where_it_is_set_word_by_word(client):
    document = make_document(Said("A survivor rode here.", "Pavla Nguyenova"))
    version = PassageVersion.objects.get(passage__document=document)
    set_by_word = [{"t": "Str", "c": word} for word in ("Survivor", "Pavla", "Nguyenova", "Rode")]
    SharedItem.objects.create(
        shared=SharedBasket.objects.create(key="k" * 43),
        version=version,
        order=1,
        citation=[part for each in set_by_word for part in (each, {"t": "Space"})],
        described={"item": {"author": [{"family": "Nguyenova", "given": "Pavla"}]}},
    )
    redacting.redact(Words(("Pavla Nguyenova",)), "As asked.")

    assert said_in_the_database("Nguyenova", "Pavla") == []
    kept = SharedItem.objects.get()
    assert [part["c"] for part in kept.citation[::2]] == ["Survivor", "█" * 5, "█" * 9, "Rode"]
    assert "nguyenova" not in client.get("/speakers/").content.decode().lower()
    assert memory.objection(["Heard: Nguyenova, Pavla"])
    assert not memory.objection(["Nguyenova and Pavla rode"])


def test_no_phrase_is_found_across_redacted_words(load, client):
    document = load(publish=True)
    redacting.redact(Words(("them on",)), "As asked.", document=document)

    def found(query):
        return client.get("/search/", {"q": query, "format": "json"}).json()["total"]

    assert found('"we keep ourselves"') == 0
    assert found('"keep ourselves"') == 0
    assert found('"done so for forty years"') == 1
    assert found("years") == 1
    page = client.get("/search/?q=forty").content.decode()
    assert "<mark>forty</mark>" in page


def test_a_reason_that_says_the_words_is_refused(load):
    load(publish=True)
    with pytest.raises(redacting.NotRedactable, match="without them"):
        redacting.redact(Words(("fog",)), "The fog asked for it.")
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("document", ["9" * 19, "9" * 5000, "²", "-1", "x"])
def test_a_document_that_no_number_names_is_none(keeper, document):
    page = keeper.get("/keeping/redact/", {"document": document})
    assert page.status_code == 200
    assert page.context["document"] is None


def test_what_would_stay_of_a_name_is_pointed_out(keeper, load):
    load("A Night\n\nMR. X: Ada Marsh was here. Marsh will come again.", publish=True)
    page = keeper.post("/keeping/redact/", {"words": "Ada Marsh", "everywhere": "on"})

    assert page.context["preview"].parts_that_stay == [("Marsh", 1)]
    assert not Withdrawal.objects.exists()


def test_words_are_not_taken_out_unless_they_were_seen_where_they_stand(keeper, load):
    load(publish=True)
    asked = {"words": "fog", "everywhere": "on", "redact": "yes", "reason": "As asked."}
    page = keeper.post("/keeping/redact/", asked)

    assert "What vanishes" in page.content.decode()
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("words", ["", "—", "x"])
def test_words_that_are_none_are_refused_in_words(keeper, words):
    page = keeper.post("/keeping/redact/", {"words": words, "everywhere": "on"})
    assert page.status_code == 422


def test_a_redacted_passage_says_that_words_went_and_when_not_which(load, client):
    document = load(publish=True)
    redacting.redact(Words(("fog",)), "As asked.", document=document)
    passage = PassageVersion.objects.current().get(text__contains="keeps nobody").passage
    page = client.get(passage.get_absolute_url()).content.decode()

    assert "The ███ keeps nobody" in page and "Words in this passage were redacted on" in page
    assert "Words in 2 passages were redacted" in client.get(ADDRESS).content.decode()
    assert "Words in 2 passages were redacted" in client.get(f"{ADDRESS}history/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_keeper_learns_that_somebody_was_reading_a_table(keeper, load, monkeypatch):
    document = load(publish=True)
    monkeypatch.setattr(scrubbing, "WAIT", "20ms")
    reader = connection.copy()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE documents_revision IN ACCESS SHARE MODE")
    answer = keeper.post(
        f"/keeping/documents/{document.pk}/withdraw/", {"reason": "As asked."}, follow=True
    )
    reader.close()
    page = answer.content.decode()
    assert "somebody was reading" in page and "Write the tables anew" in page


@pytest.mark.django_db(transaction=True)
def test_a_table_whose_rows_said_the_words_only_before_is_written_anew_too(load):
    """A changed row lies on in PostgreSQL's files as it was."""
    document = load(publish=True)
    Document.objects.filter(pk=document.pk).update(summary="On fog and Mr. Quay.")
    Document.objects.filter(pk=document.pk).update(summary="On fog.")
    before = files_of_tables()
    assert redacting.redact(Words(("Quay",)), "As asked.").left_on_disk == []
    kept = dict(before.items() & files_of_tables().items())
    assert "documents_document" in before and not kept


def files_of_tables() -> dict[str, int]:
    """The number of the file that each table of the archive lies in just now."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_relation_filenode(oid) FROM pg_class "
            "WHERE relkind = 'r' AND relname = ANY(%s)",
            [tables],
        )
        return dict(cursor.fetchall())


def test_a_keeper_writes_the_tables_anew(keeper):
    answer = keeper.post("/keeping/withdrawals/", follow=True)
    assert "nothing is left on the disk" in answer.content.decode()


def test_words_can_be_let_in_again(keeper, load):
    document = load(publish=True)
    redacting.redact(Words(("fog",)), "As asked.")
    text = "Another Night\n\nMR. X: The fog is only weather after all, they say."
    with pytest.raises(Unreadable):
        again(text, "another")
    keeper.post(f"/keeping/withdrawals/{Withdrawal.objects.get().pk}/")
    again(text, "another")
    assert Document.objects.get(key="another").state == State.PUBLISHED
    assert document.revisions.count() == 1


def test_an_archive_without_its_former_key_says_that_it_cannot_tell(load, settings):
    load(publish=True)
    redacting.redact(Words(("fog",)), "As asked.")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key " * 8
    with pytest.raises(Unreadable, match="under another secret key"):
        again("Plain\n\nMR. X: Nothing of that sort was said here.", "plain")
    settings.SECRET_KEY_FALLBACKS = [former]
    again("Plain\n\nMR. X: Nothing of that sort was said here.", "plain")
    with pytest.raises(Unreadable, match="redacted on"):
        again("Plain\n\nMR. X: Nothing but fog was there that night.", "foggy")


def test_what_is_remembered_cannot_be_read_without_the_key(load, settings):
    load(publish=True)
    redacting.redact(Words(("fog",)), "As asked.")
    digests = set(Remembered.objects.values_list("digest", flat=True))
    settings.SECRET_KEY = "another key " * 8
    memory.remember(Withdrawal.objects.get(), words=Words(("fog",)))

    assert len(set(Remembered.objects.values_list("digest", flat=True)) - digests) == 1


def test_a_document_under_embargo_is_nowhere_until_its_day_and_then_is_by_itself(
    load, client, monkeypatch
):
    document = load(publish=True)
    today = timezone.localdate()
    Document.objects.filter(pk=document.pk).update(embargo_until=today + timedelta(days=3))
    public_id = passage_saying("forty years").public_id
    from documents.signals import documents_changed

    documents_changed.send(Document, document_ids=[document.pk])
    addresses = [
        ADDRESS,
        *(f"{ADDRESS}{part}/" for part in ("cite", "original", "history")),
        f"/passages/{public_id}/",
        f"/passages/{public_id}/cite/",
        f"/passages/{public_id}/pack/",
        "/speakers/ada-marsh/",
    ]
    lists = ["/", "/documents/", "/speakers/", "/corrections/", "/search/?q=forty&format=json"]

    def says(address):
        return client.get(address).content.decode().replace("?q=forty", "")

    assert {client.get(address).status_code for address in addresses} <= {404, 410}
    for address in lists:
        assert not [w for w in ("Harbour at Night", "Marsh", "forty years") if w in says(address)]

    on_that_day = timezone.now() + timedelta(days=3)
    monkeypatch.setattr("django.utils.timezone.now", lambda: on_that_day)
    assert {client.get(address).status_code for address in addresses} == {200}
    assert client.get("/search/?q=forty&format=json").json()["total"] == 1


def test_a_name_that_was_taken_out_does_not_come_back_as_a_heading():
    document = make_document(Said("We heard of Zuleyka Voss.", "Ada Byron"))
    redacting.redact(Words(("Zuleyka Voss",)), "As asked.")
    with pytest.raises(NotPossible, match="were redacted"):
        identifying.give(document.appearances.all(), "Zuleyka Voss")
    assert not Speaker.objects.filter(slug__contains="voss").exists()
