"""Judgments as they stand in the tables, as marks that a file can hold."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from documents.excerpts import is_restricted
from documents.models import (
    Anchor,
    Comment,
    Document,
    PassageVersion,
    Reading,
    Revision,
    Round,
    Tagging,
    Vocabulary,
)
from documents.tagging.anchors import Span
from documents.tagging.judging import Judge
from documents.tagging.marks import (
    CONTEXT_LENGTH,
    CommentMark,
    Hand,
    Mark,
    Place,
    ReadingMark,
    RoundMark,
    TaggingMark,
)
from documents.vocabularies import TaggingStatus


@dataclass(frozen=True)
class Selection:
    """Which judgments are wanted: of one vocabulary, on some passages (primary keys), those that a
    judge may see; all where nothing is said. Comments belong to no vocabulary, and go along where
    none is chosen.
    """

    vocabulary: Vocabulary | None = None
    passages: Collection[int] | None = None
    judge: Judge | None = None

    def taggings(self) -> QuerySet[Tagging]:
        found = self.judge.taggings() if self.judge else Tagging.objects.all()
        if self.vocabulary:
            found = found.filter(term_version__term__vocabulary=self.vocabulary)
        if self.passages is not None:
            found = found.filter(anchor__passage__in=self.passages)
        return found

    def readings(self) -> QuerySet[Reading]:
        found = self.judge.readings() if self.judge else Reading.objects.all()
        if self.vocabulary:
            found = found.filter(vocabulary=self.vocabulary)
        if self.passages is not None:
            found = found.filter(version__passage__in=self.passages)
        return found

    def comments(self) -> QuerySet[Comment]:
        found = Comment.objects.all()
        if self.vocabulary:
            return found.none()
        if self.judge:
            found = found.exclude(round__blind=True, round__settled_at=None)
        return found if self.passages is None else found.filter(passage__in=self.passages)


EVERYTHING = Selection()


Placed = tuple[tuple[int, ...], Mark]
"""A mark with its place in the order of a file."""


def marks_of(document: Document, wanted: Selection = EVERYTHING) -> list[Mark]:
    """The judgments on a document, in the order of its passages.

    Those on a document for excerpts only hold none of its words.
    """
    texts = _texts_of(document)
    placed = [*_readings(texts, wanted), *_taggings(texts, wanted), *_comments(texts, wanted)]
    return [mark for _, mark in sorted(placed, key=lambda row: row[0])]


@dataclass(frozen=True)
class _Texts:
    """The texts of a document, each read once: joined to every judgment on it, a text of a thousand
    passages would be read as often.
    """

    document: Document
    revisions: dict[int, Revision]
    versions: dict[tuple[int, int], PassageVersion]
    """By revision and passage (primary keys)."""
    latest: dict[int, PassageVersion]
    """By passage, the current version, else the last."""

    def place(self, version: PassageVersion, of: Anchor | None = None) -> Place:
        """The place of a version, or of an anchor in it; of a document for excerpts only, by the
        hash of the text and without its words.
        """
        span = Span(version.start, version.end)
        if of is not None:
            span = Span(version.start + of.start, version.start + of.end)
        revision = self.revisions[version.revision_id]
        place = place_in(self.document, revision, span, of is None or of.whole)
        if not is_restricted(self.document):
            return place
        return replace(place, exact="", prefix="", suffix="", link=self.document.source_url or "")


def _texts_of(document: Document) -> _Texts:
    in_time = ("revision__is_current", "revision__number")
    versions = list(PassageVersion.objects.filter(passage__document=document).order_by(*in_time))
    return _Texts(
        document,
        document.revisions.order_by().defer("runs").in_bulk(),
        {(version.revision_id, version.passage_id): version for version in versions},
        {version.passage_id: version for version in versions},
    )


def _readings(texts: _Texts, wanted: Selection) -> Iterator[Placed]:
    rows = wanted.readings().filter(version__passage__document=texts.document)
    for reading in rows.select_related("version", "vocabulary", "by", "round"):
        version = reading.version
        order = (version.start, 0, reading.vocabulary.order, 0, 0, reading.pk)
        yield order, _reading_mark(reading, texts.place(version))


def _taggings(texts: _Texts, wanted: Selection) -> Iterator[Placed]:
    rows = wanted.taggings().filter(anchor__passage__document=texts.document)
    for tagging in rows.select_related(
        "anchor", "term_version__term__vocabulary", "by", "round", "decided_by"
    ):
        anchor, term = tagging.anchor, tagging.term_version.term
        version = texts.versions[anchor.revision_id, anchor.passage_id]
        order = (version.start, 1, term.vocabulary.order, anchor.start, term.order, tagging.pk)
        yield order, _tagging_mark(tagging, texts.place(version, anchor))


def _comments(texts: _Texts, wanted: Selection) -> Iterator[Placed]:
    rows = wanted.comments().filter(passage__document=texts.document)
    for comment in rows.select_related("by", "round"):
        version = texts.latest[comment.passage_id]
        order = (version.start, 2, 0, 0, 0, comment.pk)
        yield order, _comment_mark(comment, texts.place(version))


def place_in(document: Document, revision: Revision, span: Span, whole: bool) -> Place:
    """The words of a span of a revision, with what stands around them."""
    text = revision.text
    return Place(
        document=document.key,
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT_LENGTH) : span.start],
        suffix=text[span.end : span.end + CONTEXT_LENGTH],
        start=span.start,
        end=span.end,
        whole=whole,
        revision=revision.number,
        text_sha256=revision.text_sha256,
    )


def _reading_mark(reading: Reading, place: Place) -> ReadingMark:
    return ReadingMark(
        place=place,
        vocabulary=reading.vocabulary.key,
        hand=_hand(reading),
        created=reading.at,
        round=_round_mark(reading.round),
    )


def _comment_mark(comment: Comment, place: Place) -> CommentMark:
    return CommentMark(place, comment.text, _hand(comment), comment.at, _round_mark(comment.round))


def _tagging_mark(tagging: Tagging, place: Place) -> TaggingMark:
    version = tagging.term_version
    return TaggingMark(
        place=place,
        vocabulary=version.term.vocabulary.key,
        term=version.term.slug,
        version=version.number,
        hand=_hand(tagging),
        created=tagging.created_at,
        status=TaggingStatus(tagging.status),
        round=_round_mark(tagging.round),
        reason=tagging.reason,
        decided=tagging.decided_at,
        decider=tagging.decided_by.get_username() if tagging.decided_by else tagging.decider,
    )


def _hand(row: Reading | Tagging | Comment) -> Hand:
    account = row.by.get_username() if row.by else ""
    return Hand(row.agent or account, account)


def _round_mark(row: Round | None) -> RoundMark | None:
    return RoundMark(row.name, row.blind, row.settled_at) if row else None
