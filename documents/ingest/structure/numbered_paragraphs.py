"""Paragraph numbers that a text prints, "12. We ask …": the source's own pinpoint, and no words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.ingest.name_words import UPPER
from documents.ingest.reading import CanonicalText, PassageType, Segment

_NUMBER = re.compile(
    rf"(?:[(\[]?(?P<number>\d{{1,3}})[.)\]]\s+(?=\S)|(?P<bare>\d{{1,3}})\s+(?=[{UPPER}]))"
)

# So many paragraphs in a row count up, and such a share of all from the first of them on.
FEWEST = 3
MOST = 0.6


def without_printed_numbers(
    source: CanonicalText, segments: Sequence[Segment]
) -> tuple[Segment, ...]:
    """The segments, their words without the number that their paragraph prints at its head.

    The number is kept in `printed_number`, and is the locator where the format gives no other. A
    list of a few points within a talk keeps its numbers.
    """
    said = [n for n, segment in enumerate(segments) if segment.type in PassageType.numbered()]
    found: dict[int, re.Match[str]] = {}
    expected: int | None = None
    for n in said:
        match = _NUMBER.match(source.text, segments[n].start, segments[n].end)
        number = int(match["number"] or match["bare"]) if match else 0
        if match and number == (expected or number):
            found[n] = match
            expected = number + 1
    from_first = [n for n in said if found and n >= min(found)]
    if len(found) < FEWEST or len(found) < MOST * len(from_first):
        return tuple(segments)
    return tuple(
        replace(
            segment,
            start=found[n].end(),
            printed_number=found[n]["number"] or found[n]["bare"],
            locator=segment.locator or f"paragraph {found[n]['number'] or found[n]['bare']}",
        )
        if n in found
        else segment
        for n, segment in enumerate(segments)
    )
