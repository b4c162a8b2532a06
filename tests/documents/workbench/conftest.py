"""Accounts of each role, a vocabulary with keys and one without, and two short speeches to tag."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from documents.models import Document, PassageVersion, Term, Vocabulary
from tests.factories import Said, make_account, make_document, make_vocabulary


@pytest.fixture
def account(db) -> Callable[..., User]:
    """Makes an account of a group, such as "Tagger"; of none for ""."""
    return make_account


@pytest.fixture
def ps(db) -> Vocabulary:
    vocabulary = make_vocabulary("p", "Prosecution", "Protection", "Prevention", register=True)
    for number, term in enumerate(vocabulary.terms.all(), start=1):
        Term.objects.filter(pk=term.pk).update(keyboard=str(number))
    return vocabulary


@pytest.fixture
def topics(ps) -> Vocabulary:
    return make_vocabulary("topic", "Forced labor", "Supply chains")


@pytest.fixture
def speech(topics) -> Document:
    return make_document(
        Said("Good morning to all of you."),
        Said("We must prevent forced labor; we must also protect its victims."),
        Said("Supply chains are long."),
    )


@pytest.fixture
def version(speech) -> Callable[[int], PassageVersion]:
    """The current version of the passage with a number."""

    def find(number: int) -> PassageVersion:
        found = PassageVersion.objects.current().select_related("passage__document")
        return found.get(passage__document=speech, number=str(number))

    return find


@pytest.fixture
def signed_in(account) -> Callable[[str], Client]:
    """A browser in which an account of a group, made for it, has signed in."""

    def make(group: str) -> Client:
        client = Client()
        client.force_login(User.objects.filter(username=group.lower()).first() or account(group))
        return client

    return make


@pytest.fixture
def bench(version) -> Callable:
    """Asks something of the bench on a passage, as its page would."""

    def ask(client: Client, number: int, queue: str = "all", **asked: str):
        address = f"/tagging/passages/{version(number).passage.public_id}/?queue={queue}"
        if "state" not in asked:
            asked["state"] = client.get(address).context["bench"].state
        return client.post(address, asked, headers={"X-Requested-With": "bench"})

    return ask
