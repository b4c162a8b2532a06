"""Marks within marks: what is quoted within a phrase does not end it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.folding import DOUBLE_MARKS
from search.quotation_marks import straightened


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("“forced labor”", '"forced labor"'),
        ("„Zwangsarbeit“ «travail forcé»", '"Zwangsarbeit" "travail forcé"'),
        ('"a “waste of” time"', '"a  waste of  time"'),
        ("“that “Jihadi John” is dead”", '"that  Jihadi John  is dead"'),
        ('“that "Jihadi John" is dead”', '"that  Jihadi John  is dead"'),
        ("« il a dit « non » hier »", '" il a dit   non   hier "'),
        ("“he said: “no””", '"he said:  no "'),
        ("““No” was all he said”", '" No  was all he said"'),
    ],
)
def test_a_quotation_within_another_is_part_of_it(typed, read):
    assert straightened(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        '“forced labor" OR "debt bondage”',
        "“forced labor“ slavery",
        '"forced labor” -„debt"',
        '"forced “labor',
        "forced ”labor",
        "“victims of “trafficking”",
    ],
)
def test_marks_that_do_not_match_each_other_are_read_as_they_come(typed):
    assert straightened(typed) == "".join('"' if c in DOUBLE_MARKS else c for c in typed)


def test_marks_within_more_than_ten_others_are_read_as_they_come():
    nested = f"{'“a ' * 10}b{'”' * 10}"
    assert straightened(nested) == f'"{"a  " * 9}a b{" " * 9}"'
    assert straightened(f"“a {nested}”").startswith('"a "a  a')
    assert straightened("«" * 2000) == '"' * 2000


@given(st.text(alphabet=DOUBLE_MARKS + " ab(-:~5"))
def test_nothing_else_is_changed_and_nothing_moves(typed):
    read = straightened(typed)
    assert len(read) == len(typed)
    assert all(
        r == t or (t in DOUBLE_MARKS and r in '" ') for r, t in zip(read, typed, strict=True)
    )
