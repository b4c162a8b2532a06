"""What is taken out of a pasted text, and what a file's list says; without a database."""

import csv
from collections import Counter

import pytest

from documents.ingest.quotations import marks
from search.quotes.articles import read_pasted
from search.quotes.lists import NotAList, read_list


def taken(text: str, said_by: str = "", as_one: bool = False) -> list[tuple[str, str]]:
    return [(asked.text, asked.said_by) for asked in read_pasted(text, said_by, as_one).asked]


def test_an_article_gives_each_quotation_with_whom_it_is_ascribed_to():
    text = (
        "“We are settled,” said Ada Byron. Charles Babbage, who built the engine, was blunt: "
        "“It never ran.”\n\nByron called it “the first of its kind in all of Europe.”"
    )
    assert taken(text) == [
        ("We are settled,", "Ada Byron"),
        ("It never ran.", "Charles Babbage"),
        ("the first of its kind in all of Europe.", "Ada Byron"),
    ]
    assert read_pasted(text).is_article
    assert taken(text, as_one=True) == [(text, "")]


KING = "“We shall overcome them all,” Martin Luther King Jr. told the crowd."
BUDGET = "“should not cut the budget below $27.5 million.”"


@pytest.mark.parametrize(
    ("after", "said_by"),
    [
        (
            f"Holly Burkhalter, who testified in 2010, warned that Congress {BUDGET}",
            "Holly Burkhalter",
        ),
        (f"Holly Burkhalter — who testified in 2010 — warned that Congress {BUDGET}", ""),
        (f"Burkhalter’s testimony was clear: Congress {BUDGET}", ""),
        (f"The House was told that Congress {BUDGET}", ""),
        (f"But others disagreed. Congress {BUDGET[:-2]}” was one view.", ""),
        ("But others disagreed. “Nobody should cut the budget at all.”", ""),
        ("One of the signs at the rally read: “Nobody may cut the budget.”", ""),
        (f"His answer was that Congress {BUDGET}", "Martin Luther King Jr."),
        (f"King’s answer was that Congress {BUDGET}", "Martin Luther King Jr."),
        ("“Nobody should cut the budget at all.”", "Martin Luther King Jr."),
    ],
)
def test_who_spoke_before_goes_on_only_where_nothing_speaks_of_another(after, said_by):
    (_, before), (_, behind) = taken(f"{KING}\n\n{after}")
    assert (before, behind) == ("Martin Luther King Jr.", said_by)


def test_a_quotation_that_the_reporter_interrupts_is_one():
    text = "“We would like to end it,” Ada Byron said, “before the year is over.”"
    assert taken(text) == [("We would like to end it, before the year is over.", "Ada Byron")]


@pytest.mark.parametrize(
    ("text", "quotation", "said_by"),
    [
        ("It is settled.", "It is settled.", "Bo"),
        ("“It is settled.”", "“It is settled.”", "Bo"),
        ("So it was: “no” is an answer.", "So it was: “no” is an answer.", "Bo"),
        ("“It is settled.” — Ada Byron", "It is settled.", "Bo"),
        ("an “ alone", "an “ alone", "Bo"),
        ("‘It’s settled.’", "‘It’s settled.’", "Bo"),
        ("'It's the workers' day.'", "'It's the workers' day.'", "Bo"),
        ("And I said, ‘so be it,’ to her.", "And I said, ‘so be it,’ to her.", "Bo"),
        ("It was the '60s, the workers' day.", "It was the '60s, the workers' day.", "Bo"),
        ("If a<b it is so, and <not>.", "If a<b it is so, and <not>.", "Bo"),
    ],
)
def test_one_quotation_stays_one(text, quotation, said_by):
    assert taken(text, "Bo") == [(quotation, said_by)]


@pytest.mark.parametrize(("opens", "closes"), ["‘’", "''"])
def test_an_article_may_have_single_marks(opens, closes):
    text = (
        f"{opens}We{closes}re settled,{closes} said Ada Byron of the engines{closes} run. "
        f"Charles Babbage was blunt.\n\n{opens}It never ran,{closes} Babbage said."
    )
    assert taken(text) == [
        (f"We{closes}re settled,", "Ada Byron"),
        ("It never ran,", "Charles Babbage"),
    ]


def test_single_words_and_titles_in_marks_are_left_alone():
    text = (
        "Ada Byron calls it a “problem”. Byron wrote “Sketch of the Engine”. "
        "“We are settled,” she said."
    )
    assert taken(text) == [("We are settled,", "Ada Byron")]


def test_the_source_of_a_page_is_read_for_its_words():
    text = (
        '<p class="a"><b>Ada Byron</b> said: “We are <i>all</i> settled.”</p>'
        "<p><a href='b'>Charles Babbage</a> said: &ldquo;It never ran.&rdquo;</p>"
    )
    assert taken(text) == [
        ("We are all settled.", "Ada Byron"),
        ("It never ran.", "Charles Babbage"),
    ]
    assert taken("We are <em>all</em> settled") == [("We are all settled", "")]


def test_a_signed_quotation_names_its_speaker():
    assert taken("“It is settled.” — Ada Byron") == [("It is settled.", "Ada Byron")]
    assert taken('Ada Byron: "It is settled."') == [("It is settled.", "Ada Byron")]
    assert taken("‘It’s settled.’ – Ada Byron") == [("It’s settled.", "Ada Byron")]


@pytest.mark.parametrize(
    "data",
    [
        b'id,quote,attributed_to\n7,"It is, settled",Ada Byron\n\n',
        b"\xef\xbb\xbfid;Quote;Said by\r\n7;It is, settled;Ada Byron\r\n",
        b'[{"id": 7, "quote": "It is, settled", "attributed_to": "Ada Byron"}]',
    ],
)
def test_a_list_is_read_from_json_and_csv(data):
    (asked,) = read_list(data)
    assert (asked.id, asked.text, asked.said_by) == ("7", "It is, settled", "Ada Byron")


def test_an_entry_without_a_number_is_known_by_its_place():
    first, second = read_list(b'[{"quote": "a", "id": null}, {"quote": "b"}]')
    assert (first.id, second.id) == ("1", "2")


@pytest.mark.parametrize("number", ["1e400", "-1E-400", "1.50", "12345678901234567890"])
def test_a_number_that_names_an_entry_is_kept_as_it_is_written(number):
    (asked,) = read_list(f'[{{"id": {number}, "quote": "a"}}]'.encode())
    assert asked.id == number


@pytest.mark.parametrize(
    "text", ["“‘" * 20_000 + "word", "“we ‘so " * 4_000, "“we ‘so " * 2_000 + "end’ it”" * 2_000]
)
def test_marks_within_marks_without_end_are_read_without_going_over_all_of_them(text, monkeypatch):
    asked = Counter()
    closes = marks._closes

    def counted(*arguments):
        asked["deepest"] = max(asked["deepest"], len(arguments[-1]))
        return closes(*arguments)

    monkeypatch.setattr(marks, "_closes", counted)
    read_pasted(text)
    assert 0 < asked["deepest"] <= marks.DEEPEST


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing"),
        (b"\xff\xfe", "UTF-8"),
        (b"words only", "column"),
        (b'quote\n"' + b"x" * 200_000, "CSV"),
        (b'id,quote\n1,"It is settled\n2,It ran\n3,It never ran\n', "line 2"),
        (b'\nid,quote\n1,so\n2,"It is settled,Bo\n3,"It ran",Cy\n', "line 4"),
        (b"[" * 100_000, "JSON"),
        (b"null", "should be a list"),
        (b" 3 ", "should be a list"),
        (b'"abc"', "should be a list"),
        (b'[{"quote": 5}]', "Entry 1"),
        (b'[{"quote": 1e400}]', "Entry 1"),
        (b'[{"quote": "a", "id": Infinity}]', "Infinity is none"),
        (b'[{"quote": "a", "id": NaN}]', "JSON"),
        (b'[{"quote": "a", "attributed_to": [1]}]', "Entry 1"),
        (b'[{"quote": "a", "id": {}}]', "Entry 1"),
        (b'[{"quote": "a"}' + b',{"quote": "a"}' * 10_000 + b"]", "10,001"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data, said):
    with pytest.raises(NotAList, match=said):
        read_list(data)


def test_how_long_a_cell_may_be_does_not_hang_on_what_was_read_before():
    before = csv.field_size_limit(10_000_000)
    try:
        with pytest.raises(NotAList, match="131,072"):
            read_list(b'quote\n"' + b"x" * 200_000 + b'"')
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "大使馬克·拉貢說：「人口販運是一種暴行。」他又說：「我們必須依靠社會。」",
            [("人口販運是一種暴行。", "馬克·拉貢"), ("我們必須依靠社會。", "馬克·拉貢")],
        ),
        (
            "“我们必须依靠人民。”王毅部长昨天在北京表示。外交部发言人毛宁则指出，“中方坚决反对”。",
            [("我们必须依靠人民。", "王毅"), ("中方坚决反对", "毛宁")],
        ),
        ("有人称，“没有办法了吧”。这是“意外”。", [("没有办法了吧", "")]),
        ("「人口販運是一種暴行。」——馬克·拉貢", [("人口販運是一種暴行。", "馬克·拉貢")]),
        (
            "岸田文雄首相は「政府として対応する」と述べた。さらに林官房長官は『歩む』と語った。",
            [("政府として対応する", "岸田文雄"), ("歩む", "林")],
        ),
        ("首相は「奴隷」という言葉を使わない。", [("首相は「奴隷」という言葉を使わない。", "")]),
        ("「强迫劳动是现代奴隶制度」", [("「强迫劳动是现代奴隶制度」", "")]),
    ],
)
def test_in_scripts_without_spaces_quotations_are_taken_with_who_is_named_beside_them(text, found):
    assert taken(text) == found
