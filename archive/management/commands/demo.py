"""Serves the founding texts on this machine, from nothing: `make demo`."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

from archive import founding, serving, statics
from archive.database.base import embedded_server
from archive.health import missing_migrations
from archive.keys import ensure_secret_key
from archive.signins import demo_signins
from search.upgrading import bring_up_to_date

HOST = "127.0.0.1"
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = (
        "Starts the database, loads the founding texts with their tags, and serves the site to "
        "this machine alone. Ctrl-C ends it, and the database if the demo started it."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="port (default: 8000)")

    def handle(self, *, port: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo has settings of its own: start it by manage.py demo.")
        check_port(port)
        self.ending: int | None = None
        for number in ENDING:
            signal.signal(number, self.note_ending)
        with ExitStack() as ending:
            ending.callback(self.farewell)
            if connection.settings_dict["ENGINE"] == "archive.database":
                ending.enter_context(embedded_server().borrowed())
            # Entered last, so done first: a second Ctrl-C must not break the ending off.
            ending.callback(end_in_peace)
            self.prepare()
            self.serve(port)

    def note_ending(self, number: int, frame: FrameType | None) -> None:
        """Remembers that the demo is to end, with the status that shells and `timeout` expect.

        Raising here could strike anywhere: Python swallows it within a finalizer, and a server that
        is just being started would be left behind. The steps of preparing are seconds long.
        """
        self.ending = 0 if number == signal.SIGINT else 128 + number

    def end_if_asked(self) -> None:
        if self.ending is not None:
            sys.exit(self.ending)

    def prepare(self) -> None:
        for step in (
            ensure_secret_key,
            self.make_tables,
            lambda: founding.load(self.stdout),
            statics.collect,
        ):
            self.end_if_asked()
            step()
        self.signins = demo_signins()
        self.end_if_asked()

    def make_tables(self) -> None:
        if missing_migrations():
            self.stdout.write("Making the tables ...")
            call_command("migrate", verbosity=0)
        else:
            bring_up_to_date(connection.alias)

    def serve(self, port: int) -> None:
        # The workers are forks: each opens connections of its own.
        connections.close_all()
        master = os.getpid()
        try:
            Site(port, welcome=lambda: self.welcome(port)).run()
        finally:
            # A worker comes by here as well when it ends; what follows is the master's to do.
            if os.getpid() != master:
                os._exit(0)

    def welcome(self, port: int) -> None:
        if self.ending is not None:  # asked just before gunicorn took the signals
            os.kill(os.getpid(), signal.SIGTERM)
            return
        address = f"http://{HOST}:{port}"
        lines = [f"\nVerbatim is at {address}/ (Ctrl-C ends it)", f"Sign in at {address}/admin/ as"]
        lines += [f"  {name:10} {password}" for name, password in self.signins.items()]
        self.stdout.write("\n".join(lines) + "\n")
        self.stdout.flush()

    def farewell(self) -> None:
        self.stdout.write("Ended.")


class Site(BaseApplication):
    """The archive under gunicorn, in this process and its forks."""

    def __init__(self, port: int, welcome: Callable[[], None]) -> None:
        self.port = port
        self.welcome = welcome
        super().__init__()

    def load_config(self) -> None:
        chosen = {k: v for k, v in vars(serving).items() if k in self.cfg.settings}
        chosen |= {"bind": f"{HOST}:{self.port}", "when_ready": self.when_ready}
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def when_ready(self, server: Any) -> None:
        serving.when_ready(server)
        self.welcome()

    def load(self) -> Any:
        return get_wsgi_application()


def check_port(port: int) -> None:
    """Raises CommandError where the port cannot be had, before the work of preparing is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}). Choose another: make demo PORT=8001"
            ) from error


def end_in_peace() -> None:
    """Takes no further signal, and gives back what gunicorn took: the fate of child processes."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    connections.close_all()
