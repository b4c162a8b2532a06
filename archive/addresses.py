"""Addresses that are too long to be meant are refused before anything reads them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

LONGEST = 128 * 1024
"""Bytes of an address. A query of 10,000 characters of any script is shorter, encoded."""

WORDS = (
    "This address has {size:,} characters; at most {most:,} are read. Of a text that "
    "long, search for the most unusual sentence."
)


class AddressLimitMiddleware:
    """Answers 414, in words, where path and query together are longer than LONGEST."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        size = len(request.path) + len(query)
        if size <= LONGEST:
            return self.get_response(request)
        words = WORDS.format(size=size, most=LONGEST)
        if query.endswith("format=json"):
            return JsonResponse({"error": words}, status=414)
        # Without the request: its address is not to be read by a template either.
        return HttpResponse(render_to_string("414.html", {"words": words}), status=414)
