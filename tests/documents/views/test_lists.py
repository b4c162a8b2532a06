"""Lists of documents, people and terms: every number is what its link shows."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents import holdings
from documents.models import FormerAddress, Speaker, Term
from documents.vocabularies import Part, PassageType, SuccessionKind
from tests.factories import Said, make_document, make_speaker, make_vocabulary
from tests.pages import body

pytestmark = pytest.mark.django_db


def words_of(page):
    """The text of a page, without its markup and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def tagged():
    """Ada says two things, one tagged; Bo is not read yet; Ada is quoted in Cy's article."""
    make_vocabulary("p", "Protection", "Prevention", register=True)
    make_document(
        Said("One.", "Ada Byron", role="Chair", tags={"p": ["protection"]}),
        Said("Two.", "Ada Byron", role="Chair", read=["p"]),
        Said("Three.", "Bo Chen"),
        held="2008",
        title="On engines",
    )
    make_document(
        Said(
            "She said “act now” then.",
            "Cy Writer",
            part=Part.AUTHOR,
            type=PassageType.NARRATIVE,
            quotes=[("act now", "Ada Byron")],
            read=["p"],
        ),
        kind="article",
    )


def test_documents_are_narrowed_by_kind_and_year_with_counts_that_hold(client, tagged):
    page = words_of(body(client, "/documents/?kind=article"))
    assert "Document" in page and "On engines" not in page
    assert "Undated 1" in page and "2008 1" not in page
    assert "On engines" in body(client, "/documents/?year=2008")
    assert "On engines" not in body(client, "/documents/?year=undated")


@pytest.mark.parametrize("query", ["kind=poem", "year=208", "year=20022", "page=0", "page=x"])
def test_what_is_not_understood_is_400_in_words(client, query):
    page = body(client, f"/documents/?{query}", 400)
    assert "was not understood" in page or "There is no kind" in page


def test_a_page_beyond_the_list_is_404(client):
    assert "The list has no page 9." in body(client, "/documents/?page=9", 404)


def test_to_speak_to_write_and_to_be_quoted_are_counted_apart(client, tagged):
    page = words_of(body(client, "/speakers/ada-byron/"))
    assert "Speaks 2 passages Writes 0 passages Is quoted 1 passage" in page
    assert "Chair" in page and "quoted in 1 passage" in page
    rows = words_of(body(client, "/speakers/"))
    assert "Byron, Ada 2 0 1" in rows and "Writer, Cy 0 1 0" in rows


def test_the_counts_of_a_speaker_are_those_of_the_searches_they_link_to(client, tagged):
    page = body(client, "/speakers/ada-byron/")
    links = re.findall(r'href="(/search/\?[^"]+)"><b>(\d+)</b>', page)
    assert len(links) == 2
    for link, number in links:
        found = client.get(link.replace("&amp;", "&") + "&format=json").json()
        assert found["total"] == int(number)


def test_a_merged_speaker_leads_to_the_other(client, tagged):
    other = make_speaker("A. Byron")
    other.merged_into = make_speaker("Ada Byron")
    other.save()
    assert client.get("/speakers/a-byron/?x=1")["Location"] == "/speakers/ada-byron/?x=1"


def test_a_speaker_who_is_not_heard_in_public_has_no_page(client):
    make_speaker("Nobody Yet")
    body(client, "/speakers/nobody-yet/", 404)


def test_the_register_by_year_and_speaker_shows_what_is_not_read(client, tagged):
    page = words_of(body(client, "/p-list/"))
    by_year = page.split("By year")[1].split("By speaker")[0]
    assert "2008 3 passages 1 33% 0 1 33%" in by_year
    assert "Bo Chen 1 passage 0 0 1 100%" in page
    assert "1 of 4 passages (25%) has not been read" in page


def test_every_number_of_the_register_opens_the_passages_it_counts(client, tagged):
    page = body(client, "/p-list/")
    cells = re.findall(r'<td class="\w+"><a href="([^"]+)">(\d+) <small>', page)
    assert len(cells) >= 4
    for link, number in cells:
        found = client.get(link.replace("&amp;", "&") + "&format=json").json()
        assert found["total"] == int(number), link


def test_a_term_has_its_definition_and_its_approved_passages(client, tagged):
    page = words_of(body(client, "/p-list/protection/"))
    assert "About Protection." in page and "1 passage marked" in page and "One." in page
    assert "0 passages marked" in words_of(body(client, "/p-list/prevention/"))
    assert "About Prevention." in body(client, "/codebook/")


def test_a_third_vocabulary_needs_no_code(client):
    make_vocabulary("region", "Asia")
    assert "Asia" in body(client, "/region-list/")
    assert "The region list" in body(client, "/")


def test_unknown_paths_and_terms_are_404_and_former_terms_lead_on(client, tagged):
    body(client, "/no-such-list/", 404)
    body(client, "/p-list/no-such-term/", 404)
    FormerAddress.objects.create(
        space="term:list-p", slug="shelter", to="protection", kind=SuccessionKind.MOVED
    )
    assert client.get("/p-list/shelter/")["Location"] == "/p-list/protection/"


def test_a_merged_term_leads_to_the_other(client, tagged):
    prevention = Term.objects.get(slug="prevention")
    prevention.merged_into = Term.objects.get(slug="protection")
    prevention.save()
    assert client.get("/p-list/prevention/?page=2")["Location"] == "/p-list/protection/?page=2"


@pytest.mark.parametrize(
    "path", ["/", "/documents/", "/speakers/", "/p-list/", "/p-list/protection/"]
)
def test_the_number_of_queries_does_not_grow_with_the_archive(
    client, tagged, path, django_assert_max_num_queries
):
    for n in range(15):
        make_document(Said("More.", f"Person {n}", tags={"p": ["protection"]}), held=str(1990 + n))
    client.get(path)  # what is remembered for as long as nothing is written is read once
    with django_assert_max_num_queries(24):
        client.get(path)


def test_the_documents_are_counted_without_reading_their_passages(client, tagged):
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/documents/")
    counts = [row["sql"] for row in asked if row["sql"].startswith("SELECT COUNT(*)")]
    assert counts and not any("documents_passageversion" in sql for sql in counts)
    lengths = [row.numbered for row in page.context["page"]]
    assert lengths == [3, 1]


def test_thousands_are_set_apart(client, tagged, monkeypatch):
    voice = holdings.Voice(speaks=12345, writes=6789, quoted=1111)
    counted = dict.fromkeys(Speaker.objects.values_list("pk", flat=True), voice)
    monkeypatch.setattr(holdings, "voices", lambda speakers: counted)
    assert "12,345 6,789 1,111" in words_of(body(client, "/speakers/"))
