"""How a process that helps reading begins: it must import no model before Django is set up."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Collection

import django

held: Collection[str] = frozenset()
"""The digests of what was loaded last, as the process that asks found them."""


def begin(digests: Collection[str]) -> None:
    """Make ready for reading. Nothing in such a process asks the database."""
    global held
    django.setup()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    held = digests


def _end_with_the_parent() -> None:
    """Where the process that asks is killed, nobody else would end this one."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
