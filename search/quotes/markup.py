"""A pasted text without its markup: HTML, or the marks of Markdown.

Pure. What the markup sets off as quoted (`<blockquote>`, `<q>`, lines behind ">") stands between
quotation marks afterwards, and who signs it behind a dash below, so that it is read as any other
quotation is.
"""

import re
from collections.abc import Iterator

from documents.ingest.names import NAME
from documents.ingest.readers import html
from documents.ingest.readers.markdown import find_markup
from documents.ingest.reading import Unreadable

OPENS, CLOSES = "“", "”"

_TAGS = re.compile(
    r"</(?:a|b|i|u|q|em|strong|cite|span|p|div|blockquote|article|section|h[1-6]|li|td)\s*>"
    r"|<(?:p|br|div|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
# Private-use signs, which no text that people write holds.
_BEGINS, _ENDS, _SIGNS = "\ue010", "\ue011", "\ue012"
_BLOCK_TAG = re.compile(
    r"(?P<open><blockquote\b[^<>]*>)(?P<inside>(?:(?!<blockquote\b).)*?)(?P<close></blockquote\s*>)",
    re.IGNORECASE | re.DOTALL,
)
_CREDIT_TAG = re.compile(
    r"<(?:cite|footer|figcaption)\b[^<>]*>(?=[^<>]{0,200}"
    r"(?:</?(?:cite|footer|figcaption|a|p|b|i|em|strong|span|br)\b[^<>]*>[^<>]{0,100}){1,12}$)",
    re.IGNORECASE,
)
_INLINE_QUOTE = re.compile(r"<(/?)q\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(rf"{_BEGINS}(?P<inside>[^{_BEGINS}{_ENDS}]*){_ENDS}")

_QUOTED_LINE = re.compile(r"^ {0,3}>(?![>\d])(?:[ \t]?(?P<line>.*))$")
_EMPHASIS = re.compile(
    r"(?<![\w*_\\])(\*\*|__|[*_])(?=[^\s*_])[^\n]{1,500}?(?<=[^\s*_\\])\1(?![\w*_])"
)
_SIGNS_OF_MARKDOWN = re.compile(
    r"^#{1,6}[ \t]+\S|^[ \t]*[*+-][ \t]+[“\"‘*_]|\[[^\]\n]+\]\((?:https?:|/|#)[^)\n]+\)"
    r"|\[\^[^\]\n]+\]|^\[[^\]\n]+\]:[ \t]+\S|\\[*_$#\[\]]",
    re.MULTILINE,
)
_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\]\n]+)\]:[ \t]+\S.*$\n?", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]")
_REFERENCE = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\[(?P<name>[^\[\]\n]*)\]")

_CREDIT = re.compile(
    rf"(?:^|\n)[ \t]*[—–―‒{_SIGNS}-][—–―‒{_SIGNS}\s-]*"
    rf"(?P<who>(?:[\w’'.]+\s){{0,4}}?{NAME}[^\n]{{0,120}})\s*$"
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_WORD = re.compile(r"\w+")
_MARKED = re.compile(r"[“„«][^”»]*[”»]|\"[^\"]*\"")


def without_markup(text: str) -> str:
    """The words of a text with markup, blocks that it quotes between “ and ”; any other text as it
    is.
    """
    plain = _of_html(text) if _TAGS.search(text) else _of_markdown(text)
    around = _BLOCK.sub("", plain)
    is_all = not any(map(str.isalnum, around))
    return _BLOCK.sub(lambda block: _set_off(block["inside"], is_all), plain).strip()


def _of_html(text: str) -> str:
    """The words of a page's source, its quoted blocks between signs."""
    signed = _BLOCK_TAG.sub(_signed_block, text)
    signed = _INLINE_QUOTE.sub(lambda tag: CLOSES if tag[1] else OPENS, signed)
    try:
        return html.read(signed.encode("utf-8-sig"), "What was pasted").text.strip()
    except Unreadable:
        return text


def _signed_block(block: re.Match[str]) -> str:
    inside = _CREDIT_TAG.sub(f"<br>{_SIGNS}", block["inside"], count=1)
    return f"<blockquote>{_BEGINS}{inside}{_ENDS}</blockquote>"


def _of_markdown(text: str) -> str:
    """The words of a text in Markdown, its quoted blocks between signs; any other as it is."""
    lines = list(_with_signs(text))
    is_quoted = any(_BEGINS in line for line in lines)
    if not (is_quoted or _EMPHASIS.search(text) or _SIGNS_OF_MARKDOWN.search(text)):
        return text
    marked = "\n".join(lines)
    defined = {found["name"].casefold() for found in _DEFINITION.finditer(marked)}
    marked = _FOOTNOTE.sub("", _DEFINITION.sub("", marked))
    marked = _REFERENCE.sub(
        lambda link: (
            link["words"] if (link["name"] or link["words"]).casefold() in defined else link[0]
        ),
        marked,
    )
    dropped = find_markup(marked).dropped
    return "".join(c for c, is_mark in zip(marked, dropped, strict=True) if not is_mark)


def _with_signs(text: str) -> Iterator[str]:
    """The lines of a text, those behind ">" without it and between signs, an empty line around."""
    inside = False
    for line in text.split("\n"):
        quoted = _QUOTED_LINE.match(line)
        if quoted and not inside:
            yield f"\n{_BEGINS}"
        elif inside and not quoted:
            yield f"{_ENDS}\n"
        inside = quoted is not None
        yield quoted["line"] if quoted else line
    if inside:
        yield _ENDS


def _set_off(inside: str, is_all: bool) -> str:
    """A quoted block between quotation marks, who signs it below; as it is where it is all that was
    pasted, or prose with quotations of its own.
    """
    inside = inside.strip()
    signed = _CREDIT.search(inside)
    words = inside[: signed.start()].strip() if signed else inside.replace(_SIGNS, "")
    credit = f"\n— {signed['who'].strip()}\n" if signed else "\n"
    if not words or (is_all and not signed) or _is_of_quotations(words):
        return f"{words}{credit}"
    return _between_marks(words) + credit


def _is_of_quotations(words: str) -> bool:
    """Whether at least half of some words stands between quotation marks."""
    marked = sum(len(_WORD.findall(found)) for found in _MARKED.findall(words))
    return 2 * marked >= len(_WORD.findall(words))


def _between_marks(words: str) -> str:
    """Paragraphs between quotation marks, opened anew in each and closed in the last; marks within
    them are single ones.
    """
    opened = re.sub(r"(?<!\S)[\"“„«]", "‘", words)
    single = re.sub(r"[\"”»“]", "’", opened)
    return OPENS + _PARAGRAPHS.sub(f"\n\n{OPENS}", single) + CLOSES
