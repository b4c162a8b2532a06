"""`manage.py skos import|export`: vocabularies as SKOS, in Turtle or JSON-LD."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.models import Vocabulary
from documents.tagging.skos import FORMATS
from documents.tagging.skos.parsing import SkosError
from documents.tagging.skos.reading import read_skos
from documents.tagging.skos.taking import Taken, take_over
from documents.tagging.skos.writing import skos_of


class Command(BaseCommand):
    help = (
        "Export vocabularies as SKOS, and take them over from it. The same file again changes"
        " nothing; terms that a file does not name stay. Exit status: 0 done, 1 refused, 2 wrong"
        " use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        importing = actions.add_parser("import", help="a file into the archive")
        importing.add_argument("path", type=Path, metavar="FILE")
        importing.add_argument("--dry-run", action="store_true", help="say what would be done")
        importing.add_argument(
            "--language", default="", help="which to read, where the list has several: de"
        )
        importing.add_argument(
            "--scheme", default="", metavar="ADDRESS", help="which one, where there are several"
        )
        exporting = actions.add_parser("export", help="a file a vocabulary, into a folder")
        exporting.add_argument("folder", type=Path, metavar="PATH")
        exporting.add_argument("--format", choices=list(FORMATS), default="ttl")
        exporting.add_argument("--vocabulary", metavar="KEY", help="only this one: p, four-ps")
        exporting.add_argument(
            "--site",
            default="http://127.0.0.1:8000",
            metavar="ADDRESS",
            help="what the addresses of the terms begin with: https://archive.example",
        )

    def handle(self, *args: object, action: str, **options: Any) -> None:
        if action == "import":
            self._import(**{n: options[n] for n in ("path", "dry_run", "language", "scheme")})
        else:
            self._export(**{n: options[n] for n in ("folder", "format", "vocabulary", "site")})

    def _import(self, path: Path, dry_run: bool, language: str, scheme: str) -> None:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: cannot be read ({error.strerror})", returncode=2) from None
        try:
            taken = take_over(read_skos(content, language, scheme), rehearse=dry_run)
        except SkosError as error:
            for problem in error.problems:
                self.stderr.write(f"{path}: {problem}")
            raise CommandError("Nothing was taken over.", returncode=1) from None
        for line in in_words(taken, dry_run):
            self.stdout.write(line)

    def _export(self, folder: Path, format: str, vocabulary: str | None, site: str) -> None:
        known = list(Vocabulary.objects.all())
        wanted = [v for v in known if vocabulary in (None, v.key, v.query_key)]
        if not wanted:
            named = ", ".join(f"{v.query_key} ({v.key})" for v in known) or "none"
            raise CommandError(f"No vocabulary {vocabulary!r}; known are {named}.", returncode=2)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for each in wanted:
                path = folder / f"{each.path}.{format}"
                path.write_text(skos_of(each, site.rstrip("/"), format), "utf-8")
                self.stdout.write(f"{path}")
        except OSError as error:
            raise CommandError(
                f"{error.filename or folder}: cannot be written ({error.strerror}).", returncode=2
            ) from error


def in_words(taken: Taken, rehearsed: bool = False) -> list[str]:
    """What was, or would be, changed: a line each."""
    would = "would be " if rehearsed else ""
    lines = [f"{taken.vocabulary}: {f'{would}new' if taken.is_new else 'known'}"]
    for said, slugs in (
        ("new", taken.created),
        ("defined anew, as a new version", taken.redefined),
        ("at another place, or with another key or colour", taken.moved),
        ("new as former terms, whose addresses lead on", taken.merged),
    ):
        if slugs:
            lines.append(f"  {would}{said}: {', '.join(slugs)}")
    if taken.described:
        lines.append(f"  name, description or source {would}changed")
    if taken.absent:
        lines.append(f"  not in the file, and staying: {', '.join(taken.absent)}")
    if not taken.changes_something:
        lines.append("  nothing changes" if rehearsed else "  nothing changed")
    return lines + [f"  {remark}" for remark in taken.remarks]
