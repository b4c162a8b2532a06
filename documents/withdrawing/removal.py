"""Withdrawing passages and documents, and clearing the history of what is gone for good."""

import re
from collections import defaultdict
from collections.abc import Collection

import pgtrigger
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet
from django.utils import timezone

from documents.folding import MASK
from documents.models import (
    Anchor,
    Appearance,
    BatchEntry,
    Comment,
    Document,
    ErrorReport,
    FormerAddress,
    IngestItem,
    NearDuplicate,
    Note,
    Passage,
    PassageVersion,
    Quotation,
    Reading,
    Revision,
    SharedItem,
    Speaker,
    TextSketch,
    Withdrawal,
)
from documents.signals import documents_changed
from documents.vocabularies import PassageType, State, WithdrawalKind
from documents.whereabouts import predecessors_of
from documents.withdrawing import columns, files, memory, redacting, scrubbing, texts
from documents.withdrawing.masks import Place, Words, mask, squeezed
from documents.withdrawing.redacting import NotRedactable

SENTENCES = 40
"""So many sentences of a withdrawn document are remembered, the longest."""
LONG = 30
"""Letters and figures from which a sentence is nobody else's by chance."""

TELLING = 12
"""The same where the document itself is looked through."""

_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")

DESCRIBING = (
    "title",
    "kind",
    "event",
    "venue",
    "place",
    "publisher",
    "language",
    "held",
    "published",
    "recorded",
    "embargo_until",
    "source_retrieved",
)
"""What a description says; of a withdrawn document it is unknown."""
SAYING = (
    "date_note",
    "summary",
    "source_url",
    "rights_holder",
    "rights_note",
    "note",
    "load_digest",
    "location",
)


def sentences(text: str) -> Words:
    """The sentences of a text that are long enough to be known again."""
    parts = [part.strip() for part in _ENDS.split(text)]
    return Words(tuple(dict.fromkeys(part for part in parts if len(squeezed(part)) >= LONG)))


@transaction.atomic
def withdraw_passage(passage: Passage, reason: str, by: User | None = None) -> Withdrawal:
    """Take a passage out, with its words in every revision and what was said of them, for good.

    Its number stays and its address says that it was withdrawn. Raises NotRedactable, memory.NoKey.
    """
    redacting.hold_still()
    passage.refresh_from_db()
    if passage.withdrawn_at is not None:
        raise NotRedactable("The passage was withdrawn already.")
    document = passage.document
    versions = list(passage.versions.select_related("revision").order_by("revision__number"))
    words = Words(tuple(form for v in versions for form in sentences(v.text).forms))
    if any(squeezed(v.text) in squeezed(reason) for v in versions if len(squeezed(v.text)) >= LONG):
        raise NotRedactable("The reason says the very words. Give it without them: it is kept.")
    rows = columns.rows_below(Document, [document.pk])
    own = columns.rows_below(Passage, [passage.pk])
    with pgtrigger.ignore():
        revisions = _black_out_in_revisions(document, passage, words)
        texts.cut_again(revisions)
        _forget_what_was_said_of(passage)
        for finding in columns.find(words, _beside(rows)):
            columns.black_out(finding, words)
        _black_out_history(passage)
        Passage.objects.filter(pk=passage.pk).update(
            withdrawn_at=timezone.now(), withdrawal_reason=reason
        )
    passage.refresh_from_db()
    withdrawal = Withdrawal.objects.create(
        kind=WithdrawalKind.PASSAGE, by=by, reason=reason, places=len(versions)
    )
    gone = files.replace(document, revisions, words)
    redacting.finish(withdrawal, {document.pk}, {passage.pk})
    memory.remember(withdrawal, document, words=words, files=gone)
    scrubbing.after_commit({*own, *_TEXTS}, withdrawal)
    return withdrawal


_TEXTS = ("documents_revision", "documents_passageversion", "documents_passageversionevent")


def _beside(rows: columns.Rows) -> dict[str, Collection[int]]:
    """The rows that are not the words of other passages: those may say the same and stay."""
    spoken = {*_TEXTS, "documents_anchor", "documents_anchorevent"}
    return {table: keys for table, keys in rows.items() if table not in spoken}


def _black_out_in_revisions(document: Document, passage: Passage, words: Words) -> list[int]:
    """The passage's span in every revision, its sentences in what was set aside there, and its
    words where former revisions had them in other passages.
    """
    changed = []
    elsewhere = _in_other_passages(document, passage)
    for revision in document.revisions.order_by("number"):
        versions = revision.passage_versions.all()
        spans = [(v.start, v.end) for v in versions.filter(passage=passage)]
        for aside in versions.filter(type=PassageType.FURNITURE).exclude(passage=passage):
            spans += [
                (aside.start + start, aside.start + end) for start, end in words.places(aside.text)
            ]
        text = mask(revision.text, spans + elsewhere.get(revision.pk, []))
        if text != revision.text:
            Revision.objects.filter(pk=revision.pk).update(text=text)
            changed.append(revision.pk)
    return changed


def _in_other_passages(document: Document, passage: Passage) -> dict[int, list[Place]]:
    """By revision, where words of the passage stood in what was split, joined or cut since.

    Where a passage still says the same, those are its own words and stay. Of one that gave way to
    the withdrawn one, all goes where not every sentence is found in it: it had them in other words.
    """
    said = [_parts(v.text) for v in passage.versions.all()]
    words = Words(tuple(sorted({part for parts in said for part in parts})))
    short = Words((*words.forms, *(v.text for v in passage.versions.all())))
    others = PassageVersion.objects.filter(passage__document=document).exclude(passage=passage)
    own = {v.passage_id: v.text for v in others.current()}
    before = predecessors_of(passage) - own.keys()
    found: dict[int, list[Place]] = defaultdict(list)
    for version in others.filter(revision__is_current=False):
        places = (short if version.passage_id in before else words).places(version.text)
        if words.are_in(own.get(version.passage_id, "")):
            continue
        if version.passage_id in before and not any(_are_all_in(parts, version) for parts in said):
            places = [(0, len(version.text))]
        found[version.revision_id] += [
            (version.start + start, version.start + end) for start, end in places
        ]
    return found


def _are_all_in(parts: list[str], version: PassageVersion) -> bool:
    return all(Words((part,)).are_in(version.text) for part in parts)


def _parts(text: str) -> list[str]:
    """The sentences of a passage that tell it from others, and all of it."""
    parts = [part.strip() for part in [*_ENDS.split(text), text]]
    return [part for part in dict.fromkeys(parts) if len(squeezed(part)) >= TELLING]


def _forget_what_was_said_of(passage: Passage) -> None:
    versions = passage.versions.all()
    rows = columns.rows_below(Passage, [passage.pk])
    _delete_entries(rows)
    Comment.objects.filter(passage=passage).delete()
    Note.objects.filter(version__in=versions).delete()
    Reading.objects.filter(version__in=versions).delete()
    Quotation.objects.filter(anchor__passage=passage).delete()
    Anchor.objects.filter(passage=passage).delete()
    _empty_reports(ErrorReport.objects.filter(passage=passage))
    versions.update(basis="", label="", reason="", appearance=None, evidence="none")
    kept = {"documents_passageevent", "documents_passageversionevent"}
    _delete_events({table: keys for table, keys in rows.items() if table not in kept})


def _delete_entries(rows: columns.Rows) -> None:
    keys = rows.get(BatchEntry._meta.db_table, ())
    BatchEntry.objects.filter(pk__in=keys).delete()


def _empty_reports(reports: QuerySet[ErrorReport]) -> None:
    """What readers reported is not kept; who looks at a report reads what became of it."""
    reports.update(words="", contact="", answer="What you reported on was withdrawn since.")


def _black_out_history(passage: Passage) -> None:
    events = apps.get_model("documents", "PassageVersionEvent").objects.filter(passage=passage)
    for event in events.iterator():
        events.filter(pk=event.pk).update(
            text=MASK * len(event.text), basis="", label="", reason=""
        )


@transaction.atomic
def withdraw_document(document: Document, reason: str, by: User | None = None) -> Withdrawal:
    """Take a document out for good: its texts, description, history, files and all that was said
    of it. What is left is that it was there: its addresses say that it was withdrawn, not why.

    Raises NotRedactable, memory.NoKey.
    """
    redacting.hold_still()
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state == State.WITHDRAWN:
        raise NotRedactable("The document was withdrawn already.")
    versions = PassageVersion.objects.filter(passage__document=document)
    said = versions.values_list("text", flat=True)
    every = sorted(
        {form for text in said for form in sentences(text).forms},
        key=lambda form: (-len(form), form),
    )
    known = Words(tuple(every[:SENTENCES]))
    slug, key = document.slug, document.key
    rows = columns.rows_below(Document, [document.pk])
    speakers = _heard_nowhere_else(document)
    _forget_undone_headings(document)
    for item in IngestItem.objects.filter(document=document).select_related("run"):
        _forget_load(item)
    gone = remove_contents(document)
    for speaker in speakers:
        _remove_speaker(speaker)
    with pgtrigger.ignore():
        _delete_events(rows)
        _empty(document, reason)
    document.refresh_from_db()
    if slug:
        redacting.lead_on("document", slug)
        FormerAddress.objects.filter(space="document", to=document.slug).update(to="")
    withdrawal = Withdrawal.objects.create(kind=WithdrawalKind.DOCUMENT, by=by, reason=reason)
    withdrawal.documents.add(document)
    withdrawal.passages.set(document.passages.all())
    memory.remember(withdrawal, words=known, files=gone, keys=[key])
    documents_changed.send(Document, document_ids=[document.pk])
    scrubbing.after_commit(rows.keys() | {"documents_original"}, withdrawal)
    return withdrawal


def _empty(document: Document, reason: str) -> None:
    name = f"withdrawn-{document.pk}"
    Document.objects.filter(pk=document.pk).update(
        key=name,
        slug=name if document.slug else None,
        citation_key=name if document.citation_key else None,
        state=State.WITHDRAWN if document.slug else document.state,
        withdrawn_at=timezone.now(),
        withdrawal_reason=reason,
        evidence={},
        year=None,
        **{f"{date}_{end}": None for date in _DATES for end in ("earliest", "latest")},
        **dict.fromkeys(DESCRIBING),
        **dict.fromkeys(SAYING, ""),
    )


_DATES = ("held", "published", "recorded")


def remove_contents(document: Document) -> list[str]:
    """Remove the texts of a document, its voices and files, and all that rests on them; the
    SHA-256 of the files. The document itself and its passages stay, and so do people.
    """
    rows = columns.rows_below(Document, [document.pk])
    with pgtrigger.ignore():
        _empty_reports(ErrorReport.objects.filter(passage__document=document))
        _delete_entries(rows)
        Comment.objects.filter(passage__document=document).delete()
        shared = SharedItem.objects.filter(version__passage__document=document)
        shared.update(citation=[], described=None, version=None)
        # In the order in which each protects the next.
        Quotation.objects.filter(anchor__passage__document=document).delete()
        Anchor.objects.filter(passage__document=document).delete()
        PassageVersion.objects.filter(passage__document=document).delete()
        gone = files.remove(document)
        Revision.objects.filter(document=document).delete()
        document.appearances.all().delete()
        TextSketch.objects.filter(document=document).delete()
        NearDuplicate.objects.filter(one=document).delete()
        NearDuplicate.objects.filter(other=document).delete()
        _delete_events(
            {table: keys for table, keys in rows.items() if table != "documents_documentevent"}
        )
    return gone


def _heard_nowhere_else(document: Document) -> list[Speaker]:
    """The people who have a voice in this document alone and of whom nobody noted anything."""
    elsewhere = Appearance.objects.filter(speaker=OuterRef("pk")).exclude(document=document)
    own = Speaker.objects.filter(appearances__document=document, merged_into=None, merged=None)
    plain = own.filter(wikidata="", viaf="", orcid="", note="", offices=None)
    return list(plain.filter(~Exists(elsewhere)).distinct())


def _forget_undone_headings(document: Document) -> None:
    """What is left of headings that a decision made for voices of this document alone, and that
    were removed again when it was undone: their history, and the names in their addresses.
    """
    events = apps.get_model("documents", "AppearanceEvent").objects.exclude(speaker=None)
    had = set(events.filter(document=document).values_list("speaker", flat=True))
    had -= set(events.exclude(document=document).values_list("speaker", flat=True))
    had -= set(Speaker.objects.filter(pk__in=had).values_list("pk", flat=True))
    of_speakers = apps.get_model("documents", "SpeakerEvent").objects.filter(pgh_obj_id__in=had)
    slugs = set(of_speakers.values_list("slug", flat=True))
    former = FormerAddress.objects.filter(space="speaker", slug__in=slugs, to="")
    for slug in former.values_list("slug", flat=True):
        redacting.lead_on("speaker", slug)
    with pgtrigger.ignore():
        former.delete()
        of_speakers.delete()
        for name in ("SpeakerNameEvent", "OfficeEvent"):
            apps.get_model("documents", name).objects.filter(speaker__in=had).delete()


_OF_SPEAKERS = (
    "documents_speakerevent",
    "documents_speakernameevent",
    "documents_officeevent",
)


def _remove_speaker(speaker: Speaker) -> None:
    rows = columns.rows_below(Speaker, [speaker.pk])
    slug = speaker.slug
    try:
        with transaction.atomic(), pgtrigger.ignore():
            speaker.delete()
            _delete_events({table: rows[table] for table in _OF_SPEAKERS if table in rows})
    except ProtectedError:
        return
    redacting.lead_on("speaker", slug)


def _forget_load(item: IngestItem) -> None:
    if item.name and item.name in item.run.source:
        item.run.source = item.run.source.replace(item.name, "a file that was withdrawn")
        item.run.save(update_fields=["source"])
    item.name, item.key, item.message = "a file that was withdrawn", "", ""
    item.save(update_fields=["name", "key", "message"])


def remove_history(rows: columns.Rows) -> None:
    """Remove the events of some rows; `rows` as `columns.rows_below` finds them before."""
    with pgtrigger.ignore():
        _delete_events(rows)


def _delete_events(rows: columns.Rows) -> None:
    events = {
        model._meta.db_table: model
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    }
    with connection.cursor() as cursor:
        for table in rows.keys() & events.keys():
            cursor.execute(
                f"DELETE FROM {connection.ops.quote_name(table)} WHERE pgh_id = ANY(%s)",  # noqa: S608
                [list(rows[table])],
            )
