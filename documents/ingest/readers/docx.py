"""Word documents: paragraphs by style, lists, bold runs, tables and text in order.

The map to the original is empty: in the file the words stand in compressed XML.
"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from documents.ingest.readers import office
from documents.ingest.readers.flow import Flow
from documents.ingest.reading import CanonicalText, Unreadable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a Word document. Raises Unreadable."""
    office.refuse_unsafe(data, name)
    try:
        document = Document(BytesIO(data))
        flow = Flow()
        for content in document.iter_inner_content():
            if isinstance(content, Table):
                _write_table(flow, content)
            else:
                _write_paragraph(flow, content)
        declared = office.declared(document.core_properties)
    except Exception as error:  # the library raises whatever its parser meets in a damaged file
        raise Unreadable(
            f"{name} is not a Word document that can be read. Open it in Word or LibreOffice, save "
            "it again as .docx or as plain text (.txt), and load that."
        ) from error
    text = flow.canonical(MEDIA_TYPE, "utf-8", declared)
    if not text.text:
        raise Unreadable(f"{name} is a Word document without text; it may hold pictures of pages.")
    return text


def _write_table(flow: Flow, table: Table) -> None:
    """Row by row; a table of paragraphs is a layout, one of words is lines."""
    for row in table.rows:
        cells = [cell for n, cell in enumerate(row.cells) if cell not in row.cells[:n]]
        is_layout = any(len([p for p in c.paragraphs if p.text.strip()]) > 1 for c in cells)
        if not is_layout:
            flow.begin("table")
        for place, cell in enumerate(cells):
            if is_layout:
                for paragraph in cell.paragraphs:
                    _write_paragraph(flow, paragraph)
                continue
            for paragraph in cell.paragraphs:
                _write_runs(flow, paragraph)
            if place + 1 < len(cells):
                flow.write(" ")
    flow.gap()


def _write_paragraph(flow: Flow, paragraph: Paragraph) -> None:
    flow.gap()
    role, level = _role(paragraph)
    flow.begin(role, level)
    _write_runs(flow, paragraph, role, level)
    flow.gap()


def _write_runs(flow: Flow, paragraph: Paragraph, role: str = "", level: int = 0) -> None:
    """The runs with those in links; a break of the line begins a line, one of the page a gap."""
    for piece in paragraph.iter_inner_content():
        for run in getattr(piece, "runs", [piece]):
            strong = bool(run.bold) and role != "heading"
            if run.font.hidden:
                continue
            for place, line in enumerate(run.text.replace("\t", " ").split("\n")):
                if place:
                    flow.begin(role, level)
                flow.write(line, strong)


def _role(paragraph: Paragraph) -> tuple[str, int]:
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    if style == "Title":
        return "heading", 1
    if style.startswith("Heading "):
        return "heading", int(style.split()[1]) if style.split()[1].isdigit() else 2
    properties = paragraph._p.pPr
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    if numbering is not None and _value(numbering, "w:numId") > 0:  # 0 takes a list away
        return "item", 1 + _value(numbering, "w:ilvl")
    if style.startswith("List "):
        return "item", 1
    return "", 0


def _value(numbering: Any, name: str) -> int:
    element = numbering.find(qn(name))
    value = element.get(qn("w:val")) if element is not None else None
    return int(value) if value and value.isdigit() else 0
