"""Undoing an action of the workbench whole: each judgment is put back to what it was before.

A judgment is put back where it still stands as the action left it. What somebody has judged
otherwise since, or a correction of the text has touched, is left as it is, and counted. Each step
is one statement, of one judgment or of ten thousand.
"""

import json
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, Model, TextField
from django.utils import timezone

from documents.models import Batch, Comment, Passage, Reading, Round, Tagging, Term
from documents.signals import judgments_changed
from documents.tagging.deeds import joins_hashed, round_closing, term_place
from documents.tagging.terms import NotPossible, free_label

# Of what was kept, the columns that the table has today: what came since keeps its value.
UNCHANGED = "kept IS NOT DISTINCT FROM jsonb_populate_record(kept, entry.after - {follows})"
OF_BATCH = 'entry.batch_id = %s AND entry."table" = %s'

REMOVE = f"""
DELETE FROM {{table}} AS kept USING documents_batchentry AS entry
WHERE {OF_BATCH} AND entry.before IS NULL AND entry."row" = kept.id AND {UNCHANGED}
"""  # noqa: S608 (of names and conditions of ours)
PUT_BACK = f"""
UPDATE {{table}} AS kept
SET ({{columns}}) = (SELECT {{columns}} FROM jsonb_populate_record(kept, entry.before))
FROM documents_batchentry AS entry
WHERE {OF_BATCH} AND entry.before IS NOT NULL AND entry."row" = kept.id AND {UNCHANGED}
  AND {{place}}
"""  # noqa: S608
PUT_IN_AGAIN = f"""
INSERT INTO {{table}}
SELECT former.* FROM documents_batchentry AS entry,
    LATERAL jsonb_populate_record(NULL::{{table}}, %s::jsonb || entry.before) AS former
WHERE {OF_BATCH} AND entry.after IS NULL AND {{place_again}}
ON CONFLICT DO NOTHING
"""  # noqa: S608

# The same judgment by the same hand, made since a tag was moved away from there.
TWIN = """
twin.id <> kept.id AND twin.anchor_id = (entry.before->>'anchor_id')::bigint
AND twin.term_version_id = (entry.before->>'term_version_id')::bigint AND twin.agent = kept.agent
AND twin.by_id IS NOT DISTINCT FROM kept.by_id
AND twin.round_id IS NOT DISTINCT FROM kept.round_id
"""
NO_TWIN = f"NOT EXISTS (SELECT FROM documents_tagging AS twin WHERE {TWIN})"
STILL_THERE = f"""
{OF_BATCH} AND entry."row" = kept.id
AND kept.term_version_id = (entry.after->>'term_version_id')::bigint
"""
# Of the term that a split made, no tag may be left: first those give way that were made in place of
# one that went over and that nobody has decided on; at last what was decided on since comes along,
# or, where the twin was decided on, goes.
UNSPLIT_FIRST = f"""
DELETE FROM documents_tagging AS twin USING documents_batchentry AS entry, documents_tagging AS kept
WHERE {STILL_THERE} AND {TWIN} AND twin.status = 'suggested' AND twin.decided_by_id IS NULL
"""  # noqa: S608
UNSPLIT_LAST = f"""
UPDATE documents_tagging AS kept SET term_version_id = (entry.before->>'term_version_id')::bigint
FROM documents_batchentry AS entry WHERE {STILL_THERE} AND {NO_TWIN}
"""  # noqa: S608
UNSPLIT_REST = f"""
DELETE FROM documents_tagging AS kept USING documents_batchentry AS entry WHERE {STILL_THERE}
"""  # noqa: S608

# A tag goes back to its anchor if that is still there; what was removed, only on the same text.
PLACES: dict[type[Model], tuple[str, str]] = {
    Tagging: (
        f"""EXISTS (SELECT FROM documents_anchor AS anchor
           WHERE anchor.id = (entry.before->>'anchor_id')::bigint) AND {NO_TWIN}""",
        """EXISTS (SELECT FROM documents_anchor AS anchor
           JOIN documents_revision AS revision ON revision.id = anchor.revision_id
           WHERE anchor.id = former.anchor_id AND revision.is_current)""",
    ),
    Reading: (
        "true",
        """EXISTS (SELECT FROM documents_passageversion AS version
           WHERE version.id = former.version_id)""",
    ),
    Comment: ("true", "true"),
}
# A reading goes on with its passage, from version to version: that is nobody's judgment.
FOLLOWS: dict[type[Model], str] = {
    Tagging: "'{}'::text[]",
    Reading: "'version_id'",
    Comment: "'{}'::text[]",
}
CONCERNED = """
SELECT anchor.passage_id FROM documents_anchor AS anchor WHERE anchor.id IN (
    SELECT (entry.before->>'anchor_id')::bigint FROM documents_batchentry AS entry
    WHERE entry.batch_id = %s AND entry."table" = 'tagging'
    UNION
    SELECT (entry.after->>'anchor_id')::bigint FROM documents_batchentry AS entry
    WHERE entry.batch_id = %s AND entry."table" = 'tagging'
)
UNION
SELECT version.passage_id FROM documents_batchentry AS entry
JOIN documents_passageversion AS version
  ON version.id = (coalesce(entry.after, entry.before)->>'version_id')::bigint
WHERE entry.batch_id = %s AND entry."table" = 'reading'
UNION
SELECT sample.passage_id FROM documents_round_passages AS sample
JOIN documents_batchentry AS entry ON entry."row" = sample.round_id
WHERE entry.batch_id = %s AND entry."table" = 'round'
"""


NOTHING_BACK = (
    "Nothing was undone: somebody decided on it since, or the text was corrected. What you did "
    "before can be undone on the page of actions."
)


@dataclass(frozen=True)
class Undone:
    """What an undoing did: how many judgments are as before, and how many were left as they are,
    because somebody has judged otherwise since, or the text was corrected.
    """

    restored: int
    left: int


class NotUndoable(Exception):
    """The action cannot be undone by this account, or no more; the message says why."""


@transaction.atomic
def undo(batch: Batch, by: User) -> Undone:
    """Put every judgment of an action back to what it was before, those that still stand as it
    left them. By whoever did it, or a keeper. Raises NotUndoable, also where of all that was judged
    nothing stands so any more: who has only read is not to think that a mark is gone.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.by_id != by.pk and not by.has_perm("documents.keep_archive"):
        raise NotUndoable("Only whoever did it, or a keeper, can undo it.")
    if batch.undone_at is not None:
        raise NotUndoable(f"It was undone already, on {batch.undone_at:%Y-%m-%d at %H:%M}.")
    sides = batch.entries.values_list("before__round_id", "after__round_id").distinct()
    rounds = {key for side in sides for key in side if key}
    held = Round.objects.select_for_update(no_key=True).filter(pk__in=rounds).order_by("pk")
    if any(each.ended_at and each.ended_at > batch.created_at for each in held):
        raise NotUndoable("The tagging of its round has ended: what was said in it stays.")
    try:
        with transaction.atomic(), joins_hashed(batch.entries.count()):
            restored = _terms_back(batch) + _rounds_back(batch) + _tags_back(batch)
            restored += _put_back(batch, Comment)
            readings = _put_back(batch, Reading)
    except IntegrityError:
        raise NotUndoable(
            "The same was judged again since, by the same hand: take that back first."
        ) from None
    if not restored and (not readings or batch.entries.exclude(table="reading").exists()):
        raise NotUndoable(NOTHING_BACK)
    restored += readings
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    if restored:
        judgments_changed.send(Passage, passage_ids=_concerned(batch))
    return Undone(restored, batch.entries.count() - restored)


def _tags_back(batch: Batch) -> int:
    """Undo what an action did to tags; after a split, to all that it took over to the new term."""
    names = ("before__merged_into_id", "after__merged_into_id")
    places = batch.entries.filter(table="term").values_list(*names)
    if not any(before and not after for before, after in places):
        return _put_back(batch, Tagging)
    known = (batch.pk, "tagging")
    with connection.cursor() as cursor:
        cursor.execute(UNSPLIT_FIRST, known)
        rows = _put_back(batch, Tagging)
        cursor.execute(UNSPLIT_LAST, known)
        rows += cursor.rowcount
        cursor.execute(UNSPLIT_REST, known)
    return rows


def _put_back(batch: Batch, model: type[Model]) -> int:
    """Undo what an action did to the rows of a table. Returns how many are as before."""
    place, place_again = PLACES[model]
    columns = [str(f.column) for f in model._meta.concrete_fields if not f.primary_key]
    names = {
        "follows": FOLLOWS[model],
        "table": model._meta.db_table,
        "columns": ", ".join(f'"{column}"' for column in columns),
        "place": place,
        "place_again": place_again,
    }
    # What a column that came since holds where nothing is known.
    texts = [f for f in model._meta.concrete_fields if isinstance(f, CharField | TextField)]
    since = json.dumps({str(f.column): f.get_default() for f in texts})
    known = [batch.pk, model._meta.model_name]
    rows = 0
    with connection.cursor() as cursor:
        for statement, given in (
            (REMOVE, known),
            (PUT_BACK, known),
            (PUT_IN_AGAIN, [since, *known]),
        ):
            cursor.execute(statement.format(**names), given)
            rows += cursor.rowcount
    return rows


def _terms_back(batch: Batch) -> int:
    """Put back what terms were merged into, and their broader terms. All or nothing: with a term
    that has been placed anew since, its tags would go where nobody sees them. Raises NotUndoable.
    """
    entries = {entry.row: entry for entry in batch.entries.filter(table="term")}
    terms = Term.objects.select_for_update().in_bulk(entries)
    for pk, entry in entries.items():
        term = terms.get(pk)
        if term is None or term_place(term) != entry.after:
            raise NotUndoable(
                f"“{term or 'A term'}” was merged, or put under another, since: undo that first."
            )
        before: dict[str, int | None] = entry.before or {}
        goes_in = before["merged_into_id"] is not None and term.merged_into_id is None
        later = Tagging.objects.filter(term_version__term=term).exclude(
            pk__in=batch.entries.filter(table="tagging").values("row")
        )
        if goes_in and later.exists():
            raise NotUndoable(
                f"Passages were tagged with “{term}” since. Merge it into the other term instead: "
                "then those go over too."
            )
        if before["merged_into_id"] is None and term.merged_into_id is not None:
            _must_be_free(term)
        Term.objects.filter(pk=pk).update(**before)
    return len(entries)


def _must_be_free(term: Term) -> None:
    """Raises NotUndoable where another term got the name or the key of one that comes back."""
    try:
        free_label(term.vocabulary, term.versions.get(is_current=True).label)
    except NotPossible as error:
        raise NotUndoable(f"{error} Give that another name first.") from None
    others = term.vocabulary.terms.filter(merged_into=None, keyboard=term.keyboard)
    if term.keyboard and others.exclude(pk=term.pk).exists():
        raise NotUndoable(
            f"The key {term.keyboard} of “{term}” is that of another term by now. Give that "
            "another key first."
        )


def _rounds_back(batch: Batch) -> int:
    """Open again what was closed: what differs can be settled anew, and nothing of it is public."""
    entries = {entry.row: entry for entry in batch.entries.filter(table="round")}
    rounds = Round.objects.select_for_update().in_bulk(entries)
    again = [round_ for pk, round_ in rounds.items() if round_closing(round_) == entries[pk].after]
    Round.objects.filter(pk__in=[round_.pk for round_ in again]).update(settled_at=None)
    return len(again)


def _concerned(batch: Batch) -> set[int]:
    """The passages (primary keys) on which an action judged."""
    with connection.cursor() as cursor:
        cursor.execute(CONCERNED, [batch.pk] * 4)
        return {passage for (passage,) in cursor}


def latest_by(user: User) -> Batch | None:
    """The last action of an account that is not undone yet."""
    return Batch.objects.filter(by=user.pk, undone_at=None).order_by("-created_at").first()
