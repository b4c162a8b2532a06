"""What can be typed beside words: operators, fields, brackets, and what is left out."""

from random import Random

import pytest

from documents.folding import Words
from search.highlighting import near_places
from search.matching import matching
from search.request import SearchRequest
from tests.factories import Said, make_document, make_vocabulary
from tests.search.finding import finds

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("traffick*", True),
        ("traf*", True),
        ("ictim*", False),
        ("anti-traffick*", True),
        ("victims-traf*", False),
        ('"victims trafficking"~2', True),
        ('"victims trafficking"~1', False),
        ('"trafficking victims"~2', True),
        ('"trafficking anti"~0', True),
        ('"work anti"~0', False),
        ('"work victims"~3', True),
        ('"work victims"~2', False),
        ('"of victims work"~2', True),
        ('"victims victims"~9', False),
        ("(slaves OR victims) trafficking", True),
        ("(slaves OR victims) -(trafficking work)", False),
        ("victims -(slaves OR children)", True),
        ("slaves OR (victims -children)", True),
    ],
)
def test_beginnings_nearness_and_brackets(q, found):
    assert finds("Victims of anti-trafficking work", q) is found


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("speaker:byron", True),
        ("speaker:ada-byron words", True),
        ('speaker:"ADA Byrón"', True),
        ("speaker:bo", False),
        ("-speaker:byron", False),
        ("speaker:bo OR kind:panel", True),
        ("year:2008", True),
        ("year:2007..2012", True),
        ("year:..2007", False),
        ("year:2009..", False),
        ("year:2008..", True),
        ("year:undated", False),
        ("year:2012..2007", True),
        ("title:remarks", True),
        ('title:"london remarks"', True),
        ("title:paris", False),
        ("mood:calm", True),
        ("mood:none", False),
        ("publisher:herald", True),
        ("language:english", True),
        ("tagged:yes", True),
        ("part:speaks", True),
        ("part:asks", False),
        ('role:"no role printed"', True),
        ("year:99999999999999999999", False),
        ("year:1..99999999999", False),
    ],
)
def test_fields_narrow_from_within_the_query(q, found):
    make_vocabulary("mood", "Calm")
    said = Said("Some words", speaker="Ada Byron", tags={"mood": ["calm"]})
    document = make_document(
        said, held="2008-05", title="Remarks in London", kind="panel", publisher="The Herald"
    )
    assert matching(SearchRequest(q=q)).filter(document_id=document.pk).exists() is found


@pytest.mark.parametrize("q", ["the of", "!!!", "“”", "the OR of", "-", '"…"'])
def test_a_query_without_anything_to_search_for_finds_nothing(q):
    assert not finds("the words of a passage!!!", q)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("traffick", True),
        ("trafficked victim", True),
        ("the victim", True),
        ("victim OR nothing", True),
        ("nothing OR victims", True),
        ("victim -trafficking", False),
        ('victim -"trafficking of"', True),
        ("-nothing", True),
        ("-victim", False),
        ('-"of trafficking"', False),
        ("victims-of-trafficking", True),
        ("trafficking-victims", False),
        ("' OR 1=1 --", False),
        ("\\' & | ! <-> :*", False),
    ],
)
def test_words_are_found_in_any_form_and_exclusions_hold(q, found):
    assert finds("Victims of trafficking", q) is found


def test_what_is_typed_again_is_asked_for_once():
    once = str(matching(SearchRequest(q='"the work of"~5 labor')).query)
    again = matching(SearchRequest(q=" ".join(['"the work of"~5 labor'] * 20))).query
    assert str(again) == once


def test_words_near_each_other_are_found_where_they_are_marked():
    chance = Random(4)  # noqa: S311
    texts = [" ".join(chance.choices("abcdexyz", k=chance.randrange(2, 12))) for _ in range(80)]
    make_document(*texts)
    for typed in ("a b", "b a", "a a", "a b c", "a a b"):
        for within in range(8):
            near = [t for t in texts if near_places(typed.split(), within, Words(t))]
            assert matching(SearchRequest(q=f'"{typed}"~{within}')).count() == len(near)
