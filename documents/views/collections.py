"""Collections: the list of them, and for each what it is, its rights and its documents."""

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents import holdings
from documents.models import Collection, Document, PassageVersion, Speaker
from documents.querysets import public_documents
from documents.views.addresses import keeps
from documents.views.paging import page_of

PAGE = 50
MOST_SPEAKERS = 12


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """All collections with a public document; for keepers, the empty ones too."""
    context = {"section": "documents", "collections": _open_to(request)}
    return render(request, "collections/collections.html", context)


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """One collection: description, default rights, who is heard in it, and its documents."""
    found = get_object_or_404(_open_to(request), slug=slug)
    documents = Document.objects.public().filter(collection=found)
    rows = holdings.documents_with_length(documents).order_by(
        F("earliest").desc(nulls_last=True), "title", "pk"
    )
    passages = PassageVersion.objects.public().filter(passage__document__collection=found)
    context = {
        "section": "documents",
        "collection": found,
        "page": page_of(request, rows, PAGE),
        "passages": passages.count(),
        "kinds": holdings.documents_by_kind(documents),
        "speakers": _heard(passages),
    }
    return render(request, "collections/collection.html", context)


def _open_to(request: HttpRequest) -> QuerySet[Collection]:
    """Collections with `number` of public documents, their `first` and `last` year."""
    public = public_documents("documents__")
    found = Collection.objects.annotate(
        number=Count("documents", filter=public),
        first=Min("documents__year", filter=public),
        last=Max("documents__year", filter=public),
    )
    return found if keeps(request.user) else found.filter(Q(number__gt=0))


def _heard(passages: QuerySet[PassageVersion]) -> list[tuple[Speaker, int]]:
    """Whose words the passages mostly are, with how many."""
    counted = passages.filter(appearance__speaker__isnull=False).order_by()
    rows = counted.values_list("appearance__speaker").annotate(number=Count("pk"))
    most = list(rows.order_by("-number", "appearance__speaker")[:MOST_SPEAKERS])
    people = Speaker.objects.in_bulk([pk for pk, _ in most])
    return [(people[pk], number) for pk, number in most]
