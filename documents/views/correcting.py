"""Correcting a document in the browser: the text, what it will do, the decisions, publication."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from documents import correcting, edtf, publishing
from documents.accounts import signed_in
from documents.correction_table import Table, decisions_in, table_of
from documents.differences import differences
from documents.forms.correcting import CorrectionForm
from documents.forms.fields import show_instead
from documents.ingest import worksheet
from documents.ingest.carrying import UNDECIDED, Decisions
from documents.ingest.reading import Unreadable
from documents.models import Document, Revision
from documents.revision_changes import changes_between
from documents.views.keeping import keepers_only
from documents.vocabularies import State


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the text of a document, or take a new file of it; see what follows; publish it."""
    document = get_object_or_404(Document.objects.select_related("collection"), pk=pk)
    latest = correcting.latest_revision(document)
    if latest is None or document.state == State.WITHDRAWN:
        raise BadRequest("There is no text to correct: it was never loaded, or it was withdrawn.")
    if request.method != "POST":
        return _show(request, document, latest, CorrectionForm(initial=_as_it_stands(latest)))
    form = CorrectionForm(request.POST, request.FILES, publishes="publish" in request.POST)
    if "take" in request.POST:
        return _take_file(request, document, latest, form)
    if not form.is_valid() and form.errors.keys() - {"reason"}:
        return _show(request, document, latest, form, status=422)
    return _propose(request, document, latest, form)


def _take_file(
    request: HttpRequest, document: Document, latest: Revision, form: CorrectionForm
) -> HttpResponse:
    """Put the text of a new file in place of the one in the form."""
    form.is_valid()
    file = request.FILES.get("file")
    if file is None or file.size is None:
        form.add_error("file", "Choose the file first.")
        return _show(request, document, latest, form, status=422)
    if file.size > settings.INGEST_LARGEST_TEXT:
        form.add_error("file", "The file is too large to be taken in the browser.")
        return _show(request, document, latest, form, status=422)
    try:
        sheet, sha256 = correcting.sheet_from_file(document, str(file.name), file.read())
    except Unreadable as error:
        form.add_error("file", str(error))
        return _show(request, document, latest, form, status=422)
    fresh = CorrectionForm(
        initial={
            **_as_it_stands(latest),
            "text": worksheet.write(sheet),
            "original": sha256,
            "original_name": file.name,
            "reason": form.data.get("reason", ""),
        }
    )
    return _show(request, document, latest, fresh, taken=str(file.name))


def _propose(
    request: HttpRequest, document: Document, latest: Revision, form: CorrectionForm
) -> HttpResponse:
    """Show what the text will do; write it where that was asked and nothing is left to decide."""
    text, base, held = (form.cleaned_data[name] for name in ("text", "base", "held"))
    seen = form.cleaned_data["seen"] == _digest(text, latest)
    publishes = "publish" in request.POST
    try:
        decisions = decisions_in(request.POST.dict()) if seen else UNDECIDED
        if publishes and seen and not form.errors:
            return _write(request, document, form, decisions)
        proposal = correcting.propose(document, text, decisions, base, held)
    except correcting.Overtaken as overtaken:
        if publishes and _stands_already(document, text):
            messages.success(request, f"This correction was made already. {_done(document)}")
            return redirect("keeping-document", document.pk)
        return _overtaken(request, document, overtaken.latest, form)
    except correcting.TakenOut:
        return _taken_out(request, document, latest, form)
    except (correcting.Undecided, correcting.Unchanged) as error:
        form.add_error(None, f"Nothing was published: {error}")
        proposal = correcting.propose(document, text, decisions, base)
    except worksheet.Misread as error:
        form.add_error("text", str(error))
        return _show(request, document, latest, form, status=422)
    except (ValueError, publishing.NotPublishable) as error:
        form.add_error(None, str(error))
        decisions = UNDECIDED
        proposal = correcting.propose(document, text)
    if publishes and not seen:
        form.add_error(
            None, "Nothing was published: the text is not the one whose table you saw. Here it is."
        )
    show_instead(form, "seen", _digest(text, latest))
    return _show(
        request,
        document,
        latest,
        form,
        table=table_of(document, proposal, decisions),
        unchanged=proposal.changes_nothing,
        status=422 if form.errors else 200,
    )


def _write(
    request: HttpRequest, document: Document, form: CorrectionForm, decisions: Decisions
) -> HttpResponse:
    """Write the text as the next revision. Raises what `correcting.correct` raises."""
    text, base, held, reason = (form.cleaned_data[n] for n in ("text", "base", "held", "reason"))
    by, original = signed_in(request), _original(form)
    correcting.correct(document, text, reason, base, by, decisions, original, held=held)
    messages.success(request, _done(document))
    return redirect("keeping-document", document.pk)


def _as_it_stands(latest: Revision) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "text": worksheet.write(correcting.sheet_of(latest)),
        "base": latest.number,
        "held": latest.text_sha256,
    }


def _stands_already(document: Document, text: str) -> bool:
    """Whether a text is what the document says by now: a form was sent twice."""
    try:
        return correcting.propose(document, text).changes_nothing
    except (worksheet.Misread, ValueError):
        return False


def _taken_out(
    request: HttpRequest, document: Document, latest: Revision, form: CorrectionForm
) -> HttpResponse:
    """Words went from the text while it was corrected: begin with what is left of it."""
    fresh = {**_as_it_stands(latest), "reason": form.cleaned_data["reason"]}
    mine = form.cleaned_data["text"]
    return _show(request, document, latest, CorrectionForm(initial=fresh), mine=mine, status=409)


def _overtaken(
    request: HttpRequest, document: Document, latest: Revision, form: CorrectionForm
) -> HttpResponse:
    """Somebody else was faster: both works are joined where they touch other passages."""
    base = document.revisions.filter(number=form.cleaned_data["base"]).first()
    mine, theirs = form.cleaned_data["text"], worksheet.write(correcting.sheet_of(latest))
    former = worksheet.write(correcting.sheet_of(base)) if base else ""
    joined, clashes = worksheet.join(former, mine, theirs)
    show_instead(form, "text", joined)
    show_instead(form, "base", str(latest.number))
    show_instead(form, "held", latest.text_sha256)
    show_instead(form, "seen", "")
    return _show(
        request,
        document,
        latest,
        form,
        overtaken=latest,
        theirs=changes_between(base, latest) if base else [],
        clashes=[(one, other, differences(one, other)) for one, other in clashes],
        status=409,
    )


def _done(document: Document) -> str:
    document.refresh_from_db()
    day = document.embargo_until
    if document.is_public and day is not None and day > timezone.localdate():
        becomes = edtf.in_words(day.isoformat())
        return f"The correction is made, and becomes public with the document, on {becomes}."
    if document.state == State.PUBLISHED and not document.is_public:
        return "The correction is made. The public sees none of it while the document is hidden."
    if document.state == State.PUBLISHED:
        return "The correction is public, and stands in the ledger of corrections."
    return "The correction was saved with the draft."


def _original(form: CorrectionForm) -> tuple[str, str] | None:
    sha256 = form.cleaned_data["original"]
    return (sha256, form.cleaned_data["original_name"]) if sha256 else None


def _digest(text: str, latest: Revision) -> str:
    """Says which text, on which revision, a table was shown for."""
    return hashlib.sha256(f"{latest.number}\n{text}".encode()).hexdigest()


def _show(
    request: HttpRequest,
    document: Document,
    latest: Revision,
    form: CorrectionForm,
    table: Table | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "section": "keeping",
        "document": document,
        "latest": latest,
        "form": form,
        "table": table,
        "is_public": document.state == State.PUBLISHED,
        **more,
    }
    return render(request, "keeping/correct.html", context, status=status)
