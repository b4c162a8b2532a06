"""The front door: home, the pages that explain the archive, the theme, and errors in words."""

import logging
import re
import secrets
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token
from django.views.decorators.http import require_POST, require_safe

from documents import holdings
from documents.identifiers import mint_passage_id
from documents.margins import cells_of, current_terms
from documents.models import (
    Document,
    PassageVersion,
    Speaker,
    Tagging,
    TermVersion,
    Vocabulary,
)
from documents.vocabularies import Access, Kind, PassageType
from search.counting import whole_archive
from search.dimensions import NOT_DECIDED, Bucket, Key
from search.help import sections

logger = logging.getLogger(__name__)

Tally = Mapping[Key, int]
"""Passages by value of a facet."""

NEWEST = 6
MOST_SPEAKERS = 12
MOST_TERMS = 18
FIRST_WORDS = range(60, 200)
"""How long, in characters, a passage is that can stand alone on the front page."""
SENTENCE = re.compile(r"[“\"‘]?[A-Z0-9][^:]*[.!][”\"’]?", re.DOTALL)
LOOKED_AT = 200

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
TOO_MUCH_IN_WORDS = (
    "More was sent at once than is read: 10 MB of words, 5,000 fields or 100 files. Nothing was "
    "changed. Go back, where what you wrote still stands, and send it in parts or as a file."
)

THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 60 * 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search box, what the archive holds, and the ways into it."""
    newest = holdings.documents_with_length(Document.objects.public()).order_by(
        F("earliest").desc(nulls_last=True), "title", "pk"
    )
    counted = whole_archive()
    return render(
        request,
        "home.html",
        {
            "totals": holdings.totals(counted.passages),
            "kinds": [(kind, n) for kind, n in holdings.documents_by_kind() if kind],
            "newest": newest[:NEWEST],
            "first_word": first_word(timezone.localdate()),
            "speakers": _most_heard(counted.tallies["speaker"], counted.tallies["quoted"]),
            "ways": _ways(counted.tallies),
            "years": _years(counted.tallies["year"]),
        },
    )


def first_word(today: date) -> PassageVersion | None:
    """A short passage to open with, another every day: one that somebody found worth a tag.

    Looked for from a place of the day's own in the order of ids, so that no archive is read whole.
    """
    worth = (
        PassageVersion.objects.public()
        .filter(type=PassageType.SPEECH, appearance__speaker__isnull=False)
        .filter(passage__document__access=Access.FULL)
        .filter(passage__in=Tagging.objects.public().values("anchor__passage"))
        .select_related("passage__document", "appearance__speaker")
        .order_by("passage__public_id")
    )
    place = mint_passage_id(today.isoformat(), 0, 0)
    for part in (worth.filter(passage__public_id__gte=place), worth):
        for version in part[:LOOKED_AT]:
            if len(version.text) in FIRST_WORDS and SENTENCE.fullmatch(version.text):
                return version
    return None


def _most_heard(own: Tally, quoted: Tally) -> list[tuple[Speaker, int, int]]:
    """Who has most passages of own words, with their number and in how many each is quoted."""
    heard = (own.keys() | quoted.keys()) - {Bucket.UNKNOWN}
    most = sorted(heard, key=lambda pk: (-own.get(pk, 0), -quoted.get(pk, 0), pk))[:MOST_SPEAKERS]
    people = Speaker.objects.in_bulk(most)
    return [(people[pk], own.get(pk, 0), quoted.get(pk, 0)) for pk in most if pk in people]


def _years(counted: Tally) -> dict[int | None, int]:
    """By year in order, None (undated) last."""
    return holdings.in_order_of_years(
        (None if key == Bucket.UNDATED else int(key), n) for key, n in counted.items()
    )


def _ways(counted: Mapping[str, Tally]) -> list[dict[str, object]]:
    """Each vocabulary with its terms that are used most, their counts and their registers."""
    terms = current_terms()
    return [
        _way(vocabulary, terms[vocabulary.pk], counted.get(vocabulary.query_key, {}))
        for vocabulary in Vocabulary.objects.all()
    ]


def _way(vocabulary: Vocabulary, terms: list[TermVersion], counts: Tally) -> dict[str, object]:
    rows = [(term, counts.get(term.term_id, 0), _cells(vocabulary, terms, term)) for term in terms]
    if not vocabulary.exhaustive_register:
        rows = sorted((row for row in rows if row[1]), key=lambda row: -row[1])[:MOST_TERMS]
    return {
        "vocabulary": vocabulary,
        "rows": rows,
        "unread": sum(counts.get(bucket, 0) for bucket in NOT_DECIDED),
    }


def _cells(vocabulary: Vocabulary, terms: list[TermVersion], term: TermVersion) -> tuple[str, ...]:
    return cells_of(terms, [term]) if vocabulary.exhaustive_register else ()


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the archive is, what it holds and what it does not."""
    kinds = dict(holdings.documents_by_kind())
    return render(
        request,
        "about.html",
        {
            "section": "about",
            "totals": holdings.totals(whole_archive().passages),
            "kinds": [(kind, n) for kind, n in kinds.items() if kind],
            "missing": [kind.label for kind in Kind if kind not in kinds],
        },
    )


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    """How to search."""
    return render(
        request,
        "search_help.html",
        {"section": "help", "lists_": Vocabulary.objects.all(), "help": sections()},
    )


# A foreign form that changes the colours does no harm; without a token pages need no cookie.
@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen theme in a cookie ("auto" forgets it) and goes back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if (chosen := request.POST.get("theme")) in THEMES:
        response.set_cookie(
            "theme", chosen, A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie("theme")
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon where browsers look for it on pages that name none, as Django's admin."""
    return HttpResponseRedirect(static("icon.svg"))


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was not understood, where a view said so; 413: that it was too much."""
    if isinstance(exception, TOO_MUCH):
        return render(request, "400.html", {"words": TOO_MUCH_IN_WORDS}, status=413)
    words = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"words": words}, status=400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: what is not open, where a view said so."""
    words = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "403.html", {"words": words}, status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what was asked for, and what a view noticed."""
    noticed = exception.args[0] if exception.args else ""
    words = noticed if isinstance(noticed, str) else ""
    return render(request, "404.html", {"words": words, "asked": request.path}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: under which sign it was recorded. Made without the database, which may have failed."""
    sign = secrets.token_hex(3).upper()
    logger.error("recorded as %s: %s", sign, request.path)
    page = render_to_string("500.html", {"sign": sign, "q": request.GET.get("q", "")[:200]})
    return HttpResponse(page, status=500)
