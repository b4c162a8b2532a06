"""Redacting words: where they stand, and blacking them out in every place at once.

A redaction is for good. It is checked before it is committed: where the words are still found
anywhere, nothing is written at all.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from documents import near_duplicates
from documents.models import (
    Appearance,
    Document,
    FormerAddress,
    PassageVersion,
    Revision,
    SharedItem,
    Speaker,
    Term,
    TextSketch,
    Withdrawal,
)
from documents.signals import documents_changed
from documents.vocabularies import SuccessionKind, WithdrawalKind
from documents.withdrawing import columns, files, memory, scrubbing, texts
from documents.withdrawing.columns import Finding
from documents.withdrawing.masks import FEWEST, Words, squeezed

AROUND = 60
"""Characters shown before and after words in a preview."""
SHOWN = 200
"""Places that a preview shows with what stands around them."""


class NotRedactable(Exception):
    """The words cannot be taken out as asked. The message says why, without them."""


@dataclass(frozen=True)
class Glimpse:
    """Words where they stand: what is before, the words, what is after; whose and where."""

    document: Document
    number: str
    revision: int
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What a redaction would take out. `kinds` are the tables, in words, with their rows."""

    kinds: list[tuple[str, int]]
    glimpses: list[Glimpse]
    documents: list[Document]
    files: int
    accounts: list[str]
    parts_that_stay: list[tuple[str, int]]
    """Single words of the forms that would still stand in current passages, with how many."""

    @property
    def is_empty(self) -> bool:
        return not self.kinds and not self.files


def words_from(lines: str) -> Words:
    """The words to take out, a form in each line. Raises NotRedactable."""
    forms = tuple(dict.fromkeys(" ".join(line.split()) for line in lines.splitlines()))
    forms = tuple(form for form in forms if form)
    if not forms:
        raise NotRedactable("Write the words to take out, each form on a line of its own.")
    for form in forms:
        if len(squeezed(form)) < FEWEST:
            raise NotRedactable(
                f"“{form}” is too short: at least {FEWEST} letters or figures are needed to tell "
                "where it stands."
            )
    return Words(forms)


def preview(words: Words, document: Document | None = None) -> Preview:
    """Where the words stand, in one document or in the whole archive. Writes nothing."""
    rows = columns.rows_below(Document, [document.pk]) if document else None
    found = list(columns.find(words, rows))
    kinds = Counter(_kind(finding.table) for finding in found)
    touched = _documents_of(found)
    received = files.documents_with(words, [document.pk] if document else None)
    table = PassageVersion._meta.db_table
    versions = [f.pk for f in found if f.table == table and "text" in f.values]
    return Preview(
        kinds=sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])),
        glimpses=list(_glimpses(words, versions)),
        documents=list(Document.objects.filter(pk__in=touched | received).order_by("title", "pk")),
        files=len(received),
        accounts=_accounts(words),
        parts_that_stay=_parts_that_stay(words, document),
    )


@transaction.atomic
def redact(
    words: Words, reason: str, by: User | None = None, document: Document | None = None
) -> Withdrawal:
    """Take the words out of one document, or of the whole archive, for good.

    Blacks them out in every column of every table, history included; files that held them give way
    to the archive's own text; names in addresses are changed, and the former ones lead on. What was
    taken out is remembered by digests only. Raises NotRedactable, memory.NoKey.
    """
    if words.are_in(reason):
        raise NotRedactable("The reason says the very words. Give it without them: it is kept.")
    if objection := memory.objection([reason], document):
        raise NotRedactable(f"The reason cannot be kept. {objection}")
    hold_still()
    rows = columns.rows_below(Document, [document.pk]) if document else None
    found = list(columns.find(words, rows))
    received = files.documents_with(words, [document.pk] if document else None)
    if not found and not received:
        raise NotRedactable("The words stand nowhere here: there is nothing to take out.")
    touched = _documents_of(found) | received
    passages = _passages_of(found)
    with pgtrigger.ignore():
        for finding in found:
            _black_out(finding, words)
        revisions = [f.pk for f in found if f.table == Revision._meta.db_table]
        texts.cut_again(revisions)
        _rename_citation_keys(words, touched)
        _drop_parts_that_were_kept(words)
    withdrawal = Withdrawal.objects.create(
        kind=WithdrawalKind.WORDS, by=by, reason=reason, places=len(found)
    )
    gone = [
        sha256
        for one in Document.objects.filter(pk__in=touched)
        for sha256 in files.replace(one, revisions, words)
    ]
    if document is None:
        files.remove_unheld(words)
        end_sessions(words)
    finish(withdrawal, touched, passages)
    memory.remember(withdrawal, document, words=words, files=gone)
    make_sure(words, rows)
    tables = {finding.table for finding in found} | {SharedItem._meta.db_table}
    scrubbing.after_commit(tables, withdrawal)
    return withdrawal


def hold_still() -> None:
    """Let nobody write documents until this transaction ends; readers go on."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE documents_document, documents_revision IN EXCLUSIVE MODE")


def finish(withdrawal: Withdrawal, touched: Collection[int], passages: Collection[int]) -> None:
    """Note what was touched, make anew what is made from texts, and announce the change."""
    withdrawal.documents.set(touched)
    withdrawal.passages.set(passages)
    # Whoever edits the description now has former words before them: they are told.
    with pgtrigger.ignore():
        Document.objects.filter(pk__in=touched).update(load_digest="", changed_at=timezone.now())
    for sketch in TextSketch.objects.filter(document__in=touched):
        latest = Revision.objects.filter(document=sketch.document_id).order_by("-number").first()
        sketch.marks = near_duplicates.sketch(latest.text) if latest else []
        sketch.save(update_fields=["marks"])
    documents_changed.send(Document, document_ids=sorted(touched))


def make_sure(words: Words, rows: columns.Rows | None) -> None:
    """Raises NotRedactable where the words are still found: the transaction is undone then."""
    left = sorted({_kind(finding.table) for finding in columns.find(words, rows)})
    if left:
        raise NotRedactable(
            f"The words could not be taken out of {', '.join(left)}; nothing was changed. Please "
            "report this."
        )


def end_sessions(words: Words) -> None:
    """Sign out whose session holds the words, in a message that was not yet shown perhaps."""
    for session in Session.objects.iterator():
        if words.are_in(str(session.get_decoded())):
            session.delete()


def _black_out(finding: Finding, words: Words) -> None:
    written = columns.black_out(finding, words)
    spaces = {
        Document._meta.db_table: lambda pk: "document",
        Speaker._meta.db_table: lambda pk: "speaker",
        Term._meta.db_table: lambda pk: (
            "term:" + Term.objects.values_list("vocabulary__key", flat=True).get(pk=pk)
        ),
    }
    if finding.table in spaces and "slug" in written:
        space = spaces[finding.table](finding.pk)
        lead_on(space, str(finding.values["slug"]), str(written["slug"]))


def _rename_citation_keys(words: Words, touched: Collection[int]) -> None:
    """A citation key begins with a surname, written together with what follows."""
    names = {squeezed(part) for form in words.forms for part in form.split()}
    names = {name for name in names | words.known if len(name) > FEWEST}
    events = apps.get_model("documents", "DocumentEvent")
    for pk, key in Document.objects.filter(pk__in=touched).values_list("pk", "citation_key"):
        if key and any(squeezed(key).startswith(name) for name in names):
            Document.objects.filter(pk=pk).update(citation_key=f"redacted-{pk}")
            events.objects.filter(pgh_obj_id=pk).exclude(citation_key=None).update(
                citation_key=f"redacted-{pk}"
            )


def _drop_parts_that_were_kept(words: Words) -> None:
    """Shared baskets keep which words their citations write as names, each by itself and cut where
    an apostrophe or an accent stands: "NEILL" of "O’Neill".
    """
    for item in SharedItem.objects.filter(described__cited__has_key="proper"):
        described: Any = item.described
        kept = described["cited"]["proper"]
        stay = [word for word in kept if not any(squeezed(word) in form for form in words.known)]
        if stay != kept:
            described["cited"]["proper"] = stay
            item.save(update_fields=["described"])


def lead_on(space: str, slug: str, to: str = "") -> None:
    """A former address that must not be kept leads on to another, or says that it was withdrawn."""
    FormerAddress.objects.filter(space=space, to=slug).update(to=to)
    FormerAddress.objects.update_or_create(
        space=space,
        slug=memory.hidden(slug),
        defaults={
            "to": to,
            "kind": SuccessionKind.MOVED if to else SuccessionKind.WITHDRAWN,
            "reason": "Words in the address were redacted." if to else "",
        },
    )


def _documents_of(found: Iterable[Finding]) -> set[int]:
    """The documents that some rows belong to, as far as what the public finds rests on them."""
    keys: dict[str, set[int]] = {}
    for finding in found:
        keys.setdefault(finding.table, set()).add(finding.pk)
    documents = set(keys.get(Document._meta.db_table, ()))
    for model, path in (
        (Revision, "document"),
        (PassageVersion, "passage__document"),
        (Appearance, "document"),
    ):
        pks = keys.get(model._meta.db_table, ())
        documents |= set(model.objects.filter(pk__in=pks).values_list(path, flat=True))
    speakers = keys.get(Speaker._meta.db_table, ())
    heard = Appearance.objects.filter(speaker__in=speakers)
    return documents | set(heard.values_list("document", flat=True))


def _passages_of(found: Iterable[Finding]) -> set[int]:
    table = PassageVersion._meta.db_table
    versions = [f.pk for f in found if f.table == table and "text" in f.values]
    return set(PassageVersion.objects.filter(pk__in=versions).values_list("passage", flat=True))


def _kind(table: str) -> str:
    """A table as a keeper would call it."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            tracked = getattr(model, "pgh_tracked_model", None)
            if tracked is not None:
                return f"history of {tracked._meta.verbose_name_plural}"
            return str(model._meta.verbose_name_plural)
    return table


def _glimpses(words: Words, versions: Sequence[int]) -> Iterator[Glimpse]:
    rows = (
        PassageVersion.objects.filter(pk__in=versions)
        .select_related("passage__document", "revision")
        .defer("revision__text", "revision__runs")
        .order_by("passage__document", "-revision__number", "order")
    )
    shown = 0
    for version in rows.iterator():
        for start, end in words.places(version.text):
            yield Glimpse(
                version.passage.document,
                version.number or "",
                version.revision.number,
                version.text[max(0, start - AROUND) : start],
                version.text[start:end],
                version.text[end : end + AROUND],
            )
            shown += 1
            if shown == SHOWN:
                return


def _accounts(words: Words) -> list[str]:
    return [
        user.get_username()
        for user in User.objects.order_by("username")
        if any(map(words.are_in, (user.username, user.first_name, user.last_name, user.email)))
        or words.are_in(user.get_full_name())
    ]


def _parts_that_stay(words: Words, document: Document | None) -> list[tuple[str, int]]:
    parts = {part for form in words.forms for part in form.split() if len(squeezed(part)) > 2}
    alone = sorted(part for part in parts if squeezed(part) not in words.known)
    versions = PassageVersion.objects.current()
    if document is not None:
        versions = versions.filter(passage__document=document)
    counted = []
    for part in alone:
        one = Words((part,))
        held = versions.filter(text__unaccent__icontains=part).values_list("text", flat=True)
        stay = sum(len(one.places(words.masked(text))) for text in held.iterator())
        if stay:
            counted.append((part, stay))
    return counted
