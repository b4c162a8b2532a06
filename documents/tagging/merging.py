"""Merging terms: two that mean the same become one, and every address and tag goes on."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from documents.models import Passage, Tagging, Term
from documents.signals import judgments_changed
from documents.vocabularies import TaggingStatus


class NotMergeable(Exception):
    """The two terms cannot be merged; the message says why."""


@dataclass(frozen=True)
class Merged:
    """How many tags were moved, and how many were one already with a tag of the other term."""

    moved: int
    joined: int


def check(source: Term, target: Term) -> None:
    """Raises NotMergeable."""
    if source.pk == target.pk:
        raise NotMergeable("A term is not merged into itself.")
    if source.vocabulary_id != target.vocabulary_id:
        raise NotMergeable("Terms of two vocabularies mean different kinds of things.")
    for term in (source, target):
        if term.merged_into_id is not None:
            raise NotMergeable(f"“{term}” was merged into another term already.")


@transaction.atomic
def merge(source: Term, target: Term) -> Merged:
    """Let `target` take over all that `source` has: tags, narrower terms, its address.

    The tags are from now on of the target's definition in force; the history keeps what they were
    made under. The address of the source leads to the target. Raises NotMergeable.
    """
    list(Term.objects.select_for_update().filter(pk__in=[source.pk, target.pk]).order_by("pk"))
    source.refresh_from_db()
    target.refresh_from_db()
    check(source, target)
    definition = target.versions.get(is_current=True)
    own = {_hand(t): t for t in Tagging.objects.filter(term_version=definition)}
    moving, joined = [], []
    passages = set()
    taggings = Tagging.objects.filter(term_version__term=source).select_related("anchor")
    # Approved ones first: of several by one hand on the same words, that one goes on.
    for tagging in sorted(taggings, key=lambda t: t.status != TaggingStatus.APPROVED):
        passages.add(tagging.anchor.passage_id)
        twin = own.get(_hand(tagging))
        if twin is None:
            own[_hand(tagging)] = tagging
            moving.append(tagging.pk)
            continue
        joined.append(tagging.pk)
        if tagging.status == TaggingStatus.APPROVED != twin.status and twin.pk not in moving:
            twin.status, twin.reason = tagging.status, tagging.reason
            twin.decided_by, twin.decided_at = tagging.decided_by, tagging.decided_at
            twin.save()
    Tagging.objects.filter(pk__in=joined).delete()
    Tagging.objects.filter(pk__in=moving).update(term_version=definition)
    if target.broader_id == source.pk:
        target.broader = source.broader
        target.save()
    Term.objects.filter(broader=source).exclude(pk=target.pk).update(broader=target)
    Term.objects.filter(Q(pk=source.pk) | Q(merged_into=source)).update(merged_into=target)
    judgments_changed.send(Passage, passage_ids=passages)
    return Merged(len(moving), len(joined))


def _hand(tagging: Tagging) -> tuple:
    return (tagging.anchor_id, tagging.by_id, tagging.agent, tagging.round_id)
