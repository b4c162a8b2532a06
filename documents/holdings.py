"""What the archive holds, counted: for the front page, the lists and the tables.

Every function asks the database a fixed number of queries (one, where nothing else is said) and
counts public things only.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from documents.models import (
    Document,
    PassageVersion,
    Quotation,
    Reading,
    Speaker,
    Tagging,
    Vocabulary,
)
from documents.vocabularies import AnchorState, Kind, Part

YEAR = "passage__document__year"


@dataclass(frozen=True)
class Totals:
    """The size of the archive. `first` and `last` are years, `gaps` spans of years that have
    nothing.
    """

    documents: int
    passages: int
    speakers: int
    first: int | None
    last: int | None
    undated: int
    gaps: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Voice:
    """In how many passages somebody speaks, writes and is quoted: three things, never added up."""

    speaks: int = 0
    writes: int = 0
    quoted: int = 0

    @property
    def own(self) -> int:
        """Passages of own words: those that a search for the speaker finds."""
        return self.speaks + self.writes


def totals(passages: int) -> Totals:
    """Documents, speakers and years, beside the number of passages. Two queries."""
    years = dict(documents_by_year())
    known = sorted(year for year in years if year is not None)
    return Totals(
        documents=sum(years.values()),
        passages=passages,
        speakers=Speaker.objects.public().count(),
        first=min(known, default=None),
        last=max(known, default=None),
        undated=years.get(None, 0),
        gaps=gaps(known),
    )


def gaps(years: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The spans of years that are missing between the first and the last of some sorted years."""
    found, before = [], None
    for year in years:
        if before is not None and year > before + 1:
            found.append((before + 1, year - 1))
        before = year
    return tuple(found)


@dataclass(frozen=True)
class Absences:
    """What the archive does not hold: spans of years and kinds without a document. `years` counts
    the documents that it does hold, None the undated ones.
    """

    years: dict[int | None, int]
    gaps: tuple[tuple[int, int], ...]
    kinds: tuple[Kind, ...]


def absences() -> Absences:
    """The years and kinds without a public document. Two queries."""
    years = dict(documents_by_year())
    held = {kind for kind, _ in documents_by_kind()}
    return Absences(
        years,
        gaps(sorted(year for year in years if year is not None)),
        tuple(kind for kind in Kind if kind not in held),
    )


def by_year(versions: QuerySet[PassageVersion]) -> dict[int | None, int]:
    """Some versions by year, in order of years."""
    return in_order_of_years(versions.order_by().values_list(YEAR).annotate(Count("pk")))


def in_order_of_years(rows: Iterable[tuple[int | None, int]]) -> dict[int | None, int]:
    """Numbers by year in order of years, None (undated) last."""
    return dict(sorted(rows, key=lambda row: (row[0] is None, row[0])))


def documents_by_kind(
    documents: QuerySet[Document] | None = None,
) -> list[tuple[str | None, int]]:
    """Documents by kind, the most frequent first; of the public ones where none are given."""
    documents = Document.objects.public() if documents is None else documents
    rows = documents.order_by().values_list("kind").annotate(number=Count("pk"))
    return list(rows.order_by("-number", "kind"))


def documents_by_year(
    documents: QuerySet[Document] | None = None,
) -> list[tuple[int | None, int]]:
    """Documents by year, the latest first and undated last; of the public ones where none are
    given.
    """
    documents = Document.objects.public() if documents is None else documents
    rows = documents.order_by().values_list("year").annotate(number=Count("pk"))
    return list(rows.order_by(F("year").desc(nulls_last=True)))


def voices(speakers: Iterable[int]) -> dict[int, Voice]:
    """How often each of some speakers (primary keys) speaks, writes and is quoted. Two queries."""
    speakers = list(speakers)
    own = PassageVersion.objects.public().filter(appearance__speaker__in=speakers)
    quoted = quotations().filter(appearance__speaker__in=speakers)
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    writes = Q(appearance__part=Part.AUTHOR)
    for row in (
        own.order_by()
        .values("appearance__speaker")
        .annotate(speaks=Count("pk", filter=~writes), writes=Count("pk", filter=writes))
    ):
        counted[row["appearance__speaker"]] |= {"speaks": row["speaks"], "writes": row["writes"]}
    for row in (
        quoted.order_by()
        .values("appearance__speaker")
        .annotate(quoted=Count("anchor__passage", distinct=True))
    ):
        counted[row["appearance__speaker"]]["quoted"] = row["quoted"]
    return {speaker: Voice(**numbers) for speaker, numbers in counted.items()}


def quotations() -> QuerySet[Quotation]:
    """Quotations with a speaker, on words that stand in a passage open to the public."""
    return Quotation.objects.filter(
        appearance__speaker__isnull=False,
        anchor__state__in=AnchorState.standing(),
        anchor__passage__in=PassageVersion.objects.public().values("passage"),
    )


def marks(vocabulary: Vocabulary) -> QuerySet[Tagging]:
    """The public taggings of a vocabulary, for conditions on passages that are open themselves."""
    return Tagging.objects.public().filter(term_version__term__vocabulary=vocabulary)


def taggings(vocabulary: Vocabulary) -> QuerySet[Tagging]:
    """The public taggings of a vocabulary on passages open to the public."""
    return marks(vocabulary).filter(
        anchor__passage__in=PassageVersion.objects.public().values("passage")
    )


def unread(vocabulary: Vocabulary) -> QuerySet[PassageVersion]:
    """The versions that nobody has read for a vocabulary yet: their lack of tags says nothing.

    What carries an approved tag was read, whether or not a reading was recorded.
    """
    here = marks(vocabulary).filter(anchor__passage=OuterRef("passage"))
    return (
        PassageVersion.objects.public()
        .exclude(Exists(public_readings(vocabulary)))
        .exclude(Exists(here))
    )


def public_readings(vocabulary: Vocabulary) -> QuerySet[Reading]:
    """The public readings of the version of an outer query."""
    return Reading.objects.public().filter(version=OuterRef("pk"), vocabulary=vocabulary)


def documents_with_length(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Documents with `numbered`, the number of their numbered passages: counted for those alone
    that are fetched.
    """
    numbered = (
        PassageVersion.objects.filter(
            revision__document=OuterRef("pk"), revision__is_current=True, number__isnull=False
        )
        .order_by()
        .values("revision__document")
        .annotate(number=Count("pk"))
    )
    return documents.annotate(numbered=Coalesce(Subquery(numbered.values("number")), 0))
