"""How far taggers agree: Cohen's kappa, Krippendorff's alpha, and what they are to be read with.

Pure: answers in, figures out. An answer is a nominal category, such as whether a term holds; None
is a missing one. Alpha is computed by the library `krippendorff`.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Answers = Sequence[Sequence[Hashable | None]]
"""By tagger, the answers to the same units in the same order."""

NOTHING_TO_COMPARE = "no passage was judged by two"


@dataclass(frozen=True)
class Agreement:
    """The figures of one term. `kappa` and `alpha` are None where they are not defined, and
    `undefined` says why in words. `kappa` is also None with other than two taggers.
    """

    units: int
    """Passages that at least two judged: n."""
    agreed: int
    """Passages of these on which all who judged say the same."""
    raw: float | None
    """The share of pairs of answers to one passage that are alike."""
    prevalence: float | None
    """The share of all answers (to these passages) that say that the term holds."""
    kappa: float | None
    alpha: float | None
    undefined: str = ""


def agreement(answers: Answers) -> Agreement:
    """The figures for one term; `answers` are True, False or None."""
    units = [[a for a in unit if a is not None] for unit in zip(*answers, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    if not units:
        return Agreement(0, 0, None, None, None, None, NOTHING_TO_COMPARE)
    given = [answer for unit in units for answer in unit]
    return Agreement(
        units=len(units),
        agreed=sum(len(set(unit)) == 1 for unit in units),
        raw=_raw(units),
        prevalence=given.count(True) / len(given),
        kappa=cohen_kappa(*answers) if len(answers) == 2 else None,
        alpha=krippendorff_alpha(answers),
        undefined=_why_undefined(given),
    )


def _why_undefined(given: Sequence[Hashable]) -> str:
    if len(set(given)) > 1:
        return ""
    return (
        "all say everywhere that it holds, and chance would too"
        if given[0]
        else "nobody marked it anywhere, and chance would not either"
    )


def _raw(units: Sequence[Sequence[Hashable]]) -> float:
    alike = pairs = 0
    for unit in units:
        alike += sum(n * (n - 1) for n in Counter(unit).values())
        pairs += len(unit) * (len(unit) - 1)
    return alike / pairs


def cohen_kappa(one: Sequence[Hashable | None], other: Sequence[Hashable | None]) -> float | None:
    """Agreement of two beyond what their own frequencies give by chance (Cohen 1960, formula 1).

    Units that one of them did not judge are left out. None where chance agrees wholly: both gave
    one and the same answer everywhere.
    """
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs)
    # In whole numbers, n times as large, so that "wholly" is no question of rounding.
    expected = sum(first[category] * second[category] for category in first)
    n = len(pairs)
    return None if expected == n * n else (n * observed - expected) / (n * n - expected)


def krippendorff_alpha(answers: Answers) -> float | None:
    """Krippendorff's alpha for nominal data, any number of taggers, missing answers allowed.

    None where it is not defined: no unit has two answers, or all answers that can be compared are
    one and the same.
    """
    import krippendorff  # here: with numpy, it would slow every command's start
    import numpy

    units = [[a for a in unit if a is not None] for unit in zip(*answers, strict=True)]
    comparable = sorted({answer for unit in units if len(unit) > 1 for answer in unit}, key=repr)
    if len(comparable) < 2:
        return None
    known = sorted({a for row in answers for a in row if a is not None}, key=repr)
    number = {category: place for place, category in enumerate(known)}
    data = [[numpy.nan if a is None else number[a] for a in row] for row in answers]
    alpha = krippendorff.alpha(
        reliability_data=data,
        level_of_measurement="nominal",
        value_domain=list(number.values()),
    )
    return float(alpha)
