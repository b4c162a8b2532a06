"""The pages of the workbench that rest on searches."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from documents.accounts import signed_in
from documents.identifiers import LONGEST_LABEL
from documents.models import Vocabulary
from documents.tagging.blindness import refuse_if_hidden
from documents.tagging.deeds import deed_of
from documents.tagging.judging import Judge
from documents.tagging.terms import NotPossible, free_label, free_slug
from documents.views.tagging import FOR_REVIEWERS, permitted, reviewers_only, taggers_only
from documents.views.terms import FOR_KEEPERS, TermChoice
from documents.views.vocabulary_choice import chosen_vocabulary
from documents.withdrawing import memory
from search.filters import LONGEST_QUERY, PassageFilter
from search.results import search as find
from search.tagging import bulk, learning, splitting
from search.tagging.asked import asked_by
from search.tagging.evaluation import measure
from search.tagging.suggestions import Suggested, suggest

SHOWN = 10


class BulkForm(forms.Form):
    """What is to be done to all hits of a search. `expected` is how many the preview spoke of."""

    term = TermChoice("Term")
    act = forms.ChoiceField(
        choices=[("tag", "Mark all of them"), ("untag", "Take the mark from all of them")],
        widget=forms.RadioSelect,
        initial="tag",
        required=False,
    )
    expected = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean_act(self) -> str:
        return self.cleaned_data["act"] or "tag"


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def tag_in_bulk(request: HttpRequest) -> HttpResponse:
    """Mark all that a search finds, or take a mark from it: first what would be done, then done."""
    query = request.GET.copy()
    asked = asked_by(query, "term", "act", "expected")
    chosen = request.POST if request.method == "POST" else query
    form = BulkForm(chosen if chosen.get("term") or request.method == "POST" else None)
    context: dict[str, object] = {"section": "tagging", "search": asked, "form": form}
    if asked.is_empty:
        return render(request, "tagging/bulk.html", context)
    context["results"] = results = find(asked)
    context["hits"] = results.hits[:SHOWN]
    if not form.is_valid():
        return render(request, "tagging/bulk.html", context, status=422 if form.errors else 200)
    term = form.cleaned_data["term"]
    refuse_if_hidden(term.term.vocabulary.query_key)
    context["preview"] = preview = bulk.preview(asked, term)
    context["term"] = term
    context["most"] = bulk.MOST
    if request.method != "POST" or preview.found > bulk.MOST:
        return render(request, "tagging/bulk.html", context)
    if form.cleaned_data["expected"] != preview.found:
        context["changed"] = True
        return render(request, "tagging/bulk.html", context, status=409)
    judge = Judge(signed_in(request))
    with deed_of(judge.user, query=asked.url) as deed:
        if form.cleaned_data["act"] == "tag":
            done = bulk.tag_all(deed, judge, asked, term)
            said = f"{term.label} approved on {done:,} of {preview.found:,} passages"
        else:
            done = bulk.untag_all(deed, asked, term, "Removed with all hits of a search.")
            said = f"{term.label} taken from {done:,} of {preview.found:,} passages"
        deed.said = f"{said}, found by “{asked.q}”" if asked.q else f"{said} of a search"
    if not done:
        messages.info(request, "Nothing was left to do: all of it stands so already.")
        return redirect("tagging-actions")
    messages.success(request, f"{said}. It can be undone whole, also later.")
    return redirect("tagging-actions")


class SplitForm(forms.Form):
    """The term that is split, by which search, and the new one."""

    term = TermChoice("Split")
    q = forms.CharField(
        max_length=LONGEST_QUERY,
        label="By the search",
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
        help_text="The tags on what it finds go over to the new term.",
    )
    label = forms.CharField(
        max_length=LONGEST_LABEL,
        label="Name of the new term",
        widget=forms.TextInput({"class": "field"}),
    )
    definition = forms.CharField(
        max_length=5000, widget=forms.Textarea(attrs={"class": "field", "rows": 3})
    )
    expected = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get("q"):
            query = QueryDict(mutable=True)
            query["q"] = cleaned["q"]
            asked = PassageFilter(query)
            if not asked.is_valid():
                raise forms.ValidationError(" ".join(asked.refusals))
            cleaned["search"] = asked.search_request()
        if cleaned.get("term") and cleaned.get("label"):
            try:
                vocabulary = cleaned["term"].term.vocabulary
                free_slug(vocabulary, free_label(vocabulary, cleaned["label"]))
            except NotPossible as error:
                self.add_error("label", str(error))
        if objection := memory.objection([str(v) for v in cleaned.values()]):
            raise forms.ValidationError(objection)
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("documents.keep_archive", FOR_KEEPERS)
def split_term(request: HttpRequest) -> HttpResponse:
    """Split a term by a query: first how many tags would go over, then it is done."""
    given = request.POST if request.method == "POST" else request.GET
    form = SplitForm(given if given or request.method == "POST" else None)
    context: dict[str, object] = {"section": "tagging", "form": form}
    if not form.is_valid():
        return render(request, "tagging/split.html", context, status=422 if form.errors else 200)
    asked, term = form.cleaned_data["search"], form.cleaned_data["term"]
    refuse_if_hidden(term.term.vocabulary.query_key)
    context |= {"term": term, "search": asked}
    context["preview"] = preview = splitting.preview(asked, term)
    if request.method == "POST":
        if form.cleaned_data["expected"] != preview.tags:
            context["changed"] = True
            return render(request, "tagging/split.html", context, status=409)
        label, definition = form.cleaned_data["label"], form.cleaned_data["definition"]
        try:
            made = splitting.split(asked, term, label, definition, signed_in(request))
        except NotPossible as error:  # somebody else was faster
            form.add_error("label", str(error))
            return render(request, "tagging/split.html", context, status=422)
        messages.success(
            request, f"{preview.tags:,} tags are of “{made.label}” now. It can be undone whole."
        )
        return redirect(made.term)
    return render(request, "tagging/split.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@taggers_only
def suggestions(request: HttpRequest) -> HttpResponse:
    """How good the terms' queries are, and the button that makes suggestions of them."""
    vocabularies = list(Vocabulary.objects.all())
    chosen = chosen_vocabulary(request, vocabularies)
    if request.method == "POST":
        if not request.user.has_perm("documents.review_taggings"):
            raise PermissionDenied(FOR_REVIEWERS)
        try:
            outcome = _suggest(request, chosen)
        except learning.NotInstalled as error:
            messages.error(request, str(error))
            return redirect(request.get_full_path())
        messages.success(
            request,
            f"{outcome.total:,} tags suggested. They wait in the queue “Suggested”; what was "
            "judged before was left alone.",
        )
        return redirect(request.get_full_path())
    context: dict[str, object] = {
        "section": "tagging",
        "vocabularies": vocabularies,
        "vocabulary": chosen,
        "measured": measure(chosen) if chosen else [],
        "missing": "" if learning.is_installed() else learning.MISSING,
    }
    if chosen and "learned" in request.GET and learning.is_installed():
        known = learning.examples(chosen)
        context["too_many"] = too_many = len(known.passages) > learning.MOST_PASSAGES
        context["learned"] = [] if too_many else learning.measure_learning(known)
        context["fewest"] = learning.FEWEST
    return render(request, "tagging/suggestions.html", context)


def _suggest(request: HttpRequest, vocabulary: Vocabulary | None) -> Suggested:
    if vocabulary is not None and "learned" in request.POST:
        return learning.suggest_learned(vocabulary, by=signed_in(request))
    return suggest(vocabulary.query_key if vocabulary else "", by=signed_in(request))
