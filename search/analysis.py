"""What PostgreSQL's dictionaries make of words: stems, and which are too common to be kept."""

from collections.abc import Sequence

from django.db import connection

MOST_KNOWN = 50_000
_known: dict[tuple[str, str], str | None] = {}
"""The stems that were looked up before: a dictionary always gives the same."""


def stems(config: str, words: Sequence[str]) -> tuple[str | None, ...]:
    """The stem of each folded word, None for one that the dictionary drops as too common."""
    global _known
    known = _known
    found = {word: known[config, word] for word in words if (config, word) in known}
    if missing := [word for word in dict.fromkeys(words) if word not in found]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word, (tsvector_to_array(to_tsvector(%s::regconfig, word)))[1]"
                " FROM unnest(%s::text[]) AS word",
                [config, missing],
            )
            found |= dict(cursor.fetchall())
        if len(known) > MOST_KNOWN:
            _known = known = {}  # others may still read in the one before
        known.update({(config, word): found[word] for word in missing})
    return tuple(found[word] for word in words)


def lexemes(config: str, words: Sequence[str]) -> list[str]:
    """The distinct stems of some words, the dropped ones left out."""
    return list(dict.fromkeys(stem for stem in stems(config, words) if stem is not None))
