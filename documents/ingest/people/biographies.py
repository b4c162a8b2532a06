"""Biographies that a page prints without names, matched to people by what the talk says of each.

A page that leaves out the names (they stood in pictures or links) still prints roles: "Senior
Counsel, Krevolin & Horst; ...". The talk introduces the same people in other words: "We have Susan
Coppedge, who is senior counsel at Krevolin and Horst". Shared rare words join the two.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from documents.ingest.name_words import plain
from documents.ingest.wordlists import one_of
from documents.ingest.wordlists import words as word_set

_ROLE_NOUN = re.compile(
    r"\b"
    + one_of(r"""
        professor|director|fellow|officer|counsel|author|member|attorney|president|adviser|advisor
        chair\w*|minister|ambassador|secretary|founder|head|manager|editor|journalist|correspondent
        reporter|partner|analyst|scholar|researcher|lecturer|dean|commissioner|representative|senator
        judge|lawyer|coordinator|executive|chief|governor|mayor|spokes\w+|consultant|specialist
        expert|physician|attaché|economist|activist|survivor|advocate|general|commander|inspector
        rapporteur|envoy|delegate|co-?founder|administrator|trustee|principal|historian|teacher
        deputy|vice|former|retired|senior|associate|assistant
    """)
    + r"\b",
    re.I,
)
_COMMON = word_set("""
    and the for with who was were has had have his her our their this that from about which are she
    him you your will thank thanks good all one two book books
""")

# About two rare words in common, or one and several common ones.
ENOUGH_IN_COMMON = 2.0


def is_role(words: str) -> bool:
    """Whether a phrase begins with what people are by profession or office."""
    return bool(_ROLE_NOUN.search(" ".join(words.split()[:3])))


def is_biography(line: str) -> bool:
    """Whether a title line is a role, or roles, without the name of the person who has them."""
    words = line.split()
    return (
        len(words) >= 4
        and bool(_ROLE_NOUN.search(" ".join(words[:6])))
        and ("," in line or ";" in line)
        and line[-1] not in ".?!:"
    )


def match_biographies(biographies: Sequence[str], introduced: Mapping[str, str]) -> dict[str, str]:
    """Which biography is whose: from a key to a biography, only where the match is clear.

    `introduced` holds, by key, the words with which the talk introduces a person.
    """
    bags = [_stems(biography) for biography in biographies]
    people = {key: _stems(words) for key, words in introduced.items()}
    documents = [*bags, *people.values()]
    seen_in = Counter(stem for bag in documents for stem in bag)

    def shared(bag: frozenset[str], other: frozenset[str]) -> float:
        return sum(math.log(1 + len(documents) / seen_in[stem]) for stem in bag & other)

    left = {
        (key, place): shared(bag, person)
        for key, person in people.items()
        for place, bag in enumerate(bags)
    }
    matched: dict[str, str] = {}
    while left:
        (key, place), score = max(left.items(), key=lambda item: item[1])
        if score < ENOUGH_IN_COMMON:
            break
        rivals = [
            pair
            for pair, other in left.items()
            if (pair[0] == key) != (pair[1] == place) and other >= 0.9 * score
        ]
        if rivals:
            # Two people fit one biography, or two biographies one person: nothing says which.
            left = {pair: s for pair, s in left.items() if pair not in [(key, place), *rivals]}
            continue
        matched[key] = biographies[place]
        left = {(k, p): s for (k, p), s in left.items() if k != key and p != place}
    return matched


def _stems(text: str) -> frozenset[str]:
    """Words by their first letters, so that "advising" meets "Adviser" and "teaches", "teacher"."""
    words = re.findall(r"[^\W\d_]{2,}", plain(text))
    return frozenset(w[:5] for w in words if len(w) > 3 and w not in _COMMON)
