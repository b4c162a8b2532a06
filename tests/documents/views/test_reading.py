"""The reading page of a document, its citation, its file and its history."""

import hashlib

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from documents.models import FormerAddress, Original, Receipt
from documents.vocabularies import Access, Part, PassageType, State, SuccessionKind
from tests.factories import Said, make_document, make_vocabulary
from tests.pages import body

pytestmark = pytest.mark.django_db


def test_every_numbered_passage_carries_its_anchor(client):
    document = make_document("One.", "Two.")
    page = body(client, document.get_absolute_url())
    assert 'id="p1"' in page and 'id="p2"' in page
    assert page.count('href="#p2"') == 1


def test_a_turn_names_its_speaker_once_and_the_role_where_first_heard(client):
    document = make_document(
        Said("First.", "Ada Byron", role="Chair; Member of the Board"),
        Said("Second.", "Ada Byron", role="Chair; Member of the Board"),
        Said("Third.", "Bo Chen"),
        Said("Fourth.", "Ada Byron", role="Chair; Member of the Board"),
    )
    turns = body(client, document.get_absolute_url()).split('class="turns')[1].split("</aside>")[0]
    assert turns.count('<h2 class="who">') == 3
    assert turns.count("<span>Chair</span>") == 1


def test_what_stands_above_the_first_words_is_folded_away_but_kept(client):
    document = make_document(
        Said("A Printed Title", None, type=PassageType.HEADING), Said("Words.", "Ada Byron")
    )
    page = body(client, document.get_absolute_url())
    assert "A Printed Title" in page.split('class="front"')[1].split("</details>")[0]
    assert 'href="#s0"' not in page


def test_headings_between_the_words_make_the_contents(client):
    document = make_document(
        Said("Opening words.", "Ada Byron"),
        Said("The second part", None, type=PassageType.HEADING),
        Said("More words.", "Ada Byron"),
    )
    page = body(client, document.get_absolute_url())
    assert '<a href="#s1"><bdi>The second part</bdi> <span>2</span></a>' in page


def test_notes_are_set_apart_from_what_was_said(client):
    document = make_document(Said("Well (laughs) yes.", notes=["(laughs)"]))
    assert '<i class="scene">(laughs)</i>' in body(client, document.get_absolute_url())


def test_quoted_words_say_whose_they_are(client):
    document = make_document(
        Said(
            "He said, “we must act,” and left.",
            "Ada Byron",
            part=Part.AUTHOR,
            type=PassageType.NARRATIVE,
            quotes=[("we must act,", "Bo Chen")],
        )
    )
    page = body(client, document.get_absolute_url())
    assert '<span class="quoted">we must act,</span>' in page
    assert 'Quotes <a href="/speakers/bo-chen/">Bo Chen</a>' in page


def test_slides_are_lists_without_their_printed_bullets(client):
    document = make_document(
        Said("THE PLAN\n▶ First\n▶ Second", part=Part.AUTHOR, type=PassageType.SLIDE),
        kind="slides",
    )
    page = body(client, document.get_absolute_url())
    assert "THE PLAN</p>" in page and "First</li>" in page and "▶" not in page


def test_read_without_a_tag_differs_from_not_yet_read(client):
    make_vocabulary("p", "Protection", register=True)
    document = make_document(
        Said("Tagged.", tags={"p": ["protection"]}), Said("Read.", read=["p"]), "Nobody read this."
    )
    page = body(client, document.get_absolute_url())
    assert page.count("Read, none of") == 1
    assert page.count("Not yet read for") == 1
    assert "The p list: 2 of 3 passages" in page


def test_suggested_tags_are_not_shown(client):
    make_vocabulary("topic", "Forced labor")
    document = make_document(Said("Words.", suggested={"topic": ["forced-labor"]}))
    assert "Forced labor" not in body(client, document.get_absolute_url())


def test_words_of_a_search_are_marked_and_listed(client):
    document = make_document("Forced labor.", "Nothing here.", "Labor again, forced.")
    page = body(client, document.get_absolute_url() + "?q=labor")
    assert "in 2 of 3 passages" in page
    assert "Forced <mark>labor</mark>." in page and "<mark>Labor</mark> again" in page


def test_a_document_marks_what_the_search_finds_in_it_and_nothing_else(client):
    document = make_document("Forced labor.", "Labor alone.", "Forced alone.")
    page = body(client, document.get_absolute_url() + "?q=forced+labor")
    assert "in 1 of 3 passages" in page and page.count("<mark>") == 3
    assert "No passage here has" in body(client, document.get_absolute_url() + "?q=elsewhere")


def test_unknown_values_are_said_to_be_unknown(client):
    document = make_document("Words.", kind=None, title=None)
    page = body(client, document.get_absolute_url())
    assert "Untitled" in page and "Kind unknown" in page and "Undated" in page


def test_a_draft_is_for_keepers_only(client):
    document = make_document("Words.")
    document.state = State.DRAFT
    document.save()
    body(client, document.get_absolute_url(), 404)
    keeper = User.objects.create_user("keeper")
    keeper.user_permissions.add(Permission.objects.get(codename="keep_archive"))
    client.force_login(keeper)
    assert "A draft" in body(client, document.get_absolute_url())


@pytest.mark.parametrize("below", ["", "cite/", "original/", "history/"])
def test_a_withdrawn_document_says_that_it_was_withdrawn_and_not_what_it_was(client, below):
    document = make_document("The secret words.", title="The secret title")
    document.state, document.withdrawn_at = State.WITHDRAWN, timezone.now()
    document.save()
    said = body(client, document.get_absolute_url() + below, 410)
    assert "This document was withdrawn" in said
    assert "secret words" not in said and "secret title" not in said


def test_a_withdrawn_passage_leaves_its_number_and_none_of_its_words(client):
    document = make_document("Stays.", "The secret words.")
    withdrawn = document.passages.get(versions__number="2")
    withdrawn.withdrawn_at = timezone.now()
    withdrawn.save()
    page = body(client, document.get_absolute_url())
    assert 'id="p2"' in page and "This passage was withdrawn" in page
    assert "secret words" not in page


def test_a_former_slug_leads_to_the_present_one(client):
    document = make_document("Words.")
    FormerAddress.objects.create(
        space="document", slug="older", to="old", kind=SuccessionKind.MOVED
    )
    FormerAddress.objects.create(
        space="document", slug="old", to=document.slug, kind=SuccessionKind.MOVED
    )
    for below in ("", "cite/?format=ris", "history/1/"):
        response = client.get(f"/documents/older/{below}")
        assert response.status_code == 301
        assert response["Location"] == document.get_absolute_url() + below


def test_excerpts_show_the_beginning_and_say_so(client):
    document = make_document(*(f"Passage number {n}." for n in range(30)), access=Access.EXCERPT)
    page = body(client, document.get_absolute_url())
    assert "Passage number 0." in page and "Passage number 20." not in page
    assert "Only excerpts" in page
    body(client, document.get_absolute_url() + "original/", 403)


def test_the_original_is_given_out_as_it_was_received(client, settings, tmp_path):
    settings.ORIGINALS = tmp_path
    data = b"<script>alert(1)</script>\r\n"
    original = Original.objects.create(
        sha256=hashlib.sha256(data).hexdigest(), size=len(data), media_type="text/html"
    )
    original.path.parent.mkdir()
    original.path.write_bytes(data)
    document = make_document("Words.")
    Receipt.objects.create(document=document, original=original, name="räport.html")
    response = client.get(document.get_absolute_url() + "original/")
    assert response.content == data
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Repr-Digest"].startswith("sha-256=:")
    assert original.sha256 in body(client, document.get_absolute_url() + "history/")


def test_the_citation_names_voices_title_and_permanent_address(client):
    document = make_document(Said("Words.", "Ada Byron"), title="On engines", held="2008-06")
    page = body(client, document.get_absolute_url() + "cite/")
    assert "Byron, A. (2008, June). <i>On engines</i> [Speech]." in page
    assert f'href="http://testserver{document.get_absolute_url()}"' in page


def test_the_number_of_queries_does_not_grow_with_the_document(
    client, django_assert_max_num_queries
):
    make_vocabulary("p", "Protection", register=True)
    many = [
        Said(
            f"Passage {n} (laughs) “so” he said.",
            f"Person {n}",
            notes=["(laughs)"],
            quotes=[("so", f"Quoted {n}")],
            tags={"p": ["protection"]},
        )
        for n in range(20)
    ]
    document = make_document(*many)
    with django_assert_max_num_queries(18):
        client.get(document.get_absolute_url())
