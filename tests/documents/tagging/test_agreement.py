"""The figures of agreement beside published worked examples."""

import pytest

from documents.tagging.agreement import (
    agreement,
    cohen_kappa,
    krippendorff_alpha,
)


def test_kappa_of_cohens_own_example():
    """Cohen (1960), table 2: 200 cases, kappa .492."""
    table = {(1, 1): 88, (1, 2): 10, (1, 3): 2, (2, 1): 14, (2, 2): 40, (2, 3): 6}
    table |= {(3, 1): 18, (3, 2): 10, (3, 3): 12}
    pairs = [pair for pair, times in table.items() for _ in range(times)]
    assert len(pairs) == 200
    assert cohen_kappa(*zip(*pairs, strict=True)) == pytest.approx(0.492, abs=0.0005)


def test_alpha_of_krippendorffs_binary_example():
    """Krippendorff (2011), section A: two observers, binary data, alpha 0.095."""
    meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert krippendorff_alpha([meg, owen]) == pytest.approx(0.095, abs=0.0005)
    found = agreement([[bool(a) for a in meg], [bool(a) for a in owen]])
    assert (found.units, found.agreed, found.raw, found.prevalence) == (10, 6, 0.6, 0.3)
    assert found.kappa == pytest.approx((0.6 - 0.56) / 0.44)


def test_alpha_of_krippendorffs_nominal_example():
    """Krippendorff (2011), section B: two observers, five categories, alpha 0.692."""
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    assert krippendorff_alpha([ben, gerry]) == pytest.approx(0.692, abs=0.0005)


def test_alpha_of_krippendorffs_example_with_missing_answers():
    """Krippendorff (2011), section C: four observers, missing data, alpha 0.743."""
    observers = ["12332141 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 ."]
    observers.append("1 2 3 3 2 4 4 1 2 5 1 .")
    answers = [[None if a == "." else a for a in row.replace(" ", "")] for row in observers]
    assert {len(row) for row in answers} == {12}
    assert krippendorff_alpha(answers) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([[False, False], [False, False]], "nobody marked it"),
        ([[True, True], [True, True]], "all say everywhere"),
        ([[True, None], [None, False]], "no passage was judged by two"),
        ([[True, None, None], [True, False, None]], "all say everywhere"),
        ([[], []], "no passage was judged by two"),
        ([[True, False]], "no passage was judged by two"),
    ],
)
def test_what_is_not_defined_says_why(answers, why):
    found = agreement(answers)
    assert (found.kappa, found.alpha) == (None, None)
    assert why in found.undefined


def test_one_who_never_marks_agrees_by_chance_only():
    found = agreement([[True, False, False, False], [False, False, False, False]])
    assert (found.raw, found.kappa, found.undefined) == (0.75, 0.0, "")


def test_kappa_is_for_two_alpha_for_any_number():
    found = agreement([[True, False, True], [True, False, False], [True, None, True]])
    assert found.kappa is None
    assert found.alpha is not None and found.agreed == 2
