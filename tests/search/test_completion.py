"""Completion of fields and of the archive's own names, for the search box."""

import pytest

from search.completion import complete
from tests.factories import Said, make_document, make_speaker, make_vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    make_vocabulary("topic", "Forced labor", "Supply chains")
    make_document(
        Said("Words.", speaker="Ada Byron", role="Director of Mines"),
        Said("Words.", speaker="José Álvarez"),
        title="Labor and Byron",
        held="2008",
        publisher="The Herald",
    )
    make_document(Said("Hidden.", speaker="Ada Draft"), title="Draft", published_now=False)


def offered(text: str) -> list[str]:
    return [option.text for option in complete(text).options]


def test_the_values_of_a_field_are_completed_from_the_archive():
    assert offered("speaker:by") == ["speaker:ada-byron "]
    assert offered("labor topic:lab") == ["topic:forced-labor "]
    assert offered("year:20") == ["year:2008 "]
    assert offered("publisher:her") == ["publisher:the-herald "]
    assert offered("role:min") == ["role:director-of-mines "]
    assert offered('title:"labor and') == ['title:"Labor and Byron" ']
    assert offered("part:") == ["part:speaker "]
    make_document("Words.", title="On «Modern Slavery» (and more)")
    assert offered("title:modern") == ['title:"On  Modern Slavery  (and more)" ']
    make_document("Words.", kind="panel")
    assert "kind:panel " in offered("kind:") and "kind:hearing " not in offered("kind:")


def test_a_name_of_several_words_is_completed_without_quotation_marks():
    for typed in ("speaker:ada by", "-speaker:MS. BYR", "labor speaker: Ambassador by"):
        completion = complete(typed)
        [option] = completion.options
        assert option.text.lstrip("-") == "speaker:ada-byron "
        assert completion.typed == typed.removeprefix("labor ")
    assert offered("speaker:ada ") == ["speaker:ada-byron "]
    assert offered("topic:forced la") == ["topic:forced-labor "]
    assert offered("speaker:ada-byron ") == offered("year:2008 ") == offered('"speaker:ada ') == []
    assert offered("speaker:ada OR by") == offered("by")
    assert offered("speaker:ada +by") == offered("+by")
    assert complete("speaker:alvarez byr").typed == "byr"


def test_of_those_who_are_quoted_nobody_else_is_offered():
    make_document(Said("As she said, “no more”.", "Bo Chen", quotes=[("no more", "Eve Source")]))
    assert offered("quoted:") == offered("eve") == ["quoted:eve-source "]
    assert offered("quoted:by") == offered("speaker:eve") == []


def test_a_part_is_completed_by_what_it_is_called_and_by_what_it_does():
    make_document(Said("Please stand by.", speaker="Line Three", part="operator"))
    for typed in ("part:operator", "part:oper", "part:line"):
        assert offered(typed) == ["part:operator "]
    assert offered("part:speaks") == offered("part:speaker") == ["part:speaker "]


def test_accents_and_case_make_no_difference_and_every_word_counts():
    assert offered("speaker:ALVA") == ["speaker:jose-alvarez "]
    assert offered('speaker:"jose alv') == ["speaker:jose-alvarez "]
    assert offered('speaker:"ada alv') == []


def test_a_variant_of_a_name_leads_to_the_heading():
    make_speaker("Ada Byron").names.create(name="Lady Lovelace")
    [option] = complete("speaker:lovel").options
    assert (option.text, option.label) == ("speaker:ada-byron ", "Ada Byron, also Lady Lovelace")


def test_a_bare_word_is_offered_as_a_field_and_as_names():
    assert offered("speak") == ["speaker:"]
    assert offered("byr") == ["speaker:ada-byron ", "document:labor-and-byron "]
    assert offered("b") == []


def test_what_was_typed_is_given_back_with_its_sign():
    completion = complete("labor -speaker:by")
    assert completion.typed == "-speaker:by" and completion.options[0].text == "-speaker:ada-byron "
    assert complete("(topic:sup").typed == "topic:sup"


def test_a_name_is_offered_for_what_is_like_it_where_nothing_begins_so():
    make_document(Said("Words.", speaker="Ann O’Neill"))
    assert offered("speaker:byorn") == offered("speaker:yron") == ["speaker:ada-byron "]
    assert offered("speaker:oneil") == ["speaker:ann-oneill "]
    assert offered("topic:suply") == ["topic:supply-chains "]
    assert offered("alvrez") == ["speaker:jose-alvarez "]
    assert offered("speaker:zzzz") == offered("byrn") == offered("words") == []


def test_within_quotation_marks_nothing_is_offered_and_behind_them_again():
    assert offered('"words by') == offered("“words by") == []
    assert offered('"words" by') == offered("“words” by")
    assert offered("title:“labor and") == ['title:"Labor and Byron" ']


def test_a_value_is_completed_behind_a_blank_and_in_brackets():
    spaced = complete("labor -speaker: by")
    assert (spaced.typed, spaced.options[0].text) == ("-speaker: by", "-speaker:ada-byron ")
    several = complete("speaker:(alvarez OR by")
    assert (several.typed, [o.text for o in several.options]) == ("by", ["ada-byron "])
    assert complete("nothing: by").typed == "by"


def test_a_span_of_years_is_completed_to_years_that_come_after():
    for year in ("2010", "2012"):
        make_document("Words.", held=year)
    assert offered("year:2008..") == ["year:2008..2012 ", "year:2008..2010 "]
    assert offered("year:..200") == ["year:..2008 "]


def test_who_is_in_no_public_document_is_not_offered():
    assert offered("speaker:draft") == offered("draft") == []


@pytest.mark.parametrize(
    "text", ["", " ", '"a phrase', "labor ", "x:y", "speaker:\0", "😀", "a" * 5000, "(((", "year:)"]
)
def test_nothing_is_offered_for_what_is_no_beginning(client, text):
    response = client.get("/search/complete/", {"q": text})
    assert response.status_code == 200
    if text != "speaker:\0":
        assert response.json()["options"] == []
