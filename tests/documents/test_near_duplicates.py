"""Texts that are nearly the same are pointed out and linked; none is deleted."""

from pathlib import Path

import pytest

from documents import near_duplicates
from documents.ingest import importer
from documents.ingest.deciding import Loaded
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import Document, IngestRun, NearDuplicate

pytestmark = pytest.mark.django_db

ARTICLE = (Path(__file__).parents[2] / "fixtures/texts/000_e456fb0fa88fc148.txt").read_text()
OTHER = (Path(__file__).parents[2] / "fixtures/texts/002_b05c6b92a76af06b.txt").read_text()


@pytest.fixture
def load(settings, tmp_path):
    settings.ORIGINALS = tmp_path / "originals"

    def make(text: str, key: str) -> Loaded:
        run = IngestRun.objects.create(source="a test", rules_version=RULES_VERSION)
        return importer.load(Incoming(f"{key}.txt", text.encode(), key), run, publish=True)

    return make


def in_another_outlet(text: str) -> str:
    words = text.replace("New U.S. Anti-Trafficking", "The New Anti-Trafficking").split("\n\n")
    return "\n\n".join([words[0], *words[1:3], "An editor added this line to it.", *words[3:]])


def test_the_same_article_in_another_outlet_is_pointed_out_and_linked(load, client):
    first = load(ARTICLE, "one").document
    second = load(in_another_outlet(ARTICLE), "two")

    assert second.outcome == "new" and "Nearly the same text is held" in second.message
    assert Document.objects.count() == 2
    for here, there in ((first, second.document), (second.document, first)):
        page = client.get(here.get_absolute_url()).content.decode()
        assert "Nearly the same text" in page and there.get_absolute_url() in page


def test_other_texts_are_not_linked(load):
    load(ARTICLE, "one")

    assert load(OTHER, "two").message == ""
    assert not NearDuplicate.objects.exists()


def test_once_a_keeper_says_that_they_differ_they_stay_apart(load, client, django_user_model):
    load(ARTICLE, "one")
    document = load(in_another_outlet(ARTICLE), "two").document
    client.force_login(django_user_model.objects.create_superuser("keeper"))
    pair = NearDuplicate.objects.get()

    client.post(f"/keeping/not-the-same/{pair.pk}/", {"document": document.pk})
    load(in_another_outlet(ARTICLE).replace("asks", "begs"), "two")

    assert near_duplicates.of(document) == []


def test_a_text_too_short_to_tell_has_no_fingerprints():
    assert near_duplicates.sketch("A few words only.") == []
