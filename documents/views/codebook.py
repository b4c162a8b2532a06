"""The codebook of all controlled lists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.margins import current_terms
from documents.models import Vocabulary


@require_safe
def codebook(request: HttpRequest) -> HttpResponse:
    """Every definition in force: what a tagger applies, for readers to judge the tags by."""
    terms = current_terms()
    lists = [(found, terms[found.pk]) for found in Vocabulary.objects.all()]
    return render(request, "vocabularies/codebook.html", {"section": "codebook", "lists_": lists})
