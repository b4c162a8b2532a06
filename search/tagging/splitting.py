"""Splitting a term by a query: the tags on what a search finds go over to a new term."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from documents.models import Tagging, Term, TermVersion
from documents.tagging.deeds import deed_of
from documents.tagging.terms import free_label, free_slug, hold
from search.matching import matching
from search.request import SearchRequest


@dataclass(frozen=True)
class Preview:
    """What would go over: tags (also those that wait, or were rejected) and passages; how many
    passages are found in all, and on how many of the term it would leave tags.
    """

    tags: int
    passages: int
    found: int
    stays: int


def preview(asked: SearchRequest, term: TermVersion) -> Preview:
    """What splitting a term by a search would do. Three queries."""
    going = _going(asked, term)
    every = Tagging.objects.filter(term_version__term=term.term_id)
    passages = set(going.values_list("anchor__passage", flat=True))
    stays = set(every.values_list("anchor__passage", flat=True)) - passages
    return Preview(going.count(), len(passages), matching(asked).count(), len(stays))


@transaction.atomic
def split(asked: SearchRequest, term: TermVersion, label: str, definition: str, by: User):
    """Make a new term after `term`, and let the tags on what is found go over to it. One action:
    undone, the tags are back, and the address of the new term leads to the former.

    Returns the new version. Raises NotPossible for a name that cannot be.
    """
    whole = term.term
    hold(whole.vocabulary)
    label = free_label(whole.vocabulary, label)
    made = Term.objects.create(
        vocabulary=whole.vocabulary,
        slug=free_slug(whole.vocabulary, label),
        broader=whole.broader,
        order=whole.order,
        merged_into=whole,
    )
    version = TermVersion.objects.create(
        term=made,
        number=1,
        label=label,
        definition=definition,
        by=by,
    )
    going = list(_going(asked, term).select_related("anchor"))
    said = f"{len(going):,} tags of {term.label} went over to {label}, split by “{asked.q}”"
    with deed_of(by, said, query=asked.url) as deed:
        if going:
            deed.change(going, term_version=version)
        # As if it had been merged before: undoing puts it back there, and its address goes on.
        deed.place_terms([made], merged_into=None)
    return version


def _going(asked: SearchRequest, term: TermVersion) -> QuerySet[Tagging]:
    return Tagging.objects.filter(
        term_version__term=term.term_id, anchor__passage__in=matching(asked).values("passage_id")
    )
