"""Judgments as CSV and JSON Lines: what goes out comes in again, and what is wrong is said."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.models import Comment, Reading, Round, Tagging
from documents.tagging.importing import import_marks
from documents.tagging.marks import (
    LONGEST_NAME,
    CommentMark,
    ExchangeError,
    Hand,
    Place,
    ReadingMark,
    RoundMark,
    TaggingMark,
)
from documents.tagging.tables import parse_csv, parse_jsonl, write_csv, write_jsonl
from documents.vocabularies import TaggingStatus
from tests.documents.tagging.conftest import reading_of, tagging_of

DAY = datetime(2024, 5, 1, 12, tzinfo=UTC)
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.text(characters, min_size=1)
awkward = st.sampled_from(
    ["=1+1", "'=1", "''", "'tis", "\n\na", "\ufeffx", 'a "b", c', "\r\n", "—"]
)
names = st.one_of(words, awkward)
short_names = st.one_of(st.text(characters, min_size=1, max_size=LONGEST_NAME), awkward)
"""Of people and rounds: longer ones are refused."""
places = st.builds(
    Place,
    document=names,
    exact=names,
    prefix=st.one_of(st.just(""), names),
    suffix=st.one_of(st.just(""), names),
    start=st.none() | st.integers(0, 10**8),
    whole=st.booleans(),
)
hands = st.builds(Hand, short_names, st.one_of(st.just(""), names))
rounds = st.none() | st.builds(RoundMark, short_names, st.booleans(), st.none() | st.just(DAY))
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
        ("judgment,document,vocabulary,exact,by,created,by", "has the columns by twice"),
        ("judgment,document,vocabulary,exact,by,created\n\nx,d,v,w,b,c,d", "row 3: has 7 cells"),
        ('judgment,document,vocabulary,exact,by,created\nx,"d,v\n\nx,d', "row 2: unexpected end"),
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
        ("9" * 5000, "line 1: not JSON"),
    ],
)
def test_a_json_lines_file_that_is_not_of_this_form_is_refused_in_words(text, said):
    with pytest.raises(ExchangeError, match=said):
        parse_jsonl(text)


PLACE = Place("d", "w", "p", "s", 1, 2, True, 1, "0" * 64, "https://example.org/")
ROUND = RoundMark("first", True, DAY)
MARK = TaggingMark(
    PLACE, "v", "t", 1, Hand("b", "a"), DAY, round=ROUND, reason="r", decided=DAY, decider="d"
)
COMMENT = CommentMark(PLACE, "c", Hand("b", "a"), DAY, ROUND)


@pytest.mark.parametrize("odd", ["\0", "\ud800"])
def test_a_text_that_no_row_can_hold_is_refused_in_every_column(odd):
    for line in write_jsonl([MARK, COMMENT]).splitlines():
        row = json.loads(line)
        named = (name for name, value in row.items() if isinstance(value, str))
        for name in (name for name in named if (name, row[name]) != ("judgment", "comment")):
            wrong = json.dumps(row | {name: row[name] + odd})
            with pytest.raises(ExchangeError, match=rf"line 2: {name} (holds the char|is '|')"):
                parse_jsonl(f"{line}\n{wrong}")


def test_a_name_is_as_long_as_its_column():
    columns = [(Tagging, "agent"), (Tagging, "decider"), (Reading, "agent"), (Comment, "agent")]
    for model, name in [*columns, (Round, "name")]:
        assert model._meta.get_field(name).max_length == LONGEST_NAME
    longest, longer = "x" * LONGEST_NAME, "x" * (LONGEST_NAME + 1)
    named = replace(MARK, hand=Hand(longest), decider=longest, round=RoundMark(longest))
    assert parse_jsonl(write_jsonl([named])) == parse_csv(write_csv([named])) == [named]
    for wrong in ({"hand": Hand(longer)}, {"decider": longer}, {"round": RoundMark(longer)}):
        with pytest.raises(ExchangeError, match="line 1: .* has 201 characters; at most 200"):
            parse_jsonl(write_jsonl([replace(MARK, **wrong)]))


@pytest.mark.parametrize("name", ["created", "decided", "round_settled"])
def test_a_time_that_no_row_can_hold_is_refused(name):
    row = json.loads(write_jsonl([MARK])) | {name: "9999-12-31T23:59:59-14:00"}
    with pytest.raises(ExchangeError, match=f"line 1: {name} is .*, outside the years"):
        parse_jsonl(json.dumps(row))


def test_a_table_that_a_spreadsheet_saved_anew_is_read():
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    head, row = csv.reader(io.StringIO(write_csv([MARK])))
    writer.writerows([head, [""] * len(head), [c.upper() if c == "true" else c for c in row]])
    assert parse_csv(f"\ufeff{file.getvalue()}") == [MARK]
