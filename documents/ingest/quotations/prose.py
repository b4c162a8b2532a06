"""A paragraph of prose as its sentences, with every quotation in it closed up to one sign.

A sentence may end inside a quotation (“Stop.” He left.) or run through one (“Stop!” he said), so
the sentences are cut with the quotations out of the way, by the signs on both sides of a mark.
"""

import re
from dataclasses import dataclass

from documents.ingest.quotations.marks import Marked
from documents.ingest.quotations.named import RUN
from documents.ingest.quotations.words import SAY

# Private-use signs, so that no text can hold them: a quotation, and a name or term in marks.
QUOTED, NAMED = "\ue000", "\ue001"
# How far the words beside a mark are looked at, in code points.
NEAR = 200

ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Maj|Lt|Sgt|Amb|Rev|Hon|St|Jr|Sr|Messrs"
    r"|Mme|Mlle"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos|vs|Inc|Ltd|Co|Corp|Fla|Calif|Mass"
    r"|Pa|Va"
    r"|approx|ca|cf|e\.g|i\.e)|\b[A-Z](?:\.[A-Z])*|\ba\.m|\bp\.m)\.$"
)
# After "U.S." only one of these begins a sentence.
STARTER = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|This|That|These|Those|His|Her|Its|Their"
    r"|When|If)\b"
)
END = re.compile(r"[.?!…][)\]]*(?=\s)")


@dataclass(frozen=True)
class Sentence:
    """`text` has a sign for each quotation; `at` gives the source's offset of each character.

    `quotations` are places in the paragraph's list of marked stretches, one for each sign QUOTED.
    """

    text: str
    at: tuple[int, ...]
    quotations: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        return self.at[start], self.at[end - 1] + 1


def sentences(
    text: str, start: int, end: int, marked: dict[int, Marked], named: frozenset[int] = frozenset()
) -> tuple[Sentence, ...]:
    """The sentences of the paragraph `text[start:end]`.

    `marked` are the stretches between marks in it, none inside another; those in `named` are names,
    closed up to another sign.
    """
    signs: list[str] = []
    at: list[int] = []
    holes: list[int] = []
    where = start
    for n, m in marked.items():
        signs.append(text[where : m.before])
        at.extend(range(where, m.before))
        signs.append(NAMED if n in named else QUOTED)
        at.append(m.before)
        if n not in named:
            holes.append(n)
        where = m.after
    signs.append(text[where:end])
    at.extend(range(where, end))
    body = "".join(signs)
    last_signs = {
        position: text[marked[n].end - 1]
        for position, n in zip(
            (i for i, c in enumerate(body) if c in QUOTED + NAMED), marked, strict=True
        )
    }
    result, first, hole = [], 0, 0
    for cut in [*_cuts(body, last_signs), len(body)]:
        piece = body[first:cut]
        count = piece.count(QUOTED)
        if piece.strip():
            result.append(Sentence(piece, tuple(at[first:cut]), tuple(holes[hole : hole + count])))
        hole += count
        first = cut
    return tuple(result)


def _cuts(body: str, last_signs: dict[int, str]) -> list[int]:
    cuts = [m.end() for m in END.finditer(body) if _ends(body, m.start(), m.end())]
    for position, last in last_signs.items():
        rest = body[position + 1 : position + NEAR]
        begins = re.match(r"\s+[^\W_a-z]|\s+[\ue000\ue001(]", rest)
        ends = last in ".?!…" and begins and not _goes_on(last, rest)
        if ends or (re.match(r"\s+\ue000", rest) and last not in ",;—–-"):
            cuts.append(position + 1)
    return sorted(set(cuts))


def _ends(body: str, stop: int, after: int) -> bool:
    rest = body[after : after + NEAR].lstrip()
    if not rest or rest[0].islower():
        return not rest
    if body[stop] == "." and (found := ABBREVIATION.search(body[max(0, stop - 12) : stop + 1])):
        letters = re.fullmatch(r"(?:[A-Z]\.)+|[ap]\.m\.", found.group())
        return bool(
            letters and len(letters.group()) > 2 and (STARTER.match(rest) or rest[0] == QUOTED)
        )
    return True


def _goes_on(last: str, rest: str) -> bool:
    """Whether the sentence goes on behind a quotation that ends in a stop: “Why?” Doe asked."""
    if last == ".":
        return bool(re.match(rf"\s+(?:{RUN.pattern}|he|she|I|we) {SAY.pattern}\s*[.,]", rest))
    return bool(re.match(rf"\s+[^.?!;:\ue000\ue001]{{1,90}}?\s{SAY.pattern}", rest))
