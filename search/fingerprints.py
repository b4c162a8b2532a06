"""What passages have in common, as one number: so that many are counted by little.

A facet is read from several columns, some of them long. Instead of these, passages are grouped by
two numbers that the index keeps: the fingerprint of who speaks in which document, and that of what
taggers said. What a fingerprint stands for never changes, whatever becomes of the passages; each
process remembers it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Func

FACTS = (
    "document_id",
    "speaker_id",
    "quoted_ids",
    "parts",
    "role",
    "year",
    "kind",
    "publisher",
    "language",
    "collection_id",
)
"""What a passage shares with those that the same voice speaks in the same document."""
VOICE = ("speaker_id", "quoted_ids", "parts", "role", "language")
"""Those of them in which passages of a document differ; the others follow from the document."""
MARKS = ("terms", "read_vocabularies")
"""What taggers said of a passage."""


class Fingerprint(Func):
    """A number of 64 bits for what some columns hold together: equal for equal values."""

    function = "hash_record_extended"
    template = "%(function)s(ROW(%(expressions)s), 0)"


REMEMBERED = 200_000
"""How many fingerprints of a kind a process remembers at most."""

_COLUMNS = {"facts": FACTS, "marks": MARKS}
_remembered: dict[str, dict[int, Mapping[str, Any]]] = {"facts": {}, "marks": {}}

_ONE_OF_EACH = """
SELECT wanted.fingerprint, {columns} FROM unnest(%s::bigint[]) AS wanted (fingerprint),
LATERAL (SELECT {columns} FROM search_passage WHERE {kind} = fingerprint LIMIT 1) AS passage
"""


def meanings(kind: str, fingerprints: Collection[int]) -> Mapping[int, Mapping[str, Any]] | None:
    """The columns that fingerprints of a kind ("facts" or "marks") stand for, among others.

    None where the last passage that had one of them is gone.
    """
    known = _remembered[kind]
    new = [fingerprint for fingerprint in fingerprints if fingerprint not in known]
    if new and len(known) + len(new) > REMEMBERED:
        # Another thread may be reading the old ones: they are left alone.
        known = _remembered[kind] = {}
        new = list(fingerprints)
    if new:
        known |= _look_up(kind, new)
    return known if known.keys() >= set(new) else None


def _look_up(kind: str, fingerprints: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    columns = _COLUMNS[kind]
    statement = _ONE_OF_EACH.format(columns=", ".join(columns), kind=kind)
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(fingerprints)])
        return {
            fingerprint: dict(zip(columns, map(_hashable, values), strict=True))
            for fingerprint, *values in cursor.fetchall()
        }


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
