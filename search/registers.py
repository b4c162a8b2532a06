"""How many passages each term of a vocabulary has, by year and speaker: counted as a search counts
them, so that every number is what the search behind it finds.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from documents.models import Vocabulary
from search.census import census
from search.dimensions import NOT_DECIDED
from search.fingerprints import meanings
from search.generation import Generation
from search.matching import open_rows
from search.standing import standing

Heard = tuple[int | None, int | None]
"""Year and speaker (primary key) of a passage, as far as they are known."""


@dataclass(frozen=True)
class Register:
    """Passages in all, with each term (primary key), and not read or decided, by year and speaker.
    A passage has one of each, so that the sums over either are passages too.
    """

    passages: Counter[Heard] = field(default_factory=Counter)
    tagged: Counter[tuple[Heard, int]] = field(default_factory=Counter)
    unread: Counter[Heard] = field(default_factory=Counter)

    def by_term(self) -> Counter[int]:
        """Passages by term."""
        counts: Counter[int] = Counter()
        for (_, term), number in self.tagged.items():
            counts[term] += number
        return counts

    def of_term(self, term: int) -> Counter[Heard]:
        """The passages of one term."""
        return Counter({heard: n for (heard, other), n in self.tagged.items() if other == term})


def register(vocabulary: Vocabulary) -> Register:
    """What everybody may find, whoever asks; nothing of a list that cannot be searched by."""
    archive = standing()
    groups = list(_meetings(archive.generation))
    facts = meanings("facts", {of for of, _, _ in groups})
    marks = meanings("marks", {of for _, of, _ in groups})
    if facts is None or marks is None:
        return register(vocabulary)  # passages went between the one statement and the other
    found = Register()
    for dimension in archive.lists.dimensions:
        if dimension.vocabulary != vocabulary:
            continue
        keys_of = dimension.keys_of({of for _, of, _ in groups}, marks)
        for of, mark, number in groups:
            heard = (facts[of]["year"], facts[of]["speaker_id"])
            found.passages[heard] += number
            for key in keys_of[mark]:
                if isinstance(key, int):
                    found.tagged[heard, key] += number
                elif key in NOT_DECIDED:
                    found.unread[heard] += number
    return found


def sums(counted: Counter[Heard], of: int) -> Counter[int | None]:
    """By year (0) or by speaker (1)."""
    summed: Counter[int | None] = Counter()
    for heard, number in counted.items():
        summed[heard[of]] += number
    return summed


def _meetings(generation: Generation) -> Iterable[tuple[int, int, int]]:
    """Fingerprints of facts and of marks, and how many passages have both: from the census, where
    the archive is not too various for one.
    """
    taken = census(generation)
    if taken is None:
        return open_rows().order_by().values_list("facts", "marks").annotate(Count("pk"))
    return ((of, mark, n) for of, met in taken.facts.items() for mark, n in met.items())
