"""An archive with rows in every table, and who opens it in Django's admin."""

import pytest
from django.contrib.auth.models import User

from documents.ingest import importer
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import (
    Anchor,
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
    Quotation,
    Reading,
    Round,
    Speaker,
    Succession,
    Tagging,
    Term,
    TermVersion,
    Vocabulary,
)
from documents.vocabularies import Evidence, SuccessionKind
from tests.factories import make_account


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
    client.force_login(make_account("Keeper", is_staff=True))
    return client
