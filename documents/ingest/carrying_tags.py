"""What becomes of a tag when the text under it is corrected.

A tag is never moved silently to other words. The same words go on; what is nearly the same goes on
and its review is opened again; everything else is orphaned, with its former words. Where it is
clear which words came in their place, a keeper may say that it goes on there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from documents.ingest.fates import Alignment, Fate
from documents.models import Anchor
from documents.tagging.marks import Place
from documents.tagging.reanchoring import (
    Found,
    Stood,
    Sureness,
    find_again,
    find_corrected,
    same_facts,
    spaced,
)
from documents.vocabularies import AnchorState


@dataclass(frozen=True)
class CarriedTag:
    """What becomes of an anchor that holds tags: its new place, and the state it will be in.

    `position` is that of the new passage. `exact` is empty for the whole of the passage. Where it
    is orphaned, the place is the one that a keeper may choose; `position` is None if there is none.
    One that `comes_back` was orphaned by an earlier correction, or given to be reviewed.
    """

    anchor: Anchor
    fate: Fate
    before: str
    state: AnchorState
    position: int | None = None
    start: int = 0
    end: int = 0
    exact: str = ""
    comes_back: bool = False


@dataclass(frozen=True)
class Ground:
    """The passages of the former and of the new text, and which went where."""

    old: Sequence[str]
    new: Sequence[str]
    alignment: Alignment

    @cached_property
    def targets(self) -> dict[int, tuple[int, ...]]:
        return self.alignment.targets

    @cached_property
    def fates(self) -> dict[int, Fate]:
        return self.alignment.fates

    def unchanged(self, i: int) -> bool:
        """Whether a former passage stands in the new text just as it was."""
        targets = self.targets.get(i, ())
        return len(targets) == 1 and self.new[targets[0]] == self.old[i]

    @cached_property
    def changed(self) -> list[str]:
        """The former passages that do not stand just as they were, as `spaced` gives them."""
        return [spaced(text) for i, text in enumerate(self.old) if not self.unchanged(i)]

    def stood(self, i: int, start: int, end: int) -> Stood:
        """Where words stood in the former passage `i`."""
        return Stood(self.old[i], start, end, self.changed)


def carry_tag(anchor: Anchor, i: int, ground: Ground, goes_on: bool | None) -> CarriedTag:
    """Where an anchor in the former passage `i` goes; `goes_on` is what a keeper decided."""
    before, targets = ground.old[i], ground.targets.get(i, ())
    words = before if anchor.whole else anchor.exact
    if ground.unchanged(i):
        return CarriedTag(
            anchor,
            Fate.KEPT if ground.fates[i] is Fate.KEPT else Fate.MOVED,
            words,
            AnchorState(anchor.state),
            targets[0],
            anchor.start,
            anchor.end,
            anchor.exact,
        )
    carried = _carry_whole(anchor, i, ground) if anchor.whole else _carry_words(anchor, i, ground)
    if carried is None:
        return CarriedTag(anchor, Fate.ORPHANED, words, AnchorState.ORPHANED)
    if carried.fate is Fate.AMBIGUOUS and goes_on is not None:
        return replace(carried, state=AnchorState.REVIEW if goes_on else AnchorState.ORPHANED)
    return carried


def _carry_whole(anchor: Anchor, i: int, ground: Ground) -> CarriedTag | None:
    """A tag on a whole passage whose words changed: its review is opened again.

    In a merger it stays on its own words where they stand. A number, a name or a negation that
    differs makes the passage another statement: then the tag does not go on unless a keeper says
    so.
    """
    before, targets, texts = ground.old[i], ground.targets.get(i, ()), ground.new
    if not targets:
        return None
    if len(targets) > 1:
        return _whole(anchor, before, Fate.MOVED, targets, texts)
    (target,) = targets
    if ground.fates[i] is Fate.MERGED:
        stood = ground.stood(i, 0, len(before))
        found = find_again(texts[target], Place("", before), stood)
        if found is not None:
            return _on_words(anchor, before, target, found, texts)
    if same_facts(before, texts[target]):
        return _whole(anchor, before, Fate.MOVED, targets, texts)
    carried = _whole(anchor, before, Fate.AMBIGUOUS, targets, texts)
    return replace(carried, state=AnchorState.ORPHANED)


def _whole(
    anchor: Anchor, before: str, fate: Fate, targets: Sequence[int], texts: Sequence[str]
) -> CarriedTag:
    """On the whole of the longest of the passages, to be reviewed."""
    target = max(targets, key=lambda j: len(texts[j]))
    return CarriedTag(anchor, fate, before, AnchorState.REVIEW, target, 0, len(texts[target]))


def _carry_words(anchor: Anchor, i: int, ground: Ground) -> CarriedTag | None:
    place = Place("", anchor.exact, anchor.prefix, anchor.suffix, anchor.start, anchor.end)
    stood = ground.stood(i, anchor.start, anchor.end)
    found = [
        (there, j)
        for j in ground.targets.get(i, ())
        if (there := find_again(ground.new[j], place, stood)) is not None
    ]
    exact = [(there, j) for there, j in found if there.sureness is Sureness.EXACT]
    if len(exact) == 1 or len(found) == 1:
        there, j = (exact or found)[0]
        return _on_words(anchor, anchor.exact, j, there, ground.new)
    return None if found else _on_corrected_words(anchor, i, ground)


def _on_corrected_words(anchor: Anchor, i: int, ground: Ground) -> CarriedTag | None:
    """On the words that clearly came in the place of those tagged, if a keeper says so."""
    place = Place("", anchor.exact, anchor.prefix, anchor.suffix)
    found = [
        (Found(span, Sureness.LIKE), j)
        for j in ground.targets.get(i, ())
        if (span := find_corrected(ground.new[j], place)) is not None
    ]
    if len(found) != 1:
        return None
    there, j = found[0]
    carried = _on_words(anchor, anchor.exact, j, there, ground.new)
    return replace(carried, state=AnchorState.ORPHANED)


def _on_words(
    anchor: Anchor, before: str, target: int, found: Found, texts: Sequence[str]
) -> CarriedTag:
    """On words within a passage; they are reviewed where it is not sure that they are the same."""
    start, end = found.span.start, found.span.end
    sure = found.sureness is Sureness.EXACT
    return CarriedTag(
        anchor,
        Fate.MOVED if sure else Fate.AMBIGUOUS,
        before,
        _standing(anchor) if sure else AnchorState.REVIEW,
        target,
        start,
        end,
        texts[target][start:end],
    )


def _standing(anchor: Anchor) -> AnchorState:
    """The state of an anchor whose words were found: what waits for review goes on waiting."""
    waits = anchor.state == AnchorState.REVIEW
    return AnchorState.REVIEW if waits else AnchorState.MOVED
