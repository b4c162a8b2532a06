"""What an address answers that no longer leads to a thing of its own."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from documents.models import Document, FormerAddress
from documents.querysets import DocumentQuerySet
from documents.vocabularies import State, SuccessionKind
from documents.withdrawing import memory

LONGEST_CHAIN = 20
"""Of addresses that each lead to the next; a ring ends there too."""


def keeps(user: User | AnonymousUser) -> bool:
    """Whether somebody may see drafts and what is hidden."""
    return user.has_perm("documents.keep_archive")


def documents_open_to(user: User | AnonymousUser) -> DocumentQuerySet:
    """The public documents; for keepers, all but those that were withdrawn."""
    if keeps(user):
        return Document.objects.exclude(state=State.WITHDRAWN)
    return Document.objects.public()


def gone(request: HttpRequest, what: str, on: date | None = None, **more: object) -> HttpResponse:
    """410: that something was withdrawn (and when), not what it was."""
    answer = render(request, "410.html", {"what": what, "on": on, **more}, status=410)
    patch_cache_control(answer, no_cache=True)
    return answer


def elsewhere(
    request: HttpRequest, space: str, slug: str, route: Callable[[str], str]
) -> HttpResponse:
    """The answer for a slug that names nothing now: 301 to where it leads, 410 if withdrawn.

    `space` is that of FormerAddress ("document", "speaker", "term:" and the vocabulary's key),
    `route` makes the address of a slug. Raises Http404 for a slug that never was public.
    """
    at = slug
    for _ in range(LONGEST_CHAIN):
        former = FormerAddress.objects.filter(space=space, slug__in=[at, *_hidden(at)]).first()
        if former is None:
            break
        if former.kind == SuccessionKind.WITHDRAWN or not former.to:
            return gone(request, space.partition(":")[0], former.at.date())
        at = former.to
    if at == slug:
        raise Http404("No page has this address.")
    return leads_on(request, route(slug), route(at))


def leads_on(request: HttpRequest, former: str, address: str) -> HttpResponse:
    """301 from a former address, and what is below it, to the same below another: who asked for
    BibTeX gets BibTeX.

    Asked again each time: a correction or a merger may be undone, and a browser that keeps the
    answer would never hear of it.
    """
    below = request.get_full_path()[len(former) :] if request.path.startswith(former) else ""
    moved = HttpResponsePermanentRedirect(address + below)
    patch_cache_control(moved, no_cache=True)
    return moved


def _hidden(slug: str) -> list[str]:
    """How an address is kept that holds words which were redacted."""
    try:
        return memory.hidden_names(slug)
    except memory.NoKey:
        return []
