"""The search page, its fragment for htmx, and the same request as JSON: one address, `/search/`.

Templates: `search/search.html` (the page) and `search/_results.html` (what htmx swaps: the query's
reading, chips, facets, toolbar, hits and pages; the page includes it). Both get this context:

    section     "search"
    search      SearchRequest, what was asked: .q .sort .count .url (without defaults), .is_empty
                (nothing asked: the archive is browsed)
    refused     sentences that say why a request was not understood (status 400), else empty;
                then `results` is None
    asked_for   [(key, value)] of all that was asked but the page, for hidden inputs; `hidden`: but
                `q` too; `unfaceted`: but the values of facets
    sorts       [Choice(value, label, url, selected)] of the orders that the view has; likewise
                `counts` (passages, documents) and `views` (passages, documents, concordance)
    absent      documents.holdings.Absences where nothing was found, else None
    results     search.results.Results, or None:
      .total        number of hits in the unit that is counted, .unit: "passages" or "documents"
      .passages .documents    both numbers
      .reading      search.reading.Reading, how the query was read:
          .parts        [search.reading.Part]: .kind "word" (in any form), "acronym", "phrase"
                        (exact), "beginning", "near" (.within), "field" (.label, .known), and "or",
                        "open", "close" between them; .text .excluded .stem .also .others
                        (equivalents);
                        .url asks without this part, .plain_url without its equivalents
          .terms        those parts that can be taken out
          .phrase_url   the same words as one exact phrase, "" where that says nothing new
          .remarks      sentences: quotation marks that were closed, words too common to count …
          .capitals     [search.request.Offer(text, url)]: acronyms that small letters miss
          .finds_nothing   nothing in it can be searched for (only signs, only common words)
          .asked        what a passage has to have: "this word", "these words side by side"
      .chips        [Chip(key, label, value, text, url, none)], `url` without it, `none` where it
                    finds nothing
      .ways         [search.looser.Way(how, text, url, count, is_more)] where nothing was found
      .widened      search.widening.Widened(words, least) where most of the words had to do, else
                    None; `.strict_url` demands all, `.any_url` any one where few have all
      .clear_url    the query without any filter
      .unknown      [(label, value)] of selected values that the archive does not have
      .facets       [Facet(key, label, values, selected, vocabulary)] in page order; the vocabulary
                    or None, with `.exhaustive_register` for the 4 Ps. Also by key: `.facet.year`.
                    values: [FacetValue(value, label, count, selected, url, bucket, place)]: `url`
                    toggles it; `bucket` is "" or undated, unknown, none (read, has none),
                    undecided, unread; `place` the order in a register, from 0
      .groups       [Group(hits, found, url)] where documents are viewed: .document, the best of
                    its hits, how many there are and where they all are, .more than shown
      .concordance  Concordance(lines, occurrences, passages), lines: [(Hit, Line(before, left,
                    keyword, right, after))]; None in other views
      .hits         [search.results.Hit]:
          .id .url (in its document, words marked, `…?q=…#p12`) .passage_url (alone)
          .number .locator .text .snippet (safe, marked, cut with "…") .marked (safe, whole, marked)
          .marks [(start, end)] for `{% words hit.shown hit.marks %}`
          .shown (documents.edition.ShownPassage) .version .document .appearance .speaker
          .shown_name .role (as printed) .quoted [Appearance] .judgments [Judgment]
          .date (EDTF or None) .earliest .year .kind .kind_label
      .page         Page: .number .count (of pages) .first .last (of the hits shown) .following
                    (hits on the next page) .previous_url .next_url .is_beyond (the list is
                    shorter) .is_cut (more hits than pages may show) .links [(number, url,
                    current)], number None for a gap

Those who tag have one facet more, "waiting" (search.waiting); what they are answered is not cached.

Answers: 200; 400 with `refused` (JSON: {"error": …}); 503 by the statement time-out
(archive.timeouts). The document and passage pages mark a query's words with `{% load marks %}`: see
search/templatetags/marks.py.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from documents.citations.choices import Style
from documents.holdings import absences
from search import exports, references
from search.completion import complete
from search.filters import PassageFilter
from search.query import clean
from search.request import BESIDE, COUNTS, SORTS, VIEWS, SearchRequest
from search.results import Results
from search.results import search as find


@dataclass(frozen=True)
class Choice:
    """One of several ways to show the same results."""

    value: str
    label: str
    url: str
    selected: bool


@require_safe
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponseBase:
    """The results of a search: a page, the fragment that htmx asks for, or JSON."""
    asked = PassageFilter(request.GET)
    wanted = request.GET.get("format")
    wants_json = wanted in ("json", "jsonl")
    if not asked.is_valid():
        if wants_json:
            return JsonResponse({"error": " ".join(asked.refusals)}, status=400)
        if wanted in exports.FORMATS or wanted in references.FORMATS:
            said = " ".join(asked.refusals)
            return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
        typed = SearchRequest(q=clean(request.GET.get("q", "")))
        return _page(request, typed, None, asked.refusals)
    response = _answer(request, asked)
    if asked.archive.waiting is not None:
        add_never_cache_headers(response)
    return response


def _answer(request: HttpRequest, asked: PassageFilter) -> HttpResponseBase:
    """A valid request, in the format that it wants."""
    wanted, search_request = request.GET.get("format"), asked.search_request()
    if wanted in exports.FORMATS:
        return exports.export(request, search_request, wanted)
    if wanted in references.FORMATS:
        style = request.GET.get("style", Style.CHICAGO)
        if style not in Style.values:
            said = f"There is no style “{style[:40]}”. There are {', '.join(Style.values)}."
            return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
        return references.export(request, search_request, wanted, Style(style))
    results = find(search_request, asked.archive)
    if wanted == "json":
        return JsonResponse(results.as_json())
    return _page(request, search_request, results, [])


@require_safe
@cache_control(public=True, max_age=60)
def completion(request: HttpRequest) -> JsonResponse:
    """For `?q=` up to the caret, as JSON: "typed", its end, and "options" to put in its place, each
    with `text`, `label` and `note`.
    """
    return JsonResponse(complete(request.GET.get("q", "").replace("\0", " ")).as_json())


def _page(
    request: HttpRequest, asked: SearchRequest, results: Results | None, refused: list[str]
) -> HttpResponse:
    swaps = request.headers.get("HX-Request") == "true"
    restores = request.headers.get("HX-History-Restore-Request") == "true"
    template = "search/_results.html" if swaps and not restores else "search/search.html"
    asked_for = asked.asking().parameters()
    context = {
        "section": "search",
        "search": asked,
        "refused": refused,
        "results": results,
        "hidden": [pair for pair in asked_for if pair[0] != "q"],
        "asked_for": asked_for,
        "unfaceted": [pair for pair in asked_for if not results or pair[0] not in results.facet],
        "views": [
            Choice(value, label, asked.viewing(value).url, value == asked.view)
            for value, label in VIEWS.items()
        ],
        "downloads": [
            (label, asked.asking(view="passages").url_in(name))
            for name, label in exports.FORMATS.items()
        ],
        "most_exported": exports.MOST,
        "citations": [
            (label, asked.asking(view="passages").url_in(name))
            for name, label in references.FORMATS.items()
        ],
        "most_set": references.MOST_SET,
        "in_bulk": urlencode(asked.asking(view="passages", count="passages").parameters()),
        "absent": absences() if results and not results.passages else None,
        "sorts": _sorts(results) if results else [],
        "counts": [
            Choice(value, label, asked.asking(count=value).url, value == asked.count)
            for value, label in COUNTS.items()
        ],
    }
    return render(request, template, context, status=400 if refused else 200)


def _sorts(results: Results) -> list[Choice]:
    """The orders to choose from: without words there is no best match, nor words beside them."""
    values = ["newest", "oldest"]
    if results.has_words:
        beside = [*BESIDE] if results.concordance else []
        values = [*beside, "relevance", *values]
    asked = results.request
    return [Choice(v, SORTS[v], asked.asking(sort=v).url, v == results.order) for v in values]
