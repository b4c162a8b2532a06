"""Printed paragraph numbers: 1, 2, 3 at first, and "12a" for what a later revision inserts."""

from collections.abc import Sequence

STEP = 1000
"""Room in the sort key between two whole numbers."""


def letters(n: int) -> str:
    """1 is "a", 26 is "z", 27 is "aa"."""
    text = ""
    while n:
        n, rest = divmod(n - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def sort_key(number: str) -> int:
    """The order of numbers: "12" before "12a" before "12b" before "13"."""
    digits = "".join(c for c in number if c.isdigit())
    suffix = number[len(digits) :]
    place = 0
    for c in suffix:
        place = place * 26 + ord(c) - ord("a") + 1
    return int(digits) * STEP + place


def assign(
    kept: Sequence[str | None],
    ever_used: frozenset[str] = frozenset(),
    cut_from: Sequence[str | None] | None = None,
) -> list[str]:
    """Numbers for passages in order, `kept` those that go on under theirs (None: a new passage).

    Kept numbers stay. A new passage after number 12 gets "12a", the next one "12b", a new one at
    the end the next whole number; before the first, "0a". Parts that 12 was split into, which
    `cut_from` says, are "12a" and "12b". No number of `ever_used` is given out again.
    """
    cut_from = cut_from or [None] * len(kept)
    used = set(ever_used) | {number for number in kept if number}
    highest = max((sort_key(number) // STEP for number in used), default=0)
    last_kept = max((i for i, number in enumerate(kept) if number), default=-1)
    numbers: list[str] = []
    whole = 0
    for i, number in enumerate(kept):
        if number:
            whole = sort_key(number) // STEP
        elif origin := cut_from[i]:
            whole = sort_key(origin) // STEP
            number = _first_free(whole, used)
        elif i > last_kept:
            highest += 1
            number = str(highest)
        else:
            number = _first_free(whole, used)
        used.add(number)
        numbers.append(number)
    return numbers


def _first_free(whole: int, used: set[str]) -> str:
    n = 1
    while f"{whole}{letters(n)}" in used:
        n += 1
    return f"{whole}{letters(n)}"
