"""How every passage of a document stands for a vocabulary: its queues, and who is beside whom."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from documents.models import Document, PassageVersion, Vocabulary
from documents.tagging.judging import Judge
from documents.tagging.queue import QUEUES, WAITING, Place, standing_of, with_address

BEFORE, AFTER = 3, 8
"""So many neighbours in the queue are listed."""
NEAR = 1
"""So many on each side stay where there is little room."""


@dataclass(frozen=True)
class Standing:
    """How a passage stands: `has` as in `Queue`; the labels of its terms, those of others that
    wait. What is not of the sample of a round is not asked for, and in no queue of it.
    """

    version: int
    public_id: str
    number: str
    has: frozenset[str]
    approved: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    is_asked: bool = True

    def is_in(self, queue: str) -> bool:
        return self.is_asked and QUEUES[queue].holds(self.has)

    @property
    def said(self) -> str:
        """In words: its terms, "read, none", "not yet read"."""
        parts = [*self.approved, *(f"{label}?" for label in self.waiting)]
        nothing = "in a round of yours" if "elsewhere" in self.has else "not yet read"
        return ", ".join(parts) or ("read, none" if "read" in self.has else nothing)

    @property
    def is_settled(self) -> bool:
        """Whether a term of it is approved, or somebody has read it and nothing waits."""
        read = "read" in self.has and not self.waits
        return self.is_asked and ("approved" in self.has or read)

    @property
    def waits(self) -> bool:
        """Whether it is not decided yet: nothing is approved, and what people said waits."""
        return self.is_asked and bool(self.has & WAITING) and "approved" not in self.has


@dataclass
class Found:
    """What is found of a passage, judgment by judgment, until all of it makes its `Standing`."""

    has: set[str] = field(default_factory=set)
    approved: dict[str, None] = field(default_factory=dict)
    waiting: dict[str, None] = field(default_factory=dict)

    def judged(self, label: str, status: str, state: str, by: int | None, own: bool) -> None:
        """It has a tagging with the term of this label; `state` is that of its anchor."""
        stands = standing_of(status, state, by)
        self.has |= {stands} if stands else set()
        self.has |= {"mine"} if own else set()
        if stands:
            (self.approved if stands == "approved" else self.waiting)[label] = None

    def read(self, own: bool) -> None:
        """Somebody has read it."""
        self.has |= {"read", "mine"} if own else {"read"}

    def standing(
        self, version: int, public_id: str, number: str, is_asked: bool = True
    ) -> Standing:
        has, approved, waiting = frozenset(self.has), tuple(self.approved), tuple(self.waiting)
        return Standing(version, public_id, number, has, approved, waiting, is_asked)


@dataclass(frozen=True)
class QueueRow:
    """A passage as the queue lists it."""

    standing: Standing
    text: str
    is_current: bool
    is_near: bool


@dataclass(frozen=True)
class DocumentQueue:
    """All passages of a document in order, seen from one of them, the `at`-th, in a queue."""

    standings: Sequence[Standing]
    at: int
    queue: str

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many passages are in each queue."""
        return {name: sum(each.is_in(name) for each in self.standings) for name in QUEUES}

    @property
    def settled(self) -> int:
        return sum(standing.is_settled for standing in self.standings)

    @property
    def waiting(self) -> int:
        """Passages that are not decided yet."""
        return sum(standing.waits for standing in self.standings)

    @cached_property
    def earlier(self) -> list[Standing]:
        """The passages of the queue before this one, in order."""
        return [each for each in self.standings[: self.at] if each.is_in(self.queue)]

    @cached_property
    def later(self) -> list[Standing]:
        return [each for each in self.standings[self.at + 1 :] if each.is_in(self.queue)]

    @property
    def beside(self) -> tuple[Standing | None, Standing | None]:
        """What stands before and after this passage in the document, whichever queue it is in."""
        around = (self.at - 1, self.at + 1)
        before, after = (
            self.standings[n] if 0 <= n < len(self.standings) else None for n in around
        )
        return before, after

    def seen_from(self, version: int) -> "DocumentQueue":
        """The same from another passage of the document (primary key of the version)."""
        places = {standing.version: at for at, standing in enumerate(self.standings)}
        return DocumentQueue(self.standings, places[version], self.queue)

    def rows(self) -> tuple[list[QueueRow], str, str]:
        """The passage with its neighbours in the queue, and the words that stand before and after
        it in the document ("" for none). One query.
        """
        listed = [*self.earlier[-BEFORE:], self.standings[self.at], *self.later[:AFTER]]
        before, after = self.beside
        wanted = {s.version for s in (*listed, before, after) if s is not None}
        texts = dict(PassageVersion.objects.filter(pk__in=wanted).values_list("pk", "text"))
        at = len(self.earlier[-BEFORE:])
        rows = [
            QueueRow(standing, texts[standing.version], n == at, abs(n - at) <= NEAR)
            for n, standing in enumerate(listed)
        ]
        return rows, texts[before.version] if before else "", texts[after.version] if after else ""


def changes(before: Standing, after: Standing) -> dict[str, int]:
    """By how much the numbers of a document change when one of its passages does: of the queues by
    their names, and of the passages "settled", "waiting" and "judged".
    """
    by = {name: after.is_in(name) - before.is_in(name) for name in QUEUES}
    by["settled"] = after.is_settled - before.is_settled
    by["waiting"] = after.waits - before.waits
    by["judged"] = -by["untagged"]
    return {name: number for name, number in by.items() if number}


def document_queue(judge: Judge, place: Place, version: PassageVersion) -> DocumentQueue:
    """The document of a passage, seen from it. Three queries, however long the document is."""
    standings = standings_in(judge, place.vocabulary, version.passage.document)
    return DocumentQueue(standings, 0, place.queue).seen_from(version.pk)


def standings_in(judge: Judge, vocabulary: Vocabulary, document: Document) -> list[Standing]:
    """How each passage of a document that this one may tag stands, in order. Three queries, in a
    round four.
    """
    found: dict[int, Found] = defaultdict(Found)
    me = judge.user.pk
    for passage, label, status, state, by in (
        judge.taggings()
        .filter(anchor__passage__document=document, term_version__term__vocabulary=vocabulary)
        .order_by("term_version__term__order", "pk")
        .values_list("anchor__passage", "term_version__label", "status", "anchor__state", "by")
    ):
        found[passage].judged(label, status, state, by, by == me)
    versions = (
        with_address()
        .filter(passage__document=document)
        .order_by("order")
        .values_list("pk", "passage", "passage__public_id", "number")
    )
    passages = {pk: passage for pk, passage, _, _ in versions}
    for pk, by in (
        judge.readings()
        .filter(version__passage__document=document, vocabulary=vocabulary)
        .values_list("version", "by")
    ):
        if pk in passages:  # what was read before a correction is another version
            found[passages[pk]].read(by == me)
    sample = None
    if judge.round is not None:
        asked = judge.round.passages.filter(document=document)
        sample = set(asked.values_list("pk", flat=True))
    for passage in judge.elsewhere(vocabulary):
        found[passage].has.add("elsewhere")
    return [
        found[passage].standing(
            pk, public_id or "", number or "", sample is None or passage in sample
        )
        for pk, passage, public_id, number in versions
    ]
