"""Static files, collected when they have changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

FILE = "collected"


def collect() -> None:
    """Collects the static files into STATIC_ROOT, unless that was done with the same files.

    `collectstatic` reads and hashes every file each time, which is most of a second.
    """
    stamp = Path(settings.STATIC_ROOT) / FILE
    wanted = _digest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def _digest() -> str:
    """Returns what changes when a source file comes, goes, or is written."""
    whole = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            found = Path(storage.path(path)).stat()
            whole.update(f"\n{path}\t{found.st_size}\t{found.st_mtime_ns}".encode())
    return whole.hexdigest()
