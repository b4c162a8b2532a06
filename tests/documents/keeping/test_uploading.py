"""Several texts, and archives of them, are loaded in the browser, as drafts."""

import threading
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.models import Collection, Document, IngestItem, IngestRun
from tests.documents.keeping.conftest import INTERVIEW, uploaded

ADDRESS = "/keeping/add/several/"


def archive(text: str = INTERVIEW.replace("fog", "ebb")) -> SimpleUploadedFile:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("2008/ebb.txt", text)
        file.writestr("2008/empty.txt", "")
    return SimpleUploadedFile("talks.zip", packed.getvalue(), "application/zip")


@pytest.mark.django_db(transaction=True)
def test_files_and_archives_are_loaded_together_and_undone_together(keeper):
    Collection.objects.create(slug="harbour", title="The Harbour Papers")
    described = SimpleUploadedFile("fog.yaml", b"title: The Fog\n")

    answer = keeper.post(
        ADDRESS,
        {"texts": [uploaded(name="fog.txt"), described, archive()], "collection": "harbour"},
    )
    for thread in threading.enumerate():
        if thread.name.startswith("load "):
            thread.join()

    assert answer.url == f"/keeping/loads/{IngestRun.objects.get().pk}/"
    rows = Document.objects.values_list("key", "title", "state", "collection__slug")
    assert set(rows) == {
        ("fog.txt", "The Fog", "draft", "harbour"),
        ("talks.zip/2008/ebb.txt", "The Harbour at Night", "draft", "harbour"),
    }
    assert IngestRun.objects.get().finished_at
    assert IngestItem.objects.get(outcome="refused").name == "empty.txt"
    page = keeper.get(answer.url).content.decode()
    assert "Undo this ingest" in page and "looks again" not in page
    assert "/tmp/" not in page
    keeper.post(answer.url)
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_archives_of_the_same_name_are_told_apart_by_their_words(keeper):
    other = "MS. QUIST: Altogether another conversation, about ports and nets and all captains.\n"
    one, two, three = (archive(), archive(other), archive(other.replace("nets", "boats")))
    for upload in (
        [one],
        [two, archive("MR. DIAZ: A third one, sent with the second.\n")],
        [three],
    ):
        keeper.post(ADDRESS, {"texts": upload})
        for thread in threading.enumerate():
            if thread.name.startswith("load "):
                thread.join()
    revisions = Document.objects.values_list("key", "revisions__number")
    assert set(revisions) == {
        ("talks.zip/2008/ebb.txt", 1),
        ("talks.zip/2008/ebb.txt (2)", 1),
        ("talks.zip/2008/ebb.txt (2)", 2),
        ("talks (2).zip/2008/ebb.txt", 1),
    }


@pytest.mark.django_db
def test_nothing_chosen_is_said(keeper):
    answer = keeper.post(ADDRESS, {})
    assert answer.status_code == 422
    assert "Choose the files that hold the texts." in answer.content.decode()
    assert not IngestRun.objects.exists()


@pytest.mark.django_db
def test_only_keepers_load(client, account):
    client.force_login(account("Reviewer"))
    assert client.post(ADDRESS, {"texts": [uploaded()]}).status_code == 403
    assert not IngestRun.objects.exists()
