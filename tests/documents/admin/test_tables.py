"""Every table in Django's admin opens with few queries and guards what is not edited by hand."""

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


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_list_asks_as_much_for_many_rows_as_for_one_and_for_no_text(root, fill, model):
    fill(0)
    root.get(changelist(model))
    counts = []
    for n in (1, 2, 3):
        with CaptureQueriesContext(connection) as asked:
            assert root.get(changelist(model)).status_code == 200
        counts.append(len(asked))
        if n < 3:
            fill(n)
    assert model.objects.count() > 2
    assert counts[0] >= counts[-1], counts
    assert not [query for query in asked if '"documents_revision"."text"' in query["sql"]]
    assert root.get(changelist(model), {"q": "Light"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_record_opens_with_its_history_and_few_queries(root, fill, model):
    fill(0)
    record = model.objects.order_by("pk").first()
    root.get(change(record))
    with CaptureQueriesContext(connection) as before:
        assert root.get(change(record)).status_code == 200
    fill(1)
    fill(2)
    with CaptureQueriesContext(connection) as after:
        assert root.get(change(record)).status_code == 200
    assert len(after) <= len(before)
    history = reverse(f"admin:documents_{model._meta.model_name}_history", args=[record.pk])
    assert root.get(history).status_code == 200


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
