"""Whether a name as somebody wrote it can be the name of whoever speaks.

Pure.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from documents.folding import folded_words
from documents.ingest.names import (
    are_compatible,
    bare_name,
    given_names,
    is_full,
    plain,
    surname,
)
from documents.ingest.quotations.marks import marked_spans
from search.quotes.source import Passage, Voice


def is_called(name: str, voice: Voice) -> bool:
    """Whether a name contradicts no name of a voice: "Lagon", "Amb. M. P. Lagon", "Lagon, Mark"."""
    return fits(name, voice.names)


def fits(name: str, names: Sequence[str]) -> bool:
    """Whether a name can be that of somebody who has these names.

    A label as printed ("RQ") fits itself. Else the full names decide, where there are any: who is
    labelled "LAGON" and called Mark P. Lagon is not Maria Lagon.
    """
    known = [full for full in names if is_full(full)] or names
    return any(
        plain(form) in map(plain, names)
        or any(are_compatible(form, one) or _ends(form, one) for one in known)
        for form in forms(name)
    )


def is_name(text: str) -> bool:
    """Whether something can be compared with names: "the ambassador" is an office alone."""
    return bool(folded_words(bare_name(text)))


def is_nearly_called(name: str, voice: Voice) -> bool:
    """Whether a name differs from one of a voice's by so little that it may be the same: it is
    misspelled, or a given name alone.
    """
    known = [full for full in voice.names if is_full(full)] or voice.names
    return any(_is_nearly(form, one) for form in forms(name) for one in known)


def forms(name: str) -> Iterator[str]:
    """A name as written, the other way round ("Lagon, Mark P."), and without what follows it
    ("Mark Lagon, ambassador", "Mark Lagon (State Department)").
    """
    yield name
    head, _, rest = name.partition(" (")
    if rest:
        yield head
    before, comma, after = head.partition(",")
    if comma and before.strip() and after.strip():
        yield f"{after.strip()} {before.strip()}"
        if is_full(before):
            yield before.strip()


def _ends(name: str, known: str) -> bool:
    """Whether a name is the end of a longer one: "Tahir Kheli" of "Shirin Tahir-Kheli"."""
    words, others = folded_words(bare_name(name)), folded_words(bare_name(known))
    return bool(words) and words == others[-len(words) :]


def _is_nearly(name: str, known: str) -> bool:
    given, others = given_names(name), given_names(known)
    if not given and others and plain(bare_name(name)) == plain(others[0]):
        return True
    if not _nearly(surname(name), surname(known)):
        return False
    if not given or not others:
        return True
    one, other = sorted((plain(given[0]).strip("."), plain(others[0]).strip(".")), key=len)
    short_form = len(one) in (1, 3, 4, 5) and other.startswith(one)
    return _nearly(one, other) or short_form


def _nearly(one: str, other: str) -> bool:
    """Whether two words differ by a letter, or two in a long one; short names are other names."""
    one, other = plain(one), plain(other)
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 5 else 1 if shorter < 9 else 2
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def is_second_hand(name: str, passage: Passage, start: int, end: int) -> bool:
    """Whether words stand between quotation marks in a passage that also has a person's name."""
    family = folded_words(surname(name))
    if not family or family[-1] not in folded_words(passage.text):
        return False
    marked = marked_spans(passage.text, 0, len(passage.text))
    return all(any(span.start <= at <= span.end for span in marked) for at in (start, end))
