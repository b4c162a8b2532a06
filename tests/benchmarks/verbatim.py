"""Verbatim itself: loaded through its own tables and index, asked as `/search/` asks.

What is timed is all that the page does before its template: reading the address, finding, counting,
fetching the twenty passages with document, speaker and tags, and marking their words. `Bare` does
no more than is asked of the other engines.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from documents.identifiers import mint_passage_id
from documents.ingest.copying import copy_in
from documents.models import (
    Anchor,
    Appearance,
    Collection,
    Document,
    Passage,
    PassageVersion,
    Revision,
    Speaker,
    Tagging,
    Term,
    TermVersion,
    Vocabulary,
)
from documents.vocabularies import PassageType, State, TaggingStatus
from search.counting import count
from search.facets import Facet, facet
from search.filters import PassageFilter
from search.highlighting import Marks, snippet
from search.index import reindex
from search.matching import Asked
from search.request import SearchRequest
from search.results import search
from search.standing import Standing
from tests.benchmarks import corpus
from tests.benchmarks.corpus import FACETS, PS, TOPICS
from tests.benchmarks.engine import Answer, Question


class Verbatim:
    name = "Verbatim"

    def load(self, documents: Iterable[corpus.Document], folder: Path) -> None:
        with connection.cursor() as cursor:
            # No history is kept of what is measured: the triggers rest while it is loaded.
            cursor.execute("SET session_replication_role = replica")
        archive = _Archive()
        for document in documents:
            archive.write(document)
        with connection.cursor() as cursor:
            cursor.execute("RESET session_replication_role")
        self.reindex()

    def reindex(self) -> None:
        """Make the search index anew from the documents, as after a change of its code."""
        reindex()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def open(self, folder: Path) -> None:
        """Nothing but the connection, which the first question opens."""

    def ask(self, question: Question) -> Answer:
        request, archive = _asked(question)
        results = search(request, archive)
        return Answer(
            results.total,
            [str(hit.snippet) for hit in results.hits],
            {key: _numbers(results.facet[key]) for key in FACETS},
        )


class Bare(Verbatim):
    """Total, facets and marked texts, as SQLite and Tantivy give them: not whose words these are,
    where they stand, how they are tagged, and how the query was read.
    """

    name = "Verbatim, bare"

    def ask(self, question: Question) -> Answer:
        request, archive = _asked(question)
        asked = Asked(request, archive)
        counted = count(asked)
        columns = ("pk", "text", "passage__document", "passage")
        listed = [row.version for row in counted.listed]
        rows = PassageVersion.objects.filter(pk__in=listed).order_by().values_list(*columns)
        texts = {version: text for version, text, *_ in rows}
        marks = Marks(asked.query, asked.configs)
        marks.read_passages([(document, passage) for *_, document, passage in rows])
        return Answer(
            counted.passages,
            [str(snippet(texts[v], marks.of(v, texts[v], marks.rows[v].notes))) for v in listed],
            {
                d.key: _numbers(facet(d, counted.tallies[d.key], None, request))
                for d in asked.dimensions
                if d.key in FACETS
            },
        )


def _asked(question: Question) -> tuple[SearchRequest, Standing]:
    asked = PassageFilter(QueryDict(_address(question)))
    if not asked.is_valid():
        raise AssertionError(asked.refusals)
    return asked.search_request(), asked.archive


def _numbers(facet: Facet) -> dict[str, int]:
    return {value.value: value.count for value in facet.values if value.count}


def _address(question: Question) -> str:
    # The others demand all words, whether they are found or not: so it is asked of us too.
    asked = {"q": question.as_web_query(), "words": "all", "page": str(question.page)}
    return urlencode({**asked, **question.selected}, doseq=True)


class _Archive:
    """Writes documents as the importer does, many rows at once, published from the first."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.collections = {
            slug: Collection.objects.create(slug=slug, title=slug) for slug in corpus.COLLECTIONS
        }
        speakers = [
            Speaker(slug=slug, name=slug, sort_name=slug, sort_key=slug) for slug in corpus.SPEAKERS
        ]
        self.speakers = {s.slug: s for s in Speaker.objects.bulk_create(speakers)}
        self.terms = {
            slug: term
            for order, (key, slugs) in enumerate((("p", PS), ("topic", TOPICS)))
            for slug, term in self._vocabulary(key, order, slugs)
        }

    def _vocabulary(self, key: str, order: int, slugs: Iterable[str]) -> list[tuple[str, Any]]:
        vocabulary = Vocabulary.objects.create(
            key=key, name=key, query_key=key, path=key, order=order, exhaustive_register=key == "p"
        )
        terms = Term.objects.bulk_create(
            Term(vocabulary=vocabulary, slug=slug, order=place) for place, slug in enumerate(slugs)
        )
        versions = TermVersion.objects.bulk_create(
            TermVersion(term=term, number=1, label=term.slug, definition=term.slug)
            for term in terms
        )
        return [(version.term.slug, version) for version in versions]

    def write(self, described: corpus.Document) -> None:
        texts = [passage.text for passage in described.passages]
        document = Document.objects.create(
            key=f"document-{described.number}",
            slug=f"document-{described.number}",
            citation_key=f"document{described.number}",
            title=described.title[:1000],
            kind=described.kind,
            published=str(described.year),
            published_earliest=f"{described.year}-01-01",
            published_latest=f"{described.year}-12-31",
            year=described.year,
            publisher=described.publisher,
            language=corpus.LANGUAGE,
            collection=self.collections[described.collection],
            state=State.PUBLISHED,
            first_published_at=self.now,
        )
        revision = Revision.objects.create(
            document=document,
            number=1,
            text="\n\n".join(texts),
            text_sha256="0" * 64,
            rules_version=1,
            published_at=self.now,
            is_current=True,
        )
        passages = [
            Passage(document=document, public_id=mint_passage_id(document.key, 1, order))
            for order, _ in enumerate(texts)
        ]
        copy_in(passages)
        voices = self._voices(document, described)
        at, versions = 0, []
        for order, (passage, drawn) in enumerate(zip(passages, described.passages, strict=True)):
            asks = drawn.part == "questioner"
            versions.append(
                PassageVersion(
                    passage=passage,
                    revision=revision,
                    order=order,
                    start=at,
                    end=at + len(drawn.text),
                    text=drawn.text,
                    type=PassageType.QUESTION if asks else PassageType.SPEECH,
                    number=str(order + 1),
                    number_sort=(order + 1) * 100,
                    appearance=voices[drawn.speaker],
                )
            )
            at += len(drawn.text) + 2
        copy_in(versions)
        self._tag(revision, passages, described)

    def _voices(self, document: Document, described: corpus.Document) -> dict:
        drawn = {(p.speaker, p.part, p.role) for p in described.passages}
        voices = [
            Appearance(
                document=document,
                key=name or "Q",
                order=order,
                part=part,
                name=name,
                labels=[name or "Q"],
                role=role,
                speaker=self.speakers[name] if name else None,
            )
            for order, (name, part, role) in enumerate(sorted(drawn, key=str))
        ]
        copy_in(voices)
        return {voice.name: voice for voice in voices}

    def _tag(self, revision: Revision, passages: list[Passage], described: corpus.Document) -> None:
        tagged = [(p, d) for p, d in zip(passages, described.passages, strict=True) if d.terms]
        anchors = [
            Anchor(passage=passage, revision=revision, whole=True, start=0, end=len(drawn.text))
            for passage, drawn in tagged
        ]
        copy_in(anchors)
        copy_in(
            [
                Tagging(
                    anchor=anchor,
                    term_version=self.terms[slug],
                    status=TaggingStatus.APPROVED,
                    agent="benchmark",
                )
                for anchor, (_, drawn) in zip(anchors, tagged, strict=True)
                for slug in drawn.terms
            ]
        )
