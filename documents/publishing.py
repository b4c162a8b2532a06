"""Opening a document to the public: where names that are cited are minted."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from documents.identifiers import first_free, mint_passage_id, slug_of
from documents.minting import wait_for_ones_turn
from documents.models import Appearance, Document, FormerAddress, Passage, PassageVersion, Revision
from documents.signals import documents_changed
from documents.vocabularies import Part, PassageType, State
from documents.withdrawing import memory

LEADING_PARTS = (
    Part.SPEAKER,
    Part.AUTHOR,
    Part.WITNESS,
    Part.PRESIDER,
    Part.PANELIST,
    Part.INTERVIEWER,
)
"""Whose name a citation key begins with, the first that has one."""


NOTHING_TO_READ = "No passage was found in the text: there is nothing to read or cite."


class NotPublishable(Exception):
    """The document cannot be opened to the public as it stands; the message says why."""


@transaction.atomic
def publish(document: Document, revision: Revision | None = None, by: User | None = None) -> None:
    """Open `revision` (the latest where None) to the public and make it the current one.

    Mints the document's slug and citation key at its first publication and an id for each passage
    that has none yet; announces the change. Raises NotPublishable.
    """
    revision = revision or document.revisions.order_by("-number").first()
    if revision is None:
        raise NotPublishable("There is no text yet: load a file first.")
    if document.state == State.WITHDRAWN:
        raise NotPublishable("The document was withdrawn: it is not opened again.")
    if not revision.passage_versions.filter(type__in=PassageType.numbered()).exists():
        raise NotPublishable(NOTHING_TO_READ)
    now = timezone.now()
    if document.slug is None:
        wait_for_ones_turn()
        document.slug = _free_slug(document)
        document.citation_key = _free_citation_key(document)
        document.first_published_at = now
    document.state = State.PUBLISHED
    document.save()
    _mint_passage_ids(document, revision)
    FormerAddress.objects.filter(reason=undone(document.key)).delete()
    document.revisions.filter(is_current=True).exclude(pk=revision.pk).update(is_current=False)
    revision.is_current = True
    revision.published_at = revision.published_at or now
    revision.save(update_fields=["is_current", "published_at"])
    documents_changed.send(Document, document_ids=[document.pk])


def undone(key: str) -> str:
    """The reason of the former addresses of a document whose ingest was undone."""
    return f"The ingest of {key} was undone."


def announce(document_ids: Iterable[int], only_people: bool = False) -> None:
    """Say that these documents changed, those that are published. Call it in the transaction.

    `only_people` as `documents.signals.documents_changed` has it.
    """
    published = Document.objects.filter(pk__in=set(document_ids), state=State.PUBLISHED)
    if ids := list(published.values_list("pk", flat=True)):
        documents_changed.send(Document, document_ids=ids, only_people=only_people)


def _mint_passage_ids(document: Document, revision: Revision) -> None:
    """Ids for the passages of the revision that have none, in order, none of them in use."""
    new = list(
        PassageVersion.objects.filter(revision=revision, passage__public_id__isnull=True)
        .order_by("order")
        .values_list("passage_id", "order")
    )
    minted = {order: mint_passage_id(document.key, revision.number, order) for _, order in new}
    taken = set(
        Passage.objects.filter(public_id__in=minted.values()).values_list("public_id", flat=True)
    )
    pks, ids = [], []
    for pk, order in new:
        public_id = minted[order]
        if public_id in taken:
            public_id = mint_passage_id(document.key, revision.number, order, taken.__contains__)
        taken.add(public_id)
        pks.append(pk)
        ids.append(public_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_passage SET public_id = minted.id "
            "FROM unnest(%s::bigint[], %s::text[]) AS minted (pk, id) "
            "WHERE documents_passage.id = minted.pk",
            [pks, ids],
        )


def _free_slug(document: Document) -> str:
    stem = slug_of(document.title or "") or slug_of(document.key)
    stem = stem[:90].strip("-") or "document"
    held = Document.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    # The addresses of what is loaded again after its ingest was undone are its own.
    former = FormerAddress.objects.filter(space="document", slug__startswith=stem)
    former = former.exclude(reason=undone(document.key))
    taken = {*held, *former.values_list("slug", flat=True)}
    return first_free(stem, taken, memory.is_hidden_address)


def _free_citation_key(document: Document) -> str:
    """Surname, year and the title's first long word: "lagon2008panel", then "lagon2008panel-2"."""
    surname = _leading_surname(document)
    words = slug_of(document.title or "").split("-")
    word = next((w for w in words if len(w) > 3), words[0])
    stem = f"{surname}{document.year or 'nd'}{word}"[:70]
    held = Document.objects.filter(citation_key__startswith=stem)
    return first_free(stem, set(held.values_list("citation_key", flat=True)))


def _leading_surname(document: Document) -> str:
    named = Appearance.objects.filter(document=document, speaker__isnull=False)
    leading = sorted(
        named.filter(part__in=LEADING_PARTS).select_related("speaker"),
        key=lambda voice: (LEADING_PARTS.index(Part(voice.part)), voice.order),
    )
    if not leading or leading[0].speaker is None:
        return slug_of(document.publisher or "").replace("-", "")[:20] or "anonymous"
    surname = slug_of(leading[0].speaker.sort_name.split(",")[0]).replace("-", "")
    return surname or "speaker"
