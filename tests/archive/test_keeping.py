"""The keeper's pages for the archive as a whole: backups, and the search index made anew."""

import os
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from django.test import Client

from archive import keeping
from archive.backups import shelf
from search.models import IndexedPassage
from tests.factories import Said, make_account, make_document

BACKUPS, INDEX = "/keeping/backups/", "/keeping/index/"


@pytest.fixture
def account():
    def make(group: str) -> Client:
        client = Client()
        client.force_login(make_account(group))
        return client

    return make


@pytest.fixture
def folder(settings, tmp_path):
    settings.ORIGINALS = tmp_path / "originals"
    settings.BACKUPS = tmp_path / "backups"
    return settings.BACKUPS


@pytest.fixture
def made(transactional_db, folder) -> shelf.Shelved:
    """A backup of a small archive."""
    make_document(Said("We keep the lights on."))
    shelf.begin().join()
    (backup,) = shelf.shelved()
    return backup


def test_a_backup_is_made_and_taken_away_with_the_password(made, account, folder):
    keeper = account("Keeper")
    assert (made.failed, made.said) == (False, "")
    assert folder.stat().st_mode & 0o077 == 0
    assert made.name in keeper.get(BACKUPS).content.decode()

    answer = keeper.post(BACKUPS, {"take": "yes", "name": made.name, "password": "pw"})

    data = b"".join(answer.streaming_content)
    assert "attachment" in answer["Content-Disposition"]
    assert len(data) == made.size
    assert zipfile.ZipFile(BytesIO(data)).testzip() is None


def test_only_whole_backups_leave_or_go_and_only_with_the_password(made, account, folder):
    keeper = account("Keeper")
    wrong = {"take": "yes", "name": made.name, "password": "wrong"}
    answer = keeper.post(BACKUPS, wrong, follow=True)
    assert "That is not your password." in answer.content.decode()
    (folder.parent / "secret-key").write_text("x")
    for name in ("", "../secret-key", "archive-1.zip", "archive-20260101-000000.zip"):
        taken = keeper.post(BACKUPS, {"take": "yes", "name": name, "password": "pw"})
        assert taken.status_code == 404
        keeper.post(BACKUPS, {"remove": "yes", "name": name})
    assert (folder.parent / "secret-key").exists()
    assert shelf.shelved() == [made]
    keeper.post(BACKUPS, {"remove": "yes", "name": made.name})
    assert shelf.shelved() == []


@pytest.mark.django_db
def test_one_that_is_being_made_or_failed_is_said(account, folder):
    keeper = account("Keeper")
    lock = shelf.hold("archive-20260101-000000.zip")
    assert "being made" in keeper.get(BACKUPS).content.decode()
    answer = keeper.post(BACKUPS, {"make": "yes"}, follow=True)
    assert "One is being made already." in answer.content.decode()
    os.close(lock)
    shelf._say("archive-20260101-000000.zip", "Failed: the disk is full.")
    assert "Failed: the disk is full." in keeper.get(BACKUPS).content.decode()
    assert not shelf.being_made()


@pytest.mark.django_db
def test_two_that_are_asked_for_in_one_second_are_one(account, folder, monkeypatch):
    keeper = account("Keeper")
    monkeypatch.setattr(shelf, "FORM", "archive-20260101-000000.zip")
    lock = shelf.hold("archive-20260101-000000.zip")
    monkeypatch.setattr(shelf, "being_made", lambda: False)  # as it was a moment ago
    answer = keeper.post(BACKUPS, {"make": "yes"}, follow=True)
    os.close(lock)
    assert "One is being made already." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_one_that_was_interrupted_keeps_nobody_from_making_the_next(account, folder):
    begin = (
        "import django, os; django.setup(); from archive.backups import shelf; "
        "shelf.hold('archive-20260101-000000.zip'); "
        "open(shelf.folder() / '.archive-20260101-000000.zip.x.part', 'w').close(); "
        "os.kill(os.getpid(), 9)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "archive.settings"}
    environment |= {"ARCHIVE_DATA": str(folder.parent)}
    subprocess.run([sys.executable, "-c", begin], env=environment, check=False)
    keeper = account("Keeper")
    said = keeper.get(BACKUPS).content.decode()
    assert "Interrupted: the site was stopped while it was made." in said and "failed" in said

    keeper.post(BACKUPS, {"remove": "yes", "name": "archive-20260101-000000.zip"})
    assert list(folder.iterdir()) == []
    shelf.begin().join()
    assert [backup.failed for backup in shelf.shelved()] == [False]


@pytest.mark.django_db
def test_the_index_is_made_anew_portion_by_portion(account, monkeypatch):
    monkeypatch.setattr(keeping, "DOCUMENTS_AT_ONCE", 2)
    documents = [make_document(Said(f"We keep light {n} on.")) for n in range(3)]
    keeper = account("Keeper")
    IndexedPassage.objects.exclude(document_id=documents[0].pk).delete()
    IndexedPassage.objects.update(document_id=max(d.pk for d in documents) + 1)  # of none

    page = keeper.post(INDEX)
    assert "2 of 3 documents are done." in page.content.decode()
    page = keeper.post(INDEX, {"after": page.context["after"]}, follow=True)

    assert "Done: 3 passages can be searched." in page.content.decode()
    indexed = set(IndexedPassage.objects.values_list("document_id", flat=True))
    assert indexed == {document.pk for document in documents}


@pytest.mark.django_db
@pytest.mark.parametrize("group", ["Tagger", "Reviewer"])
@pytest.mark.parametrize("address", [BACKUPS, INDEX])
def test_nobody_else_sees_or_does_it(account, folder, group, address):
    client = account(group)
    assert client.get(address).status_code == 403
    assert client.post(address, {"make": "yes"}).status_code == 403
    assert not folder.exists()
    assert Client().get(address).status_code == 302


@pytest.mark.django_db
def test_every_task_is_on_the_first_page(account):
    page = account("Keeper").get("/keeping/").content.decode()
    for address in ("reports/", "voices/", "people/", "backups/", "index/", "add/"):
        assert f'href="/keeping/{address}"' in page
    assert 'href="/collections/"' in page
