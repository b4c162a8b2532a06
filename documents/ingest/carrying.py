"""Carrying what is anchored in a former revision over to the new one: tags, quotations, readings.

What will become of each is planned first, so that a rehearsal and the keeper's table say what will
be done. `carrying_tags` plans the tags.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, Subquery
from rapidfuzz import fuzz

from documents.ingest.align import align
from documents.ingest.carrying_tags import CarriedTag, Ground, carry_tag
from documents.ingest.coming_back import with_returning
from documents.ingest.fates import Alignment, Fate, Row
from documents.ingest.reading import Quote, Understanding
from documents.models import (
    Anchor,
    Passage,
    PassageVersion,
    Quotation,
    Reading,
    Revision,
    Succession,
    Tagging,
)
from documents.tagging.marks import CONTEXT_LENGTH
from documents.tagging.reanchoring import MAY_BE_THE_SAME
from documents.vocabularies import AnchorState, Evidence, PassageType, SuccessionKind


@dataclass(frozen=True)
class Decisions:
    """What a keeper decided on doubtful rows.

    `passages`: former position to new position, or None where it is gone. `tags` and `quotations`:
    primary key (of the anchor, of the quotation) to whether it goes on.
    """

    passages: Mapping[int, int | None] = field(default_factory=dict)
    tags: Mapping[int, bool] = field(default_factory=dict)
    quotations: Mapping[int, bool] = field(default_factory=dict)


UNDECIDED = Decisions()


@dataclass(frozen=True)
class CarriedQuotation:
    """What becomes of a quotation; `new` is its place in `Understanding.quotes`, None if gone.

    Where it does not go on, somebody decided that the words there are not the same.
    """

    quotation: Quotation
    fate: Fate
    new: int | None = None
    goes_on: bool = True


@dataclass(frozen=True)
class Plan:
    """What a new text does to everything that stands on the former one."""

    alignment: Alignment
    tags: tuple[CarriedTag, ...]
    quotations: tuple[CarriedQuotation, ...]
    returning: Mapping[int, Passage]
    """New positions whose words are those of a passage that an earlier correction had dropped."""

    def doubtful(self) -> dict[str, int]:
        """How many passages, tags and quotations wait for a decision, of those that any do."""
        found = {
            "passage": len(self.alignment.doubtful),
            "tag": sum(tag.fate is Fate.AMBIGUOUS for tag in self.tags),
            "quotation": sum(quotation.fate is Fate.AMBIGUOUS for quotation in self.quotations),
        }
        return {what: number for what, number in found.items() if number}

    def counts(self) -> dict[str, dict[str, int]]:
        """How many passages, quotations and tags have each fate."""
        tags = Counter(t.fate.value for t in self.tags)
        quotations = Counter(q.fate.value for q in self.quotations)
        return {
            "passages": self.alignment.counts(),
            "quotations": {fate: quotations[fate] for fate in _FATES},
            "tags": {fate: tags[fate] for fate in _FATES},
        }


_FATES = [fate.value for fate in (Fate.KEPT, Fate.MOVED, Fate.AMBIGUOUS, Fate.ORPHANED)]


def align_passages(old: Sequence[PassageVersion], reading: Understanding) -> Alignment:
    """The passages of a revision against those of a new text.

    Where the same words stand several times, a passage that was ever words of somebody, which may
    be cited, goes on as such before those that were always set aside.
    """
    return align(
        [version.text for version in old],
        [reading.words(segment) for segment in reading.segments],
        (
            _ever_cited(old),
            [segment.type in PassageType.numbered() for segment in reading.segments],
        ),
    )


def _ever_cited(old: Sequence[PassageVersion]) -> list[bool]:
    """Which of the passages are words of somebody, or were in an earlier revision."""
    versions = PassageVersion.objects.numbered().filter(passage__in={v.passage_id for v in old})
    cited = set(versions.values_list("passage", flat=True))
    return [version.passage_id in cited for version in old]


def make_plan(
    old: Sequence[PassageVersion],
    reading: Understanding,
    alignment: Alignment,
    decisions: Decisions = UNDECIDED,
) -> Plan:
    """What will become of the passages `old` of a revision, and of what is anchored in them."""
    alignment = alignment.decided(decisions.passages) if decisions.passages else alignment
    texts = [reading.words(segment) for segment in reading.segments]
    position = {version.passage_id: i for i, version in enumerate(old)}
    ground = Ground([version.text for version in old], texts, alignment)
    tags = (
        carry_tag(anchor, position[anchor.passage_id], ground, decisions.tags.get(anchor.pk))
        for anchor in _anchors(position)
    )
    quotations = _carry_quotations(old, position, reading, alignment, decisions)
    numbered = [segment.type in PassageType.numbered() for segment in reading.segments]
    decided = {j for j in decisions.passages.values() if j is not None}
    returning = _returning(old, texts, numbered, alignment, decided)
    going_on = _going_on(old, alignment, returning)
    return Plan(alignment, with_returning(tags, going_on, texts), quotations, returning)


def carry_over(
    revision: Revision,
    old: Sequence[PassageVersion],
    versions: Sequence[PassageVersion],
    plan: Plan,
) -> None:
    """Move what is anchored to the new revision as planned, and say what became of the rest."""
    for tag in plan.tags:
        _move(tag, revision, versions)
    for position, i in plan.alignment.former_of.items():
        if old[i].text == versions[position].text and old[i].passage_id == (
            versions[position].passage_id
        ):
            Reading.objects.filter(version=old[i]).update(version=versions[position])
    _read_again(revision)
    standing = {version.passage_id for version in versions}
    for row in plan.alignment.rows:
        for i in row.old:
            if old[i].passage_id not in standing and old[i].passage.public_id:
                _succeed(old[i].passage, row, revision, versions)


def continuing(old: Sequence[PassageVersion], plan: Plan) -> dict[int, Passage]:
    """New position to the passage that goes on there."""
    return _going_on(old, plan.alignment, plan.returning)


def _going_on(
    old: Sequence[PassageVersion], alignment: Alignment, returning: Mapping[int, Passage]
) -> dict[int, Passage]:
    going_on = {new: old[i].passage for new, i in alignment.former_of.items()}
    return going_on | dict(returning)


def drop_quotations(passages: Iterable[int]) -> None:
    """Remove the quotations in these passages, given by key, with their anchors."""
    Anchor.objects.filter(passage__in=passages, quotation__isnull=False).delete()


def keep_decided_voices(plan: Plan, written: Sequence[Quotation]) -> None:
    """Quotations that go on keep the voice that an editor gave them; refused ones have none."""
    for carried in plan.quotations:
        if carried.new is None:
            continue
        former, quotation = carried.quotation, written[carried.new]
        if not carried.goes_on:
            quotation.appearance, quotation.evidence, quotation.basis = None, Evidence.NONE, ""
        elif former.evidence == Evidence.EDITOR:
            quotation.appearance = former.appearance
            quotation.evidence, quotation.basis = Evidence.EDITOR, former.basis
        else:
            continue
        quotation.save(update_fields=["appearance", "evidence", "basis"])


def _anchors(passages: Mapping[int, int]) -> Iterable[Anchor]:
    tagged = Exists(Tagging.objects.filter(anchor=OuterRef("pk")))
    found = Anchor.objects.filter(tagged, passage__in=passages, quotation__isnull=True)
    return found.exclude(state=AnchorState.ORPHANED).order_by("pk")


def _move(tag: CarriedTag, revision: Revision, versions: Sequence[PassageVersion]) -> None:
    anchor = tag.anchor
    anchor.state = tag.state
    if tag.position is not None and tag.state is not AnchorState.ORPHANED:
        version = versions[tag.position]
        anchor.passage, anchor.revision = version.passage, revision
        anchor.start, anchor.end = tag.start, tag.end
        anchor.whole, anchor.exact = not tag.exact, tag.exact
        if tag.exact:
            anchor.prefix = version.text[max(0, tag.start - CONTEXT_LENGTH) : tag.start]
            anchor.suffix = version.text[tag.end : tag.end + CONTEXT_LENGTH]
    anchor.save()


def _read_again(revision: Revision) -> None:
    """Give the readings of a passage that says again just what it said when it was read to its new
    version: one of each hand.
    """
    same = PassageVersion.objects.filter(
        revision=revision, passage=OuterRef("version__passage"), text=OuterRef("version__text")
    )
    hand = ("vocabulary", "by", "agent", "round")
    there = set(Reading.objects.filter(version__revision=revision).values_list("version", *hand))
    earlier = Reading.objects.filter(version__revision__document=revision.document_id)
    earlier = earlier.exclude(version__revision=revision).annotate(now=Subquery(same.values("pk")))
    back = []
    for reading in earlier.filter(now__isnull=False).order_by("-pk"):
        said_by = (reading.by_id, reading.agent, reading.round_id)
        key = (reading.now, reading.vocabulary_id, *said_by)
        if key not in there:
            there.add(key)
            reading.version_id = reading.now
            back.append(reading)
    Reading.objects.bulk_update(back, ["version"])


def _carry_quotations(
    old: Sequence[PassageVersion],
    position: Mapping[int, int],
    reading: Understanding,
    alignment: Alignment,
    decisions: Decisions,
) -> tuple[CarriedQuotation, ...]:
    """Former quotations against those read in the new text: the same words, nearly, or gone.

    Also the same words are for a keeper to decide where what said whose they are is gone.
    """
    words = [reading.source.text[quote.start : quote.end] for quote in reading.quotes]
    there = _quotes_by_segment(reading)
    free = set(range(len(words)))
    former = Quotation.objects.filter(anchor__passage__in=position)
    carried = []
    for quotation in former.select_related("anchor", "appearance__speaker").order_by("pk"):
        i, exact = position[quotation.anchor.passage_id], quotation.anchor.exact
        targets = alignment.targets.get(i, ())
        candidates = [n for j in targets for n in there.get(j, ()) if n in free]
        same = [n for n in candidates if words[n] == exact]
        near = same or sorted(
            (n for n in candidates if fuzz.ratio(words[n], exact) >= MAY_BE_THE_SAME),
            key=lambda n: -fuzz.ratio(words[n], exact),
        )
        if same and not _lost_its_basis(reading.quotes[same[0]], old[i], reading, targets):
            fate = Fate.KEPT if alignment.fates[i] is Fate.KEPT else Fate.MOVED
        else:
            fate = Fate.AMBIGUOUS if near else Fate.ORPHANED
        if fate is Fate.ORPHANED:
            carried.append(CarriedQuotation(quotation, fate))
            continue
        free.discard(near[0])
        goes_on = fate is not Fate.AMBIGUOUS or decisions.quotations.get(quotation.pk, True)
        carried.append(CarriedQuotation(quotation, fate, near[0], goes_on))
    return tuple(carried)


def _lost_its_basis(
    quote: Quote, former: PassageVersion, reading: Understanding, targets: Iterable[int]
) -> bool:
    """Whether "Reyes said" stood in the former passage and does not stand in what goes on."""
    if not quote.basis or quote.basis not in former.text:
        return False
    return not any(quote.basis in reading.words(reading.segments[j]) for j in targets)


def _quotes_by_segment(reading: Understanding) -> dict[int, list[int]]:
    """The quotations in each segment, by their positions."""
    starts = [segment.start for segment in reading.segments]
    there: dict[int, list[int]] = {}
    for n, quote in enumerate(reading.quotes):
        there.setdefault(bisect_right(starts, quote.start) - 1, []).append(n)
    return there


def _returning(
    old: Sequence[PassageVersion],
    texts: Sequence[str],
    numbered: Sequence[bool],
    alignment: Alignment,
    decided: Set[int],
) -> dict[int, Passage]:
    """Passages of earlier revisions whose very words stand again, by new position.

    They get their own address back: also one that is split now, where a part is what it once was,
    where the same words were only set aside in between, and where another passage, which only has
    words like these, would go on unless a keeper `decided` so. What a keeper withdrew does not come
    back.
    """
    going_on = {new: row for row in alignment.rows if row.fate in _GOES_ON for new in row.new}
    kept = decided | {
        new
        for new, row in going_on.items()
        if old[row.old[0]].text == texts[new]
        and (old[row.old[0]].type in PassageType.numbered() or not numbered[new])
    }
    open_places = [j for j in range(len(texts)) if j not in kept]
    if not open_places or not old:
        return {}
    words = {texts[j] for j in open_places}
    new_words = {texts[j] for j in open_places if j not in going_on}
    said_before = _with_those_words(old, words, new_words, alignment)
    returning: dict[int, Passage] = {}
    for j in open_places:
        waiting = said_before.get(texts[j], [])
        passage = next((p for p in waiting if p not in returning.values()), None)
        if passage is not None:
            returning[j] = passage
    return returning


def _with_those_words(
    old: Sequence[PassageVersion], words: Set[str], new_words: Set[str], alignment: Alignment
) -> dict[str, list[Passage]]:
    """The passages of earlier revisions by what they said, oldest first, but for those that go on.

    What was set aside then counts for `new_words` only.
    """
    versions = (
        PassageVersion.objects.filter(
            passage__document=old[0].passage.document_id,
            passage__public_id__isnull=False,
            passage__withdrawn_at=None,
            text__in=words,
        )
        .filter(Q(type__in=PassageType.numbered()) | Q(text__in=new_words))
        .exclude(passage__in=[old[i].passage_id for i in alignment.former_of.values()])
        .select_related("passage")
        .order_by("revision__number", "order")
    )
    by_words: dict[str, list[Passage]] = {}
    for version in versions:
        waiting = by_words.setdefault(version.text, [])
        if version.passage not in waiting:
            waiting.append(version.passage)
    return by_words


_GOES_ON = (Fate.KEPT, Fate.MOVED, Fate.AMBIGUOUS)

_REASONS = {
    Fate.SPLIT: (SuccessionKind.SPLIT, "The corrected text has its words in several passages."),
    Fate.MERGED: (SuccessionKind.MERGED, "The corrected text joins it with its neighbours."),
}


def _succeed(
    passage: Passage, row: Row, revision: Revision, versions: Sequence[PassageVersion]
) -> None:
    """Where a passage went that the new revision does not have."""
    if not row.new:
        Succession.objects.get_or_create(
            passage=passage,
            to=None,
            revision=revision,
            defaults={
                "kind": SuccessionKind.WITHDRAWN,
                "reason": "The corrected text no longer holds this passage.",
            },
        )
    for j in row.new:
        kind, reason = _REASONS.get(
            row.fate or Fate.MOVED,
            (SuccessionKind.MOVED, "The corrected text has its words in another passage."),
        )
        Succession.objects.get_or_create(
            passage=passage,
            to=versions[j].passage,
            revision=revision,
            defaults={"kind": kind, "reason": reason},
        )
