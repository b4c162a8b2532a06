"""How to cite a document or a passage: the page with every form, and each form by itself."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from documents.citations import pandoc
from documents.citations.choices import FILES, STYLED, Format, Style
from documents.citations.describing import Cited, cite_document, cite_passages
from documents.citations.exports import Written, export, quotation, write
from documents.excerpts import cut_to_excerpts
from documents.models import Document, PassageVersion
from documents.views import passages, reading


@dataclass(frozen=True)
class StyledForm:
    """A citation in one style, as the page shows it: HTML from escaped parts, and as text."""

    style: Style
    html: Written
    text: Written
    quotation: str
    quotation_html: str


@dataclass(frozen=True)
class DataForm:
    """A citation as a file for a reference manager."""

    form: Format
    text: str
    url: str


@require_safe
def document_cite(request: HttpRequest, slug: str) -> HttpResponse:
    """How to cite the document; `?format=` and `?style=` give one form alone."""
    found = reading.found_document(request, slug)
    if isinstance(found, HttpResponse):
        return found
    cited = citation_of_document(request, found)
    return _answer(request, cited, {"document": found, "read_at": found.get_absolute_url()})


@require_safe
def passage_cite(request: HttpRequest, public_id: str) -> HttpResponse:
    """How to cite the passage, with its permanent address and the revision that was read: that of
    `?rev=`, else the current one.
    """
    found = passages.cited_version(request, public_id)
    if isinstance(found, HttpResponse):
        return found
    cited = citation_of_passage(request, found)
    context = {
        "document": found.passage.document,
        "passage": found.passage,
        "version": found,
        "read_at": found.passage.get_absolute_url(),
    }
    return _answer(request, cited, context)


def citation_of_document(request: HttpRequest, document: Document) -> Cited:
    """The document as it is cited at its address on this site."""
    voices = list(document.appearances.heard().select_related("speaker").order_by("order"))
    address = request.build_absolute_uri(document.get_absolute_url())
    return cite_document(document, voices, address, timezone.localdate())


def citation_of_passage(request: HttpRequest, version: PassageVersion) -> Cited:
    """The passage as it is cited at its address on this site; its words as far as they are open."""
    cut_to_excerpts([version])
    return cite_passages([version], request.build_absolute_uri, timezone.localdate())[0]


def _answer(request: HttpRequest, cited: Cited, context: dict) -> HttpResponse:
    wanted, style = request.GET.get("format", ""), request.GET.get("style", Style.APA)
    if style not in Style.values:
        return _refused(f"There is no style “{style[:40]}”. There are {', '.join(Style.values)}.")
    if not wanted:
        return _page(request, cited, context)
    if wanted not in Format.values:
        return _refused(
            f"There is no format “{wanted[:40]}”. There are {', '.join(Format.values)}."
        )
    form = Format(wanted)
    try:
        text = export([cited], form, Style(style))
    except pandoc.Unavailable as error:
        return _plain(f"{error} The formats that need no style work without it.", status=503)
    file = FILES[form]
    response = HttpResponse(text, content_type=f"{file.media_type}; charset=utf-8")
    if form not in STYLED:
        name = f"{cited.key}.{file.extension}"
        disposition = content_disposition_header("download" in request.GET, name)
        response["Content-Disposition"] = disposition or "inline"
    return response


def _page(request: HttpRequest, cited: Cited, context: dict) -> HttpResponse:
    styled: list[StyledForm] = []
    unavailable = ""
    try:
        styled = [_styled(cited, style) for style in Style]
    except pandoc.Unavailable as error:
        unavailable = str(error)
    data = [
        DataForm(form, export([cited], form), f"?format={form}&download=1")
        for form in Format
        if form not in STYLED
    ]
    context |= {
        "section": "documents",
        "cited": cited,
        "styled": styled,
        "data": data,
        "unavailable": unavailable,
    }
    return render(request, "citations/cite.html", context)


def _styled(cited: Cited, style: Style) -> StyledForm:
    text = write([cited], style, Format.TEXT)[0]
    html = write([cited], style, Format.HTML)[0]
    return StyledForm(
        style,
        html,
        text,
        quotation(cited, text, style),
        quotation(cited, html, style, Format.HTML),
    )


def _refused(said: str) -> HttpResponse:
    return _plain(said, status=400)


def _plain(said: str, status: int) -> HttpResponse:
    return HttpResponse(f"{said}\n", status=status, content_type="text/plain; charset=utf-8")
