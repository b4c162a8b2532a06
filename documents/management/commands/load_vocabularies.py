"""`manage.py load_vocabularies PATH…`: the lists that passages are tagged with, from YAML files."""

from pathlib import Path

from documents.management.loading import LoadsFiles
from documents.tagging.codebook import Changes, CodebookError, load_vocabulary, read_vocabulary


class Command(LoadsFiles):
    help = (
        "Load vocabularies from YAML files. A changed label, definition or note makes a new version"
        " of the term; terms that a file no longer names stay. The same files again change nothing."
        " Exit status: 0 all loaded, 1 some refused, 2 wrong use."
    )

    error_class = CodebookError

    def load(self, path: Path) -> str:
        return _in_words(load_vocabulary(read_vocabulary(path)))


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
