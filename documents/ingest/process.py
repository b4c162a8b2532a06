"""How a process that helps reading begins: it must import no model before Django is set up."""

import signal
from collections.abc import Mapping

import django

held: Mapping[str, str] = {}
"""The digest of each key's last loading, as the process that asks found it."""


def begin(digests: Mapping[str, str]) -> None:
    """Make ready for reading. Nothing in such a process asks the database."""
    global held
    django.setup()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    held = digests
