"""Controlled lists and their terms, the same for every vocabulary, and the codebook of all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import holdings
from documents.margins import cells_of, with_margins
from documents.models import PassageVersion, Speaker, Term, TermVersion, Vocabulary
from documents.views.addresses import elsewhere, leads_on
from documents.views.paging import page_of

PAGE = 25
MOST_SPEAKERS = 40
SHADES = (15, 30, 45, 65)
"""Per cent of the row at which a cell takes the next shade."""

Counts = dict[tuple[int | None, int | None], int]


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
    counts = holdings.tagged(found)
    context = {
        "section": found.path,
        "vocabulary": found,
        "terms": [(t, counts.get(t.term_id, 0), cells_of(terms, [t])) for t in terms],
        "passages": PassageVersion.objects.public().count(),
        "unread": holdings.unread(found).count(),
    }
    if found.exhaustive_register:
        context["tables"] = [
            ("By year", "Year", _by_year(found, terms)),
            ("By speaker", "Speaker", _by_speaker(found, terms)),
        ]
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
    counted = _counted(marked)
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


def _counted(versions: QuerySet[PassageVersion]) -> Counts:
    """The versions by year and speaker, counted once for all that the page says of them."""
    rows = versions.order_by().values_list(holdings.YEAR, "appearance__speaker")
    return {(year, speaker): n for year, speaker, n in rows.annotate(number=Count("pk"))}


def _years_of(counted: Counts) -> dict[int | None, int]:
    """By year in order, None (undated) last."""
    years: Counter[int | None] = Counter()
    for (year, _), number in counted.items():
        years[year] += number
    return dict(sorted(years.items(), key=lambda row: (row[0] is None, row[0])))


def _speakers_of(counted: Counts) -> list[tuple[Speaker, int]]:
    """The speakers, who has most passages first."""
    numbers: Counter[int] = Counter()
    for (_, speaker), number in counted.items():
        if speaker is not None:
            numbers[speaker] += number
    people = Speaker.objects.in_bulk(list(numbers))
    rows = [(people[pk], number) for pk, number in numbers.items() if pk in people]
    return sorted(rows, key=lambda row: (-row[1], row[0].sort_key))


def _by_year(vocabulary: Vocabulary, terms: list[TermVersion]) -> list[Row]:
    years = holdings.by_year()
    labels = [
        (year, str(year or "Undated"), f"year={year or 'undated'}")
        for year in sorted(years, key=lambda y: y or 0, reverse=True)
    ]
    return _rows(vocabulary, terms, holdings.YEAR, labels, years)


def _by_speaker(vocabulary: Vocabulary, terms: list[TermVersion]) -> list[Row]:
    """The speakers with most passages: a table of thousands tells nobody anything."""
    totals = holdings.count_by(PassageVersion.objects.public(), "appearance__speaker")
    most = sorted((pk for pk in totals if pk is not None), key=lambda pk: -totals[pk])
    people = Speaker.objects.in_bulk(most[:MOST_SPEAKERS])
    labels = [
        (pk, people[pk].name, f"speaker={people[pk].slug}")
        for pk in most[:MOST_SPEAKERS]
        if pk in people
    ]
    return _rows(vocabulary, terms, "appearance__speaker", labels, totals)


def _rows(
    vocabulary: Vocabulary,
    terms: list[TermVersion],
    field: str,
    labels: Iterable[tuple[int | None, str, str]],
    totals: dict[int | None, int],
) -> list[Row]:
    tagged = holdings.tagged_by(vocabulary, field)
    unread = holdings.count_by(holdings.unread(vocabulary), field)
    key = vocabulary.query_key
    return [
        Row(
            label,
            totals[value],
            query,
            tuple(
                _cell(
                    tagged.get((value, t.term_id), 0), totals[value], f"{query}&{key}={t.term.slug}"
                )
                for t in terms
            ),
            _cell(unread.get(value, 0), totals[value], f"{query}&{key}=undecided&{key}=unread"),
        )
        for value, label, query in labels
    ]


def _cell(number: int, total: int, query: str) -> Cell:
    return Cell(number, round(100 * number / total) if total else 0, query)
