"""What became of a record: the events that the database's triggers wrote, as changes in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from documents.models.appearance import Appearance
from documents.models.identification import Identification
from documents.models.passage import PassageVersion
from documents.models.revision import Revision
from documents.models.tagging import Reading, Tagging
from documents.models.tracking import BEFORE

DEEDS = {"insert": "added", "update": "changed", "delete": "removed"}
NOBODY = "a command of the archive"

# Kept by the archive itself; whoever changes something else changes them as well.
SILENT = {"changed_at", "load_digest", "location", "sort_key", "batch"}
CALLED = {"term version": "term", "anchor": "words", "agent": "by", "version": "words"}
"""What pages call some fields."""
SUBJECTS = ("term_version", "vocabulary", "anchor")
"""The fields that say which judgment a change is of."""

NAMED_BY: dict[type[models.Model], Sequence[str]] = {
    Appearance: ["speaker"],
    Identification: ["speaker", "absorbed"],
    PassageVersion: ["passage"],
    Revision: ["document"],
}
"""The rows beyond its own that the name of a row is made of."""

LONGEST = 2000
"""The latest events that are looked at for one record."""


@dataclass(frozen=True)
class ChangedValue:
    """One field of a change. `before` is None where the history does not hold what stood there."""

    field: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Change:
    """Who did what to which record, when and why. `values` are the fields that differ afterwards.

    `compared` is False where nothing is recorded of the state before, so that `values` are unknown.
    """

    at: datetime
    who: str
    deed: str
    kind: str
    values: tuple[ChangedValue, ...]
    compared: bool = True
    why: str = ""
    of: str = ""
    """Which judgment it is: its term, and the words."""


def changes(records: Mapping[type[models.Model], models.Q]) -> list[Change]:
    """The changes of the records that a condition on their event tables selects, latest first.

    `records` maps a tracked model to that condition, such as `Q(pgh_obj_id=5)` for one record or
    `Q(speaker_id=5)` for the names of a speaker. The queries made do not grow with the events.
    """
    found = [(event, before) for model, q in records.items() for event, before in _pairs(model, q)]
    found.sort(key=lambda pair: (pair[0].pgh_created_at, pair[0].pgh_id), reverse=True)
    names = _Names([event for event, _ in found])
    every = [_change(event, before, names) for event, before in found]
    return [c for c in every if c.values or c.deed != "changed" or not c.compared]


def is_tracked(model: type[models.Model]) -> bool:
    """Whether the database keeps the history of a model's rows."""
    return hasattr(model, "pgh_event_models")


def _pairs(model: type[models.Model], q: models.Q) -> Iterator[tuple[Any, Any]]:
    """Each event with the one before it of the same record, None where there is none."""
    table = next(iter(model.pgh_event_models.values()))  # type: ignore[attr-defined]
    latest = table.objects.filter(q).select_related("pgh_context").order_by("-pgh_id")[:LONGEST]
    for _, events in groupby(
        sorted(latest, key=lambda e: (e.pgh_obj_id, e.pgh_id)), key=lambda e: e.pgh_obj_id
    ):
        before = None
        for event in events:
            if event.pgh_label != BEFORE:
                yield event, before
            before = event


def _change(event: Any, before: Any, names: "_Names") -> Change:
    # An update without anything recorded before it has nothing to be compared with.
    compared = before is not None or event.pgh_label != "update"
    told = compared and event.pgh_label != "delete"
    who, subject = names.user(event), names.subject(event)
    values = _differences(event, before, names) if told else ()
    known = {who, f"{event.pgh_created_at:%Y-%m-%d %H:%M}"}
    return Change(
        at=event.pgh_created_at,
        who=who,
        deed=DEEDS.get(event.pgh_label, event.pgh_label),
        kind=str(event.pgh_tracked_model._meta.verbose_name),
        # Who did it and when is said of the whole change; a new judgment's subject stands above.
        values=tuple(
            v
            for v in values
            if not (subject and (v.after in known or (not before and v.after in subject)))
        ),
        compared=compared,
        why=names.why(event),
        of=", ".join(subject),
    )


def _differences(event: Any, before: Any, names: "_Names") -> Iterator[ChangedValue]:
    for field in _recorded_fields(event):
        after = getattr(event, field.attname)
        former = getattr(before, field.attname) if before else None
        if after == former or (before is None and after in (None, "", [], {}, False)):
            continue
        label = CALLED.get(str(field.verbose_name), str(field.verbose_name))
        if isinstance(after, dict):
            yield from _keys_that_differ(label, former if before else None, after)
        else:
            was = names.words(field, former) if before else None
            yield ChangedValue(label, was, names.words(field, after))


def _keys_that_differ(label: str, before: dict | None, after: dict) -> Iterator[ChangedValue]:
    former = before or {}
    for key in sorted({*former, *after}):
        if former.get(key) != after.get(key):
            was = None if before is None else _said(former.get(key))
            yield ChangedValue(f"{label} of {key}", was, _said(after.get(key)))


def _said(value: Any) -> str:
    """A value of a JSON field in one line."""
    if isinstance(value, dict):
        return ": ".join(str(part) for part in value.values() if part)
    return str(value or "none")


def _recorded_fields(event: Any) -> Iterator[Any]:
    for field in event._meta.fields:
        own = not field.name.startswith("pgh_") and field.name != "id"
        if own and field.name not in SILENT and not isinstance(field, models.GeneratedField):
            yield field


class _Names:
    """What the foreign keys and users in some events are called, read with one query a model."""

    def __init__(self, events: Sequence[Any]):
        wanted: dict[type[models.Model], set[Any]] = {get_user_model(): set()}
        for event in events:
            wanted[get_user_model()].add(_user_id(event))
            for field in _recorded_fields(event):
                if field.is_relation:
                    wanted.setdefault(field.related_model, set()).add(getattr(event, field.attname))
        wanted[Identification] = {_identification_id(event) for event in events}
        self.called = {
            model: {row.pk: str(row) for row in _rows(model, keys - {None})}
            for model, keys in wanted.items()
            if keys - {None}
        }

    def user(self, event: Any) -> str:
        key = _user_id(event)
        if key is None:
            return NOBODY
        return self.called.get(get_user_model(), {}).get(key, f"a former user ({key})")

    def subject(self, event: Any) -> list[str]:
        """Which judgment an event is of, "Prevention" and "“the demand for …”"; else nothing."""
        if event.pgh_tracked_model not in (Tagging, Reading):
            return []
        fields = {field.name: field for field in _recorded_fields(event)}
        return [
            self.words(fields[name], getattr(event, fields[name].attname))
            for name in SUBJECTS
            if name in fields
        ]

    def why(self, event: Any) -> str:
        """The decision on people that a change was part of, with the keeper's reason."""
        said = self.called.get(Identification, {}).get(_identification_id(event), "")
        return f"Undone: {said}" if said and event.pgh_context.metadata.get("undone") else said

    def words(self, field: Any, value: Any) -> str:
        """A field's value as pages say it."""
        if value is None or value == "" or value == []:
            return "none"
        if field.is_relation:
            return self.called.get(field.related_model, {}).get(value, f"no longer there ({value})")
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return "; ".join(str(item) for item in value)
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%d %H:%M}"
        return str(dict(field.flatchoices).get(value, value))


def _rows(model: type[models.Model], keys: set[Any]) -> models.QuerySet:
    """The rows of these primary keys, with what their names are made of."""
    found = model._default_manager.filter(pk__in=keys)
    return found.select_related(*NAMED_BY[model]) if model in NAMED_BY else found


def _identification_id(event: Any) -> Any:
    return event.pgh_context.metadata.get("identification") if event.pgh_context else None


def _user_id(event: Any) -> Any:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None
