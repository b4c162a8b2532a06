"""What a backup holds comes back row for row and byte for byte, as of one moment."""

import threading
from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings

from archive.backups import restoring, writing
from documents import drafts
from documents.models import Document, Original, Speaker
from search.models import IndexedPassage

from .conftest import connected_to, load_talk, state

pytestmark = pytest.mark.django_db(transaction=True)


def meanwhile(work: Callable[[], object]) -> None:
    """Does something in a transaction of its own and waits until it is committed."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def once(work: Callable[[], object]) -> Callable[[str], None]:
    """Something to be called with messages, which does the work at the first."""
    left = [work]
    return lambda message: meanwhile(left.pop()) if left else None


def test_a_backup_is_of_one_moment_and_comes_back_row_for_row(archive, elsewhere, tmp_path):
    User.objects.create_user("keeper", password="a word")
    removed = Speaker.objects.create(slug="x", name="X", sort_name="X", sort_key="x")
    number = removed.pk
    removed.delete()
    before = state()
    files = {o.sha256: o.read() for o in Original.objects.all()}
    found = IndexedPassage.objects.count()

    loads = threading.Thread(target=lambda: meanwhile(lambda: [load_talk(n) for n in range(4, 9)]))

    def load_on() -> None:
        load_talk(3)
        loads.start()

    writing.write(tmp_path / "backup", say=once(load_on))
    loads.join()
    assert Document.objects.count() == 8

    with elsewhere() as originals:
        call_command("restore", tmp_path / "backup", stdout=(said := StringIO()))
        embedded = connection.settings_dict["ENGINE"] == "archive.database"
        assert ("devdb stop ends it" in said.getvalue()) == embedded
        assert state() == before
        assert {p.name: p.read_bytes() for p in originals.glob("*/*")} == files
        assert IndexedPassage.objects.count() == found
        # The number of a removed row is not given again, and the triggers record once.
        added = Speaker.objects.create(slug="y", name="Y", sort_name="Y", sort_key="y")
        assert added.pk > number
        table = next(iter(Speaker.pgh_event_models.values()))
        assert table.objects.filter(pgh_obj_id=added.pk).count() == 1


def test_a_draft_that_is_discarded_meanwhile_is_not_in_the_backup(archive, tmp_path):
    draft = load_talk(4, publish=False)
    writing.write(tmp_path / "backup", say=once(lambda: drafts.discard(draft)))
    manifest = restoring.check(tmp_path / "backup")
    rows = {table["name"]: table["rows"] for table in manifest["tables"]}
    assert manifest["originals"] == rows["documents_original"] == 3
    assert rows["documents_document"] == Document.objects.count() == 2


def test_a_backup_goes_to_another_version_of_postgresql(archive, other_version, tmp_path):
    writing.write(tmp_path / "backup", say=str)
    before, version = state(), connection.pg_version
    with (
        connected_to(other_version),
        override_settings(ORIGINALS=tmp_path / "moved"),
    ):
        restoring.restore(tmp_path / "backup", say=str)
        assert connection.pg_version // 10000 != version // 10000
        assert state() == before
        load_talk(5)
        assert IndexedPassage.objects.filter(document_id__isnull=False).exists()
