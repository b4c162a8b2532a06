import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.query import clean, parse
from search.tree import All, Either, Field, Not, Query, write

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
        ")",
        "-(",
        "~5",
        '"~5',
        "*",
        "+",
        "speaker:",
        "year:2007..",
        "US",
        "1",
        "000",
        "1 000",
        "2,000",
        "|",
        "!!",
        "\x00",
        "\u202e",
    ]
)
TYPED = st.lists(PIECES | st.text(max_size=8), max_size=9).map(" ".join)


def understood(typed: str) -> str:
    """A query in a short form: words side by side joined by +, with what is done to them."""
    return in_short(parse(typed).root)


def in_short(node) -> str:
    match node:
        case None:
            return ""
        case Not(part):
            return f"-{in_short(part)}"
        case All(parts):
            return "({})".format(" ".join(map(in_short, parts)))
        case Either(parts):
            return "({})".format(" | ".join(map(in_short, parts)))
        case Field(name, value):
            return f"{name}={value}"
    words = "+".join(node.words)
    forms = {"forms": "{}", "acronym": "^{}", "exact": '"{}"', "beginning": "{}*"}
    return forms.get(node.manner, f"{{}}~{node.within}").format(words)


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("forced labor", "(forced labor)"),
        ('"forced labor"', '"forced+labor"'),
        ("“forced labor”", '"forced+labor"'),
        ("„forced labor“ now", '("forced+labor" now)'),
        ("labor OR victims", "(labor | victims)"),
        ("labor|victims || x", "(labor | victims | x)"),
        ("a b OR c", "((a b) | c)"),
        ("labor or victims", "(labor or victims)"),
        ("labor -sex", "(labor -sex)"),
        ('labor -"sex trade"', '(labor -"sex+trade")'),
        ("labor NOT sex", "(labor -sex)"),
        ("labor AND sex", "(labor sex)"),
        ("(labor OR sex) -(a b)", "((labor | sex) -(a b))"),
        ("(a (b OR c)) OR d", "((a (b | c)) | d)"),
        ("NOT (NOT a)", "--a"),
        ("NOT NOT a", "a"),
        ("modern-day", "modern+day"),
        ("G/TIP", "g+tip"),
        ("US U.S. us TIP", "(^us ^u+s us tip)"),
        ("U. S. policy -J. K. (U.) S.", "(^u+s policy -^j+k u s)"),
        ("traffick* anti-traffick*", "(traffick* anti+traffick*)"),
        ('"forced labor"~5', "forced+labor~5"),
        ('"forced"~5 "a b"~0', '("forced" a+b~0)'),
        ('"a “waste of” time" x', '("a+waste+of+time" x)'),
        ("+labor", "labor"),
        ("speaker:lagon Year:2007..2012", "(speaker=lagon year=2007..2012)"),
        ('title:"forced labor" x', "(title=forced labor x)"),
        ("speaker: lagon", "speaker=lagon"),
        ("-kind:panel", "-kind=panel"),
        ("nosuch:thing", "nosuch+thing"),
        ("speaker:", ""),
        ("speaker:(lagon OR kara) x", "((speaker=lagon | speaker=kara) x)"),
        ('-Speaker: ("Mark Lagon" -kara)', "-(speaker=Mark Lagon -speaker=kara)"),
        ("year:(2008 OR (kind:panel OR 2009)", "(year=2008 | kind=panel | year=2009)"),
        ("speaker:() x", "x"),
        ("保护*", "保+护*"),
        ("인권*", "인권*"),
        ('דו"ח "צה"ל ודו”ח"', '(דו+ח "צה+ל+ודו+ח")'),
        ("victim(s)", "victim+s"),
        ("- x", "x"),
        ("--x", "x"),
        ("OR x OR OR y OR", "(x | y)"),
        ("((a", "a"),
        ("a) b", "(a b)"),
        ("()", ""),
        ("(OR)", ""),
        ("", ""),
        ("?! ...", ""),
        ('"', ""),
        ("NOT", ""),
        ("a NOT", "a"),
        ("a ~5", "a"),
        ("a ~5*", "a"),
        ("a~5 b", "(a b)"),
        ("a | b || c", "(a | b | c)"),
        ("a && b", "(a b)"),
        ("a & b", "(a b)"),
        ("a|b", "(a | b)"),
        ("a*", "a"),
        ("a?*", "a"),
    ],
)
def test_how_a_query_is_read(typed, tree):
    assert understood(typed) == tree


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("labor OR", "OR without words"),
        ("a NOT", "NOT without a word"),
        ("(a", "was closed at the end"),
        ("a)", "without its partner"),
        ("“a b”", "Curly quotation marks"),
        ("nosuch:thing", "There is no field “nosuch”"),
        ("speaker: OR x", "names nothing"),
        ("speaker:()", "names nothing"),
        ("a*", "at least 3 letters"),
        ("lab*r", "at the end of a word only"),
        ('"traffick* in"', "no beginning of words"),
        ("a ~5", "stands behind no phrase"),
        ("forced labor~5", "“~5” stands behind no phrase"),
        ("forced labor”", "A quotation mark without its partner was left out"),
        ("a | b", "“|” was read as OR"),
        ("a && b", "“&&” was read as AND"),
        ("'forced labor' x", 'for exact words write "forced labor"'),
        ("(‘forced labor’)", 'for exact words write "forced labor"'),
        ('"a b"~', "After ~ stands"),
        ('"a b"~99', "within 50 words"),
        ("(" * 30 + "a", "Brackets within more"),
    ],
)
def test_what_is_repaired_is_said(typed, remark):
    assert remark in " ".join(parse(typed).remarks)


def test_an_address_on_the_web_is_taken_for_no_field():
    assert parse("https://www.state.gov/g/tip").remarks == ()


def test_an_unclosed_quotation_mark_is_closed_and_said_so():
    query = parse('he said "forced labor is')
    assert understood(query.text) == '(he said "forced+labor+is")'
    assert "was not closed" in query.remarks[0]


def test_signs_alone_are_typed_but_hold_no_word():
    assert parse("!!!").is_empty
    assert not parse("   ").is_empty and parse("   ").is_blank


def test_a_term_can_be_taken_out_of_the_text():
    query = parse('NOT a "b c" OR d')
    assert [query.without(term) for term in query.terms] == [
        '"b c" OR d',
        "-a OR d",
        '-a "b c"',
    ]


def test_equivalents_of_a_word_can_be_refused():
    query = parse("forced (labor OR work)")
    assert query.plainly(query.terms[1]) == "forced (+labor OR work)"
    assert parse("+labor").terms[0].plain


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
def test_a_tree_is_written_as_text_that_reads_the_same(typed):
    written = write(parse(typed).root)
    assert understood(written) == understood(typed)
    assert write(parse(written).root) == written


@example("-(a b c(")
@given(TYPED)
def test_taking_a_part_out_leaves_all_others(typed):
    query = parse(typed)
    parts = [leaf.written for leaf, _ in query.leaves]
    for number, (leaf, _) in enumerate(query.leaves):
        rest = parse(query.without(leaf))
        assert [leaf.written for leaf, _ in rest.leaves] == parts[:number] + parts[number + 1 :]


@pytest.mark.parametrize("piece", ["(", "-(", "NOT ", "-", '"', "a OR (", "a* ", "x:", "~5 "])
def test_a_query_of_any_length_and_depth_is_read(piece):
    assert parse(piece * 5000 + "a").text


@given(st.text())
def test_a_clean_query_has_no_odd_characters(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    cleaned.encode()


def test_an_empty_query_is_the_default():
    assert parse("") == Query("")


@pytest.mark.parametrize("typed", ["(U.) S.", "-U. (S.)", "a (J.) K. L."])
def test_initials_that_were_typed_apart_are_written_apart(typed):
    assert understood(write(parse(typed).root)) == understood(typed)
