"""`manage.py check_quotes FILE.json`: a list of quotations against the archive."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.quotes.checking import check
from search.quotes.lists import NotAList, read_list
from search.quotes.reporting import as_json


class Command(BaseCommand):
    help = (
        "Checks a list of quotations against the archive: [{id, quote, attributed_to}]. Each gets"
        " one verdict: exact, punctuation, abridged, altered, misattributed, not_found, or refused"
        " where it cannot be checked. Exit status: 0 all checked, 1 some refused, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.json")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="findings as JSON")

    def handle(self, *args: Any, file: Path, report: Path | None, **options: Any) -> None:
        try:
            asked = read_list(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.", returncode=2) from error
        except NotAList as error:
            raise CommandError(f"{file}: {error}", returncode=2) from error
        if report:
            self._write(report, "", "a")
        results = []
        for one in asked:
            found = as_json(check(one))
            results.append(found)
            where = f"  {found['passage']}" if found["passage"] else ""
            self.stdout.write(f"{found['id']}: {found['verdict']}{where}")
        if report:
            text = json.dumps({"results": results}, ensure_ascii=False, indent=2)
            self._write(report, f"{text}\n")
        counts = Counter(found["verdict"] for found in results)
        self.stdout.write(", ".join(f"{n} {verdict}" for verdict, n in counts.items()) or "Nothing")
        if counts["refused"]:
            raise CommandError("Some could not be checked; the report says why.", returncode=1)

    def _write(self, report: Path, text: str, mode: str = "w") -> None:
        """Writes the report; to append nothing to it tells beforehand whether it can be written."""
        try:
            with report.open(mode, encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise CommandError(f"{report}: {error.strerror}.", returncode=2) from error
