"""`manage.py taggings import|export`: judgments as Web Annotations, CSV or JSON Lines."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from documents import storable
from documents.management.paths import files_under
from documents.models import Document, Vocabulary
from documents.tagging.exporting import Selection, marks_of
from documents.tagging.formats import FORMATS, READERS, decoded, read
from documents.tagging.importing import Outcome, import_marks
from documents.tagging.marks import ExchangeError
from documents.withdrawing import memory


class Command(BaseCommand):
    help = (
        "Import and export taggings and readings. The same file again changes nothing; a judgment"
        " whose words no passage has is listed. Exit status: 0 all, 1 some refused or without a"
        " place, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        importing = actions.add_parser("import", help="files and folders into the archive")
        importing.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        importing.add_argument("--dry-run", action="store_true", help="say what would be done")
        exporting = actions.add_parser("export", help="a file a document, into a folder")
        exporting.add_argument("folder", type=Path, metavar="PATH")
        exporting.add_argument("--format", choices=list(FORMATS), default="jsonld")
        exporting.add_argument("--document", metavar="KEY", help="only this document")
        exporting.add_argument(
            "--vocabulary", metavar="KEY", help="only this one: p, four-ps, topic"
        )

    def handle(self, *args: object, action: str, **options: Any) -> None:
        if action == "import":
            self._import(options["paths"], bool(options["dry_run"]))
        else:
            self._export(
                **{name: options[name] for name in ("folder", "document", "vocabulary", "format")}
            )

    def _import(self, paths: list[Path], rehearse: bool) -> None:
        files = files_under(paths, tuple(READERS))
        complete = True
        for path in files:
            called = storable.repaired(str(path))
            try:
                text = _text(path)
                memory.refuse(text)
                name = storable.repaired(path.name)
                outcome = import_marks(read(path.name, text), rehearse, source=name)
            except (ExchangeError, memory.TakenOut) as error:
                complete = False
                self.stderr.write(f"{called}: {error}")
                continue
            complete = complete and not outcome.unplaced
            self.stdout.write(f"{called}: {_in_words(outcome, rehearse)}")
            for sentence in outcome.differing:
                self.stdout.write(f"  kept as it is: {sentence}")
            for sentence in outcome.unplaced:
                self.stderr.write(f"  without a place: {sentence}")
        if not complete:
            raise CommandError("Not all judgments were taken in, see above.", returncode=1)

    def _export(
        self, folder: Path, document: str | None, vocabulary: str | None, format: str
    ) -> None:
        chosen = FORMATS[format]
        documents = Document.objects.order_by("key")
        if document is not None:
            documents = documents.filter(key=document)
            if not documents:
                raise CommandError(f"No document has the key {document!r}.", returncode=2)
        only = _vocabulary(vocabulary) if vocabulary is not None else None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for each in documents:
                marks = marks_of(each, Selection(only))
                if marks:
                    path = folder / f"{slugify(each.key)}{chosen.suffix}"
                    text = chosen.write(marks, each.title or each.key)
                    path.write_text(text, "utf-8", newline="")
                    self.stdout.write(f"{path}: {len(marks)} judgments")
        except OSError as error:
            raise CommandError(
                f"{error.filename or folder}: cannot be written ({error.strerror}). Name a folder "
                "that can be written to and has room.",
                returncode=2,
            ) from error


def _text(path: Path) -> str:
    try:
        return decoded(path.read_bytes())
    except OSError as error:
        raise ExchangeError(f"cannot be read ({error.strerror})") from None


def _vocabulary(key: str) -> Vocabulary:
    """The vocabulary with that key or query key. Raises CommandError, wrong use."""
    vocabularies = list(Vocabulary.objects.all())
    for vocabulary in vocabularies:
        if key in (vocabulary.key, vocabulary.query_key):
            return vocabulary
    known = ", ".join(f"{v.query_key} ({v.key})" for v in vocabularies) or "none"
    raise CommandError(f"There is no vocabulary {key!r}; known are {known}.", returncode=2)


def _in_words(outcome: Outcome, rehearse: bool) -> str:
    would = "would be " if rehearse else ""
    comments = f"and {outcome.comments} comments " if outcome.comments else ""
    return (
        f"{outcome.taggings} taggings and {outcome.readings} readings {comments}{would}new,"
        f" {outcome.unchanged} unchanged, {len(outcome.differing)} decided otherwise here,"
        f" {len(outcome.unplaced)} without a place"
    )
