"""Make the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from search.index import reindex


class Command(BaseCommand):
    help = (
        "Makes the search index of all documents anew. It can be stopped and run again at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        passages = reindex()
        with connection.cursor() as cursor:
            # What was added to the indexes is sorted in now instead of when the next reader asks.
            cursor.execute("SELECT gin_clean_pending_list('search_passage_stems')")
            cursor.execute("SELECT gin_clean_pending_list('search_passage_words')")
            cursor.execute("ANALYZE search_passage")
        self.stdout.write(f"{passages:,} passages can be searched.")
