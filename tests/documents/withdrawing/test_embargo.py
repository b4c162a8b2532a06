"""A document is closed for a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.models import (
    Document,
)
from tests.documents.withdrawing.traces import ADDRESS, passage_saying

pytestmark = pytest.mark.django_db


def test_a_document_under_embargo_is_nowhere_until_its_day_and_then_is_by_itself(
    load, client, monkeypatch
):
    document = load(publish=True)
    today = timezone.localdate()
    Document.objects.filter(pk=document.pk).update(embargo_until=today + timedelta(days=3))
    public_id = passage_saying("forty years").public_id
    from documents.signals import documents_changed

    documents_changed.send(Document, document_ids=[document.pk])
    addresses = [
        ADDRESS,
        *(f"{ADDRESS}{part}/" for part in ("cite", "original", "history")),
        f"/passages/{public_id}/",
        f"/passages/{public_id}/cite/",
        f"/passages/{public_id}/pack/",
        "/speakers/ada-marsh/",
    ]
    lists = ["/", "/documents/", "/speakers/", "/corrections/", "/search/?q=forty&format=json"]

    def says(address):
        return client.get(address).content.decode().replace("?q=forty", "")

    assert {client.get(address).status_code for address in addresses} <= {404, 410}
    for address in lists:
        assert not [w for w in ("Harbour at Night", "Marsh", "forty years") if w in says(address)]

    on_that_day = timezone.now() + timedelta(days=3)
    monkeypatch.setattr("django.utils.timezone.now", lambda: on_that_day)
    assert {client.get(address).status_code for address in addresses} == {200}
    assert client.get("/search/?q=forty&format=json").json()["total"] == 1
