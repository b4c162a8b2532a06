"""Merging terms: two that mean the same become one, and every address and tag goes on."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from documents.models import Tagging, Term
from documents.tagging.deeds import deed_of
from documents.tagging.terms import hold
from documents.vocabularies import TaggingStatus

DECIDED = ("decided_by", "decided_at", "decider")


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
def merge(source: Term, target: Term, by: User | None = None) -> Merged:
    """Let `target` take over all that `source` has: tags, narrower terms, its address. One action,
    which can be undone whole.

    The tags are from now on of the target's definition in force; the history keeps what they were
    made under. The address of the source leads to the target. Raises NotMergeable.
    """
    hold(source.vocabulary)
    list(Term.objects.select_for_update().filter(pk__in=[source.pk, target.pk]).order_by("pk"))
    source.refresh_from_db()
    target.refresh_from_db()
    check(source, target)
    definition = target.versions.get(is_current=True)
    own = {_hand(t): t for t in Tagging.objects.filter(term_version=definition)}
    moving: list[Tagging] = []
    joined: list[Tagging] = []
    better: list[tuple[Tagging, Tagging]] = []
    taggings = Tagging.objects.filter(term_version__term=source).select_related("anchor")
    # Approved ones first: of several by one hand on the same words, that one goes on.
    for tagging in sorted(taggings, key=lambda t: t.status != TaggingStatus.APPROVED):
        twin = own.get(_hand(tagging))
        if twin is None:
            own[_hand(tagging)] = tagging
            moving.append(tagging)
            continue
        joined.append(tagging)
        if tagging.status == TaggingStatus.APPROVED != twin.status:
            better.append((twin, tagging))
    with deed_of(by, f"Term {source} merged into {target}") as deed:
        deed.remove(joined)
        for twin, tagging in better:
            twin.anchor = tagging.anchor
            kept = {name: getattr(tagging, name) for name in ("status", "reason", *DECIDED)}
            deed.change([twin], **kept)
        if moving:
            deed.change(moving, term_version=definition)
        if target.broader_id == source.pk:
            deed.place_terms([target], broader=source.broader)
        narrower = Term.objects.filter(broader=source).exclude(pk=target.pk)
        deed.place_terms(narrower, broader=target)
        gone = Term.objects.filter(Q(pk=source.pk) | Q(merged_into=source))
        deed.place_terms(gone, merged_into=target)
    return Merged(len(moving), len(joined))


def _hand(tagging: Tagging) -> tuple:
    return (tagging.anchor_id, tagging.by_id, tagging.agent, tagging.round_id)
