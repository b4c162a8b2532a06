"""What was sent with characters that the database cannot hold is refused in words."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

WORDS = (
    "What was sent holds a character that no text can hold (NUL, or half of a pair). Nothing was "
    "changed. Type the words again, or take them from another source."
)


class UnstorableCharactersMiddleware:
    """Answers 400, in words, where PostgreSQL could not take a character that a request sent.

    Views and forms that know what to do about it do it; this is for all others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_unstorable(error):
            return None
        if request.GET.get("format") == "json":
            return JsonResponse({"error": WORDS}, status=400)
        return render(request, "400.html", {"words": WORDS}, status=400)


def is_unstorable(error: BaseException) -> bool:
    """Tells whether psycopg refused a text for NUL or for a lone surrogate."""
    if isinstance(error, UnicodeEncodeError):
        return error.reason == "surrogates not allowed"
    return isinstance(error, DataError) and "NUL (0x00)" in str(error)
