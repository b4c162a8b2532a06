"""Compounds that are one word in one text and two in another: "cybersecurity" and "cyber security".

Which words are such, the archive itself says: whoever types one form is given the other as well
where that stands in passages which the typed one misses. It is shown, and refused, like an
equivalent. Common words make no compound ("now here"). Of hyphens search.compounds takes care.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import compress, pairwise
from typing import TypeVar

from django.db import connection
from django.utils import timezone

from documents.folding import is_unspaced
from search.analysis import stems
from search.equivalents import expand
from search.expressions import all_of, in_a_row
from search.generation import Generation
from search.languages import config_for
from search.tree import Manner, Query, Term

SHORTEST = 3
"""Letters of each of the two words, at least."""
LONGEST = 40
"""Letters of the two together."""
MOST = 12
"""A query with more words is a text that was copied."""
REMEMBERED = 20_000
PARTICLES = frozenset({"around", "away", "back", "every"})
"""Beside what PostgreSQL drops as too common, words that stand at many others without making a
compound of them: who comes back makes no comeback.
"""

Form = tuple[str, ...]
"""A compound as folded words: one, or two side by side."""
State = tuple[str, Generation, str]
Asked = TypeVar("Asked", bound=Hashable)

# Counted, for a planner that is asked for the first alone may read the whole table for it.
STANDS = """
(SELECT count(*) FROM search_passage
 WHERE stems @@ %s::tsquery AND (embargo_until IS NULL OR embargo_until <= %s)) > 0
"""

_remembered: dict[State, dict[Form, list[Form]]] = {}


def in_both_forms(query: Query, texts: Generation) -> Query:
    """The query with the other form beside each compound that the archive has in both; `texts` is
    the generation of the words in the index.
    """
    if len(query.terms) > MOST:
        return query
    words = [term.words[0] if _is_word(term) else "" for term in query.terms]
    asked = dict.fromkeys([*((word,) for word in words), *pairwise(words)])
    found = _others_of([form for form in asked if _may_be_one(form)], texts)
    return expand(query, _Compounds(found))


class _Compounds:
    """What to look for beside one word or two."""

    def __init__(self, found: Mapping[Form, Sequence[Form]]) -> None:
        self.found = found
        self.longest = max((len(form) for form, others in found.items() if others), default=0)

    def of(self, terms: Sequence[Term]) -> tuple[Term, ...]:
        """The other forms of some terms in a row."""
        if any(term.plain or not _is_word(term) for term in terms):
            return ()
        others = self.found.get(tuple(term.words[0] for term in terms), ())
        return tuple(Term(" ".join(other), other) for other in others)


def _is_word(term: Term) -> bool:
    return term.manner == Manner.FORMS and len(term.words) == 1


def _may_be_one(form: Form) -> bool:
    whole = "".join(form)
    shortest = SHORTEST if len(form) > 1 else 2 * SHORTEST
    fits = min(map(len, form)) >= shortest and len(whole) <= LONGEST
    return fits and whole.isalpha() and not is_unspaced(whole)


def _others_of(forms: Sequence[Form], texts: Generation) -> dict[Form, list[Form]]:
    """The other forms of some compounds; each is looked up once while the words of the index are
    the same.
    """
    state = (str(connection.settings_dict["NAME"]), texts, str(timezone.localdate()))
    if state not in _remembered or len(_remembered[state]) > REMEMBERED:
        _remembered.clear()
        _remembered[state] = {}
    known = _remembered[state]
    if missing := [form for form in forms if form not in known]:
        known.update(_looked_up(missing))
    return {form: known[form] for form in forms}


def _looked_up(forms: Sequence[Form]) -> dict[Form, list[Form]]:
    """The other forms that stand in passages which the first ones do not find. Hardly any word is
    made of two that stand side by side somewhere: which two is asked for such words alone.
    """
    config = config_for(None)
    others = {form: list(_other_forms(form)) for form in forms}
    of_all = [word for form in forms for one in (form, *others[form]) for word in one]
    stem_of = dict(zip(of_all, stems(config, of_all), strict=True))
    missed = {
        (form, other): query
        for form in forms
        for other in others[form]
        if PARTICLES.isdisjoint(form + other) and (query := _missed(form, other, stem_of))
    }
    likely = _that_stand(
        {
            form: " | ".join(query for (of, _), query in missed.items() if of == form)
            for form in forms
        }
    )
    found: dict[Form, list[Form]] = {form: [] for form in forms}
    for form, other in _that_stand({k: query for k, query in missed.items() if k[0] in likely}):
        found[form].append(other)
    return found


def _other_forms(form: Form) -> Iterator[Form]:
    if len(form) > 1:
        yield ("".join(form),)
        return
    [word] = form
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        yield word[:at], word[at:]


def _missed(form: Form, other: Form, stem_of: Mapping[str, str | None]) -> str:
    """A tsquery for passages that have the other form and not all words of the first; "" where one
    of the words is common.
    """
    first, second = ([stem for word in one if (stem := stem_of[word])] for one in (form, other))
    if len(first) < len(form) or len(second) < len(other):
        return ""
    return f"(({in_a_row(second)}) & !({all_of(first)}))"


def _that_stand(queries: Mapping[Asked, str]) -> list[Asked]:
    """For which of some tsqueries there are passages, open to the public."""
    asked = {key: query for key, query in queries.items() if query}
    if not asked:
        return []
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ARRAY[{', '.join([STANDS] * len(asked))}]",
            [parameter for query in asked.values() for parameter in (query, today)],
        )
        [stands] = cursor.fetchone()
    return list(compress(asked, stands))
