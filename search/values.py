"""All values of one facet, for lists that are too long to stand beside the results:
`/search/values/?of=speaker&find=lag`, with the keys of the search that it is a facet of.

Templates: `search/values.html`, the page, and for htmx `search/_values.html`, the list in place.
"""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from search.filters import PassageFilter
from search.query import clean
from search.results import facets

MOST = 500
LONGEST_FIND = 100


@require_safe
@vary_on_headers("HX-Request")
def values(request: HttpRequest) -> HttpResponse:
    """The values of the facet `of` that have words which begin with `find`, each with its count;
    where there are none, those that are like it.

    Raises BadRequest for a search that was not understood and for what is no facet.
    """
    asked = PassageFilter(request.GET)
    if not asked.is_valid():
        raise BadRequest(" ".join(asked.refusals))
    search = asked.search_request()
    found = facets(search, asked.archive)
    of = clean(request.GET.get("of", ""))
    if of not in found:
        raise BadRequest(f"There is no list “{of[:40]}”. Lists are: {', '.join(found)}.")
    facet = found[of]
    find = clean(request.GET.get("find", ""))[:LONGEST_FIND]
    matching = facet.matching(find)
    listed = matching or facet.like(find)
    in_place = request.headers.get("HX-Request") == "true"
    response = render(
        request,
        "search/_values.html" if in_place else "search/values.html",
        {
            "section": "search",
            "search": search,
            "facet": facet,
            "find": find,
            "matching": matching,
            "shown": [value for value in listed if not value.selected][:MOST],
            "unit": search.count,
            "asked_for": search.asking().parameters(),
            "hidden": [pair for pair in search.asking().parameters() if pair[0] != of],
        },
    )
    if asked.archive.waiting is not None:
        add_never_cache_headers(response)
    return response
