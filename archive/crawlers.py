"""What search engines are told: which pages there are, and which not to walk through."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.models import Collection, Document, Speaker, Term, Vocabulary

WALKED_BY_NOBODY = ("admin:index", "keeping", "tagging", "basket", "login", "search", "quotes")
"""Pages without an end, for one reader alone, or for those who work here."""
PAGES = ("home", "about", "documents", "speakers", "collections", "codebook", "coverage")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309: no walks through searches, whose number has no end, nor through private pages."""
    lines = ["User-agent: *", *(f"Disallow: {reverse(name)}" for name in WALKED_BY_NOBODY)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


class Pages(Sitemap):
    """The pages that stand whatever the archive holds."""

    def items(self) -> Sequence[str]:
        return [reverse(name) for name in PAGES]

    def location(self, item: str) -> str:
        return item


class Documents(Sitemap):
    """The documents that everybody may read; their passages stand in them."""

    def items(self) -> QuerySet[Document]:
        return Document.objects.public().only("slug", "changed_at").order_by("pk")

    def lastmod(self, item: Document) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        return Document.objects.public().aggregate(latest=Max("changed_at"))["latest"]


class Speakers(Sitemap):
    """The people with a voice in a public document."""

    def items(self) -> QuerySet[Speaker]:
        return Speaker.objects.public().order_by("pk")


class Collections(Sitemap):
    """The collections that have a public document."""

    def items(self) -> QuerySet[Collection]:
        public = Document.objects.public().values("collection")
        return Collection.objects.filter(pk__in=public).order_by("pk")


class Terms(Sitemap):
    """The vocabularies' terms in force."""

    def items(self) -> QuerySet[Term]:
        in_force = Term.objects.filter(merged_into=None, versions__is_current=True)
        return in_force.select_related("vocabulary").order_by("pk")


class Vocabularies(Sitemap):
    """The pages of all vocabularies."""

    def items(self) -> QuerySet[Vocabulary]:
        return Vocabulary.objects.order_by("pk")


SITEMAPS = {
    "pages": Pages,
    "documents": Documents,
    "speakers": Speakers,
    "collections": Collections,
    "vocabularies": Vocabularies,
    "terms": Terms,
}
