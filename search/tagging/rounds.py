"""Making a round of agreement: its sample is drawn from what a search finds."""

import secrets

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from documents.accounts import signed_in
from documents.models import Document, PassageVersion, Round, Vocabulary
from documents.tagging.rounds import LARGEST, Sample, draw, make_round
from documents.views.tagging import reviewers_only
from search.filters import LONGEST_QUERY, PassageFilter
from search.matching import matching
from search.request import SearchRequest

USUAL = 50
LARGEST_SEED = 2**31 - 1


class TaggersField(forms.ModelMultipleChoiceField):
    """Accounts to choose from, called by their full names where they have any."""

    def label_from_instance(self, obj: User) -> str:
        return obj.get_full_name() or obj.get_username()


class RoundForm(forms.Form):
    """What a round is about, who tags in it, and what its sample is drawn from."""

    name = forms.CharField(max_length=200, help_text="For example: “First test of the codebook”.")
    vocabulary = forms.ModelChoiceField(Vocabulary.objects.all(), empty_label=None)
    taggers = TaggersField(
        User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Two or more. None sees what the others mark until the tagging has ended.",
        error_messages={"required": "Choose at least two taggers."},
    )
    size = forms.IntegerField(
        min_value=2,
        max_value=LARGEST,
        initial=USUAL,
        label="Passages",
        help_text=f"At most {LARGEST:,}. With few passages a figure says little: 50 are a start.",
    )
    q = forms.CharField(
        required=False,
        max_length=LONGEST_QUERY,
        label="From a search",
        help_text="In the language of the search; empty: from all passages.",
    )
    document = forms.ModelChoiceField(
        Document.objects.none(), required=False, empty_label="All", to_field_name="slug"
    )
    seed = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=LARGEST_SEED,
        help_text="Empty: drawn for you. With the same number the same sample is drawn again.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        everybody = get_user_model().objects.with_perm(
            "documents.tag_passages", backend="django.contrib.auth.backends.ModelBackend"
        )
        self.fields["taggers"].queryset = everybody.order_by("username")  # type: ignore[attr-defined]
        documents = Document.objects.public().order_by("title")
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if name != "taggers":
                field.widget.attrs["class"] = "field"

    def clean_taggers(self) -> QuerySet[User]:
        chosen = self.cleaned_data["taggers"]
        if chosen.count() < 2:
            raise forms.ValidationError("Choose at least two taggers: one agrees with nobody.")
        return chosen

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get("name") and cleaned.get("vocabulary"):
            same = Round.objects.filter(name=cleaned["name"], vocabulary=cleaned["vocabulary"])
            if same.exists():
                self.add_error("name", "There is a round of this name already.")
        asked = QueryDict(mutable=True)
        if cleaned.get("q"):
            asked["q"] = cleaned["q"]
        if cleaned.get("document"):
            asked["document"] = cleaned["document"].slug
        found = PassageFilter(asked)
        if not found.is_valid():
            raise forms.ValidationError(" ".join(found.refusals))
        cleaned["search"] = found.search_request()
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def new_round(request: HttpRequest) -> HttpResponse:
    """Make a round: the sample is drawn at once, and its taggers can begin."""
    form = RoundForm(request.POST or None, initial={"size": USUAL})
    if form.is_valid():
        chosen = form.cleaned_data
        found = passages_of(chosen["search"])
        if len(found) < 2:
            form.add_error("q", "That finds fewer than two passages. Search for more.")
        else:
            seed = chosen["seed"] if chosen["seed"] is not None else secrets.randbelow(LARGEST_SEED)
            sample = Sample(draw(found, chosen["size"], seed), chosen["search"].url, seed)
            made = make_round(
                chosen["vocabulary"],
                chosen["name"],
                chosen["taggers"],
                sample,
                by=signed_in(request),
            )
            messages.success(request, "The round is open. Its taggers find it on their page.")
            return redirect(made)
    context = {"section": "tagging", "form": form}
    return render(request, "tagging/new_round.html", context, status=422 if form.is_bound else 200)


def passages_of(asked: SearchRequest) -> list[str]:
    """The public ids of the passages that a search finds; of all where it asks for nothing."""
    public = PassageVersion.objects.public()
    if not asked.is_empty:
        public = public.filter(pk__in=matching(asked).values("version_id"))
    return list(public.values_list("passage__public_id", flat=True))
