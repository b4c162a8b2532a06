"""What is not whole, not ours or in the way is refused before anything is touched."""

import signal
import stat
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.backups import restoring, writing
from archive.backups.container import Writer
from archive.backups.errors import BackupError
from documents.models import Original

from .conftest import state

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(archive, tmp_path) -> Path:
    writing.write(tmp_path / "backup.zip", say=str)
    return tmp_path / "backup.zip"


def refusal(path: Path) -> str:
    with pytest.raises(BackupError) as refused:
        restoring.restore(path, say=str)
    return str(refused.value)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_every_changed_byte_and_every_cut_is_seen(backup, data):
    whole = backup.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[at] ^= data.draw(st.integers(1, 255))
    broken = backup.with_name("broken")
    for content in (bytes(changed), whole[:at], whole + b"\n"):
        broken.write_bytes(content)
        with pytest.raises(BackupError):
            restoring.check(broken)


def test_a_whole_file_passes_the_check_and_says_what_it_holds(backup):
    out = StringIO()
    call_command("restore", backup, "--check", stdout=out)
    assert "is whole" in out.getvalue()
    assert "3 originals" in out.getvalue()
    assert "secret key" not in out.getvalue(), "nothing was taken out of it"


def test_who_restores_an_archive_that_words_were_taken_out_of_is_told_of_its_key(backup):
    manifest = dict(restoring.check(backup))
    rows = {"name": "documents_remembered", "rows": 1}
    others = [t for t in manifest["tables"] if t["name"] != rows["name"]]
    assert len(others) == len(manifest["tables"]) - 1
    said = restoring.former_key_needed({**manifest, "tables": [*others, rows]})
    assert "copy secret-key" in said


def test_foreign_files_are_called_what_they_are(tmp_path):
    text, other, empty = (tmp_path / name for name in ("text", "other.zip", "empty"))
    text.write_text("A letter about nothing in particular. " * 30)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("letter.txt", "A letter.")
    empty.touch()
    assert "no backup of this program" in refusal(text)
    assert "no backup of this program" in refusal(other)
    assert "no backup of this program" in refusal(empty)
    assert "No such file" in refusal(tmp_path / "absent")
    assert "Is a directory" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ({"version": 2}, "version 2 of the format"),
        ({"format": "a song"}, "no backup of this program"),
        ({"tables": [{"part": "tables/lost.copy"}], "originals": 0}, "does not hold together"),
    ],
)
def test_a_file_that_is_sealed_but_says_what_is_not_so(tmp_path, manifest, words):
    with (tmp_path / "odd").open("w+b") as file, Writer(file) as writer:
        with writer.part("originals.tar"):
            pass
        writer.finish(manifest)
    assert words in refusal(tmp_path / "odd")


def test_a_database_with_rows_is_left_alone(backup):
    before = state()
    assert "The database is not empty" in refusal(backup)
    assert state() == before


def test_a_file_is_not_overwritten_unless_that_is_asked(backup):
    before = backup.read_bytes()
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", backup, stdout=StringIO())
    assert backup.read_bytes() == before
    call_command("backup", backup, "--overwrite", stdout=StringIO())
    assert backup.read_bytes() != before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_who_made_a_backup_ends_on_a_signal_as_before(backup):
    before = signal.getsignal(signal.SIGTERM)
    call_command("backup", backup, "--overwrite", stdout=StringIO())
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_backup_that_fails_leaves_no_file_and_keeps_the_former(backup):
    before = backup.read_bytes()
    Original.objects.first().path.unlink()
    with pytest.raises(BackupError, match=r"is missing or damaged.*would not be whole"):
        writing.write(backup, overwrite=True, say=str)
    assert backup.read_bytes() == before
    with pytest.raises(BackupError):
        writing.write(backup.with_name("new"), say=str)
    with pytest.raises(BackupError, match="No such file"):
        writing.write(backup.parent / "nowhere" / "new", say=str)
    assert [p.name for p in backup.parent.iterdir() if p.is_file()] == [backup.name]
