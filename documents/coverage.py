"""How much of the archive has been read and tagged, so that absence is not taken for silence."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from documents.holdings import marks, public_readings
from documents.models import PassageVersion, Tagging, Vocabulary

TAGGED, NONE, WAITING, UNREAD = "tagged", "none", "waiting", "unread"


@dataclass(frozen=True)
class Covered:
    """Passages by how they stand for a vocabulary; each is in one of the four."""

    tagged: int = 0
    """At least one term of it is approved."""
    none: int = 0
    """Read, and nothing of it holds."""
    waiting: int = 0
    """Proposed, or approved before its words were corrected: not decided yet."""
    unread: int = 0

    @property
    def total(self) -> int:
        return self.tagged + self.none + self.waiting + self.unread

    @property
    def settled(self) -> int:
        return self.tagged + self.none

    @property
    def share(self) -> int:
        """How many per cent are settled; 100 only where all are."""
        return 100 * self.settled // self.total if self.total else 0


def coverage(
    vocabulary: Vocabulary, field: str, versions: QuerySet[PassageVersion] | None = None
) -> dict[int | None, Covered]:
    """By value of a field of the public versions (the document, the year), how they stand. One
    query.
    """
    versions = PassageVersion.objects.public() if versions is None else versions
    rows = (
        versions.annotate(standing=_standing(vocabulary))
        .order_by()
        .values_list(field, "standing")
        .annotate(number=Count("pk"))
    )
    found: dict[int | None, dict[str, int]] = defaultdict(dict)
    for value, standing, number in rows:
        found[value][standing] = number
    return {value: Covered(**numbers) for value, numbers in found.items()}


def together(parts: Mapping[int | None, Covered]) -> Covered:
    """The sum of all rows."""
    rows = parts.values()
    return Covered(
        *(sum(getattr(row, name) for row in rows) for name in (TAGGED, NONE, WAITING, UNREAD))
    )


def _standing(vocabulary: Vocabulary) -> Case:
    approved = marks(vocabulary).filter(anchor__passage=OuterRef("passage"))
    waiting = (
        Tagging.objects.undecided()
        .outside_blind_rounds()
        .filter(anchor__passage=OuterRef("passage"), term_version__term__vocabulary=vocabulary)
    )
    return Case(
        When(Q(Exists(approved)), then=Value(TAGGED)),
        When(Q(Exists(waiting)), then=Value(WAITING)),
        When(Q(Exists(public_readings(vocabulary))), then=Value(NONE)),
        default=Value(UNREAD),
        output_field=CharField(),
    )
