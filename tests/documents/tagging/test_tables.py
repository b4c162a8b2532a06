"""Judgments as CSV and JSON Lines: what goes out comes in again, and what is wrong is said."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.models import Reading, Tagging
from documents.tagging.exchange import (
    ExchangeError,
    Hand,
    Place,
    ReadingMark,
    RoundMark,
    TaggingMark,
)
from documents.tagging.importing import import_marks
from documents.tagging.tables import parse_csv, parse_jsonl, write_csv, write_jsonl
from documents.vocabularies import TaggingStatus
from tests.documents.tagging.conftest import reading_of, tagging_of

DAY = datetime(2024, 5, 1, 12, tzinfo=UTC)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
awkward = st.sampled_from(
    ["=1+1", "'=1", "''", "'tis", "\n\na", "\ufeffx", 'a "b", c', "\r\n", "—"]
)
names = st.one_of(words, awkward)
places = st.builds(
    Place,
    document=names,
    exact=names,
    prefix=st.one_of(st.just(""), names),
    suffix=st.one_of(st.just(""), names),
    start=st.none() | st.integers(0, 10**8),
    whole=st.booleans(),
)
hands = st.builds(Hand, names, st.one_of(st.just(""), names))
rounds = st.none() | st.builds(RoundMark, names, st.booleans(), st.none() | st.just(DAY))
marks = st.lists(
    st.one_of(
        st.builds(ReadingMark, places, names, hands, st.just(DAY), rounds),
        st.builds(
            TaggingMark,
            places,
            names,
            names,
            st.integers(1, 9),
            hands,
            st.just(DAY),
            st.sampled_from(TaggingStatus),
            rounds,
            st.one_of(st.just(""), names),
        ),
    ),
    max_size=4,
)


@settings(max_examples=40, deadline=None, database=None)
@given(marks)
def test_what_is_written_is_read_as_it_was(judgments):
    assert parse_jsonl(write_jsonl(judgments)) == judgments
    assert parse_csv(write_csv(judgments)) == judgments


def test_no_cell_is_a_formula(vocabulary, make_document):
    mark = tagging_of(make_document(), 1, "ships", reason="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in write_csv([mark])


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_same_file_again_changes_nothing(vocabulary, make_document, tmp_path, form):
    document = make_document()
    import_marks(
        [tagging_of(document, 1, "ships", words="spoke of ships"), reading_of(document, 3)]
    )
    call_command("taggings", "export", str(tmp_path), "--format", form)
    (file,) = tmp_path.iterdir()
    before = file.read_bytes()
    call_command("taggings", "import", str(tmp_path))
    assert (Tagging.objects.count(), Reading.objects.count()) == (1, 1)
    Tagging.objects.all().delete()
    Reading.objects.all().delete()
    call_command("taggings", "import", str(tmp_path))
    call_command("taggings", "export", str(tmp_path), "--format", form)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "lacks the columns judgment, document"),
        ("judgment,document,vocabulary,exact,by,created\nx,d,v,w,b,2024-05-01", "row 2: created"),
        (
            "judgment,document,vocabulary,exact,by,created\nx,d,v,w,b,2024-05-01T12:00:00Z",
            "row 2: judgment is 'x', not tagging, reading or comment",
        ),
        (
            "judgment,document,vocabulary,exact,by,created\ntagging,d,v,,b,c",
            "row 2: exact is missing",
        ),
    ],
)
def test_a_csv_file_that_is_not_of_this_form_is_refused_in_words(text, said):
    with pytest.raises(ExchangeError, match=said):
        parse_csv(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1: not JSON"),
        ("\n[]", "line 2: an object is expected"),
        ('{"judgment": "tagging"}', "line 1: document is missing"),
        ('{"judgment": 1}', "line 1: judgment is missing"),
    ],
)
def test_a_json_lines_file_that_is_not_of_this_form_is_refused_in_words(text, said):
    with pytest.raises(ExchangeError, match=said):
        parse_jsonl(text)
