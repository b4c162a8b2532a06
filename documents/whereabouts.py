"""What became of a passage that is not among the words of the current text any more."""

from collections.abc import Sequence
from dataclasses import dataclass

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


def whereabouts(passage: Passage) -> Whereabouts:
    """What became of the passage, followed through all corrections since."""
    last = cited_versions(passage).order_by("-revision__number").first()
    left = _revision_after(last) if last else None
    now = passage.versions.current().first()
    if now is not None and now.type == PassageType.FURNITURE:
        return Whereabouts("furniture", (), last, left)
    if now is not None:
        return Whereabouts("aside", (now,), last, left)
    successors, kinds = _successors(passage)
    versions = tuple(
        PassageVersion.objects.public()
        .filter(passage__in=successors)
        .select_related("passage__document", "appearance__speaker", "revision")
        .defer("revision__text", "revision__runs")
        .order_by("revision", "order")
    )
    if not versions:
        return Whereabouts("gone", (), last, left)
    if len(versions) > 1:
        return Whereabouts("split", versions, last, left)
    merged = SuccessionKind.MERGED in kinds
    return Whereabouts("merged" if merged else "moved", versions, last, left)


def cited_versions(passage: Passage):
    """The versions of the passage that could be cited: words of somebody, in public revisions."""
    return (
        passage.versions.numbered()
        .filter(revision__published_at__isnull=False)
        .select_related("revision", "appearance__speaker")
        .defer("revision__text", "revision__runs")
    )


def words_of(versions: Sequence[PassageVersion]) -> str:
    """What several passages say together, one after the other."""
    return "\n\n".join(version.text for version in versions)


def _revision_after(version: PassageVersion) -> Revision | None:
    later = Revision.objects.filter(
        document=version.revision.document_id,
        number__gt=version.revision.number,
        published_at__isnull=False,
    )
    return later.defer("text", "runs").order_by("number").first()


def _successors(passage: Passage) -> tuple[set[int], set[str]]:
    """The passages that stand in its place now, by key, and how it gave way to them."""
    standing: set[int] = set()
    kinds: set[str] = set()
    reached, ends = {passage.pk}, [passage.pk]
    for _ in range(LONGEST_CHAIN):
        steps = list(
            Succession.objects.filter(passage__in=ends)
            .exclude(kind=SuccessionKind.WITHDRAWN)
            .select_related("to")
        )
        ends = []
        for step in steps:
            if step.to is None or step.to.pk in reached:
                continue
            reached.add(step.to.pk)
            kinds.add(step.kind)
            if step.to.versions.current().exists():
                standing.add(step.to.pk)
            else:
                ends.append(step.to.pk)
        if not ends:
            break
    return standing, kinds
