"""A document: read whole, cited, as received, and its history."""

import base64
import logging
from collections import Counter, defaultdict
from itertools import chain

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from documents import near_duplicates
from documents.citations import plain
from documents.citations.choices import Style
from documents.citations.describing import cite_document
from documents.edition import ShownPassage, lay_out
from documents.excerpts import is_restricted
from documents.former_numbers import former_numbers
from documents.ledger import Ledger
from documents.margins import margins_of, with_margins
from documents.models import Document, Quotation, Receipt, Revision, Vocabulary
from documents.revision_changes import changes_between, counted, previous_published
from documents.views.addresses import documents_open_to, elsewhere, gone
from documents.vocabularies import Evidence, Part, PassageType, State
from documents.wording import how_known, joined

logger = logging.getLogger(__name__)

MOST_TAKEN_OUT = 100


@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """The document with numbered passages (`#p12`); `?q=` marks what a search would find in it."""
    found = found_document(request, slug)
    if isinstance(found, HttpResponse):
        return found
    revision = _current_revision(found)
    shown, quotations = _passages(found, revision) if revision else ([], [])
    appearances = list(found.appearances.heard().select_related("speaker"))
    return render(
        request,
        "documents/document.html",
        {
            "section": "documents",
            "document": found,
            "revision": revision,
            "edition": lay_out(shown, quotations),
            "read": _read(shown),
            "appearances": [a for a in appearances if a.part != Part.QUOTED],
            "receipts": list(found.receipts.select_related("original")),
            "taken_out": Ledger(found)[:1],
            "is_excerpt": is_restricted(found),
            "set_aside": _set_aside(revision) if revision else 0,
            "citation": plain.citation(found, appearances),
            "styles": Style,
            "twins": near_duplicates.public_of(found),
            "cited": cite_document(
                found,
                appearances,
                request.build_absolute_uri(found.get_absolute_url()),
                timezone.localdate(),
                with_names=False,
            ),
            "evidence": _evidence(found),
        },
    )


@require_safe
def document_history(request: HttpRequest, slug: str) -> HttpResponse:
    """The revisions of the document and the files that it was received in."""
    found = found_document(request, slug)
    if isinstance(found, HttpResponse):
        return found
    revisions = found.revisions.defer("text", "runs").select_related("receipt").order_by("-number")
    return render(
        request,
        "documents/document_history.html",
        {
            "section": "documents",
            "document": found,
            "revisions": revisions.exclude(published_at=None),
            "taken_out": Ledger(found)[:MOST_TAKEN_OUT],
            "receipts": found.receipts.select_related("original").order_by("-received_at"),
        },
    )


@require_safe
def document_revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a published revision changed in the one before it, passage by passage."""
    found = found_document(request, slug)
    if isinstance(found, HttpResponse):
        return found
    revisions = found.revisions.filter(published_at__isnull=False).defer("text", "runs")
    revision = revisions.filter(number=number).first()
    if revision is None:
        raise Http404(f"This document has no published revision {number}.")
    former = previous_published(revision)
    changes = changes_between(former, revision) if former else []
    return render(
        request,
        "documents/document_revision.html",
        {
            "section": "documents",
            "document": found,
            "revision": revision,
            "former": former,
            "changes": changes,
            "summary": counted(changes),
            "is_cut": is_restricted(found),
        },
    )


@require_safe
def document_original(request: HttpRequest, slug: str) -> HttpResponse:
    """The bytes as received, as a download; `?sha256=` chooses among several files."""
    found = found_document(request, slug)
    if isinstance(found, HttpResponse):
        return found
    if is_restricted(found):
        raise PermissionDenied(
            "This document may be shown in excerpts only: its file is not given out."
        )
    receipt = _receipt(found, request.GET.get("sha256", ""))
    if receipt is None:
        raise Http404("No such file was received for this document.")
    try:
        data = receipt.original.read()
    except (OSError, ValueError) as error:
        logger.error("%s", error)
        raise Http404("The file is kept, but cannot be given out at the moment.") from error
    response = HttpResponse(data, content_type=receipt.original.media_type)
    response["Content-Disposition"] = content_disposition_header(True, receipt.name)
    digest = base64.b64encode(bytes.fromhex(receipt.original.sha256)).decode()
    response["Repr-Digest"] = f"sha-256=:{digest}:"  # RFC 9530
    return response


def found_document(request: HttpRequest, slug: str) -> Document | HttpResponse:
    """The document that may be seen here, or the answer instead of it."""
    found = documents_open_to(request.user).filter(slug=slug).select_related("collection").first()
    if found is not None:
        return found
    withdrawn = Document.objects.filter(slug=slug, state=State.WITHDRAWN).first()
    if withdrawn is not None and withdrawn.withdrawn_at is not None:
        return gone(request, "document", withdrawn.withdrawn_at.date())
    return elsewhere(request, "document", slug, lambda to: reverse("document", args=[to]))


def _current_revision(found: Document) -> Revision | None:
    return found.revisions.defer("text", "runs").filter(is_current=True).first()


def _passages(found: Document, revision: Revision) -> tuple[list[ShownPassage], list[Quotation]]:
    """The passages of a revision as they are shown, with the quotations in them."""
    versions = list(
        revision.passage_versions.exclude(type=PassageType.FURNITURE)
        .select_related("passage", "appearance__speaker")
        .order_by("order")
    )
    for version in versions:
        version.passage.document = found
    margins = margins_of(versions)
    shown = with_margins(versions, margins)
    former = former_numbers(found, [passage.version for passage in shown if passage.is_numbered])
    for passage in shown:
        passage.former = former.get(passage.version.passage_id, [])
    return shown, list(chain.from_iterable(margins.quotations.values()))


def _set_aside(revision: Revision) -> int:
    """How many stretches of page furniture are in a revision."""
    return revision.passage_versions.filter(type=PassageType.FURNITURE).count()


def _read(shown: list[ShownPassage]) -> list[tuple[str, int, int]]:
    """By vocabulary, how many of the numbered passages have been read for it: (name, read, all).

    Where nobody has read any of them, that is said once: the margins are cleared of it.
    """
    numbered = [passage for passage in shown if passage.is_numbered and not passage.withdrawn]
    read: Counter[Vocabulary] = Counter()
    for passage in numbered:
        for judgment in passage.judgments:
            read[judgment.vocabulary] += judgment.read
    for passage in numbered:
        passage.judgments = [j for j in passage.judgments if read[j.vocabulary]]
    return [(vocabulary.name, number, len(numbered)) for vocabulary, number in read.items()]


def _evidence(found: Document) -> list[tuple[str, str]]:
    """How the values of the description are known: (how, the fields that are known so)."""
    fields: dict[str, list[str]] = defaultdict(list)
    for name, known in found.evidence.items():
        if isinstance(known, dict) and known.get("how") in set(Evidence.values):
            basis = "" if is_restricted(found) else known.get("basis", "")
            how = how_known(known["how"], basis)
            fields[how].append(name.replace("_", " "))
    return [(how, joined(sorted(names)).capitalize()) for how, names in fields.items()]


def _receipt(found: Document, sha256: str) -> Receipt | None:
    receipts = found.receipts.select_related("original")
    if sha256:
        return receipts.filter(original__sha256=sha256).first()
    current = receipts.filter(revisions__is_current=True).first()
    return current or receipts.order_by("-received_at").first()
