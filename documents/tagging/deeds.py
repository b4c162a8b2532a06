"""Actions on judgments, recorded so that each can be undone whole, also days later.

Whatever is judged at the workbench, one tag or ten thousand, is done within a deed: it writes the
rows, keeps what each was before and after, and announces the passages concerned. What is kept are
the rows as PostgreSQL's `to_jsonb` writes them, by one statement however many they are; `undoing`
puts them back.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.text import Truncator

from documents.models import (
    Batch,
    BatchEntry,
    Comment,
    Passage,
    Reading,
    Round,
    Tagging,
    Term,
)
from documents.signals import judgments_changed

AT_ONCE = 2000
MANY = 100

KEEP = """
INSERT INTO documents_batchentry (batch_id, "table", "row", {side})
SELECT %s, %s, kept.id, to_jsonb(kept) FROM {table} AS kept WHERE kept.id = ANY(%s)
ORDER BY kept.id
"""
DECIDE = """
WITH former AS (
    SELECT kept.id, to_jsonb(kept) AS "row" FROM documents_tagging AS kept
    WHERE kept.id = ANY(%s) FOR NO KEY UPDATE
), decided AS (
    UPDATE documents_tagging AS kept SET {assignments} FROM former WHERE kept.id = former.id
    RETURNING kept.id, former."row" AS before, to_jsonb(kept) AS after
)
INSERT INTO documents_batchentry (batch_id, "table", "row", before, after)
SELECT %s, 'tagging', id, before, after FROM decided ORDER BY id
"""


@contextmanager
def deed_of(
    by: User | None, said: str = "", query: str = "", at_bench: bool = False
) -> Iterator["Deed"]:
    """One action of an account, or of a command: all of it is written, or nothing.

    `query` is the search whose hits it is done to; `at_bench` says that it is done on a passage, at
    the bench. What is done may be said (`Deed.said`) in the end.
    """
    with transaction.atomic(savepoint=False):
        deed = Deed(by, said, query, at_bench)
        yield deed
        deed.finish()


class Deed:
    """What is done within `deed_of`. `batch` is None afterwards where that was nothing.

    The batch is written last; the keys that refer to it are checked when the transaction ends.
    """

    def __init__(self, by: User | None, said: str, query: str, at_bench: bool) -> None:
        self.by = by
        self.said = said
        self.batch: Batch | None = Batch(by=by, query=query, at_bench=at_bench)
        self.passages: set[int] = set()
        self._key = self.batch.pk
        self._did = False

    def finish(self) -> None:
        """Keep what was done, and announce the passages."""
        if not self._did:
            self.batch = None
            return
        assert self.batch is not None  # noqa: S101 (it was made in the beginning)
        self.batch.action = Truncator(self.said).chars(200)
        self.batch.save(force_insert=True)
        judgments_changed.send(Passage, passage_ids=self.passages)

    def tag(self, taggings: Sequence[Tagging]) -> None:
        """Write new taggings, all of this deed; their anchors are saved."""
        for tagging in taggings:
            tagging.batch = self.batch
        Tagging.objects.bulk_create(taggings, batch_size=AT_ONCE)
        self._keep(taggings, "after")
        self._concerns(taggings)

    def decide(self, taggings: Sequence[Tagging], **values: Any) -> None:
        """Give some taggings these values, and say who decided it now."""
        values = {"decided_by": self.by, "decided_at": timezone.now(), "decider": "", **values}
        self.change(taggings, **values)

    def change(self, taggings: Sequence[Tagging], **values: Any) -> None:
        """Give some taggings these values, whoever decided on them."""
        self._concerns(taggings)
        columns = []
        fields = {field.name: field for field in Tagging._meta.concrete_fields}
        for name, value in values.items():
            field = fields[name]
            value = value.pk if isinstance(value, models.Model) else value
            columns.append((field.column, field.get_db_prep_save(value, connection)))
            for tagging in taggings:
                setattr(tagging, field.attname, value)
        assignments = ", ".join(f'"{column}" = %s' for column, _ in columns)
        with connection.cursor() as cursor, joins_hashed(len(taggings)):
            cursor.execute(
                DECIDE.format(assignments=assignments),
                [[t.pk for t in taggings], *(value for _, value in columns), self._key],
            )
        self._did = self._did or bool(taggings)
        self._concerns(taggings)

    def remove(self, taggings: Sequence[Tagging]) -> None:
        """Remove taggings that nobody has decided on."""
        self._concerns(taggings)
        self._keep(taggings, "before")
        Tagging.objects.filter(pk__in=[tagging.pk for tagging in taggings]).delete()

    def unread(self, readings: Sequence[Reading]) -> None:
        """Remove readings; wants `version` to be selected."""
        self._keep(readings, "before")
        Reading.objects.filter(pk__in=[reading.pk for reading in readings]).delete()
        self.passages.update(reading.version.passage_id for reading in readings)

    def read(self, readings: Sequence[Reading]) -> None:
        """Record readings that are not there yet; wants `version` to be selected."""
        there = _readings_like(readings)
        self.write_readings(
            [r for r in readings if (r.version_id, r.vocabulary_id, r.round_id) not in there]
        )

    def write_readings(self, readings: Sequence[Reading]) -> None:
        """Write new readings; wants `version` to be selected."""
        Reading.objects.bulk_create(readings, batch_size=AT_ONCE)
        self._keep(readings, "after")
        self.passages.update(reading.version.passage_id for reading in readings)

    def comment(self, comments: Sequence[Comment]) -> None:
        """Write new comments."""
        Comment.objects.bulk_create(comments, batch_size=AT_ONCE)
        self._keep(comments, "after")

    def close_round(self, round_: Round) -> None:
        """Make known what a round found, from now on."""
        before = round_closing(round_)
        round_.settled_at = timezone.now()
        round_.save(update_fields=["settled_at"])
        after = round_closing(round_)
        BatchEntry.objects.create(
            batch_id=self._key, table="round", row=round_.pk, before=before, after=after
        )
        self._did = True

    def place_terms(self, terms: Iterable[Term], **values: Term | None) -> None:
        """Merge some terms into another (`merged_into`), or put them under another (`broader`)."""
        for term in terms:
            before = term_place(term)
            for name, value in values.items():
                setattr(term, name, value)
            term.save(update_fields=list(values))
            BatchEntry.objects.create(
                batch_id=self._key, table="term", row=term.pk, before=before, after=term_place(term)
            )
            self._did = True

    def _concerns(self, taggings: Sequence[Tagging]) -> None:
        self.passages.update(tagging.anchor.passage_id for tagging in taggings)

    def _keep(self, rows: Sequence[Tagging | Reading | Comment], side: str) -> None:
        """Keep rows as they stand: as what was "before", or as what is "after"."""
        if not rows:
            return
        model = type(rows[0])
        with connection.cursor() as cursor:
            cursor.execute(
                KEEP.format(side=side, table=model._meta.db_table),
                [self._key, model._meta.model_name, [row.pk for row in rows]],
            )
        self._did = True


def term_place(term: Term) -> dict[str, int | None]:
    """What a term is merged into, and its broader term, by primary key: what a deed may change."""
    return {"merged_into_id": term.merged_into_id, "broader_id": term.broader_id}


def round_closing(round_: Round) -> dict[str, str | None]:
    """When a round was closed, which is what a deed may change of it."""
    closed = round_.settled_at
    return {"settled_at": closed.isoformat() if closed else None}


@contextmanager
def joins_hashed(rows: int) -> Iterator[None]:
    """While thousands of rows are joined by their keys, they are hashed. The planner does not know
    of rows that have only just come, and would look for each of them among all others.
    """
    if rows < MANY:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")


def _readings_like(readings: Sequence[Reading]) -> set[tuple[int, int, int | None]]:
    hands = {reading.by_id for reading in readings}
    found = Reading.objects.filter(
        version__in=[reading.version_id for reading in readings], by__in=hands, agent=""
    )
    return set(found.values_list("version", "vocabulary", "round"))
