"""The keeper's pages for terms: their order, what they mean, where they stand."""

import hashlib
import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from documents.accounts import signed_in
from documents.identifiers import LONGEST_LABEL, LONGEST_TERM_SLUG
from documents.margins import PALETTE, cells_of
from documents.models import Batch, Tagging, Term, TermVersion, Vocabulary
from documents.tagging import terms as keeping
from documents.tagging.codebook import VERSION_FIELDS, define
from documents.tagging.terms import NotPossible
from documents.views.tagging import permitted
from documents.views.terms import FOR_KEEPERS
from documents.views.vocabulary_choice import chosen_vocabulary
from documents.withdrawing import memory

COLOURS = ["red", "blue", "ochre", "green"]
LONGEST_TEXT = 5000

keepers_only = permitted("documents.keep_archive", FOR_KEEPERS)


class LinesField(forms.CharField):
    """Several texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))


class BroaderField(forms.ModelChoiceField):
    """A term, shown by what it is `called` now."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.called)


class TermForm(forms.Form):
    """A term as a keeper writes it. `seen` is the fingerprint of what the page showed."""

    label = forms.CharField(max_length=LONGEST_LABEL)
    slug = forms.CharField(
        max_length=LONGEST_TERM_SLUG,
        required=False,
        label="Address",
        help_text="The end of its address. The former one leads on when it is changed.",
    )
    alternative_labels = LinesField(
        required=False, max_length=LONGEST_TEXT, label="Also called", help_text="One a line."
    )
    definition = forms.CharField(widget=forms.Textarea, max_length=LONGEST_TEXT)
    scope_note = forms.CharField(
        widget=forms.Textarea,
        max_length=LONGEST_TEXT,
        required=False,
        label="How it is applied",
    )
    examples = LinesField(required=False, max_length=LONGEST_TEXT, help_text="One a line.")
    counter_examples = LinesField(
        required=False,
        max_length=LONGEST_TEXT,
        label="Counter-examples",
        help_text="What might be taken for it and is not; one a line.",
    )
    broader = BroaderField(
        Term.objects.none(), required=False, label="Broader term", empty_label="None"
    )
    keyboard = forms.RegexField(
        "^[1-9]$",
        required=False,
        label="Key",
        help_text="A digit that marks it at the workbench.",
        error_messages={"invalid": "One digit from 1 to 9."},
    )
    colour = forms.TypedChoiceField(
        choices=[("", "By its place"), *((n, COLOURS[n - 1]) for n in range(1, PALETTE + 1))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Never the only sign: the place in the register and the name say it too.",
    )
    queries = forms.CharField(
        widget=forms.Textarea,
        max_length=LONGEST_TEXT,
        required=False,
        help_text=(
            "Searches whose hits are suggested, one a line. A line “# made on: KEY” names the "
            "documents that they were made on, which are left out when they are measured."
        ),
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, vocabulary: Vocabulary, term: Term | None, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.vocabulary, self.term = vocabulary, term
        above = vocabulary.terms.filter(merged_into=None)
        if term is not None:
            above = above.exclude(pk__in=keeping.below(term))
        self.fields["broader"].queryset = above.annotate(  # type: ignore[attr-defined]
            called=keeping.current_label()
        ).order_by("order", "pk")
        for field in self.fields.values():
            field.widget.attrs["class"] = "field"
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3

    def clean_label(self) -> str:
        try:
            return keeping.free_label(self.vocabulary, self.cleaned_data["label"], self.term)
        except NotPossible as error:
            raise forms.ValidationError(str(error)) from None

    def clean_keyboard(self) -> str:
        key = self.cleaned_data["keyboard"]
        others = self.vocabulary.terms.filter(keyboard=key, merged_into=None)
        if key and others.exclude(pk=self.term.pk if self.term else 0).exists():
            raise forms.ValidationError(f"Another term has the key {key}.")
        return key

    def overtaken_by(self, now: dict[str, Any]) -> None:
        """Say what of a term is otherwise now than on the page, and let this be kept if it is sent
        again.
        """
        there = [
            f"{self.fields[name].label or name.capitalize()}: {_in_words(value)}"
            for name, value in now.items()
            if name in self.changed_data and name != "seen"
        ]
        self.add_error(
            None,
            "Somebody has changed it meanwhile. Where yours differs, there stands now: "
            f"{'; '.join(there)}. Mend yours below; if you keep it then, it takes the place of "
            "that."
            if there
            else "Somebody has changed it meanwhile, to just what you have below.",
        )
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        again["seen"] = now["seen"]
        self.data = again

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for each in cleaned.get("alternative_labels", []):
            if len(each) > LONGEST_LABEL:
                self.add_error("alternative_labels", f"At most {LONGEST_LABEL} characters a line.")
        said = [
            text
            for value in cleaned.values()
            for text in (value if isinstance(value, list) else [value])
            if isinstance(text, str)
        ]
        if objection := memory.objection(said):
            raise forms.ValidationError(objection)
        return cleaned


def _in_words(value: Any) -> str:
    """ "“demand”, “buyers”" """
    if isinstance(value, list):
        return ", ".join(map(_in_words, value)) or "nothing"
    return f"“{value}”" if value not in ("", None) else "nothing"


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def terms(request: HttpRequest) -> HttpResponse:
    """The terms of a vocabulary in order; POST moves one."""
    vocabularies = list(Vocabulary.objects.all())
    vocabulary = chosen_vocabulary(request, vocabularies)
    context: dict[str, Any] = {"section": "tagging", "vocabularies": vocabularies}
    if vocabulary is None:
        return render(request, "tagging/terms.html", context)
    if request.method == "POST":
        return _move(request, vocabulary)
    listed = list(
        TermVersion.objects.filter(
            term__vocabulary=vocabulary, is_current=True, term__merged_into=None
        )
        .select_related("term__vocabulary", "term__broader")
        .order_by("term__order", "term")
    )
    names = {version.term_id: version.label for version in listed}
    tags = dict(
        Tagging.objects.filter(term_version__term__vocabulary=vocabulary)
        .exclude(status="rejected")
        .values_list("term_version__term")
        .annotate(number=Count("pk"))
    )
    context |= {
        "vocabulary": vocabulary,
        "rows": [
            {
                "version": version,
                "cells": cells_of(listed, [version]) if vocabulary.exhaustive_register else (),
                "broader": names.get(version.term.broader_id or 0),
                "tags": tags.get(version.term_id, 0),
            }
            for version in listed
        ],
        "merged": vocabulary.terms.exclude(merged_into=None).select_related("merged_into"),
        "mergers": Batch.objects.filter(entries__table="term", undone_at=None)
        .filter(entries__row__in=vocabulary.terms.values("pk"))
        .distinct()
        .order_by("-created_at")[:10],
    }
    return render(request, "tagging/terms.html", context)


def _move(request: HttpRequest, vocabulary: Vocabulary) -> HttpResponse:
    for name, places in (("up", -1), ("down", 1)):
        slug = request.POST.get(name)
        if slug:
            in_force = vocabulary.terms.filter(merged_into=None)
            term = get_object_or_404(in_force, slug=slug)
            keeping.move(term, places)
            address = reverse("tagging-terms")
            return redirect(f"{address}?vocabulary={vocabulary.query_key}#{term.slug}")
    raise BadRequest("Nothing was asked: use the buttons of the page.")


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
@transaction.atomic
def term(request: HttpRequest, pk: int) -> HttpResponse:
    """A term, to be written anew. A changed name, definition, note or example is a new version."""
    in_force = Term.objects.filter(merged_into=None).select_related("vocabulary")
    found = get_object_or_404(in_force, pk=pk)
    if request.method == "POST":  # one keeper after the other
        keeping.hold(found.vocabulary)
        found = get_object_or_404(in_force, pk=pk)
    current = found.versions.get(is_current=True)
    given = {name: getattr(current, name) for name in VERSION_FIELDS}
    given |= {name: getattr(found, name) for name in ("slug", "keyboard", "colour", "queries")}
    given["broader"] = found.broader_id
    shown = json.dumps(given, sort_keys=True).encode()
    given["seen"] = hashlib.sha256(shown).hexdigest()[:16]
    form = TermForm(found.vocabulary, found, request.POST or None, initial=given)
    if form.is_valid():
        if form.cleaned_data["seen"] != given["seen"]:
            form.overtaken_by(given)
        else:
            try:
                return _write(request, form, found)
            except NotPossible as error:
                form.add_error("slug", str(error))
    versions = found.versions.annotate(tags=Count("taggings")).order_by("-number")
    context = {"section": "tagging", "form": form, "term": found, "current": current}
    context |= {"vocabulary": found.vocabulary, "versions": versions.select_related("by")}
    return render(request, "tagging/term.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
@transaction.atomic
def new_term(request: HttpRequest) -> HttpResponse:
    """A new term at the end of a vocabulary."""
    vocabulary = chosen_vocabulary(request, list(Vocabulary.objects.all()))
    if vocabulary is None:
        raise BadRequest("There is no vocabulary yet: load or take over one first.")
    if request.method == "POST":
        keeping.hold(vocabulary)
    form = TermForm(vocabulary, None, request.POST or None)
    if form.is_valid():
        try:
            slug = form.cleaned_data["slug"] or form.cleaned_data["label"]
            made = Term(vocabulary=vocabulary, slug=keeping.free_slug(vocabulary, slug))
            made.order = vocabulary.terms.count()
            return _write(request, form, made)
        except NotPossible as error:
            form.add_error("slug", str(error))
    context = {"section": "tagging", "form": form, "vocabulary": vocabulary}
    return render(request, "tagging/term.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _write(request: HttpRequest, form: TermForm, found: Term) -> HttpResponse:
    said = form.cleaned_data
    is_new = found.pk is None
    if not is_new:
        keeping.rename_address(found, said["slug"] or found.slug)
    for name in ("broader", "keyboard", "colour", "queries"):
        setattr(found, name, said[name])
    found.save()
    redefined = define(found, {name: said[name] for name in VERSION_FIELDS}, signed_in(request))
    if redefined and not is_new:
        messages.success(
            request,
            f"“{said['label']}” has a new version. Tags stay under the one that they were made "
            "under.",
        )
    else:
        messages.success(request, f"“{said['label']}” is kept.")
    address = reverse("tagging-terms")
    return redirect(f"{address}?vocabulary={found.vocabulary.query_key}#{found.slug}")
