"""The keeper's pages: loading a text in the browser, describing it, publishing it."""

from django.urls import path

from documents.views import correcting, keeping

urlpatterns = [
    path("", keeping.overview, name="keeping"),
    path("add/", keeping.add, name="keeping-add"),
    path("documents/<int:pk>/", keeping.document, name="keeping-document"),
    path("documents/<int:pk>/correct/", correcting.correct, name="keeping-correct"),
    path("documents/<int:pk>/withdraw/", keeping.withdraw, name="keeping-withdraw"),
    path("documents/<int:pk>/discard/", keeping.discard, name="keeping-discard"),
]
