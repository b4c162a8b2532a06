"""Pages of a long list, with bounds on what may be asked."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest

LAST_PAGE = 1000


def page_of(request: HttpRequest, items: Any, size: int, total: int | None = None) -> Page:
    """The page of `items` that `?page=` asks for, the first by default. Who has counted them
    already says the `total`.

    Raises BadRequest for what is not a number, Http404 beyond the end of the list.
    """
    asked = request.GET.get("page") or "1"
    if not asked.isdecimal() or not asked.isascii() or len(asked) > 6 or int(asked) < 1:
        raise BadRequest(f"The page “{asked[:20]}” was not understood. Pages are numbered from 1.")
    if int(asked) > LAST_PAGE:
        raise BadRequest(
            f"Lists are shown up to page {LAST_PAGE}. Narrow the list to see the rest."
        )
    paginator = Paginator(items, size)
    if total is not None:
        paginator.count = total
    try:
        return paginator.page(int(asked))
    except EmptyPage as error:
        raise Http404(f"The list has no page {int(asked)}.") from error
