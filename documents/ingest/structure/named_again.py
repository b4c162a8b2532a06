"""Labels without a colon of those whose labels are known: alone in their line, or in a table.

A record that prints "Bo Lind: …" may set his next words below his name, or beside it in a row of a
table of names and words. Taken on, both would be words of whoever spoke before.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from documents.ingest.name_words import UPPER
from documents.ingest.reading import Block, CanonicalText
from documents.ingest.structure.label import Label, key_of

_ENDS = re.compile(r"[.?!…][”\"’'»)\]]*$")


def named_again(
    kept: Sequence[Label], blocks: Sequence[Block], source: CanonicalText
) -> list[Label]:
    """The further labels of those who have one in `kept`, after the first of those."""
    known = {x.key: x for x in kept if x.name and x.kind in {"name", "initials"}}
    if not known:
        return []
    first = min(label.start for label in kept)
    starts = sorted(label.start for label in kept)
    taken = {b.start for b in blocks if bisect_left(starts, b.start) < bisect_left(starts, b.end)}
    free = [block.start > first and block.start not in taken for block in blocks]
    alone = []
    for (block, is_free), (below, follows) in pairwise(zip(blocks, free, strict=True)):
        named = known.get(key_of(source.words(block))) if is_free and follows else None
        is_said = _ENDS.search(source.words(below)) and block.role == "paragraph"
        if named and is_said:
            alone.append(_again(named, source, block.start, block.end))
    rows = [
        label
        for block, is_free in zip(blocks, free, strict=True)
        if is_free and block.role == "table" and (label := _in_row(block, known, source))
    ]
    return alone + rows if len({label.key for label in rows}) > 1 else alone


def _in_row(block: Block, known: dict[str, Label], source: CanonicalText) -> Label | None:
    """The known name that a row begins with, and then a sentence."""
    words = source.words(block)
    if not _ENDS.search(words):
        return None
    for gap in re.finditer(rf"[\s:]+(?=[{UPPER}“\"(])", words):
        if named := known.get(key_of(words[: gap.start()])):
            return _again(named, source, block.start, block.start + gap.end())
    return None


def _again(named: Label, source: CanonicalText, start: int, end: int) -> Label:
    printed = source.text[start:end].rstrip(" :")
    return replace(named, start=start, end=end, text=printed, given_in_brackets="", printed="")


__all__ = ["named_again"]
