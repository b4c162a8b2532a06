"""How good suggestions are: precision and recall by term, against what people approved.

Only passages that somebody has read for the vocabulary count, and of those not the documents that
the queries of a term were made on: a rule is not judged by the text that it was taken from.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from documents import holdings
from documents.models import Document, PassageVersion, TermVersion, Vocabulary
from search.tagging.suggestions import Rule, found_by, remarks_on, rules


@dataclass(frozen=True)
class Agreed:
    """How suggestions stand beside approved tags."""

    right: int
    """Suggested and approved."""
    suggested: int
    approved: int
    passages: int
    """Read, and counted here."""

    @property
    def precision(self) -> float | None:
        """Which share of what is suggested is right; None where nothing is suggested."""
        return self.right / self.suggested if self.suggested else None

    @property
    def recall(self) -> float | None:
        """Which share of what holds is suggested; None where nothing holds."""
        return self.right / self.approved if self.approved else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        if not self.suggested or not self.approved:
            return None
        return 2 * self.right / (self.suggested + self.approved)


@dataclass(frozen=True, kw_only=True)
class Measured(Agreed):
    """Suggestions of one term beside the approved tags, in all documents but those that are
    `left_out`; and in each of those by itself. Documents are named by their titles.
    """

    term: TermVersion
    queries: tuple[tuple[str, list[str]], ...]
    """With what is to be said of each."""
    left_out: tuple[str, ...]
    by_document: tuple[tuple[str, Agreed], ...] = ()


def measure(vocabulary: Vocabulary) -> list[Measured]:
    """The terms of a vocabulary that carry queries, in order, each measured."""
    read = _read(vocabulary)
    approved: dict[int, set[int]] = defaultdict(set)
    tags = holdings.taggings(vocabulary).values_list("term_version__term", "anchor__passage")
    for term, passage in tags:
        approved[term].add(passage)
    titles = dict(Document.objects.values_list("key", "title"))
    return [
        _measured(rule, read, approved[rule.term.term_id], titles)
        for rule in rules(vocabulary.query_key)
    ]


def _measured(
    rule: Rule,
    read: Mapping[str, Collection[int]],
    approved: set[int],
    titles: Mapping[str, str | None],
) -> Measured:
    found = set(found_by(rule))
    by_key = {key: _agreed(found, approved, passages) for key, passages in read.items()}
    counted = {key: row for key, row in by_key.items() if key not in rule.made_on}
    named = [(titles.get(key) or key, counted[key]) for key in _by_title(counted, titles)]
    rows = counted.values()
    return Measured(
        right=sum(row.right for row in rows),
        suggested=sum(row.suggested for row in rows),
        approved=sum(row.approved for row in rows),
        passages=sum(row.passages for row in rows),
        term=rule.term,
        queries=tuple((query, remarks_on(query)) for query in rule.queries),
        left_out=tuple(titles.get(key) or key for key in sorted(rule.made_on & read.keys())),
        by_document=tuple(named),
    )


def _by_title(keys: Iterable[str], titles: Mapping[str, str | None]) -> list[str]:
    return sorted(keys, key=lambda key: (titles.get(key) or key, key))


def _agreed(found: Set[int], approved: Set[int], passages: Collection[int]) -> Agreed:
    """The passages that were found and those that are approved, among some."""
    suggested, holds = found & set(passages), approved & set(passages)
    return Agreed(len(suggested & holds), len(suggested), len(holds), len(passages))


def _read(vocabulary: Vocabulary) -> dict[str, set[int]]:
    """By document (key), the passages that somebody has read for a vocabulary."""
    unread = set(holdings.unread(vocabulary).order_by().values_list("passage", flat=True))
    read: dict[str, set[int]] = defaultdict(set)
    versions = PassageVersion.objects.public().order_by()
    for key, passage in versions.values_list("passage__document__key", "passage"):
        if passage not in unread:
            read[key].add(passage)
    return read
