"""Writing the index: in bulk, by one INSERT … SELECT for each batch of passages."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import F, QuerySet
from psycopg.types.json import Jsonb

from documents.folding import Word, folded_words
from documents.models import Document, Note, Passage, PassageVersion, Reading, Tagging
from documents.querysets import published_documents
from documents.spoken import spoken
from documents.tagging.deeds import joins_hashed
from search.columns import VOCABULARY, Negative, indexed_columns, judged_columns, own_language
from search.compounds import acronyms, compounds
from search.crowded import LEXEMES
from search.density import DENSE_STEMS
from search.generation import begin_another
from search.languages import config_for
from search.models import IndexedPassage, PassageWords
from search.numbers import grouped
from search.spellings import keep_words

BATCH = 2000
DOCUMENTS_AT_ONCE = 500
LONGEST = 400_000
"""Bytes of folded words of one passage that are searched."""

INSERT = """
WITH folded AS MATERIALIZED (
    SELECT * FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::text[], %s::text[], %s::text[])
         AS folded (version_id, config, length, words, compounds, acronyms)
), passage AS MATERIALIZED (
    {rows}
), kept AS (
    INSERT INTO search_passage_words (document_id, passage_id, words, word_set)
    SELECT to_document_id, to_passage_id, ' ' || words || ' ',
           array_to_tsvector(array_remove(string_to_array(words, ' '), ''))
    FROM passage JOIN folded USING (version_id)
)
INSERT INTO search_passage (version_id, {columns}, config, length, stems, dense)
SELECT version_id, {found}, folded.config, folded.length, held.stems,
       array_to_tsvector({dense})
FROM passage JOIN folded USING (version_id)
CROSS JOIN LATERAL (SELECT {spoken} AS stems OFFSET 0) AS said
CROSS JOIN LATERAL (
    SELECT strip(to_tsvector(folded.config::regconfig, folded.compounds))
           || array_to_tsvector(array_remove(string_to_array(folded.acronyms, ' '), ''))
           || {crowded} || said.stems OFFSET 0
) AS held (stems)
"""


# A masked word has its place, so that all others have theirs, and is no stem.
SPOKEN = """ts_delete(
           to_tsvector(folded.config::regconfig, regexp_replace(folded.words, '█+', 'x0x0x', 'g')),
           'x0x0x'
       )"""


# What is to be is found once, whatever the planner takes the tables for, and joined by their key.
UPDATE = """
WITH passage AS MATERIALIZED ({rows})
UPDATE search_passage SET {assignments} FROM passage
WHERE search_passage.document_id = passage.to_document_id
  AND search_passage.passage_id = passage.to_passage_id
  AND search_passage.version_id = passage.version_id
  AND ({columns}) IS DISTINCT FROM ({found})
"""
# As many as there are, looked up by their key whatever the planner takes the table for.
REJUDGE = """
WITH judged AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%s) AS judged (
        document_id bigint, passage_id bigint, version_id bigint,
        terms bigint[], read_vocabularies bigint[]
    )
)
UPDATE search_passage SET terms = judged.terms, read_vocabularies = judged.read_vocabularies
FROM judged
WHERE search_passage.document_id = judged.document_id
  AND search_passage.passage_id = judged.passage_id
  AND search_passage.version_id = judged.version_id
  AND (search_passage.terms, search_passage.read_vocabularies)
      IS DISTINCT FROM (judged.terms, judged.read_vocabularies)
"""
TABLES = (IndexedPassage, PassageWords)
PEOPLE = ("speaker_id", "quoted_ids")
SLOT = -1
"""No passage has this primary key."""


def reindex_changed(
    sender: object,
    document_ids: Collection[int],
    only_people: bool = False,
    **kwargs: object,
) -> None:
    """Receives `documents_changed`, inside the transaction that changed the documents."""
    if only_people:
        repoint(document_ids)
    else:
        reindex(document_ids)


def rejudge_changed(sender: object, passage_ids: Collection[int], **kwargs: object) -> None:
    """Receives `judgments_changed`, inside the transaction that changed the judgments."""
    rejudge(passage_ids)


def reindex(document_ids: Collection[int] | None = None) -> int:
    """Make the index of some documents anew, or of all. Returns the number of passages in it.

    The whole index is made in portions of documents, each in its own transaction: it can be stopped
    and run again, and readers find one state or the other of every document.
    """
    if document_ids is not None:
        return _replace(sorted(set(document_ids)))
    known = set(Document.objects.values_list("pk", flat=True))
    for table in TABLES:
        known |= set(table.objects.values_list("document_id", flat=True).distinct())
    portions = iter(sorted(known))
    return sum(_replace(ids) for ids in iter(lambda: list(islice(portions, DOCUMENTS_AT_ONCE)), []))


def settle() -> None:
    """After the whole index was made: sort in now what was added, not when a reader asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_passage_stems')")
        cursor.execute("SELECT gin_clean_pending_list('search_passage_dense')")
        cursor.execute("SELECT gin_clean_pending_list('search_passage_word_set')")
        cursor.execute("ANALYZE search_passage, search_passage_words")


@transaction.atomic
def repoint(document_ids: Collection[int]) -> int:
    """Bring up to date who speaks and who is quoted, where nothing else changed in the documents.

    Returns the number of passages that changed.
    """
    ids = _lock(document_ids)
    columns = indexed_columns()
    people = {name: columns[name] for name in PEOPLE}
    return _update(people, _searchable().filter(passage__document__in=ids))


@transaction.atomic(savepoint=False)
def rejudge(passage_ids: Collection[int]) -> int:
    """Bring up to date how some passages are tagged and read, where nothing else changed.

    Returns the number of passages that changed.
    """
    if not passage_ids:
        return 0
    _lock(Passage.objects.filter(pk__in=passage_ids).values("document"))
    if len(passage_ids) > 1:
        return _execute(REJUDGE, [Jsonb(_judgments_on(passage_ids))])
    [passage] = passage_ids
    statement, parameters = _rejudging_one()
    return _execute(statement, [passage if one == SLOT else one for one in parameters])


def _judgments_on(passage_ids: Collection[int]) -> list[dict[str, Any]]:
    """What the index is to hold of some passages, found for all of them at once: a planner that
    knows nothing yet of thousands of new rows would join them anew for each passage.
    """
    taggings = Tagging.objects.public().filter(anchor__passage__in=passage_ids).order_by()
    readings = Reading.objects.public().filter(version__passage__in=passage_ids).order_by()
    undecided = Tagging.objects.undecided().outside_blind_rounds().order_by()
    versions = _searchable().filter(passage__in=passage_ids).order_by()
    with joins_hashed(len(passage_ids)):
        terms = dict(
            taggings.values_list("anchor__passage").annotate(
                found=ArrayAgg("term_version__term", distinct=True)
            )
        )
        read = dict(
            readings.values_list("version").annotate(found=ArrayAgg("vocabulary", distinct=True))
        )
        waiting = dict(
            undecided.filter(anchor__passage__in=passage_ids)
            .values_list("anchor__passage")
            .annotate(found=ArrayAgg(Negative(VOCABULARY), distinct=True))
        )
        rows = list(versions.values_list("passage__document", "passage", "pk"))
    return [
        {
            "document_id": document,
            "passage_id": passage,
            "version_id": version,
            "terms": terms.get(passage, []),
            "read_vocabularies": [*read.get(version, []), *waiting.get(passage, [])],
        }
        for document, passage, version in rows
    ]


@cache
def _rejudging_one() -> tuple[str, tuple]:
    """The statement for one passage, in whose parameters `SLOT` stands for it. Each save at the
    workbench asks for it, and to put it together takes longer than to execute it.
    """
    return _updating(judged_columns(), _searchable().filter(passage=SLOT))


def _update(columns: Mapping[str, Any], versions: QuerySet[PassageVersion]) -> int:
    """Set these columns of some versions, whose documents are locked. Returns how many rows
    changed.
    """
    return _execute(*_updating(columns, versions))


def _updating(columns: Mapping[str, Any], versions: QuerySet[PassageVersion]) -> tuple[str, tuple]:
    """The statement of `_update`, and its parameters."""
    described = {f"to_{name}": value for name, value in columns.items()}
    rows, parameters = (
        versions.order_by()
        .values(
            version_id=F("pk"),
            to_document_id=F("passage__document_id"),
            to_passage_id=F("passage_id"),
            **described,
        )
        .query.sql_with_params()
    )
    statement = UPDATE.format(
        assignments=", ".join(f"{name} = passage.to_{name}" for name in columns),
        rows=rows,
        columns=", ".join(f"search_passage.{name}" for name in columns),
        found=", ".join(f"passage.to_{name}" for name in columns),
    )
    return statement, parameters


def _execute(statement: str, parameters: Sequence[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        changed = cursor.rowcount
    begin_another(texts=False)
    return changed


def _lock(document_ids: Collection[int] | QuerySet) -> list[int]:
    """Who changes a document while another does waits here, and then sees what that one wrote.

    Returns the primary keys of the documents, in order.
    """
    locked = Document.objects.select_for_update(no_key=True).filter(pk__in=document_ids)
    return list(locked.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _replace(document_ids: Sequence[int]) -> int:
    _lock(document_ids)
    for table in TABLES:
        table.objects.filter(document_id__in=document_ids).delete()
    passages = sum(_insert(batch) for batch in _batches(document_ids))
    keep_words(document_ids)
    begin_another()
    return passages


def _batches(document_ids: Sequence[int]) -> Iterator[list[tuple[int, str, str | None]]]:
    """The passages to be found in some documents as (version, text, language), many at once."""
    rows = iter(
        _searchable()
        .filter(passage__document__in=document_ids)
        .order_by("pk")
        .values_list("pk", "text", own_language())
        .iterator(chunk_size=BATCH)
    )
    return iter(lambda: list(islice(rows, BATCH)), [])


def _searchable() -> QuerySet[PassageVersion]:
    """As `PassageVersionQuerySet.public`, with what is under embargo: its day comes without a
    change.
    """
    return (
        PassageVersion.objects.current()
        .numbered()
        .filter(
            published_documents("passage__document__"),
            passage__public_id__isnull=False,
            passage__withdrawn_at__isnull=True,
        )
    )


def _insert(batch: Sequence[tuple[int, str, str | None]]) -> int:
    versions = [version for version, _, _ in batch]
    notes = _notes(versions)
    said = [spoken(text, notes[version]) for version, text, _ in batch]
    words = [folded_words(text) for text in said]
    texts = [_what_fits(" ".join(w)) for w in words]
    configs = [config_for(language) for _, _, language in batch]
    described = {f"to_{column}": expression for column, expression in indexed_columns().items()}
    rows, parameters = (
        PassageVersion.objects.filter(pk__in=versions)
        .order_by()
        .values(version_id=F("pk"), **described)
        .query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(
                columns=", ".join(map(connection.ops.quote_name, indexed_columns())),
                found=", ".join(f"passage.{name}" for name in described),
                rows=rows,
                spoken=SPOKEN,
                crowded=LEXEMES,
                dense=DENSE_STEMS,
            ),
            [
                versions,
                configs,
                [len(w) for w in words],
                texts,
                [
                    _lexemes([*compounds(text), *grouped(text, config)])
                    for text, config in zip(said, configs, strict=True)
                ],
                [_lexemes(acronyms(text)) for text in said],
                *parameters,
            ],
        )
        return cursor.rowcount


def _lexemes(found: Sequence[Word]) -> str:
    return _what_fits(" ".join({word.text: None for word in found}))


def _what_fits(words: str) -> str:
    """The beginning of a passage of hundreds of pages, all of any other: vectors end at 1 MB."""
    if len(words) <= LONGEST // 4 or len(words.encode()) <= LONGEST:
        return words
    return words.encode()[:LONGEST].decode(errors="ignore").rpartition(" ")[0]


def _notes(versions: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    notes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Note.objects.filter(version__in=versions).order_by()
    for version, start, end in rows.values_list("version", "start", "end"):
        notes[version].append((start, end))
    return notes
