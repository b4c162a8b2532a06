"""What a row can hold: PostgreSQL itself is asked."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import DataError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import storable
from documents.storable import Unstorable

pytestmark = pytest.mark.django_db
any_text = st.text(st.characters() | st.sampled_from("\0\ud800\udfff"), max_size=8)
any_time = st.datetimes(timezones=st.timezones() | st.just(timezone(timedelta(hours=-23))))


def kept(value, kind: str):
    """A value as it comes back from the database; None where it is refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT %s::{kind}", [value])
            return cursor.fetchone()[0]
    except (DataError, UnicodeEncodeError, ValueError):
        return None


def taken(check, value):
    try:
        return check(value)
    except Unstorable:
        return None


@settings(max_examples=60, deadline=None, database=None)
@given(any_text)
def test_a_text_is_taken_where_a_row_can_hold_it(text):
    assert taken(storable.text, text) == kept(text, "text")


@settings(max_examples=60, deadline=None, database=None)
@given(any_time)
def test_a_moment_that_is_taken_comes_back_in_every_zone(moment):
    read = taken(storable.moment, moment.isoformat())
    if read is not None:
        assert kept(read, "timestamptz") == moment.astimezone(UTC) == read
        assert [read.astimezone(timezone(timedelta(hours=hours))) for hours in (-14, 14)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("9999-12-31T23:59:59-14:00", "outside the years that are kept"),
        ("9999-12-31T23:59:59Z", "outside the years that are kept"),
        ("0001-01-01T00:00:00+14:00", "outside the years that are kept"),
        ("2024-05-01T12:00:00", "without a time zone"),
        ("May", "not a time such as"),
        ("\ud800" * 500, "not a time such as"),
    ],
)
def test_what_is_no_moment_is_refused_in_words(value, said):
    with pytest.raises(Unstorable, match=said) as refused:
        storable.moment(value)
    assert str(refused.value).isprintable() and len(str(refused.value)) < 200


def test_a_moment_is_in_utc():
    wanted = datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert storable.moment("2024-05-02T11:59:00+23:59").isoformat() == wanted.isoformat()


def test_what_no_row_can_hold_is_repaired():
    assert storable.repaired("a\0b\ud800") == "a�b�"


def test_a_text_that_is_too_long_is_refused_in_words():
    assert storable.text("é" * 200, 200) == "é" * 200
    with pytest.raises(Unstorable, match="has 201 characters; at most 200"):
        storable.text("é" * 201, 200)
