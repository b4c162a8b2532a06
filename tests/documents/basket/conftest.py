"""Three passages to put into a basket."""

import pytest

from tests.documents.basket.reader import ids
from tests.factories import Said, make_document


@pytest.fixture
def three() -> list[str]:
    make_document(Said("One <b>."), Said("Two."), Said("Three."), title="On engines", held="2008")
    return ids()
