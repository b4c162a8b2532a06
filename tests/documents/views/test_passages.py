"""The page of one passage, and what its address answers when the text has moved on."""

import re

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone

from documents.models import Passage, PassageVersion, Revision, Succession
from documents.publishing import publish
from documents.vocabularies import Access, PassageType, SuccessionKind
from tests.factories import Said, make_document, make_vocabulary
from tests.pages import body

pytestmark = pytest.mark.django_db


def revise(document, *texts_and_passages):
    """A second, published revision of these texts, each in the passage given or in a new one."""
    texts = [text for text, _ in texts_and_passages]
    revision = Revision.objects.create(
        document=document,
        number=2,
        text="\n\n".join(texts),
        text_sha256="1" * 64,
        rules_version=1,
        reason="A word was corrected.",
    )
    at = 0
    for order, (text, passage) in enumerate(texts_and_passages):
        PassageVersion.objects.create(
            passage=passage or Passage.objects.create(document=document),
            revision=revision,
            order=order,
            start=at,
            end=at + len(text),
            text=text,
            type=PassageType.SPEECH,
            number=str(order + 1),
            number_sort=order + 1,
        )
        at += len(text) + 2
    publish(document, revision)
    return revision


def test_a_passage_stands_with_its_voice_its_evidence_and_its_neighbours(client):
    make_vocabulary("topic", "Forced labor")
    document = make_document(
        Said("Before it.", "Bo Chen"),
        Said("The words.", "Ada Byron", role="Chair", tags={"topic": ["forced-labor"]}),
        Said("After it.", "Bo Chen"),
        title="On engines",
    )
    passage = document.passages.get(versions__number="2")
    page = body(client, passage.get_absolute_url())
    for said in (
        "The words.",
        "Ada Byron",
        "Chair",
        "About Forced labor.",
        "Before it.",
        "After it.",
    ):
        assert said in page
    assert f'value="http://testserver{passage.get_absolute_url()}"' in page
    assert "rev=" not in page.split('rel="canonical"')[1].split(">")[0]


def test_an_address_of_nothing_is_404_in_words(client):
    assert "There is no page at this address" in body(client, "/passages/00000000/", 404)


def test_a_heading_has_no_page_but_a_place_in_the_document(client):
    document = make_document(Said("Part one", None, type=PassageType.HEADING), "Words.")
    heading = document.passages.get(versions__type=PassageType.HEADING)
    response = client.get(heading.get_absolute_url())
    assert response.status_code == 302 and response["Location"].endswith("#s0")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("1", "Cited from revision 1. The passage has been corrected since."),
        ("2", "Cited from revision 2, which is the current one."),
        ("7", "There is no published revision 7"),
        ("x", "There is no published revision x"),
    ],
)
def test_a_cited_revision_says_whether_the_words_still_stand(client, asked, answer):
    document = make_document("The wrods.")
    passage = document.passages.get()
    revise(document, ("The words.", passage))
    page = body(client, f"{passage.get_absolute_url()}?rev={asked}")
    assert answer in page
    assert ("The wrods." in page) == (asked == "1")


def test_a_merged_passage_leads_to_what_it_became(client):
    document = make_document("One.", "Two.")
    first, second = document.passages.order_by("pk")
    revision = revise(document, ("One. Two.", first))
    Succession.objects.create(
        passage=second, to=first, revision=revision, kind=SuccessionKind.MERGED
    )
    for below in ("", "cite/?format=bibtex", "pack/"):  # who asks for BibTeX gets BibTeX
        response = client.get(second.get_absolute_url() + below)
        assert response.status_code == 301
        assert response["Location"] == first.get_absolute_url() + below


def test_a_split_passage_lists_its_successors(client):
    document = make_document("One. Two.")
    whole = document.passages.get()
    revision = revise(document, ("One.", None), ("Two.", None))
    for version in revision.passage_versions.all():
        Succession.objects.create(
            passage=whole, to=version.passage, revision=revision, kind=SuccessionKind.SPLIT
        )
    page = body(client, whole.get_absolute_url(), 300)
    assert "This passage was split" in page and "One." in page and "Two." in page


def split(document, *texts):
    """The only passage, with these texts in its place."""
    whole = document.passages.get()
    revision = revise(document, *((text, None) for text in texts))
    for version in revision.passage_versions.all():
        Succession.objects.create(
            passage=whole, to=version.passage, revision=revision, kind=SuccessionKind.SPLIT
        )
    return whole


def test_who_cited_a_passage_that_was_split_reads_what_it_said_and_what_changed(client):
    whole = split(make_document(Said("One step. Then too.", "Ada Byron")), "One step.", "Then two.")
    page = body(client, f"{whole.get_absolute_url()}?rev=1", 300)
    assert "As you cited it, from revision 1" in page and "One step. Then too.</blockquote>" in page
    assert "<del>too</del><ins>two</ins>" in page and "Ada Byron, ¶ 1" in page
    assert "/history/2/" in page


def test_who_cited_a_passage_that_was_only_cut_reads_that_no_word_changed(client):
    whole = split(make_document("One step. Then two."), "One step.", "Then two.")
    page = body(client, f"{whole.get_absolute_url()}?rev=1", 300)
    assert "No word: only where passages begin and end." in page and "<ins>" not in page


def test_who_cited_a_passage_that_was_joined_reads_what_it_said_and_what_changed(client):
    document = make_document("One.", "Too.")
    first, second = document.passages.order_by("pk")
    revision = revise(document, ("One. Two.", first))
    Succession.objects.create(
        passage=second, to=first, revision=revision, kind=SuccessionKind.MERGED
    )
    page = body(client, f"{second.get_absolute_url()}?rev=1")
    assert "This passage was joined with others" in page and "Too.</blockquote>" in page
    assert "<del>Too</del>" in page and f'href="{first.get_absolute_url()}"' in page
    form = client.get(f"{second.get_absolute_url()}cite/?format=bibtex&rev=1")
    assert form.status_code == 200 and f"{second.get_absolute_url()}?rev=1" in form.content.decode()
    assert (
        client.get(f"{second.get_absolute_url()}pack/?rev=1")["Content-Type"] == "application/zip"
    )
    assert client.get(f"{second.get_absolute_url()}cite/?format=bibtex&rev=2").status_code == 404


def test_who_cited_a_passage_that_is_gone_reads_what_it_said(client):
    document = make_document("One.", "Two.")
    first, second = document.passages.order_by("pk")
    revise(document, ("One.", first))
    address = second.get_absolute_url()
    assert "Two.</blockquote>" in body(client, f"{address}?rev=1", 410)
    assert 'href="?rev=1"' in body(client, address, 410)
    assert "was not among the words" in body(client, f"{address}?rev=2", 410)
    assert "There is no published revision 7" in body(client, f"{address}?rev=7", 410)


def test_who_cited_what_is_a_heading_now_reads_what_it_said(client):
    document = make_document("Part one", "Words.")
    passage = document.passages.order_by("pk").first()
    revision = revise(document, ("Part one", passage))
    revision.passage_versions.update(type=PassageType.HEADING, number=None, number_sort=None)
    page = body(client, f"{passage.get_absolute_url()}?rev=1")
    assert "Part one</blockquote>" in page and "now a heading" in page and "#s0" in page


def test_of_what_may_be_shown_in_excerpts_only_no_former_words_are_shown(client):
    document = make_document("word " * 200 + "the end.", access=Access.EXCERPT)
    whole = split(document, "word " * 100 + "a.", "word " * 100 + "the end.")
    page = body(client, f"{whole.get_absolute_url()}?rev=1", 300)
    assert "the end" not in page and "excerpts only" in page


def anchors(client, document):
    """Where each former number leads: its id to the id of the passage that it stands in."""
    page = body(client, document.get_absolute_url())
    assert sorted(set(ids := re.findall(r'id="(p\w+)"', page))) == sorted(ids)
    found = {}
    for part in page.split('<div class="passage"')[1:]:
        here, *former = re.findall(r'id="(p\w+)"', part)
        found |= dict.fromkeys(former, here)
    return found


def test_the_number_of_a_passage_that_was_joined_leads_to_where_its_words_are(client):
    document = make_document("One.", "Two.", "Three.", "Four.")
    first, second, third, fourth = document.passages.order_by("pk")
    revision = revise(document, ("One. Two.", first), ("Four.", fourth))
    revision.passage_versions.filter(passage=fourth).update(number="4", number_sort=4)
    Succession.objects.create(passage=second, to=first, kind=SuccessionKind.MERGED)

    assert anchors(client, document) == {"p2": "p1", "p3": "p4"}
    page = body(client, document.get_absolute_url())
    assert f'href="{second.get_absolute_url()}?rev=1"' in page


def test_the_number_of_a_passage_that_was_split_leads_to_its_first_part(client):
    document = make_document("One. Two.")
    split(document, "One.", "Two.")
    document.revisions.get(number=2).passage_versions.update(number=Concat("number", Value("a")))

    assert anchors(client, document) == {"p1": "p1a"}


def test_the_number_of_the_last_passage_leads_to_the_last_that_is_left(client):
    document = make_document("One.", "Two.")
    revise(document, ("One.", document.passages.order_by("pk").first()))

    assert anchors(client, document) == {"p2": "p1"}


@pytest.mark.parametrize("asked", ["", "?rev=1"])
def test_no_browser_keeps_where_a_passage_went_for_that_may_be_undone(client, asked):
    document = make_document("One.", "Two.", "Three.")
    first, second, third = document.passages.order_by("pk")
    revise(document, ("One. Two.", first))
    Succession.objects.create(passage=second, to=first, kind=SuccessionKind.MERGED)
    for passage in (second, third):
        response = client.get(passage.get_absolute_url() + asked)
        assert response["Cache-Control"] == "no-cache"


def test_what_became_of_a_passage_is_followed_through_several_revisions(client):
    document = make_document("One.", "Two.", "Three.")
    first, second, third = document.passages.order_by("pk")
    revise(document, ("All in one.", third))
    Succession.objects.create(passage=first, to=second, kind=SuccessionKind.MOVED)
    Succession.objects.create(passage=second, to=third, kind=SuccessionKind.MERGED)
    assert client.get(first.get_absolute_url())["Location"] == third.get_absolute_url()


def test_a_passage_that_nothing_followed_is_gone(client):
    document = make_document("One.", "Two.")
    first, second = document.passages.order_by("pk")
    revise(document, ("One.", first))
    assert "no longer stands" in body(client, second.get_absolute_url(), 410)


@pytest.mark.parametrize("below", ["", "cite/", "?rev=1"])
def test_a_withdrawn_passage_says_so_and_none_of_its_words(client, below):
    document = make_document("The secret words.", "Open words.")
    passage = document.passages.get(versions__number="1")
    passage.withdrawn_at = timezone.now()
    passage.save()
    said = body(client, passage.get_absolute_url() + below, 410)
    assert "This passage was withdrawn" in said and "secret" not in said


def test_the_citation_names_the_revision_that_was_read(client):
    document = make_document(Said("Words.", "Ada Byron"), title="On engines", held="2008")
    passage = document.passages.get()
    page = body(client, passage.get_absolute_url() + "cite/")
    address = f"http://testserver{passage.get_absolute_url()}?rev=1"
    assert "Ada Byron, “On Engines” (speech, 2008), para. 1" in page and address in page


def test_corrections_are_listed_with_their_reason(client):
    assert "No text has been corrected" in body(client, "/corrections/")
    document = make_document("The wrods.", title="On engines")
    revise(document, ("The words.", document.passages.get()))
    page = body(client, "/corrections/")
    assert "On engines" in page and "A word was corrected." in page
    assert "A word was corrected." in body(client, document.get_absolute_url() + "history/")


def test_where_excerpts_only_may_be_shown_a_long_passage_is_cut(client):
    make_vocabulary("topic", "Forced labor")
    document = make_document(
        Said("word " * 200 + "the end.", tags={"topic": ["forced-labor"]}), access=Access.EXCERPT
    )
    address = document.passages.get().get_absolute_url()
    for page in (address, f"{address}cite/", f"{address}?rev=1", "/topic-list/forced-labor/"):
        said = body(client, page)
        assert "word word" in said and "the end." not in said
