"""Passages printed under a name of which nobody has decided whose it is.

A facet counts people. Whoever types a name means what is printed, too.
"""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.folding import folded_words
from documents.ingest.forms_of_address import is_courtesy, split_title
from documents.models import Appearance, PassageVersion, Quotation
from documents.vocabularies import AnchorState
from search.names import with_words

DIMENSIONS = ("speaker", "quoted")


def printed(dimension: str, words: Sequence[str]) -> tuple[Q, list[str]]:
    """That a voice without a person whose printed name has all of some folded words says a passage,
    or is quoted in it (one of the DIMENSIONS), and the names; none where no public passage has such
    a voice.
    """
    voices = [pk for pk, _ in with_words(Appearance.objects.filter(speaker=None), "name", words)]
    public = PassageVersion.objects.public().order_by()
    if dimension == "speaker":
        said = public.filter(appearance__in=voices)
        where = Q(version_id__in=said.values("pk"))
        names = said.values_list("appearance__name", flat=True)
    else:
        quotations = _quotations(public).filter(appearance__in=voices)
        where = Q(passage_id__in=quotations.values("anchor__passage"))
        names = quotations.values_list("appearance__name", flat=True)
    return where, sorted(names.distinct()) if voices else []


def names(dimension: str, wanted: Sequence[str], most: int) -> list[str]:
    """The printed names of voices without a person that have folded words within them, and say a
    public passage, or are quoted in one; at most so many, in alphabetical order.
    """
    voices = Appearance.objects.filter(speaker=None, name__gt="").order_by("name")
    for word in wanted:
        voices = voices.filter(name__unaccent__icontains=word)
    public = PassageVersion.objects.public().order_by()
    words = public if dimension == "speaker" else _quotations(public)
    heard = voices.filter(Exists(words.filter(appearance=OuterRef("pk"))))
    return [name for name in heard.values_list("name", flat=True).distinct()[:most] if name]


def _quotations(public: QuerySet[PassageVersion]) -> QuerySet[Quotation]:
    """The quotations that stand in public passages."""
    return Quotation.objects.filter(
        anchor__passage__in=public.values("passage"), anchor__state__in=AnchorState.standing()
    ).order_by()


def without_courtesies(words: Sequence[str]) -> list[str]:
    """The folded words of a name without its forms of address, where it has others: "Mr. Lagon"."""
    return [word for word in words if not is_courtesy(word)] or list(words)


def without_offices(words: Sequence[str]) -> list[str]:
    """The folded words of a name without the offices before it ("Ambassador Lagon", "Secretary of
    State Rice"), where it has others.
    """
    _, name = split_title(" ".join(map(str.capitalize, words)))
    return folded_words(name) or list(words)


def remark(names: Sequence[str]) -> str:
    """What is said of these names."""
    if len(names) > 1:
        return f"{len(names)} names are found as printed: whose they are has not been decided."
    return f"“{names[0]}” is found as printed: whose name that is has not been decided."
