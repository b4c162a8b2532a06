"""A transcript as the people modules look at it: its turns, title lines and the names in those."""

from collections import defaultdict
from collections.abc import Iterator

from documents.ingest.people.lines import line_words, mentions
from documents.ingest.reading import CanonicalText, PassageType, Segment
from documents.ingest.structure.label import Label
from documents.ingest.structure.outline import Outline


class Talk:
    """The words of each turn by its number, the labels, and the people that headings mention."""

    def __init__(self, source: CanonicalText, outline: Outline) -> None:
        self._source = source
        self.text = source.text
        self.labels: dict[int, Label] = {
            turn: label for turn, label in outline.labels.items() if label is not None
        }
        self._segments = outline.segments
        self._paragraphs: dict[int, list[Segment]] = defaultdict(list)
        for segment in outline.segments:
            if segment.turn:
                self._paragraphs[segment.turn].append(segment)
        headings = [s for s in outline.segments if s.type == PassageType.HEADING]
        self.headings = [self._words(s) for s in headings]
        front = [self._words(s) for s in outline.front()]
        declared = [words for name, words in source.declared.items() if name.endswith("title")]
        self.front = [*(words for words in declared if words not in front), *front]
        self.mentions = mentions(source, headings)

    def turns(self) -> list[int]:
        return sorted(self._paragraphs)

    def words(self, turn: int) -> str:
        return "\n".join(self._words(s) for s in self._paragraphs[turn])

    def in_order(self) -> Iterator[tuple[int | None, str]]:
        """The words of each segment with its turn, None for what stands between the turns."""
        for segment in self._segments:
            yield segment.turn, self._words(segment)

    def paragraphs(self) -> Iterator[str]:
        for turn in self.turns():
            for segment in self._paragraphs[turn]:
                yield self._words(segment)

    def sentence_at(self, at: int) -> str:
        """The sentence around a place of the text."""
        start = max(self.text.rfind(stop, 0, at) for stop in (". ", "? ", "! ", "\n", ": ")) + 1
        ends = [e for e in (self.text.find(s, at) for s in (". ", "? ", "! ", "\n")) if e > 0]
        return self.text[start : min(ends, default=len(self.text)) + 1].strip()[:300]

    def _words(self, segment: Segment) -> str:
        return line_words(self._source, segment)
