"""What commands that load YAML files have in common."""

from argparse import ArgumentParser
from pathlib import Path
from typing import ClassVar

from django.core.management.base import BaseCommand, CommandError

from documents.management.paths import files_under
from documents.withdrawing import memory


class LoadsFiles(BaseCommand):
    """Loads each of the files by `load`; one that is refused does not keep the others out."""

    error_class: ClassVar[type[Exception]]
    """What `load` raises for a file that it refuses."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder"
        )

    def handle(self, *args: object, paths: list[Path], **options: object) -> None:
        refused = 0
        for path in files_under(paths, (".yaml", ".yml")):
            try:
                memory.refuse(path.read_bytes().decode("utf-8", "replace"))
                said = self.load(path)
            except (self.error_class, memory.TakenOut, OSError) as error:
                refused += 1
                self.stderr.write(f"{path}: {error}")
            else:
                self.stdout.write(f"{path}: {said}")
        if refused:
            raise CommandError(f"{refused} of the files refused, see above.", returncode=1)

    def load(self, path: Path) -> str:
        """Loads a file, and says in words what came of it."""
        raise NotImplementedError
