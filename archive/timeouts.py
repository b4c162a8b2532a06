"""Public pages give a query up after a while, and say so."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from psycopg import errors

from search.exports import FORMATS as TABLES
from search.references import FORMATS as CITATIONS

# Keepers load and correct whole texts there, reviewers judge thousands of passages at once: a long
# statement is their right.
EXEMPT = ("/admin/", "/keeping/", "/tagging/")

WORDS = (
    "This search took longer than the archive allows, and was given up. Ask for less: fewer words "
    "or phrases, less common ones, a speaker, a year. A phrase of common words takes longest. "
    "Nothing is lost; the same request may pass in a quiet hour."
)


FILES = {*TABLES, *CITATIONS}
"""Formats of all that a search finds."""


class StatementTimeoutMiddleware:
    """Limits every statement of a public request to PUBLIC_STATEMENT_TIMEOUT_MS, of one for a file
    of all that a search finds, for which people wait longer than for a page, to
    PUBLIC_EXPORT_TIMEOUT_MS.

    A request that the limit strikes is answered 503, as a page (503.html) or as JSON. A request
    that asks the database nothing costs nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(EXEMPT):
            return self.get_response(request)
        limit = StatementLimit(_milliseconds(request))
        with connection.execute_wrapper(limit):
            try:
                return self.get_response(request)
            finally:
                limit.lift()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_statement_timeout(error):
            return None
        if request.GET.get("format") == "json":
            response: HttpResponse = JsonResponse({"error": WORDS}, status=503)
        else:
            response = render(request, "503.html", {"words": WORDS}, status=503)
        response["Retry-After"] = "60"
        return response


def _milliseconds(request: HttpRequest) -> int:
    if request.path == "/search/" and request.GET.get("format") in FILES:
        return settings.PUBLIC_EXPORT_TIMEOUT_MS
    return settings.PUBLIC_STATEMENT_TIMEOUT_MS


class StatementLimit:
    """Sets statement_timeout on the connection just before its first statement."""

    def __init__(self, milliseconds: int) -> None:
        self.milliseconds = milliseconds
        self.applied_to: Any = None

    def __call__(self, execute: Callable, sql: Any, params: Any, many: bool, context: dict) -> Any:
        raw = context["connection"].connection
        if raw is not None and raw is not self.applied_to:
            # Past Django's cursor, so that no count of queries sees it.
            with context["connection"].wrap_database_errors:
                raw.execute(f"SET statement_timeout = {self.milliseconds:d}")
            self.applied_to = raw
        return execute(sql, params, many, context)

    def lift(self) -> None:
        """Takes the limit off again: the next user of a kept connection may be a keeper."""
        raw, self.applied_to = self.applied_to, None
        if raw is None or raw.closed:
            return
        # Inside a failed transaction nothing can be set; its rollback takes the limit off as well.
        if raw.info.transaction_status.name != "INERROR":
            raw.execute("RESET statement_timeout")


def is_statement_timeout(error: BaseException) -> bool:
    """Tells whether the error is PostgreSQL's statement time-out, not, say, a lost connection."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, errors.QueryCanceled)
