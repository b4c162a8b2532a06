"""A keeper loads a text in the browser, and is told in words what became of it."""

import pytest

from documents.models import Document, IngestItem, Outcome
from documents.vocabularies import State
from tests.documents.keeping.conftest import INTERVIEW, uploaded

ADD = "/keeping/add/"


def test_an_upload_becomes_a_draft_that_only_keepers_see(keeper, client):
    response = keeper.post(ADD, {"file": uploaded(), "source": "https://example.org/harbour"})
    document = Document.objects.get()
    assert response.url == f"/keeping/documents/{document.pk}/"
    assert document.key == document.source_url == "https://example.org/harbour"
    assert document.state == State.DRAFT
    assert not Document.objects.public().exists()
    assert [item.outcome for item in IngestItem.objects.all()] == [Outcome.NEW]
    assert IngestItem.objects.get().run.by.username == "keeper"


def test_a_description_file_states_what_the_text_does_not_say(keeper):
    description = uploaded("title: Lights\nheld: 2008~\n", "harbour.yaml")
    keeper.post(ADD, {"file": uploaded(), "description": description})
    document = Document.objects.get()
    assert (document.title, document.held) == ("Lights", "2008~")


def test_a_wrong_description_is_given_back_to_be_mended(keeper):
    description = uploaded("titel: Lights\n", "harbour.yaml")
    data = {"file": uploaded(), "description": description, "source": "https://example.org/h"}
    page = keeper.post(ADD, data)
    assert page.status_code == 422
    assert "“titel” is not a field of a description" in page.content.decode()
    assert "Did you mean “title”?" in page.content.decode()
    form = page.context["form"]
    assert form["written"].value() == "titel: Lights\n"
    assert form["source"].value() == "https://example.org/h"
    assert not Document.objects.exists()
    assert IngestItem.objects.get().outcome == Outcome.REFUSED

    keeper.post(ADD, {"file": uploaded(), "written": "title: Lights\n"})
    assert Document.objects.get().title == "Lights"


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02\xff" * 400, b"%PDF-1.7 \xe2\xe3\xcf\xd3\n1 0 obj"]
)
def test_a_file_that_is_no_text_is_refused_in_words(keeper, data):
    page = keeper.post(ADD, {"file": uploaded(data)})
    assert page.status_code == 422
    assert page.context["form"].errors["file"]
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_words(keeper, settings):
    settings.INGEST_LARGEST_TEXT = 1000
    page = keeper.post(ADD, {"file": uploaded("words " * 500)})
    assert "a browser may load up to" in page.content.decode()


def test_a_form_without_a_file_says_which_is_missing(keeper):
    page = keeper.post(ADD, {})
    assert "Choose the file that holds the text." in page.content.decode()


def test_the_same_bytes_under_another_key_are_reported_and_not_loaded(keeper, load):
    held = load()
    page = keeper.post(ADD, {"file": uploaded(name="other.txt")})
    assert page.status_code == 422
    assert f"/keeping/documents/{held.pk}/" in page.content.decode()
    assert Document.objects.count() == 1


def test_an_unlike_text_under_a_known_key_asks_first(keeper, load):
    held = load(key="harbour.txt")
    other = "A Speech on Bread\n\nFlour, water, salt and patience make bread, said nobody.\n"
    page = keeper.post(ADD, {"file": uploaded(other)})
    assert "hardly like it" in page.content.decode()
    assert held.revisions.count() == 1

    keeper.post(ADD, {"file": uploaded(other), "accept_unlike": "on"})
    assert held.revisions.count() == 2


def test_the_same_text_again_changes_nothing(keeper):
    keeper.post(ADD, {"file": uploaded()})
    page = keeper.post(ADD, {"file": uploaded()}, follow=True)
    assert "holds exactly this text already" in page.content.decode()
    assert Document.objects.get().revisions.count() == 1


def test_the_overview_lists_drafts_and_what_was_loaded_last(keeper, load):
    load()
    keeper.post(ADD, {"file": uploaded(b"\x00\x01" * 400, "picture.txt")})
    page = keeper.get("/keeping/").content.decode()
    assert "The Harbour at Night" in page
    assert "picture.txt" in page
    assert "refused" in page


def test_the_overview_asks_as_much_for_many_texts_as_for_one(
    keeper, load, django_assert_max_num_queries
):
    load()
    with django_assert_max_num_queries(12) as once:
        keeper.get("/keeping/")
    for n in range(4):
        load(INTERVIEW.replace("forty", f"{n + 2}"), key=f"harbour-{n}")
    with django_assert_max_num_queries(len(once)):
        keeper.get("/keeping/")


def test_what_the_reading_doubts_is_told_on_the_page_and_kept_with_the_load(keeper):
    remarks = "On Bread\n\n" + "Good evening. Bread is flour, water, salt and patience. " * 12
    page = keeper.post(ADD, {"file": uploaded(remarks, "bread.txt")}, follow=True)
    assert "nothing says who speaks" in page.content.decode()
    assert "nothing says who speaks" in IngestItem.objects.get().message
