"""Characters that the database cannot hold are refused in words, wherever they are sent."""

import pytest

from tests.factories import make_vocabulary

pytestmark = pytest.mark.django_db


def test_a_nul_is_refused_in_words(admin_client):
    make_vocabulary("p", "Prevention")
    response = admin_client.get("/tagging/?document=%00")
    assert response.status_code == 400
    assert "a character that no text can hold" in response.content.decode()


def test_data_is_refused_as_data(admin_client):
    make_vocabulary("p", "Prevention")
    response = admin_client.get("/tagging/start/?document=a%00b&format=json")
    assert response.status_code == 400
    assert "NUL" in response.json()["error"]
