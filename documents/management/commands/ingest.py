"""`manage.py ingest PATH…`: load files and folders, or rehearse it."""

import os
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from documents import publishing, storable
from documents.ingest import corrections, importer, report, sources
from documents.ingest.deciding import Loaded, rehearse
from documents.ingest.identity import Holdings
from documents.ingest.preparing import Prepared, prepare_all
from documents.ingest.reading import RULES_VERSION, Understanding, Unreadable
from documents.models import Document, IngestItem, IngestRun, Outcome
from documents.vocabularies import PassageType, State
from documents.withdrawing import memory

TROUBLE = (Outcome.REFUSED, Outcome.UNLIKE, Outcome.DOUBTFUL)
"""Outcomes that make the exit status 1: the keeper has something to do."""

INTERRUPTED = 130
"""The exit status of a program that Ctrl-C ended, as shells have it."""

SEVERAL = {
    Outcome.NEW: "new documents",
    Outcome.REVISED: "new revisions",
    Outcome.DESCRIBED: "new descriptions",
    Outcome.DUPLICATE: "same bytes as other documents",
    Outcome.UNLIKE: "too unlike the documents under their keys",
    Outcome.DOUBTFUL: "wait for a keeper's decision",
}
"""What the outcomes are called of several files, where it is not the same as of one."""

MOST_NAMED = 5
"""So many of the files passed over are named, each of another kind."""

CUT_OFF = (KeyboardInterrupt, OSError, OperationalError, InterfaceError, BrokenProcessPool)
"""What ends a run in the middle, through no fault of a text."""


class Command(BaseCommand):
    help = (
        "Load texts and publish them. A description NAME.yaml beside NAME.txt overrides what the "
        "text says. Interrupted, it goes on where it stopped when it is run again. "
        "Exit status: 0 all loaded, 1 some refused, 2 wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, write nothing"
        )
        parser.add_argument(
            "--draft", action="store_true", help="load without opening to the public"
        )
        parser.add_argument(
            "--report",
            type=Path,
            metavar="FILE.json",
            help="write what was understood of each text",
        )
        parser.add_argument(
            "--jobs",
            type=int,
            default=1,
            metavar="N",
            help=f"processes that read texts (this machine has {os.cpu_count()} processors)",
        )
        parser.add_argument(
            "--accept-unlike",
            action="store_true",
            help="take a text as a new version even where it is hardly like the one held, or has "
            "moved and changed since it was loaded",
        )
        parser.add_argument(
            "--accept-ambiguous",
            action="store_true",
            help="where it is in doubt what passages, tags or quotations have become in a "
            "corrected text, take the best counterpart, set doubtful tags aside, let quotations go "
            "on, and do not wait for a keeper's decision",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jobs"] < 1:
            raise CommandError("--jobs takes a number from 1.", returncode=2)
        found, passed_over = self.find(options["paths"])
        counts: Counter[Outcome] = Counter()
        try:
            with ExitStack() as stack:
                self.take_all(found, passed_over, options, counts, stack)
        except report.CannotBeWritten as error:
            if not counts:
                raise CommandError(str(error), returncode=2) from error
            says = f"{error} It stopped {_so_far(counts.total(), len(found))}"
            raise CommandError(says, returncode=1) from error
        if options["verbosity"]:
            self.stdout.write(summary(len(found), counts))
            if self.with_warnings:
                self.stdout.write(_worth_a_look(self.with_warnings, options))
            if passed_over:
                self.stdout.write(_passed_over(passed_over))
        if any(outcome in TROUBLE for outcome in counts):
            raise SystemExit(1)

    def take_all(
        self,
        found: Sequence[sources.Source],
        passed_over: Sequence[Path],
        options: dict[str, Any],
        counts: Counter[Outcome],
        stack: ExitStack,
    ) -> None:
        """Every text in its turn, counted by outcome.

        Raises CommandError where it is cut off, report.CannotBeWritten.
        """
        self.with_warnings = 0
        path = options["report"]
        writer = stack.enter_context(report.Writer(path)) if path else None
        load = Rehearsal(options) if options["dry_run"] else Loading(options)
        progress = self.progress(options, len(found), stack)
        try:
            for prepared in progress(prepare_all(found, load.held, options["jobs"])):
                outcome, entry = self.take(prepared, load, options["verbosity"])
                counts[outcome] += 1
                if writer:
                    writer.add(entry)
        except CUT_OFF as error:
            raise cut_off(error, counts.total(), len(found)) from error
        finally:
            load.finish()
            if writer:
                writer.summary = {outcome.value: n for outcome, n in counts.items()}
                writer.passed_over = [sources.in_print(path) for path in passed_over]

    def find(self, paths: list[Path]) -> tuple[list[sources.Source], list[Path]]:
        """The texts under the paths, at least one, and the files of kinds that are not read."""
        try:
            found, passed_over = list(sources.find(paths)), list(sources.passed_over(paths))
        except sources.NoSuchPath as error:
            raise CommandError(str(error), returncode=2) from error
        if not found:
            says = f" {_passed_over(passed_over)}" if passed_over else ""
            raise CommandError(f"No texts were found under these paths.{says}", returncode=2)
        return found, passed_over

    def progress(self, options: dict[str, Any], total: int, stack: ExitStack) -> Any:
        """A bar on a terminal; elsewhere nothing, so that logs stay readable."""
        console = Console(stderr=True)
        if not console.is_terminal or not options["verbosity"]:
            return lambda each: each
        columns = (
            TextColumn("Understanding"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        bar = stack.enter_context(Progress(*columns, console=console, transient=True))

        def track(each: Iterator[Prepared]) -> Iterator[Prepared]:
            return iter(bar.track(each, total=total))

        return track

    def take(
        self, prepared: Prepared, load: "Loading | Rehearsal", verbosity: int
    ) -> tuple[Outcome, dict[str, Any]]:
        """One file, whatever it holds: its outcome and its entry in the report."""
        name = sources.in_print(prepared.source.path)
        try:
            loaded = load.one(prepared)
        except Unreadable as error:
            says = _by_its_path(prepared.source.path, str(error))
            says = says.encode("utf-8", "backslashreplace").decode()
            load.refused(prepared, says)
            self.stderr.write(says)
            entry = report.document_entry(None, name, Outcome.REFUSED, error=says)
            return Outcome.REFUSED, entry
        if loaded.message:
            self.stderr.write(f"{name}: {loaded.message}")
        reading = loaded.reading or prepared.reading
        if reading and reading.warnings:
            self.with_warnings += 1
        if verbosity > 1 or (verbosity and loaded.plan):
            self.stdout.write(f"{name}: {loaded.outcome.label}{_fates(loaded)}")
        for warning in reading.warnings if reading and verbosity > 1 else ():
            self.stdout.write(f"  {warning}")
        entry = report.document_entry(reading, name, loaded.outcome)
        if loaded.plan:
            entry["corrections"] = corrections.entry(loaded.plan)
        return loaded.outcome, entry


class Loading:
    """Writes each text in its own transaction, within one run."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.publish = not options["draft"]
        self.accept_unlike = options["accept_unlike"]
        self.accept_ambiguous = options["accept_ambiguous"]
        # A report says what was understood of every text, also of those that have not changed.
        self.held = frozenset() if options["report"] else _held()
        self.holdings = Holdings()
        self.run = IngestRun.objects.create(
            source=memory.masked(" ".join(sources.in_print(path) for path in options["paths"])),
            rules_version=RULES_VERSION,
        )

    def one(self, prepared: Prepared) -> Loaded:
        if prepared.incoming is None:
            raise Unreadable(prepared.refusal)
        return importer.load(
            prepared.incoming,
            self.run,
            self.publish,
            self.accept_unlike,
            prepared.reading,
            self.accept_ambiguous,
            self.holdings,
        )

    def refused(self, prepared: Prepared, message: str) -> None:
        IngestItem.objects.create(
            run=self.run,
            name=memory.masked(sources.in_print(Path(prepared.source.path.name))[:1000]),
            outcome=Outcome.REFUSED,
            message=memory.masked(storable.repaired(message)),
        )

    def finish(self) -> None:
        self.run.finished_at = timezone.now()
        with suppress(DatabaseError, InterfaceError):  # a run that was cut off has no end
            self.run.save(update_fields=["finished_at"])


class Rehearsal:
    """Says what would become of each text; without tables everything is new."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.publish = not options["draft"]
        self.accept_unlike = options["accept_unlike"]
        self.accept_ambiguous = options["accept_ambiguous"]
        self.holdings = Holdings(has_tables=_has_tables())
        self.held: frozenset[str] = frozenset()  # so that every text is read, for the report

    def one(self, prepared: Prepared) -> Loaded:
        if prepared.incoming is None:
            raise Unreadable(prepared.refusal)
        incoming = prepared.incoming
        loaded = rehearse(
            incoming, self.accept_unlike, prepared.reading, self.accept_ambiguous, self.holdings
        )
        if self._refuses(loaded, prepared.reading):
            raise Unreadable(f"{incoming.name}: {publishing.NOTHING_TO_READ}")
        if loaded.outcome in importer.IS_THE_DOCUMENT and loaded.document:
            title = prepared.reading.title if prepared.reading else None
            self.holdings.expect(incoming, loaded.document.key, title.value if title else None)
        return Loaded(
            loaded.outcome,
            message=loaded.message,
            plan=loaded.plan,
            reading=prepared.reading,
        )

    def _refuses(self, loaded: Loaded, reading: Understanding | None) -> bool:
        """Whether the text would be opened to the public with nothing in it to read or cite."""
        if reading is None or loaded.outcome not in (Outcome.NEW, Outcome.REVISED):
            return False
        document = loaded.document
        opens = self.publish or (document is not None and document.state == State.PUBLISHED)
        return opens and not any(s.type in PassageType.numbered() for s in reading.segments)

    def refused(self, prepared: Prepared, message: str) -> None:
        """Nothing is written in a rehearsal."""

    def finish(self) -> None:
        """Nothing is written in a rehearsal."""


def cut_off(error: BaseException, done: int, total: int) -> CommandError:
    """What to tell a keeper whose run ended in the middle."""
    match error:
        case KeyboardInterrupt():
            why, status = "Stopped", INTERRUPTED
        case OSError():
            why, status = f"The disk took no more ({error.strerror}); make room. It stopped", 1
        case BrokenProcessPool():
            why, status = "A process that reads texts was ended from outside. It stopped", 1
        case _:
            why, status = f"The database went away ({str(error).strip()}). It stopped", 1
    return CommandError(f"{why} {_so_far(done, total)}", returncode=status)


def _so_far(done: int, total: int) -> str:
    return (
        f"after {done} of {total} files. What is loaded is whole; the same command goes on "
        "where this one stopped."
    )


def summary(files: int, counts: Mapping[Outcome, int]) -> str:
    """How many files there were, and what became of them: "2 files: 1 new document, 1 refused."."""
    told = ", ".join(
        f"{n} {outcome.label if n == 1 else SEVERAL.get(outcome, outcome.label)}"
        for outcome, n in counts.items()
    )
    return f"{_files(files)}: {told}."


def _by_its_path(path: Path, says: str) -> str:
    """Of many files called transcript.txt the keeper wants to know which one is meant."""
    named = says.startswith(path.name)
    return f"{sources.in_print(path)}{says.removeprefix(path.name)}" if named else says


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"


def _passed_over(paths: Sequence[Path]) -> str:
    """The files that are no texts: how many, and the first of each kind."""
    kinds = {path.suffix.casefold(): path for path in reversed(paths)}
    named = ", ".join(sorted(sources.in_print(path) for path in kinds.values())[:MOST_NAMED])
    more = ", …" if len(paths) > min(len(kinds), MOST_NAMED) else ""
    told = f"{_files(len(paths))} ({named}{more})"
    return f"Passed over, since files of their kind are not read: {told}."


def _worth_a_look(number: int, options: dict[str, Any]) -> str:
    where = "the report says" if options["report"] else "-v 2 or --report says"
    return f"Worth a look: {_files(number)}; {where} why."


def _held() -> frozenset[str]:
    """The digests of what was loaded last."""
    return frozenset(Document.objects.exclude(load_digest="").values_list("load_digest", flat=True))


def _has_tables() -> bool:
    try:
        return IngestRun._meta.db_table in connection.introspection.table_names()
    except DatabaseError:
        return False


def _fates(loaded: Loaded) -> str:
    if loaded.plan is None:
        return ""
    counted = (
        f"{what}: " + ", ".join(f"{n} {fate}" for fate, n in fates.items() if n)
        for what, fates in loaded.plan.counts().items()
        if any(fates.values())
    )
    return " (" + "; ".join(counted) + ")"
