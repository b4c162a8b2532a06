"""Undoing an ingest, as one action, while nothing was built on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.correcting import correct, latest_revision, sheet_of
from documents.ingest import worksheet
from documents.models import (
    Appearance,
    Document,
    IngestRun,
    Original,
    Outcome,
    Passage,
    PassageVersion,
    Quotation,
)
from tests.documents.keeping.conftest import INTERVIEW
from tests.factories import make_document, make_vocabulary, tag

pytestmark = pytest.mark.django_db

CORRECTED = INTERVIEW.replace("forty", "fifty")


def undo(keeper):
    run = IngestRun.objects.latest("pk")
    return keeper.post(f"/keeping/loads/{run.pk}/", follow=True).content.decode()


def ids(document) -> dict[str, str]:
    current = PassageVersion.objects.filter(passage__document=document).current().numbered()
    return dict(current.values_list("number", "passage__public_id"))


def test_a_new_document_goes_again_and_its_addresses_say_so(keeper, load, client):
    document = load(publish=True)
    addresses = [document.get_absolute_url(), *(f"/passages/{i}/" for i in ids(document).values())]
    (file,) = [original.path for original in Original.objects.all()]

    assert "1 document is as before it" in undo(keeper)

    rows = (Document, Passage, PassageVersion, Appearance, Quotation, Original)
    assert [model.objects.count() for model in rows] == [0] * len(rows)
    assert keeper.get("/search/?q=fog&format=json").json()["total"] == 0
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 410 and b"was withdrawn" in response.content
    assert file.name not in {original.sha256 for original in Original.objects.all()}


def test_loaded_again_it_has_the_addresses_that_it_had(keeper, load):
    document = load(publish=True)
    slug, before = document.slug, ids(document)
    undo(keeper)

    again = load(publish=True)

    assert (again.slug, ids(again)) == (slug, before)
    assert keeper.get(f"/passages/{before['1']}/").status_code == 200


def test_a_new_revision_is_followed_by_one_with_the_former_text(keeper, load):
    document = load(publish=True)
    before, title = ids(document), document.title
    load(CORRECTED.replace("The Harbour at Night", "The Port at Night"), publish=True)
    assert Document.objects.get().title == "The Port at Night"

    undo(keeper)

    document.refresh_from_db()
    current = PassageVersion.objects.all().public()
    assert current.filter(text__contains="forty").exists()
    assert not current.filter(text__contains="fifty").exists()
    assert (ids(document), document.title) == (before, title)
    assert [r.number for r in document.revisions.order_by("number")] == [1, 2, 3]
    assert "loaded by mistake" in keeper.get("/corrections/").content.decode()


def test_what_was_tagged_since_stands_in_the_way(keeper, load):
    document = load(publish=True)
    make_vocabulary("topic", "Ports")
    tag(document.passages.first(), "topic", "ports")

    assert "was read or tagged since" in undo(keeper)
    assert Document.objects.exists()


def test_what_was_corrected_since_stands_in_the_way(keeper, load):
    document = load(publish=True)
    text = worksheet.write(sheet_of(latest_revision(document))).replace("forty", "fifty")
    correct(document, text, "It was fifty.", 1)

    assert "was corrected since" in undo(keeper)
    assert document.revisions.count() == 2


def test_the_page_of_a_long_load_asks_no_more_than_that_of_a_short_one(
    keeper, load, django_assert_num_queries
):
    document = load(publish=True)
    run = IngestRun.objects.latest("pk")
    IngestRun.objects.update(finished_at=run.started_at)
    with CaptureQueriesContext(connection) as short:
        page = keeper.get(f"/keeping/loads/{run.pk}/")
    assert page.context["obstacles"] == [] and b"Undo this ingest</button>" in page.content
    for other in (make_document("One."), make_document("Two."), document):
        run.items.create(name="file", document=other, outcome=Outcome.NEW)
    with django_assert_num_queries(len(short)):
        keeper.get(f"/keeping/loads/{run.pk}/")


def test_an_undone_load_is_not_undone_twice(keeper, load):
    load(publish=True)
    undo(keeper)

    assert "was undone already" in undo(keeper)


def test_the_file_that_was_loaded_does_not_undo_a_correction(keeper, load):
    document = load(publish=True)
    text = worksheet.write(sheet_of(latest_revision(document))).replace("forty", "fifty")
    correct(document, text, "It was fifty.", 1)

    load(INTERVIEW, publish=True)
    Document.objects.update(load_digest="")  # as if its description had changed
    load(INTERVIEW, publish=True)
    load(INTERVIEW.replace("itself", "the sea"), publish=True)

    assert document.revisions.count() == 2
    assert PassageVersion.objects.all().public().filter(text__contains="fifty").exists()
    overview = keeper.get("/keeping/").content.decode()
    assert "this file would undo that" in overview
