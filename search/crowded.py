"""Passages with more words than PostgreSQL keeps the places of: whole books without paragraphs.

A vector knows no place beyond 16,383, and of one stem no more than 255 places (PostgreSQL's manual,
12.11), so which stems stand side by side in such a passage cannot be read from it. In the index it
carries the lexeme CROWDED and one of its own; words side by side are looked for in the folded words
instead, and the passages that have them are asked for by their own lexemes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from django.db import connection

from search.analysis import stems
from search.expressions import all_of, in_a_row, quoted
from search.generation import Generation

LAST_PLACE = 16_383
MOST_PLACES = 255
CROWDED = "^^"
"""No acronym (search.compounds) is this, nor this with a number behind it."""

LEXEMES = f"""
CASE WHEN folded.length > {LAST_PLACE} OR folded.length >= {MOST_PLACES} AND EXISTS (
    SELECT FROM unnest(said.stems) AS one WHERE cardinality(one.positions) >= {MOST_PLACES}
) THEN array_to_tsvector(ARRAY['{CROWDED}', '{CROWDED}' || to_passage_id]) ELSE '' END
"""
"""What is added to the stems (`said.stems`) of a passage when it is indexed."""

LANGUAGES = "SELECT DISTINCT config FROM search_passage WHERE stems @@ %s::tsquery"
HAVING_ALL = """
SELECT passage_id, words
FROM search_passage JOIN search_passage_words USING (document_id, passage_id)
WHERE stems @@ %s::tsquery AND config = %s
"""


def side_by_side(wanted: Sequence[str | None], config: str, generation: Generation) -> str:
    """A tsquery for stems side by side, in crowded passages too; None is any word between them.

    In a generation of the index each is looked up once.
    """
    row = in_a_row(wanted)
    if "<" not in row:
        return row
    database = str(connection.settings_dict["NAME"])
    if config not in _languages(database, generation):
        return row
    found = _crowded(tuple(wanted), config, database, generation)
    return " | ".join([f"({row}) & !{quoted(CROWDED)}", *found]) if found is not None else row


@lru_cache(maxsize=10)
def _languages(database: str, generation: Generation) -> frozenset[str]:
    """The configurations that crowded passages were read with: mostly none."""
    with connection.cursor() as cursor:
        cursor.execute(LANGUAGES, [quoted(CROWDED)])
        return frozenset(config for (config,) in cursor.fetchall())


@lru_cache(maxsize=2000)
def _crowded(
    wanted: tuple[str | None, ...], config: str, database: str, generation: Generation
) -> tuple[str, ...] | None:
    """The lexemes of the crowded passages that have stems side by side; None where no crowded one
    has all of them, in whatever order.
    """
    kept = sorted({stem for stem in wanted if stem is not None})
    with connection.cursor() as cursor:
        cursor.execute(HAVING_ALL, [all_of([CROWDED, *kept]), config])
        crowded = cursor.fetchall()
    return (
        tuple(
            quoted(f"{CROWDED}{passage}")
            for passage, words in crowded
            if next(begins(wanted, places_of_stems(config, words.split())), None) is not None
        )
        if crowded
        else None
    )


def is_crowded(number: int, held: Iterable[Sequence[int] | None]) -> bool:
    """Whether a passage of so many words, with these places of stems, may have others."""
    return number > LAST_PLACE or any(p is not None and len(p) >= MOST_PLACES for p in held)


def places_of_stems(config: str, words: Sequence[str]) -> dict[str, list[int]]:
    """By stem, at which of some folded words it stands, from 1, however many there are."""
    distinct = list(dict.fromkeys(words))
    stem_of = dict(zip(distinct, stems(config, distinct), strict=True))
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words, start=1):
        if stem := stem_of[word]:
            found.setdefault(stem, []).append(place)
    return found


def begins(wanted: Sequence[str | None], held: Mapping[str, Sequence[int] | None]) -> Iterator[int]:
    """Where a row of stems begins in a passage, from 1 on; at a None any word may stand."""
    kept = [(at, stem) for at, stem in enumerate(wanted) if stem is not None]
    if not kept:
        return
    first, stem = kept[0]
    others = [(at, frozenset(held.get(stem) or ())) for at, stem in kept[1:]]
    for place in held.get(stem) or ():
        if all(place - first + at in there for at, there in others):
            yield place - first
