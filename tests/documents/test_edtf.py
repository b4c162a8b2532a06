from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import edtf

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
MONTHS = st.tuples(st.integers(1, 9999), st.integers(1, 12))


@pytest.mark.parametrize(
    ("value", "words", "iso", "year"),
    [
        ("2022-02-17", "17 February 2022", "2022-02-17", 2022),
        ("2007-06", "June 2007", "2007-06", 2007),
        ("2007", "2007", "2007", 2007),
        ("2008~", "about 2008", "2008", 2008),
        ("2008-06-03?", "3 June 2008 (uncertain)", "2008-06-03", 2008),
        ("2008%", "about 2008 (uncertain)", "2008", 2008),
        ("[2007-06-05..2007-06-12]", "between 5 and 12 June 2007", "2007-06", 2007),
        ("2022-06-30/2022-07-02", "30 June to 2 July 2022", "2022", 2022),
        ("2007-12-31/2008-01-01", "31 December 2007 to 1 January 2008", None, 2007),
        ("[2007,2008]", "2007 or 2008", None, None),
        ("{2007-06,2007-08}", "June 2007 and August 2007", "2007", 2007),
        ("199X", "the 1990s", None, None),
        ("2008-21", "spring 2008", "2008", 2008),
        ("2007-XX", "2007", "2007", 2007),
    ],
)
def test_a_value_in_words_as_iso_and_by_year(value, words, iso, year):
    assert edtf.in_words(value) == words
    assert edtf.iso(value) == iso
    assert edtf.year(value) == year


@pytest.mark.parametrize(
    "value",
    ["", " 2008", "June 2008", "2007-13", "2008-02-30", "2007/..", "/2007", "[..2007]", "2008/2007"]
    + ["-0001", "0000", "Y17000000002", "x" * 5000],
)
def test_what_has_no_first_and_last_day_in_our_era_is_refused(value):
    assert not edtf.is_valid(value)
    with pytest.raises(edtf.NotADate):
        edtf.bounds(value)


def test_unknown_stays_unknown():
    assert edtf.bounds(None) is edtf.year(None) is edtf.iso(None) is edtf.in_words(None) is None
    assert not edtf.is_valid(None)
    assert not edtf.is_doubtful(None)


def test_doubt_does_not_widen_the_days():
    assert edtf.bounds("2008~") == edtf.bounds("2008")
    assert edtf.is_doubtful("2008~")
    assert not edtf.is_doubtful("2008")


@given(DAYS, st.sampled_from(["", "?", "~", "%"]))
def test_a_day_is_its_own_bounds_and_survives_iso(day, doubt):
    value = day.isoformat() + doubt
    assert edtf.bounds(value) == (day, day)
    assert edtf.iso(value) == day.isoformat()
    assert edtf.year(value) == day.year


@given(MONTHS)
def test_a_month_spans_exactly_its_days(month):
    first, last = edtf.bounds(f"{month[0]:04}-{month[1]:02}")
    assert first == date(*month, 1)
    assert (last.year, last.month) == month
    if last < date.max:
        assert (last + timedelta(days=1)).day == 1


@given(DAYS, DAYS)
def test_an_interval_spans_from_its_first_to_its_last_day(one, other):
    value = f"{one}/{other}"
    if one <= other:
        assert edtf.bounds(value) == (one, other)
        assert edtf.year(value) == one.year
        assert str(other.year) in edtf.in_words(value)
    else:
        assert not edtf.is_valid(value)


@given(st.text(alphabet="0123456789-/~?%X.[]{},TY ", max_size=30))
def test_whatever_is_written_is_a_date_or_a_clear_refusal(value):
    if edtf.is_valid(value):
        first, last = edtf.bounds(value)
        assert first <= last
        assert edtf.in_words(value)
    else:
        assert edtf.problem(value)
