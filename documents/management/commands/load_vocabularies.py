"""`manage.py load_vocabularies PATH…`: the lists that passages are tagged with, from YAML files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.management.paths import files_under
from documents.tagging.codebook import Changes, CodebookError, load_vocabulary, read_vocabulary


class Command(BaseCommand):
    help = (
        "Load vocabularies from YAML files. A changed label, definition or note makes a new version"
        " of the term; terms that a file no longer names stay. The same files again change nothing."
        " Exit status: 0 all loaded, 1 some refused, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder"
        )

    def handle(self, *args: object, paths: list[Path], **options: object) -> None:
        refused = 0
        for path in files_under(paths, (".yaml", ".yml")):
            try:
                changes = load_vocabulary(read_vocabulary(path))
            except CodebookError as error:
                refused += 1
                self.stderr.write(f"{path}: {error}")
            else:
                self.stdout.write(f"{path}: {_in_words(changes)}")
        if refused:
            raise CommandError(f"{refused} of the files refused, see above.", returncode=1)


def _in_words(changes: Changes) -> str:
    parts = [
        f"{len(slugs)} terms {what} ({', '.join(slugs)})"
        for slugs, what in (
            (changes.created, "new"),
            (changes.redefined, "with a new definition"),
            (changes.absent, "not in the file and kept"),
        )
        if slugs
    ]
    return f"{changes.vocabulary}: {'; '.join(parts) or 'unchanged'}"
