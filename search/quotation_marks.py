"""Quotation marks as people type and paste them: curly, low, pointed, and some within others.

A quotation often has another within it: “the “waste” of time”, «he said “no” to it». That is still
one phrase, so the inner marks must not end it. An inner quotation begins where a mark stands before
a word and behind a blank, and it ends, like the outer one, before that does.
"""

import re

from documents.folding import DOUBLE_MARKS

ANY = re.compile(f"[{DOUBLE_MARKS}]")

DEEPEST = 10
"""Of quotations within each other: more would take a time that grows with the square of them."""

_CLOSED_BY = {"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "〝": "〞"}
"""What closes a mark that is not closed by its like. „ is closed in two ways (German, Polish)."""


def straightened(text: str) -> str:
    """The text with straight marks, and blanks for those of a quotation within another.

    As many code points as before: places in the one are places in the other.
    """
    straight = list(ANY.sub('"', text))
    begin = 0
    while outer := ANY.search(text, begin):
        end, inner = _quotation(text, outer.start())
        for place in inner:
            straight[place] = " "
        begin = end + 1
    return "".join(straight)


def _quotation(text: str, begin: int) -> tuple[int, list[int]]:
    """Where the quotation ends that begins at a mark, and the places of the marks within it.

    Where not all of them are closed, or more than `DEEPEST` are open at once, each is taken for
    itself: it ends where it begins.
    """
    open_marks = [text[begin]]
    within: list[int] = []
    for found in ANY.finditer(text, begin + 1):
        mark, place = found.group(), found.start()
        innermost = open_marks[-1]
        closes = mark in _CLOSED_BY.get(innermost, innermost)
        if not closes and (mark in _CLOSED_BY or mark not in open_marks) and _opens(text, place):
            open_marks.append(mark)
            if len(open_marks) > DEEPEST:
                break
        else:
            open_marks.pop()
        if not open_marks:
            return place, within
        within.append(place)
    return begin, []


def _opens(text: str, place: int) -> bool:
    """Whether a mark stands where a quotation begins: behind a blank or a bracket, and before a
    word; the pointed one also before a blank, as in French.
    """
    behind, before = text[place - 1], text[place + 1 : place + 2]
    return not behind.strip(" ([" + DOUBLE_MARKS) and (text[place] == "«" or bool(before.strip()))
