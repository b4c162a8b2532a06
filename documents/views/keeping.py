"""The keeper's pages: drafts and recent loads, loading a text, describing and publishing it."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents import drafts, near_duplicates, publishing, storable, unresolved
from documents.accounts import signed_in
from documents.forms.describing import DescriptionForm
from documents.forms.fields import show_instead
from documents.forms.loading import NOT_KEPT, UploadForm
from documents.ingest import importer, sidecar
from documents.ingest.deciding import Loaded
from documents.ingest.identity import Incoming
from documents.ingest.reading import RULES_VERSION, Unreadable
from documents.ingest.sidecar import Described, DescribedCollection, DescriptionError
from documents.models import Document, ErrorReport, IngestItem, IngestRun, Outcome
from documents.signals import documents_changed
from documents.understood import text_of, understood
from documents.views.addresses import keeps
from documents.views.paging import page_of
from documents.vocabularies import PassageType, ReportState, State
from documents.withdrawing import memory

RECENT = 30
"""Loads that the overview shows."""
PASSAGES_A_PAGE = 500

FOR_KEEPERS = (
    "Texts are loaded, described and published by keepers. You are signed in, but your account is "
    "not one of theirs; whoever runs the archive can add it to the group Keeper."
)

View = Callable[..., HttpResponseBase]


def keepers_only(view: View) -> View:
    """Sends whoever is not signed in to sign in, and refuses everybody else who is no keeper."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not keeps(request.user):
            raise PermissionDenied(FOR_KEEPERS)
        return view(request, *args, **kwargs)

    return login_required(guarded)


@require_safe
@keepers_only
def overview(request: HttpRequest) -> HttpResponse:
    """The drafts that wait to be published, and what was loaded last, with its outcome."""
    loads = IngestItem.objects.select_related("run__by", "document").order_by("-pk")[:RECENT]
    waiting = Document.objects.filter(state=State.DRAFT).select_related("collection")
    context = {
        "section": "keeping",
        "drafts": page_of(request, waiting.order_by("-changed_at", "-pk"), 50),
        "loads": loads,
        "reports": ErrorReport.objects.filter(state=ReportState.OPEN).count(),
        "voices": unresolved.voices().count(),
    }
    return render(request, "keeping/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def add(request: HttpRequest) -> HttpResponse:
    """Load one text, with its description where there is one; it stays a draft until published."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    held: Document | None = None
    unlike = False
    if request.method == "POST" and form.is_valid():
        loaded = _load(form, request)
        if loaded is not None and loaded.outcome in (Outcome.DUPLICATE, Outcome.UNLIKE):
            held, unlike = loaded.document, loaded.outcome == Outcome.UNLIKE
            form.add_error("file", _refusal(loaded))
        elif loaded is not None and loaded.outcome == Outcome.DOUBTFUL and loaded.document:
            messages.warning(
                request,
                "Nothing was loaded yet: what becomes of some passages is for you to decide. Take "
                "the text of the file here, at the end of the page.",
            )
            return redirect("keeping-correct", loaded.document.pk)
        elif loaded is not None and loaded.document is not None:
            messages.success(request, _what_became(loaded))
            return redirect("keeping-document", loaded.document.pk)
    context = {
        "section": "keeping",
        "form": form,
        "held": held,
        "unlike": unlike,
        "not_kept": NOT_KEPT,
    }
    return render(request, "keeping/add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document as it was understood, with its description to be edited and published."""
    if request.method == "POST":
        answer = _save_description(request, pk)
        if isinstance(answer, HttpResponseRedirect):
            return answer
        form = answer
        shown = form.instance
        shown.refresh_from_db()  # the form has put its values on it
    else:
        shown = get_object_or_404(Document.objects.select_related("collection"), pk=pk)
        form = DescriptionForm(instance=shown)
    return _show(request, shown, form)


@require_POST
@keepers_only
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a draft that was never public."""
    with transaction.atomic():
        shown = get_object_or_404(Document.objects.select_for_update(), pk=pk)
        title = str(shown)
        try:
            drafts.discard(shown)
        except drafts.NotADraft as error:
            messages.error(request, f"Nothing was discarded. {error}")
            return redirect("keeping-document", pk)
    messages.success(request, f"The draft “{title}” was discarded, its file included.")
    return redirect("keeping")


def _load(form: UploadForm, request: HttpRequest) -> Loaded | None:
    """What became of the upload; None where it was refused, the reason being in the form."""
    name = form.cleaned_data["file"].name
    run = IngestRun.objects.create(
        by=signed_in(request),
        source=f"upload of {memory.masked(name)}",
        rules_version=RULES_VERSION,
    )
    try:
        incoming = _incoming(form, name)
        return importer.load(
            incoming, run, publish=False, accept_unlike=form.cleaned_data["accept_unlike"]
        )
    except (Unreadable, publishing.NotPublishable) as error:
        form.add_error("written" if isinstance(error, DescriptionError) else "file", str(error))
        said = storable.repaired(str(error))
        IngestItem.objects.create(
            run=run,
            name=memory.masked(name),
            outcome=Outcome.REFUSED,
            message=memory.masked(said),
        )
        return None
    finally:
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])


def _incoming(form: UploadForm, name: str) -> Incoming:
    """The uploaded text with its description, which from now on stands in the form as well."""
    given = form.cleaned_data["description"]
    if given:
        written, called = given.read(), given.name
        show_instead(form, "written", written.decode("utf-8", "replace"))
    else:
        written, called = form.cleaned_data["written"].encode(), "the description"
    described = sidecar.load(written, file=called) if written.strip() else None
    source = form.cleaned_data["source"]
    if source and not (described and described.source):
        described = described or Described(file="the form")
        described = replace(described, source=source, stated=described.stated | {"source"})
    chosen = form.cleaned_data["collection"]
    if chosen and not (described and described.collection):
        described = described or Described(file="the form")
        described = replace(
            described,
            collection=DescribedCollection(chosen.slug, chosen.title),
            stated=described.stated | {"collection"},
        )
    stated = described and (described.id or described.source)
    return Incoming(
        name=name,
        data=form.cleaned_data["file"].read(),
        key=stated or name,
        source=source or "uploaded in the browser",
        described=described,
        description_bytes=written + source.encode() + (chosen.slug if chosen else "").encode(),
        is_stated=bool(stated),
    )


def _refusal(loaded: Loaded) -> str:
    if loaded.outcome == Outcome.DUPLICATE:
        return f"The archive holds this very text already, as “{loaded.document}”."
    return (
        f"The archive holds “{loaded.document}” under the same key, and this text is hardly like "
        "it. If it is another document, give its web address or rename its file; if it is a new "
        "version of the same one, say so below."
    )


def _what_became(loaded: Loaded) -> str:
    open_now = loaded.document is not None and loaded.document.state == State.PUBLISHED
    standing = "It is public now." if open_now else "It is a draft until you publish it."
    said = {
        Outcome.NEW: "The text was loaded.",
        Outcome.REVISED: "The text was loaded as a new revision.",
        Outcome.DESCRIBED: "The words were held already; their description was brought up to date.",
        Outcome.UNCHANGED: "The archive holds exactly this text already; nothing was loaded.",
    }[loaded.outcome]
    return said if loaded.outcome == Outcome.UNCHANGED else f"{said} {standing}"


@transaction.atomic
def _save_description(request: HttpRequest, pk: int) -> DescriptionForm | HttpResponseRedirect:
    """Save, and publish where that was asked; the form again where something is wrong with it."""
    shown = get_object_or_404(Document.objects.select_for_update(), pk=pk)
    form = DescriptionForm(request.POST, instance=shown)
    if not form.is_valid():
        return form
    if not form.changed_data and "publish" not in request.POST:
        messages.info(request, "Nothing was changed: the description is as it was.")
        return HttpResponseRedirect(request.path)
    form.save()
    if "publish" in request.POST:
        try:
            publishing.publish(shown, by=signed_in(request))
            messages.success(request, "Published. Everybody can find, read and cite it now.")
        except publishing.NotPublishable as error:
            messages.error(request, f"The description was saved, but not published. {error}")
    else:
        messages.success(request, "The description was saved.")
        if shown.state == State.PUBLISHED:
            documents_changed.send(Document, document_ids=[shown.pk])
    return HttpResponseRedirect(request.path)


def _show(
    request: HttpRequest,
    shown: Document,
    form: DescriptionForm,
) -> HttpResponse:
    known = understood(shown)
    page = edition = None
    if known is not None:
        read = known.revision.passage_versions.exclude(type=PassageType.FURNITURE)
        read = read.select_related("passage", "appearance__speaker").order_by("order")
        page = page_of(request, read, PASSAGES_A_PAGE)
        edition = text_of(known.revision, list(page.object_list))
    context = {
        "section": "keeping",
        "document": shown,
        "form": form,
        "withdrawals": shown.withdrawals.select_related("by"),
        "known": known,
        "twins": near_duplicates.of(shown),
        "edition": edition,
        "page": page,
        "load": shown.ingest_items.select_related("run__by").order_by("-pk").first(),
        "state": State(shown.state),
        "can_publish": shown.state != State.WITHDRAWN and not (known and known.revision.is_current),
    }
    return render(request, "keeping/document.html", context, status=422 if form.errors else 200)
