"""The ledger of the archive: corrections, redactions and withdrawals, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from documents.models import Document, Passage, Revision, Withdrawal
from documents.querysets import public_documents
from documents.vocabularies import WithdrawalKind

REVISION, WITHIN, WHOLE = "revision", "within", "whole"


@dataclass(frozen=True)
class Entry:
    """One entry: a revision of a document, or something that was taken out of one.

    `document` is None where the document itself was withdrawn. `passages` is the number of those in
    which words were redacted.
    """

    at: datetime
    key: str
    document: Document | None = None
    revision: Revision | None = None
    withdrawal: Withdrawal | None = None
    passages: int = 0

    @property
    def title(self) -> str:
        return (self.document.title or "Untitled") if self.document else "A document"

    @property
    def says(self) -> str:
        """What happened, in a sentence; of words that were taken out, never which."""
        if self.revision is not None:
            return self.revision.reason or "No reason was recorded."
        if self.withdrawal is None or self.withdrawal.kind == WithdrawalKind.DOCUMENT:
            return "The document was withdrawn; its addresses say so."
        if self.withdrawal.kind == WithdrawalKind.PASSAGE:
            return "A passage was withdrawn; its address says so."
        if not self.passages:
            return "Words in its description were redacted."
        where = "1 passage" if self.passages == 1 else f"{self.passages} passages"
        return f"Words in {where} were redacted, in every revision."


class Ledger(Sequence):
    """All entries that everybody may see, in portions."""

    def __init__(self, document: Document | None = None) -> None:
        self.rows = _rows(document)

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: Any) -> Any:
        found = self.rows[wanted]
        return _entries([found])[0] if isinstance(wanted, int) else _entries(list(found))


def _rows(document: Document | None) -> QuerySet:
    """Rows of (when, sort of entry, key, key of the document)."""
    through = Withdrawal.documents.through.objects
    within = through.exclude(withdrawal__kind=WithdrawalKind.DOCUMENT)
    within = within.filter(public_documents("document__"))
    if document is not None:
        return _as_rows(within.filter(document=document), "withdrawal__at", WITHIN, "withdrawal")
    public_once = Document.objects.filter(
        withdrawals=OuterRef("pk"), first_published_at__isnull=False
    )
    whole = Withdrawal.objects.filter(Exists(public_once), kind=WithdrawalKind.DOCUMENT)
    revisions = Revision.objects.corrections().order_by()
    return (
        _as_rows(revisions, "published_at", REVISION, "pk")
        .union(
            _as_rows(within, "withdrawal__at", WITHIN, "withdrawal"),
            _as_rows(whole, "at", WHOLE, "pk", Value(0)),
            all=True,
        )
        .order_by("-moment", "-sort", "-of", "-where")
    )


def _as_rows(rows: QuerySet, at: str, sort: str, of: str, where: Any = None) -> QuerySet:
    where = F("document") if where is None else where
    named = rows.order_by().annotate(moment=F(at), sort=Value(sort), of=F(of), where=where)
    return named.values_list("moment", "sort", "of", "where")


def _entries(rows: Sequence[tuple[datetime, str, int, int]]) -> list[Entry]:
    documents = Document.objects.in_bulk({where for *_, where in rows})
    of = {sort: {key for _, s, key, _ in rows if s == sort} for sort in (REVISION, WITHIN, WHOLE)}
    revisions = Revision.objects.defer("text", "runs").in_bulk(of[REVISION])
    withdrawals = Withdrawal.objects.in_bulk(of[WITHIN] | of[WHOLE])
    counted = Passage.objects.filter(Q(withdrawals__in=of[WITHIN]), document__in=documents)
    numbers = {
        (withdrawal, document): number
        for withdrawal, document, number in counted.values_list("withdrawals", "document").annotate(
            Count("pk")
        )
    }
    entries = []
    for at, sort, key, where in rows:
        document = documents.get(where)
        if sort == REVISION:
            revision = revisions[key]
            entries.append(Entry(at, f"{sort}-{key}", document, revision))
        else:
            entries.append(
                Entry(
                    at,
                    f"{sort}-{key}-{where}",
                    document,
                    withdrawal=withdrawals[key],
                    passages=numbers.get((key, where), 0),
                )
            )
    return entries
