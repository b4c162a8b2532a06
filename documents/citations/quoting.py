"""A passage's words with their citation, ready to paste, as each style sets quotations.

A short one runs in with the text in quotation marks, its citation before the final stop; a long one
is a block without marks, its citation after the final stop (for APA and MLA see
https://ocls-ca.libanswers.com/faq/210696; Chicago and Cite Them Right agree). Notes of Chicago's
have their number after all of it.
"""

import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.citations.choices import Style

BLOCK_FROM = {
    Style.APA: 40,  # of forty words or more
    Style.MLA: 41,  # of more than four lines, here of ten words
    Style.CHICAGO: 100,  # of a hundred words or more
    Style.CHICAGO_AUTHOR_DATE: 100,
    Style.HARVARD: 40,  # of more than two or three lines
}
"""How many words make a quotation a block."""

MARKS = {Style.HARVARD: "‘’"}
"""The quotation marks, where they are not double: Cite Them Right's are single."""

INDENT = " " * 4
_TO_SINGLE = str.maketrans("“”", "‘’")
_IN_DOUBLE = re.compile("“([^“”]*)”")
_IN_SINGLE = re.compile(r"‘((?:[^‘’“”]|’(?=\w))*)’(?!\w)")
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-/‘“")
_FINAL_STOP = re.compile(r"(?<![.…])\.(?=[”’\"']*$)")
_ABBREVIATED = re.compile(r"\b(?:\w\.){2,}[”’\"']*$")


@dataclass(frozen=True)
class Quotation:
    """The words as they are set, and what follows the citation in the text: a stop, or nothing."""

    words: str
    is_block: bool
    after: str


def as_set(words: str, style: Style) -> Quotation:
    """The words as a style sets them beside their citation."""
    words = " ".join(words.split())
    if len(words.split()) >= BLOCK_FROM[style]:
        return Quotation(words, is_block=True, after="")
    marks = MARKS.get(style, "“”")
    after = ""
    words = with_english_marks(words)
    if style != Style.CHICAGO:
        words, after = _without_final_stop(words), "."
    return Quotation(in_marks(words, marks), is_block=False, after=after)


def in_marks(words: str, marks: str = "“”") -> str:
    """The words in quotation marks, those in them as they stand within others: single ones within
    double ones and the other way round, however deep.
    """
    words = with_english_marks(words)
    if marks == "‘’":
        parts = re.split("(“[^“”]*”)", words)  # what is in double marks already is at odd places
        parts[::2] = [_IN_SINGLE.sub(r"“\1”", part) for part in parts[::2]]
        return f"‘{''.join(parts)}’"
    parts = _IN_DOUBLE.split(words)
    said = [parts[0].translate(_TO_SINGLE)]
    for within, rest in zip(parts[1::2], parts[2::2], strict=True):
        said += ["‘", _IN_SINGLE.sub(r"“\1”", within), "’", rest.translate(_TO_SINGLE)]
    return f"“{''.join(said)}”"


def with_english_marks(words: str) -> str:
    """The words with “ and ” for other double marks: straight ones, „German“ and ”Swedish” ones.
    Guillemets, and the sign of inches behind a figure, are left alone.
    """
    said: list[str] = []
    are_open = 0
    for n, sign in enumerate(words):
        if sign not in '"„“”':
            said.append(sign)
            continue
        before, after = words[n - 1 : n] if n else " ", words[n + 1 : n + 2]
        if sign == '"' and before.isdecimal() and not are_open:
            said.append(sign)
            continue
        stands_before_words = before in _BEFORE_OPENING and bool(after) and not after.isspace()
        opens = stands_before_words if sign in '"”“' else True
        if sign == "”" and are_open:
            opens = False
        if sign == "“" and not are_open:
            opens = True
        are_open = are_open + 1 if opens else max(0, are_open - 1)
        said.append("“" if opens else "”")
    return "".join(said)


def to_text(words: str, intext: str, entry: str, style: Style) -> str:
    """The quotation with its form for the text, and below it the reference or the note. A block is
    indented.
    """
    said = as_set(words, style)
    cited = said.words if style == Style.CHICAGO else f"{said.words} {intext}{said.after}"
    return f"{INDENT if said.is_block else ''}{cited}\n\n{entry}"


def to_html(words: str, intext: str, entry: str, style: Style) -> SafeString:
    """The same as HTML, a block as such; `intext` and `entry` are HTML already, or are escaped."""
    said = as_set(words, style)
    cited: str = said.words
    if style != Style.CHICAGO:
        cited = format_html("{} {}{}", said.words, intext, said.after)
    form = "<blockquote><p>{}</p></blockquote><p>{}</p>" if said.is_block else "<p>{}</p><p>{}</p>"
    return format_html(form, cited, entry)


def _without_final_stop(words: str) -> str:
    """Without the full stop that follows the citation instead; a question stays one."""
    return words if _ABBREVIATED.search(words) else _FINAL_STOP.sub("", words)
