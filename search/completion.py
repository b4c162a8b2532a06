"""What is being typed in the search box, completed: names of fields, and the names that the archive
has for their values.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices

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
from search.names import LanguageNames, PartNames, TextNames
from search.quotation_marks import ANY

MOST = 8
MOST_OF_A_KIND = 3
"""So many of each kind are offered for a word without a field."""
FETCHED = 300
LONGEST = 200
SHORTEST = 2
"""Characters of a bare word before names are offered for it."""

# What stands at the end of the text: a field with the beginning of its value, or a bare word.
TYPED = re.compile(
    r'(?:^|[\s(])(?P<sign>[-−+]?)(?:(?P<field>[^\W\d_][\w-]*):(?P<value>"[^"]*|[^\s"()]*)'
    r"|(?P<word>[^\W\d_][\w-]*))$"
)


@dataclass(frozen=True)
class Option:
    """`text` takes the place of what was typed; `label` and `note` say what it is."""

    text: str
    label: str
    note: str


@dataclass(frozen=True)
class Completion:
    """`typed` is the end of the text that an option takes the place of."""

    typed: str
    options: list[Option]

    def as_json(self) -> dict[str, object]:
        return {"typed": self.typed, "options": [asdict(option) for option in self.options]}


def complete(text: str) -> Completion:
    """What the text up to the caret may go on with; no options where nothing is to be offered."""
    found = TYPED.search(text[-LONGEST:])
    if found is None:
        return Completion("", [])
    typed = found[0].lstrip(" \t\n(")
    values = _values()
    if found["field"]:
        field = found["field"].lower()
        wanted = folded_words(found["value"])
        options = list(islice(_of_field(field, wanted, values), MOST))
    else:
        options = list(_of_word(found["word"], values))[:MOST]
    signed = [Option(found["sign"] + o.text, o.label, o.note) for o in options]
    return Completion(typed, signed)


Named = Iterable[tuple[str, str]]
Values = dict[str, tuple[str, Callable[[list[str]], Named]]]
"""By field: how one of its values is called, and the values with some words, as (value, label)."""


def _of_field(field: str, wanted: list[str], values: Values) -> Iterator[Option]:
    if field not in values:
        return
    note, having = values[field]
    found = [(value, label) for value, label in having(wanted) if _begins(label, wanted)]
    for value, label in sorted(found, key=lambda pair: _is_inner(pair[1], wanted)):
        yield Option(f"{field}:{_quoted(value)} ", label, note)


def _of_word(word: str, values: Values) -> Iterator[Option]:
    """Fields that begin with the word, then people, terms and documents that have such a word."""
    for field, (note, _) in values.items():
        if field.startswith(word.lower()):
            yield Option(f"{field}:", f"{field}:", f"Search by {note[:1].lower()}{note[1:]}")
    wanted = folded_words(word)
    if len(word) < SHORTEST or not wanted:
        return
    named = ["speaker", "quoted", *(v.query_key for v in Vocabulary.objects.all()), "document"]
    for field in named:
        yield from islice(_of_field(field, wanted, values), MOST_OF_A_KIND)


def _values() -> Values:
    vocabularies: Values = {
        v.query_key: (v.name, partial(_terms, v)) for v in Vocabulary.objects.all()
    }
    texts = TextNames("")
    return {
        "speaker": ("Speaker", _speakers),
        **vocabularies,
        "year": ("Year", lambda _: _years()),
        "kind": ("Kind of document", lambda _: _choices(Kind, _kinds())),
        "document": ("Document", lambda wanted: _documents(wanted, "slug")),
        "title": ("Words in a title", lambda wanted: _documents(wanted, "title")),
        "quoted": ("Who is quoted", partial(_speakers, only_quoted=True)),
        "part": ("Part", lambda _: ((p.value, PartNames.DOES[p]) for p in _parts())),
        "role": ("Role as printed", lambda wanted: ((texts.slug(t), t) for t in _roles(wanted))),
        "publisher": (
            "Publisher",
            lambda wanted: ((texts.slug(t), t) for t in _distinct("publisher", wanted)),
        ),
        "language": ("Language", lambda _: _languages()),
        "collection": ("Collection", lambda _: Collection.objects.values_list("slug", "title")),
        "tagged": ("Tagged or not", lambda _: [("yes", "Tagged"), ("no", "Not tagged")]),
        "type": ("Type of passage", lambda _: _choices(PassageType, PassageType.numbered())),
    }


def _speakers(wanted: list[str], only_quoted: bool = False) -> Named:
    """By the heading or a variant of it; who is found by a variant is offered by the heading."""
    rows = Speaker.objects.public().filter(Exists(_quotations() if only_quoted else _voices()))
    for word in wanted:
        rows = rows.filter(
            Q(name__unaccent__icontains=word) | Q(names__name__unaccent__icontains=word)
        )
    found = rows.values_list("slug", "name", "names__name").order_by("sort_key")[:FETCHED]
    named: dict[str, str] = {}
    for slug, name, variant in found:
        if not _begins(name, wanted) and variant and _begins(variant, wanted):
            named.setdefault(slug, f"{name}, also {variant}")
        else:
            named.setdefault(slug, name)
    return named.items()


def _quotations() -> QuerySet:
    """Where somebody, or who was merged into them, is quoted in a public document."""
    of_them = Q(appearance__speaker=OuterRef("pk"))
    merged = Q(appearance__speaker__merged_into=OuterRef("pk"))
    return Quotation.objects.filter(
        of_them | merged,
        public_documents("appearance__document__"),
        anchor__state__in=[AnchorState.ATTACHED, AnchorState.MOVED],
    ).order_by()


def _voices() -> QuerySet:
    """Where somebody, or who was merged into them, speaks or writes in a public document."""
    of_them = Q(speaker=OuterRef("pk")) | Q(speaker__merged_into=OuterRef("pk"))
    return _appearances().filter(of_them).exclude(part=Part.QUOTED).order_by()


def _appearances() -> QuerySet:
    return Appearance.objects.filter(public_documents("document__"))


def _terms(vocabulary: Vocabulary, wanted: list[str]) -> Named:
    """By the label; a term that is found by another label is offered with that beside its own."""
    versions = TermVersion.objects.filter(
        term__vocabulary=vocabulary, term__merged_into=None, is_current=True
    ).order_by("term__order")
    for slug, label, others in versions.values_list("term__slug", "label", "alternative_labels"):
        alike = [other for other in others if _begins(other, wanted)]
        yield slug, label if _begins(label, wanted) or not alike else f"{label}, also {alike[0]}"


def _documents(wanted: list[str], field: str) -> Named:
    rows = _with_words(Document.objects.public(), "title", wanted).order_by("-latest", "title")
    found = rows.exclude(title="").values_list(field, "title", "year")[:FETCHED]
    if field == "title":
        return dict.fromkeys((title, title) for _, title, _ in found)
    return [(value, f"{title}, {year or 'undated'}") for value, title, year in found if value]


def _distinct(column: str, wanted: list[str]) -> list[str]:
    rows = _with_words(Document.objects.public(), column, wanted).order_by(column)
    return [t for t in rows.values_list(column, flat=True).distinct()[:FETCHED] if t]


def _roles(wanted: list[str]) -> list[str]:
    rows = _appearances().exclude(role="").exclude(part=Part.QUOTED)
    found = _with_words(rows, "role", wanted).order_by("role").values_list("role", flat=True)
    return list(found.distinct()[:FETCHED])


def _languages() -> Named:
    names = LanguageNames("")
    return [(names.slug(tag), names.label(tag)) for tag in _distinct("language", [])]


def _kinds() -> list[Kind]:
    """The kinds of which there are documents."""
    held = set(Document.objects.public().order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in Kind if kind in held]


def _parts() -> list[Part]:
    """The parts that somebody has in a document."""
    held = set(_appearances().order_by().values_list("part", flat=True).distinct())
    return [part for part in Part if part in held]


def _years() -> Named:
    years = Document.objects.public().exclude(year=None).order_by("-year")
    return [(str(year), str(year)) for year in years.values_list("year", flat=True).distinct()]


def _choices(choices: type[TextChoices], among: Iterable[TextChoices] | None = None) -> Named:
    return [(c.value, str(c.label).capitalize()) for c in (choices if among is None else among)]


def _with_words(rows: QuerySet, column: str, wanted: list[str]) -> QuerySet:
    for word in wanted:
        rows = rows.filter(**{f"{column}__unaccent__icontains": word})
    return rows


def _begins(label: str, wanted: Iterable[str]) -> bool:
    said = folded_words(label)
    return all(any(word.startswith(begin) for word in said) for begin in wanted)


def _is_inner(label: str, wanted: list[str]) -> bool:
    """Whether a name has what was typed further on: names that begin with it come first."""
    return not " ".join(folded_words(label)).startswith(" ".join(wanted))


def _quoted(value: str) -> str:
    plain = re.fullmatch(r"[^\s()]+", value) and not ANY.search(value)
    return value if plain else '"{}"'.format(ANY.sub(" ", value))
