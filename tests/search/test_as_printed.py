"""Names that are printed over passages, whose person nobody has decided."""

import pytest

from documents.models import Appearance, Speaker
from documents.withdrawing.removal import withdraw_document as withdraw
from search.as_printed import without_offices
from search.completion import complete
from search.index import reindex
from search.request import SearchRequest
from search.results import Results, search
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def gaggle():
    """Jen Psaki is known; who "Psaki" and the quoted "Cornyn" are is not."""
    make_document(Said("the deficit", speaker="Jen Psaki"))
    document = make_document(
        Said("the budget", speaker="Psaki"), Said("he wrote", quotes=[("wrote", "Cornyn")])
    )
    Appearance.objects.filter(name__in=["Psaki", "Cornyn"]).update(speaker=None)
    Speaker.objects.filter(name__in=["Psaki", "Cornyn"]).delete()
    reindex()
    return document


def found(q: str) -> tuple[list[str], Results]:
    results = search(SearchRequest(q=q))
    return [hit.text for hit in results.hits], results


def test_a_name_finds_what_is_printed_under_it_beside_the_people_of_that_name(gaggle):
    texts, results = found("speaker:psaki")
    assert set(texts) == {"the deficit", "the budget"}
    [part] = results.reading.parts
    assert part.known and part.text == "Jen Psaki or Psaki"
    assert "“Psaki” is found as printed: whose name that is has not been decided." in (
        results.reading.remarks
    )


def test_a_form_of_address_is_no_part_of_a_name(gaggle):
    assert found('speaker:"Mr. Psaki"')[0] == found("speaker:psaki")[0]
    assert found('speaker:"Ms. Jen Psaki"')[0] == ["the deficit"]


def test_an_office_before_a_name_is_no_part_of_it_where_nobody_is_called_so(gaggle):
    assert found('speaker:"Press Secretary Psaki"')[0] == found("speaker:psaki")[0]
    assert found('quoted:"Senator Cornyn"')[0] == ["he wrote"]
    [name] = found("speaker:Secretary Psaki")[1].reading.names
    assert name.text == 'speaker:"Secretary Psaki"'
    make_document(Said("the crown", speaker="King Abdullah"), Said("the war", speaker="Abdullah"))
    assert found('speaker:"King Abdullah"')[0] == ["the crown"]
    assert without_offices(["secretary", "of", "state", "ann", "rice"]) == ["ann", "rice"]
    assert without_offices(["ambassador"]) == ["ambassador"]


def test_a_form_of_address_and_a_name_behind_it_are_offered_as_one_name(gaggle):
    [name] = found("speaker:Mr. Psaki budget")[1].reading.names
    assert name.text == 'speaker:"Mr. Psaki"'
    [name] = found("quoted:Mr. Cornyn")[1].reading.names
    assert name.text == 'quoted:"Mr. Cornyn"'
    assert found("speaker:psaki Ms.")[1].reading.names == ()


def test_a_name_as_printed_is_completed_and_spelt_otherwise(gaggle):
    both = {option.text for option in complete("speaker:psa").options}
    assert both == {"speaker:jen-psaki ", "speaker:Psaki "}
    assert [o.text for o in complete("quoted:cor").options] == ["quoted:Cornyn "]
    [way] = found("quoted:cornin")[1].ways
    assert (way.how, way.text) == ("Spelt otherwise", "quoted:Cornyn")
    withdraw(gaggle, "tests")
    assert complete("quoted:cor").options == []


def test_a_quoted_name_is_found_as_printed(gaggle):
    texts, results = found("quoted:cornyn")
    assert texts == ["he wrote"] and results.total == 1
    assert found("-quoted:cornyn")[1].total == 2


def test_an_address_stands_for_the_person_alone(gaggle):
    texts, results = found("speaker:jen-psaki")
    assert texts == ["the deficit"] and results.reading.remarks == ()


def test_a_name_that_is_printed_in_nothing_public_is_not_told(gaggle):
    withdraw(gaggle, "tests")
    texts, results = found("speaker:psaki")
    assert texts == ["the deficit"] and results.reading.remarks == ()
    assert "the archive has no “cornyn”" in found("quoted:cornyn")[1].reading.remarks[0]


def test_a_publisher_without_a_letter_is_called_by_its_signs():
    make_document("the budget", publisher="???")
    assert found('publisher:"???"')[0] == ["the budget"]
    assert found("publisher:!!!")[0] == []
