"""Plain text and Markdown: the same reader, since what keepers have is often both at once."""

from pathlib import PurePath

from documents.ingest.readers.canonical import CanonicalBuilder
from documents.ingest.readers.layout import Paragraph, lines_of, paragraphs_of
from documents.ingest.readers.markdown import Markup, find_markup, front_matter, is_markdown
from documents.ingest.reading import CanonicalText

MARKDOWN_EXTENSIONS = {".md", ".markdown", ".mdown", ".qmd"}


def read(original: str, charset: str, name: str) -> CanonicalText:
    """The canonical text of a decoded plain text or Markdown file called `name`."""
    declared, body = front_matter(original)
    is_marked = PurePath(name).suffix.lower() in MARKDOWN_EXTENSIONS or is_markdown(original)
    markup = find_markup(original, body) if is_marked else Markup.none(original)
    media_type = "text/markdown" if is_marked else "text/plain"
    return laid_out(original, body, markup).finish(media_type, charset, declared)


def laid_out(original: str, body: int, markup: Markup) -> CanonicalBuilder:
    """The paragraphs of `original` from `body` on as blocks, cut sentences made whole."""
    builder = CanonicalBuilder(original)
    for paragraph in paragraphs_of(lines_of(original, body, markup)):
        builder.begin_block("\n" if paragraph.follows_closely else "\n\n")
        _keep(paragraph, original, builder, markup)
        builder.end_block(paragraph.role, paragraph.level)
    return builder


def _keep(paragraph: Paragraph, original: str, builder: CanonicalBuilder, markup: Markup) -> None:
    next_glues = [*paragraph.glues[1:], " "]
    for line, glue, next_glue in zip(paragraph.lines, paragraph.glues, next_glues, strict=True):
        if glue == "\n":
            builder.break_line()
        elif glue == " ":
            builder.blank()
        pieces = list(markup.pieces(line.start, line.end))
        for place, (start, end, strong) in enumerate(pieces):
            is_last = place == len(pieces) - 1
            # The hyphen is the last letter of the line, before blanks that the builder drops.
            if is_last and next_glue == "-":
                end = start + len(original[start:end].rstrip()) - 1
            builder.keep(start, end, strong)
