"""Judgments out and in by the browser: what a search finds goes out, a file comes in.

A file is looked at first: what it would add, what stands elsewhere now, what is left and why. What
was looked at travels in the page, signed, so that exactly that is taken in.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from documents.accounts import signed_in
from documents.models import Vocabulary
from documents.tagging.exporting import Selection, marks_of
from documents.tagging.formats import FORMATS, READERS, decoded, read
from documents.tagging.importing import Outcome, import_marks
from documents.tagging.judging import Judge
from documents.tagging.marks import ExchangeError, Mark
from documents.tagging.queue import open_documents
from documents.views.tagging import reviewers_only
from documents.withdrawing import memory
from search.matching import matching
from search.request import SearchRequest
from search.tagging.asked import asked_by

MOST = 50_000
"""Judgments in one file; `manage.py taggings` has no such bound."""
LARGEST = 5_000_000
"""Bytes of a file that is taken in."""
SALT = "taggings to be taken in"
OLDEST = 24 * 60 * 60
"""Seconds after which a file is to be looked at anew."""


@require_safe
@reviewers_only
def export(request: HttpRequest) -> HttpResponse:
    """The judgments on all that a search finds, counted; with `as`, as a file."""
    asked = asked_by(request.GET, "of", "as")
    judge = Judge(signed_in(request))
    vocabularies = list(Vocabulary.objects.all())
    key = request.GET.get("of", "")
    chosen = next((v for v in vocabularies if v.query_key == key), None)
    if key and chosen is None:
        raise BadRequest(f"The archive has no vocabulary “{key[:40]}”.")
    wanted = Selection(chosen, _found(asked), judge)
    documents = open_documents(judge)
    numbers = {
        "taggings": wanted.taggings().filter(anchor__passage__document__in=documents).count(),
        "readings": wanted.readings().filter(version__passage__document__in=documents).count(),
        "comments": wanted.comments().filter(passage__document__in=documents).count(),
    }
    total = sum(numbers.values())
    name = request.GET.get("as", "")
    if name:
        if name not in FORMATS:
            raise BadRequest(f"Judgments do not go out as “{name[:40]}”, but as {_formats()}.")
        if total > MOST:
            raise BadRequest(f"These are {total:,} judgments; a file holds at most {MOST:,}.")
        return _file(name, list(_marks(documents.order_by("key"), wanted)))
    context = {
        "section": "tagging",
        "search": asked,
        "vocabularies": vocabularies,
        "chosen": chosen,
        "documents": documents.order_by("title", "pk"),
        "document": request.GET.get("document", ""),
        "numbers": numbers,
        "total": total,
        "most": MOST,
        "formats": [(name, each.label) for name, each in FORMATS.items()],
        "query": _without(request, "as"),
    }
    return render(request, "tagging/export.html", context)


def _found(asked: SearchRequest) -> set[int] | None:
    """The passages that are asked for, None for all."""
    if asked.is_empty:
        return None
    return set(matching(asked).values_list("passage_id", flat=True))


def _marks(documents: Any, wanted: Selection) -> Iterator[Mark]:
    if wanted.passages is not None:
        documents = documents.filter(passages__in=wanted.passages).distinct()
    for document in documents:
        yield from marks_of(document, wanted)


def _file(name: str, marks: list[Mark]) -> HttpResponse:
    chosen = FORMATS[name]
    text = chosen.write(marks, "Judgments")
    response = HttpResponse(text, content_type=f"{chosen.media_type}; charset=utf-8")
    day = f"{timezone.localdate():%Y-%m-%d}"
    response["Content-Disposition"] = f'attachment; filename="judgments-{day}{chosen.suffix}"'
    return response


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    return query.urlencode()


def _formats() -> str:
    return ", ".join(FORMATS)


class FileForm(forms.Form):
    """A file of judgments, as it is chosen."""

    file = forms.FileField(
        help_text=f"As it was taken out: {', '.join(READERS)}; at most {LARGEST // 1_000_000} MB.",
        error_messages={
            "required": "Choose a file first.",
            "empty": "This file is empty.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["class"] = "field"

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                f"This file has {file.size:,} bytes; at most {LARGEST:,} are taken in here. "
                "Whoever runs the archive can take it in by “manage.py taggings import”."
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a file of judgments: first what it would do, then it is done."""
    context: dict[str, Any] = {"section": "tagging", "form": FileForm()}
    if request.method != "POST":
        return render(request, "tagging/import.html", context)
    try:
        if "looked" in request.POST:
            name, text = _looked_at(request.POST["looked"])
            outcome = _import(request, name, text, rehearse=False)
            messages.success(request, f"{_in_words(outcome)} from {name}. {_undoing(outcome)}")
            return redirect("tagging-actions")
        form = context["form"] = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "tagging/import.html", context, status=422)
        file = form.cleaned_data["file"]
        text = decoded(file.read())
        outcome = _import(request, file.name, text, rehearse=True)
    except ExchangeError as error:
        context["problems"] = error.sentences
        return render(request, "tagging/import.html", context, status=422)
    except memory.TakenOut as error:
        context["problems"] = [str(error)]
        return render(request, "tagging/import.html", context, status=422)
    context |= {
        "name": file.name,
        "outcome": outcome,
        "groups": _groups(outcome),
        "looked": signing.dumps([file.name, text], salt=SALT, compress=True),
    }
    return render(request, "tagging/import.html", context)


def _import(request: HttpRequest, name: str, text: str, rehearse: bool) -> Outcome:
    memory.refuse(text)
    by: Any = request.user
    return import_marks(read(name, text), rehearse, by=by, source=name, partly=True)


def _looked_at(signed: str) -> tuple[str, str]:
    """The name and the text of the file that was looked at. Raises ExchangeError."""
    try:
        name, text = signing.loads(signed, salt=SALT, max_age=OLDEST)
    except signing.BadSignature:
        raise ExchangeError("Nothing was taken in: choose the file once more.") from None
    return name, text


def _groups(outcome: Outcome) -> list[tuple[str, str, list[str]]]:
    """What is to be read before a file is taken in: headings, what becomes of it, sentences."""
    every = [
        ("Without a place", "left out: no passage has these words", outcome.unplaced),
        ("Not known here", "left out: the archive lacks the document or the term", outcome.unknown),
        ("Decided otherwise here", "left as it was decided here", outcome.differing),
        ("Elsewhere now", "new, on the same words at another place", outcome.moved),
    ]
    return [row for row in every if row[2]]


def _in_words(outcome: Outcome) -> str:
    said = f"{outcome.taggings:,} taggings and {outcome.readings:,} readings taken in"
    return f"{said}, {outcome.comments:,} comments" if outcome.comments else said


def _undoing(outcome: Outcome) -> str:
    return "It can be undone whole, also later." if outcome.batch else "Nothing of it was new."
