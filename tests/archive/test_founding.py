"""The founding collection is brought up to date without undoing what was done to it here."""

import io
import shutil

import pytest
from django.core.management.base import CommandError, OutputWrapper

from archive import founding
from documents.models import Document
from documents.withdrawing.removal import withdraw_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(settings, tmp_path, monkeypatch):
    """The files of one founding text, the shortest, in a folder of their own."""
    settings.ARCHIVE_DATA, settings.ORIGINALS = tmp_path, tmp_path / "originals"
    folder = tmp_path / "fixtures"
    for name in ("vocabularies", "equivalents.yaml", "texts", "taggings"):
        there = founding.FIXTURES / name
        copy = shutil.copytree if there.is_dir() else shutil.copy
        (folder / name).parent.mkdir(exist_ok=True)
        copy(there, folder / name)
    for path in (folder / "texts").iterdir():
        if not path.name.startswith("003"):
            path.unlink()
    for path in (folder / "taggings").iterdir():
        if "duke" not in path.name:
            path.unlink()
    monkeypatch.setattr(founding, "FIXTURES", folder)
    return folder


def load() -> str:
    said = io.StringIO()
    founding.load(OutputWrapper(said))
    return said.getvalue()


def test_what_was_withdrawn_here_does_not_keep_the_archive_from_starting(files):
    load()
    withdraw_document(Document.objects.get(), "Asked for.")
    (text,) = (files / "texts").glob("*.txt")
    text.write_text(text.read_text(encoding="utf-8") + "\n\nOne more slide.", encoding="utf-8")

    assert "see above, stays as it is" in load()
    assert load() == ""


def test_files_that_cannot_be_loaded_the_first_time_are_an_error(files):
    (files / "taggings" / "lagon-duke-2014.jsonld").write_text("no JSON")

    with pytest.raises(CommandError, match="Not all judgments"):
        load()
