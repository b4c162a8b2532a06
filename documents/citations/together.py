"""Citations of one list: works that would look alike in the text are told apart by letters
("2008a"), initials ("B. Quill") or further names, as citeproc does it by the rules of the style.
"""

import json
from collections.abc import Sequence

from documents.citations import names
from documents.citations.choices import Style
from documents.citations.describing import Cited
from documents.citations.styles import Set, digest_of, recalled, set_all, set_in


def set_together(style: Style, cited: Sequence[Cited]) -> list[Set]:
    """The citations in a style, in order, as they stand in one list. Passages of one work have one
    letter. Notes tell works apart by their titles as it is. Raises pandoc.Unavailable.
    """
    by_front: dict[str, set[str]] = {}
    for one in cited:
        by_front.setdefault(_front(one), set()).add(_work(one))
    is_alike = [style != Style.CHICAGO and len(by_front[_front(one)]) > 1 for one in cited]
    apart = iter(
        _set_apart(style, [one for one, is_so in zip(cited, is_alike, strict=True) if is_so])
    )
    alone = iter(
        set_in(style, [one for one, is_so in zip(cited, is_alike, strict=True) if not is_so])
    )
    return [next(apart if is_so else alone) for is_so in is_alike]


def _front(cited: Cited) -> str:
    """What the citation in the text begins with: the first author's short name, else the title."""
    authors = cited.item.get("author", [])
    return (names.short(authors[0]) if authors else str(cited.item["title"])).casefold()


def _work(cited: Cited) -> str:
    """What is the same for all passages of one work by one author."""
    item = {key: value for key, value in cited.item.items() if key not in ("id", "URL")}
    return json.dumps(item, sort_keys=True)


def _set_apart(style: Style, cited: Sequence[Cited]) -> list[Set]:
    works = [_work(one) for one in cited]
    beside = sorted(set(works))

    def set_missing(missing: Sequence[int]) -> list[Set]:
        done = set_all(style, cited, [beside.index(work) for work in works])
        return [done[n] for n in missing]

    return recalled([digest_of(style, one, beside) for one in cited], set_missing)
