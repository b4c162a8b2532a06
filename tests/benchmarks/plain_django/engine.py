"""Plain Django: SearchVector in a column, SearchQuery, SearchRank, SearchHeadline, and one GROUP BY
a facet, without the facet's own selection.
"""

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import Count, F, QuerySet

from tests.benchmarks.corpus import FACETS, PS, TOPICS, Document
from tests.benchmarks.engine import PAGE_SIZE, Answer, Question
from tests.benchmarks.plain_django import models

COLUMNS = {"topic": "topics__slug", "p": "ps__slug"}
"""Where a facet is read from, if not from a column of its own name."""


class PlainDjango:
    name = "plain Django"

    def load(self, documents: Iterable[Document], folder: Path) -> None:
        tags = {
            slug: models.Tag.objects.create(facet=facet, slug=slug)
            for facet, slugs in (("topic", TOPICS), ("p", PS))
            for slug in slugs
        }
        numbers = count(1)
        for document in documents:
            printed = models.Document.objects.create(title=document.title)
            rows, topics, ps = [], [], []
            for passage in document.passages:
                key = next(numbers)
                values = document.values(passage)
                single = {f: values[f][0] for f in FACETS if f not in COLUMNS}
                rows.append(models.Passage(pk=key, document=printed, text=passage.text, **single))
                topics += [_link("topics", key, tags[slug]) for slug in passage.topics]
                ps += [_link("ps", key, tags[slug]) for slug in passage.ps]
            models.Passage.objects.bulk_create(rows)
            models.Passage.topics.through.objects.bulk_create(topics)
            models.Passage.ps.through.objects.bulk_create(ps)
        models.Passage.objects.update(search=SearchVector("text", config="english"))
        with connection.cursor() as cursor:
            for table in ("passage", "passage_topics", "passage_ps", "tag", "document"):
                cursor.execute(f"VACUUM FULL ANALYZE plain_django_{table}")

    def open(self, folder: Path) -> None:
        with connection.cursor() as cursor:
            # Without this, PostgreSQL asks for workers that two cores do not have.
            cursor.execute("SET max_parallel_workers_per_gather = 0")

    def ask(self, question: Question) -> Answer:
        query = SearchQuery(question.as_web_query(), config="english", search_type="websearch")
        found = _found(question, query)
        listed = _narrowed(found, question)
        return Answer(
            listed.count(),
            _page(listed, question, query),
            {facet: _counts(facet, _narrowed(found, question, facet)) for facet in FACETS},
        )


def _found(question: Question, query: SearchQuery) -> QuerySet:
    everything = models.Passage.objects.all()
    return everything if question.is_blank else everything.filter(search=query)


def _narrowed(found: QuerySet, question: Question, beside: str = "") -> QuerySet:
    """What is found, under every selection but that of the facet `beside`."""
    for facet, values in question.selected.items():
        if facet == beside:
            continue
        if facet in COLUMNS:  # a subquery: a join would list a passage once a tag
            having = models.Passage.objects.filter(**{f"{COLUMNS[facet]}__in": values})
            found = found.filter(pk__in=having.values("pk"))
        else:
            found = found.filter(**{f"{facet}__in": values})
    return found


def _page(listed: QuerySet, question: Question, query: SearchQuery) -> list[str]:
    if question.is_blank:
        listed = listed.order_by("-year", "pk").annotate(snippet=F("text"))
    else:
        listed = listed.order_by(SearchRank("search", query).desc(), "pk").annotate(
            snippet=SearchHeadline("text", query, config="english")
        )
    rows = listed.select_related("document").prefetch_related("topics", "ps").defer("search")
    return [row.snippet for row in rows[question.offset : question.offset + PAGE_SIZE]]


def _counts(facet: str, found: QuerySet) -> dict[str, int]:
    column = COLUMNS.get(facet, facet)
    grouped = found.order_by().values_list(column).annotate(Count("pk"))
    return {str(value): number for value, number in grouped if value is not None}


def _link(field: str, passage: int, tag: models.Tag) -> Any:
    through = getattr(models.Passage, field).through
    return through(passage_id=passage, tag_id=tag.pk)
