"""The keeper's page for merging two terms that mean the same."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from documents.accounts import signed_in
from documents.models import Tagging, Term, TermVersion
from documents.tagging.merging import Merged, NotMergeable, check, merge
from documents.views.tagging import permitted

FOR_KEEPERS = (
    "Vocabularies are kept by keepers. You are signed in, but your account is not one of theirs; "
    "whoever runs the archive can add it to the group Keeper."
)


class TermChoice(forms.ModelChoiceField):
    """The terms in force, by vocabulary."""

    def __init__(self, label: str) -> None:
        terms = TermVersion.objects.filter(is_current=True, term__merged_into=None)
        order = ("term__vocabulary__order", "term__order", "pk")
        super().__init__(
            terms.select_related("term__vocabulary").order_by(*order),
            label=label,
            empty_label="Choose a term …",
            error_messages={"invalid_choice": "This term is not in force. Choose another."},
        )
        self.widget.attrs["class"] = "field"

    def label_from_instance(self, obj: TermVersion) -> str:
        return f"{obj.term.vocabulary}: {obj.label}"


class MergeForm(forms.Form):
    """The term that goes, and the one that takes over all it has."""

    source = TermChoice("Merge")
    target = TermChoice("into")

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get("source") and cleaned.get("target"):
            try:
                check(cleaned["source"].term, cleaned["target"].term)
            except NotMergeable as error:
                raise forms.ValidationError(str(error)) from None
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("documents.keep_archive", FOR_KEEPERS)
def merge_terms(request: HttpRequest) -> HttpResponse:
    """Merge a term into another: first what would go on under the other, then it is done."""
    given = request.POST if request.method == "POST" else request.GET
    form = MergeForm(given if given or request.method == "POST" else None)
    context: dict[str, object] = {"section": "tagging", "form": form}
    if form.is_valid():
        source, target = form.cleaned_data["source"], form.cleaned_data["target"]
        merged = _merged(request, form, source.term, target.term)
        if merged is not None:
            messages.success(
                request,
                f"“{source.label}” is “{target.label}” from now on: {merged.moved:,} tags went "
                f"over, {merged.joined:,} were there already. Its address leads to the other.",
            )
            return redirect(target.term.get_absolute_url())
        tags = Tagging.objects.filter(term_version__term=source.term_id)
        context |= {
            "source": source,
            "target": target,
            "tags": tags.count(),
            "passages": tags.values("anchor__passage").distinct().count(),
        }
    return render(request, "tagging/merge.html", context, status=422 if form.errors else 200)


def _merged(request: HttpRequest, form: MergeForm, source: Term, target: Term) -> Merged | None:
    """Merge where that was asked; None where it was not, or somebody was faster."""
    if request.method != "POST":
        return None
    try:
        return merge(source, target, signed_in(request))
    except NotMergeable as error:
        form.add_error(None, str(error))
        return None
