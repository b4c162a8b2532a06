"""The keeper's pages for taking things out: each says what will vanish, then asks."""

import hashlib
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from documents.accounts import signed_in
from documents.forms.fields import show_instead
from documents.forms.withdrawing import RedactionForm, WithdrawalForm
from documents.models import (
    Anchor,
    BasketItem,
    Document,
    Passage,
    PassageVersion,
    Quotation,
    SharedItem,
    Tagging,
    Withdrawal,
)
from documents.views.asked import number_in
from documents.views.keeping import keepers_only
from documents.views.paging import page_of
from documents.vocabularies import State
from documents.withdrawing import memory, redacting, removal, scrubbing
from documents.withdrawing.watching import takes_any_words

Going = list[tuple[str, int]]
"""What vanishes, in words, with how much of it."""


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """What vanishes with a document; a POST withdraws it for good, with a reason for keepers."""
    shown = get_object_or_404(Document.objects.select_related("collection"), pk=pk)
    if shown.state != State.PUBLISHED:
        messages.error(request, "Nothing was withdrawn: the document is not public.")
        return redirect("keeping-document", pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    said = "Withdrawn. Its addresses now say that it was withdrawn."
    if _withdrawn(request, form, partial(removal.withdraw_document, shown), said):
        return redirect("keeping-withdrawals")
    context = {"document": shown, "form": form, "going": _going_with(shown)}
    return _page(request, "keeping/withdraw_document.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def withdraw_passage(request: HttpRequest, public_id: str) -> HttpResponse:
    """What vanishes with a passage; a POST withdraws it for good."""
    passage = get_object_or_404(Passage.objects.select_related("document"), public_id=public_id)
    if passage.withdrawn_at is not None or passage.document.state == State.WITHDRAWN:
        messages.error(request, "Nothing was withdrawn: it was withdrawn already.")
        return redirect("keeping-document", passage.document_id)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    said = "Withdrawn. Its address now says that it was withdrawn."
    if _withdrawn(request, form, partial(removal.withdraw_passage, passage), said):
        return redirect("keeping-document", passage.document_id)
    versions = passage.versions.select_related("revision").defer("revision__text", "revision__runs")
    context = {
        "document": passage.document,
        "passage": passage,
        "versions": versions.order_by("-revision__number"),
        "form": form,
        "going": _going_with_passage(passage),
    }
    return _page(request, "keeping/withdraw_passage.html", context, form)


def _withdrawn(
    request: HttpRequest,
    form: WithdrawalForm,
    withdraw: Callable[[str, User], Withdrawal],
    said: str,
) -> bool:
    """Withdraws where a form asks for it that is in order, and says so; tells whether it did."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        done = withdraw(form.cleaned_data["reason"], signed_in(request))
    except (redacting.NotRedactable, memory.NoKey) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, said)
    _say_what_is_left(request, done.left_on_disk)
    return True


@takes_any_words
@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def redact(request: HttpRequest) -> HttpResponse:
    """Words to be taken out: where they stand, and, once that was seen, their redaction."""
    if request.method != "POST":
        asked = number_in(request.GET.get("document", ""))
        document = Document.objects.filter(pk=asked).first()
        form = RedactionForm(initial={"document": document, "everywhere": document is None})
        return _page(request, "keeping/redact.html", {"form": form, "document": document}, form)
    takes_out = "redact" in request.POST
    form = RedactionForm(request.POST, takes_out=takes_out)
    context: dict[str, object] = {"form": form}
    valid = form.is_valid()
    document = form.cleaned_data.get("document")
    context["document"] = document
    if "words" not in form.cleaned_data:
        return _page(request, "keeping/redact.html", context, form)
    scope = None if form.cleaned_data.get("everywhere") or document is None else document
    try:
        words = redacting.words_from(form.cleaned_data["words"])
        seen = _digest(words.forms, scope)
        if valid and takes_out and form.cleaned_data["seen"] == seen:
            done = redacting.redact(words, form.cleaned_data["reason"], signed_in(request), scope)
            messages.success(request, f"The words were taken out of {done.places} places.")
            _say_what_is_left(request, done.left_on_disk)
            return redirect("keeping-withdrawal", done.pk)
    except (redacting.NotRedactable, memory.NoKey) as error:
        form.add_error("words", str(error))
        return _page(request, "keeping/redact.html", context, form)
    show_instead(form, "seen", seen)
    context |= {"preview": redacting.preview(words, scope), "scope": scope}
    return _page(request, "keeping/redact.html", context, form)


def _digest(forms: tuple[str, ...], scope: Document | None) -> str:
    said = "\n".join([*forms, str(scope.pk if scope else "")])
    return hashlib.sha256(said.encode()).hexdigest()


def _say_what_is_left(request: HttpRequest, tables: list[str]) -> None:
    if tables:
        said = f"Nobody finds it any more, but somebody was reading {len(tables)} of the tables: "
        said += "their files on the disk may still hold it. Write them anew in a quiet hour, below "
        messages.warning(request, f"{said}the list of what was taken out.")


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def withdrawals(request: HttpRequest) -> HttpResponse:
    """All that was taken out, the latest first: what, when, by whom and why. A POST writes the
    tables anew, where that could not be done at once.
    """
    if request.method == "POST":
        if left := scrubbing.scrub():
            _say_what_is_left(request, left)
        else:
            messages.success(request, "All tables are written anew: nothing is left on the disk.")
        return redirect("keeping-withdrawals")
    page = page_of(request, Withdrawal.objects.select_related("by"), 50)
    return render(request, "keeping/withdrawals.html", {"section": "keeping", "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """One withdrawal; a POST stops watching for its words, so that they may be loaded again."""
    shown = get_object_or_404(Withdrawal.objects.select_related("by"), pk=pk)
    if request.method == "POST":
        shown.let_in_at = None if shown.let_in_at else timezone.now()
        shown.save(update_fields=["let_in_at"])
        messages.success(
            request,
            "Its words may be loaded again."
            if shown.let_in_at
            else "Files that hold its words are refused again.",
        )
        return redirect("keeping-withdrawal", pk)
    context = {
        "section": "keeping",
        "withdrawal": shown,
        "documents": shown.documents.order_by("title", "pk")[:200],
        "passages": shown.passages.count(),
        "remembered": shown.remembered.count(),
    }
    return render(request, "keeping/withdrawal.html", context)


def _page(
    request: HttpRequest, template: str, context: dict[str, object], form: WithdrawalForm
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"section": "keeping", **context}, status=status)


def _going_with(document: Document) -> Going:
    passages = PassageVersion.objects.current().numbered().filter(passage__document=document)
    return _there(
        ("numbered passage,numbered passages", passages),
        ("revision of the text,revisions of the text", document.revisions.all()),
        ("file as received,files as received", document.receipts.all()),
        ("voice,voices", document.appearances.all()),
        ("quotation,quotations", Quotation.objects.filter(anchor__passage__document=document)),
        ("tag,tags", Tagging.objects.filter(anchor__passage__document=document)),
        (
            "place in a reader’s basket,places in readers’ baskets",
            BasketItem.objects.filter(passage__document=document),
        ),
        (
            "place in a shared basket,places in shared baskets",
            SharedItem.objects.filter(version__passage__document=document),
        ),
    )


def _going_with_passage(passage: Passage) -> Going:
    return _there(
        ("wording of it,wordings of it", PassageVersion.objects.filter(passage=passage)),
        ("quotation,quotations", Quotation.objects.filter(anchor__passage=passage)),
        ("tag,tags", Tagging.objects.filter(anchor__passage=passage)),
        (
            "other anchor,other anchors",
            Anchor.objects.filter(passage=passage, quotation=None, taggings=None),
        ),
        (
            "place in a reader’s basket,places in readers’ baskets",
            BasketItem.objects.filter(passage=passage),
        ),
    )


def _there(*named: tuple[str, object]) -> Going:
    counted = [(words, rows.count()) for words, rows in named]  # type: ignore[attr-defined]
    return [(words, number) for words, number in counted if number]
