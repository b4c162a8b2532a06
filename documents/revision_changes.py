"""What a revision changed in the one before it, passage by passage, for everybody to read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from documents.differences import Run, differences, in_a_row
from documents.models import PassageVersion, Revision, Succession
from documents.vocabularies import PassageType, SuccessionKind


@dataclass(frozen=True)
class PassageChange:
    """A passage that is not as before: "corrected", "moved", "new", "back", "speaker" or "gone".

    `version` is the one that stands now, else the one that stood. `became` are its successors.
    """

    kind: str
    version: PassageVersion
    runs: tuple[Run, ...] = ()
    was: PassageVersion | None = None
    became: tuple[PassageVersion, ...] = ()
    how: str = ""


Became = dict[int, tuple[str, tuple[PassageVersion, ...]]]
"""By passage (primary key), how it gave way, and the versions of its successors that stand."""
Placed = tuple[float, PassageChange]
"""A change with where in the text it is shown."""


def previous_published(revision: Revision) -> Revision | None:
    """The revision that was public before this one."""
    earlier = Revision.objects.filter(document=revision.document_id, number__lt=revision.number)
    published = earlier.filter(published_at__isnull=False)
    return published.defer("text", "runs").order_by("-number").first()


def changes_between(former: Revision, revision: Revision) -> list[PassageChange]:
    """The changes in the order of the text, what is gone at the place where it stood.

    What was withdrawn, or set aside in both, is not shown.
    """
    before, after = _shown(former), _shown(revision)
    stands = {version.passage_id: version for version in after}
    became = _successors(revision, stands, [v for v in before if v.passage_id not in stands])
    placed = [*_standing(former, before, after, became), *_gone(before, stands, became)]
    return [change for _, change in sorted(placed, key=lambda pair: pair[0])]


def _standing(
    former: Revision,
    before: list[PassageVersion],
    after: list[PassageVersion],
    became: Became,
) -> Iterator[Placed]:
    """What stands now and did not, or not so. Parts of a passage are shown where that stood."""
    stood = {version.passage_id: version for version in before}
    order = [v.passage_id for v in after if v.passage_id in stood]
    stay = set(order)
    moved = _out_of_order([v.passage_id for v in before if v.passage_id in stay], order)
    ever = _known_before(former, [v.passage_id for v in after if v.passage_id not in stood])
    parts = {v.pk for how, to in became.values() if how == SuccessionKind.SPLIT for v in to}
    joined = _joined(became, before)
    for version in after:
        was = stood.get(version.passage_id)
        others = joined.get(version.pk, [])
        if was is None and version.pk in parts:
            continue
        if was is None:
            kind = "back" if version.passage_id in ever else "new"
            change = PassageChange(kind, version, _runs(others, version))
        elif was.text != version.text:
            change = PassageChange("corrected", version, _runs([was, *others], version), was)
        elif was.appearance_id != version.appearance_id:
            change = PassageChange("speaker", version, (Run("same", version.text),), was)
        elif version.passage_id in moved:
            change = PassageChange("moved", version, (Run("same", version.text),), was)
        else:
            continue
        yield version.order, change


def _gone(
    before: list[PassageVersion], stands: dict[int, PassageVersion], became: Became
) -> Iterator[Placed]:
    """What stood and does not, behind what it stood behind, with what became of it."""
    at = -1.0
    for version in before:
        if version.passage_id in stands:
            at = float(stands[version.passage_id].order)
            continue
        how, successors = became.get(version.passage_id, ("", ()))
        runs = [Run("removed", version.text)]
        if how == SuccessionKind.SPLIT:
            runs = differences(version.text, in_a_row(part.text for part in successors))
        elif how == SuccessionKind.MERGED and version.text in successors[0].text:
            runs = [Run("same", version.text)]
        yield at + 0.5, PassageChange("gone", version, tuple(runs), version, successors, how)


def _shown(revision: Revision) -> list[PassageVersion]:
    versions = revision.passage_versions.filter(
        passage__withdrawn_at=None, passage__public_id__isnull=False
    )
    versions = versions.exclude(type=PassageType.FURNITURE)
    return list(versions.select_related("passage", "appearance__speaker").order_by("order"))


def _out_of_order(before: Sequence[int], after: Sequence[int]) -> set[int]:
    """The passages that do not stand in the order in which they stood, the fewest possible."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return set(before) - {before[a + n] for a, _, size in blocks for n in range(size)}


def _known_before(former: Revision, passages: list[int]) -> set[int]:
    """Those that stood in a revision before the former one."""
    earlier = PassageVersion.objects.filter(
        passage__in=passages, revision__number__lt=former.number
    )
    return set(earlier.values_list("passage_id", flat=True))


def _successors(
    revision: Revision, stands: dict[int, PassageVersion], gone: list[PassageVersion]
) -> Became:
    steps = Succession.objects.filter(
        passage__in=[version.passage_id for version in gone], revision=revision
    ).exclude(kind=SuccessionKind.WITHDRAWN)
    found: Became = {}
    for step in steps.order_by("pk"):
        if step.to_id in stands:
            _, former = found.get(step.passage_id, ("", ()))
            found[step.passage_id] = (step.kind, (*former, stands[step.to_id]))
    return found


def _runs(stood: Iterable[PassageVersion], version: PassageVersion) -> tuple[Run, ...]:
    """What a passage says against what stood there before, in one passage or in several."""
    former = in_a_row(each.text for each in sorted(stood, key=lambda each: each.order))
    return tuple(differences(former, version.text))


def _joined(became: Became, before: list[PassageVersion]) -> dict[int, list[PassageVersion]]:
    """By the version (primary key) that stands now, those that were merged into its passage."""
    found: dict[int, list[PassageVersion]] = {}
    for version in before:
        how, successors = became.get(version.passage_id, ("", ()))
        if how == SuccessionKind.MERGED and len(successors) == 1:
            found.setdefault(successors[0].pk, []).append(version)
    return found


def counted(changes: Sequence[PassageChange]) -> str:
    """The changes in a few words: "2 passages corrected, 1 new"."""
    words = {
        "corrected": "corrected",
        "speaker": "with another speaker",
        "moved": "moved",
        "new": "new",
        "back": "back again",
        "split": "split",
        "merged": "merged",
        "gone": "gone",
    }
    kinds = [change.how or change.kind for change in changes]
    parts = [f"{kinds.count(kind)} {said}" for kind, said in words.items() if kind in kinds]
    if not parts:
        return "No words of a passage changed"
    first, *rest = parts
    number, _, said = first.partition(" ")
    passages = "passage" if number == "1" else "passages"
    return ", ".join([f"{number} {passages} {said}", *rest])
