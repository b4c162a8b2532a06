"""What is announced while a test runs."""

from collections.abc import Iterator

import pytest

from documents.signals import documents_changed


@pytest.fixture
def announced() -> Iterator[list[int]]:
    """The documents announced since the test began."""
    heard: list[int] = []

    def listen(sender, document_ids, **kwargs):
        heard.extend(document_ids)

    documents_changed.connect(listen)
    yield heard
    documents_changed.disconnect(listen)
