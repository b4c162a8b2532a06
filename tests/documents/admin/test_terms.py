"""Vocabularies and their terms."""

from documents.models import (
    Term,
    TermVersion,
    Vocabulary,
)
from tests.documents.admin.pages import change, posted


def test_a_new_version_of_a_term_takes_the_place_of_the_current_one(root, fill):
    fill(0)
    term = Term.objects.get()
    sent = posted(root, change(term)) | {
        "versions-TOTAL_FORMS": "1",
        "versions-INITIAL_FORMS": "0",
        "versions-0-label": "Lights",
        "versions-0-definition": "What is kept on.",
        "versions-0-term": term.pk,
    }
    answer = root.post(change(term), sent)
    assert answer.status_code == 302
    assert list(term.versions.values_list("number", "label", "is_current", "by__username")) == [
        (1, "Light 0", False, None),
        (2, "Lights", True, "root"),
    ]


def test_a_new_term_comes_with_its_name_or_is_refused_in_a_sentence(root, fill):
    fill(0)
    address, vocabulary = "/admin/documents/term/add/", Vocabulary.objects.get()
    sent = posted(root, address, vocabulary=vocabulary.pk, slug="fog", order="1")
    named = sent | {"versions-0-label": "Fog", "versions-0-definition": "What hides the light."}
    for wrong, said in (
        (sent, "submit at least 1 form"),
        (named | {"versions-0-label": "light 0"}, "Another term is called “Light 0”."),
        (named | {"slug": "light-0"}, "already exists"),
        (named | {"vocabulary": ""}, "field is required"),
    ):
        answer = root.post(address, wrong)
        assert answer.status_code == 200 and said in answer.content.decode()

    assert root.post(address, named).status_code == 302
    fog = TermVersion.objects.get(term__slug="fog")
    assert (fog.label, fog.number, fog.is_current, fog.by.username) == ("Fog", 1, True, "root")


def test_no_term_stands_under_itself_or_has_an_address_of_the_search(root, fill):
    fill(0)
    above = Term.objects.get()
    under = Term.objects.create(vocabulary=above.vocabulary, slug="under", broader=above)
    new = "/admin/documents/term/add/"
    for address, wrong, said in (
        (change(above), {"broader": under.pk}, "go round in a circle"),
        (new, {"vocabulary": above.vocabulary_id, "slug": "unread"}, "passages without a term"),
    ):
        answer = root.post(address, posted(root, address) | wrong)
        assert answer.status_code == 200 and said in answer.content.decode()
    assert Term.objects.get(pk=above.pk).broader is None and Term.objects.count() == 2


def test_a_new_vocabulary_takes_no_address_of_the_search_or_of_another_page(root, db):
    address = "/admin/documents/vocabulary/add/"
    asked = {"key": "mine", "name": "Mine", "query_key": "year", "path": "search", "order": 0}
    answer = root.post(address, posted(root, address) | asked)
    page = answer.content.decode()
    assert "is one of the search itself" in page and "is that of other pages" in page
    assert not Vocabulary.objects.exists()
    right = asked | {"query_key": "mine", "path": "mine"}
    assert root.post(address, posted(root, address) | right).status_code == 302
