"""`manage.py suggest_tags`: what the queries of terms find, as suggestions for reviewers."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from documents.models import Document, Vocabulary
from search.tagging.learning import FEWEST, NotInstalled, suggest_learned
from search.tagging.suggestions import Suggested, suggest


class Command(BaseCommand):
    help = (
        "Suggest terms for the passages that their queries find, or that a linear model finds"
        " likely (--learned). What was judged, or rejected, is left alone; nothing is approved."
        " Exit status: 0 done, 1 what the model needs is not installed, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--vocabulary", metavar="KEY", default="", help="only this one: p")
        parser.add_argument("--document", metavar="KEY", help="only in this document")
        parser.add_argument(
            "--learned", action="store_true", help="by a model trained on the approved tags"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be suggested")

    def handle(
        self,
        *args: object,
        vocabulary: str = "",
        document: str | None = None,
        dry_run: bool = False,
        learned: bool = False,
        **options: object,
    ) -> None:
        keys = list(Vocabulary.objects.values_list("query_key", flat=True))
        if vocabulary and vocabulary not in keys:
            known = ", ".join(keys) or "none"
            raise CommandError(f"No vocabulary {vocabulary!r}; known are {known}.", returncode=2)
        within = Document.objects.filter(key=document).first() if document is not None else None
        if document is not None and within is None:
            raise CommandError(f"No document has the key {document!r}.", returncode=2)
        outcome = (
            self._learned(vocabulary, within, dry_run)
            if learned
            else suggest(vocabulary, within, rehearse=dry_run)
        )
        for label, number in outcome.by_term.items():
            self.stdout.write(f"{label}: {number}")
        would = "would be " if dry_run else ""
        self.stdout.write(f"{outcome.total} tags {would}suggested.")
        if not outcome.by_term and learned:
            self.stdout.write(
                f"No term is approved on {FEWEST} passages in two documents: fewer teach nothing."
            )
        elif not outcome.by_term:
            self.stdout.write("No term carries a query: a keeper gives it some in the admin.")

    def _learned(self, vocabulary: str, within: Document | None, dry_run: bool) -> Suggested:
        found = Vocabulary.objects.all()
        if vocabulary:
            found = found.filter(query_key=vocabulary)
        outcome = Suggested()
        for each in found:
            try:
                suggested = suggest_learned(each, within, rehearse=dry_run)
            except NotInstalled as error:
                raise CommandError(str(error), returncode=1) from None
            outcome.by_term.update(suggested.by_term)
        return outcome
