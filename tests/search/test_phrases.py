"""What is easy to get wrong when PostgreSQL searches for phrases, one line each."""

import pytest
from django.conf import settings

from documents.equivalents import load_equivalents, read_equivalents
from search.matching import matching
from search.request import SearchRequest
from search.results import search
from tests.factories import Said, make_document
from tests.search.finding import finds

pytestmark = pytest.mark.django_db

FOUNDING = settings.BASE_DIR / "fixtures" / "equivalents.yaml"


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
        ("an important matter", '"import matter"'),
        ("departing soon", '"department soon"'),
        ("he was hasty", '"hastings"'),
        ("men and humanity", '"men and humane"'),
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


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("the G/TIP office", "TIP"),
        ("the TIP office", "G/TIP"),
        ("in the U.S. and", "US"),
        ("in the US and", "U.S."),
        ("J. K. Rowling", "J. K. Rowling"),
        ("the US policy", "U. S. policy"),
        ("N.G.O. work", "NGO"),
        ("NGOs work", "N.G.O."),
        ("at 5:00 a.m. sharp", "a.m."),
        ("at 5:00 a.m. sharp", "A.M."),
        ("at 5 P.M. sharp", "p.m."),
        ("at 5:00p.m. sharp", "p.m."),
        ("at 5 PM sharp", "5 p.m."),
        ("some, e.g. these", "e.g."),
        ("in the U.S. and", "U.S.'s"),
        ("in the US and", "U.S.’s"),
        ("the U.N.’s work", "UN"),
        ("an N.G.O. there", "N.G.O.s"),
        ("U.S.-China talks", "US-China"),
        ("US-China talks", "U.S.-China"),
        ("the U.S.-backed plan", "US-backed"),
        ("all non-U.S. persons", "non-US"),
        ("all non-US persons", "non-U.S."),
        ("the US-led coalition", "U.S.-led"),
        ("the US led coalition", "U.S.-led"),
        ("the U.S.-led coalition", "U.S.-led's"),
        ("THE U.S.-LED COALITION", "US-led"),
        ("a US- and U.N.-led force", "UN-led"),
        ("the non-U.S.-led part", "non-US-led"),
        ("a DC-based group", "D.C.-based"),
        ("the U.S.-led coalition", "U.S.-le*"),
        ("the G20 met", "G-20"),
        ("the G-20 met", "G20"),
        ("the G/TIP office", "G/TIP's"),
        ("some 2,000 people", "2000"),
        ("some 2000 people", "2,000"),
        ("some 2 000 people", "2,000"),
        ("some 2\u00a0000 people", "2000"),
        ("some 2,000 people", "2 000 people"),
        ("some 2’500’000.50 francs", "2,500,000"),
        ("some 1.000.000 people", "1,000,000"),
        ("some 2000 dollars", "$2,000"),
        ("some $2,000", "€2 000"),
        ("a nongovernmental organization", "N.G.O."),
        ("nongovernmental organizations", "NGOs"),
        ("what the WHO says", "WHO"),
        ("under the TVPA", "Trafficking Victims Protection Act"),
        ("the Trafficking Victims Protection Act", "tvpa"),
        ("in the United States", "US"),
        ("in the U.S.", "United States"),
        ("anti-trafficking work", "antitrafficking"),
        ("antitrafficking work", "anti-trafficking"),
        ("anti trafficking work", "antitrafficking"),
        ("antitrafficking work", "anti trafficking"),
        ("policy-makers said", "policymakers"),
        ("victims[12] of trafficking", '"victims of trafficking"'),
        ("forced labour", "labor"),
        ("forced labor", "labour"),
        ("he laboured", "labor"),
        ("of slavery, labor and trade", "slavery,labour"),
        ("labor/slavery", "labour/slavery"),
        ("a pro-labor man", "pro-labour"),
        ("a Ph.D. in history", "PhD"),
        ("a PhD in history", "Ph.D."),
        ("three PhDs", "Ph.D.s"),
        ("her M.Sc. and LL.M.", "MSc LLM"),
        ("modern day slavery", "modern-day slavery"),
        ("modern-day slavery", "modern day slavery"),
        ("the 4 P's of it", "4Ps"),
        ("our four Ps", "4 Ps"),
        ("P.L. 106-386", "106-386"),
        ("2007-2009", "2007"),
        ("many slaves", "slavery"),
        ("the UN.GIFT forum", "UN"),
        ("a prosecutor", "prosecutions"),
        ("our partners", "partnership"),
        ("every child", "children"),
        ("migrants", "migration"),
    ],
)
def test_words_of_the_field_are_found_from_either_form(text, q):
    load_equivalents(read_equivalents(FOUNDING))
    assert finds(text, q)


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("help us now", "US"),
        ("help us now", "U.S."),
        ("a U.N. resolution", "U.S.'s"),
        ("a U.N.-led force", "U.S.-led"),
        ("the U.S., China, and India", "U.S.-China"),
        ("an anti-U.N. speech", "anti-U.S."),
        ("to get us back", "U.S.-backed"),
        ("to get us back", "US-backed"),
        ("so am I", "a.m."),
        ("of slavery and labor", "slavery,labour"),
        ("the H.D. screen", "Ph.D."),
        ("HELP US NOW", "US"),
        ("a tip for him", "trafficking in persons"),
        ("forced labour", "+labor"),
        ("forced labour", '"labor"'),
        ("forced labour", '"forced labor"'),
        ("in the US", '"united states"'),
        ("forced labour", "forced -labor"),
        ("labor in persons", "trafficking in persons"),
        ("some 2,000,000 people", "2,000"),
        ("some 2,000 people", '"2000"'),
        ("just 2.000 of it", "2000"),
        ("0.125,000 and 3,2,000", "2000"),
    ],
)
def test_what_is_not_the_same_is_not_found(text, q):
    load_equivalents(read_equivalents(FOUNDING))
    assert not finds(text, q)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("at-risk", "at risk, at-risk, the at-risk"),
        ("-at-risk -by-product", "risk, they, they're, we, we're, man, products"),
        ("by-product", "by-products"),
        ("they're", "they're"),
        ("we'll", ""),
        ("we're", "we're"),
        ("policy-and", ""),
        ("l’homme", "man"),
        ("at-risk's", "at risk, at-risk, the at-risk"),
        ("AT-RISK", "at risk, at-risk, the at-risk"),
    ],
)
def test_a_word_that_a_common_one_begins_or_ends_is_found_as_it_stands(q, found):
    texts = {
        "risk": "at no risk of a policy",
        "at risk": "Children at risk",
        "at-risk": "At-risk children",
        "the at-risk": "and those most at-risk",
        "they're": "They're here",
        "they": "they said re: we",
        "we're": "We’re here",
        "we": "we have said ll",
        "man": "homme",
        "by-products": "The by-products",
        "products": "products by the ton",
    }
    languages = {"homme": "fr"}
    passages = {
        make_document(text, language=languages.get(text, "en")).slug: name
        for name, text in texts.items()
    }
    names = [passages[hit.document.slug] for hit in search(SearchRequest(q=q)).hits]
    assert set(names) == set(filter(None, found.split(", ")))


def test_only_the_words_that_were_asked_for_are_marked_in_a_word_with_a_common_one():
    make_document("They're at risk of what we're at no risk of: at-risk they're")
    [hit] = search(SearchRequest(q="at-risk they're")).hits
    assert [hit.text[start:end] for start, end in hit.marks] == [
        "They're",
        "at risk",
        "at-risk",
        "they're",
    ]


@pytest.mark.parametrize(
    "q",
    [
        "zebra/anti-trafficking",
        "+policy—anti-trafficking",
        "jane@anti-trafficking.org",
        "anti-trafficking/anti-slavery",
    ],
)
def test_a_compound_within_a_longer_word_is_not_found_for_it(q):
    assert not finds("the anti-trafficking and the anti-slavery policy", q)
    assert finds("the antitrafficking policy", "(anti-trafficking's)")


def test_a_phrase_never_spans_two_passages():
    make_document("They were victims of", "trafficking in persons")
    assert not matching(SearchRequest(q='"victims of trafficking"')).exists()
    assert not matching(SearchRequest(q="victims trafficking", words="all")).exists()


def test_a_phrase_goes_on_over_a_note_and_the_note_is_not_found():
    make_document(Said("We shall (Laughs.) overcome", notes=["(Laughs.)"]))
    assert matching(SearchRequest(q='"we shall overcome"')).exists()
    assert not matching(SearchRequest(q="laughs")).exists()


@pytest.mark.parametrize("gap", ["(inaudible)", "[crosstalk]", "(audio break)", "[…]"])
def test_a_phrase_never_goes_on_over_words_that_nobody_heard(gap):
    notes = [] if gap == "[…]" else [gap]
    make_document(Said(f"At the risk of {gap} the schedule", notes=notes))
    assert not matching(SearchRequest(q='"risk of the schedule"')).exists()
    assert not matching(SearchRequest(q="risk-of-the-schedule")).exists()
    assert matching(SearchRequest(q='"at the risk of"')).exists()
    assert matching(SearchRequest(q='"of schedule"~2')).exists()


def test_a_phrase_is_found_behind_the_last_position_of_a_vector():
    assert finds("word " * 17_000 + "at the very end", '"the very end"')
    assert finds("the " * 300 + "the very end", '"the very end"')


def test_words_side_by_side_are_found_and_marked_where_a_vector_knows_no_places():
    text = f"{'out of spice ' * 6_000}zanzibarian spice by O'Leary, zanzibarian out"
    make_document(text, f"{'labor ' * 300}camp of labor")
    make_document("spice zanzibarian")
    expected = {
        "zanzibarian-spice": ["zanzibarian spice"],
        "O'Leary": ["O'Leary"],
        "zanzibarian": ["zanzibarian"] * 3,
        "spice-by-o'leary": ["spice by O'Leary"],
        "camp-of-labor": ["camp of labor"],
        "labor-camp": ["labor camp"],
        "spice-zanzibarian": ["spice zanzibarian"] * 2,
        "zanzibarian-camp": [],
        "camp-labor": [],
    }
    for q, marks in expected.items():
        hits = search(SearchRequest(q=q, words="all")).hits
        assert (q, [hit.version.text[s:e] for hit in hits for s, e in hit.marks]) == (q, marks)
