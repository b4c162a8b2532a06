"""Judgments go out, the archive is lost, the texts are loaded anew, and all judgments come back."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from documents.models import Batch, Comment, Document, PassageVersion, TermVersion, Vocabulary
from documents.tagging import judging
from documents.tagging.anchors import Span
from documents.tagging.deeds import deed_of
from documents.tagging.exporting import marks_of
from documents.tagging.judging import Judge
from documents.tagging.marks import Hand, Mark, TaggingMark
from documents.tagging.undoing import undo
from tests.factories import make_account

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[3] / "fixtures"
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def load_texts() -> Document:
    vocabularies = sorted((FIXTURES / "vocabularies").glob("*.yaml"))
    call_command("load_vocabularies", *map(str, vocabularies), verbosity=0)
    (text,) = (FIXTURES / "texts").glob("002_*.txt")
    call_command("ingest", str(text), verbosity=0)
    return Document.objects.get()


def judge_by_hand(document: Document) -> None:
    """Of every kind of judgment one: overlapping spans, rejected, taken back, read and none …"""
    tagger, reviewer = make_account("Tagger", "ann"), make_account("Reviewer", "bea")
    ann, bea = Judge(tagger), Judge(reviewer)
    versions = PassageVersion.objects.numbered().filter(passage__document=document)
    prevention, protection = (
        TermVersion.objects.get(term__slug=slug) for slug in ("prevention", "protection")
    )
    ps = Vocabulary.objects.get(query_key="p")
    tagged = "passage__anchors__taggings__term_version"
    nothing = versions.exclude(**{f"{tagged}__term__vocabulary": ps}).first()
    others = versions.exclude(**{f"{tagged}__in": [prevention, protection]})
    first, second = others.exclude(pk=nothing.pk).select_related("passage")[:2]
    with deed_of(tagger, "marks") as deed:
        judging.read_none(deed, ann, nothing, ps)
        judging.mark(deed, ann, first, prevention)
        judging.mark(deed, ann, first, prevention, Span(0, 12))
        judging.mark(deed, ann, first, protection, Span(5, 20))
        judging.mark(deed, ann, second, protection)
    proposed = ann.taggings().filter(by=tagger).select_related("anchor", "term_version")
    with deed_of(reviewer, "decisions") as deed:
        judging.approve(deed, bea, proposed.get(anchor__start=5))
        judging.reject(deed, bea, proposed.get(anchor__passage=second.passage_id), "Says “no”.")
    Comment.objects.create(passage=first.passage, by=tagger, text="Is this\nPrevention, or =1+1?")


def canonical(document: Document) -> list[Mark]:
    """The judgments without times, and by the names of people: accounts do not travel."""
    return [
        replace(
            mark,
            created=NEVER,
            hand=Hand(mark.hand.name),
            **({"decided": None} if isinstance(mark, TaggingMark) else {}),
        )
        for mark in marks_of(document)
    ]


def test_all_judgments_come_back_into_an_empty_archive(tmp_path, settings):
    settings.ORIGINALS = tmp_path / "originals"
    formats = ("jsonld", "csv", "jsonl")
    with transaction.atomic():
        document = load_texts()
        call_command(
            "taggings", "import", str(FIXTURES / "taggings" / f"{document.key}.jsonld"), verbosity=0
        )
        judge_by_hand(document)
        before = canonical(document)
        for name in formats:
            folder = tmp_path / name
            call_command("taggings", "export", str(folder), "--format", name, verbosity=0)
        transaction.set_rollback(True)
    assert not (Document.objects.exists() or Vocabulary.objects.exists() or User.objects.exists())

    document = load_texts()
    assert marks_of(document) == []
    for name in formats:
        with transaction.atomic():
            call_command("taggings", "import", str(tmp_path / name), verbosity=0)
            assert canonical(document) == before, name
            call_command("taggings", "import", str(tmp_path / name), verbosity=0)
            assert canonical(document) == before, "the same again changes nothing"
            transaction.set_rollback(True)
    assert {type(mark).__name__ for mark in before} == {"TaggingMark", "ReadingMark", "CommentMark"}


def test_an_import_is_an_action_that_is_undone_whole(tmp_path, settings, admin_user):
    settings.ORIGINALS = tmp_path / "originals"
    document = load_texts()
    file = FIXTURES / "taggings" / f"{document.key}.jsonld"
    call_command("taggings", "import", str(file), verbosity=0)
    assert marks_of(document)
    undo(Batch.objects.get(), admin_user)
    assert marks_of(document) == []
