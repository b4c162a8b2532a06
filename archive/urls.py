"""The site map."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path

from archive import keeping, views
from archive.crawlers import SITEMAPS, robots
from archive.health import healthz
from search import vocabularies

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("help/search/", views.search_help, name="search-help"),
    path("theme/", views.theme, name="theme"),
    path("sign-in/", auth.LoginView.as_view(extra_context={"section": "login"}), name="login"),
    path("sign-out/", auth.LogoutView.as_view(next_page="home"), name="logout"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("favicon.ico", views.favicon, name="favicon"),
    path("keeping/backups/", keeping.backups, name="keeping-backups"),
    path("keeping/index/", keeping.index, name="keeping-index"),
    path("keeping/", include("documents.keeping_urls")),
    path("admin/", admin.site.urls),
    path("", include("search.urls")),
    path("", include("documents.urls")),
    # Last: the paths of vocabularies are data, and any word may be one.
    path("<slug:path>/", vocabularies.vocabulary, name="vocabulary"),
    path("<slug:path>/<slug:slug>/", vocabularies.term, name="term"),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.not_found
handler500 = views.server_error
