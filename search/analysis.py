"""What PostgreSQL's dictionaries make of words: stems, and which are too common to be kept."""

from collections.abc import Sequence
from functools import lru_cache

from django.db import connection

# A loose scan of the index on `config`: as many steps as there are values, however many rows.
IN_USE = """
WITH RECURSIVE used AS (
    (SELECT config FROM search_passage ORDER BY config LIMIT 1)
    UNION ALL
    SELECT (SELECT next.config FROM search_passage AS next
            WHERE next.config > used.config ORDER BY next.config LIMIT 1)
    FROM used WHERE used.config IS NOT NULL
)
SELECT config FROM used WHERE config IS NOT NULL
"""


def configs_in_use() -> list[str]:
    """The text search configurations that indexed passages were read with."""
    with connection.cursor() as cursor:
        cursor.execute(IN_USE)
        return [config for (config,) in cursor.fetchall()]


@lru_cache(maxsize=4096)
def stems(config: str, words: tuple[str, ...]) -> tuple[str | None, ...]:
    """The stem of each folded word, None for one that the dictionary drops as too common."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (tsvector_to_array(to_tsvector(%s::regconfig, word)))[1]"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS typed(word, place) ORDER BY place",
            [config, list(words)],
        )
        return tuple(stem for (stem,) in cursor.fetchall())


def lexemes(config: str, words: Sequence[str]) -> list[str]:
    """The distinct stems of some words, the dropped ones left out."""
    return list(dict.fromkeys(stem for stem in stems(config, tuple(words)) if stem is not None))
