"""Every table in Django's admin opens with few queries and guards what is not edited by hand."""

from collections import defaultdict

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import (
    Anchor,
    IngestRun,
    Passage,
    PassageVersion,
    Reading,
    Revision,
)
from tests.documents.admin.pages import change, changelist
from tests.factories import make_account

MODELS = [m for m in admin.site._registry if m._meta.app_label == "documents"]
NAMES = [model._meta.model_name for model in MODELS]


def test_every_model_is_there_but_what_readers_keep_for_themselves():
    from django.apps import apps

    models = {m for m in apps.get_app_config("documents").get_models() if "Event" not in m.__name__}
    of_readers = {m for m in models if m.__module__ == "documents.models.basket"}
    assert len(of_readers) == 4
    # What was taken out has pages of its own, where nothing is changed by hand.
    taken_out = {m for m in models if m.__module__ == "documents.models.withdrawal"}
    at_the_workbench = {m for m in models if m.__name__ in ("BatchEntry", "Comment")}
    assert models - of_readers - taken_out - at_the_workbench == set(MODELS)


def queries(client, address: str) -> list[str]:
    """What the archive asks its database for a page, which is answered."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return [query["sql"] for query in asked]


def test_a_list_asks_as_much_for_many_rows_as_for_one_and_for_no_text(root, fill):
    counts = defaultdict(list)
    for n in range(3):
        fill(n)
        for model, name in zip(MODELS, NAMES, strict=True):
            if n == 0:
                root.get(changelist(model))
            asked = queries(root, changelist(model))
            counts[name].append(len(asked))
            assert not [sql for sql in asked if '"documents_revision"."text"' in sql], name
    assert [name for name, each in counts.items() if each[-1] > each[0]] == [], dict(counts)
    for model in MODELS:
        assert model.objects.count() > 2
        assert root.get(changelist(model), {"q": "Light"}).status_code == 200, model


def test_a_record_opens_with_its_history_and_few_queries(root, fill):
    fill(0)
    records = [model.objects.order_by("pk").first() for model in MODELS]
    for record in records:
        root.get(change(record))
    before = [len(queries(root, change(record))) for record in records]
    fill(1)
    fill(2)
    for record, name, few in zip(records, NAMES, before, strict=True):
        assert len(queries(root, change(record))) <= few, name
        history = reverse(f"admin:documents_{name}_history", args=[record.pk])
        assert root.get(history).status_code == 200, name


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_keeper_sees_every_table_and_a_tagger_none(keeper, model):
    assert keeper.get(changelist(model)).status_code == 200
    keeper.force_login(make_account("Tagger", is_staff=True))
    assert keeper.get(changelist(model)).status_code == 403


@pytest.mark.parametrize("model", [Revision, PassageVersion, Passage, Anchor, Reading, IngestRun])
def test_what_the_archive_writes_itself_is_not_edited_by_hand(root, fill, model):
    fill(0)
    record = model.objects.first()
    assert root.post(change(record), {}).status_code == 403
    name = f"admin:documents_{model._meta.model_name}"
    assert root.get(reverse(f"{name}_add")).status_code == 403
    assert root.get(reverse(f"{name}_delete", args=[record.pk])).status_code == 403
