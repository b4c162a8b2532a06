"""What is said of words that dictionaries drop as too common: they count in a phrase only.

Each language drops its own: where a text in French has come into an English archive, "the" is a
word to be found in one of them and none in the other, and whoever asks has to be told.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from documents.folding import is_unspaced
from search.analysis import lexemes, stems
from search.compounds import SIGN, acronym_typed, acronyms_within, without_possessive
from search.languages import config_for
from search.tree import BARE, Manner, Query, Term

PHRASES = (Manner.EXACT, Manner.NEAR)
LONGEST_END = 2
"""Letters of what is left of a word behind an apostrophe ("they're", "we'll"), at most."""
_ELIDED = re.compile(r"\W*[^\W\d_]{1,2}['’]")


def is_common(term: Term, config: str) -> bool:
    """Whether a language's dictionary drops all the words of a bare term."""
    return term.manner in BARE and not acronym_typed(term.typed) and not lexemes(config, term.words)


def as_typed(term: Term, config: str) -> tuple[str, ...]:
    """The words of a bare term that is looked for as it stands, () for any other.

    It begins or ends with a word that a language's dictionary drops ("well-being", "they're"):
    what is left of it alone is said of much else. An elided article and the end of a possessive
    are no part of the word they stand at ("l'homme", "children's").
    """
    if term.manner != Manner.FORMS or acronym_typed(term.typed):
        return ()
    named = [acronym.removeprefix(SIGN) for acronym in acronyms_within(term.typed)]
    if named and None not in stems(config, named):  # "US-led", not "AT-RISK"
        return ()
    words = term.words[:-1] if without_possessive(term.typed) != term.typed else term.words
    if len(words) < 2 or is_unspaced(term.typed):
        return ()
    found = stems(config, words)
    kept = [word for word, stem in zip(words, found, strict=True) if stem is not None]
    if not kept or None not in (found[0], found[-1]):
        return ()
    is_elided = _ELIDED.match(term.typed) and len(words) == 2 and max(map(len, kept)) > LONGEST_END
    return () if is_elided and found[-1] is not None else words


def common_phrases(query: Query) -> list[Term]:
    """The phrases of nothing but common words of the archive's own language, each once. Many
    passages hold such words, and each of these is read for the phrase.
    """
    phrases = {(t.manner, t.words, t.within): t for t in query.terms if t.manner in PHRASES}
    config = config_for(None)
    return [term for term in phrases.values() if not lexemes(config, term.words)]


def common_in(query: Query, configs: Sequence[str]) -> list[Term]:
    """The terms that every language in use drops."""
    return [term for term in query.terms if all(is_common(term, config) for config in configs)]


def as_phrase(terms: Sequence[Term]) -> str:
    """Some terms as the query for one phrase."""
    return '"{}"'.format(" ".join(term.typed for term in terms))


def nothing_left(terms: Sequence[Term]) -> str:
    """The remark on a query that has only terms which every language drops."""
    it = "it" if len(terms) == 1 else "them"
    phrase = " ".join(term.typed for term in terms)
    return (
        f"{_too_common(terms)} to be searched outside a phrase: "
        f"put {it} in quotation marks, “{phrase}”."
    )


def remarks_on(query: Query, configs: Sequence[str], silent: Collection[str]) -> Iterator[str]:
    """The remarks on terms that are dropped, and on words that any other may stand for; `silent`
    are the languages for which nothing of the query is left.
    """
    common = common_in(query, configs)
    if common:
        verb = "was" if len(common) == 1 else "were"
        yield f"{listed(common)} {verb} left out: too common outside a phrase."
    dropped: dict[tuple[bool, tuple[Term, ...]], list[str]] = defaultdict(list)
    for config in configs:
        own = [term for term in query.terms if term not in common and is_common(term, config)]
        if own:
            dropped[config in silent, tuple(own)].append(config.capitalize())
    for (is_all, terms), languages in dropped.items():
        yield _on_dropped(terms, _in_a_row(languages), is_all)
    if any(term.typed == "or" and is_common(term, c) for term in query.terms for c in configs):
        yield "In capitals, OR asks for one or the other."
    yield from dict.fromkeys(
        f"“{term.typed}” was looked for as it stands, as part of it is too common to be searched."
        for term in query.terms
        for config in configs
        if as_typed(term, config)
    )
    yield from dict.fromkeys(
        f"Any word can stand for “{word}” in “{term.typed}”: put it in quotation marks to have this"
        " very word."
        for term in query.terms
        for config in configs
        for word in _open_within(term, config)
    )


def _on_dropped(terms: Sequence[Term], languages: str, is_all: bool) -> str:
    """The remark on terms that some languages drop, and whether that is all there is in them."""
    if is_all:
        said = f"{languages} passages were not searched: {_too_common(terms)} there"
    else:
        verb = "was" if len(terms) == 1 else "were"
        said = f"In {languages} passages {listed(terms)} {verb} left out: too common there"
    return f"{said} outside a phrase."


def listed(terms: Sequence[Term]) -> str:
    """Terms as they were typed, each once: "“a”, “b” and “c”"."""
    return _in_a_row(list(dict.fromkeys(f"“{term.typed}”" for term in terms)))


def _in_a_row(texts: Sequence[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]


def _too_common(terms: Sequence[Term]) -> str:
    if len(terms) == 1:
        several = len(terms[0].words) > 1
        return f"{listed(terms)} {'has only words that are' if several else 'is'} too common"
    return f"{listed(terms)} are too common"


def _open_within(term: Term, config: str) -> list[str]:
    """The words of a bare term that any other may stand for: those between two that are kept."""
    if term.manner != Manner.FORMS or len(term.words) < 3 or as_typed(term, config):
        return []
    found = stems(config, term.words)
    kept = [at for at, stem in enumerate(found) if stem is not None]
    if not kept:
        return []
    return [term.words[at] for at in range(kept[0], kept[-1]) if found[at] is None]
