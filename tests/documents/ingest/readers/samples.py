"""Small files of each format, made by the libraries that keepers' programs are like."""

import ctypes
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pptx
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pptx.util import Inches


def word(*paragraphs: tuple[str, str], **properties: str) -> bytes:
    """A Word document of (style, text); text before a stroke is bold."""
    document = docx.Document()
    for style, text in paragraphs:
        paragraph = document.add_paragraph(style=style)
        bold, stroke, rest = text.partition("|")
        if stroke:
            paragraph.add_run(bold).bold = True
        paragraph.add_run(rest if stroke else text)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    return _saved(document)


def slides(*each: tuple[str, tuple[str, ...], str]) -> bytes:
    """A deck of (title, bullets, notes); a bullet's leading blanks are its depth."""
    deck = pptx.Presentation()
    for title, bullets, notes in each:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        for n, bullet in enumerate(bullets):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            paragraph.text = bullet.strip()
            paragraph.level = len(bullet) - len(bullet.lstrip())
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    return _saved(deck)


def slides_with_title_page(title: str, below: str, others: tuple[str, ...]) -> bytes:
    """A deck with a title slide, the lines below its title, and slides of a bullet each."""
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text, first.placeholders[1].text = title, below
    for other in others:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = other, "A bullet"
    return _saved(deck)


def slides_with_text_box(text: str) -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "A box"
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
    box.text_frame.text = text
    return _saved(deck)


def pages(*each: list[str], size: float = 12, first_size: float | None = None) -> bytes:
    """A PDF of pages of lines; an empty line leaves a gap, the first may be of another size."""
    document = pdfium.PdfDocument.new()
    for lines in each:
        page = document.new_page(612, 792)
        top = 740.0
        for n, line in enumerate(lines):
            points = first_size if n == 0 and first_size else size
            if line.strip():
                _write(document, page, line, 72 + 6 * (len(line) - len(line.lstrip())), top, points)
            top -= 1.2 * points
        pdfium_c.FPDFPage_GenerateContent(page.raw)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _write(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, words: str, x: float, y: float, size: float
) -> None:
    text = pdfium_c.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", size)
    encoded = (words.strip() + "\0").encode("utf-16-le")
    buffer = ctypes.cast(ctypes.create_string_buffer(encoded), pdfium_c.FPDF_WIDESTRING)
    pdfium_c.FPDFText_SetText(text, buffer)
    pdfium_c.FPDFPageObj_Transform(text, 1, 0, 0, 1, x, y)
    pdfium_c.FPDFPage_InsertObject(page.raw, text)


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password: its check values match none."""
    key = b"<" + b"41" * 32 + b">"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O " + key + b" /U " + key + b" >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<41><41>] >>\n"
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def archive(**members: bytes | str) -> bytes:
    """A ZIP of the given members; use a dict for names that are no words."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return out.getvalue()


def marked_as_encrypted(data: bytes) -> bytes:
    """The ZIP with the flag of encryption set for each member (APPNOTE 4.4.4)."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


def _saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
