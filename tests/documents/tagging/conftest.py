"""A small published document and a small vocabulary to tag it with."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from documents.models import (
    Collection,
    Document,
    Passage,
    PassageVersion,
    Revision,
    Vocabulary,
)
from documents.publishing import publish
from documents.tagging.codebook import load_vocabulary
from documents.tagging.marks import Hand, Place, ReadingMark, TaggingMark
from documents.vocabularies import PassageType

DAY = datetime(2024, 5, 1, 12, tzinfo=UTC)
PARAGRAPHS = (
    "We met at the harbour and spoke of ships.",
    "Great.",
    "The harbour master wants more light and fewer rules, and says so every year.",
    "Great.",
)


@pytest.fixture
def vocabulary(db) -> Vocabulary:
    load_vocabulary(
        {
            "key": "subjects",
            "name": "Subjects",
            "query_key": "subject",
            "path": "subjects",
            "terms": [
                {"slug": "ships", "label": "Ships", "definition": "What floats."},
                {"slug": "rules", "label": "Rules", "definition": "What binds."},
            ],
        }
    )
    return Vocabulary.objects.get(key="subjects")


@pytest.fixture
def make_document(db) -> Callable[..., Document]:
    """Builds and publishes a document of the paragraphs given, each a passage."""

    def make(key: str = "harbour talk/1", paragraphs: tuple[str, ...] = PARAGRAPHS) -> Document:
        collection, _ = Collection.objects.get_or_create(slug="talks", title="Talks")
        document = Document.objects.create(key=key, collection=collection, title="A talk")
        text = "\n\n".join(paragraphs)
        revision = Revision.objects.create(
            document=document,
            number=1,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            rules_version=1,
        )
        start = 0
        for order, paragraph in enumerate(paragraphs, start=1):
            PassageVersion.objects.create(
                passage=Passage.objects.create(document=document),
                revision=revision,
                order=order,
                start=start,
                end=start + len(paragraph),
                text=paragraph,
                type=PassageType.SPEECH,
                number=str(order),
                number_sort=order * 1000,
            )
            start += len(paragraph) + 2
        publish(document)
        return document

    return make


def place_of(document: Document, order: int, words: str = "") -> Place:
    """The passage at that order, or words in it, as an export would name them."""
    revision = document.revisions.get(is_current=True)
    version = revision.passage_versions.get(order=order)
    start = version.start + (version.text.index(words) if words else 0)
    end = start + len(words) if words else version.end
    return Place(
        document=document.key,
        exact=revision.text[start:end],
        prefix=revision.text[max(0, start - 32) : start],
        suffix=revision.text[end : end + 32],
        start=start,
        end=end,
        whole=not words,
        revision=revision.number,
        text_sha256=revision.text_sha256,
    )


def tagging_of(document: Document, order: int, term: str, **values) -> TaggingMark:
    words = values.pop("words", "")
    return TaggingMark(
        **{
            "place": place_of(document, order, words),
            "vocabulary": "subjects",
            "term": term,
            "version": 1,
            "hand": Hand("the harbour society"),
            "created": DAY,
        }
        | values
    )


def reading_of(document: Document, order: int) -> ReadingMark:
    return ReadingMark(place_of(document, order), "subjects", Hand("the harbour society"), DAY)
