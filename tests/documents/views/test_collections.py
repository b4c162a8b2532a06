"""Each collection has a page; texts that are loaded into it take its rights."""

import pytest

from documents.models import Collection, Document
from documents.vocabularies import Access, Rights
from tests.documents.keeping.conftest import INTERVIEW, uploaded
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db

CC_BY = Rights.CC_BY.value


@pytest.fixture
def harbour(db) -> Collection:
    return Collection.objects.create(
        slug="harbour",
        title="The Harbour Papers",
        scope_and_content="Talks of harbour masters.",
        rights=CC_BY,
        access=Access.EXCERPT,
    )


def test_a_collection_says_what_it_is_and_whose_words_it_holds(client, harbour):
    shown = make_document(Said("The fog."), title="Fog", held="2008", collection="harbour")
    make_document(Said("The ebb."), title="Ebb", collection="harbour", published_now=False)
    make_document(Said("The moon."), title="Moon", collection="sky")

    page = client.get("/collections/harbour/").content.decode()

    for words in ("The Harbour Papers", "Talks of harbour masters.", CC_BY, "One document"):
        assert words in page
    assert shown.get_absolute_url() in page
    assert "Ebb" not in page and "Moon" not in page
    assert "/search/?collection=harbour" in page
    assert client.get("/search/?collection=harbour&format=json").json()["total"] == 1
    assert client.get(shown.get_absolute_url()).content.decode().count("/collections/harbour/") == 1


def test_a_collection_of_which_nothing_is_public_is_for_keepers(client, admin_client, harbour):
    make_document(Said("The ebb."), collection="harbour", published_now=False)
    assert client.get("/collections/harbour/").status_code == 404
    assert "Harbour" not in client.get("/collections/").content.decode()
    assert (
        "Nothing of it is public yet." in admin_client.get("/collections/harbour/").content.decode()
    )
    assert client.get("/collections/nowhere/").status_code == 404


def test_a_text_that_is_loaded_into_it_takes_its_rights(admin_client, harbour, settings, tmp_path):
    settings.ORIGINALS = tmp_path
    admin_client.post(
        "/keeping/add/", {"file": uploaded(INTERVIEW), "collection": "harbour", "written": ""}
    )
    document = Document.objects.get()
    assert document.collection == harbour
    assert (document.rights, document.access) == (CC_BY, "excerpt")


def test_a_description_that_names_another_collection_counts_first(
    admin_client, harbour, settings, tmp_path
):
    settings.ORIGINALS = tmp_path
    sent = {"file": uploaded(INTERVIEW), "collection": "harbour", "written": "collection: Sky"}
    admin_client.post("/keeping/add/", sent)
    assert Document.objects.get().collection.title == "Sky"
