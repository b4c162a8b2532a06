"""What is changed by hand is checked, announced and kept in the history."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection, transaction
from django.urls import reverse

from documents import identifying
from documents.models import (
    Document,
    Tagging,
)
from documents.vocabularies import TaggingStatus
from tests.documents.admin.pages import change, changelist, posted
from tests.factories import Said, make_document, make_speaker
from tests.waiting import until_it_waits


def test_a_date_that_is_none_is_refused_in_a_sentence(root, fill):
    document = fill(0)
    page = root.post(change(document), posted(root, change(document), held="2008-13"))
    assert "“2008-13” is not in the calendar." in page.content.decode()


def test_a_changed_document_is_announced_and_known_by_its_editor(root, fill, announced):
    document = fill(0)
    announced.clear()
    answer = root.post(change(document), posted(root, change(document), held="2008-06"))
    assert answer.status_code == 302
    document.refresh_from_db()
    assert (document.held, document.year) == ("2008-06", 2008)
    assert document.evidence["held"]["how"] == "editor"
    assert announced == [document.pk]


def test_a_draft_is_not_announced(root, fill, announced):
    document = fill(0)
    Document.objects.update(state="draft")
    announced.clear()
    root.post(change(document), posted(root, change(document), held="2008-06"))
    assert announced == []


def test_drafts_are_published_from_the_list(root, fill, announced):
    document = fill(0)
    Document.objects.update(state="draft")
    announced.clear()
    root.post(changelist(Document), {"action": "publish", "_selected_action": [document.pk]})
    document.refresh_from_db()
    assert document.state == "published"
    assert announced == [document.pk]


def test_a_decided_tagging_says_by_whom_and_is_announced(root, fill, announced):
    document = fill(0)
    tagging = Tagging.objects.get()
    announced.clear()
    sent = posted(root, change(tagging), status=TaggingStatus.APPROVED)
    root.post(change(tagging), sent)
    tagging.refresh_from_db()
    assert (tagging.status, tagging.decided_by.username) == ("approved", "root")
    assert announced == [document.pk]


def test_the_history_says_who_changed_what(root, fill):
    document = fill(0)
    root.post(change(document), posted(root, change(document), place="Hull"))
    root.post(change(document), posted(root, change(document), place="Whitby"))
    page = root.get(reverse("admin:documents_document_history", args=[document.pk]))
    latest = page.context["changes"][0]
    assert (latest.who, latest.deed, latest.kind) == ("root", "changed", "document")
    assert [(v.field, v.before, v.after) for v in latest.values] == [("place", "Hull", "Whitby")]
    first = page.context["changes"][-1]
    assert (first.who, first.deed) == ("a command of the archive", "added")


@pytest.mark.django_db(transaction=True)
def test_who_is_overtaken_by_another_keeper_reads_why_and_keeps_what_was_typed(admin_client):
    voice = make_document(Said("Good morning.", "")).appearances.get()
    chosen, other = make_speaker("Ada Byron"), make_speaker("Augusta Byron")

    def sent(address: str, fields: dict):
        with closing(connection):
            return admin_client.post(address, fields)

    def meanwhile(address: str, fields: dict, deed) -> str:
        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                deed()
                sending = pool.submit(sent, address, fields)
                until_it_waits(sending.done)
            answer = sending.result()
        assert answer.status_code == 200
        return answer.content.decode()

    fields = {"part": "speaker", "heading": "", "role": "Poet", "speaker": chosen.pk}
    page = meanwhile(change(voice), fields, lambda: identifying.merge(chosen, other))
    assert "was merged into “Augusta Byron”: choose that" in page and ">\nPoet<" in page
    voice.refresh_from_db()
    assert (voice.speaker, voice.role) == (None, "")

    management = {
        f"{prefix}-{form}_FORMS": 0
        for prefix in ("names", "offices", "appearances")
        for form in ("TOTAL", "INITIAL")
    }
    fields = {"name": "Bo Chen", "sort_name": "Chen, Bo", "slug": "bo-chen", **management}
    page = meanwhile(
        reverse("admin:documents_speaker_add"), fields, lambda: make_speaker("Bo Chen")
    )
    assert "Speaker with this Slug already exists" in page and "Chen, Bo" in page
