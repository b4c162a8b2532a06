"""How much of the archive has been read and tagged, so that absence is not taken for silence."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Value, When

from documents.holdings import YEAR, marks, public_readings
from documents.models import PassageVersion, Tagging, Vocabulary
from documents.tagging.judging import Judge
from documents.tagging.queue import STANDS

TAGGED, NONE, WAITING, SUGGESTED, UNREAD = "tagged", "none", "waiting", "suggested", "unread"


@dataclass(frozen=True)
class Covered:
    """Passages by how they stand for a vocabulary; each is in one of the five."""

    tagged: int = 0
    """At least one term of it is approved."""
    none: int = 0
    """Read, and nothing of it holds."""
    waiting: int = 0
    """Proposed, or approved before its words were corrected: not decided yet."""
    suggested: int = 0
    """Not yet read, but a machine suggests something. Asked for by those who tag alone: readers see
    these among the unread.
    """
    unread: int = 0

    @property
    def total(self) -> int:
        return self.tagged + self.none + self.waiting + self.suggested + self.unread

    @property
    def settled(self) -> int:
        return self.tagged + self.none

    @property
    def share(self) -> int:
        """How many per cent are settled; 100 only where all are."""
        return 100 * self.settled // self.total if self.total else 0


def coverage(
    vocabulary: Vocabulary, judge: Judge | None = None
) -> dict[tuple[int | None, int], Covered]:
    """By year and document (primary key), how the public versions stand; with what is suggested
    apart for a `judge`. One query, of which years and the whole are sums.
    """
    rows = (
        PassageVersion.objects.public()
        .annotate(standing=_standing(vocabulary, judge))
        .order_by()
        .values_list(YEAR, "passage__document", "standing")
        .annotate(number=Count("pk"))
    )
    found: dict[tuple[int | None, int], dict[str, int]] = defaultdict(dict)
    for year, document, standing, number in rows:
        found[year, document][standing] = number
    return {key: Covered(**numbers) for key, numbers in found.items()}


def together(rows: Collection[Covered]) -> Covered:
    """The sum of some rows."""
    names = (TAGGED, NONE, WAITING, SUGGESTED, UNREAD)
    return Covered(**{name: sum(getattr(row, name) for row in rows) for name in names})


def _standing(vocabulary: Vocabulary, judge: Judge | None) -> Case:
    approved = marks(vocabulary).filter(anchor__passage=OuterRef("passage"))
    waiting = (
        Tagging.objects.undecided()
        .outside_blind_rounds()
        .filter(anchor__passage=OuterRef("passage"), term_version__term__vocabulary=vocabulary)
    )
    stands = [
        When(Q(Exists(approved)), then=Value(TAGGED)),
        When(Q(Exists(waiting)), then=Value(WAITING)),
        When(Q(Exists(public_readings(vocabulary))), then=Value(NONE)),
    ]
    if judge is not None:
        suggested = judge.taggings().filter(
            STANDS["suggested"],
            anchor__passage=OuterRef("passage"),
            term_version__term__vocabulary=vocabulary,
        )
        stands.append(When(Q(Exists(suggested)), then=Value(SUGGESTED)))
    return Case(
        *stands,
        default=Value(UNREAD),
        output_field=CharField(),
    )
