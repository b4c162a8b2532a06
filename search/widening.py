"""Where no passage has all the words of a query: those that have most of them.

How many words are most is found out over the whole archive, whatever is selected beside the query:
so a filter still only narrows, and list, total and facets rest on one reading. What stands in
quotation marks, brackets or a field, behind "-" or "+", is not given up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from documents.folding import is_unspaced
from search.analysis import stems
from search.conditions import Given, each_of, text_condition
from search.expressions import HowMany
from search.tree import BARE, Alike, All, Manner, Most, Node, Query, Term, joined

ENOUGH = 5
"""So few passages are not enough where more have one word less."""
LONGEST = 12
"""Of more words, all are demanded: a text that long is looked for as a quotation."""


@dataclass(frozen=True)
class Widened:
    """That at least `least` of `words` suffice."""

    words: int
    least: int


def can_be_widened(query: Query, configs: Sequence[str], given: Given) -> bool:
    """Whether there are several words in it that could be given up."""
    words, _ = _apart(query.root, configs, given)
    return 2 <= len(_in_pieces(words, configs)) <= LONGEST


def widen(
    query: Query, rows: QuerySet, configs: Sequence[str], given: Given
) -> tuple[Query, Widened] | None:
    """The query that most of the words suffice for; None where no passage has any. `rows` are all
    passages; `query` can be widened, and none of them answers it.
    """
    whole, others = _apart(query.root, configs, given)
    for words in (whole, pieces) if (pieces := _in_pieces(whole, configs)) != whole else (whole,):
        some = text_condition(_asking(query, words, others, 1), configs, given)
        if least := _least_of(words, rows.filter(some), configs, given):
            return _asking(query, words, others, least), Widened(len(words), least)
    return None


def _least_of(words: Sequence[Node], rows: QuerySet, configs: Sequence[str], given: Given) -> int:
    """How many of the words to demand, of which each of `rows` has at least one; 0 where there are
    no rows.
    """
    held = Case(
        *(
            When(config=config, then=HowMany(kept))
            for config in configs
            if (kept := each_of(words, config, given))
        ),
        default=Value(0),
        output_field=IntegerField(),
    )
    counted = (
        rows.annotate(held=held)
        .values("held")
        .annotate(number=Count("passage_id"))
        .values_list("held", "number")
    )
    return _least(Counter(dict(counted.order_by())))


def _least(passages: Mapping[int, int]) -> int:
    """How many words to demand, by how many passages have so many of them; 0 where none has any."""
    wanted = min(ENOUGH, sum(passages.values()))
    found = 0
    for held in sorted(passages, reverse=True):
        found += passages[held]
        if found >= wanted:
            return held
    return 0


def _asking(query: Query, words: Iterable[Node], others: Iterable[Node], least: int) -> Query:
    return replace(query, root=joined(All, [Most(tuple(words), least), *others]))


def _apart(
    root: Node | None, configs: Sequence[str], given: Given
) -> tuple[list[Node], list[Node]]:
    """The words that may be missing, and all else. What is too common to be kept is neither."""
    words: list[Node] = []
    others: list[Node] = []
    for part in root.parts if isinstance(root, All) else ():
        match part:
            case Term() if part.manner in BARE and not part.plain:
                words.append(part)
            case Alike(terms, alike):
                words += [_also_by(term, alike) for term in terms]
            case _:
                others.append(part)
    return [
        word for word in words if any(each_of([word], config, given) for config in configs)
    ], others


def _also_by(term: Term | Alike, others: tuple[Term, ...]) -> Alike:
    """A term with others beside those that it may have."""
    if isinstance(term, Alike):
        return Alike(term.terms, (*term.others, *others))
    return Alike((term,), others)


def _in_pieces(words: Sequence[Node], configs: Sequence[str]) -> list[Node]:
    """The words, of one with hyphens each by itself."""
    pieces: list[Node] = []
    for word in words:
        match word:
            case Term():
                pieces += _pieces(word, configs)
            case Alike((Term() as term,), alike):
                pieces += [Alike((piece,), alike) for piece in _pieces(term, configs)]
    return pieces


def _pieces(term: Term, configs: Sequence[str]) -> list[Term]:
    """The words of a term, where no dictionary drops any as too common; letters of a script without
    spaces are no words alone.
    """
    if term.manner != Manner.FORMS or len(term.words) < 2 or is_unspaced(term.typed):
        return [term]
    if any(None in stems(config, term.words) for config in configs):
        return [term]
    return [replace(term, typed=word, words=(word,)) for word in term.words]
