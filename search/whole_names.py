"""Names of several words that were typed without quotation marks: of "speaker:Mark Lagon" the field
takes "Mark" alone, and "Lagon" is a word of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from documents.folding import folded_words
from search import as_printed
from search.matching import Asked
from search.names import Names
from search.request import Offer
from search.tree import All, Field, Manner, Node, Term

MOST = 3
"""So many words are tried behind the first."""


def whole_names(asked: Asked) -> Iterator[Offer]:
    """The fields of a query that name somebody together with the bare words that follow."""
    root = asked.typed.root
    parts = root.parts if isinstance(root, All) else ()
    listed = asked.archive.lists.dimensions
    names = {d.key: d.names for d in listed if d.key in as_printed.DIMENSIONS}
    for at, field in enumerate(parts):
        if not isinstance(field, Field) or field.name not in names:
            continue
        alone = asked.fields[field]
        may_be_printed = bool(alone.remark) or not alone.known
        behind = list(takewhile(_is_bare, parts[at + 1 : at + 1 + MOST]))
        for size in range(len(behind), 0, -1):
            terms = behind[:size]
            value = " ".join([field.value, *(t.typed for t in terms if isinstance(t, Term))])
            if _names_somebody(field.name, value, names[field.name], may_be_printed):
                whole = replace(field, value=value)
                q = asked.typed.naming({field: value}, without=terms)
                yield Offer(whole.written, asked.request.asking(q=q).url)
                break


def _names_somebody(dimension: str, value: str, names: Names, may_be_printed: bool) -> bool:
    """Whether a person has all the words of a value, or what is printed where nobody has decided
    whose name it is. A form of address is none of them.
    """
    said = folded_words(value)
    words = as_printed.without_courtesies(said)
    if words[-1] != said[-1]:  # "speaker:lagon miss"
        return False
    return bool(names.having(words)) or (
        may_be_printed and bool(as_printed.printed(dimension, words)[1])
    )


def _is_bare(node: Node) -> bool:
    return isinstance(node, Term) and node.manner == Manner.FORMS and not node.plain
