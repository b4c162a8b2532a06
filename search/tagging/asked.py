"""The search that the address of a page of the workbench names."""

from django.core.exceptions import BadRequest
from django.http import QueryDict

from search.filters import PassageFilter
from search.request import SearchRequest


def asked_by(query: QueryDict, *own: str) -> SearchRequest:
    """The search of an address, without the parameters that are the page's `own`. Raises
    BadRequest.
    """
    search = query.copy()
    for name in own:
        search.pop(name, None)
    asked = PassageFilter(search)
    if not asked.is_valid():
        raise BadRequest(" ".join(asked.refusals))
    return asked.search_request().asking(view="passages", count="passages")
