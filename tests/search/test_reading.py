import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Equivalents
from search.matching import Asked, matching
from search.reading import reading_of
from search.request import SearchRequest
from search.templatetags.search_page import qualified
from tests.factories import Said, make_document, make_vocabulary

pytestmark = pytest.mark.django_db


def read(q: str, **selected: str):
    values = tuple((key, (value,)) for key, value in selected.items())
    return reading_of(Asked(SearchRequest(q=q, selected=values, page=3)))


def test_each_part_can_be_taken_out_and_the_filters_stay():
    reading = read('forced "of labor" OR -sex', kind="panel")
    assert [(p.kind, p.text, p.excluded) for p in reading.parts] == [
        ("word", "forced", False),
        ("phrase", "of labor", False),
        ("or", "or", False),
        ("word", "sex", True),
    ]
    assert reading.parts[0].url == "/search/?q=%22of+labor%22+OR+-sex&kind=panel"


def test_words_too_common_outside_a_phrase_are_named():
    reading = read("victims of the state")
    assert [part.text for part in reading.parts] == ["victims", "state"]
    assert reading.remarks == ("“of” and “the” were left out: too common outside a phrase.",)
    assert not reading.finds_nothing


def test_common_words_alone_are_offered_as_a_phrase():
    make_document("to be or not to be")
    reading = read("to be or not")
    assert reading.finds_nothing
    assert "in quotation marks" in reading.remarks[0]
    assert reading.phrase_url == "/search/?q=%22to+be+or+not%22"


def test_what_one_language_drops_is_said_of_that_language():
    make_document("The house is not for sale.")
    make_document("Je parle de la femme.", language="fr")
    assert read("not for sale").remarks == (
        "In English passages “not” and “for” were left out: too common there outside a phrase.",
    )
    reading = read("the")
    assert reading.remarks == (
        "English passages were not searched: “the” is too common there outside a phrase.",
    )
    assert reading.silent == ("english",) and reading.phrase_url == "/search/?q=%22the%22"
    assert read("de house").silent == read('"the"').silent == ()
    assert read("house or femme").remarks == (
        "In English passages “or” was left out: too common there outside a phrase.",
        "In capitals, OR asks for one or the other.",
    )


def test_what_several_languages_drop_is_said_once():
    make_document("The house is not for sale.")
    for language, text in (("hi", "घर"), ("ru", "Дом"), ("fr", "La maison.")):
        make_document(text, language=language)
    assert read("into").remarks == (
        "English, Hindi and Russian passages were not searched: “into” is too common there outside"
        " a phrase.",
    )


def test_a_common_word_that_any_other_may_stand_for_is_named():
    assert read("victims-of-trafficking").remarks == (
        "Any word can stand for “of” in “victims-of-trafficking”: put it in quotation marks to have"
        " this very word.",
    )
    assert read("president's").remarks == read("modern-day").remarks == ()
    assert read("at-risk").remarks == (
        "“at-risk” was looked for as it stands, as part of it is too common to be searched.",
    )
    assert read("U.S.-led").remarks == ()


def test_a_field_is_named_by_what_the_page_calls_its_choice():
    make_document("The house is not for sale.")
    [asks] = read("part:asks").parts
    assert asks.known and asks.text == "Asks"
    assert [part.text for part in read("part:speaks part:panel").parts] == [
        "Speaks",
        "Speaks on a panel",
    ]


def test_what_an_operator_may_have_meant_is_said():
    make_document("labor", held="2012")
    assert read("labor or victims").remarks[1] == "In capitals, OR asks for one or the other."
    reading = read("labor year:2012..2007")
    assert reading.remarks == ("The years were put in order: 2007 to 2012.",)
    assert reading.parts[1].text == "2007 to 2012"


def test_a_name_of_several_words_without_quotation_marks_is_offered_whole():
    make_document(Said("labor", "Ada Byron"))
    [name] = read("labor speaker:ada byron work", kind="panel").names
    assert name.text == 'speaker:"ada byron"'
    assert name.url == "/search/?q=labor+speaker%3A%22ada+byron%22+work&kind=panel"
    assert read("speaker:ada labor").names == read('speaker:ada "byron"').names == ()


def test_a_value_of_several_words_is_offered_whole_in_every_field_with_names():
    make_vocabulary("topic", "Forced labor", "Labor law")
    make_document("labor", title="Policy Podcast: Labor", publisher="The Herald", kind="panel")
    for typed, whole in {
        "topic:forced labor child": 'topic:"forced labor"',
        "title:policy podcast labor child": 'title:"policy podcast labor"',
        "publisher:the herald child": 'publisher:"the herald"',
    }.items():
        assert [name.text for name in read(typed).names] == [whole]
    assert read("title:labor policy").names == read("topic:labor forced").names == ()
    assert read("kind:panel child labor").names == read("year:2008 labor").names == ()


def test_years_that_were_typed_in_another_way_are_told_how_to_be_written():
    assert read("year:2008-06").remarks[0].endswith(" A year is written “year:2008”.")
    assert read("year:2008,2014").remarks[0].endswith(" “year:(2008 OR 2014)”.")
    assert read("year:20").remarks == ("Under “Year” the archive has no “20”.",)


def test_what_the_archive_does_not_have_is_said_in_the_order_of_typing():
    values = ["one", "two", "three", "four", "five"]
    remarks = read(" ".join(f"role:{value}" for value in values)).remarks
    assert [remark.split("“")[-1] for remark in remarks] == [f"{value}”." for value in values]


def test_an_operator_of_other_programs_is_told_of():
    [remark] = read("lab?r").remarks
    assert remark.startswith("? stands for no letter")
    [remark] = read("labor NEAR/5 forced").remarks
    assert remark.startswith("“NEAR/5” was read as a word")


def test_an_acronym_in_small_letters_that_finds_less_is_offered():
    make_document("the U.N. and an NGO", "a tip on TIP, with us")
    [un] = read("-un local").capitals
    assert (un.text, un.url) == ("UN", "/search/?q=-UN+local")
    [ngos] = read("local ngos").capitals
    assert (ngos.text, ngos.url) == ("NGOs", "/search/?q=local+NGOs")
    assert [c.text for c in read("the un’s work").capitals] == ["UN’s"]
    assert read("tip us").capitals == read("UN NGOs").capitals == read("who").capitals == ()


def test_a_span_of_years_in_another_form_is_read_and_its_own_is_said():
    make_document("labor", held="2010")
    for typed, span in {"2007-2012": "2007..2012", ">2009": "2010..", "<=2010": "..2010"}.items():
        reading = read(f"labor year:{typed}")
        assert reading.remarks == (f"A span of years is written “year:{span}”.",)
        assert matching(SearchRequest(q=f"year:{typed}")).count() == 1
    assert matching(SearchRequest(q="year:<2010")).count() == 0
    assert "span" not in read("year:long-ago").remarks[0]


def test_a_script_without_spaces_is_read_letter_by_letter():
    reading = read("强迫劳动")
    assert [part.text for part in reading.parts] == ["强迫劳动"]
    assert reading.asked == "these letters in this order"
    assert reading.remarks == () and reading.phrase_url == ""


def test_signs_alone_are_said_to_be_no_words():
    reading = read("?!")
    assert reading.finds_nothing and "There is no word" in reading.remarks[0]


def test_nothing_typed_is_no_fault():
    assert not read("").finds_nothing


def test_two_bare_words_can_be_asked_for_as_one_phrase():
    assert read("forced labor").phrase_url == "/search/?q=%22forced+labor%22"
    assert read('"forced labor"').phrase_url == ""


def test_every_kind_of_part_is_named_and_can_be_taken_out():
    make_document("labor", held="2007")
    reading = read('US traffick* "a b"~5 (labor OR -(sex trade)) year:2007..2012 speaker:nobody')
    assert [(p.kind, p.text, p.excluded) for p in reading.parts] == [
        ("acronym", "US", False),
        ("beginning", "traffick", False),
        ("near", "a b", False),
        ("open", "(", False),
        ("word", "labor", False),
        ("or", "or", False),
        ("open", "(", True),
        ("word", "sex", False),
        ("word", "trade", False),
        ("close", ")", False),
        ("close", ")", False),
        ("field", "2007 to 2012", False),
        ("field", "nobody", False),
    ]
    assert all(part.url for part in reading.terms) and len(reading.terms) == 8
    assert [part.known for part in reading.parts[-2:]] == [True, False]
    assert reading.remarks == ("Under “Speaker” the archive has no “nobody”.",)


def test_equivalents_are_named_and_can_be_refused():
    Equivalents.objects.create(forms=["labor", "labour"])
    [_, labor] = read("forced labor").parts
    assert labor.others == ("labour",)
    assert labor.plain_url == "/search/?q=forced+%2Blabor"
    Equivalents.objects.create(forms=["TIP", "trafficking in persons"])
    *words, held = read("trafficking in persons").parts
    assert [part.kind for part in words] == ["open", "word", "word"]
    assert (held.kind, held.others) == ("close", ("TIP",))
    assert held.plain_url == "/search/?q=%2Btrafficking+%2Bin+%2Bpersons"
    [refused] = read("+labor").parts
    assert refused.others == () and refused.plain and not labor.plain


def test_a_word_with_the_stem_of_a_much_longer_one_has_not_its_equivalents():
    Equivalents.objects.create(forms=["organization", "organisation"])
    assert not any(part.others for part in read("organ organs").parts)
    assert all(part.others == ("organisation",) for part in read("organizations organizing").parts)


def test_a_stem_is_told_where_much_longer_words_have_it():
    make_document("An organ.", "Organizations of laborers.")
    parts = read("organ labor organizations").parts
    assert [part.stem for part in parts] == ["organ", "", "organ"]
    with CaptureQueriesContext(connection) as again:
        read("organ labor organizations")
    assert not any("LIKE" in query["sql"] for query in again.captured_queries)


def test_a_compound_is_also_read_as_one_word_where_the_archive_has_it_so():
    make_document("Our databases.", "A modern-day data base.")
    parts = read("data-base modern-day data").parts
    assert [part.also for part in parts] == ["database", "", ""]
    assert "data-base, also database" in "".join(f"{p.text}{qualified(p)}" for p in parts)
