"""A public query that takes too long is given up, and the page says so."""

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from archive import urls
from archive.timeouts import WORDS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


def sleeps(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [request.GET["seconds"]])
        cursor.execute("SHOW statement_timeout")
        [limit] = cursor.fetchone()
    return HttpResponse("awake", headers={"Limit": limit})


urlpatterns = [path("search/", sleeps), path("admin/slow/", sleeps), *urls.urlpatterns]


@pytest.fixture(autouse=True)
def _a_short_patience(settings):
    settings.PUBLIC_STATEMENT_TIMEOUT_MS = 60


def test_a_long_query_is_answered_503_in_words(client):
    response = client.get("/search/?seconds=5")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "longer than the archive allows" in response.content.decode()


def test_a_program_gets_the_words_as_json(client):
    response = client.get("/search/?seconds=5&format=json")
    assert response.status_code == 503
    assert response.json() == {"error": WORDS}


def test_a_short_query_passes_and_leaves_no_limit_behind(client):
    assert client.get("/search/?seconds=0").content == b"awake"
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


def test_keepers_are_not_hurried(client):
    assert client.get("/admin/slow/?seconds=0.2").content == b"awake"


def test_the_limit_is_in_no_count_of_queries(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/search/?seconds=0")


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/search/?seconds=0&format=csv", "7s"),
        ("/search/?seconds=0&format=jsonl", "7s"),
        ("/search/?seconds=0&format=ris", "7s"),
        ("/search/?seconds=0&format=json", "60ms"),
        ("/search/?seconds=0", "60ms"),
    ],
)
def test_a_file_of_all_hits_has_a_limit_of_its_own(client, settings, address, limit):
    settings.PUBLIC_EXPORT_TIMEOUT_MS = 7000
    assert client.get(address)["Limit"] == limit
