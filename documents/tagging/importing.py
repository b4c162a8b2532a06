"""Judgments from a file into the tables: placed by their words, written where they are new."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction

from documents.models import (
    Anchor,
    Batch,
    Comment,
    Document,
    PassageVersion,
    Reading,
    Tagging,
)
from documents.tagging.anchors import Span, Unplaced, find_passage, find_words
from documents.tagging.deeds import AT_ONCE, Deed, deed_of
from documents.tagging.exporting import place_in
from documents.tagging.marks import (
    CONTEXT_LENGTH,
    CommentMark,
    ExchangeError,
    Mark,
    Place,
    ReadingMark,
    TaggingMark,
)
from documents.tagging.naming import Names
from documents.tagging.set_aside import SetAside
from documents.vocabularies import AnchorState, PassageType
from documents.withdrawing import memory

Key = tuple[object, ...]


@dataclass
class Outcome:
    """What an import did. The lists hold sentences, each about one judgment and its line."""

    taggings: int = 0
    readings: int = 0
    comments: int = 0
    unchanged: int = 0
    moved: list[str] = field(default_factory=list)
    """New judgments whose words stand elsewhere than the file says."""
    differing: list[str] = field(default_factory=list)
    """Judgments that stand here with another status: what was decided here stays."""
    unplaced: list[str] = field(default_factory=list)
    """Judgments whose words no passage has."""
    unknown: list[str] = field(default_factory=list)
    """Judgments on a document, or with a term, that the archive does not have."""
    batch: Batch | None = None
    """The action that can be undone; None where there was no new tagging or reading."""

    @property
    def new(self) -> int:
        return self.taggings + self.readings + self.comments


def import_marks(
    marks: Iterable[Mark],
    rehearse: bool = False,
    by: User | None = None,
    source: str = "a file",
    partly: bool = False,
) -> Outcome:
    """Write the judgments that are not there yet, all or none, as one action that can be undone.
    The same again changes nothing.

    Words are looked for in the current text of their document, see `anchors`. A judgment whose
    words have no place is listed in the outcome. With `rehearse` nothing is kept. `by` is who takes
    the file in, and `source` what it is called. Raises ExchangeError where a document, vocabulary,
    term or version is unknown; with `partly` such judgments are listed, and the others written.
    Raises memory.TakenOut where they would bring back words that were taken out.
    """
    outcome = Outcome()
    memory.refuse(*_kept_of(marks := list(marks)))
    with transaction.atomic():
        with deed_of(by) as deed:
            by_document: dict[str, list[Mark]] = defaultdict(list)
            names = Names(marks)
            documents = _documents(marks)
            for mark in marks:
                reason = names.unknown(mark) or _without_document(mark, documents)
                if reason and not partly:
                    raise ExchangeError(reason)
                if reason:
                    outcome.unknown.append(_sentence(mark, reason))
                else:
                    by_document[mark.place.document].append(mark)
            imports = [
                (_DocumentImport(documents[key], names, outcome, deed), group)
                for key, group in by_document.items()
            ]
            # Comments last: the rounds that they belong to come with the others.
            for last in (False, True):
                for each, group in imports:
                    each.write([m for m in group if isinstance(m, CommentMark) is last])
            deed.said = f"{outcome.taggings} taggings and {outcome.readings} readings from {source}"
        outcome.batch = deed.batch
        if rehearse:
            transaction.set_rollback(True)
    return outcome


def _kept_of(marks: Iterable[Mark]) -> set[str]:
    """The texts that judgments bring along; in JSON they can be written so that only they tell."""
    kept = {mark.hand.name for mark in marks} | {m.round.name for m in marks if m.round}
    kept |= {mark.text for mark in marks if isinstance(mark, CommentMark)}
    for mark in marks:
        if isinstance(mark, TaggingMark):
            kept |= {mark.reason, mark.decider}
    return kept


def _documents(marks: Iterable[Mark]) -> dict[str, Document]:
    """The documents by key, locked so that two imports of the same file do not write twice."""
    wanted = {mark.place.document for mark in marks}
    found = Document.objects.filter(key__in=wanted).order_by("pk").select_for_update()
    return {document.key: document for document in found}


def _without_document(mark: Mark, documents: Mapping[str, Document]) -> str:
    """Why a judgment has no document here, "" where it has one."""
    if mark.place.document in documents:
        return ""
    return f"no document has the key {mark.place.document!r}: load the text first"


class _DocumentImport:
    """The judgments on one document, placed in its current text and written where they are new."""

    def __init__(self, document: Document, names: Names, outcome: Outcome, deed: Deed) -> None:
        self.document = document
        self.names = names
        self.outcome = outcome
        self.deed = deed
        revisions = document.revisions.order_by("-is_current", "-number")
        revision = revisions.first()
        if revision is None:
            raise ExchangeError(f"the document {document.key!r} has no text yet: load a file first")
        self.revision = revision
        self.versions = {
            Span(version.start, version.end): version
            for version in revision.passage_versions.filter(type__in=PassageType.numbered())
        }
        self.spans = sorted(self.versions)
        self.starts = [span.start for span in self.spans]
        self.former_texts: dict[str, str] = {"": "", revision.text_sha256: ""}
        self.anchors: dict[Key, Anchor] = {
            _anchor_key(anchor): anchor
            for anchor in Anchor.objects.filter(
                passage__document=document,
                revision=revision,
                state__in=AnchorState.standing(),
                quotation__isnull=True,
            ).order_by("-pk")
        }
        self.taggings = {
            _tagging_key(tagging, _anchor_key(tagging.anchor)): tagging
            for tagging in Tagging.objects.filter(anchor__passage__document=document)
            .exclude(anchor__state=AnchorState.ORPHANED)
            .select_related("anchor")
        }
        self.set_aside = SetAside(document, revision)
        self.readings = {
            _reading_key(reading) for reading in Reading.objects.filter(version__revision=revision)
        }
        self.comments: set[Key] = set(
            Comment.objects.filter(passage__document=document).values_list(
                "passage", "by", "agent", "text", "round"
            )
        )

    def write(self, marks: list[Mark]) -> None:
        anchors: list[Anchor] = []
        taggings: list[Tagging] = []
        readings: list[Reading] = []
        comments: list[Comment] = []
        for mark in marks:
            before = len(taggings) + len(readings)
            try:
                place = mark.place if mark.place.exact else self._with_words(mark.place)
                if self._is_set_aside(mark, place):
                    continue
                version, words = self._find(place)
                if isinstance(mark, CommentMark):
                    self._comment(mark, version, comments)
                    continue
            except Unplaced as error:
                self.outcome.unplaced.append(_sentence(mark, str(error)))
                continue
            if isinstance(mark, ReadingMark):
                self._read(mark, version, words, readings)
            else:
                self._tag(mark, version, words, anchors, taggings)
            now = version.start + words.start
            if len(taggings) + len(readings) > before and mark.place.start not in (None, now):
                reason = f"stands at character {now} now, in the file at {mark.place.start}"
                self.outcome.moved.append(_sentence(mark, reason))
        Anchor.objects.bulk_create(anchors, batch_size=AT_ONCE)
        self.deed.tag(taggings)
        self.deed.write_readings(readings)
        self.deed.comment(comments)
        self.outcome.taggings += len(taggings)
        self.outcome.readings += len(readings)
        self.outcome.comments += len(comments)

    def _is_set_aside(self, mark: Mark, place: Place) -> bool:
        """Whether the judgment is here and a correction took its words: it stays as it is."""
        if isinstance(mark, CommentMark):
            return False
        there = self.set_aside.status_of(mark, place, self.names)
        if there is None:
            return False
        if isinstance(mark, TaggingMark) and there != mark.status:
            reason = f"was set aside here as {there}, in the file it is {mark.status}"
            self.outcome.differing.append(_sentence(mark, reason))
        else:
            self.outcome.unchanged += 1
        return True

    def _find(self, place: Place) -> tuple[PassageVersion, Span]:
        """The passage and the words in it, counted from its start. Raises Unplaced."""
        former = self._former_text(place.text_sha256)
        if place.whole:
            span = find_passage(self.revision.text, self.versions, place, former)
            return self.versions[span], Span(0, span.end - span.start)
        words = find_words(self.revision.text, place, former)
        before = bisect_right(self.starts, words.start) - 1
        if before >= 0 and words.end <= self.spans[before].end:
            span = self.spans[before]
            return self.versions[span], Span(words.start - span.start, words.end - span.start)
        raise Unplaced("these words are not within one passage")

    def _former_text(self, sha256: str) -> str:
        """The text of an earlier revision, "" where it is none of this document."""
        if sha256 not in self.former_texts:
            found = self.document.revisions.filter(text_sha256=sha256)
            self.former_texts[sha256] = found.values_list("text", flat=True).first() or ""
        return self.former_texts[sha256]

    def _with_words(self, place: Place) -> Place:
        """The place with the words that stand there, in the text that it names by its hash. Raises
        Unplaced.
        """
        start, end = place.start or 0, place.end or 0
        revision = self.document.revisions.filter(text_sha256=place.text_sha256).first()
        if revision is None or not start < end <= len(revision.text):
            raise Unplaced("the words are not given, and the text that they stand in is not here")
        return place_in(self.document, revision, Span(start, end), place.whole)

    def _comment(self, mark: CommentMark, version: PassageVersion, new: list[Comment]) -> None:
        comment = Comment(
            passage_id=version.passage_id,
            text=mark.text,
            at=mark.created,
            round=self.names.round_of(mark),
            **self.names.whose(mark.hand),
        )
        hand = (comment.by_id, comment.agent)
        key = (comment.passage_id, *hand, comment.text, comment.round_id)
        if key in self.comments:
            self.outcome.unchanged += 1
            return
        self.comments.add(key)
        new.append(comment)

    def _read(
        self, mark: ReadingMark, version: PassageVersion, words: Span, new: list[Reading]
    ) -> None:
        if words != Span(0, version.end - version.start):
            reason = "a reading is of a whole passage, and these words are a part of one"
            self.outcome.unplaced.append(_sentence(mark, reason))
            return
        reading = Reading(
            version=version,
            vocabulary=self.names.vocabularies[mark.vocabulary],
            round=self.names.round_of(mark),
            at=mark.created,
            **self.names.whose(mark.hand),
        )
        key = _reading_key(reading)
        if key in self.readings:
            self.outcome.unchanged += 1
            return
        self.readings.add(key)
        new.append(reading)

    def _tag(
        self,
        mark: TaggingMark,
        version: PassageVersion,
        words: Span,
        new_anchors: list[Anchor],
        new: list[Tagging],
    ) -> None:
        anchor = self._anchor(mark.place, version, words)
        tagging = Tagging(
            term_version=self.names.versions[mark.vocabulary, mark.term, mark.version],
            anchor=anchor,
            status=mark.status,
            round=self.names.round_of(mark),
            reason=mark.reason,
            created_at=mark.created,
            decided_by=(decided_by := self.names.accounts.get(mark.decider)),
            decider="" if decided_by else mark.decider,
            decided_at=mark.decided,
            **self.names.whose(mark.hand),
        )
        key = _tagging_key(tagging, _anchor_key(anchor))
        there = self.taggings.get(key)
        if there is None:
            self.taggings[key] = tagging
            new.append(tagging)
            if anchor.pk is None and _anchor_key(anchor) not in self.anchors:
                self.anchors[_anchor_key(anchor)] = anchor
                new_anchors.append(anchor)
        elif there.status == mark.status:
            self.outcome.unchanged += 1
        else:
            reason = f"stands here as {there.status}, in the file as {mark.status}"
            self.outcome.differing.append(_sentence(mark, reason))

    def _anchor(self, place: Place, version: PassageVersion, words: Span) -> Anchor:
        text, start = self.revision.text, version.start
        anchor = Anchor(
            passage_id=version.passage_id,
            revision=self.revision,
            whole=place.whole,
            start=words.start,
            end=words.end,
        )
        if not place.whole:
            anchor.exact = version.text[words.start : words.end]
            before = start + words.start
            anchor.prefix = text[max(0, before - CONTEXT_LENGTH) : before]
            anchor.suffix = text[start + words.end : start + words.end + CONTEXT_LENGTH]
        return self.anchors.get(_anchor_key(anchor), anchor)


def _anchor_key(anchor: Anchor) -> Key:
    """What makes two anchors the same: the whole passage, or the same words at one place in it."""
    if anchor.whole:
        return (anchor.passage_id, "whole")
    return (anchor.passage_id, anchor.start, anchor.exact)


def _tagging_key(tagging: Tagging, anchor: Key) -> Key:
    return (anchor, tagging.term_version_id, tagging.by_id, tagging.agent, tagging.round_id)


def _reading_key(reading: Reading) -> Key:
    return (
        reading.version_id,
        reading.vocabulary_id,
        reading.by_id,
        reading.agent,
        reading.round_id,
    )


def _sentence(mark: Mark, reason: str) -> str:
    words = " ".join(mark.place.exact.split())
    words = words if len(words) <= 60 else f"{words[:57]}…"
    where = f"“{words}”" if words else f"characters {mark.place.start} to {mark.place.end}"
    if isinstance(mark, TaggingMark):
        what = mark.term
    else:
        what = "comment" if isinstance(mark, CommentMark) else f"reading for {mark.vocabulary}"
    line = f"{mark.where}: " if mark.where else ""
    return f"{line}{mark.place.document}, {what}, {where}: {reason}"
