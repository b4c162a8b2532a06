"""From the tree of a query to the condition that a passage of the index meets.

Whatever stems alone can answer becomes one look-up in their index; phrases and beginnings of words
are found by the words that they hold and confirmed on the words in a row. Each language of the
archive has its own stems, so there is a condition for each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.db.models.lookups import GreaterThanOrEqual

from search.analysis import stems
from search.compounds import acronym_typed, compounds
from search.dimensions import NOTHING
from search.expressions import (
    HasBeginning,
    HasNear,
    Holds,
    HowMany,
    all_of,
    beginning,
    has_words,
    in_a_row,
)
from search.expressions import quoted as lexeme
from search.tree import BARE, Alike, All, Either, Field, Manner, Most, Node, Not, Query, Term


@dataclass(frozen=True)
class _Stems:
    """What a passage's stems alone answer, as a tsquery."""

    query: str


Condition = _Stems | Q
Fields = Mapping[Field, Q]


def text_condition(query: Query, configs: Iterable[str], fields: Fields) -> Q:
    """That a passage answers a query, stemmed as its own language is."""
    if query.root is None:
        return NOTHING
    if not any(term.manner in BARE for term in query.terms):
        return _as_q(_condition(query.root, "simple", fields))
    condition = NOTHING
    for config in configs:
        condition |= Q(config=config) & _as_q(_condition(query.root, config, fields))
    return condition


def stem_query(term: Term, config: str) -> str:
    """A bare term as a tsquery on stems, "" where the dictionary drops all of it as too common.

    An acronym is found from either form ("US", "U.S."), a compound from both of its own.
    """
    forms = []
    if term.manner == Manner.FORMS:
        joined = compounds(term.typed) if len(term.words) > 1 else []
        forms.append(in_a_row(stems(config, term.words)))
        forms += [in_a_row(stems(config, (word.text,))) for word in joined[:1]]
    if acronym := acronym_typed(term.typed):
        forms.append(lexeme(acronym))
    return " | ".join(f"({form})" if "<" in form else form for form in forms if form)


def _condition(node: Node, config: str, fields: Fields) -> Condition | None:
    """What a part asks of a passage; None where it asks nothing, being too common to be kept."""
    match node:
        case Term():
            return _of_term(node, config)
        case Field():
            return fields.get(node, NOTHING)
        case Not(part):
            condition = _condition(part, config, fields)
            if isinstance(condition, _Stems):
                return _Stems(f"!({condition.query})")
            return ~condition if condition is not None else None
        case Alike(terms, others):
            typed = [f"({query})" for term in terms if (query := stem_query(term, config))]
            meant = [f"({query})" for term in others if (query := stem_query(term, config))]
            return _Stems(" | ".join([f"({' & '.join(typed)})", *meant])) if typed else None
        case All(parts):
            return _combined(parts, config, fields, all_hold=True)
        case Either(parts):
            return _combined(parts, config, fields, all_hold=False)
        case Most(parts, least):
            return _most(parts, least, config)


def _combined(
    parts: Iterable[Node], config: str, fields: Fields, all_hold: bool
) -> Condition | None:
    """All or any of some parts: those that stems answer in one look-up."""
    found = [c for part in parts if (c := _condition(part, config, fields)) is not None]
    if not found:
        return None
    sign, operator = (" & ", and_) if all_hold else (" | ", or_)
    by_stems = [condition.query for condition in found if isinstance(condition, _Stems)]
    others = [condition for condition in found if isinstance(condition, Q)]
    stem = _Stems(sign.join(f"({query})" for query in by_stems)) if by_stems else None
    if not others:
        return stem
    return reduce(operator, [*([_as_q(stem)] if stem else []), *others])


def each_of(parts: Iterable[Node], config: str) -> list[str]:
    """Bare words, or what stands for them, each as a tsquery; what is dropped as too common is
    left out.
    """
    asked = (_condition(part, config, {}) for part in parts)
    return [condition.query for condition in asked if isinstance(condition, _Stems)]


def _most(parts: Sequence[Node], least: int, config: str) -> Condition | None:
    """At least so many words; those that are too common to be kept count as if they were there."""
    queries = each_of(parts, config)
    if not queries:
        return None
    some = _Stems(" | ".join(f"({query})" for query in queries))
    least -= len(parts) - len(queries)
    if least <= 1:
        return some
    return _as_q(some) & Q(GreaterThanOrEqual(HowMany(queries), least))


def _of_term(term: Term, config: str) -> Condition | None:
    match term.manner:
        case Manner.EXACT:
            return has_words(term.words)
        case Manner.NEAR:
            candidates = Holds("word_set", all_of(sorted(set(term.words))))
            return Q(candidates) & Q(HasNear(term.words, term.within))
        case Manner.BEGINNING:
            begins = Q(Holds("word_set", beginning(term.words)))
            return begins & Q(HasBeginning(term.words)) if len(term.words) > 1 else begins
    query = stem_query(term, config)
    return _Stems(query) if query else None


def _as_q(condition: Condition | None) -> Q:
    if condition is None:
        return NOTHING
    return Q(Holds("stems", condition.query)) if isinstance(condition, _Stems) else condition
