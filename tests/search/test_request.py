import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.tagging.codebook import RESERVED
from search.fields import field_names
from search.filters import PassageFilter
from search.request import SearchRequest
from tests.factories import make_vocabulary

VALUES = st.text(alphabet="abü-1 &=#?%+", min_size=1, max_size=6).map(str.strip).filter(bool)
KEYS = ("speaker", "year", "kind", "document", "mood")
REQUESTS = st.builds(
    SearchRequest,
    q=st.sampled_from(["", "forced labor", '"a & b" -c', "50% + #1?"]),
    selected=st.dictionaries(
        st.sampled_from(KEYS),
        st.lists(VALUES.filter(lambda v: "  " not in v), min_size=1, max_size=3, unique=True).map(
            tuple
        ),
    ).map(lambda values: tuple(sorted(values.items()))),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    count=st.sampled_from(["passages", "documents"]),
    page=st.integers(1, 500),
)


def read(url: str) -> SearchRequest:
    asked = PassageFilter(QueryDict(url.partition("?")[2]))
    assert asked.is_valid(), asked.refusals
    return asked.search_request()


@pytest.mark.django_db
def test_a_request_is_read_back_from_its_own_address():
    make_vocabulary("mood", "calm")

    @settings(deadline=None)
    @given(REQUESTS)
    def check(request):
        assert read(request.url) == request

    check()


def test_the_address_leaves_defaults_out():
    assert SearchRequest().url == "/search/"
    assert SearchRequest(q="a b", page=1).url == "/search/?q=a+b"


@given(REQUESTS, st.sampled_from(KEYS), VALUES)
def test_a_value_taken_back_leaves_the_request_as_it_was(request, key, value):
    if value not in request.values(key):
        assert request.having(key, value).lacking(key, value) == request.asking()


@given(REQUESTS, st.sampled_from(KEYS), VALUES)
def test_choosing_begins_on_the_first_page(request, key, value):
    assert request.having(key, value).page == 1
    assert value in request.having(key, value).values(key)


COMMON = '"of+the"+"to+a"+"of+a"+"is+a"+"in+a"+"is+it"+"by+a"+"as+a"+"at+a"'


@pytest.mark.django_db
def test_common_words_among_others_and_equal_phrases_are_no_burden():
    others = "+".join(f'"the+{letter * 3}"' for letter in "abcdefghij")
    assert PassageFilter(QueryDict(f"q={others}+" + '"of+the"+' * 20)).is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("page=-1", "The page “-1” was not understood"),
        ("page=0", "numbered from 1"),
        ("page=1e9", "was not understood"),
        ("page=99999999999999999999", "up to page 500"),
        ("page=٣", "was not understood"),
        ("sort=best", "The order “best” is not known. Known are: relevance, newest, oldest, left"),
        ("view=x", "The view “x” is not known"),
        ("count=x", "The unit to count “x” is not known"),
        ("format=xml", "The format “xml” is not known"),
        ("q=" + "a" * 2001, "The query has 2,001 characters; at most 2,000 are read."),
        (f"q={COMMON}", "The query has 9 phrases of nothing but common words, such as “of the”"),
        ('q="of+the"~2+"to+a"~2+"in+a"~2+"by+a"~2+"so"', "5 phrases of nothing but common words"),
        ("q=" + "a+" * 65, "The query has 65 words; at most 64 are read."),
        ("speaker=" + "a" * 201, "is too long"),
        ("&".join(f"year={n}" for n in range(51)), "At most 50 values"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(parameters, words):
    asked = PassageFilter(QueryDict(parameters))
    assert not asked.is_valid()
    assert words in " ".join(asked.refusals)


@pytest.mark.django_db
def test_a_third_vocabulary_has_its_key_without_code():
    make_vocabulary("mood", "calm", "stern")
    assert read("?mood=calm&mood=stern&mood=calm").values("mood") == ("calm", "stern")
    assert read("?tone=calm").values("tone") == ()


def test_no_vocabulary_can_have_a_key_of_the_search():
    own = {*PassageFilter.base_filters, *field_names([]), "text"}
    assert own <= RESERVED


@pytest.mark.django_db
def test_odd_characters_in_values_are_repaired():
    assert read("?q=%00a%E2%80%AEb%00&speaker=%00&year=").parameters() == [("q", "ab")]
