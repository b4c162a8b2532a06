"""A query spelt otherwise: with names and words that the archive has for those that it has not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from documents.folding import folded_words, words
from search.analysis import lexemes
from search.fields import TITLE, Meaning
from search.matching import Asked
from search.own_names import alike, beginning, names_by_field
from search.query import parse
from search.spellings import near, unknown
from search.tree import Field, Query

MOST_UNKNOWN = 3
"""A query with more words, or names, that nothing has is not respelt."""
MOST = 3

OPERATORS = {"OR", "AND", "NOT"}


def respellings(asked: Asked) -> list[str]:
    """The query of a request spelt otherwise, the closest first: its names as the archive has
    them, its words by near spellings.
    """
    named = _named(asked.typed, asked.fields)
    closest = parse(named, asked.field_names)
    return list(dict.fromkeys(q for q in (*respelt(closest), named) if q != asked.request.q))


def _named(query: Query, fields: Mapping[Field, Meaning]) -> str:
    """The query with names of the archive for those in its fields that it does not know."""
    unknown = [field for field, meaning in fields.items() if not meaning.known]
    known: dict[Field, str] = {}
    names = names_by_field() if 0 < len(unknown) <= MOST_UNKNOWN else {}
    for field in unknown:
        if field.name in names and not _says_itself(field):
            _, having = names[field.name]
            wanted = folded_words(field.value)
            if found := wanted and (beginning(having, wanted) or alike(having, wanted)):
                known[field] = found[0][0]
    return query.naming(known) if known else query.text


def _says_itself(field: Field) -> bool:
    """Whether nobody means another by it: the words of a title are words, a year is that year."""
    return field.name in (TITLE, "year")


def respelt(query: Query) -> Iterator[str]:
    """A query with words that the archive does not have replaced by some that are spelt alike."""
    q = query.text
    fields = [leaf for leaf, _ in query.leaves if isinstance(leaf, Field) and leaf.name != TITLE]
    typed = [
        word
        for word in words(q)
        if q[word.start : word.end] not in OPERATORS
        and q[word.end : word.end + 1] != ":"
        and not any(field.start <= word.start < field.end for field in fields)
    ]
    missing = unknown({word.text for word in typed})
    doubtful = [word for word in typed if word.text in missing]
    if not 0 < len({word.text for word in doubtful}) <= MOST_UNKNOWN:
        return
    spellings = {word.text: near(word.text) or [word.text] for word in doubtful}
    for chosen in islice(product(*spellings.values()), MOST):
        instead = dict(zip(spellings, chosen, strict=True))
        text = q
        for word in reversed(doubtful):
            text = f"{text[: word.start]}{instead[word.text]}{text[word.end :]}"
        if text != q:
            yield text


def of_different_stems(queries: Iterable[str], configs: Sequence[str]) -> Iterator[str]:
    """Of queries that find the same in any form ("trafficker", "traffickers") the first alone."""
    known = set()
    for q in queries:
        stems = tuple(tuple(lexemes(config, folded_words(q))) for config in configs)
        if stems not in known:
            known.add(stems)
            yield q
