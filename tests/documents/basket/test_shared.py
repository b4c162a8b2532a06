import re

import pytest
from django.test import Client

from documents.basket.exports import FILES
from documents.models import (
    Document,
    SharedItem,
    Speaker,
)
from documents.withdrawing.removal import withdraw_document as withdraw
from tests.documents.basket.reader import add, change, ids
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def test_a_shared_basket_shows_it_as_it_was_and_what_is_withdrawn_is_gone(client, three):
    other = make_document("Elsewhere.", title="Other")
    add(client, *three, *(i for i in ids() if i not in three))
    change(client, 0, "keep", note="Mine")
    address = client.post("/basket/share/")["Location"]
    assert client.post("/basket/share/")["Location"] == address
    change(client, 0, "keep", note="Changed")
    change(client, 1, "remove")
    before = files_of(address)
    Document.objects.filter(title="On engines").update(
        title="Renamed", publisher="The House", kind="lecture"
    )
    Speaker.objects.update(name="Eve Other", sort_name="Other, Eve")
    assert files_of(address) == before
    reader = Client()
    response = reader.get(address)
    page = response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow" and 'name="robots"' in page
    assert "Two." in page and "Note: Mine" in page and "Changed" not in page
    assert "“On Engines”" in page and "Elsewhere." in page
    withdraw(other, "A reason.")
    page = reader.get(address).content.decode()
    assert "Elsewhere." not in page and "“Other”" not in page and "no longer in the archive" in page
    for form in FILES:
        assert reader.get(f"{address}export/?format={form}").status_code == 200


def files_of(address: str) -> dict[str, str]:
    """Every file of text that a shared copy gives, but for the day on which it was made."""
    texts = {}
    for form in set(FILES) - {"docx"}:
        text = Client().get(f"{address}export/?format={form}").content.decode()
        texts[form] = re.sub(r"\d{4}-\d\d-\d\dT[\d:+]+", "", text)
        assert "2008" in texts[form] and "Speaker" in texts[form], form
    return texts


def test_copies_from_before_descriptions_were_kept_are_read(client, three):
    add(client, *three)
    address = client.post("/basket/share/")["Location"]
    SharedItem.objects.update(described=None)
    assert "Ada Speaker" in files_of(address)["csv"]
