"""What is easy to get wrong when PostgreSQL searches for phrases, one line each."""

import pytest

from search.matching import matching
from search.request import SearchRequest
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


def finds(text: str, q: str, **fields) -> bool:
    document = make_document(text, **fields)
    return matching(SearchRequest(q=q)).filter(document_id=document.pk).exists()


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("Victims with trafficking", '"victims of trafficking"'),
        ("organized trafficking rings", '"organ trafficking"'),
        ("the internal market", '"international market"'),
        ("humane work", '"human work"'),
        ("Mr. Williams said", '"william said"'),
        ("many slaves", '"slave"'),
        ("trafficking of victims", '"victims of trafficking"'),
        ("victims, mostly, of trafficking", '"victims of trafficking"'),
        ("reforced laboratory", '"forced labor"'),
        ("Forced labour", '"forced labor"'),
    ],
)
def test_a_phrase_is_exact(text, q):
    assert not finds(text, q)


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("To be, or not to be: that is it", '"to be or not to be"'),
        ("we will, we can, we should", '"will we can"'),
        ("victims of trafficking", "“victims of trafficking”"),
        ("modern-day slavery", '"modern day slavery"'),
        ("modern day slavery", '"modern-day slavery"'),
        ("modern–day slavery", "modern-day slavery"),
        ("anti-trafficking work", '"anti trafficking"'),
        ("the G/TIP office", "TIP"),
        ("the G/TIP office", '"G/TIP"'),
        ("2007-2009", "2009"),
        ("P.L. 106-386", "386"),
        ("some 2,000 people", "2,000"),
        ("Bogotá", "bogota"),
        ("Bogota", '"Bogotá"'),
        ("the e\ufb03cient court", "efficient"),
        ("traf\u00adficking", '"trafficking"'),
        ("the women’s rights", '"women\'s rights"'),
        ("FORCED LABOR", '"forced labor"'),
        ("(forced) “labor”", '"forced labor"'),
        ("wait … and see", '"wait and see"'),
    ],
)
def test_a_phrase_is_found_in_every_spelling_that_folds_alike(text, q):
    assert finds(text, q)


def test_a_phrase_never_spans_two_passages():
    make_document("They were victims of", "trafficking in persons")
    assert not matching(SearchRequest(q='"victims of trafficking"')).exists()
    assert not matching(SearchRequest(q="victims trafficking")).exists()


def test_a_phrase_goes_on_over_a_note_and_the_note_is_not_found():
    make_document(Said("We shall (Laughs.) overcome", notes=["(Laughs.)"]))
    assert matching(SearchRequest(q='"we shall overcome"')).exists()
    assert not matching(SearchRequest(q="laughs")).exists()


def test_a_phrase_is_found_behind_the_last_position_of_a_vector():
    assert finds("word " * 17_000 + "at the very end", '"the very end"')
    assert finds("the " * 300 + "the very end", '"the very end"')


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
