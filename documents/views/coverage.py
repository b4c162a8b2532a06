"""Which documents and years are tagged to which share: for readers, who would count on it."""

from collections import defaultdict

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from documents.accounts import signed_in
from documents.coverage import coverage as covered
from documents.coverage import together
from documents.models import Document, Vocabulary
from documents.tagging.judging import Judge
from documents.views.paging import page_of
from documents.views.vocabulary_choice import chosen_vocabulary

DOCUMENTS_A_PAGE = 100


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """For one vocabulary, by year and by document, what is tagged, has none, waits, is unread; for
    those who tag, of the unread what is suggested apart.
    """
    tags = request.user.has_perm("documents.tag_passages")
    judge = Judge(signed_in(request)) if tags else None
    vocabularies = list(Vocabulary.objects.all())
    chosen = chosen_vocabulary(request, vocabularies)
    context: dict[str, object] = {"section": "coverage", "vocabularies": vocabularies}
    if chosen:
        by_document = covered(chosen, judge)
        years = defaultdict(list)
        for (year, _), row in by_document.items():
            years[year].append(row)
        ordered = sorted(years, key=lambda year: -(year or 0))
        documents = Document.objects.public().order_by(
            F("year").desc(nulls_last=True), "title", "pk"
        )
        page = page_of(request, documents, DOCUMENTS_A_PAGE)
        context |= {
            "vocabulary": chosen,
            "tags": tags,
            "all": together(by_document.values()),
            "years": [(year, together(years[year])) for year in ordered],
            "page": page,
            "documents": [
                (d, by_document[d.year, d.pk]) for d in page if (d.year, d.pk) in by_document
            ],
        }
    response = render(request, "vocabularies/coverage.html", context)
    if tags:
        add_never_cache_headers(response)
    return response
