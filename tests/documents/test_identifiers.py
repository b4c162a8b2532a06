"""The names that citations rest on."""

import pytest
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from documents.identifiers import ALPHABET, LENGTH, first_free, mint_passage_id, slug_of
from documents.ingest.headings import free_speaker_slug, sort_name_of
from documents.models import Document, Speaker
from documents.publishing import publish
from tests.factories import Said, make_document


def test_the_same_passage_gets_the_same_id_everywhere():
    # Written down once: an archive loaded anew must keep these addresses.
    assert mint_passage_id("lagon-cfr-2022", 1, 12) == "kt33j7dxeday"


@given(st.text(), st.integers(1, 99), st.integers(0, 9999))
def test_an_id_is_short_and_plain(key, revision, order):
    minted = mint_passage_id(key, revision, order)

    assert len(minted) == LENGTH
    assert set(minted) <= set(ALPHABET)


def test_an_id_in_use_is_not_given_again():
    first = mint_passage_id("k", 1, 1)

    assert mint_passage_id("k", 1, 1, {first}.__contains__) != first


def test_a_taken_slug_is_counted_on():
    assert first_free("remarks", set()) == "remarks"
    assert first_free("remarks", {"remarks", "remarks-2"}) == "remarks-3"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Zoe Strauß", "zoe-strauss"),
        ("Søren Łukasz Ægir", "soren-lukasz-aegir"),
        ("毛泽东", ""),
    ],
)
def test_letters_without_a_base_are_spelt_out_in_addresses(text, slug):
    assert slug_of(text) == slug


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_what_is_plain_has_the_address_that_it_always_had(text):
    assert slug_of(text) == slugify(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "key"), [("Zoe Strauß", "strauss2012closed"), ("毛泽东", "speaker2012closed")]
)
def test_a_key_names_who_speaks_and_one_that_was_given_is_kept(name, key):
    document = make_document(
        Said("Closed.", name), title="Closed doors", held="2012", published_now=False
    )
    Speaker.objects.update(slug=free_speaker_slug(name), sort_name=sort_name_of(name))
    publish(document)
    assert Document.objects.get().citation_key == key
    Document.objects.update(citation_key="strau2013closed", slug="as-it-was")
    document.refresh_from_db()
    publish(document)
    kept = Document.objects.get()
    assert (kept.citation_key, kept.slug) == ("strau2013closed", "as-it-was")
