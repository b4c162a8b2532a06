"""People's entries in authority files, on their page and for search engines."""

import json
import re

import pytest

from documents import identifying
from documents.models import Speaker
from tests.factories import Said, make_document, make_speaker
from tests.pages import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db) -> Speaker:
    make_document(Said("Good morning.", "Ada Byron"))
    Speaker.objects.update(wikidata="Q7259", orcid="0000-0002-1825-0097")
    ada = Speaker.objects.get()
    ada.names.create(name="Augusta </script> King")
    ada.offices.create(title="Director", organisation="The Institute", begin="1840", end="1843~")
    return ada


def described(client, speaker: Speaker) -> dict:
    page = client.get(speaker.get_absolute_url()).content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(data)


def test_the_page_leads_to_the_entries(client, ada):
    page = body(client, ada.get_absolute_url())
    assert 'href="https://www.wikidata.org/entity/Q7259"' in page
    assert 'href="https://orcid.org/0000-0002-1825-0097"' in page
    assert "Director, The Institute, 1840 to about 1843" in page


def test_search_engines_are_told_the_same(client, ada):
    person = described(client, ada)
    assert person["@type"] == "Person"
    assert person["url"] == "http://testserver/speakers/ada-byron/"
    assert person["sameAs"] == [
        "https://www.wikidata.org/entity/Q7259",
        "https://orcid.org/0000-0002-1825-0097",
    ]
    assert person["alternateName"] == ["Augusta </script> King"]
    (office,) = person["hasOccupation"]
    assert (office["roleName"], office["startDate"], office["endDate"]) == (
        "Director",
        "1840",
        "1843",
    )


def test_what_the_archive_does_not_know_is_left_out(client):
    make_document(Said("Good morning.", "Bo Chen"))
    assert described(client, Speaker.objects.get()).keys() == {"@context", "@type", "name", "url"}


def test_entries_and_offices_of_merged_headings_count_where_there_are_no_own(client, ada):
    other = make_speaker("A. Byron")
    other.offices.create(title="Countess")
    Speaker.objects.filter(pk=other.pk).update(viaf="113230702", wikidata="Q1")
    identifying.merge(other, ada)
    person = described(client, ada)
    assert "https://viaf.org/viaf/113230702" in person["sameAs"]
    assert "https://www.wikidata.org/entity/Q1" not in person["sameAs"]
    assert [office["roleName"] for office in person["hasOccupation"]] == ["Director", "Countess"]
