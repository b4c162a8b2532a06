"""Controlled lists and their terms, the same for every vocabulary."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import holdings
from documents.margins import cells_of, current_terms, with_margins
from documents.models import PassageVersion, Speaker, Term, TermVersion, Vocabulary
from documents.views.addresses import elsewhere, leads_on
from documents.views.paging import page_of
from search.registers import Heard, Register, register, sums

PAGE = 25
IN_ORDER = ("passage__document__earliest", "passage__document", "order")
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
    terms, counted = current_terms()[found.pk], register(found)
    counts = counted.by_term()
    context = {
        "section": found.path,
        "vocabulary": found,
        "terms": [(t, counts[t.term_id], cells_of(terms, [t])) for t in terms],
        "passages": counted.passages.total(),
        "unread": counted.unread.total(),
    }
    if found.exhaustive_register:
        context["tables"] = [
            ("By year", "Year", _by_year(found, terms, counted)),
            ("By speaker", "Speaker", _by_speaker(found, terms, counted)),
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
    counted = register(found)
    numbers = counted.of_term(entry.pk)
    page = page_of(request, _marked_with(entry), PAGE, total=numbers.total())
    versions = PassageVersion.objects.filter(pk__in=list(page)).order_by(*IN_ORDER)
    versions = versions.select_related("passage__document", "appearance__speaker", "revision")
    terms = current_terms()[found.pk]
    return render(
        request,
        "vocabularies/term.html",
        {
            "section": found.path,
            "vocabulary": found,
            "term": entry,
            "definition": definition,
            "narrower": [t for t in terms if t.term.broader_id == entry.pk],
            "broader": next((t for t in terms if t.term_id == entry.broader_id), None),
            "page": page,
            "shown": with_margins(list(versions.defer("revision__text", "revision__runs"))),
            "years": holdings.in_order_of_years(sums(numbers, 0).items()),
            "speakers": _speakers_of(numbers),
            "unread": counted.unread.total(),
        },
    )


def _marked_with(entry: Term) -> QuerySet:
    """The passages that carry a term, as the primary keys of their versions, in order."""
    marks = holdings.marks(entry.vocabulary).filter(term_version__term=entry)
    marked = PassageVersion.objects.public().filter(passage__in=marks.values("anchor__passage"))
    return marked.order_by(*IN_ORDER).values_list("pk", flat=True)


def _speakers_of(counted: Counter[Heard]) -> list[tuple[Speaker, int]]:
    """The speakers, who has most passages first."""
    numbers = sums(counted, 1)
    people = Speaker.objects.in_bulk([pk for pk in numbers if pk is not None])
    rows = [(person, numbers[pk]) for pk, person in people.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0].sort_key))


def _by_year(vocabulary: Vocabulary, terms: list[TermVersion], counted: Register) -> list[Row]:
    years = sorted(sums(counted.passages, 0), key=lambda y: y or 0, reverse=True)
    labels = [(year, str(year or "Undated"), f"year={year or 'undated'}") for year in years]
    return _rows(vocabulary, terms, counted, 0, labels)


def _by_speaker(vocabulary: Vocabulary, terms: list[TermVersion], counted: Register) -> list[Row]:
    """The speakers with most passages: a table of thousands tells nobody anything."""
    totals = sums(counted.passages, 1)
    most = sorted((pk for pk in totals if pk is not None), key=lambda pk: (-totals[pk], pk))
    people = Speaker.objects.in_bulk(most[:MOST_SPEAKERS])
    labels = [
        (pk, people[pk].name, f"speaker={people[pk].slug}")
        for pk in most[:MOST_SPEAKERS]
        if pk in people
    ]
    return _rows(vocabulary, terms, counted, 1, labels)


def _rows(
    vocabulary: Vocabulary,
    terms: list[TermVersion],
    counted: Register,
    of: int,
    labels: Iterable[tuple[int | None, str, str]],
) -> list[Row]:
    """By year (0) or by speaker (1), for each label with its query."""
    totals, unread, key = sums(counted.passages, of), sums(counted.unread, of), vocabulary.query_key
    tagged: Counter[tuple[int | None, int]] = Counter()
    for (heard, term), number in counted.tagged.items():
        tagged[heard[of], term] += number
    return [
        Row(
            label,
            totals[value],
            query,
            tuple(
                _cell(tagged[value, t.term_id], totals[value], f"{query}&{key}={t.term.slug}")
                for t in terms
            ),
            _cell(unread[value], totals[value], f"{query}&{key}=undecided&{key}=unread"),
        )
        for value, label, query in labels
    ]


def _cell(number: int, total: int, query: str) -> Cell:
    return Cell(number, round(100 * number / total) if total else 0, query)
