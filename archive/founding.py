"""The founding collection: the texts, vocabularies and tags that the demo begins with."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper
from django.db import connection

from documents.models import Document

FIXTURES = settings.BASE_DIR / "fixtures"
FILE = "demo-loaded"


def load(output: OutputWrapper) -> None:
    """Loads the founding collection, unless this database has it from the same files.

    Loading again what is loaded changes nothing, but costs seconds at every start, and would bring
    back tags that a reviewer has since rejected. When the files have changed, what was corrected or
    withdrawn here stays as it is, and that is said. Raises CommandError or SystemExit where they
    cannot be loaded for the first time.
    """
    stamp = settings.ARCHIVE_DATA / FILE
    wanted = _digest(FIXTURES)
    was_loaded = Document.objects.exists()
    if was_loaded and stamp.exists() and stamp.read_text() == wanted:
        return
    output.write("Loading the founding texts ...")
    for command in (
        ("load_vocabularies", FIXTURES / "vocabularies"),
        ("load_equivalents", FIXTURES / "equivalents.yaml"),
        ("ingest", FIXTURES / "texts"),
        ("taggings", "import", FIXTURES / "taggings"),
    ):
        try:
            call_command(*command, verbosity=0)
        except (CommandError, SystemExit) as error:
            refused = isinstance(error, CommandError) or error.code == 1
            if not (was_loaded and refused):
                raise
            output.write("What was corrected or withdrawn here, see above, stays as it is.")
    stamp.write_text(wanted)


def _digest(folder: Path) -> str:
    """Returns what changes when a file in the folder or the database changes."""
    whole = hashlib.sha256(repr(_database()).encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(f"\n{path.relative_to(folder)}\n".encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()


def _database() -> list[str]:
    described = connection.settings_dict
    return [str(described[key]) for key in ("ENGINE", "HOST", "PORT", "NAME")]
