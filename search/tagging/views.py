"""The pages of the workbench that rest on searches."""

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from documents.models import Vocabulary
from documents.tagging.deeds import deed_of
from documents.tagging.judging import Judge
from documents.views.tagging import FOR_REVIEWERS, reviewers_only, taggers_only
from documents.views.terms import TermChoice
from documents.views.vocabulary_choice import chosen_vocabulary
from search.filters import PassageFilter
from search.request import SearchRequest
from search.results import search as find
from search.tagging import bulk
from search.tagging.evaluation import measure
from search.tagging.suggestions import suggest

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


@require_http_methods(["GET", "POST"])
@reviewers_only
def tag_in_bulk(request: HttpRequest) -> HttpResponse:
    """Mark all that a search finds, or take a mark from it: first what would be done, then done."""
    query = request.GET.copy()
    asked = _asked(query)
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
    context["preview"] = preview = bulk.preview(asked, term)
    context["term"] = term
    context["most"] = bulk.MOST
    if request.method != "POST" or preview.found > bulk.MOST:
        return render(request, "tagging/bulk.html", context)
    if form.cleaned_data["expected"] != preview.found:
        context["changed"] = True
        return render(request, "tagging/bulk.html", context, status=409)
    judge = Judge(request.user)  # type: ignore[arg-type]
    with deed_of(judge.user, query=asked.url) as deed:
        if form.cleaned_data["act"] == "tag":
            done = bulk.tag_all(deed, judge, asked, term)
            said = f"{term.label} approved on {done:,} of {preview.found:,} passages"
        else:
            done = bulk.untag_all(deed, asked, term, "Removed with all hits of a search.")
            said = f"{term.label} taken from {done:,} of {preview.found:,} passages"
        deed.said = f"{said}, found by “{asked.q}”" if asked.q else f"{said} of a search"
    messages.success(request, f"{said}. It can be undone whole, also later.")
    return redirect("tagging-actions")


def _asked(query: QueryDict) -> SearchRequest:
    """The search that the address names, without what is asked of the page itself."""
    search = query.copy()
    for name in ("term", "act", "expected"):
        search.pop(name, None)
    asked = PassageFilter(search)
    if not asked.is_valid():
        raise BadRequest(" ".join(asked.refusals))
    return asked.search_request().asking(view="passages", count="passages")


@require_http_methods(["GET", "POST"])
@taggers_only
def suggestions(request: HttpRequest) -> HttpResponse:
    """How good the terms' queries are, and the button that makes suggestions of them."""
    vocabularies = list(Vocabulary.objects.all())
    chosen = chosen_vocabulary(request, vocabularies)
    if request.method == "POST":
        if not request.user.has_perm("documents.review_taggings"):
            raise PermissionDenied(FOR_REVIEWERS)
        outcome = suggest(chosen.query_key if chosen else "", by=request.user)  # type: ignore[arg-type]
        messages.success(
            request,
            f"{outcome.total:,} tags suggested. They wait in the queue “Suggested”; what was "
            "judged before was left alone.",
        )
        return redirect(request.get_full_path())
    context = {
        "section": "tagging",
        "vocabularies": vocabularies,
        "vocabulary": chosen,
        "measured": measure(chosen) if chosen else [],
    }
    return render(request, "tagging/suggestions.html", context)
