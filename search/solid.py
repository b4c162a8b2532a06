"""Compounds that are one word in one text and two in another: "cybersecurity" and "cyber security".

Which words are such, the archive itself says: whoever types one form is given the other as well
where that stands in passages which the typed one misses. It is shown, and refused, like an
equivalent. Common words make no compound ("now here"), nor do words with more than a blank between
them wherever they follow each other ("land. Mines"). Of hyphens search.compounds takes care.
"""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import compress, islice, pairwise, product
from typing import TypeVar

from django.db import connection
from django.utils import timezone

from documents.folding import is_unspaced, words
from search.analysis import stems
from search.equivalents import expand
from search.expressions import all_of, in_a_row
from search.generation import Generation
from search.languages import config_for
from search.tree import Alike, All, Either, Manner, Node, Not, Query, Term

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

MOST_FORMS = 8
"""So many rows of words, at most, are looked up for those that stand in one row of a query, of
which each may have others that mean the same.
"""
MOST_LANGUAGES = 6
"""Where texts were read in more of them, compounds are those of the archive's own."""
READ = 100
"""In so many passages, at most, it is seen what stands between two words."""
BLANK = re.compile(r"[ \t\u00a0]+")

Form = tuple[str, ...]
"""A compound as folded words: one, or two side by side."""
Pair = tuple[Form, Form, str]
"""A form, another of it, and the language that both are stemmed in."""
State = tuple[str, Generation, tuple[str, ...], str]
Asked = TypeVar("Asked", bound=Hashable)

# Counted, for a planner that is asked for the first alone may read the whole table for it.
STANDS = """
(SELECT count(*) FROM search_passage
 WHERE stems @@ %s::tsquery AND config = ANY(%s)
 AND (embargo_until IS NULL OR embargo_until <= %s)) > 0
"""
TEXTS = """
SELECT text FROM documents_passageversion WHERE id = ANY((
    SELECT (array_agg(version_id))[1:%s] FROM search_passage
    WHERE stems @@ %s::tsquery AND config = %s AND (embargo_until IS NULL OR embargo_until <= %s)
)::bigint[])
"""

_remembered: dict[State, dict[Form, list[Form]]] = {}


def in_both_forms(query: Query, texts: Generation, configs: Sequence[str]) -> Query:
    """The query with the other form beside each compound that the archive has in both; `texts` is
    the generation of the words in the index, `configs` what they were read with.
    """
    if len(query.terms) > MOST:
        return query
    of = tuple(configs) if 0 < len(configs) <= MOST_LANGUAGES else (config_for(None),)
    parts = list(_parts(query.root))
    rows = [(part,) for part in parts] + list(pairwise(parts))
    asked = dict.fromkeys(form for row in rows for form in _forms(row) if _may_be_one(form))
    return expand(query, _Compounds(_others_of(list(asked), texts, of)))


class _Compounds:
    """What to look for beside one word or two."""

    def __init__(self, found: Mapping[Form, Sequence[Form]]) -> None:
        self.found = found
        self.longest = max((len(form) for form, others in found.items() if others), default=0)

    def of(self, row: Sequence[Node]) -> tuple[Term, ...]:
        """The other forms of some words in a row, or of what means the same as they do."""
        others = [other for form in _forms(row) for other in self.found.get(form, ())]
        return tuple(Term(" ".join(other), other) for other in dict.fromkeys(others))


def _parts(node: Node | None) -> Iterator[Node]:
    """The words of a query, each with what means the same, in order."""
    match node:
        case Not(part):
            yield from _parts(part)
        case All(parts) | Either(parts):
            for part in parts:
                yield from _parts(part)
        case None:
            return
        case _:
            yield node


def _forms(row: Sequence[Node]) -> Iterator[Form]:
    """The rows of words that some parts stand for; none where one is not a word, or is demanded as
    it is.
    """
    yield from islice(product(*map(_words, row)), MOST_FORMS)


def _words(part: Node) -> list[str]:
    """A single word with those that mean the same."""
    match part:
        case Term():
            terms = [part]
        case Alike((Term() as term,), others):
            terms = [term, *others]
        case _:
            return []
    if not _is_word(terms[0]):
        return []
    return [term.words[0] for term in terms if _is_word(term)]


def _is_word(term: Term) -> bool:
    return term.manner == Manner.FORMS and len(term.words) == 1 and not term.plain


def _may_be_one(form: Form) -> bool:
    whole = "".join(form)
    shortest = SHORTEST if len(form) > 1 else 2 * SHORTEST
    fits = min(map(len, form)) >= shortest and len(whole) <= LONGEST
    return fits and whole.isalpha() and not is_unspaced(whole)


def _others_of(
    forms: Sequence[Form], texts: Generation, configs: tuple[str, ...]
) -> dict[Form, list[Form]]:
    """The other forms of some compounds; each is looked up once while the words of the index are
    the same.
    """
    database, today = str(connection.settings_dict["NAME"]), str(timezone.localdate())
    state = (database, texts, configs, today)
    if state not in _remembered or len(_remembered[state]) > REMEMBERED:
        _remembered.clear()
        _remembered[state] = {}
    known = _remembered[state]
    if missing := [form for form in forms if form not in known]:
        known.update(_looked_up(missing, configs))
    return {form: known[form] for form in forms}


def _looked_up(forms: Sequence[Form], configs: Sequence[str]) -> dict[Form, list[Form]]:
    """The other forms that stand in passages which the first ones do not find. Hardly any word is
    made of two that stand side by side somewhere: which two is asked for such words alone.
    """
    missed = _missed(forms, configs)
    of_form: dict[Form, dict[str, None]] = {form: {} for form in forms}
    for (form, _, _), query in missed.items():
        of_form[form][query] = None
    likely = _that_stand({f: (" | ".join(queries), configs) for f, queries in of_form.items()})
    found: dict[Form, dict[Form, None]] = {form: {} for form in forms}
    asked = {pair: (query, [pair[2]]) for pair, query in missed.items() if pair[0] in likely}
    for form, other, config in _that_stand(asked):
        if len(other) == 1 or _is_written_so(other, missed[form, other, config], config):
            found[form][other] = None
    return {form: list(others) for form, others in found.items()}


def _other_forms(form: Form) -> Iterator[Form]:
    if len(form) > 1:
        yield ("".join(form),)
        return
    [word] = form
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        yield word[:at], word[at:]


def _missed(forms: Sequence[Form], configs: Sequence[str]) -> dict[Pair, str]:
    """By form and other form in a language, a tsquery for passages that have the other and not all
    words of the first; none where one of the words is common.
    """
    pairs = [(form, other) for form in forms for other in _other_forms(form)]
    of_all = [word for pair in pairs for form in pair for word in form]
    missed: dict[Pair, str] = {}
    for config in configs:
        stem_of = dict(zip(of_all, stems(config, of_all), strict=True))
        for typed, other in pairs:
            first, second = ([s for w in form if (s := stem_of[w])] for form in (typed, other))
            is_common = len(first) < len(typed) or len(second) < len(other)
            if not is_common and PARTICLES.isdisjoint(typed + other):
                missed[typed, other, config] = f"(({in_a_row(second)}) & !({all_of(first)}))"
    return missed


def _that_stand(queries: Mapping[Asked, tuple[str, Sequence[str]]]) -> list[Asked]:
    """For which of some tsqueries there are passages, read with some configurations and open to
    the public.
    """
    asked = {key: (query, configs) for key, (query, configs) in queries.items() if query}
    if not asked:
        return []
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ARRAY[{', '.join([STANDS] * len(asked))}]",
            [value for query, configs in asked.values() for value in (query, [*configs], today)],
        )
        [stands] = cursor.fetchone()
    return list(compress(asked, stands))


def _is_written_so(pair: Form, query: str, config: str) -> bool:
    """Whether two words, in any form, have nothing but a blank between them in one of the passages
    of a tsquery.
    """
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [READ, query, config, timezone.localdate()])
        rows = [(text, words(text)) for (text,) in cursor.fetchall()]
    begins = tuple(word[:SHORTEST] for word in pair)
    likely = {
        (one.text, next_one.text)
        for text, said in rows
        for one, next_one in pairwise(said)
        if (one.text[:SHORTEST], next_one.text[:SHORTEST]) == begins
        and BLANK.fullmatch(text, one.end, next_one.start)
    }
    wanted = stems(config, pair)
    return any(stems(config, written) == wanted for written in likely)
