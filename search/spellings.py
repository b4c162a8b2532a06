"""Near spellings, from the archive's own words: those that anybody may read. What is in documents
for excerpts only is found by who types it and offered to nobody.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache

from django.db import connection
from rapidfuzz.distance import DamerauLevenshtein

from documents.models import Document
from documents.vocabularies import Access
from search.generation import Generation

SHORTEST, LONGEST = 3, 40
LIKENESS = 0.6
"""Of 1: how alike two spellings must be, by the letters to change, leave out, add or swap."""
CANDIDATES = 50

# A document that is the witness of a word and does not have it any more gives the word back.
KEEP = """
WITH said AS MATERIALIZED (
    SELECT DISTINCT document_id, word
    FROM search_passage_words, unnest(tsvector_to_array(word_set)) AS word
    WHERE document_id = ANY(%(open)s)
      AND length(word) BETWEEN %(shortest)s AND %(longest)s AND word !~ '^[0-9]+$|█'
), added AS (
    INSERT INTO search_word (word, document_id)
    SELECT word, min(document_id) FROM said GROUP BY word ORDER BY word
    ON CONFLICT DO NOTHING
)
SELECT array_agg(word) FROM search_word AS known
WHERE document_id = ANY(%(documents)s) AND NOT EXISTS (
    SELECT FROM said WHERE said.word = known.word AND said.document_id = known.document_id
)
"""
REPLACE = """
WITH witnessed AS MATERIALIZED (
    SELECT word, (
        SELECT document_id FROM search_passage_words
        JOIN documents_document ON documents_document.id = document_id AND access = %(full)s
        WHERE word_set @@ ('''' || replace(word, '''', '''''') || '''')::tsquery LIMIT 1
    ) AS document_id
    FROM unnest(%(words)s::text[]) AS word
), moved AS (
    UPDATE search_word SET document_id = witnessed.document_id
    FROM witnessed WHERE search_word.word = witnessed.word AND witnessed.document_id IS NOT NULL
)
DELETE FROM search_word USING witnessed
WHERE search_word.word = witnessed.word AND witnessed.document_id IS NULL
"""
HELD = """
SELECT word FROM unnest(%(words)s::text[]) AS word WHERE EXISTS (
    SELECT FROM search_passage_words
    WHERE word_set @@ ('''' || replace(word, '''', '''''') || '''')::tsquery
)
"""
NEAR = """
SELECT word FROM search_word ORDER BY word <-> %(word)s LIMIT %(limit)s
"""
LONGER = """
SELECT EXISTS (
    SELECT FROM search_word
    WHERE word LIKE %(stem)s || '%%' AND length(word) >= %(letters)s
      AND tsvector_to_array(to_tsvector(%(config)s::regconfig, word)) = ARRAY[%(stem)s]
)
"""


def keep_words(document_ids: Sequence[int]) -> None:
    """Bring the list of words up to what the index now holds of some documents."""
    readable = Document.objects.filter(pk__in=document_ids, access=Access.FULL)
    with connection.cursor() as cursor:
        cursor.execute(
            KEEP,
            {
                "documents": list(document_ids),
                "open": list(readable.values_list("pk", flat=True)),
                "shortest": SHORTEST,
                "longest": LONGEST,
            },
        )
        [lost] = cursor.fetchone()
        if lost:
            cursor.execute(REPLACE, {"words": lost, "full": Access.FULL})


def unknown(words: Collection[str], shortest: int = SHORTEST) -> set[str]:
    """Those of some folded words that no document has, of words with at least so many letters."""
    from search.models import Word

    asked = {w for w in words if shortest <= len(w) <= LONGEST and not w.isdecimal()}
    missing = asked - set(Word.objects.filter(word__in=asked).values_list("word", flat=True))
    if not missing:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"words": sorted(missing)})
        return missing - {word for (word,) in cursor.fetchall()}


def has_stem(stem: str, letters: int, config: str, texts: Generation) -> bool:
    """Whether the archive has a word of at least so many letters with a stem, that begins with it.
    It is looked up once in a generation of the words, `texts`.
    """
    return _has_stem(stem, letters, config, str(connection.settings_dict["NAME"]), texts)


@lru_cache(maxsize=2000)
def _has_stem(stem: str, letters: int, config: str, database: str, texts: Generation) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(LONGER, {"stem": stem, "letters": letters, "config": config})
        [found] = cursor.fetchone()
    return found


def near(word: str, most: int = 3) -> list[str]:
    """The words of the archive that are spelt most like a folded word, the most alike first."""
    with connection.cursor() as cursor:
        cursor.execute(NEAR, {"word": word, "limit": CANDIDATES})
        found = [candidate for (candidate,) in cursor.fetchall()]
    likeness = {w: DamerauLevenshtein.normalized_similarity(word, w) for w in found if w != word}
    alike = [w for w in likeness if likeness[w] >= LIKENESS]
    return sorted(alike, key=lambda w: (-likeness[w], w))[:most]
