"""Words that were taken out of the archive do not come back through any form.

Whatever is sent to be kept (the text of a correction, a reason, a note, a name, a reader's report)
goes through here before any view sees it, so that a form which is added later is watched without a
word about it. Texts in files and what was redacted in one document alone are looked at where they
are read (`documents.ingest.importer`, `documents.correcting`).
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from documents.withdrawing import memory

View = Callable[..., HttpResponseBase]
READS = ("GET", "HEAD", "OPTIONS", "TRACE")
SECRET = ("csrfmiddlewaretoken", "password", "new_password1", "new_password2")
TO_READERS = (
    "Words in what you wrote were taken out of this archive for good; a name, perhaps, that must "
    "not be said here. Nothing was saved. Go back, say it without them, and send it again."
)


def takes_any_words(view: View) -> View:
    """Marks a view that keeps nothing of what it is sent, or is sent what shall be taken out."""
    view.takes_any_words = True  # type: ignore[attr-defined]
    return view


class TakenOutMiddleware:
    """Answers 422 to a request that would bring back words which were taken out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: list[Any], named: dict[str, Any]
    ) -> HttpResponse | None:
        """The refusal, or None where nothing speaks against the request."""
        match = request.resolver_match
        signs_in = match is not None and match.url_name == "login"
        if request.method in READS or signs_in or getattr(view, "takes_any_words", False):
            return None
        objection = memory.objection_to_words(_words_of(request), named.get("public_id"))
        return _refusal(request, objection) if objection else None


def _words_of(request: HttpRequest) -> Iterator[str]:
    """Everything that was written, and the names of files."""
    for name, values in request.POST.lists():
        if name not in SECRET:
            yield from values
    for _, files in request.FILES.lists():
        yield from (file.name or "" for file in files)
    if request.content_type == "application/json":
        yield request.body.decode("utf-8", "replace")


def _refusal(request: HttpRequest, objection: str) -> HttpResponse:
    keeps = request.user.has_perm("documents.keep_archive")
    said = objection if keeps else TO_READERS
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": said}, status=422)
    if "X-Requested-With" in request.headers:
        messages.error(request, said)  # the script loads the page anew
        return HttpResponse(said, status=422, content_type="text/plain; charset=utf-8")
    return render(request, "422.html", {"said": said}, status=422)
