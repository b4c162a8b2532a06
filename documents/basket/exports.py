"""A basket as a file: quotations with citations and notes, in order."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.template.loader import render_to_string
from docx import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from documents.basket.quoted import Quoted
from documents.citations import names
from documents.citations.choices import FILES as CITATION_FILES
from documents.citations.choices import Format
from documents.citations.exports import DATA
from documents.citations.inlines import to_runs
from documents.languages import pieces
from documents.spreadsheets import defused

# What XML 1.0 cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PLAINLY = (
    "The citations are in one plain form and follow no style: pandoc, which sets them, did not "
    "answer."
)
MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True)
class File:
    """How a basket leaves: what it is called on the page, its media type, extension and writer."""

    label: str
    hint: str
    media_type: str
    extension: str
    write: Callable[[Sequence[Quoted], str, datetime, str], bytes]


def docx(quoted: Sequence[Quoted], source: str, at: datetime, said: str = "") -> bytes:
    """A Word document: each passage as a quotation, its citation below it, then the note."""
    document = Docx()
    document.core_properties.title = "Passages"
    document.core_properties.author = ""
    document.add_heading("Passages", level=1)
    document.add_paragraph(_from(source, quoted, at, said))
    for one in quoted:
        _quote(document.add_paragraph(style="Quote"), one)
        cited = document.add_paragraph()
        for text, in_italics in to_runs(one.citation):
            for piece, is_rtl in pieces(text):
                run = cited.add_run(_writable(piece))
                run.italic, run.font.rtl = in_italics or None, is_rtl or None
        if one.note:
            document.add_paragraph(_writable(f"Note: {one.note}"))
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _quote(paragraph: Paragraph, one: Quoted) -> None:
    """The words in their language, so that Word proofs them by it, and in its direction."""
    run = paragraph.add_run(_writable(one.in_marks))
    if (said := one.language).is_the_page_s or not said.tag:
        return
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), said.tag)
    if said.direction == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl = True
        tag.set(qn("w:bidi"), said.tag)
    run._r.get_or_add_rPr().append(tag)


def markdown(quoted: Sequence[Quoted], source: str, at: datetime, said: str = "") -> bytes:
    """Block quotes with the citation below each."""
    parts = ["# Passages", _escaped(_from(source, quoted, at, said))]
    for one in quoted:
        lines = _escaped(one.in_marks).splitlines()
        parts.append("\n".join(f"> {line}" for line in lines))
        parts.append(one.as_markdown)
        if one.note:
            parts.append(f"Note: {_escaped(one.note)}")
    return ("\n\n".join(parts) + "\n").encode()


def html(quoted: Sequence[Quoted], source: str, at: datetime, said: str = "") -> bytes:
    """A page by itself: block quotes with the citation below each."""
    return render_to_string(
        "basket/file.html",
        {"quoted": quoted, "source": source, "at": at, "said": said, "plainly": _plainly(quoted)},
    ).encode()


def text(quoted: Sequence[Quoted], source: str, at: datetime, said: str = "") -> bytes:
    """Plain text: each quotation, its citation and the note, with blank lines between."""
    parts = ["Passages", _from(source, quoted, at, said)]
    for one in quoted:
        parts += [one.in_marks, one.as_text, *([f"Note: {one.note}"] if one.note else [])]
    return ("\n\n".join(parts) + "\n").encode()


def spreadsheet(quoted: Sequence[Quoted], source: str, at: datetime, said: str = "") -> bytes:
    """CSV in UTF-8 with a byte order mark, by which Excel knows it; formulas are defused."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(
        ("place", "speaker", "role", "quoted", "words", "shown", "citation", "note", "date")
        + ("document", "number", "address", "exported_at")
    )
    for place, one in enumerate(quoted, start=1):
        if one.version is None or one.snapshot is None:
            continue
        writer.writerow(
            defused(str(cell or ""))
            for cell in (
                place,
                one.voice,
                one.snapshot.role,
                "; ".join(names.in_order(name) for name in one.snapshot.cited.quoted),
                one.words,
                "excerpt" if one.is_excerpt else "whole",
                one.as_text,
                one.note,
                one.snapshot.date,
                one.snapshot.title,
                one.version.number,
                one.address,
                at.isoformat(timespec="seconds"),
            )
        )
    return held.getvalue().encode("utf-8-sig")


def references(form: Format) -> File:
    """The file of a format for reference managers: one entry a passage, the note with it."""

    def written(quoted: Sequence[Quoted], source: str, at: datetime, said: str = "") -> bytes:
        cited = [
            replace(one.cited, remarks=(*one.cited.remarks, *([one.note] if one.note else [])))
            for one in quoted
            if one.cited
        ]
        return DATA[form](cited).encode()

    file = CITATION_FILES[form]
    media_type = f"{file.media_type}; charset=utf-8"
    return File(form.label, f".{file.extension}", media_type, file.extension, written)


FILES = {
    "docx": File(
        "Word",
        "DOCX",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        docx,
    ),
    "markdown": File("Markdown", ".md", "text/markdown; charset=utf-8", "md", markdown),
    "html": File("Web page", "HTML", "text/html; charset=utf-8", "html", html),
    "text": File("Text", ".txt", "text/plain; charset=utf-8", "txt", text),
    "csv": File("Spreadsheet", "CSV", "text/csv; charset=utf-8", "csv", spreadsheet),
    **{str(form): references(form) for form in DATA},
}


def _from(source: str, quoted: Sequence[Quoted], at: datetime, said: str) -> str:
    """Where and when it was taken away, what is `said` of it, and that no style was followed where
    that is so.
    """
    parts = (f"From {source}, {at:%-d %B %Y}.", said, _plainly(quoted))
    return " ".join(part for part in parts if part)


def _plainly(quoted: Sequence[Quoted]) -> str:
    return PLAINLY if any(one.is_plain for one in quoted) else ""


def _writable(text: str) -> str:
    return UNWRITABLE.sub("�", text)


def _escaped(text: str) -> str:
    return MARKDOWN.sub(r"\\\1", text)
