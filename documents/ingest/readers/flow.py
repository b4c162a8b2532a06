"""What the readers of marked formats write into: lines with their roles, on the way to blocks.

A web page, an Office document or a file of captions becomes lines of plain text here, as it would
look on paper. The rules that turn lines into paragraphs are then those of plain text.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace

from documents.ingest.readers.markdown import Markup
from documents.ingest.readers.text import laid_out
from documents.ingest.reading import Block, CanonicalText, MapRun


@dataclass(frozen=True)
class Marks:
    """What the format says of a line besides its role; see `Block` for the fields."""

    speaker: str | None = None
    speaker_name: str | None = None
    media_start: float | None = None
    locator: str = ""


UNMARKED = Marks()

# How a rule looks in plain text.
_RULE = "* * *"


class Flow:
    """Lines of text with roles, bold stretches and, where known, their place in the source."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._strong: list[tuple[int, int]] = []
        self._places: list[MapRun] = []
        self._roles: dict[int, tuple[str, int]] = {}
        self._marks: dict[int, Marks] = {}
        self._ends = "\n\n"

    @property
    def is_at_line_start(self) -> bool:
        return self._ends.endswith("\n")

    @property
    def ends_in_blank(self) -> bool:
        return self._ends[-1:] in {" ", "\n"}

    def begin(self, role: str = "", level: int = 0, marks: Marks = UNMARKED) -> None:
        """Start a line, or name the one begun anew. Without a role the layout decides on it."""
        self.end_line()
        if role:
            self._roles[self._length] = (role, level)
        else:
            self._roles.pop(self._length, None)
        self._marks[self._length] = marks

    def end_line(self) -> None:
        if not self.is_at_line_start:
            self._add("\n")

    def gap(self) -> None:
        """An empty line, so that what follows is another paragraph."""
        self.end_line()
        if not self._ends.endswith("\n\n"):
            self._add("\n")

    def write(self, words: str, strong: bool = False, place: int | None = None) -> None:
        """Add words; `place` is where they stand in the source, letter for letter."""
        if not words:
            return
        if strong:
            self._strong.append((self._length, self._length + len(words)))
        if place is not None:
            self._add_place(place, len(words))
        self._add(words)

    def rule(self) -> None:
        """A break between sections or slides: a block without words."""
        self.gap()
        self._roles[self._length] = ("rule", 0)
        self._add(_RULE)
        self.gap()

    def canonical(self, media_type: str, charset: str, declared: dict[str, str]) -> CanonicalText:
        """The canonical text. Its map is empty where no places were given."""
        text = "".join(self._parts)
        markup = Markup(bytearray(len(text)), bytearray(len(text)), self._roles)
        for start, end in self._strong:
            markup.strong[start:end] = b"\1" * (end - start)
        laid = laid_out(text, 0, markup).finish(media_type, charset, declared)
        return replace(laid, blocks=self._marked(laid), runs=tuple(self._led_back(laid.runs)))

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)
        self._ends = (self._ends + words)[-2:]

    def _add_place(self, place: int, length: int) -> None:
        last = self._places[-1] if self._places else None
        if (
            last
            and last.canonical + last.length == self._length
            and last.original + last.length == place
        ):
            self._places[-1] = MapRun(last.canonical, last.original, last.length + length)
        else:
            self._places.append(MapRun(self._length, place, length))

    def _marked(self, laid: CanonicalText) -> tuple[Block, ...]:
        """The blocks with what the format said of the line that each begins with."""
        lines = sorted(self._marks)
        starts = [run.canonical for run in laid.runs]
        marked = []
        for block in laid.blocks:
            run = laid.runs[bisect_right(starts, block.start) - 1]
            line = bisect_right(lines, run.original + block.start - run.canonical) - 1
            marks = self._marks[lines[line]] if line >= 0 else UNMARKED
            marked.append(
                replace(
                    block,
                    speaker=marks.speaker,
                    speaker_name=marks.speaker_name,
                    media_start=marks.media_start,
                    locator=marks.locator,
                )
            )
        return tuple(marked)

    def _led_back(self, runs: tuple[MapRun, ...]) -> list[MapRun]:
        """The map of the canonical text to the source, by way of the flow."""
        starts = [place.canonical for place in self._places]
        led: list[MapRun] = []
        for run in runs:
            at = max(0, bisect_right(starts, run.original) - 1)
            for place in self._places[at:]:
                start = max(run.original, place.canonical)
                end = min(run.original + run.length, place.canonical + place.length)
                if place.canonical >= run.original + run.length:
                    break
                if start < end:
                    canonical = run.canonical + start - run.original
                    original = place.original + start - place.canonical
                    led.append(MapRun(canonical, original, end - start))
        return led
