"""Who presents a slide deck, as its title slide names them."""

import re
from collections.abc import Sequence

from django.utils.text import slugify

from documents.ingest.description.dates import dates_in
from documents.ingest.forms_of_address import is_title, split_title
from documents.ingest.names import NAME, in_reading_case, is_in_capitals, surname
from documents.ingest.reading import Block, CanonicalText, Voice
from documents.vocabularies import Evidence, Part

DEGREE = re.compile(
    r",?\s*\b(?:Ph\.?\s?D|M\.?D|J\.?D|M\.?A|M\.?Sc|MPH|MBA|LL\.?M|Ed\.?D|Esq|RN|MP|MEP)\b\.?"
)
PRESENTED = re.compile(
    r"(?:presented by|presenter|speaker|by|présenté par|presentado por|von)\b:?\s+", re.I
)
INSTITUTION = re.compile(
    r"\b(?:University|College|School|Institute|Cent(?:er|re)|Council|Department|Ministry|Office"
    r"|Agency|Foundation|"
    r"Association|Society|Bank|Court|Committee|Conference|Congress|Forum|Summit|Workshop|Seminar"
    r"|Event|Lecture|Meeting|"
    r"Relations|Nations|States|Organi[sz]ation|Program(?:me)?|Project|Group|Inc|Ltd|Network"
    r"|Coalition|Alliance|January|"
    r"February|March|April|May|June|July|August|September|October|November|December|Annual"
    r"|International|Human|Rights|"
    r"The|Role|Policy|Introduction|Overview|Training|Session|Part|Version|Draft)\b",
    re.I,
)


def presenters_of(
    source: CanonicalText, title_slide: Sequence[Block], titles: int
) -> tuple[Voice, ...]:
    """Those named on the title slide, with the lines right under a name as the role.

    The first `titles` blocks of the slide are its title.
    """
    voices: list[Voice] = []
    blocks = [b for b in title_slide if b.role != "item"]
    for n, block in enumerate(blocks[titles:], titles):
        line = source.words(block)
        names = _names(line)
        if not names:
            continue
        role = _affiliation(source, blocks, n) or _rest(line, names[-1])
        for name in names:
            key = _unused(slugify(surname(name)) or "presenter", voices)
            voices.append(
                Voice(key, Part.SPEAKER, name, role, evidence=Evidence.BYLINE, basis=line)
            )
    return tuple(voices)


def _names(line: str) -> list[str]:
    """The people a line of a title slide names: "Amb. Jane Q. Doe, Ph.D.", "Jane Doe, John Roe"."""
    lead = PRESENTED.match(line)
    names = []
    for piece in re.split(
        r"\s+(?:and|&|et|y|und)\s+|;\s*|\s/\s", line[lead.end() :] if lead else line
    ):
        bare = DEGREE.sub("", piece).split(",")[0].split(" – ")[0].split("(")[0].strip()
        has_degree = bool(DEGREE.search(piece))
        titled, name = split_title(in_reading_case(bare))
        if not re.fullmatch(NAME, name) or INSTITUTION.search(name):
            return []
        if not (
            lead or has_degree or titled or (len(name.split()) <= 4 and not is_in_capitals(bare))
        ):
            return []
        names.append(name)
    return names


def _affiliation(source: CanonicalText, blocks: Sequence[Block], place: int) -> str | None:
    """The lines that follow a name without a gap."""
    lines = []
    for before, block in zip(blocks[place:], blocks[place + 1 :], strict=False):
        if source.text[before.end : block.start].count("\n") != 1 or _names(source.words(block)):
            break
        if not dates_in(source.words(block)):
            lines.append(source.words(block))
    return "; ".join(lines) or None


def _rest(line: str, name: str) -> str | None:
    """The role in the same line: "Jane Doe, Director, Eastmark"."""
    after = line[line.find(name.split()[-1]) + len(name.split()[-1]) :]
    rest = DEGREE.sub("", after).strip(" ,–-().")
    return rest if rest and not is_title(name) else None


def _unused(key: str, voices: Sequence[Voice]) -> str:
    taken = {v.key for v in voices}
    return key if key not in taken else f"{key}-{len(voices) + 1}"
