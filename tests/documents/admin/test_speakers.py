"""People, their offices and voices, and the addresses that they leave."""

import pytest
from django.contrib import admin
from django.db.models import ProtectedError
from django.test import RequestFactory
from django.urls import reverse

from documents.models import (
    Appearance,
    FormerAddress,
    Office,
    Speaker,
)
from documents.vocabularies import SuccessionKind
from tests.documents.admin.pages import change, posted
from tests.factories import Said, make_document, make_speaker


def test_a_changed_speaker_announces_the_documents_with_that_voice(root, fill, announced):
    document = fill(0)
    fill(1)
    speaker = document.appearances.exclude(speaker=None).first().speaker
    heard = set(Appearance.objects.filter(speaker=speaker).values_list("document", flat=True))
    announced.clear()
    sent = posted(root, change(speaker), sort_name="Märsh, Ada")
    assert root.post(change(speaker), sent).status_code == 302
    speaker.refresh_from_db()
    assert speaker.sort_key == "marsh, ada"
    assert set(announced) == heard


def test_the_voice_that_an_editor_gives_to_a_speaker_is_known_by_that(root, fill, announced):
    document = fill(0)
    voice = document.appearances.first()
    other = Speaker.objects.create(
        slug="cy", name="Cy Dow", sort_name="Dow, Cy", sort_key="dow, cy"
    )
    announced.clear()
    assert (
        root.post(change(voice), posted(root, change(voice), speaker=other.pk)).status_code == 302
    )
    voice.refresh_from_db()
    assert (voice.speaker, voice.speaker_evidence) == (other, "editor")
    assert announced == [document.pk]


def test_an_office_that_ends_before_it_begins_is_refused(root, fill):
    fill(0)
    office = Office.objects.first()
    sent = posted(root, change(office), begin="2010", end="2009")
    assert "ends before it begins" in root.post(change(office), sent).content.decode()


def test_the_history_of_a_speaker_holds_that_of_names_and_offices(root, fill):
    fill(0)
    speaker = Speaker.objects.filter(offices__isnull=False).first()
    speaker.offices.all().delete()
    page = root.get(reverse("admin:documents_speaker_history", args=[speaker.pk]))
    told = {(change.kind, change.deed) for change in page.context["changes"]}
    assert {("office", "added"), ("office", "removed"), ("speaker name", "added")} <= told


def test_a_deleted_speaker_leaves_a_former_address(root, db):
    speaker = Speaker.objects.create(slug="cy", name="Cy Dow", sort_name="Dow, Cy", sort_key="x")
    address = reverse("admin:documents_speaker_delete", args=[speaker.pk])
    root.post(address, {"post": "yes"})
    assert not Speaker.objects.exists()
    assert FormerAddress.objects.get(slug="cy").space == "speaker"


def test_a_former_address_is_not_given_again(root, db):
    FormerAddress.objects.create(space="speaker", slug="cy", kind=SuccessionKind.WITHDRAWN)
    address = reverse("admin:documents_speaker_add")
    page = root.post(address, posted(root, address, name="Cy Dow", sort_name="Dow, Cy", slug="cy"))
    assert "named something else once" in page.content.decode()
    assert not Speaker.objects.exists()


def test_of_people_removed_together_none_goes_where_one_has_to_stay(fill):
    heard = make_speaker("Ada Byron")
    make_document(Said("Good morning.", "Ada Byron"))
    unheard = make_speaker("Augusta Unheard")
    both = Speaker.objects.filter(pk__in=[heard.pk, unheard.pk]).order_by("-pk")
    with pytest.raises(ProtectedError):
        admin.site._registry[Speaker].delete_queryset(RequestFactory().post("/"), both)
    assert both.count() == 2 and not FormerAddress.objects.exists()
