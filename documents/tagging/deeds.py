"""Actions on judgments, recorded so that each can be undone whole, also days later.

Whatever is judged at the workbench, one tag or ten thousand, is done within a deed: it writes the
rows, keeps what each was before and after, and announces the passages concerned.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import Truncator

from documents.models import Anchor, Batch, BatchEntry, Passage, Reading, Round, Tagging
from documents.signals import judgments_changed

AT_ONCE = 1000
TABLES: dict[str, type[models.Model]] = {"tagging": Tagging, "reading": Reading}

Row = dict[str, Any]


@contextmanager
def deed_of(by: AbstractUser | None, said: str = "", query: str = "") -> Iterator["Deed"]:
    """One action of an account, or of a command: all of it is written, or nothing.

    `query` is the search whose hits it is done to. What is done may be said (`Deed.said`) in the
    end.
    """
    with transaction.atomic(savepoint=False):
        deed = Deed(by, said, query)
        yield deed
        deed.finish()


class Deed:
    """What is done within `deed_of`. `batch` is None afterwards where that was nothing.

    The batch is written last; the keys that refer to it are checked when the transaction ends.
    """

    def __init__(self, by: AbstractUser | None, said: str, query: str) -> None:
        self.by = by
        self.said = said
        self.batch: Batch | None = Batch(by=by, query=query)  # type: ignore[misc]
        self.entries: list[BatchEntry] = []
        self.passages: set[int] = set()

    def finish(self) -> None:
        """Keep what was done, and announce the passages."""
        if not self.entries:
            self.batch = None
            return
        assert self.batch is not None  # noqa: S101 (it was made in the beginning)
        self.batch.action = Truncator(self.said).chars(200)
        self.batch.save(force_insert=True)
        BatchEntry.objects.bulk_create(self.entries, batch_size=AT_ONCE)
        judgments_changed.send(Passage, passage_ids=self.passages)

    def tag(self, taggings: Sequence[Tagging]) -> None:
        """Write new taggings, all of this deed; their anchors are saved."""
        for tagging in taggings:
            tagging.batch = self.batch
        Tagging.objects.bulk_create(taggings, batch_size=AT_ONCE)
        self._note(taggings, [None] * len(taggings), [snapshot(t) for t in taggings])

    def decide(self, taggings: Sequence[Tagging], **values: Any) -> None:
        """Give some taggings these values, and say who decided it now."""
        before = [snapshot(tagging) for tagging in taggings]
        values = {"decided_by": self.by, "decided_at": timezone.now(), **values}
        for tagging in taggings:
            for name, value in values.items():
                setattr(tagging, name, value)
        Tagging.objects.filter(pk__in=[t.pk for t in taggings]).update(**values)
        self._note(taggings, before, [snapshot(tagging) for tagging in taggings])

    def remove(self, taggings: Sequence[Tagging]) -> None:
        """Remove taggings that nobody has decided on."""
        before, keys = [snapshot(tagging) for tagging in taggings], [t.pk for t in taggings]
        self._note(taggings, before, [None] * len(taggings))
        Tagging.objects.filter(pk__in=keys).delete()

    def read(self, readings: Sequence[Reading]) -> None:
        """Record readings that are not there yet; wants `version` to be selected."""
        there = _readings_like(readings)
        new = [r for r in readings if (r.version_id, r.vocabulary_id, r.round_id) not in there]
        Reading.objects.bulk_create(new, batch_size=AT_ONCE)
        self.passages.update(reading.version.passage_id for reading in new)
        self.entries += (
            BatchEntry(batch=self.batch, table="reading", row=r.pk, after=snapshot(r)) for r in new
        )

    def _note(
        self, taggings: Sequence[Tagging], before: Sequence[Row | None], after: Sequence[Row | None]
    ) -> None:
        self.passages.update(tagging.anchor.passage_id for tagging in taggings)
        self.entries += (
            BatchEntry(batch=self.batch, table="tagging", row=t.pk, before=was, after=is_now)
            for t, was, is_now in zip(taggings, before, after, strict=True)
        )


def _readings_like(readings: Sequence[Reading]) -> set[tuple[int, int, int | None]]:
    hands = {reading.by_id for reading in readings}
    found = Reading.objects.filter(
        version__in=[reading.version_id for reading in readings], by__in=hands, agent=""
    )
    return set(found.values_list("version", "vocabulary", "round"))


def snapshot(row: models.Model) -> Row:
    """The columns of a row as JSON can hold them."""
    return {f.attname: _plain(getattr(row, f.attname)) for f in row._meta.concrete_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, int, bool)) else str(value)


@dataclass
class Undone:
    """What an undoing did: how many judgments are as before, and how many were left as they are,
    because somebody has judged otherwise since, or the text was corrected.
    """

    restored: int = 0
    left: int = 0
    passages: set[int] = field(default_factory=set)


class NotUndoable(Exception):
    """The action cannot be undone by this account, or no more; the message says why."""


@transaction.atomic
def undo(batch: Batch, by: AbstractUser) -> Undone:
    """Put every judgment of an action back to what it was before, those that still stand as it
    left them. By whoever did it, or a keeper. Raises NotUndoable.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.by_id != by.pk and not by.has_perm("documents.keep_archive"):
        raise NotUndoable("Only whoever did it, or a keeper, can undo it.")
    if batch.undone_at is not None:
        raise NotUndoable(f"It was undone already, on {batch.undone_at:%Y-%m-%d at %H:%M}.")
    rounds = batch.entries.values_list("after__round_id", flat=True).distinct()
    if Round.objects.filter(pk__in=[r for r in rounds if r], ended_at__gt=batch.created_at):
        raise NotUndoable("The tagging of its round has ended: what was said in it stays.")
    done = Undone()
    for table, model in TABLES.items():
        _undo_rows(model, list(batch.entries.filter(table=table)), done)
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    if done.passages:
        judgments_changed.send(Passage, passage_ids=done.passages)
    return done


def _undo_rows(model: type[models.Model], entries: list[BatchEntry], done: Undone) -> None:
    manager = model._default_manager
    related = "anchor" if model is Tagging else "version"
    standing = {
        row.pk: row
        for row in manager.filter(pk__in=[entry.row for entry in entries]).select_related(related)
    }
    ready, left = [], 0
    for entry in entries:
        row = standing.get(entry.row)
        if (snapshot(row) if row else None) == entry.after:
            ready.append(entry)
        else:
            left += 1
    back = [_row(model, entry.before) for entry in ready if entry.before]
    back = _standing_ones(model, back, standing)
    made = [entry.row for entry in ready if entry.before is None]
    done.passages.update(getattr(standing[pk], related).passage_id for pk in made)
    done.passages.update(getattr(row, related).passage_id for row in back)
    manager.filter(pk__in=made).delete()
    there = [row for row in back if row.pk in standing]
    columns = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    manager.bulk_update(there, columns, batch_size=AT_ONCE)
    manager.bulk_create([row for row in back if row.pk not in standing], batch_size=AT_ONCE)
    done.restored += len(made) + len(back)
    done.left += left + sum(entry.before is not None for entry in ready) - len(back)


def _row(model: type[models.Model], kept: Row) -> Any:
    fields = {f.attname: f for f in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in kept.items()})


def _standing_ones(
    model: type[models.Model], rows: list[Any], there: Mapping[int, Any]
) -> list[Any]:
    """Those of some former rows that can stand again: what was removed, only on the same text."""
    if model is not Tagging:
        return rows
    anchors = Anchor.objects.select_related("revision").in_bulk({row.anchor_id for row in rows})
    found = []
    for row in rows:
        anchor = anchors.get(row.anchor_id)
        if anchor is not None and (row.pk in there or anchor.revision.is_current):
            row.anchor = anchor
            found.append(row)
    return found


def latest_by(user: AbstractUser) -> Batch | None:
    """The last action of an account that is not undone yet."""
    return Batch.objects.filter(by=user.pk, undone_at=None).order_by("-created_at").first()
