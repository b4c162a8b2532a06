"""Accounts of each role, and a small interview to load."""

from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.ingest import importer
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import Document, IngestRun
from tests.factories import make_account

INTERVIEW = """The Harbour at Night

An interview with Ada Marsh, harbour master

QUESTION: Who keeps the lights on?

MARSH: We keep them on ourselves, and we have done so for forty years.

QUESTION: And the fog?

MARSH: The fog keeps nobody but itself.
"""


@pytest.fixture(autouse=True)
def _originals(settings, tmp_path):
    settings.ORIGINALS = tmp_path / "originals"


@pytest.fixture
def account(db) -> Callable[[str], User]:
    """Makes an account of a group, such as "Keeper"."""
    return partial(make_account, is_staff=True)


@pytest.fixture
def keeper(account, client) -> Client:
    """A browser in which a keeper has signed in."""
    client.force_login(account("Keeper"))
    return client


@pytest.fixture
def load(db) -> Callable[..., Document]:
    """Loads a text under a key, as a draft unless it is to be published."""

    def make(text: str = INTERVIEW, key: str = "harbour", publish: bool = False) -> Document:
        run = IngestRun.objects.create(source="a test", rules_version=RULES_VERSION)
        incoming = Incoming(name=f"{key}.txt", data=text.encode(), key=key)
        return importer.load(incoming, run, publish=publish).document

    return make


@pytest.fixture
def document(load) -> Document:
    """The interview, published."""
    return load(publish=True)


def uploaded(text: str | bytes = INTERVIEW, name: str = "harbour.txt") -> SimpleUploadedFile:
    data = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile(name, data, content_type="text/plain")
