"""Guessing a password is slow work."""

import pytest
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keeper():
    User.objects.create_user("keeper", password="right", is_staff=True)


def attempt(client, password, name="keeper"):
    return client.post("/admin/login/", {"username": name, "password": password})


def test_after_five_wrong_passwords_the_right_one_is_refused_too(client):
    for _ in range(5):
        attempt(client, "wrong")
    assert attempt(client, "right").status_code == 429


def test_a_mistake_or_two_are_forgiven(client):
    attempt(client, "wrong")
    assert attempt(client, "right").status_code == 302


def test_one_name_locked_leaves_the_others_alone(client):
    for _ in range(6):
        attempt(client, "wrong", name="somebody")
    assert attempt(client, "right").status_code == 302
