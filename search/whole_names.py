"""Names of several words that were typed without quotation marks: of "speaker:Mark Lagon" the field
takes "Mark" alone, and "Lagon" is a word of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from documents.folding import folded_words
from documents.models import Document
from search import as_printed
from search.fields import TITLE
from search.matching import Asked
from search.names import with_words
from search.request import Offer
from search.tree import All, Field, Manner, Node, Term

NAMED = ("part", "role", "kind", "publisher", "collection")
"""Beside people, vocabularies and titles, what has names of several words."""
MOST = 8
"""So many words are tried behind the first."""


def whole_names(asked: Asked) -> Iterator[Offer]:
    """The fields of a query that name somebody, or something, together with the bare words that
    follow: with as many of them as belong to one name.
    """
    root = asked.typed.root
    parts = root.parts if isinstance(root, All) else ()
    for at, field in enumerate(parts):
        if not isinstance(field, Field):
            continue
        value, taken = field.value, 0
        for term in parts[at + 1 : at + 1 + MOST]:
            word = _bare_word(term)
            if not word or not _is_a_name(asked, field, f"{value} {word}"):
                break
            value, taken = f"{value} {word}", taken + 1
        if taken:
            q = asked.typed.naming({field: value}, without=parts[at + 1 : at + 1 + taken])
            yield Offer(replace(field, value=value).written, asked.request.asking(q=q).url)


def _is_a_name(asked: Asked, field: Field, value: str) -> bool:
    """Whether the archive has a name with a longer value than that of a field."""
    words, lists = folded_words(value), asked.archive.lists
    if field.name in as_printed.DIMENSIONS:
        return _names_somebody(asked, field, words)
    if field.name == TITLE:
        labels = [title for _, title in with_words(Document.objects.public(), "title", words)]
    elif field.name in {*NAMED, *(v.query_key for v in lists.vocabularies)}:
        [names] = [d.names for d in lists.dimensions if d.key == field.name]
        labels = [name.label for name in names.describe(names.having(words)).values()]
    else:
        return False
    return any(f" {' '.join(words)} " in f" {' '.join(folded_words(label))} " for label in labels)


def _names_somebody(asked: Asked, field: Field, said: Sequence[str]) -> bool:
    """Whether a person has all the words of a value, or what is printed where nobody has decided
    whose name it is. A form of address is none of them.
    """
    words = as_printed.without_courtesies(said)
    if words[-1] != said[-1]:  # "speaker:lagon miss"
        return False
    [names] = [d.names for d in asked.archive.lists.dimensions if d.key == field.name]
    if names.having(words) or names.having(as_printed.without_offices(words)):
        return True
    alone = asked.fields[field]
    may_be_printed = bool(alone.remark) or not alone.known
    return may_be_printed and bool(as_printed.printed(field.name, words)[1])


def _bare_word(node: Node) -> str:
    """A word as typed that may belong to a name, "" for what is none."""
    match node:
        case Term(manner=Manner.FORMS, plain=False):
            return node.typed
    return ""
