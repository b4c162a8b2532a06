"""The addresses of the search."""

from django.urls import path

from search import values, views
from search.quotes import views as quotes
from search.tagging import exchange, rounds
from search.tagging import views as tagging

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/complete/", views.completion, name="search-complete"),
    path("search/values/", values.values, name="search-values"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("help/quotes/", quotes.quotes_help, name="quotes-help"),
    path("tagging/bulk/", tagging.tag_in_bulk, name="tagging-bulk"),
    path("tagging/export/", exchange.export, name="tagging-export"),
    path("tagging/import/", exchange.take_in, name="tagging-import"),
    path("tagging/rounds/new/", rounds.new_round, name="tagging-new-round"),
    path("tagging/terms/split/", tagging.split_term, name="tagging-split"),
    path("tagging/suggestions/", tagging.suggestions, name="tagging-suggestions"),
]
