"""PowerPoint files: slide by slide title, lines with their depth, tables and notes.

The map to the original is empty: in the file the words stand in compressed XML.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation

from documents.ingest.readers import office
from documents.ingest.readers.flow import Flow, Marks
from documents.ingest.reading import CanonicalText, Unreadable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def read(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a deck; each block says on which slide it is. Raises Unreadable."""
    office.refuse_unsafe(data, name)
    try:
        deck = Presentation(BytesIO(data))
        flow = Flow()
        for number, slide in enumerate(deck.slides, 1):
            _write_slide(flow, slide, Marks(locator=f"slide {number}"))
        declared = office.declared(deck.core_properties)
    except Exception as error:  # the library raises whatever its parser meets in a damaged file
        raise Unreadable(
            f"{name} is not a PowerPoint file that can be read. Open it in PowerPoint or "
            "LibreOffice, save it again as .pptx, and load that."
        ) from error
    text = flow.canonical(MEDIA_TYPE, "utf-8", declared)
    if not text.text:
        raise Unreadable(f"{name} is a PowerPoint file without text; its slides may be pictures.")
    return text


def _write_slide(flow: Flow, slide: Any, marks: Marks) -> None:
    flow.gap()
    title = slide.shapes.title
    if title is not None and title.has_text_frame and title.text_frame.text.strip():
        words = " ".join(title.text_frame.text.split())
        _write_line(flow, words, "heading", 1, marks)
    for shape in _shapes(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if shape.has_text_frame:
            _write_frame(flow, shape, marks)
        elif getattr(shape, "has_table", False) and shape.has_table:
            for row in shape.table.rows:
                cells = [" ".join(cell.text.split()) for cell in row.cells]
                _write_line(flow, " ".join(cells), "table", 0, marks)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        flow.gap()
        for paragraph in slide.notes_slide.notes_text_frame.text.split("\n"):
            _write_line(flow, " ".join(paragraph.split()), "note", 0, marks)
    flow.gap()


def _shapes(shapes: Iterable[Any]) -> Iterator[Any]:
    """The shapes in order, those in groups too."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _write_frame(flow: Flow, shape: Any, marks: Marks) -> None:
    """Body placeholders hold bullets; a text box holds lines."""
    kind = str(shape.placeholder_format.type) if shape.is_placeholder else ""
    if any(part in kind for part in ("SLIDE_NUMBER", "FOOTER", "DATE", "HEADER")):
        role = "furniture"
    else:
        role = "item" if kind.startswith(("BODY", "OBJECT")) else "paragraph"
    for paragraph in shape.text_frame.paragraphs:
        for place, line in enumerate(paragraph.text.replace("\v", "\n").split("\n")):
            line = " ".join(line.split())
            if line and place == 0:
                strong = bool(paragraph.runs) and all(run.font.bold for run in paragraph.runs)
                level = paragraph.level + 1 if role == "item" else 0
                _write_line(flow, line, role, level, marks, strong)
            elif line:
                flow.write(" " + line)


def _write_line(
    flow: Flow, words: str, role: str, level: int, marks: Marks, strong: bool = False
) -> None:
    if words:
        flow.begin(role, level, marks)
        flow.write(words, strong)
