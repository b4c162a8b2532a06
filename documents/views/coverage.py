"""Which documents and years are tagged to which share: for readers, who would count on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from documents.accounts import signed_in
from documents.coverage import coverage as covered
from documents.coverage import together
from documents.holdings import YEAR
from documents.models import Document, PassageVersion, Vocabulary
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
        years = covered(chosen, YEAR, judge=judge)
        documents = Document.objects.public().order_by("-year", "title", "pk")
        page = page_of(request, documents, DOCUMENTS_A_PAGE)
        versions = PassageVersion.objects.public().filter(passage__document__in=list(page))
        by_document = covered(chosen, "passage__document", versions, judge)
        context |= {
            "vocabulary": chosen,
            "tags": tags,
            "all": together(years),
            "years": sorted(years.items(), key=lambda row: -(row[0] or 0)),
            "page": page,
            "documents": [(d, by_document[d.pk]) for d in page if d.pk in by_document],
        }
    response = render(request, "vocabularies/coverage.html", context)
    if tags:
        add_never_cache_headers(response)
    return response
