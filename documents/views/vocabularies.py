"""Controlled lists and their terms, the same for every vocabulary, and the codebook of all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import holdings
from documents.holdings import Heard
from documents.margins import cells_of, with_margins
from documents.models import PassageVersion, Speaker, Term, TermVersion, Vocabulary
from documents.views.addresses import elsewhere, leads_on
from documents.views.paging import page_of

PAGE = 25
MOST_SPEAKERS = 40
SHADES = (15, 30, 45, 65)
"""Per cent of the row at which a cell takes the next shade."""


@dataclass(frozen=True)
class Cell:
    """How many passages of a row carry a term, what share that is, where they are listed."""

    number: int
    share: int
    query: str

    @property
    def shade(self) -> int:
        if not self.number:
            return 0
        return 1 + sum(self.share >= step for step in SHADES)


@dataclass(frozen=True)
class Row:
    """A year or a speaker: passages in all, a cell for each term, those not yet read."""

    label: str
    total: int
    query: str
    cells: tuple[Cell, ...]
    unread: Cell


@require_safe
def vocabulary(request: HttpRequest, path: str) -> HttpResponse:
    """The terms of a list with their counts; a register also by year and by speaker."""
    found = get_object_or_404(Vocabulary, path=path)
    terms = _terms(found)
    context = {"section": found.path, "vocabulary": found}
    if found.exhaustive_register:
        register = _register(found, terms)
        counts = register.by_term()
        context |= {
            "passages": sum(register.passages.values()),
            "unread": sum(register.unread.values()),
            "tables": [
                ("By year", "Year", _by_year(register)),
                ("By speaker", "Speaker", _by_speaker(register)),
            ],
        }
    else:
        counts = holdings.tagged(found)
        context |= {
            "passages": PassageVersion.objects.public().count(),
            "unread": holdings.unread(found).count(),
        }
    context["terms"] = [(t, counts.get(t.term_id, 0), cells_of(terms, [t])) for t in terms]
    return render(request, "vocabularies/vocabulary.html", context)


@require_safe
def term(request: HttpRequest, path: str, slug: str) -> HttpResponse:
    """One term: what it means, and the passages that are marked with it and approved."""
    found = get_object_or_404(Vocabulary, path=path)
    entry = (
        Term.objects.filter(vocabulary=found, slug=slug)
        .select_related("vocabulary", "merged_into__vocabulary")
        .first()
    )
    if entry is None:
        return elsewhere(
            request, f"term:{found.key}", slug, lambda to: reverse("term", args=[path, to])
        )
    if entry.merged_into is not None:
        return leads_on(request, entry.get_absolute_url(), entry.merged_into.get_absolute_url())
    definition = get_object_or_404(entry.versions.filter(is_current=True))
    marked = _marked_with(entry)
    counted = holdings.by_year_and_speaker(marked)
    page = page_of(request, marked, PAGE, total=sum(counted.values()))
    versions = list(page)
    return render(
        request,
        "vocabularies/term.html",
        {
            "section": found.path,
            "vocabulary": found,
            "term": entry,
            "definition": definition,
            "narrower": _terms(found, broader=entry),
            "broader": entry.broader and entry.broader.versions.filter(is_current=True).first(),
            "page": page,
            "shown": with_margins(versions),
            "years": _years_of(counted),
            "speakers": _speakers_of(counted),
            "unread": holdings.unread(found).count(),
        },
    )


@require_safe
def codebook(request: HttpRequest) -> HttpResponse:
    """Every definition in force: what a tagger applies, for readers to judge the tags by."""
    lists = [(found, _terms(found)) for found in Vocabulary.objects.all()]
    return render(request, "vocabularies/codebook.html", {"section": "codebook", "lists_": lists})


def _terms(vocabulary: Vocabulary, **conditions: object) -> list[TermVersion]:
    return list(
        TermVersion.objects.filter(
            is_current=True,
            term__vocabulary=vocabulary,
            term__merged_into=None,
            **{f"term__{key}": value for key, value in conditions.items()},
        )
        .select_related("term__vocabulary", "term__broader")
        .order_by("term__order", "term")
    )


def _marked_with(entry: Term) -> QuerySet[PassageVersion]:
    marks = holdings.marks(entry.vocabulary).filter(term_version__term=entry)
    return (
        PassageVersion.objects.public()
        .filter(passage__in=marks.values("anchor__passage"))
        .select_related("passage__document", "appearance__speaker", "revision")
        .defer("revision__text", "revision__runs")
        .order_by("passage__document__earliest", "passage__document", "order")
    )


def _years_of(counted: Mapping[Heard, int]) -> dict[int | None, int]:
    """By year in order, None (undated) last."""
    years = _sums(counted, 0)
    return dict(sorted(years.items(), key=lambda row: (row[0] is None, row[0])))


def _speakers_of(counted: Mapping[Heard, int]) -> list[tuple[Speaker, int]]:
    """The speakers, who has most passages first."""
    numbers = _sums(counted, 1)
    people = Speaker.objects.in_bulk([pk for pk in numbers if pk is not None])
    rows = [(person, numbers[pk]) for pk, person in people.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0].sort_key))


@dataclass(frozen=True)
class Register:
    """How many passages there are in all, with each term and not yet read, by year and speaker:
    each counted once for all that the page says of them.
    """

    terms: list[TermVersion]
    key: str
    passages: Mapping[Heard, int]
    tagged: Mapping[tuple[Heard, int], int]
    unread: Mapping[Heard, int]

    def by_term(self) -> dict[int, int]:
        """Passages by term (primary key)."""
        counts: Counter[int] = Counter()
        for (_, term), number in self.tagged.items():
            counts[term] += number
        return counts

    def rows(self, of: int, labels: Iterable[tuple[int | None, str, str]]) -> list[Row]:
        """By year (0) or by speaker (1), for each label with its query."""
        totals, unread = _sums(self.passages, of), _sums(self.unread, of)
        tagged: Counter[tuple[int | None, int]] = Counter()
        for (heard, term), number in self.tagged.items():
            tagged[heard[of], term] += number
        return [
            Row(
                label,
                totals[value],
                query,
                tuple(
                    _cell(
                        tagged[value, t.term_id], totals[value], f"{query}&{self.key}={t.term.slug}"
                    )
                    for t in self.terms
                ),
                _cell(
                    unread[value],
                    totals[value],
                    f"{query}&{self.key}=undecided&{self.key}=unread",
                ),
            )
            for value, label, query in labels
        ]


def _register(vocabulary: Vocabulary, terms: list[TermVersion]) -> Register:
    return Register(
        terms,
        vocabulary.query_key,
        holdings.by_year_and_speaker(PassageVersion.objects.public()),
        holdings.tagged_by_year_and_speaker(vocabulary),
        holdings.by_year_and_speaker(holdings.unread(vocabulary)),
    )


def _sums(counted: Mapping[Heard, int], of: int) -> Counter[int | None]:
    sums: Counter[int | None] = Counter()
    for heard, number in counted.items():
        sums[heard[of]] += number
    return sums


def _by_year(register: Register) -> list[Row]:
    years = sorted(_sums(register.passages, 0), key=lambda y: y or 0, reverse=True)
    labels = [(year, str(year or "Undated"), f"year={year or 'undated'}") for year in years]
    return register.rows(0, labels)


def _by_speaker(register: Register) -> list[Row]:
    """The speakers with most passages: a table of thousands tells nobody anything."""
    totals = _sums(register.passages, 1)
    most = sorted((pk for pk in totals if pk is not None), key=lambda pk: (-totals[pk], pk))
    people = Speaker.objects.in_bulk(most[:MOST_SPEAKERS])
    labels = [
        (pk, people[pk].name, f"speaker={people[pk].slug}")
        for pk in most[:MOST_SPEAKERS]
        if pk in people
    ]
    return register.rows(1, labels)


def _cell(number: int, total: int, query: str) -> Cell:
    return Cell(number, round(100 * number / total) if total else 0, query)
