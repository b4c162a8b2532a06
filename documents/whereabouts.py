"""What became of a passage that is not among the words of the current text any more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from documents.models import Passage, PassageVersion, Revision, Succession
from documents.vocabularies import PassageType, SuccessionKind

LONGEST_CHAIN = 20
"""Of passages that each gave way to the next; a ring ends there too."""


@dataclass(frozen=True)
class Whereabouts:
    """Where the words of a former passage are now: `versions` in the current texts, in order.

    `became` is "split", "merged", "moved", "aside" (the text has it, as words of nobody),
    "furniture" (it is set aside there) or "gone".
    `last` is the last public version with its words, `left` the revision that took its place. Both
    are None where the passage never was words of somebody in public.
    """

    became: str
    versions: tuple[PassageVersion, ...] = ()
    last: PassageVersion | None = None
    left: Revision | None = None


@dataclass(frozen=True)
class Successors:
    """The passages that stand in the place of one, by primary key, and how it gave way to them."""

    standing: set[int]
    kinds: set[str]


def whereabouts(passage: Passage) -> Whereabouts:
    """What became of the passage, followed through all corrections since."""
    last = cited_versions(passage).order_by("-revision__number").first()
    left = _revision_after(last) if last else None
    now = passage.versions.current().first()
    if now is not None and now.type == PassageType.FURNITURE:
        return Whereabouts("furniture", (), last, left)
    if now is not None:
        return Whereabouts("aside", (now,), last, left)
    became = successors_of([passage.pk])[passage.pk]
    versions = tuple(
        PassageVersion.objects.public()
        .filter(passage__in=became.standing)
        .select_related("passage__document", "appearance__speaker", "revision")
        .defer("revision__text", "revision__runs")
        .order_by("revision", "order")
    )
    if not versions:
        return Whereabouts("gone", (), last, left)
    if len(versions) > 1:
        return Whereabouts("split", versions, last, left)
    merged = SuccessionKind.MERGED in became.kinds
    return Whereabouts("merged" if merged else "moved", versions, last, left)


def cited_versions(passage: Passage):
    """The versions of the passage that could be cited: words of somebody, in public revisions."""
    return (
        passage.versions.numbered()
        .filter(revision__published_at__isnull=False)
        .select_related("revision", "appearance__speaker")
        .defer("revision__text", "revision__runs")
    )


def _revision_after(version: PassageVersion) -> Revision | None:
    later = Revision.objects.filter(
        document=version.revision.document_id,
        number__gt=version.revision.number,
        published_at__isnull=False,
    )
    return later.defer("text", "runs").order_by("number").first()


def successors_of(passages: Iterable[int]) -> dict[int, Successors]:
    """What stands in the place of each of these passages (by primary key) now."""
    found = {passage: Successors(set(), set()) for passage in passages}
    ends = {passage: {passage} for passage in found}
    reached = {passage: {passage} for passage in found}
    for _ in range(LONGEST_CHAIN):
        waiting = {end for those in ends.values() for end in those}
        if not waiting:
            break
        steps = _steps_from(waiting)
        for passage, those in ends.items():
            onward: set[int] = set()
            for to, kind, stands in (step for end in those for step in steps[end]):
                if to in reached[passage]:
                    continue
                reached[passage].add(to)
                found[passage].kinds.add(kind)
                (found[passage].standing if stands else onward).add(to)
            ends[passage] = onward
    return found


def predecessors_of(passage: Passage) -> set[int]:
    """The passages that gave way to this one, by primary key, through all corrections."""
    found: set[int] = set()
    ends = {passage.pk}
    while ends:
        steps = Succession.objects.filter(to__in=ends).values_list("passage", flat=True)
        ends = set(steps) - found - {passage.pk}
        found |= ends
    return found


def _steps_from(passages: Iterable[int]) -> dict[int, list[tuple[int, str, bool]]]:
    """By passage, those that it gave way to: (passage, kind, whether a current text has it)."""
    current = PassageVersion.objects.current().filter(passage=OuterRef("to"))
    rows = (
        Succession.objects.filter(passage__in=passages, to__isnull=False)
        .order_by("pk")
        .values_list("passage", "to", "kind", Exists(current))
    )
    steps: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    for passage, to, kind, stands in rows:
        steps[passage].append((to, kind, stands))
    return steps
