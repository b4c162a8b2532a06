"""What every search rests on is remembered, and read anew as soon as any of it has changed."""

import pytest

from documents.models import Collection, Equivalents, TermVersion, Vocabulary
from search.request import SearchRequest
from search.results import search
from search.standing import standing
from tests.factories import Said, make_document, make_vocabulary

pytestmark = pytest.mark.django_db


def test_nothing_is_read_again_while_nothing_has_changed(django_assert_num_queries):
    make_vocabulary("mood", "Calm")
    lists = standing().lists
    with django_assert_num_queries(1):
        assert standing().lists is lists


@pytest.mark.parametrize(
    "change",
    [
        lambda: Vocabulary.objects.update(name="Temper"),
        lambda: TermVersion.objects.update(label="Serene"),
        lambda: Collection.objects.update(title="Elsewhere"),
        lambda: Collection.objects.create(slug="more", title="More"),
        lambda: Equivalents.objects.create(forms=["calm", "serene"]),
        lambda: Equivalents.objects.all().delete(),
    ],
)
def test_every_change_is_seen(change):
    make_vocabulary("mood", "Calm")
    make_document("word")
    Equivalents.objects.create(forms=["labor", "labour"])
    before = standing().lists
    change()
    assert standing().lists is not before


def test_a_new_label_stands_in_the_facet_at_once():
    make_vocabulary("mood", "Calm")
    make_document(Said("word", tags={"mood": ["calm"]}))
    labels = [v.label for v in search(SearchRequest(q="word")).facet["mood"].values]
    TermVersion.objects.update(label="Serene")
    renamed = [v.label for v in search(SearchRequest(q="word")).facet["mood"].values]
    assert (labels, renamed) == (["Calm"], ["Serene"])


def test_the_languages_in_use_are_known():
    assert standing().configs == ()
    make_document("eins", language="de")
    make_document("one", language="en")
    assert standing().configs == ("english", "german")


def test_a_search_needs_few_statements(django_assert_max_num_queries):
    make_vocabulary("mood", "Calm")
    make_document(*(Said(f"word {n}", tags={"mood": ["calm"]}) for n in range(30)))
    search(SearchRequest(q="word"))
    with django_assert_max_num_queries(6):
        assert len(search(SearchRequest(q="word")).hits) == 20
