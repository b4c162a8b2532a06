"""Tables are written anew, so that PostgreSQL keeps no former state of their rows."""

import pytest
from django.apps import apps
from django.db import connection

from documents.models import (
    Document,
)
from documents.withdrawing import redacting, scrubbing
from documents.withdrawing.masks import Words

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_a_keeper_learns_that_somebody_was_reading_a_table(keeper, load, monkeypatch):
    document = load(publish=True)
    monkeypatch.setattr(scrubbing, "WAIT", "20ms")
    reader = connection.copy()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE documents_revision IN ACCESS SHARE MODE")
    answer = keeper.post(
        f"/keeping/documents/{document.pk}/withdraw/", {"reason": "As asked."}, follow=True
    )
    reader.close()
    page = answer.content.decode()
    assert "somebody was reading" in page and "Write the tables anew" in page


@pytest.mark.django_db(transaction=True)
def test_a_table_whose_rows_said_the_words_only_before_is_written_anew_too(load):
    """A changed row lies on in PostgreSQL's files as it was."""
    document = load(publish=True)
    Document.objects.filter(pk=document.pk).update(summary="On fog and Mr. Quay.")
    Document.objects.filter(pk=document.pk).update(summary="On fog.")
    before = files_of_tables()
    assert redacting.redact(Words(("Quay",)), "As asked.").left_on_disk == []
    kept = dict(before.items() & files_of_tables().items())
    assert "documents_document" in before and not kept


def files_of_tables() -> dict[str, int]:
    """The number of the file that each table of the archive lies in just now."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_relation_filenode(oid) FROM pg_class "
            "WHERE relkind = 'r' AND relname = ANY(%s)",
            [tables],
        )
        return dict(cursor.fetchall())


def test_a_keeper_writes_the_tables_anew(keeper):
    answer = keeper.post("/keeping/withdrawals/", follow=True)
    assert "nothing is left on the disk" in answer.content.decode()
