"""The addresses of the search."""

from django.urls import path

from search import values, views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/complete/", views.completion, name="search-complete"),
    path("search/values/", values.values, name="search-values"),
]
