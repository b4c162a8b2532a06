"""Titles, offices and forms of address before a name: what they are, and the name without them."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from documents.ingest.name_words import (
    BEFORE_FULL_NAMES,
    BEFORE_OFFICE,
    COURTESIES,
    DEGREES,
    HONORIFICS,
    IN_PORTFOLIOS,
    NOT_NAMES,
    OFFICES,
    PARTICLES,
    PORTFOLIOS,
    SHORT_WITH_STOP,
    SUFFIXES,
    plain,
    words_of,
)


def bare_word(word: str) -> str:
    """A word to be looked up: "L'hon." is "hon"."""
    bare = word.casefold().strip(".,")
    return bare[2:] if bare[:2] in {"l'", "l’"} and bare[2:5] == "hon" else bare


def is_title(word: str) -> bool:
    """Whether a word in front of a name is a form of address or an office, also misprinted."""
    bare = bare_word(word)
    if word.casefold() in SHORT_WITH_STOP:
        return True
    parts = bare.split("-")  # "Secretary-General", "Vice-President"
    return bare in HONORIFICS or all(p in OFFICES for p in parts) or _is_misprinted_office(bare)


def is_title_at(words: list[str], at: int) -> bool:
    """Whether a word among others is a title. The "M." of "Carla M. Estes" is an initial, that of
    "de M. Dupont" is a title.
    """
    if not is_title(words[at]):
        return False
    before = words[at - 1] if at else ""
    is_initial = (
        bare_word(words[at]) == "m"
        and before[:1].isupper()
        and not before.endswith((".", ",", ":"))
        and not is_title(before)
        and plain(before) not in NOT_NAMES
    )
    return not is_initial


@lru_cache(maxsize=4096)
def _is_misprinted_office(bare: str) -> bool:
    """Such as "Secrtary" or "Ambssador": long enough that no name is so near by chance."""
    return (
        len(bare) >= 8
        and not plain(bare).startswith("presidenc")
        and any(
            len(office) >= 8 and OSA.distance(bare, office, score_cutoff=2) <= 2
            for office in OFFICES
        )
    )


def _is_portfolio(words: list[str], at: int) -> bool:
    """Whether a word belongs to the name of an office that a person's name follows."""
    return bare_word(words[at]) in PORTFOLIOS and at + 1 < len(words)


def split_title(name: str) -> tuple[str, str]:
    """("Ambassador", "Mark P. Lagon"): what stands before the name, and the name itself."""
    words = name.split()
    first = _leading_office(words)
    while first < len(words) and (
        _is_title_before_a_name(words, first)
        or _is_portfolio(words, first)
        or (
            bare_word(words[first]) in {"the", "at", "of", "for", "le", "la", "el"}
            and _title_follows(words, first)
        )
        or (first and _goes_on_with_title(words, first))
        or (first and _goes_on_with_portfolio(words, first))
    ):
        first += 1
    if len(words) == 2 and bare_word(words[0]) in {"don", "doña"}:  # "Don Fischbach" is called so
        first = 0
    elif first:
        first = max(first, _behind_a_degree(words))
    elif len(words) > 2 and bare_word(words[0]) in BEFORE_FULL_NAMES:  # but "Sister Mélène"
        first = 1
    title, rest = " ".join(words[:first]), words[first:]
    while len(rest) > 1 and bare_word(rest[-1]) in SUFFIXES - {"jr", "sr", "ii", "iii", "iv"}:
        rest = rest[:-1]
    return title, " ".join(rest).rstrip(",;")


def _behind_a_degree(words: list[str]) -> int:
    """Where the name begins in "Bundesminister für Inneres Mag. Johannes Mikl": behind the last of
    the degrees in it; 0 without one.
    """
    at = [n for n, word in enumerate(words[:-1]) if word.casefold() in DEGREES]
    return at[-1] + 1 if at else 0


def _is_title_before_a_name(words: list[str], at: int) -> bool:
    """Whether a word is a title; the last word may only look like a misprint of one: Cardigan."""
    bare = bare_word(words[at])
    parts = bare.split("-")
    is_exact = (
        bare in HONORIFICS
        or all(part in OFFICES for part in parts)
        or words[at].casefold() in SHORT_WITH_STOP
    )
    return is_title(words[at]) and (is_exact or at + 1 < len(words))


def _leading_office(words: list[str]) -> int:
    """How many words lead to a name of two or more: "Pentagon Press Secretary" Daniel Roarke."""
    begins = next((n for n, word in enumerate(words) if bare_word(word) not in BEFORE_OFFICE), 0)
    if begins and begins + 1 < len(words) and is_title(words[begins]):
        return begins
    if not words or is_title(words[0]) or len(words) < 5:
        return 0
    offices = [n for n in range(1, len(words) - 2) if is_title(words[n])]
    return offices[-1] + 1 if len(offices) > 1 else 0


def _goes_on_with_title(words: list[str], at: int) -> bool:
    """ "d'état-major" in "Le sergent d'état-major Leon Ptak": small letters before a name."""
    word = words[at]
    return word[0].islower() and bare_word(word) not in PARTICLES and at + 1 < len(words)


def _goes_on_with_portfolio(words: list[str], at: int) -> bool:
    """ "of Health and Human Services" in "Secretary of Health and Human Services Ann Roe"."""
    bare, following = bare_word(words[at]), bare_word(words[at + 1]) if at + 1 < len(words) else ""
    if bare in {"of", "for"}:
        return following in IN_PORTFOLIOS and at + 2 < len(words)
    is_within = any(bare_word(word) in {"of", "for"} for word in words[:at])
    is_part = bare in IN_PORTFOLIOS or (bare in {"and", "the"} and following in IN_PORTFOLIOS)
    return is_within and is_part and bool(following)


def _title_follows(words: list[str], at: int) -> bool:
    return at + 1 < len(words) and is_title(words[at + 1])


def bare_name(name: str) -> str:
    return split_title(name)[1]


def is_full(name: str) -> bool:
    """Whether the name has a given and a family name."""
    return len(words_of(bare_name(name))) > 1


def is_courtesy(word: str) -> bool:
    return plain(word).strip(".,") in COURTESIES
