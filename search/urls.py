"""The addresses of the search."""

from django.urls import path

from search import values, views
from search.quotes import views as quotes

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/complete/", views.completion, name="search-complete"),
    path("search/values/", values.values, name="search-values"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("help/quotes/", quotes.quotes_help, name="quotes-help"),
]
