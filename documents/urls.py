"""The addresses of documents, passages and people; fixed once released."""

from django.urls import include, path
from django.views.decorators.http import require_safe

from documents.feeds import CorrectionsFeed
from documents.views import (
    basket,
    catalogue,
    citing,
    codebook,
    collections,
    coverage,
    passages,
    reading,
    reports,
    skos,
    speakers,
)

urlpatterns = [
    path("documents/", catalogue.documents, name="documents"),
    path("documents/<slug:slug>/", reading.document, name="document"),
    path("documents/<slug:slug>/cite/", citing.document_cite, name="document-cite"),
    path("documents/<slug:slug>/original/", reading.document_original, name="document-original"),
    path("documents/<slug:slug>/history/", reading.document_history, name="document-history"),
    path(
        "documents/<slug:slug>/history/<int:number>/",
        reading.document_revision,
        name="document-revision",
    ),
    path("passages/<slug:public_id>/", passages.passage, name="passage"),
    path("passages/<slug:public_id>/cite/", citing.passage_cite, name="passage-cite"),
    path("passages/<slug:public_id>/pack/", passages.passage_pack, name="passage-pack"),
    path("passages/<slug:public_id>/report/", reports.report, name="passage-report"),
    path("reports/<slug:key>/", reports.sent, name="error-report"),
    path("collections/", collections.collections, name="collections"),
    path("collections/<slug:slug>/", collections.collection, name="collection"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    path("corrections/", catalogue.corrections, name="corrections"),
    path("corrections/feed/", require_safe(CorrectionsFeed()), name="corrections-feed"),
    path("basket/", basket.basket, name="basket"),
    path("basket/add/", basket.add, name="basket-add"),
    path("basket/change/", basket.change, name="basket-change"),
    path("basket/restore/", basket.restore, name="basket-restore"),
    path("basket/empty/", basket.empty, name="basket-empty"),
    path("basket/share/", basket.share_basket, name="basket-share"),
    path("basket/export/", basket.export, name="basket-export"),
    path("basket/<slug:key>/", basket.shared, name="shared-basket"),
    path("basket/<slug:key>/export/", basket.export_shared, name="shared-basket-export"),
    path("codebook/", codebook.codebook, name="codebook"),
    path("codebook/<slug:path>.ttl", skos.skos, {"ending": "ttl"}, name="codebook-ttl"),
    path("codebook/<slug:path>.jsonld", skos.skos, {"ending": "jsonld"}, name="codebook-jsonld"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("keeping/", include("documents.keeping_urls")),
    path("tagging/", include("documents.tagging_urls")),
]
