import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import Query, clean, parse

PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "-",
        "OR",
        "AND",
        "NOT",
        "-x",
        '-"',
        "labor",
        "modern-day",
        "(",
        "!!",
        "\x00",
        "\u202e",
    ]
)
TYPED = st.lists(PIECES | st.text(max_size=8), max_size=9).map(" ".join)


def understood(typed: str) -> list[list[str]]:
    """The terms of a query in a short form: -x excluded, "x" exact, a+b side by side."""
    return [
        [
            "-" * term.excluded + ('"{}"' if term.exact else "{}").format("+".join(term.words))
            for term in alternative
        ]
        for alternative in parse(typed).alternatives
    ]


@pytest.mark.parametrize(
    ("typed", "alternatives"),
    [
        ("forced labor", [["forced", "labor"]]),
        ('"forced labor"', [['"forced+labor"']]),
        ("“forced labor”", [['"forced+labor"']]),
        ("„forced labor“ now", [['"forced+labor"', "now"]]),
        ("labor OR victims", [["labor"], ["victims"]]),
        ("a b OR c", [["a", "b"], ["c"]]),
        ("labor or victims", [["labor", "or", "victims"]]),
        ("labor -sex", [["labor", "-sex"]]),
        ('labor -"sex trade"', [["labor", '-"sex+trade"']]),
        ("labor NOT sex", [["labor", "-sex"]]),
        ("labor AND sex", [["labor", "sex"]]),
        ("modern-day", [["modern+day"]]),
        ("G/TIP", [["g+tip"]]),
        ("- x", [["x"]]),
        ("--x", [["x"]]),
        ("OR x OR OR y OR", [["x"], ["y"]]),
        ("", []),
        ("?! ...", []),
        ('"', []),
        ("NOT", []),
    ],
)
def test_how_a_query_is_read(typed, alternatives):
    assert understood(typed) == alternatives


def test_an_unclosed_quotation_mark_is_closed_and_said_so():
    query = parse('he said "forced labor is')
    assert understood(query.text) == [["he", "said", '"forced+labor+is"']]
    assert "was not closed" in query.remarks[0]


def test_a_stray_or_is_said_to_be_left_out():
    assert "OR" in parse("labor OR").remarks[0]


def test_signs_alone_are_typed_but_hold_no_word():
    assert parse("!!!").is_empty
    assert not parse("   ").is_empty and parse("   ").is_blank


def test_a_term_can_be_taken_out_of_the_text():
    query = parse('NOT a "b c" OR d')
    assert [query.without(term) for term in query.terms] == [
        '"b c" OR d',
        "NOT a OR d",
        'NOT a "b c"',
    ]


def test_bare_words_can_be_asked_for_as_one_phrase():
    assert parse("modern-day slavery").as_phrase() == '"modern-day slavery"'
    assert parse("slavery").as_phrase() == ""
    assert parse("labor OR victims").as_phrase() == ""


@given(TYPED)
def test_reading_never_fails_and_its_text_reads_the_same_again(typed):
    query = parse(typed)
    assert parse(query.text) == query
    assert all(term.words for term in query.terms)


@given(TYPED)
def test_taking_a_term_out_leaves_the_other_words(typed):
    query = parse(typed)
    for term in query.terms:
        rest = parse(query.without(term))
        assert len(rest.terms) <= len(query.terms)
        assert {w for t in rest.terms for w in t.words} <= {w for t in query.terms for w in t.words}


@given(st.text())
def test_a_clean_query_has_no_odd_characters(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    cleaned.encode()


def test_an_empty_query_is_the_default():
    assert parse("") == Query("")
