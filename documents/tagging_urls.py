"""The tagger's workbench; what needs a search (tagging in bulk, suggestions) is in search.urls."""

from django.urls import path

from documents.views import bench, history, rounds, skos, tagging, terms, vocabulary_keeping

urlpatterns = [
    path("", tagging.overview, name="tagging"),
    path("start/", tagging.start, name="tagging-start"),
    path("passages/<slug:public_id>/", bench.passage, name="tagging-passage"),
    path("actions/", tagging.actions, name="tagging-actions"),
    path("actions/<uuid:pk>/undo/", tagging.undo_action, name="tagging-undo"),
    path("history/passages/<slug:public_id>/", history.of_passage, name="history-passage"),
    path("history/terms/<slug:path>/<slug:slug>/", history.of_term, name="history-term"),
    path("terms/", vocabulary_keeping.terms, name="tagging-terms"),
    path("terms/new/", vocabulary_keeping.new_term, name="tagging-new-term"),
    path("terms/<int:pk>/", vocabulary_keeping.term, name="tagging-term"),
    path("terms/import/", skos.take, name="tagging-skos"),
    path("terms/merge/", terms.merge_terms, name="tagging-merge"),
    path("rounds/", rounds.overview, name="tagging-rounds"),
    path("rounds/<int:pk>/", rounds.one, name="tagging-round"),
    path("rounds/<int:pk>/answers/", rounds.answers, name="tagging-round-answers"),
    path("lost/", tagging.lost, name="tagging-lost"),
]
