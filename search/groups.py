"""Passages in groups that share a fingerprint, counted: from these every facet follows.

A facet is not asked of passages, nor of each group: groups are made fewer first, then their numbers
are added up by the keys that they have in the facet.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from search.dimensions import Dimension, Key
from search.fingerprints import VOICE

REMEMBERED = 200_000
"""Of how many fingerprints a process remembers by which voice it is, at most."""

_voices: dict[int, int] = {}
_first: dict[tuple, int] = {}


class Groups(NamedTuple):
    """Groups, side by side: of each its fingerprint (or what else it shares), its document where
    documents are counted, and in `counts` how many passages are listed, then for each selection how
    many are found beside it.
    """

    fingerprints: Sequence[Any]
    documents: Sequence[int | None]
    counts: Sequence[Sequence[int]]

    @classmethod
    def of(cls, columns: Sequence[Sequence]) -> "Groups":
        """From the columns of a statement."""
        fingerprints, documents, *counts = columns
        if fingerprints and not isinstance(fingerprints[0], int):
            fingerprints = [tuple(f) if isinstance(f, list) else f for f in fingerprints]
        return cls(fingerprints, documents, counts)

    def condensed(self, keys: Sequence[Hashable]) -> "Groups":
        """Groups of the same key made one, under the fingerprint of one of them; whatever its
        document. `keys` are those of the groups, in order.
        """
        fingerprints: dict[Hashable, Any] = dict(zip(keys, self.fingerprints, strict=True))
        counts = []
        for numbers in self.counts:
            summed = dict.fromkeys(fingerprints, 0)
            for key, number in zip(keys, numbers, strict=True):
                summed[key] += number
            counts.append(list(summed.values()))
        return Groups(list(fingerprints.values()), [None] * len(fingerprints), counts)

    def by_document(self, stand_for: Mapping[int, Mapping[str, Any]]) -> "Groups":
        """A group for each document, which it keeps."""
        documents = [stand_for[fingerprint]["document_id"] for fingerprint in self.fingerprints]
        return self.condensed(documents)._replace(documents=list(dict.fromkeys(documents)))

    def by_voice(self, stand_for: Mapping[int, Mapping[str, Any]]) -> "Groups":
        """Groups in which all that differs within a document is the same, of any document."""
        known = _voices.get
        return self.condensed([known(f) or _voice(f, stand_for[f]) for f in self.fingerprints])

    def tally(
        self, facet: Dimension, stand_for: Mapping[Any, Mapping[str, Any]], place: int, unit: str
    ) -> dict[Key, int]:
        """By key of a facet, how many passages or documents (`unit`) have it, by the counts that
        stand in that `place`.
        """
        keys_of = facet.keys_of(self.fingerprints, stand_for)
        if unit == "documents":
            having: dict[Key, set[int | None]] = defaultdict(set)
            for fingerprint, document, number in zip(
                self.fingerprints, self.documents, self.counts[place], strict=True
            ):
                for key in keys_of[fingerprint] if number else ():
                    having[key].add(document)
            return {key: len(documents) for key, documents in having.items()}
        summed: dict[frozenset[Key], int] = defaultdict(int)
        found = map(keys_of.__getitem__, self.fingerprints)
        for keys, number in zip(found, self.counts[place], strict=True):
            summed[keys] += number
        passages: dict[Key, int] = defaultdict(int)
        for keys, number in summed.items():
            for key in keys if number else ():
                passages[key] += number
        return passages


NO_GROUPS = Groups([], [], [])


def _voice(fingerprint: int, columns: Mapping[str, Any]) -> int:
    """The first fingerprint that was met with the same voice, which stands for it."""
    if fingerprint not in _voices:
        if len(_voices) > REMEMBERED:
            _voices.clear()
            _first.clear()
        voice = tuple(columns[column] for column in VOICE)
        return _voices.setdefault(fingerprint, _first.setdefault(voice, fingerprint))
    return _voices.get(fingerprint, fingerprint)
