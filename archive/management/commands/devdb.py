"""Starts, stops and shows the embedded PostgreSQL."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from archive.database.server import Server, installed_version

NOT_RUNNING = 3


class Command(BaseCommand):
    help = (
        "Starts or stops the embedded PostgreSQL, or says whether it runs. "
        "status exits 0 when it runs and 3 when it does not, as pg_ctl does."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("start", "stop", "status"))

    def handle(self, *, action: str, **options: Any) -> None:
        if connection.settings_dict["ENGINE"] != "archive.database":
            raise CommandError(
                "DATABASE_URL names a database of its own, which this command leaves alone. "
                "Without DATABASE_URL it is about the embedded PostgreSQL."
            )
        from archive.database.base import embedded_server

        getattr(self, action)(embedded_server())

    def start(self, server: Server) -> None:
        started = server.start()
        self.stdout.write("Started." if started else "It was running already.")
        self.stdout.write(self._where(server))

    def stop(self, server: Server) -> None:
        self.stdout.write("Stopped." if server.stop() else "It was not running.")

    def status(self, server: Server) -> None:
        if server.running() is None:
            self.stdout.write(f"Not running. Data: {server.data}")
            sys.exit(NOT_RUNNING)
        self.stdout.write(self._where(server))

    def _where(self, server: Server) -> str:
        running = server.running()
        if running is None:
            return ""
        return (
            f"PostgreSQL {installed_version()} runs as process {running.pid}. Data: {server.data}. "
            f"Socket: {running.sockets}. manage.py dbshell opens it."
        )
