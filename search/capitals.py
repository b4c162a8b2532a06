"""Words typed in small letters that are acronyms in capitals: "un" misses what has "U.N." only."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.db import connection
from django.utils import timezone

from search.analysis import stems
from search.commonness import is_common
from search.compounds import acronym_typed, without_possessive
from search.expressions import Holds, quoted
from search.generation import Generation
from search.languages import config_for
from search.matching import Asked, open_rows
from search.request import Offer
from search.tree import Manner

_SMALL = re.compile(r"([a-z]{2,5})(['’]s)?")
MOST = 3
"""So many words of a query are looked up at most."""


def in_capitals(asked: Asked) -> Iterator[Offer]:
    """The words of a query as acronyms, where those stand in passages that the words do not find.

    A short query asks for each once in a generation of the index.
    """
    config = config_for(None)
    typed = [
        term.typed
        for term in asked.typed.terms
        if term.manner == Manner.FORMS
        and _SMALL.fullmatch(term.typed)
        and not is_common(term, config)
    ]
    database = str(connection.settings_dict["NAME"])
    for word in list(dict.fromkeys(typed))[:MOST]:
        key = (database, asked.archive.generation, str(timezone.localdate()))
        forms = (form for form in _forms(word) if _misses(word, form, config, key))
        if form := next(forms, ""):
            q = asked.typed.typing(word, form)
            yield Offer(form, asked.request.asking(q=q).url)


def _forms(word: str) -> Iterator[str]:
    bare = without_possessive(word)
    yield f"{bare.upper()}{word.removeprefix(bare)}"
    if word.endswith("s") and bare == word and len(word) > 3:
        yield f"{word[:-1].upper()}s"


@lru_cache(maxsize=2000)
def _misses(word: str, form: str, config: str, key: tuple[str, Generation, str]) -> bool:
    """Whether a passage has the acronym and not the word; `key` is the state of the index."""
    [stem] = stems(config, [without_possessive(word)])
    without = f" & !{quoted(stem)}" if stem else ""
    return open_rows().filter(Holds("stems", f"{quoted(acronym_typed(form))}{without}")).exists()
