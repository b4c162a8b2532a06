"""`manage.py load_equivalents PATH…`: words that mean the same to a search, from YAML files."""

from pathlib import Path

from documents.equivalents import EquivalentsError, load_equivalents, read_equivalents
from documents.management.loading import LoadsFiles


class Command(LoadsFiles):
    help = (
        "Load groups of equivalents from YAML files. A group whose forms stand together already is"
        " left as it is: the same files again change nothing, and what keepers added stays."
        " Exit status: 0 all loaded, 1 some refused, 2 wrong use."
    )

    error_class = EquivalentsError

    def load(self, path: Path) -> str:
        return f"{load_equivalents(read_equivalents(path))} groups new"
