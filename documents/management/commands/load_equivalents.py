"""`manage.py load_equivalents PATH…`: words that mean the same to a search, from YAML files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.equivalents import EquivalentsError, load_equivalents, read_equivalents
from documents.management.paths import files_under


class Command(BaseCommand):
    help = (
        "Load groups of equivalents from YAML files. A group whose forms stand together already is"
        " left as it is: the same files again change nothing, and what keepers added stays."
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
                new = load_equivalents(read_equivalents(path))
            except EquivalentsError as error:
                refused += 1
                self.stderr.write(f"{path}: {error}")
            else:
                self.stdout.write(f"{path}: {new} groups new")
        if refused:
            raise CommandError(f"{refused} of the files refused, see above.", returncode=1)
