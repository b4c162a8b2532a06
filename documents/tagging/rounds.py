"""Rounds of agreement: a sample that several judge blind, what differs, and settling it.

While a round is open, its taggers judge its passages at the workbench and see nobody else's
judgments. When its tagging has ended, what they said is compared. A reviewer settles what differs;
when the round is closed, what all marked and what was settled so becomes approved.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from documents.models import Passage, PassageVersion, Round, Tagging, TermVersion, Vocabulary
from documents.signals import judgments_changed
from documents.tagging.agreement import Agreement, agreement
from documents.tagging.deeds import deed_of
from documents.tagging.judging import Refused
from documents.vocabularies import TaggingStatus

LARGEST = 2000
"""Passages of a sample."""


def draw(public_ids: Iterable[str], size: int, seed: int) -> list[str]:
    """`size` of some passages by chance: with the same seed, the same of the same passages."""
    known = sorted(public_ids)
    return sorted(random.Random(seed).sample(known, min(size, len(known))))  # noqa: S311


@dataclass(frozen=True)
class Sample:
    """The passages of a round: drawn with `seed` from what `source`, the address of a search,
    found.
    """

    public_ids: Sequence[str]
    source: str
    seed: int


@transaction.atomic
def make_round(
    vocabulary: Vocabulary, name: str, taggers: Iterable[User], sample: Sample, by: User
) -> Round:
    """A round that is open from now on. Its taggers see no judgments of others on its passages."""
    made = Round.objects.create(
        vocabulary=vocabulary,
        name=name,
        blind=True,
        source=sample.source,
        seed=sample.seed,
        made_by=by,
    )
    made.taggers.set(taggers)
    made.passages.set(Passage.objects.filter(public_id__in=sample.public_ids))
    return made


@dataclass(frozen=True)
class Ruling:
    """What is to be settled of a `Difference`, by its key: whether the term holds, and why. `seen`
    is the `standing` that was shown to whoever decides.
    """

    key: str
    holds: bool
    reason: str
    seen: str | None = None


@dataclass(frozen=True)
class Difference:
    """A passage on which those who judged it differ about a term.

    `marked` and `unmarked` are names. `holds` is what was settled, None as long as nothing was.
    """

    version: PassageVersion
    term: TermVersion
    marked: tuple[str, ...]
    unmarked: tuple[str, ...]
    words: tuple[str, ...]
    """The words that were marked, where it was not the whole passage."""
    holds: bool | None
    reason: str

    @property
    def key(self) -> str:
        return f"{self.version.passage.public_id}/{self.term.term.slug}"

    @property
    def standing(self) -> str:
        """How it is settled, in a line; "" as long as it is not."""
        if self.holds is None:
            return ""
        return " ".join(
            f"{'It holds' if self.holds else 'It does not hold'}: {self.reason}".split()
        )


class Answers:
    """What the taggers of a round said, passage by passage. Four queries."""

    def __init__(self, of: Round) -> None:
        self.round = of
        self.taggers = list(of.taggers.order_by("username"))
        self.versions = list(
            PassageVersion.objects.current()
            .filter(passage__rounds=of, passage__withdrawn_at=None)
            .select_related("passage__document", "appearance__speaker", "revision")
            .defer("revision__text", "revision__runs")
            .order_by("passage__document", "order")
        )
        self.taggings: dict[tuple[int, int], list[Tagging]] = defaultdict(list)
        """By passage and term (primary keys), by whomever."""
        self._answered: set[tuple[int, int]] = set(
            of.readings.filter(version__passage__rounds=of).values_list("by", "version__passage")
        )
        for tagging in of.taggings.select_related("anchor", "term_version").order_by("pk"):
            key = (tagging.anchor.passage_id, tagging.term_version.term_id)
            self.taggings[key].append(tagging)
            self._answered.add((tagging.by_id or 0, tagging.anchor.passage_id))

    @cached_property
    def terms(self) -> list[TermVersion]:
        """The terms in force, in order."""
        return list(
            TermVersion.objects.filter(
                is_current=True,
                term__merged_into=None,
                term__vocabulary=self.round.vocabulary_id,
            )
            .select_related("term__vocabulary")
            .order_by("term__order", "term")
        )

    def progress(self) -> list[tuple[User, int]]:
        """By tagger, how many passages are judged."""
        return [
            (tagger, sum((tagger.pk, v.passage_id) in self._answered for v in self.versions))
            for tagger in self.taggers
        ]

    def answer(self, tagger: User, version: PassageVersion, term: TermVersion) -> bool | None:
        """Whether one marked a passage with a term; None where it was not judged."""
        if (tagger.pk, version.passage_id) not in self._answered:
            return None
        marks = self.taggings.get((version.passage_id, term.term_id), ())
        return any(tagging.by_id == tagger.pk for tagging in marks)

    def agreement(self) -> list[tuple[TermVersion, Agreement]]:
        """The figures by term."""
        return [
            (
                term,
                agreement([[self.answer(t, v, term) for v in self.versions] for t in self.taggers]),
            )
            for term in self.terms
        ]

    def differences(self) -> list[Difference]:
        """What is to be settled, and what was, in the order of the passages."""
        found = []
        for version in self.versions:
            for term in self.terms:
                said = {t.username: self.answer(t, version, term) for t in self.taggers}
                if {True, False} <= set(said.values()):
                    found.append(self._difference(version, term, said))
        return found

    def _difference(
        self, version: PassageVersion, term: TermVersion, said: dict[str, bool | None]
    ) -> Difference:
        marks = self.taggings[version.passage_id, term.term_id]
        decided = [tagging for tagging in marks if tagging.status != TaggingStatus.SUGGESTED]
        return Difference(
            version,
            term,
            marked=tuple(name for name, answer in said.items() if answer),
            unmarked=tuple(name for name, answer in said.items() if answer is False),
            words=tuple(dict.fromkeys(t.anchor.exact for t in marks if t.anchor.exact)),
            holds=decided[0].status == TaggingStatus.APPROVED if decided else None,
            reason=decided[0].reason if decided else "",
        )


def hold_open(of: Round) -> None:
    """See that the tagging of the round does not end before the transaction does. Raises Refused
    where it has ended.
    """
    held = Round.objects.select_for_update(no_key=True).filter(pk=of.pk).first()
    if held is None or not held.is_open:
        raise Refused("The tagging of this round has ended meanwhile. Nothing more is kept in it.")


def end_tagging(of: Round) -> None:
    """From now on nobody tags in the round; what was said is compared. Wants the round to be held
    (`select_for_update`). Raises Refused.
    """
    if not of.is_open:
        raise Refused("The tagging of this round has ended already.")
    of.ended_at = timezone.now()
    of.save(update_fields=["ended_at"])


def settle(of: Round, by: User, ruling: Ruling) -> Difference:
    """Decide whether a term holds on which the taggers differ. Raises Refused, also where somebody
    else was faster.
    """
    _must_be_settling(of)
    if not ruling.reason:
        raise Refused("Say in a few words why: the taggers learn by it, and so do readers.")
    answers = Answers(of)
    for difference in answers.differences():
        if difference.key == ruling.key:
            break
    else:
        raise Refused("On this passage the taggers do not differ about this term.")
    if ruling.seen is not None and ruling.seen != difference.standing:
        raise Refused(
            f"Somebody settled {difference.term} on this passage meanwhile. There stands now: "
            f"“{difference.standing or 'not settled'}”. Where you see it otherwise, settle it "
            "again."
        )
    marks = answers.taggings[difference.version.passage_id, difference.term.term_id]
    status = TaggingStatus.APPROVED if ruling.holds else TaggingStatus.REJECTED
    said = "holds" if ruling.holds else "does not hold"
    with deed_of(by, f"{difference.term}: {said}, settled in the round {of}") as deed:
        deed.decide(marks, status=status, reason=ruling.reason)
    return difference


def close(of: Round, by: User) -> int:
    """Approve what all marked, and make known what the round found. Returns how many tags of the
    round are approved. What only one has judged waits for a reviewer. Raises Refused.
    """
    _must_be_settling(of)
    answers = Answers(of)
    unsettled = sum(difference.holds is None for difference in answers.differences())
    if unsettled:
        raise Refused(f"{unsettled} differences are not settled yet: settle them first.")
    with deed_of(by, f"Round {of} closed: what all marked is approved") as deed:
        agreed = list(_agreed(answers))
        if agreed:
            deed.decide(agreed, status=TaggingStatus.APPROVED)
        deed.close_round(of)
    passages = {version.passage_id for version in answers.versions}
    judgments_changed.send(Passage, passage_ids=passages)
    return of.taggings.filter(status=TaggingStatus.APPROVED).count()


def _agreed(answers: Answers) -> Iterable[Tagging]:
    for version in answers.versions:
        for term in answers.terms:
            said = [answers.answer(tagger, version, term) for tagger in answers.taggers]
            if said.count(True) > 1 and False not in said:
                marks: Sequence[Tagging] = answers.taggings[version.passage_id, term.term_id]
                yield from (t for t in marks if t.status == TaggingStatus.SUGGESTED)


def discard(of: Round) -> None:
    """Delete a round in which nobody has judged yet. Raises Refused."""
    if of.taggings.exists() or of.readings.exists():
        raise Refused("Somebody has judged in this round: it is kept. End its tagging instead.")
    of.delete()


def _must_be_settling(of: Round) -> None:
    if of.settled_at is not None:
        raise Refused("This round is closed: its tags are decided on at the workbench.")
    if of.ended_at is None:
        raise Refused("The tagging has not ended yet: until then nobody sees what differs.")
