"""Building the canonical text piece by piece, with the way back to the original."""

import re

from documents.ingest.reading import Block, CanonicalText, MapRun

# What prints nothing is left out wherever it stands: soft hyphens, zero-width marks, controls. The
# joiners U+200C and U+200D stay, scripts such as Persian and Devanagari write with them.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_LETTER = rf"[^\s{_INVISIBLE}]"
_PIECES = re.compile(
    # Words that one blank each parts are taken over at once.
    rf"(?P<words>{_LETTER}+(?:[ \u00a0\u2009\u202f]{_LETTER}+)*)"
    rf"|(?P<space>[{_INVISIBLE}]*\s[\s{_INVISIBLE}]*)"
)
_LAYOUT_SPACE = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")


class CanonicalBuilder:
    """Collects blocks from pieces of the original.

    Words come only from `keep`, so that each has its place in the original; what the builder adds
    itself is white space between them. White space is made one blank, at the edges none.
    """

    def __init__(self, original: str) -> None:
        self._original = original
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[MapRun] = []
        self._blocks: list[Block] = []
        self._gap = ""
        self._block_start: int | None = None
        self._strong: list[tuple[int, int]] = []

    def begin_block(self, gap: str = "\n\n") -> None:
        """Start a block, `gap` away from the one before: an empty line, or a line end only."""
        self._gap = gap if self._blocks else ""
        self._block_start = None
        self._strong = []

    def break_line(self) -> None:
        """A line end that belongs to the text, inside a block."""
        if self._block_start is not None:
            self._gap = "\n"

    def blank(self) -> None:
        """A blank where the original broke a line."""
        if self._block_start is not None:
            self._gap = self._gap or " "

    def keep(self, start: int, end: int, strong: bool = False) -> None:
        """Take over the words at this place of the original."""
        for piece in _PIECES.finditer(self._original, start, end):
            if piece["words"]:
                self._emit(piece.start(), piece.end(), strong)
            elif self._block_start is not None and not self._gap:
                # A no-break or thin space on its own is typography; the rest is layout.
                space = piece["space"]
                self._gap = " " if len(space) > 1 or space in _LAYOUT_SPACE else space

    def end_block(self, role: str = "paragraph", level: int = 0) -> None:
        if self._block_start is not None:
            strong = tuple(self._strong)
            self._blocks.append(Block(self._block_start, self._length, role, level, strong))
        self._gap = ""
        self._block_start = None

    def finish(self, media_type: str, charset: str, declared: dict[str, str]) -> CanonicalText:
        return CanonicalText(
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            runs=tuple(self._runs),
            media_type=media_type,
            charset=charset,
            declared=declared,
        )

    def _emit(self, start: int, end: int, strong: bool) -> None:
        if self._gap:
            self._write_gap(start)
        if self._block_start is None:
            self._block_start = self._length
        if strong:
            self._mark_strong(self._length, self._length + end - start)
        self._write(self._original[start:end], start)

    def _write_gap(self, word_start: int) -> None:
        """White space has a place in the original where the same stands there before the word."""
        gap, self._gap = self._gap, ""
        at = word_start - len(gap)
        stands_there = at >= 0 and self._original[at:word_start] == gap
        is_free = not self._runs or self._runs[-1].original + self._runs[-1].length <= at
        self._write(gap, at if stands_there and is_free else None)

    def _write(self, words: str, original: int | None) -> None:
        if original is not None:
            last = self._runs[-1] if self._runs else None
            goes_on = (
                last is not None
                and last.canonical + last.length == self._length
                and last.original + last.length == original
            )
            if last is not None and goes_on:
                self._runs[-1] = MapRun(last.canonical, last.original, last.length + len(words))
            else:
                self._runs.append(MapRun(self._length, original, len(words)))
        self._parts.append(words)
        self._length += len(words)

    def _mark_strong(self, start: int, end: int) -> None:
        """Bold words one blank apart are one bold stretch."""
        if self._strong and start - self._strong[-1][1] <= 1:
            self._strong[-1] = (self._strong[-1][0], end)
        else:
            self._strong.append((start, end))
