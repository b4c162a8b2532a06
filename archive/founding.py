"""The founding collection: the texts, vocabularies and tags that the demo begins with."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db import connection

from documents.models import Document

FIXTURES = settings.BASE_DIR / "fixtures"
FILE = "demo-loaded"


def load(output: OutputWrapper) -> None:
    """Loads the founding collection, unless this database has it from the same files.

    Loading again what is loaded changes nothing, but costs seconds at every start, and would bring
    back tags that a reviewer has since rejected.
    """
    stamp = settings.ARCHIVE_DATA / FILE
    wanted = _digest(FIXTURES)
    if stamp.exists() and stamp.read_text() == wanted and Document.objects.exists():
        return
    output.write("Loading the founding texts ...")
    call_command("load_vocabularies", FIXTURES / "vocabularies", verbosity=0)
    call_command("load_equivalents", FIXTURES / "equivalents.yaml", verbosity=0)
    call_command("ingest", FIXTURES / "texts", verbosity=0)
    call_command("taggings", "import", FIXTURES / "taggings", verbosity=0)
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
