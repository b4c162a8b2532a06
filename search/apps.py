"""The app that finds: an index of what `documents` holds, and the pages that ask it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from documents.signals import documents_changed, judgments_changed
        from search.index import reindex_changed, rejudge_changed
        from search.upgrading import bring_up_to_date

        documents_changed.connect(reindex_changed, dispatch_uid="search.reindex_changed")
        judgments_changed.connect(rejudge_changed, dispatch_uid="search.rejudge_changed")
        post_migrate.connect(bring_up_to_date, sender=self)
