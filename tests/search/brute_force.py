"""Whether a passage answers a query, word by word in Python: no index, no planner, no SQL but the
dictionary's stem of a single word.
"""

from collections import Counter

from django.db import connection

from search.query import All, Either, Field, Manner, Not, Term

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
            return any(Counter(said[at : at + width]) >= needed for at in range(len(said)))
        case Manner.ACRONYM:
            letters = [c for c in term.typed if c.isalpha()]
            forms = {"".join(letters), "".join(f"{c}." for c in letters)}
            return any(word.strip(',;:()“”"') in forms for word in passage.text.split())
    stems = [stem(passage.config, word) for word in wanted]
    if not any(stems):
        return None
    own = [stem(passage.config, word) for word in said]
    if any(
        all(w is None or w == s for w, s in zip(stems, own[at:], strict=False)) for at in starts
    ):
        return True
    whole = stem(passage.config, "".join(wanted))
    if size > 1 and "-" in term.typed and whole in own:
        return True
    return (size == 1 or "-" in term.typed) and whole in hyphenated(passage)


def hyphenated(passage) -> set[str | None]:
    """The stems of the passage's hyphenated words, written together."""
    found = set()
    for word in passage.text.split():
        bare = word.strip(',;:.()“”"’?!')
        if "-" in bare and bare.replace("-", "").isalpha():
            found.add(stem(passage.config, bare.replace("-", "").lower()))
    return found


def stem(config: str, word: str) -> str | None:
    if (config, word) not in _stems:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT (tsvector_to_array(to_tsvector(%s::regconfig, %s)))[1]", [config, word]
            )
            _stems[config, word] = cursor.fetchone()[0]
    return _stems[config, word]
