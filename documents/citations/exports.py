"""Citations as text: one function for every format, of one citation or of many."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.citations import inlines, quoting, styles
from documents.citations.bibtex import biblatex, bibtex
from documents.citations.choices import Format, Style
from documents.citations.csljson import csl_json
from documents.citations.describing import Cited
from documents.citations.ris import ris
from documents.citations.wikipedia import wikipedia

DATA = {
    Format.BIBTEX: bibtex,
    Format.BIBLATEX: biblatex,
    Format.RIS: ris,
    Format.CSLJSON: csl_json,
    Format.WIKIPEDIA: wikipedia,
}
WRITERS = {
    Format.TEXT: inlines.to_text,
    Format.QUOTATION: inlines.to_text,
    Format.HTML: inlines.to_html,
    Format.MARKDOWN: inlines.to_markdown,
}


@dataclass(frozen=True)
class Written:
    """A citation in a style, as text, HTML or Markdown.

    `entry` is what a reader hands in: the full note for notes, else the reference. `intext` is the
    form with the pinpoint for the running text, for notes the shortened note; `bibliography` the
    bibliography's entry for notes, else empty; `quoted` how the words quoted in the passage are
    cited, else empty.
    """

    entry: str
    intext: str
    bibliography: str
    quoted: str


def export(cited: Sequence[Cited], form: Format, style: Style = Style.APA) -> str:
    """The citations in a format, as the text of one file. Raises pandoc.Unavailable for those in
    `choices.STYLED`.
    """
    if form in DATA:
        return DATA[form](cited)
    pieces = (
        quotation(one, written, style) if form == Format.QUOTATION else _paragraph(written, form)
        for one, written in zip(cited, write(cited, style, form), strict=True)
    )
    return "\n\n".join(pieces) + "\n"


def write(cited: Sequence[Cited], style: Style, form: Format = Format.TEXT) -> list[Written]:
    """Each citation in a style, in order; pandoc runs once for all. Raises pandoc.Unavailable."""
    to = WRITERS[form]
    return [
        Written(
            entry=to(one.cited if style == Style.CHICAGO else one.reference),
            intext=to(one.again if style == Style.CHICAGO else one.cited),
            bibliography=to(one.reference) if style == Style.CHICAGO else "",
            quoted=to(one.quoted),
        )
        for one in styles.set_in(style, cited)
    ]


def quotation(cited: Cited, written: Written, style: Style, form: Format = Format.TEXT) -> str:
    """The passage's words with their citation, to be pasted as text or HTML, as `written` is; the
    citation alone for a document.
    """
    if not cited.words:
        return written.entry
    paste = quoting.to_html if form == Format.HTML else quoting.to_text
    return paste(cited.words, written.intext, written.entry, style)


def _paragraph(written: Written, form: Format) -> str:
    if form == Format.HTML:
        return f"<p>{written.entry}</p>"
    return written.entry
