"""The front page, the theme and the pages that say what went wrong."""

from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive import views
from documents.models import Speaker
from search.counting import Counted
from tests.factories import Said, make_document, make_vocabulary
from tests.pages import folded

pytestmark = pytest.mark.django_db


def test_home_says_what_the_archive_holds(client):
    make_document("One.", "Two.", held="2007-06")
    make_document(Said("Three.", "Bo Chen"), held="2010", kind="panel")
    page = folded(client.get("/"))
    assert "Two documents, three numbered passages, two named speakers, from 2007 to 2010." in page
    assert "There is nothing from 2008 to 2009." in page


def test_home_counts_what_has_just_changed_without_reading_passages(client):
    make_vocabulary("p", "Prosecution", register=True)
    first = Said("One “two” three.", quotes=[("two", "Bo Chen")], tags={"p": ["prosecution"]})
    make_document(first, Said("Four.", suggested={"p": ["prosecution"]}), held="2007")
    before = folded(client.get("/"))
    assert "Prosecution" in before and ">1 passage<" in before and "quoted in 1" in before
    assert "1 of 2 has not been read or decided" in before

    make_document(first, Said("Five.", read=["p"]))
    with CaptureQueriesContext(connection) as asked:
        after = folded(client.get("/"))
    assert ">2 passages<" in after and "quoted in 2" in after
    assert "1 of 4 has not been read or decided" in after and "Undated" in after
    with CaptureQueriesContext(connection) as again:
        assert folded(client.get("/")) == after
    assert len(again) < len(asked)
    assert not [q for q in again if "COUNT" in q["sql"] and "documents_anchor" in q["sql"]]


def test_home_sets_thousands_apart(client, monkeypatch):
    make_document("One.")
    person = Speaker.objects.get().pk
    tallies = {"speaker": {person: 19134}, "quoted": {person: 1111}, "year": {2007: 19134}}
    monkeypatch.setattr(views, "whole_archive", lambda: Counted([], 19134, 1, tallies))
    page = folded(client.get("/"))
    assert "19,134 numbered passages" in page and "quoted in 1,111" in page


def test_an_empty_archive_has_a_front_page_too(client):
    assert "Nothing yet" in client.get("/").content.decode()


@pytest.mark.parametrize("path", ["/about/", "/help/search/", "/sign-in/", "/corrections/"])
def test_pages_answer_in_an_empty_archive(client, path):
    assert client.get(path).status_code == 200


def test_the_theme_is_kept_in_a_cookie_and_set_on_the_page(client):
    answer = client.post("/theme/", {"theme": "dark", "next": "/about/"})
    assert answer.status_code == 302 and answer["Location"] == "/about/"
    assert '<html lang="en" class="theme-dark">' in folded(client.get("/about/"))
    client.post("/theme/", {"theme": "auto", "next": "/about/"})
    assert '<html lang="en">' in folded(client.get("/about/"))


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "javascript:x", ""]
)
def test_the_theme_form_leads_nowhere_else(client, elsewhere):
    assert client.post("/theme/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_an_unknown_address_is_404_in_words_and_escaped(client):
    answer = client.get("/nowhere/<script>alert(1)</script>/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "There is no page at this address" in page and "<script>alert" not in page


def test_too_much_at_once_is_413_in_words(client):
    fields = {f"field-{n}": "x" for n in range(5_001)}
    for sent in (fields, {"theme": "x" * (10 * 1024 * 1024)}):
        body = urlencode(sent)
        answer = client.post("/theme/", body, "application/x-www-form-urlencoded")
        assert answer.status_code == 413
        assert "More was sent at once than is read" in answer.content.decode()


def test_a_failure_is_500_in_words_without_the_database(monkeypatch, django_assert_num_queries):
    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr(views, "whole_archive", fail)
    with django_assert_num_queries(0):
        answer = Client(raise_request_exception=False).get("/?q=labor")
    assert answer.status_code == 500
    assert "Something failed here" in answer.content.decode()
    assert "Your search was: labor" in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words():
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "x", "password": "y"})
    assert answer.status_code == 403 and "The form was refused" in answer.content.decode()


def test_signing_in_and_out(client, django_user_model):
    django_user_model.objects.create_user("keeper", password="right")
    answer = client.post("/sign-in/", {"username": "keeper", "password": "wrong"})
    assert "do not go together" in answer.content.decode()
    answer = client.post("/sign-in/", {"username": "keeper", "password": "right"})
    assert answer["Location"] == "/"
    assert "Sign out" in client.get("/").content.decode()
    client.post("/sign-out/")
    assert "Sign in" in client.get("/").content.decode()
