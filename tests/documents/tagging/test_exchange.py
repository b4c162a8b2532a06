import copy
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.tagging.exchange import parse, write
from documents.tagging.marks import (
    CommentMark,
    ExchangeError,
    Hand,
    Place,
    ReadingMark,
    RoundMark,
    TaggingMark,
)
from documents.vocabularies import TaggingStatus

words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40
)
slugs = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)
times = st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC))
hands = st.builds(Hand, words, words | st.just(""))
rounds = st.none() | st.builds(RoundMark, words, st.booleans(), st.none() | times)


@st.composite
def places(draw) -> Place:
    start = draw(st.none() | st.integers(0, 10**6))
    return Place(
        document=draw(words),
        exact=draw(words),
        prefix=draw(words | st.just("")),
        suffix=draw(words | st.just("")),
        start=start,
        end=None if start is None else start + 1,
        whole=draw(st.booleans()),
        revision=draw(st.none() | st.integers(1, 99)),
        text_sha256=draw(st.just("") | st.just("0" * 64)),
    )


closed_places = st.builds(
    Place,
    document=words,
    exact=st.just(""),
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    whole=st.booleans(),
    text_sha256=st.just("0" * 64),
    link=st.just("") | st.just("https://example.org/a?b"),
)


readings = st.builds(ReadingMark, places() | closed_places, slugs, hands, times, rounds)
taggings = st.builds(
    TaggingMark,
    place=places() | closed_places,
    vocabulary=slugs,
    term=slugs,
    version=st.integers(1, 9),
    hand=hands,
    created=times,
    status=st.sampled_from(TaggingStatus),
    round=rounds,
    reason=words | st.just(""),
    decided=st.none() | times,
    decider=slugs | st.just(""),
)

PLACE = Place("talk", "these words", "before ", " after", 10, 21, whole=True, revision=1)
TAGGING = TaggingMark(
    PLACE, "four-ps", "protection", 1, Hand("A reader"), datetime(2024, 5, 1, tzinfo=UTC)
)
READING = ReadingMark(PLACE, "four-ps", Hand("A reader"), datetime(2024, 5, 1, tzinfo=UTC))


@given(st.lists(readings | taggings, max_size=5))
def test_what_is_written_is_read_back_equal(marks):
    assert parse(write(marks, "a label")) == marks


def test_annotations_have_what_the_web_annotation_model_asks_for():
    page = json.loads(write([TAGGING, READING]))["first"]
    tagging, reading = page["items"]
    for annotation in (tagging, reading):
        assert annotation["type"] == "Annotation"
        assert annotation["id"].startswith("urn:uuid:")
        types = [selector["type"] for selector in annotation["target"]["selector"]]
        assert types == ["TextQuoteSelector", "TextPositionSelector"]
    assert tagging["motivation"] == "tagging"
    assert tagging["body"]["source"] == "urn:verbatim:term:four-ps/protection"
    assert reading["motivation"] == "assessing"
    assert tagging["id"] != reading["id"]


def test_every_key_of_our_own_is_in_the_context():
    file = json.loads(write([TAGGING, READING]))
    own = set(file["@context"][1]) - {"verbatim"}
    annotation = file["first"]["items"][0]
    model = {"id", "type", "motivation", "created", "creator", "body", "target"}
    assert set(annotation) - model <= own
    assert set(annotation["target"]) - {"source", "selector"} <= own
    assert set(annotation["body"]) - {"type", "purpose", "source"} <= own


def test_the_same_judgment_keeps_its_identifier_where_the_text_before_it_grows():
    moved = Place("talk", "these words", "before ", " after", 99, 110, whole=True, revision=2)
    later = TaggingMark(
        moved, "four-ps", "protection", 1, Hand("A reader"), datetime(2025, 5, 1, tzinfo=UTC)
    )
    identifiers = [json.loads(write([m]))["first"]["items"][0]["id"] for m in (TAGGING, later)]
    assert identifiers[0] == identifiers[1]


def test_judgments_without_words_are_told_apart_by_their_place():
    closed = Place("talk", "", start=10, end=21, text_sha256="0" * 64)
    marks = [
        ReadingMark(place, "topic", Hand("a"), datetime(2026, 1, 1, tzinfo=UTC))
        for place in (closed, replace(closed, start=30, end=40))
    ]
    first, second = json.loads(write(marks))["first"]["items"]
    assert first["id"] != second["id"]
    assert "TextQuoteSelector" not in str(first) and parse(write(marks)) == marks


def test_terms_on_the_same_words_by_the_same_hand_are_bodies_of_one_annotation():
    marks = [TAGGING, replace(TAGGING, term="prevention"), replace(TAGGING, reason="A doubt.")]
    items = json.loads(write(marks))["first"]["items"]
    assert [len(item["body"]) for item in items[:1]] == [2]
    assert len(items) == 2
    assert parse(write(marks)) == marks


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": "liked"}, "annotation 1: status 'liked' is none of suggested"),
        ({"created": "2024-05-01T12:00:00"}, "without a time zone"),
        ({"created": "May"}, "not a time"),
        ({"motivation": "liking"}, "neither a tagging"),
        ({"body": None}, "body is missing"),
        ({"target": "urn:verbatim:document:talk"}, "target is missing or not an object"),
        ({"target": {"source": "urn:verbatim:document:talk"}}, "TextQuoteSelector is missing"),
        ({"target": {"source": "https://example.org/"}}, "does not name a document"),
        ({"creator": {}}, "creator's name is missing"),
        ({"round": "first"}, "round is missing or not an object"),
        ({"round": {"name": "first", "blind": "yes"}}, "blind is 'yes', neither true nor false"),
        ({"body": []}, "body is missing"),
        ({"reason": {"a": [1]}}, "reason is {'a': .1.}, not a text"),
        ({"reason": [[[[[[[[1]]]]]]]]}, "annotation 1: reason is .{1,200}, not a text"),
        ({"target": {"source": "urn:verbatim:document:a%00"}}, "TextQuoteSelector is missing"),
    ],
)
def test_what_is_not_of_the_format_is_refused_in_words(change, said):
    annotation = json.loads(write([TAGGING]))["first"]["items"][0] | change
    with pytest.raises(ExchangeError, match=said):
        parse(json.dumps([annotation]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"items": [', "line 1, column 12: not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"items": ' * 900 + "3" + "}" * 900, "no annotations"),
        (f"[{'9' * 5000}]", "not JSON"),
        ("3", "no annotations"),
        ("[3]", "annotation 1: the annotation is missing or not an object"),
    ],
)
def test_what_is_not_json_of_annotations_is_refused_in_words(text, said):
    with pytest.raises(ExchangeError, match=said):
        parse(text)


def test_what_is_null_is_not_there():
    annotation = json.loads(write([TAGGING]))["first"]["items"][0]
    annotation |= {"reason": None, "decider": None, "decided": None, "round": None}
    annotation["creator"]["nickname"] = None
    assert parse(json.dumps([annotation])) == [TAGGING]


def texts_in(value, path=()):
    """Where the texts of an annotation stand, but for what the model itself names."""
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in texts_in(v, (*path, k))]
    if isinstance(value, list):
        return [p for k, v in enumerate(value) for p in texts_in(v, (*path, k))]
    named = {"id", "type", "motivation", "purpose"}
    return [path] if isinstance(value, str) and path[-1] not in named else []


@pytest.mark.parametrize("odd", ["\0", "\ud800"])
def test_a_text_that_no_row_can_hold_is_refused_wherever_it_stands(odd):
    full = {"round": RoundMark("first", True, TAGGING.created), "reason": "r", "decider": "d"}
    place = replace(PLACE, text_sha256="0" * 64, link="https://example.org/")
    mark = replace(TAGGING, **full, place=place, decided=TAGGING.created, hand=Hand("a", "b"))
    said = CommentMark(place, "Surely.", Hand("a", "b"), TAGGING.created, mark.round)
    for each in (mark, replace(READING, place=place), said):
        annotation = json.loads(write([each]))["first"]["items"][0]
        for path in texts_in(annotation):
            wrong = copy.deepcopy(annotation)
            within = wrong
            for step in path[:-1]:
                within = within[step]
            within[path[-1]] += odd
            with pytest.raises(ExchangeError, match="annotation 1: .* (holds the char|is '|none)"):
                parse(json.dumps([wrong]))
