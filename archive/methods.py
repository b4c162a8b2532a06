"""What is asked in a way that an address does not know is refused in words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render


class MethodsInWordsMiddleware:
    """Gives the empty answer 405 of Django's decorators a page; its `Allow` stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponseNotAllowed) or answer.content:
            return answer
        page = render(request, "405.html", {"allowed": answer["Allow"]}, status=405)
        page["Allow"] = answer["Allow"]
        return page
