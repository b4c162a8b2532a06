"""Vocabularies as SKOS: for everybody to take away, and for keepers to take over."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from documents.accounts import signed_in
from documents.models import Vocabulary
from documents.tagging.skos import FORMATS
from documents.views.tagging import permitted
from documents.views.terms import FOR_KEEPERS

# The modules that read and write SKOS are imported where they are used: with rdflib, they would
# slow every command's start.


@require_safe
def skos(request: HttpRequest, path: str, ending: str) -> HttpResponse:
    """A vocabulary as Turtle ("ttl") or JSON-LD ("jsonld")."""
    from documents.tagging.skos.writing import skos_of

    vocabulary = get_object_or_404(Vocabulary, path=path)
    site = f"{request.scheme}://{request.get_host()}"
    _, media_type = FORMATS[ending]
    response = HttpResponse(
        skos_of(vocabulary, site, ending), content_type=f"{media_type}; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{vocabulary.path}.{ending}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


class SkosForm(forms.Form):
    """A file, or its text as it was looked at, and how to read it."""

    file = forms.FileField(required=False, help_text="Turtle or JSON-LD, at most 2 MB.")
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    language = forms.CharField(
        required=False,
        max_length=20,
        help_text="Labels and definitions are read in one language: in English (en) where the list "
        "has it, else in that of most labels, unless you say which.",
    )
    scheme = forms.CharField(
        required=False,
        max_length=500,
        label="Concept scheme",
        help_text="Its address, where the file has several.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.widget.attrs["class"] = "field"

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("text") and "file" not in self.errors:
            self.add_error("file", "Choose a file first.")
        return cleaned

    @property
    def content(self) -> bytes:
        from documents.tagging.skos.parsing import LARGEST

        file = self.cleaned_data["file"]
        return file.read(LARGEST + 1) if file else self.cleaned_data["text"].encode()


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("documents.keep_archive", FOR_KEEPERS)
def take(request: HttpRequest) -> HttpResponse:
    """Take a vocabulary over from a file: first what it would change, then it is done."""
    from documents.tagging.skos.parsing import SkosError
    from documents.tagging.skos.reading import read_skos
    from documents.tagging.skos.taking import take_over

    form = SkosForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"section": "tagging", "form": form}
    if not form.is_valid():
        return render(request, "tagging/skos.html", context, status=422 if form.is_bound else 200)
    content = form.content
    try:
        read = read_skos(content, form.cleaned_data["language"], form.cleaned_data["scheme"])
        taken = take_over(read, signed_in(request), rehearse="take" not in request.POST)
    except SkosError as error:
        context["problems"] = error.problems
        return render(request, "tagging/skos.html", context, status=422)
    if "take" in request.POST:
        messages.success(request, f"{read.data['name']} is taken over.")
        return redirect("codebook")
    context |= {"taken": taken, "name": read.data["name"], "text": content.decode("utf-8-sig")}
    return render(request, "tagging/skos.html", context)
