"""The quotation checker by web: the page, and the same for programs at the same address.

GET  /quotes/                       the form
GET  /quotes/?quote=…&attributed_to=…[&as=one][&format=json|csv]
POST /quotes/ as a form             `quote` (a quotation or an article) with `attributed_to`, or a
                                    `list` (a file, or its text); `format` as above
POST /quotes/ application/json      [{"id", "quote", "attributed_to"}], answered as the command does
POST /quotes/ text/plain            an article, answered alike

Nothing is changed by any of them, so that no token is asked for and no cookie set: a program, or a
page elsewhere, may send what it likes. Answers: 200; 400 not understood, 413 too much, 415 another
media type, 429 too often (with Retry-After). Programs get {"error": "…"}.

The template quotes/quotes.html has this context:

    section     "quotes"
    quote, attributed_to    what was typed, for the form
    refused     a sentence that says why nothing was checked, else ""
    pasted      search.quotes.articles.Pasted, or None where a list or nothing was sent
    shown       [search.quotes.showing.Shown]
    summary     "4 quotations checked: 1 exact, …", "" before anything was checked
    unchecked   how many quotations of a long article were left out
    address     the lasting address of this check, "" where there is none
    listed      the quotations as a list in JSON, for the forms that download the findings
    meanings    {verdict: search.quotes.sentences.Meaning}
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from documents.withdrawing.watching import takes_any_words
from search.quotes.articles import MOST_WORDS, Pasted, read_pasted
from search.quotes.checking import (
    LONGEST,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_MARKED,
    Asked,
    check_all,
)
from search.quotes.limits import MOST_BYTES, MOST_QUOTATIONS, PER_MINUTE, SECONDS, seconds_to_wait
from search.quotes.lists import NotAList, read_list
from search.quotes.reporting import as_csv, as_json
from search.quotes.sentences import MEANINGS
from search.quotes.showing import shown, summary

LONGEST_ADDRESS = 1500
"""Characters of a quotation that is given an address of its own."""

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
FOR_PROGRAMS = ("application/json", "text/plain")


class Refused(Exception):
    """Why nothing is checked, in words, with the status to answer."""

    def __init__(self, words: str, status: HTTPStatus, wait: int = 0) -> None:
        super().__init__(words)
        self.words, self.status, self.wait = words, status, wait


@dataclass(frozen=True)
class Sent:
    """What was sent to be checked: `pasted` is None for a list."""

    asked: Sequence[Asked]
    pasted: Pasted | None = None
    quote: str = ""
    attributed_to: str = ""


# Nothing is changed by a check, so that a foreign form does no harm.
@takes_any_words
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
def quotes(request: HttpRequest) -> HttpResponse:
    """Quotations checked: a page, or data."""
    if request.method == "OPTIONS":
        return _open_to_all(HttpResponse(status=HTTPStatus.NO_CONTENT))
    try:
        _refuse_other_formats(request)
        sent = _sent(request)
        if sent is None:
            return render(request, "quotes/quotes.html", _context())
        if address := _address_of(request, sent):
            return HttpResponseRedirect(f"{address}#results")
        _limit(request)
    except Refused as refused:
        return _refusal(request, refused)
    findings = check_all(sent.asked[:MOST_QUOTATIONS], SECONDS)
    unchecked = len(sent.asked) - len(findings)
    wanted = _wanted(request)
    if wanted == "json":
        results: dict[str, object] = {"results": [as_json(finding) for finding in findings]}
        if unchecked:
            results["unchecked"] = unchecked
        return _open_to_all(JsonResponse(results, json_dumps_params={"ensure_ascii": False}))
    if wanted == "csv":
        text = as_csv(findings, request.build_absolute_uri("/").rstrip("/"))
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="quotations.csv"'
        return _open_to_all(response)
    context = _context(sent) | {
        "shown": shown(findings),
        "summary": summary(findings) if findings else "",
        "unchecked": unchecked,
    }
    return render(request, "quotes/quotes.html", context)


@require_safe
def quotes_help(request: HttpRequest) -> HttpResponse:
    """How quotations are checked, and how programs ask."""
    return render(
        request,
        "quotes/help.html",
        {
            "section": "quotes",
            "meanings": MEANINGS,
            "most_quotations": MOST_QUOTATIONS,
            "most_bytes": MOST_BYTES,
            "most_words": MOST_WORDS,
            "most_marked": MOST_MARKED,
            "per_minute": PER_MINUTE,
            "seconds": SECONDS,
            "longest": LONGEST,
            "longest_text": LONGEST_TEXT,
            "longest_name": LONGEST_NAME,
            "address": request.build_absolute_uri(reverse("quotes")),
        },
    )


def _context(sent: Sent | None = None) -> dict[str, object]:
    context: dict[str, object] = {"section": "quotes", "meanings": MEANINGS, "refused": ""}
    if sent is None:
        return context
    one = sent.asked[0] if len(sent.asked) == 1 else None
    listed = [
        {"id": asked.id, "quote": asked.text, "attributed_to": asked.said_by or None}
        for asked in sent.asked[:MOST_QUOTATIONS]
    ]
    short = sent.pasted and len(sent.quote) <= LONGEST_ADDRESS
    return context | {
        "quote": sent.quote,
        "attributed_to": sent.attributed_to,
        "pasted": sent.pasted,
        "one": one,
        "address": _address(sent) if short else "",
        "listed": json.dumps(listed, ensure_ascii=False),
    }


# What was sent.


def _sent(request: HttpRequest) -> Sent | None:
    """What is to be checked, None where nothing is. Raises Refused."""
    if request.method != "POST":
        return _of_form(request.GET.get("quote"), request.GET, None)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise Refused(
            f"Up to {MOST_BYTES // 1_000_000} MB may be sent at once. Send less, or use the "
            "command check_quotes for a long list.",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    _refuse_other_codings(request)
    if request.content_type == "application/json":
        return Sent(_listed(request.body))
    if request.content_type == "text/plain":
        return _of_article(_decoded(request.body), "", as_one=False)
    if request.content_type not in FORMS:
        raise Refused(
            f"Send {' or '.join(FOR_PROGRAMS)}, not {request.content_type or 'an unnamed type'}.",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )
    try:
        file = request.FILES.get("list")
    except MultiPartParserError as error:
        raise Refused(f"The form could not be read: {error}.", HTTPStatus.BAD_REQUEST) from error
    if isinstance(file, UploadedFile):
        return Sent(_listed(file.read()))
    if request.POST.get("list"):
        return Sent(_listed(request.POST["list"].encode("utf-8", "replace")))
    return _of_form(request.POST.get("quote"), request.POST, request)


def _refuse_other_codings(request: HttpRequest) -> None:
    """Raises Refused for a body that Django would take for empty, or for other words."""
    if request.headers.get("Transfer-Encoding") and not request.META.get("CONTENT_LENGTH"):
        raise Refused(
            "How long it is was not said: send it whole, with Content-Length, not in chunks.",
            HTTPStatus.LENGTH_REQUIRED,
        )
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Refused("Send it as it is, not compressed.", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def _of_form(quote: str | None, fields, posted: HttpRequest | None) -> Sent | None:
    if quote is None:
        if posted is None:
            return None
        raise Refused("Choose a file, or paste a quotation.", HTTPStatus.BAD_REQUEST)
    if not quote.strip():
        raise Refused(
            "There is nothing to check yet: paste a quotation or an article.",
            HTTPStatus.BAD_REQUEST if posted else HTTPStatus.OK,
        )
    said_by = " ".join(fields.get("attributed_to", "").replace("\0", " ").split())
    if len(said_by) > LONGEST_NAME:
        raise Refused(
            f"The name of who said it has {len(said_by):,} characters, and up to {LONGEST_NAME} "
            "are compared. Give the name alone.",
            HTTPStatus.BAD_REQUEST,
        )
    return _of_article(quote, said_by, as_one=fields.get("as") == "one")


def _of_article(text: str, said_by: str, as_one: bool) -> Sent:
    words = len(text.split())
    if words > MOST_WORDS or len(text) > 20 * MOST_WORDS:
        raise Refused(
            f"This is too long: up to {MOST_WORDS:,} words are read at once. Check it in parts.",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    pasted = read_pasted(text, said_by, as_one)
    return Sent(pasted.asked, pasted, text.strip(), said_by)


def _listed(data: bytes) -> list[Asked]:
    try:
        asked = read_list(data)
    except NotAList as error:
        raise Refused(str(error), HTTPStatus.BAD_REQUEST) from error
    if len(asked) > MOST_QUOTATIONS:
        raise Refused(
            f"There are {len(asked):,} quotations, and up to {MOST_QUOTATIONS} are checked at "
            "once. Send them in parts, or use the command check_quotes.",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    return asked


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"This is not UTF-8 (byte {error.start}).", HTTPStatus.BAD_REQUEST) from error


def _limit(request: HttpRequest) -> None:
    if wait := seconds_to_wait(request):
        raise Refused(
            f"Too many checks in a minute: up to {PER_MINUTE} requests are answered. Try again in "
            f"{wait} seconds.",
            HTTPStatus.TOO_MANY_REQUESTS,
            wait,
        )


# How it is answered.


def _address_of(request: HttpRequest, sent: Sent) -> str:
    """Where a short text that was posted can be had again, "" for all else."""
    if request.method != "POST" or request.content_type not in FORMS or _wanted(request):
        return ""
    if sent.pasted is None or len(sent.quote) > LONGEST_ADDRESS:
        return ""
    return _address(sent, as_one=request.POST.get("as") == "one")


def _address(sent: Sent, as_one: bool = False) -> str:
    fields = {"quote": sent.quote}
    if sent.attributed_to:
        fields["attributed_to"] = sent.attributed_to
    if as_one:
        fields["as"] = "one"
    return f"{reverse('quotes')}?{urlencode(fields)}"


def _wanted(request: HttpRequest) -> str:
    """ "json" or "csv" where data was asked for, "" for the page."""
    if request.method == "POST" and request.content_type not in FORMS:
        return "csv" if request.GET.get("format") == "csv" else "json"
    fields = request.POST if request.method == "POST" else request.GET
    wanted = fields.get("format", "")
    return wanted if wanted in ("json", "csv") else ""


def _refuse_other_formats(request: HttpRequest) -> None:
    """Raises Refused where an answer is asked for that there is not."""
    wanted = request.GET.get("format", "")
    if wanted not in ("", "html", "json", "csv"):
        raise Refused(
            f"An answer comes as format=json or format=csv, not “{wanted[:40]}”.",
            HTTPStatus.BAD_REQUEST,
        )


def _refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    if _wanted(request):
        status = max(refused.status, HTTPStatus.BAD_REQUEST)
        response: HttpResponse = _open_to_all(JsonResponse({"error": refused.words}, status=status))
    else:
        fields = request.GET if request.method != "POST" else {}
        context = _context() | {
            "refused": refused.words,
            "quote": fields.get("quote", "")[:LONGEST_ADDRESS],
            "attributed_to": fields.get("attributed_to", "")[:300],
        }
        response = render(request, "quotes/quotes.html", context, status=refused.status)
    if refused.wait:
        response["Retry-After"] = str(refused.wait)
    return response


def _open_to_all(response: HttpResponse) -> HttpResponse:
    """Lets pages elsewhere, such as an editor's tool, read the answer: it is public anyway, and
    nobody's cookies are looked at.
    """
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Content-Type"
    response["Access-Control-Max-Age"] = "86400"
    return response
