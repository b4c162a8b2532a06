"""The files that paths on a command line mean."""

from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandError


def files_under(paths: Iterable[Path], suffixes: tuple[str, ...]) -> list[Path]:
    """The files given, and those with one of the suffixes directly in the folders given, sorted.

    Raises CommandError, wrong use, where a path does not exist or a folder holds no such file.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(child for child in path.iterdir() if child.suffix in suffixes)
            if not found:
                raise CommandError(f"{path}: no {' or '.join(suffixes)} file in it", returncode=2)
            files += found
        elif path.exists():
            files.append(path)
        else:
            raise CommandError(f"{path}: there is no such file or folder", returncode=2)
    return files
