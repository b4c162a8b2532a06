"""Make the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from search.index import reindex, settle


class Command(BaseCommand):
    help = (
        "Makes the search index of all documents anew. It can be stopped and run again at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        passages = reindex()
        settle()
        self.stdout.write(f"{passages:,} passages can be searched.")
