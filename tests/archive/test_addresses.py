"""A very long address is refused in words before it is read; a long query is not."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["q=" + "a" * 140_000, "&".join(["year=2008"] * 20_000)])
def test_a_very_long_address_is_refused_in_words(client, query, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(f"/search/?{query}")
    assert response.status_code == 414
    assert "This address is too long" in response.content.decode()
    assert "at most 131,072 are read" in response.content.decode()


def test_data_is_refused_as_data(client):
    response = client.get("/search/?q=" + "a" * 140_000 + "&format=json")
    assert response.status_code == 414
    assert response.json()["error"].startswith("This address")


def test_ten_thousand_letters_of_any_script_arrive(client):
    response = client.get("/search/?q=" + "%E6%97%A5" * 10_000)
    assert response.status_code == 400
    assert "10,000 characters" in response.content.decode()
