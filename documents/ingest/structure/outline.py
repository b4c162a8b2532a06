"""The outline of a text: its form, and what each stretch of it is, before anybody is named."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from documents.folding import is_unspaced
from documents.ingest.quotations.words import SAY
from documents.ingest.reading import CAPTIONS, Block, CanonicalText, PassageType, Segment
from documents.ingest.structure.furniture import credit_line, end_of_talk, leading_furniture
from documents.ingest.structure.labels import Label, find_labels
from documents.ingest.structure.transcripts import (
    heading,
    set_aside,
    trailing,
    transcript,
    unlabelled,
)


class Form(Enum):
    """How a text is built."""

    TRANSCRIPT = "a transcript with labels"
    REMARKS = "one person's remarks"
    ARTICLE = "an article by a reporter"


@dataclass(frozen=True)
class Outline:
    """Segments without voices, and the label of each turn (None where the text prints none)."""

    form: Form
    segments: tuple[Segment, ...]
    labels: dict[int, Label | None]

    def front(self) -> list[Segment]:
        """The title lines: headings before the first word of the text itself."""
        lines: list[Segment] = []
        for segment in self.segments:
            if segment.type in PassageType.numbered():
                break
            if segment.type == PassageType.HEADING:
                lines.append(segment)
        return lines

    def turn(self, number: int) -> list[Segment]:
        return [segment for segment in self.segments if segment.turn == number]


_BYLINE = re.compile(r"(?:[Bb]y|BY|Par|Por|Von|Text by|Reported by|Story by)\s+[^\W\d_].{2,80}")
# Words in marks beside a verb of saying.
_SAID = re.compile(
    rf"[,.?!]?\s?[”\"’'»],?\s(?:[\w.’'-]+\s){{0,6}}?{SAY.pattern}"
    r"|\b(?:said|says|told\s\w+|added|according\sto|selon|según|recordó|aseguró|subrayó|afirma"
    r"|explica|asegura|señala|relató|destacó)\b"
    r"[^.“\"‘«]{0,40}[“\"‘«]"
    r"|\b(?:said|says)\.(?:\s|$)"
)
STOPS = frozenset(".!?…。！？।॥۔؟։።။។")
"""What ends a sentence, in Chinese, Japanese, Hindi, Urdu, Arabic, Armenian, Amharic, Burmese and
Khmer too.
"""
_I = re.compile(r"\b(?:I|my|me|we|our|us|I’m|I'm|you)\b")
# The section of a paper in which somebody writes in the first person.
_OPINION = re.compile(
    r"(?:opinions?|op-?eds?|comment(?:ary| is free)?|editorials?|guest essay|tribune|opinión"
    r"|meinung|kommentar|points? de vue)",
    re.IGNORECASE,
)
# What a paper says of itself: "she told us".
_TO_THE_PAPER = re.compile(r"\b(?:told|tells|tell|says to|said to) (?:us|me)\b")
_PARAPHRASED = re.compile(
    r"\b(?:said|says|warned|noted|stressed|added|stated|urged|told|recalled|explained)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)‘[^’]*(?:’\w[^’]*)*’")
_GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening|day)|thank you|thanks|hello|welcome|bonjour|buenos días"
    r"|mr\.? |madam|ladies and gentlemen|excellenc|distinguished|dear |my fellow|friends)",
    re.I,
)


# "Broadcast on Radio Liberty, 23 August 1998, by Fr. Jo Roe, S.J."
_OCCASION = re.compile(
    r"(?:Broadcast|Delivered|Given|Preached|Recorded|Spoken)\s(?:at|by|before|from|in|on|to)\b"
    r"[^?!]{0,160}\b(?:19|20)\d\d\b[^?!]{0,80}"
)
# "The following is the prepared text of the address delivered at the 362nd Commencement."
_ABOUT_ITSELF = re.compile(
    r"(?:the following|what follows|this|below|here) (?:is|are) (?:an? |the )?"
    r"(?:[\w-]+ ){0,3}(?:text|transcript|remarks|excerpts?|translation) (?:of|from)\b"
    r"[^.?!]{4,160}[.:]?$",
    re.I,
)
# The first line of a statement, on its own.
_SALUTATION = re.compile(
    r"(?:(?:mr|madam|mme|m|monsieur|madame|señora?)\.?\s(?:le\s|la\s)?(?:president|président|chair"
    r"|speaker|secretary|secrétaire|moderator)|your\s|excellenc|distinguished\s|ladies\s|dear\s"
    r"|mesdames|señoras|(?:(?:muy\s)?(?:queridas?|queridos?|estimad[ao]s)\s)?(?:amig|compañer|colegas?)"
    r"|chers\s|chères\s|liebe\s|sehr\s(?:geehrte|verehrte)|meine\s(?:sehr\s\w+\s)?(?:damen|herren)"
    r"|(?:my\s)?(?:brothers|sisters|(?:dear\s)?friends|fellow\s))[^.?!:;]{0,150}[,:!]",
    re.I,
)


def outline(source: CanonicalText, described: Collection[str] = ()) -> Outline:
    """What each stretch of the text is, in order; `described` are labels that it should have."""
    labels = find_labels(source, described)
    if labels:
        segments, by_turn = transcript(source, labels)
        return Outline(Form.TRANSCRIPT, tuple(segments), by_turn)
    start = 0 if source.media_type in CAPTIONS else _below_byline(source, _first_prose(source))
    front, body = source.blocks[:start], source.blocks[start:]
    aside = leading_furniture(source, front)
    is_article = _is_article(source, front, body)
    segments = [
        set_aside(block, aside[place]) if place in aside else heading(block)
        for place, block in enumerate(front)
    ]
    end, reason = end_of_talk(source, body, 1) if body else (0, "")
    words_as = PassageType.NARRATIVE if is_article else PassageType.SPEECH
    segments += unlabelled(source, body[:end], words_as, None if is_article else 1)
    segments += [trailing(source, block, reason) for block in body[end:]]
    form = Form.ARTICLE if is_article else Form.REMARKS
    return Outline(form, tuple(segments), {} if is_article or not body else {1: None})


def is_byline(words: str) -> bool:
    """ "By Lea Terhune", alone in its line."""
    return bool(_BYLINE.fullmatch(words)) and words[-1] not in ".?!" and len(words.split()) <= 12


def _first_prose(source: CanonicalText) -> int:
    """The position of the first block that is the text itself and not about it.

    In a text of a few words, where no block is long enough to tell, that is the first sentence.
    """
    said = [
        (place, source.words(block))
        for place, block in enumerate(source.blocks)
        if block.role in {"paragraph", "item"}
    ]
    for tells in (_is_prose, _is_sentence):
        if (first := next((place for place, words in said if tells(words)), None)) is not None:
            return first
    return len(source.blocks)


def _below_byline(source: CanonicalText, first: int) -> int:
    """The first block below a byline and a day that stand under the summary of an article."""
    for place in range(first + 1, min(first + 3, len(source.blocks) - 1)):
        words = source.words(source.blocks[place])
        if is_byline(words) and source.blocks[first].role == "paragraph":
            below = source.words(source.blocks[place + 1])
            is_day = len(below.split()) <= 12 and re.search(r"\b(?:19|20)\d\d\b", below)
            return place + (2 if is_day and not _is_prose(below) else 1)
    return first


def _is_prose(words: str) -> bool:
    count = _how_many(words)
    if is_byline(words) or credit_line(words) or _ABOUT_ITSELF.match(words):
        return False
    if _OCCASION.fullmatch(words):
        return False
    ends = _last_sign(words) in {*STOPS, *":：—"}
    if _SALUTATION.fullmatch(words):
        return True
    if _GREETING.match(words) and (ends or count > 8) and count > 1:
        return True
    return (ends and count >= 8) or count >= 45


def _is_sentence(words: str) -> bool:
    return _last_sign(words) in STOPS and _how_many(words) >= 3


def _last_sign(words: str) -> str:
    """The last sign of a line, closing marks and brackets aside."""
    return words.rstrip("”\"’')]»«」』 ")[-1:]


def _how_many(words: str) -> int:
    """How many words there are; two letters are about one in scripts that put no spaces between."""
    return max(len(words.split()), sum(map(is_unspaced, words)) // 2)


def _is_article(source: CanonicalText, front: tuple[Block, ...], body: tuple[Block, ...]) -> bool:
    """A reporter's prose: a byline, or others' words reported and no first person of its own."""
    if any(is_byline(source.words(block)) for block in front):
        return not _GREETING.match(source.words(body[0])) if body else True
    if any(_OPINION.fullmatch(source.words(block)) for block in front):
        return not _GREETING.match(source.words(body[0])) if body else True
    text = "\n".join(source.words(block) for block in body)
    reported = len(_SAID.findall(text))
    outside = _TO_THE_PAPER.sub("", _QUOTED.sub("", text))
    first_person = len(_I.findall(outside))
    if reported >= 3 and first_person <= 2:  # "He did not say thank you."
        return True
    if reported and not first_person and len(_PARAPHRASED.findall(outside)) >= 3:
        return True
    if reported >= 2 and first_person <= 1 and len(outside.split()) >= 40:
        return True
    return reported >= 2 and first_person < 0.01 * len(outside.split())
