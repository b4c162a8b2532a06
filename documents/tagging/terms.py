"""What keepers do to a term beside defining it: its place, its address, what stands above it."""

from collections import defaultdict

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.text import slugify

from documents.identifiers import LONGEST_TERM_SLUG, RESERVED_FOR_NO_TERM
from documents.models import FormerAddress, Term, TermVersion, Vocabulary
from documents.vocabularies import SuccessionKind

KEYS = frozenset("123456789")
"""What a term can have as its key at the workbench."""


class NotPossible(Exception):
    """What was asked of a term is not done; the message says why."""


def hold(vocabulary: Vocabulary) -> None:
    """Wait until nobody else names, keys or places the terms of a vocabulary, and let others wait
    until the transaction ends.
    """
    Vocabulary.objects.select_for_update(no_key=True).get(pk=vocabulary.pk)


def below(term: Term) -> set[int]:
    """The terms (primary keys) that stand under a term, at any depth, and itself: under none of
    these can it be put. One query.
    """
    under = defaultdict(list)
    rows = Term.objects.filter(vocabulary=term.vocabulary_id).values_list("broader", "pk")
    for broader, pk in rows:
        under[broader].append(pk)
    found, waiting = set(), [term.pk]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(under[here])
    return found


def current_label() -> Subquery:
    """What each term of a query of terms is called now."""
    current = TermVersion.objects.filter(term=OuterRef("pk"), is_current=True)
    return Subquery(current.values("label")[:1])


@transaction.atomic
def move(term: Term, places: int) -> None:
    """Move a term up (-1) or down (1) among the terms in force. At the end it stays, and so does
    one that is not in force any more.
    """
    hold(term.vocabulary)
    every = list(
        Term.objects.filter(vocabulary=term.vocabulary_id, merged_into=None).order_by("order", "pk")
    )
    at = next((place for place, each in enumerate(every) if each.pk == term.pk), None)
    if at is None:
        return
    to = min(max(0, at + places), len(every) - 1)
    every.insert(to, every.pop(at))
    for order, each in enumerate(every):
        if each.order != order:
            each.order = order
            each.save(update_fields=["order"])


def free_slug(vocabulary: Vocabulary, slug: str) -> str:
    """The slug as a term can have it. Raises NotPossible where it names, or named, another."""
    slug = slugify(slug)[:LONGEST_TERM_SLUG]
    if not slug:
        raise NotPossible("The address needs a letter or a digit.")
    if slug in RESERVED_FOR_NO_TERM:
        raise NotPossible(f"“{slug}” stands for passages without a term. Choose another address.")
    if vocabulary.terms.filter(slug=slug).exists():
        raise NotPossible(f"Another term has the address “{slug}”.")
    if FormerAddress.objects.filter(space=f"term:{vocabulary.key}", slug=slug).exists():
        raise NotPossible(
            f"“{slug}” named something else once, and may have been cited. Choose another."
        )
    return slug


def free_label(vocabulary: Vocabulary, label: str, term: Term | None = None) -> str:
    """The name as a term can have it, or keep it. Raises NotPossible where another has it."""
    label = " ".join(label.split())
    names = TermVersion.objects.filter(is_current=True, label__iexact=label)
    having = list(names.filter(term__vocabulary=vocabulary, term__merged_into=None))
    own = term.pk if term else None
    if having and own not in {name.term_id for name in having}:
        raise NotPossible(f"Another term is called “{having[0].label}”.")
    return label


@transaction.atomic
def rename_address(term: Term, slug: str) -> None:
    """Give a term another address; the former one leads there. Its own former address it may have
    again. Raises NotPossible.
    """
    space, old = f"term:{term.vocabulary.key}", term.slug
    slug = slugify(slug)[:LONGEST_TERM_SLUG]
    if slug == old:
        return
    own = FormerAddress.objects.filter(space=space, slug=slug, kind=SuccessionKind.MOVED, to=old)
    own.delete()
    term.slug = free_slug(term.vocabulary, slug)
    term.save(update_fields=["slug"])
    # Straight on, so that no chain grows.
    FormerAddress.objects.filter(space=space, to=old).update(to=term.slug)
    FormerAddress.objects.create(space=space, slug=old, to=term.slug, kind=SuccessionKind.MOVED)


def renamed(vocabulary: Vocabulary, slugs: list[str] | None = None) -> dict[str, str]:
    """Of some slugs, or of all, those that were renamed, and what they are now. One query."""
    former = FormerAddress.objects.filter(space=f"term:{vocabulary.key}", kind=SuccessionKind.MOVED)
    if slugs is not None:
        former = former.filter(slug__in=slugs)
    return dict(former.values_list("slug", "to"))


def cycles(above: dict[str, str]) -> list[str]:
    """The circles in what leads from one to the next, as to broader terms: each in words."""
    found: list[str] = []
    done: set[str] = set()
    for start in above:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done and here not in path:
            path[here] = None
            here = above.get(here)
        if here in path:
            every = list(path)
            circle = " → ".join([*every[every.index(here) :], here])
            found.append(f"go round in a circle: {circle}.")
        done.update(path)
    return found
