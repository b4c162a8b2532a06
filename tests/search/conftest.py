"""Who judges what a search finds."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_account


@pytest.fixture
def reviewer(client: Client, db: None) -> User:
    """A reviewer, signed in."""
    user = make_account("Reviewer")
    client.force_login(user)
    return user
