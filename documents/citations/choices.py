"""In which formats and styles a citation can be had. The values stand in addresses."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Format(TextChoices):
    """What `?format=` takes."""

    TEXT = "text", "Text"
    HTML = "html", "HTML"
    MARKDOWN = "markdown", "Markdown"
    BIBTEX = "bibtex", "BibTeX"
    BIBLATEX = "biblatex", "BibLaTeX"
    RIS = "ris", "RIS"
    CSLJSON = "csljson", "CSL-JSON"
    WIKIPEDIA = "wikipedia", "Wikipedia"
    QUOTATION = "quotation", "Quotation with citation"


class Style(TextChoices):
    """What `?style=` takes. It matters to the formats that are written for people."""

    APA = "apa", "APA"
    MLA = "mla", "MLA"
    CHICAGO = "chicago", "Chicago notes"
    CHICAGO_AUTHOR_DATE = "chicago-author-date", "Chicago author-date"
    HARVARD = "harvard", "Harvard"


@dataclass(frozen=True)
class File:
    """How a format travels."""

    media_type: str
    extension: str


FILES = {
    Format.TEXT: File("text/plain", "txt"),
    Format.HTML: File("text/html", "html"),
    Format.MARKDOWN: File("text/markdown", "md"),  # RFC 7763
    Format.BIBTEX: File("application/x-bibtex", "bib"),
    Format.BIBLATEX: File("application/x-bibtex", "bib"),
    Format.RIS: File("application/x-research-info-systems", "ris"),
    Format.CSLJSON: File("application/vnd.citationstyles.csl+json", "json"),
    Format.WIKIPEDIA: File("text/plain", "txt"),
    Format.QUOTATION: File("text/plain", "txt"),
}

STYLED = frozenset({Format.TEXT, Format.HTML, Format.MARKDOWN, Format.QUOTATION})
"""The formats that follow a style; the rest are data, and need no pandoc."""
