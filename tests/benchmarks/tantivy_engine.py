"""Tantivy, from Python: English stems, BM25, facets as terms aggregations over fast fields.

A facet with a selection is aggregated apart, over what is found without it; all the others are one
aggregation.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

try:
    import tantivy
    from tantivy import Occur, Query, SnippetGenerator
except ImportError:  # `make bench` installs it; without it, the other engines can be measured
    tantivy = None

from tests.benchmarks.corpus import FACETS, Document
from tests.benchmarks.engine import PAGE_SIZE, Answer, Question

MOST_VALUES = 1000


class Tantivy:
    name = "Tantivy"

    def load(self, documents: Iterable[Document], folder: Path) -> None:
        writer = _index(folder, new=True).writer(heap_size=256_000_000, num_threads=1)
        for document in documents:
            for passage in document.passages:
                row = tantivy.Document(text=passage.text, newest=document.year)
                for facet, values in document.values(passage).items():
                    for value in values:
                        row.add_text(facet, value)
                writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self.index = _index(folder)
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> Answer:
        found = self._words(question)
        query = self._narrowed(found, question)
        result = self.searcher.search(
            query,
            limit=PAGE_SIZE,
            offset=question.offset,
            order_by_field="newest" if question.is_blank else None,
        )
        rest = [facet for facet in FACETS if facet not in question.selected]
        facets = self._counts(query, rest)
        for facet in question.selected:
            facets |= self._counts(self._narrowed(found, question, facet), [facet])
        rows = [self.searcher.doc(address) for _, address in result.hits]
        if question.is_blank:
            return Answer(result.count, [row["text"][0] for row in rows], facets)
        marks = SnippetGenerator.create(self.searcher, found, self.index.schema, "text")
        snippets = [marks.snippet_from_doc(row).to_html() for row in rows]
        return Answer(result.count, snippets, facets)

    def _counts(self, query: Any, facets: Iterable[str]) -> dict[str, dict[str, int]]:
        wanted = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in facets}
        answer = self.searcher.aggregate(query, wanted)
        return {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
            for facet, found in answer.items()
        }

    def _words(self, question: Question) -> Any:
        if question.is_blank:
            return Query.all_query()
        clauses = [(Occur.Must, self._parsed(word)) for word in question.every]
        if question.phrase:
            clauses.append((Occur.Must, self._parsed('"{}"'.format(" ".join(question.phrase)))))
        if question.some:
            either = [(Occur.Should, self._parsed(word)) for word in question.some]
            clauses.append((Occur.Must, Query.boolean_query(either)))
        clauses += [(Occur.MustNot, self._parsed(word)) for word in question.none]
        return Query.boolean_query(clauses)

    def _parsed(self, text: str) -> Any:
        return self.index.parse_query(text, ["text"])

    def _narrowed(self, found: Any, question: Question, beside: str = "") -> Any:
        selections = [
            (Occur.Must, Query.const_score_query(self._any_of(facet, values), 0.0))
            for facet, values in question.selected.items()
            if facet != beside
        ]
        return Query.boolean_query([(Occur.Must, found), *selections]) if selections else found

    def _any_of(self, facet: str, values: Iterable[str]) -> Any:
        return Query.term_set_query(self.index.schema, facet, list(values))


def _index(folder: Path, new: bool = False) -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", stored=True, tokenizer_name="en_stem")
    schema.add_integer_field("newest", fast=True)
    for facet in FACETS:
        schema.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    place = folder / "tantivy"
    if new:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
    return tantivy.Index(schema.build(), path=str(place))
