"""The names that this archive has for the values of each field: by what they begin with, else by
how much they are like what was typed.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from rapidfuzz.distance import DamerauLevenshtein

from documents.folding import folded_words
from documents.models import (
    Appearance,
    Collection,
    Document,
    Quotation,
    Speaker,
    TermVersion,
    Vocabulary,
)
from documents.querysets import public_documents
from documents.vocabularies import AnchorState, Kind, Part, PassageType
from search import as_printed
from search.names import LanguageNames, PartNames, TextNames

FETCHED = 300
COMPARED = 5000
"""So many names of a field are compared with one that nothing begins with."""
LIKENESS = 0.75
"""Of 1: how alike a typed word and one of a name must be."""
SHORTEST_LIKE = 4
"""Letters: of shorter words too many are alike."""
SHORTEST_INNER = 3

Pairs = list[tuple[str, str]]
Named = Iterable[tuple[str, str]]
Having = Callable[[Sequence[str], int], Named]
"""At most so many values with some words, as (value, label)."""
Names = dict[str, tuple[str, Having]]
"""By field: how one of its values is called, and its values."""


def beginning(having: Having, wanted: Sequence[str]) -> Pairs:
    """The values in whose names words begin with those that are wanted, folded; first those that
    begin so themselves.
    """
    found = [(value, label) for value, label in having(wanted, FETCHED) if _begins(label, wanted)]
    return sorted(found, key=lambda pair: _is_inner(pair[1], wanted))


def alike(having: Having, wanted: Sequence[str]) -> Pairs:
    """The values whose names have what is wanted within their words ("oneill" for "O'Neill"), or
    other words but for a letter or two, the most alike first.
    """
    likeness = {pair: likeness_of(pair[1], wanted) for pair in having((), COMPARED)}
    found = [pair for pair in likeness if likeness[pair] >= LIKENESS]
    return sorted(found, key=lambda pair: -likeness[pair])


def likeness_of(label: str, wanted: Sequence[str]) -> float:
    """From 0 to 1, how alike the words of a label are to some folded words."""
    said, whole = folded_words(label), "".join(wanted)
    if len(whole) >= SHORTEST_INNER and whole in "".join(said):
        return 1
    if not said or any(len(word) < SHORTEST_LIKE for word in wanted):
        return 0
    return min((max(_alike(word, other) for other in said) for word in wanted), default=0)


def _alike(typed: str, word: str) -> float:
    """How alike a word is to one that was typed, or begun."""
    begun = word[: len(typed)]
    return max(DamerauLevenshtein.normalized_similarity(typed, other) for other in (word, begun))


def names_by_field() -> Names:
    """The names of the values of every field."""
    vocabularies: Names = {
        v.query_key: (v.name, partial(_terms, v)) for v in Vocabulary.objects.all()
    }
    texts = TextNames("")
    return {
        "speaker": ("Speaker", _speakers),
        **vocabularies,
        "year": ("Year", lambda *_: _years()),
        "kind": ("Kind of document", lambda *_: _choices(Kind, _kinds())),
        "document": ("Document", partial(_documents, "slug")),
        "title": ("Words in a title", partial(_documents, "title")),
        "quoted": ("Who is quoted", partial(_speakers, only_quoted=True)),
        "part": ("Part", lambda wanted, _: ((p.value, _does(p, wanted)) for p in _parts())),
        "role": ("Role as printed", lambda *asked: ((texts.slug(t), t) for t in _roles(*asked))),
        "publisher": (
            "Publisher",
            lambda *asked: ((texts.slug(t), t) for t in _distinct("publisher", *asked)),
        ),
        "language": ("Language", lambda *_: _languages()),
        "collection": ("Collection", lambda *_: Collection.objects.values_list("slug", "title")),
        "tagged": ("Tagged or not", lambda *_: [("yes", "Tagged"), ("no", "Not tagged")]),
        "type": ("Type of passage", lambda *_: _choices(PassageType, PassageType.numbered())),
    }


def _speakers(wanted: Sequence[str], most: int, only_quoted: bool = False) -> Named:
    """By the heading or a variant of it; who is found by a variant is offered by the heading. Then
    names as printed of which nobody has decided whose they are.
    """
    rows = Speaker.objects.public().filter(Exists(_quotations() if only_quoted else _voices()))
    for word in wanted:
        rows = rows.filter(
            Q(name__unaccent__icontains=word) | Q(names__name__unaccent__icontains=word)
        )
    found = rows.values_list("slug", "name", "names__name").order_by("sort_key")[:most]
    named: dict[str, str] = {}
    for slug, name, variant in found:
        if not _begins(name, wanted) and variant and _begins(variant, wanted):
            named.setdefault(slug, f"{name}, also {variant}")
        else:
            named.setdefault(slug, name)
    unnamed = as_printed.names("quoted" if only_quoted else "speaker", wanted, most)
    return [*named.items(), *((name, name) for name in unnamed)]


def _quotations() -> QuerySet:
    """Where somebody, or who was merged into them, is quoted in a public document."""
    of_them = Q(appearance__speaker=OuterRef("pk"))
    merged = Q(appearance__speaker__merged_into=OuterRef("pk"))
    return Quotation.objects.filter(
        of_them | merged,
        public_documents("appearance__document__"),
        anchor__state__in=AnchorState.standing(),
    ).order_by()


def _voices() -> QuerySet:
    """Where somebody, or who was merged into them, speaks or writes in a public document."""
    of_them = Q(speaker=OuterRef("pk")) | Q(speaker__merged_into=OuterRef("pk"))
    return _appearances().filter(of_them).exclude(part=Part.QUOTED).order_by()


def _appearances() -> QuerySet:
    return Appearance.objects.filter(public_documents("document__"))


def _terms(vocabulary: Vocabulary, wanted: Sequence[str], most: int) -> Named:
    """By the label; a term that is found by another label is offered with that beside its own."""
    versions = TermVersion.objects.filter(
        term__vocabulary=vocabulary, term__merged_into=None, is_current=True
    ).order_by("term__order")
    for slug, label, others in versions.values_list("term__slug", "label", "alternative_labels")[
        :most
    ]:
        alike = [other for other in others if _begins(other, wanted)]
        yield slug, label if _begins(label, wanted) or not alike else f"{label}, also {alike[0]}"


def _documents(field: str, wanted: Sequence[str], most: int) -> Named:
    rows = _with_words(Document.objects.public(), "title", wanted).order_by("-latest", "title")
    found = rows.exclude(title="").values_list(field, "title", "year")[:most]
    if field == "title":
        return dict.fromkeys((title, title) for _, title, _ in found)
    return [(value, f"{title}, {year or 'undated'}") for value, title, year in found if value]


def _distinct(column: str, wanted: Sequence[str], most: int) -> list[str]:
    rows = _with_words(Document.objects.public(), column, wanted).order_by(column)
    return [t for t in rows.values_list(column, flat=True).distinct()[:most] if t]


def _roles(wanted: Sequence[str], most: int) -> list[str]:
    rows = _appearances().exclude(role="").exclude(part=Part.QUOTED)
    found = _with_words(rows, "role", wanted).order_by("role").values_list("role", flat=True)
    return list(found.distinct()[:most])


def _languages() -> Named:
    names = LanguageNames("")
    return [(names.slug(tag), names.label(tag)) for tag in _distinct("language", (), FETCHED)]


def _kinds() -> list[Kind]:
    """The kinds of which there are documents."""
    held = set(Document.objects.public().order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in Kind if kind in held]


def _parts() -> list[Part]:
    """The parts that somebody has in a document."""
    held = set(_appearances().order_by().values_list("part", flat=True).distinct())
    return [part for part in Part if part in held]


def _does(part: Part, wanted: Sequence[str]) -> str:
    """A part as a verb, with its name ("Operates the line, operator") where that is wanted."""
    does = PartNames.DOES[part]
    return does if _begins(does, wanted) else f"{does}, {part.label}"


def _years() -> Named:
    years = Document.objects.public().exclude(year=None).order_by("-year")
    return [(str(year), str(year)) for year in years.values_list("year", flat=True).distinct()]


def _choices(choices: type[TextChoices], among: Iterable[TextChoices] | None = None) -> Named:
    return [(c.value, str(c.label).capitalize()) for c in (choices if among is None else among)]


def _with_words(rows: QuerySet, column: str, wanted: Sequence[str]) -> QuerySet:
    for word in wanted:
        rows = rows.filter(**{f"{column}__unaccent__icontains": word})
    return rows


def _begins(label: str, wanted: Iterable[str]) -> bool:
    said = folded_words(label)
    return all(any(word.startswith(begin) for word in said) for begin in wanted)


def _is_inner(label: str, wanted: Sequence[str]) -> bool:
    """Whether a name has what was typed further on: names that begin with it come first."""
    return not " ".join(folded_words(label)).startswith(" ".join(wanted))
