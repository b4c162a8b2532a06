"""Every table in Django's admin opens with few queries and guards what is not edited by hand."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents import identifying
from documents.ingest import importer
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import (
    Anchor,
    Appearance,
    Batch,
    Collection,
    Document,
    Equivalents,
    ErrorReport,
    FormerAddress,
    Identification,
    IngestRun,
    NearDuplicate,
    Office,
    Passage,
    PassageVersion,
    Quotation,
    Reading,
    Revision,
    Round,
    Speaker,
    Succession,
    Tagging,
    Term,
    TermVersion,
    Vocabulary,
)
from documents.signals import documents_changed
from documents.vocabularies import Evidence, SuccessionKind, TaggingStatus
from tests.factories import Said, make_document, make_speaker
from tests.waiting import until_it_waits

MODELS = [m for m in admin.site._registry if m._meta.app_label == "documents"]
NAMES = [model._meta.model_name for model in MODELS]


def article(n: int) -> str:
    return (
        f"Light Number {n}\n\nBy Bea Lund {'abcdefgh'[n]}\n\n"
        f"“We keep the light {n} on,” said Ada Marsh, harbour master. (Laughter.)\n\n"
        f"“Nobody else does it here {n},” she said.\n"
    )


@pytest.fixture
def fill(db, settings, tmp_path):
    """Adds a row, or more, to every table of the archive."""
    settings.ORIGINALS = tmp_path

    def one_more(n: int) -> Document:
        run = IngestRun.objects.create(source=f"run {n}", rules_version=RULES_VERSION)
        incoming = Incoming(name=f"{n}.txt", data=article(n).encode(), key=f"light-{n}")
        document = importer.load(incoming, run, publish=True).document
        Collection.objects.create(slug=f"light-{n}", title=f"Lights {n}")
        passage, other = Passage.objects.filter(document=document)[:2]
        revision = document.revisions.get()
        version = passage.versions.get()
        vocabulary = Vocabulary.objects.create(
            key=f"v{n}", name=f"List {n}", query_key=f"v{n}", path=f"list-{n}"
        )
        term = Term.objects.create(vocabulary=vocabulary, slug=f"light-{n}")
        called = TermVersion.objects.create(term=term, number=1, label=f"Light {n}", definition="x")
        anchor = Anchor.objects.create(
            passage=passage, revision=revision, whole=True, start=0, end=len(version.text)
        )
        passes = Round.objects.create(vocabulary=vocabulary, name=f"Round {n}")
        batch = Batch.objects.create(action=f"batch {n}")
        Tagging.objects.create(
            term_version=called, anchor=anchor, agent="a test", round=passes, batch=batch
        )
        Reading.objects.create(version=version, vocabulary=vocabulary, agent="a test", round=passes)
        Quotation.objects.filter(anchor__revision=revision).first() or Quotation.objects.create(
            anchor=Anchor.objects.create(
                passage=passage, revision=revision, start=0, end=2, exact=version.text[:2]
            ),
            appearance=document.appearances.first(),
        )
        version.notes.create(start=0, end=1)
        Equivalents.objects.create(forms=[f"light {n}", f"lamp {n}"])
        ErrorReport.objects.create(key=f"key-{n}", passage=passage, words="Light, not night.")
        twin = Document.objects.create(key=f"twin-{n}", collection=document.collection)
        NearDuplicate.objects.create(one=document, other=twin, percent=90)
        Succession.objects.create(
            passage=passage, to=other, revision=revision, kind=SuccessionKind.MERGED
        )
        FormerAddress.objects.create(
            space="speaker", slug=f"old-{n}", kind=SuccessionKind.WITHDRAWN
        )
        for speaker in Speaker.objects.filter(appearances__document=document).distinct():
            Office.objects.create(speaker=speaker, title=f"Keeper {n}", begin="2001")
            speaker.names.get_or_create(name=f"Variant {n}")
        Identification.objects.create(to_nobody=True, number=1).voices.create(
            appearance=document.appearances.first(), evidence_before=Evidence.NONE
        )
        return document

    return one_more


@pytest.fixture
def root(client, db):
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def keeper(client, db):
    user = User.objects.create_user("keeper", is_staff=True)
    user.groups.add(Group.objects.get(name="Keeper"))
    client.force_login(user)
    return client


@pytest.fixture
def announced():
    heard = []

    def listen(sender, document_ids, **kwargs):
        heard.extend(document_ids)

    documents_changed.connect(listen)
    yield heard
    documents_changed.disconnect(listen)


def changelist(model) -> str:
    return reverse(f"admin:documents_{model._meta.model_name}_changelist")


def change(record) -> str:
    return reverse(f"admin:documents_{record._meta.model_name}_change", args=[record.pk])


def posted(client, address: str, **changes) -> dict[str, object]:
    """What a browser sends back for a change form as it stands, with some fields changed."""
    context = client.get(address).context
    sent = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, list):
                value = ",".join(value)
            if value is not None and value is not False:
                sent[bound.html_name] = value
    return sent | changes


def test_every_model_is_there_but_what_readers_keep_for_themselves():
    from django.apps import apps

    models = {m for m in apps.get_app_config("documents").get_models() if "Event" not in m.__name__}
    of_readers = {m for m in models if m.__module__ == "documents.models.basket"}
    assert len(of_readers) == 4
    # What was taken out has pages of its own, where nothing is changed by hand.
    taken_out = {m for m in models if m.__module__ == "documents.models.withdrawal"}
    at_the_workbench = {m for m in models if m.__name__ in ("BatchEntry", "Comment")}
    assert models - of_readers - taken_out - at_the_workbench == set(MODELS)


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_list_opens_searches_and_asks_as_much_for_many_rows_as_for_one(root, fill, model):
    fill(0)
    root.get(changelist(model))
    counts = []
    for n in (1, 2, 3):
        with CaptureQueriesContext(connection) as asked:
            assert root.get(changelist(model)).status_code == 200
        counts.append(len(asked))
        if n < 3:
            fill(n)
    assert model.objects.count() > 2
    assert counts[0] >= counts[-1], counts
    assert root.get(changelist(model), {"q": "Light"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_record_opens_with_its_history_and_few_queries(root, fill, model):
    fill(0)
    record = model.objects.order_by("pk").first()
    root.get(change(record))
    with CaptureQueriesContext(connection) as before:
        assert root.get(change(record)).status_code == 200
    fill(1)
    fill(2)
    with CaptureQueriesContext(connection) as after:
        assert root.get(change(record)).status_code == 200
    assert len(after) <= len(before)
    history = reverse(f"admin:documents_{model._meta.model_name}_history", args=[record.pk])
    assert root.get(history).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_keeper_sees_every_table_and_a_tagger_none(keeper, account_of, model):
    assert keeper.get(changelist(model)).status_code == 200
    keeper.force_login(account_of("Tagger"))
    assert keeper.get(changelist(model)).status_code == 403


@pytest.fixture
def account_of(db):
    def make(group: str) -> User:
        user = User.objects.create_user(group.lower(), is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        return user

    return make


@pytest.mark.parametrize("model", [Revision, PassageVersion, Passage, Anchor, Reading, IngestRun])
def test_what_the_archive_writes_itself_is_not_edited_by_hand(root, fill, model):
    fill(0)
    record = model.objects.first()
    assert root.post(change(record), {}).status_code == 403
    name = f"admin:documents_{model._meta.model_name}"
    assert root.get(reverse(f"{name}_add")).status_code == 403
    assert root.get(reverse(f"{name}_delete", args=[record.pk])).status_code == 403


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


def test_a_draft_is_not_announced(root, fill, announced):
    document = fill(0)
    Document.objects.update(state="draft")
    announced.clear()
    root.post(change(document), posted(root, change(document), held="2008-06"))
    assert announced == []


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


def test_the_history_of_a_speaker_holds_that_of_names_and_offices(root, fill):
    fill(0)
    speaker = Speaker.objects.filter(offices__isnull=False).first()
    speaker.offices.all().delete()
    page = root.get(reverse("admin:documents_speaker_history", args=[speaker.pk]))
    told = {(change.kind, change.deed) for change in page.context["changes"]}
    assert {("office", "added"), ("office", "removed"), ("speaker name", "added")} <= told


def test_a_new_version_of_a_term_takes_the_place_of_the_current_one(root, fill):
    fill(0)
    term = Term.objects.get()
    sent = posted(root, change(term)) | {
        "versions-TOTAL_FORMS": "1",
        "versions-INITIAL_FORMS": "0",
        "versions-0-label": "Lights",
        "versions-0-definition": "What is kept on.",
        "versions-0-term": term.pk,
    }
    answer = root.post(change(term), sent)
    assert answer.status_code == 302
    assert list(term.versions.values_list("number", "label", "is_current", "by__username")) == [
        (1, "Light 0", False, None),
        (2, "Lights", True, "root"),
    ]


def test_a_new_term_comes_with_its_name_or_is_refused_in_a_sentence(root, fill):
    fill(0)
    address, vocabulary = "/admin/documents/term/add/", Vocabulary.objects.get()
    sent = posted(root, address, vocabulary=vocabulary.pk, slug="fog", order="1")
    named = sent | {"versions-0-label": "Fog", "versions-0-definition": "What hides the light."}
    for wrong, said in (
        (sent, "submit at least 1 form"),
        (named | {"versions-0-label": "light 0"}, "Another term is called “Light 0”."),
        (named | {"slug": "light-0"}, "already exists"),
        (named | {"vocabulary": ""}, "field is required"),
    ):
        answer = root.post(address, wrong)
        assert answer.status_code == 200 and said in answer.content.decode()

    assert root.post(address, named).status_code == 302
    fog = TermVersion.objects.get(term__slug="fog")
    assert (fog.label, fog.number, fog.is_current, fog.by.username) == ("Fog", 1, True, "root")


def test_no_term_stands_under_itself_or_has_an_address_of_the_search(root, fill):
    fill(0)
    above = Term.objects.get()
    under = Term.objects.create(vocabulary=above.vocabulary, slug="under", broader=above)
    new = "/admin/documents/term/add/"
    for address, wrong, said in (
        (change(above), {"broader": under.pk}, "go round in a circle"),
        (new, {"vocabulary": above.vocabulary_id, "slug": "unread"}, "passages without a term"),
    ):
        answer = root.post(address, posted(root, address) | wrong)
        assert answer.status_code == 200 and said in answer.content.decode()
    assert Term.objects.get(pk=above.pk).broader is None and Term.objects.count() == 2


def test_a_new_vocabulary_takes_no_address_of_the_search_or_of_another_page(root, db):
    address = "/admin/documents/vocabulary/add/"
    asked = {"key": "mine", "name": "Mine", "query_key": "year", "path": "search", "order": 0}
    answer = root.post(address, posted(root, address) | asked)
    page = answer.content.decode()
    assert "is one of the search itself" in page and "is that of other pages" in page
    assert not Vocabulary.objects.exists()
    right = asked | {"query_key": "mine", "path": "mine"}
    assert root.post(address, posted(root, address) | right).status_code == 302


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


def test_of_people_removed_together_none_goes_where_one_has_to_stay(fill):
    heard = make_speaker("Ada Byron")
    make_document(Said("Good morning.", "Ada Byron"))
    unheard = make_speaker("Augusta Unheard")
    both = Speaker.objects.filter(pk__in=[heard.pk, unheard.pk]).order_by("-pk")
    with pytest.raises(ProtectedError):
        admin.site._registry[Speaker].delete_queryset(RequestFactory().post("/"), both)
    assert both.count() == 2 and not FormerAddress.objects.exists()
