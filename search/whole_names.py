"""Names of several words that were typed without quotation marks: of "speaker:Mark Lagon" the field
takes "Mark" alone, and "Lagon" is a word of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from documents.folding import folded_words
from search.matching import Asked
from search.request import Offer
from search.tree import All, Field, Manner, Node, Term

NAMED = ("speaker", "quoted")
MOST = 3
"""So many words are tried behind the first."""


def whole_names(asked: Asked) -> Iterator[Offer]:
    """The fields of a query that name somebody together with the bare words that follow."""
    root = asked.typed.root
    parts = root.parts if isinstance(root, All) else ()
    names = {d.key: d.names for d in asked.archive.lists.dimensions if d.key in NAMED}
    for at, field in enumerate(parts):
        if not isinstance(field, Field) or field.name not in names:
            continue
        behind = list(takewhile(_is_bare, parts[at + 1 : at + 1 + MOST]))
        for size in range(len(behind), 0, -1):
            terms = behind[:size]
            value = " ".join([field.value, *(t.typed for t in terms if isinstance(t, Term))])
            if names[field.name].having(folded_words(value)):
                whole = replace(field, value=value)
                q = asked.typed.naming({field: value}, without=terms)
                yield Offer(whole.written, asked.request.asking(q=q).url)
                break


def _is_bare(node: Node) -> bool:
    return isinstance(node, Term) and node.manner == Manner.FORMS and not node.plain
