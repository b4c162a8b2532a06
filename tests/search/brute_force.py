"""Whether a passage answers a query, word by word in Python: no index, no planner, no SQL but the
dictionary's stem of a single word.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.db import connection

from search.tree import BARE, All, Either, Field, Manner, Not, Term

DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?")
"""Where it is all of a word or of a piece of one, an acronym."""
ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?|[A-Z]{2}")
SPLIT = re.compile(r"[\s–—-]+")

_stems: dict[tuple[str, str], str | None] = {}


def answers(passage, root) -> bool:
    """`passage` has `text` (without notes), `words`, `config` and its `values` by key."""
    return root is not None and bool(holds(passage, root))


def holds(passage, node) -> bool | None:
    """None where a part asks nothing, its words being too common to be kept."""
    match node:
        case Not(part):
            held = holds(passage, part)
            return None if held is None else not held
        case All(parts) | Either(parts):
            held = [h for part in parts if (h := holds(passage, part)) is not None]
            if not held:
                return None
            return all(held) if isinstance(node, All) else any(held)
        case Field("year", value) if ".." in value:
            first, last = value.split("..")
            return any(
                year.isdecimal() and int(first or 0) <= int(year) <= int(last or 9999)
                for year in passage.values["year"]
            )
        case Field(name, value):
            return value in passage.values[name]
        case Term():
            return has(passage, node)
    raise AssertionError(node)


def has(passage, term: Term) -> bool | None:
    known = vars(passage).setdefault("known", {})
    asked = (term.manner, term.typed, term.words, term.within)
    if asked not in known:
        known[asked] = _has(passage, term)
    return known[asked]


def _has(passage, term: Term) -> bool | None:
    said, wanted, size = passage.words, list(term.words), len(term.words)
    starts = range(len(said) - size + 1)
    match term.manner:
        case Manner.EXACT:
            return any(said[at : at + size] == wanted for at in starts)
        case Manner.BEGINNING:
            return any(
                said[at : at + size - 1] == wanted[:-1]
                and said[at + size - 1].startswith(wanted[-1])
                for at in starts
            )
        case Manner.NEAR:
            width, needed = size + term.within, Counter(wanted)
            return any(
                word in needed and Counter(said[at : at + width]) >= needed
                for at, word in enumerate(said)
            )
        case Manner.ACRONYM:
            letters = [c for c in term.typed if c.isalpha()]
            together, dotted = "".join(letters), "".join(f"{c}." for c in letters)
            words = (word.strip(",;:?!()“”\"'’") for word in SPLIT.split(passage.text))
            bare = [word.removesuffix("’s").removesuffix("'s") for word in words]
            return any(word == together or word.lower() == dotted.lower() for word in bare)
    stems = stems_of(passage.config, wanted)
    if not any(stems):
        return None
    own = own_stems(passage)
    [whole] = stems_of(passage.config, ["".join(wanted)])
    if as_it_stands := _as_it_stands(term, stems):
        if any(said[at : at + len(as_it_stands)] == as_it_stands for at in starts):
            return True
        return "-" in term.typed and (whole in own or whole in hyphenated(passage))
    acronyms = [p for p in term.typed.split("-") if "-" in term.typed and ACRONYM.fullmatch(p)]
    if all(has(passage, Term(p, (), Manner.ACRONYM)) for p in acronyms) and any(
        all(w is None or w == s for w, s in zip(stems, own[at:], strict=False)) for at in starts
    ):
        return True
    if size > 1 and "-" in term.typed and whole in own:
        return True
    return (size == 1 or "-" in term.typed) and whole in hyphenated(passage)


def _as_it_stands(term: Term, stems: Sequence[str | None]) -> list[str]:
    """The words of "at-risk" and "they're", which a common word begins or ends."""
    words, kept = list(term.words), list(stems)
    if term.typed[-2:] in ("'s", "’s"):
        words, kept = words[:-1], kept[:-1]
    if len(words) < 2 or not any(kept) or all((kept[0], kept[-1])) or "." in term.typed:
        return []
    elided = re.fullmatch(r"\w{1,2}['’]\w{3,}", term.typed) and kept[-1]
    return [] if elided else words


def found(passages: Sequence, query) -> list:
    """The passages that answer a query: with all of it, or where none does, with most words."""
    hits = [p for p in passages if query.is_blank or answers(p, query.root)]
    return hits or _with_most(passages, query.root)


def _with_most(passages: Sequence, root) -> list:
    parts = root.parts if isinstance(root, All) else ()
    bare = [p for p in parts if isinstance(p, Term) and p.manner in BARE and not p.plain]
    others = [part for part in parts if part not in bare]
    whole = [word for word in bare if any(has(p, word) is not None for p in passages)]
    pieces = [piece for term in whole for piece in _pieces(term, passages)]
    if not 2 <= len(pieces) <= 12:
        return []
    return _with_most_of(passages, whole, others) or _with_most_of(passages, pieces, others)


def _with_most_of(passages: Sequence, words: Sequence[Term], others: Sequence) -> list:
    held = {}
    for passage in passages:
        found = [has(passage, word) for word in words]
        if any(found) and all(holds(passage, other) is not False for other in others):
            held[passage.id] = sum(one is True for one in found)
    wanted = min(5, len(held))
    for least in range(len(words), 0, -1):
        hits = [p for p in passages if held.get(p.id, 0) >= least]
        if hits and len(hits) >= wanted:
            return hits
    return []


def _pieces(term: Term, passages: Sequence) -> list[Term]:
    if term.manner == Manner.ACRONYM or len(term.words) == 1:
        return [term]
    if any(None in stems_of(p.config, term.words) for p in passages):
        return [term]
    return [replace(term, typed=word, words=(word,)) for word in term.words]


def own_stems(passage) -> tuple[str | None, ...]:
    if "stems" not in vars(passage):
        passage.stems = stems_of(passage.config, passage.words)
    return passage.stems


def hyphenated(passage) -> set[str | None]:
    """The stems of the passage's hyphenated words, written together."""
    if "hyphenated" not in vars(passage):
        bare = (word.strip(',;:.()“”"’?!') for word in passage.text.split() if "-" in word)
        joined = [
            "".join(
                p.replace(".", "") if DOTTED.fullmatch(p) else p for p in word.split("-")
            ).lower()
            for word in bare
            if "-" in word
        ]
        words = [word for word in joined if word.isalpha()]
        numbers = [
            w.replace(",", "")
            for w in re.findall(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?!\w|,\d)", passage.text)
        ]
        passage.hyphenated = set(stems_of(passage.config, [*words, *numbers]))
    return passage.hyphenated


def stems_of(config: str, words: Sequence[str]) -> tuple[str | None, ...]:
    """What the dictionary makes of each word by itself; it is asked for each once."""
    if new := [word for word in dict.fromkeys(words) if (config, word) not in _stems]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word, (tsvector_to_array(to_tsvector(%s::regconfig, word)))[1]"
                " FROM unnest(%s::text[]) AS word",
                [config, new],
            )
            _stems.update({(config, word): stem for word, stem in cursor.fetchall()})
    return tuple(_stems[config, word] for word in words)
