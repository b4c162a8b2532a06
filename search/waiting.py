"""What waits for a decision, as a facet for those who tag. Readers never see it.

It is read from the judgments themselves, not from the index, and nothing of it is remembered from
one request to the next.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from documents.folding import folded_words
from documents.models import Tagging, Vocabulary
from documents.tagging.blindness import answered
from documents.tagging.judging import Judge
from documents.tagging.queue import STANDS
from search.dimensions import NOTHING, Bucket, Dimension, Key
from search.names import Name

KEY = "waiting"
STATES = {
    "proposed": "proposed",
    "suggested": "suggested by a machine",
    "reopened": "re-opened by a correction",
}


@dataclass(frozen=True)
class WaitingNames:
    """ "p-proposed": of the vocabulary with the query key "p", a judgment that is proposed."""

    vocabularies: Sequence[Vocabulary]

    @property
    def _all(self) -> dict[Key, str]:
        return {
            f"{vocabulary.query_key}-{state}": f"{vocabulary.name}: {said}"
            for vocabulary in self.vocabularies
            for state, said in STATES.items()
        }

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        known = self._all
        return {value: frozenset([value] if value in known else []) for value in values}

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        return {
            key: Name(str(key), label, place)
            for place, (key, label) in enumerate(self._all.items())
            if key in keys
        }

    def having(self, words: Sequence[str]) -> frozenset[Key]:
        labels = self._all.items()
        return frozenset(key for key, label in labels if set(words) <= set(folded_words(label)))


@dataclass(frozen=True, kw_only=True)
class WaitingDimension(Dimension):
    """On which judgments somebody has to decide, as this judge may see them."""

    judge: Judge

    def rows(self) -> QuerySet:
        """Of each passage (`passage_id`) on which something waits, the keys (`waiting`)."""
        return (
            self._waiting(STATES)
            .values(passage_id=F("anchor__passage"))
            .annotate(waiting=ArrayAgg(_key(), distinct=True))
        )

    def condition(self, keys: Collection[Key]) -> Q:
        condition = NOTHING
        for key in keys:
            if key == Bucket.NONE:
                condition |= ~Q(passage_id__in=self._waiting(STATES).values("anchor__passage"))
                continue
            vocabulary, _, state = str(key).rpartition("-")
            found = self._waiting([state]).filter(
                term_version__term__vocabulary__query_key=vocabulary
            )
            condition |= Q(passage_id__in=found.values("anchor__passage"))
        return condition

    def keys_in(self, row: Mapping) -> Iterable[Key]:
        return row[KEY] or (Bucket.NONE,)

    def _waiting(self, states: Iterable[str]) -> QuerySet[Tagging]:
        wanted = reduce(or_, (STANDS[state] for state in states))
        return self.judge.taggings().filter(wanted).order_by()


def _key() -> Concat:
    states = [When(STANDS[state], then=Value(state)) for state in STATES]
    return Concat(
        "term_version__term__vocabulary__query_key",
        Value("-"),
        Case(*states, output_field=CharField()),
        output_field=CharField(),
    )


def waiting_dimension(vocabularies: Sequence[Vocabulary]) -> WaitingDimension | None:
    """The facet for whoever is answered now; None for who does not tag, and outside a request."""
    user = answered()
    taken = KEY in {vocabulary.query_key for vocabulary in vocabularies}
    if user is None or taken or not user.has_perm("documents.tag_passages"):
        return None
    return WaitingDimension(
        key=KEY,
        label="Waits for a decision",
        column=KEY,
        names=WaitingNames(vocabularies),
        bucket=Bucket.NONE,
        bucket_label="Nothing waits",
        judge=Judge(user),
    )
