"""Markdown's marks in a text: which characters are marks, what is bold, which lines are headings.

After CommonMark 0.31, as far as texts that were turned into Markdown use it. Marks that do not pair
are words of the text: a footnote's asterisk stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import yaml

_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?=\S)", re.M)
_HEADING_TAIL = re.compile(r"[ \t]+#+[ \t]*$")
_BLOCK_QUOTE = re.compile(r"^ {0,3}(?:>(?!>)[ \t]?)+(?=[ \t]*\S|[ \t]*$)", re.M)
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?P<marker>[-*+])(?:[ \t]+(?=\S)|[ \t]*$)", re.M)
_RULE = re.compile(r"^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$", re.M)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(
    r"(?P<open>\[)(?P<label>[^\[\]\n]+)(?P<close>\]\((?:https?:|mailto:|www\.|/|#)[^)\n]*\))"
)
_INLINE_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|small|mark)>", re.I)
_BOLD = re.compile(
    r"(?P<open>\*\*|__)(?=[^\s*_])(?P<words>(?:[^\n*_]|\n(?!\s*\n)|[*_](?!\1)|(?<=\w)_(?=\w)){1,3000}?)"
    r"(?<=[^\s])(?P<close>(?P=open))"
)
_EMPHASIS = re.compile(
    r"(?<![\w*_])(?P<open>[*_])(?=[^\s*_])(?P<words>[^\n*]{1,500}?)(?<=[^\s*_])(?P<close>(?P=open))"
    r"(?![\w*_])"
)
_SIGNS = re.compile(
    r"^#{1,6}[ \t]+\S|\*\*[^\s*][^*\n]*\*\*|\[[^\]\n]+\]\(https?:[^)\n]+\)|(?<!\\)\\[$&#*_\[\]~]",
    re.M,
)
_SCALARS = (str, int, float, date)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?\n)---[ \t]*(?:\r?\n|\Z)", re.S)


@dataclass
class Markup:
    """What the marks of a text say. Positions are those of the decoded original."""

    dropped: bytearray
    strong: bytearray
    roles: dict[int, tuple[str, int]]
    """By the start of a line: its role and level, where a mark gives it one."""
    is_marked: bool = True

    @classmethod
    def none(cls, original: str) -> "Markup":
        return cls(bytearray(), bytearray(), {}, is_marked=False)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """The stretches between `start` and `end` that are words, each bold or not throughout."""
        if not self.is_marked:
            yield start, end, False
            return
        at = start
        while at < end:
            if self.dropped[at]:
                at += 1
                continue
            stop = at + 1
            while stop < end and not self.dropped[stop] and self.strong[stop] == self.strong[at]:
                stop += 1
            yield at, stop, bool(self.strong[at])
            at = stop


def is_markdown(text: str) -> bool:
    """Whether a text that does not say so is Markdown: it holds a mark that plain text has not."""
    return bool(_SIGNS.search(text))


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """What YAML front matter declares, and where the body begins. Nothing and 0 where none is."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, 0
    try:
        values = yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, ValueError):
        return {}, 0
    if not isinstance(values, dict):
        return {}, 0
    stated = {str(name): _in_words(value) for name, value in values.items()}
    return {name: words for name, words in stated.items() if words}, found.end()


def _in_words(value: object) -> str:
    """A value, or a list of values, as text. What is nested deeper describes nothing here."""
    if isinstance(value, list):
        return "; ".join(str(each) for each in value[:100] if isinstance(each, _SCALARS))
    return str(value) if isinstance(value, _SCALARS) else ""


def find_markup(text: str, body: int = 0) -> Markup:
    """The marks of `text` from `body` on."""
    markup = Markup(bytearray(len(text)), bytearray(len(text)), {})
    # Marks already understood are blacked out, so that they are not taken for others.
    seen = text
    markup.dropped[:body] = b"\1" * body

    def drop(start: int, end: int) -> None:
        nonlocal seen
        markup.dropped[start:end] = b"\1" * (end - start)
        seen = seen[:start] + "\x00" * (end - start) + seen[end:]

    for found in _ESCAPE.finditer(text, body):
        drop(found.start(), found.end())
        seen = seen[: found.end()] + "x" + seen[found.end() + 1 :]
    for found in _BLOCK_QUOTE.finditer(seen, body):
        drop(found.start(), found.end())
    for found in _RULE.finditer(seen, body):
        markup.roles[_line_start(text, found.start())] = ("rule", 0)
        seen = seen[: found.start()] + "x" * len(found[0]) + seen[found.end() :]
    for found in _HEADING.finditer(seen, body):
        markup.roles[found.start()] = ("heading", len(found["marks"]))
        drop(found.start(), found.end())
        tail = _HEADING_TAIL.search(seen, found.end(), _line_end(text, found.end()))
        if tail:
            drop(tail.start(), tail.end())
    for found in _ITEM.finditer(seen, body):
        markup.roles[found.start()] = ("item", 1 + len(found["indent"].expandtabs(4)) // 2)
        drop(found.start("marker"), found.end("marker"))
    for found in _IMAGE.finditer(seen, body):
        drop(found.start(), found.end())
    for found in _LINK.finditer(seen, body):
        drop(found.start("open"), found.end("open"))
        drop(found.start("close"), found.end("close"))
    for found in _INLINE_TAG.finditer(seen, body):
        drop(found.start(), found.end())
    for found in _BOLD.finditer(seen, body):
        drop(found.start("open"), found.end("open"))
        drop(found.start("close"), found.end("close"))
        start, end = found.span("words")
        markup.strong[start:end] = b"\1" * (end - start)
    for found in _EMPHASIS.finditer(seen, body):
        drop(found.start("open"), found.end("open"))
        drop(found.start("close"), found.end("close"))
    return markup


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
