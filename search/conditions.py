"""From the tree of a query to the condition that a passage of the index meets.

Whatever stems alone can answer becomes one look-up in their index; phrases and beginnings of words
are found by the words that they hold and confirmed on the words in a row. Each language of the
archive has its own stems, so there is a condition for each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import starmap
from operator import and_, or_

from django.db.models import Q, QuerySet
from django.db.models.lookups import GreaterThanOrEqual

from search.analysis import stems
from search.commonness import as_typed
from search.compounds import acronym_typed, acronyms_within, compound_typed
from search.crowded import side_by_side
from search.dimensions import NOTHING
from search.expressions import Holds, HowMany, all_of, in_a_row
from search.expressions import quoted as lexeme
from search.generation import Generation
from search.models import IndexedPassage
from search.phrases import with_beginning, with_near, with_words
from search.tree import (
    BARE,
    Alike,
    All,
    Either,
    Field,
    Manner,
    Most,
    Node,
    Not,
    Query,
    Term,
    changed,
)


@dataclass(frozen=True)
class _Stems:
    """What a passage's stems alone answer, as a tsquery."""

    query: str


@dataclass(frozen=True)
class _Keys:
    """The passages that answer, found by their words, as keys of the index."""

    looked_up: tuple[QuerySet, ...]

    def __or__(self, other: "_Keys") -> "_Keys":
        return _Keys(self.looked_up + other.looked_up)

    @property
    def rows(self) -> QuerySet:
        """Those of all look-ups."""
        first, *others = self.looked_up
        return first.union(*others) if others else first


Condition = _Stems | _Keys | Q


@dataclass(frozen=True)
class Given:
    """What conditions rest on beside the query: what its fields stand for, and the generation of
    the index.
    """

    fields: Mapping[Field, Q]
    generation: Generation


def text_condition(query: Query, configs: Iterable[str], given: Given) -> Q:
    """That a passage answers a query, stemmed as its own language is; `configs` are those of all
    passages.
    """
    if query.root is None:
        return NOTHING
    if not any(term.manner in BARE for term in query.terms):
        return _as_q(_condition(query.root, "simple", given))
    conditions = {config: _condition(query.root, config, given) for config in configs}
    if len(conditions) == 1:  # no passage is of another language: that is not asked of each
        return _as_q(*conditions.values())
    if not all(isinstance(c, _Stems) for c in conditions.values()):
        # No index finds what answers either of two such conditions; each is looked up by itself.
        return _as_q(reduce(or_, starmap(_keys_in, conditions.items())))
    return reduce(or_, (Q(config=config) & _as_q(c) for config, c in conditions.items()), NOTHING)


def is_silent(query: Query, config: str, given: Given) -> bool:
    """Whether a query asks nothing of passages in a language, as all its words are too common in
    it to be kept: it finds none of them.
    """
    return query.root is not None and _condition(query.root, config, given) is None


def _stem_query(term: Term, config: str, given: Given) -> str:
    """A bare term as a tsquery on stems, "" where the dictionary drops all of it as too common.

    An acronym is found from either form ("US", "U.S."), a compound from both of its own. Words side
    by side are no compound of an acronym that the passage has not: "get us back" for "US-backed".
    """
    forms = []
    if term.manner == Manner.FORMS:
        row = side_by_side(stems(config, term.words), config, given.generation)
        if row and (within := acronyms_within(term.typed)):
            row = f"({row}) & {all_of(within)}"
        forms.append(row)
        forms.append(_joined(term, config))
    if acronym := acronym_typed(term.typed):
        forms.append(lexeme(acronym))
    return " | ".join(f"({form})" if "<" in form else form for form in forms if form)


def _joined(term: Term, config: str) -> str:
    """A compound written together, as a tsquery; "" for any other term."""
    joined = compound_typed(term.typed) if len(term.words) > 1 else ""
    return in_a_row(stems(config, (joined,))) if joined else ""


def _condition(node: Node, config: str, given: Given) -> Condition | None:
    """What a part asks of a passage; None where it asks nothing, being too common to be kept."""
    match node:
        case Term():
            return _of_term(node, config, given)
        case Field():
            return given.fields.get(node, NOTHING)
        case Not(part):
            condition = _condition(part, config, given)
            if isinstance(condition, _Stems):
                return _Stems(f"!({condition.query})")
            return ~_as_q(condition) if condition is not None else None
        case Alike(terms, others):
            typed = _combined(terms, config, given, all_hold=True)
            meant = [_of_term(term, config, given) for term in others]
            return _any_of([typed, *meant], config) if typed is not None else None
        case All(parts):
            return _combined(parts, config, given, all_hold=True)
        case Either(parts):
            return _combined(parts, config, given, all_hold=False)
        case Most(parts, least):
            return _most(parts, least, config, given)


def _combined(parts: Iterable[Node], config: str, given: Given, all_hold: bool) -> Condition | None:
    """All or any of some parts."""
    once = {_wherever(part): part for part in parts}.values()
    conditions = [_condition(part, config, given) for part in once]
    return _all_of(conditions) if all_hold else _any_of(conditions, config)


def _all_of(conditions: Iterable[Condition | None]) -> Condition | None:
    """That all conditions hold: those that stems answer in one look-up."""
    stem, others = _apart(conditions, " & ")
    return reduce(and_, map(_as_q, [*stem, *others])) if others else next(iter(stem), None)


def _any_of(conditions: Iterable[Condition | None], config: str) -> Condition | None:
    """That any condition holds: those that stems answer in one look-up."""
    stem, others = _apart(conditions, " | ")
    keys = [condition for condition in others if isinstance(condition, _Keys)]
    if keys and len(keys) == len(others):
        return reduce(or_, [*keys, *(_keys_in(config, one) for one in stem)])
    return reduce(or_, map(_as_q, [*stem, *others])) if others else next(iter(stem), None)


def _apart(
    conditions: Iterable[Condition | None], sign: str
) -> tuple[list[_Stems], list[_Keys | Q]]:
    """What stems answer as one condition, if anything is, and the others."""
    found = [condition for condition in conditions if condition is not None]
    queries = [condition.query for condition in found if isinstance(condition, _Stems)]
    stem = [_Stems(sign.join(f"({query})" for query in queries))] if queries else []
    return stem, [condition for condition in found if not isinstance(condition, _Stems)]


def _wherever(part: Node) -> Node | None:
    """A part without its places in the text: equal ones are asked for once."""

    def placeless(node: Node) -> Node:
        return replace(node, start=0, end=0) if isinstance(node, Term | Field) else node

    return changed(part, placeless)


def _keys_in(config: str, condition: Condition | None) -> _Keys:
    """What answers a condition in a language, looked up by itself."""
    rows = IndexedPassage.objects.filter(_as_q(condition), config=config)
    return _Keys((rows.order_by().values("pk"),))


def each_of(parts: Iterable[Node], config: str, given: Given) -> list[Q]:
    """Bare words, or what stands for them; what is dropped as too common is left out."""
    asked = (_condition(part, config, given) for part in parts)
    return [_as_q(condition) for condition in asked if condition is not None]


def _most(parts: Sequence[Node], least: int, config: str, given: Given) -> Condition | None:
    """At least so many words, of those that are not too common to be kept."""
    some = _combined(parts, config, given, all_hold=False)
    if some is None:
        return None
    each = each_of(parts, config, given)
    return some if least <= 1 else _as_q(some) & Q(GreaterThanOrEqual(HowMany(each), least))


def _of_term(term: Term, config: str, given: Given) -> Condition | None:
    match term.manner:
        case Manner.EXACT:
            return _Keys((with_words(term.words),))
        case Manner.NEAR:
            return _Keys((with_near(term.words, term.within),))
        case Manner.BEGINNING:
            return _Keys((with_beginning(term.words),))
    if words := as_typed(term, config):
        found = _Keys((with_words(words),))
        together = _joined(term, config)
        return _any_of([found, _Stems(together)], config) if together else found
    query = _stem_query(term, config, given)
    return _Stems(query) if query else None


def _as_q(condition: Condition | None) -> Q:
    match condition:
        case None:
            return NOTHING
        case _Stems(query):
            return Q(Holds("stems", query))
        case _Keys():
            return Q(pk__in=condition.rows)
    return condition
