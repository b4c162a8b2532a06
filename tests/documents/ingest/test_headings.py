"""Which heading a voice belongs to."""

import pytest

from documents.ingest.headings import Headings, may_be_one, sort_name_of
from documents.ingest.reading import Voice
from documents.ingest.sidecar import DescribedPerson
from documents.models import Speaker
from documents.vocabularies import Evidence, Part


def voice(name: str | None, **more) -> Voice:
    return Voice(
        key=name or "nobody", part=Part.SPEAKER, name=name, evidence=Evidence.LABEL, **more
    )


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Mark P. Lagon", "Mark Lagon", True),
        ("Mark P. Lagon", "mark p lagon", True),
        ("Mark P. Lagon", "Mark Paul Lagon", True),
        ("Mark P. Lagon", "Mark T. Lagon", False),
        ("Mark Lagon", "Lagon", False),
        ("Mark Lagon", "John Lagon", False),
        ("José Núñez", "Jose Nunez", True),
    ],
)
def test_a_surname_alone_never_makes_two_names_one_person(a, b, one):
    assert may_be_one(a, b) is one


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Mark P. Lagon", "Lagon, Mark P."),
        ("Juan de la Cruz", "de la Cruz, Juan"),
        ("IREX", "IREX"),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
        ("Robert F. Kennedy, Jr., M.D.", "Kennedy, Robert F., Jr."),
        ("John Smith III", "Smith, John, III"),
        ("H.E. Dr. José Ramos-Horta", "Ramos-Horta, José"),
        ("HE Mr. Kofi Annan", "Annan, Kofi"),
        ("H.E. Marshall", "Marshall, H.E."),
        ("H. E. Marshall", "Marshall, H. E."),
        ("Dr. Denis Mukwege, M.D., Ph.D.", "Mukwege, Denis"),
        ("Rt. Hon. Baroness Helena Kennedy QC", "Kennedy, Helena"),
        ("Don Cheadle", "Cheadle, Don"),
        ("Sister Helen Prejean", "Prejean, Helen"),
    ],
)
def test_lists_are_ordered_by_surname(name, sorted_as):
    assert sort_name_of(name) == sorted_as


@pytest.mark.django_db
def test_a_shorter_form_of_the_name_joins_the_heading_and_is_kept_as_a_variant():
    Headings().resolve([voice("Mark P. Lagon")])

    speaker, evidence, _ = Headings().resolve([voice("Mark Lagon")])["Mark Lagon"]

    assert speaker.name == "Mark P. Lagon"
    assert evidence == Evidence.LABEL
    assert [name.name for name in speaker.names.all()] == ["Mark Lagon"]


@pytest.mark.django_db
def test_a_voice_without_a_name_has_no_speaker():
    assert Headings().resolve([voice(None)])["nobody"] == (None, Evidence.NONE, "")
    assert not Speaker.objects.exists()


@pytest.mark.django_db
def test_a_surname_alone_stays_as_printed_unless_the_description_says_who_it_is():
    assert Headings().resolve([voice("Price")])["Price"][0] is None

    described = Headings([DescribedPerson(name="Price")])
    assert described.resolve([voice("Price")])["Price"][0].name == "Price"


@pytest.mark.django_db
def test_where_two_headings_fit_neither_is_taken():
    Headings().resolve([voice("John A. Hale"), voice("John B. Hale")])

    speaker, _, _ = Headings().resolve([voice("John Hale")])["John Hale"]

    assert speaker.slug == "john-hale"
    assert Speaker.objects.count() == 3


@pytest.mark.django_db
def test_a_name_follows_the_merge_of_its_heading():
    Headings().resolve([voice("Margaret Krell"), voice("Maggy Krell")])
    kept = Speaker.objects.get(slug="maggy-krell")
    Speaker.objects.filter(slug="margaret-krell").update(merged_into=kept)

    assert Headings().resolve([voice("Margaret Krell")])["Margaret Krell"][0] == kept


@pytest.mark.django_db
def test_the_description_gives_variants_and_authorities():
    person = DescribedPerson(name="Mark P. Lagon", variants=("Mark Lagon",), wikidata="Q6768687")

    Headings([person]).resolve([voice("Mark P. Lagon")])

    speaker = Speaker.objects.get()
    assert speaker.wikidata == "Q6768687"
    assert [name.name for name in speaker.names.all()] == ["Mark Lagon"]


@pytest.mark.django_db
def test_a_body_and_a_person_of_one_name_stay_apart():
    Headings().resolve([voice("Polaris Project", is_body=True)])

    Headings().resolve([voice("Polaris Project")])

    assert Speaker.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "is_body"),
    [
        ("The Editorial Board of the Times, Inc.", True),
        ("Reyes Holdings LLC", True),
        ("The Board of Trade", True),
        ("Thea Union", False),
        ("Grace Church", False),
    ],
)
def test_a_name_that_only_a_body_has_makes_a_body(name, is_body):
    speaker = Headings().resolve([voice(name)])[name][0]

    assert speaker.is_body is is_body
    assert (speaker.sort_name == name) is is_body
