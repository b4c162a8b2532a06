import pytest

from documents.models import Equivalents
from search.matching import Asked, matching
from search.query import parse
from search.reading import reading_of
from search.request import SearchRequest
from search.solid import in_both_forms
from search.standing import standing
from search.tree import Query
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def others(q: str) -> list[str]:
    """What is looked for beside the words of a query."""
    return [other for part in reading_of(Asked(SearchRequest(q=q))).parts for other in part.others]


@pytest.mark.parametrize(
    "q", ["cybersecurity", "cyber security", "cyber-security", "Cybersecurity"]
)
def test_a_compound_is_found_written_together_and_apart(q):
    make_document("Cybersecurity first.", "A matter of cyber security.", "Our cyber-security.", "x")
    assert matching(SearchRequest(q=q)).count() == 3


def test_a_compound_is_found_in_any_form():
    make_document("One policymaker.", "Policy makers came.")
    assert matching(SearchRequest(q="policymakers")).count() == 2
    assert matching(SearchRequest(q="policy maker")).count() == 2


def test_the_other_form_is_shown_and_can_be_refused():
    make_document("Cybersecurity first.", "A matter of cyber security.")
    assert others("cybersecurity") == ["cyber security"]
    assert others("cyber security") == ["cybersecurity"]
    assert matching(SearchRequest(q="+cybersecurity")).count() == 1
    assert matching(SearchRequest(q='"cyber security"')).count() == 1


def test_a_form_that_nothing_has_but_what_is_found_anyway_is_not_looked_for():
    make_document("Cyber security is cybersecurity.", "Human-rights talk.", "Human rights.")
    assert others("cybersecurity") == []
    assert others("human rights") == []


@pytest.mark.parametrize("q", ["nowhere", "therapist", "comeback", "come back"])
def test_common_words_make_no_compound(q):
    make_document("now here", "the rapist", "come back", "therapist", "nowhere", "a comeback")
    assert others(q) == []


def test_words_with_more_than_a_blank_between_them_make_no_compound():
    make_document("We gave them land. Mines were laid.", "No rain; coats.", "Or cyber\nsecurity")
    assert [other for q in ("landmines", "raincoats", "cybersecurity") for other in others(q)] == []
    make_document("A land mine.")
    assert others("landmines") == ["land mines"]


def test_a_compound_is_one_in_any_language_of_the_archive():
    make_document("A kindergarten.")
    make_document("Der Kinder Garten.", language="de")
    make_document("La cyber sécurité.", language="fr")
    assert others("Kindergarten") == ["kinder garten"]
    assert matching(SearchRequest(q="cybersécurité")).count() == 1


def test_what_is_excluded_is_excluded_in_both_forms():
    make_document("Cyber security law.", "Cybersecurity law.", "Other law.")
    assert matching(SearchRequest(q="law -cybersecurity")).count() == 1


def test_each_form_is_looked_up_once(django_assert_num_queries):
    make_document("A matter of cyber security.")
    archive = standing()
    query = parse("cybersecurity policy")
    found: Query = in_both_forms(query, archive.texts, archive.configs)
    with django_assert_num_queries(0):
        assert in_both_forms(query, archive.texts, archive.configs) == found
    make_document("Nothing to do with it.")
    assert standing().texts != archive.texts


def test_a_compound_is_one_where_part_of_it_has_equivalents():
    Equivalents.objects.create(forms=["defence", "defense"])
    make_document("In selfdefence.", "In self-defense.", "Defense of the self.", "x")
    assert matching(SearchRequest(q="self defence")).count() == 3
    reading = reading_of(Asked(SearchRequest(q="self defense")))
    assert [(part.text, part.others) for part in reading.parts] == [
        ("(", ()),
        ("self", ()),
        ("defense", ("defence",)),
        (")", ("selfdefence",)),
    ]
    assert reading.parts[-1].plain_url == "/search/?q=%2Bself+%2Bdefense"


def test_what_the_keeper_has_as_an_equivalent_is_named_once():
    Equivalents.objects.create(forms=["database", "data base"])
    make_document("A database.", "A data base.")
    assert others("database") == ["data base"]
